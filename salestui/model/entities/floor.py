"""On-site sales of homes: units, what happened to them, who came, and the phases of a launch."""

from __future__ import annotations

from dataclasses import replace

from salestui.model.entities.cash import UNIT
from salestui.model.entities.common import CUSTOMER, DEAL, NOTES, OWNER, listed, named
from salestui.model.fields import Entity, Field
from salestui.model.fields import FieldType as T

_STATES = listed(
    ("available", "可售", "free", "for sale", "unsold", "未售", "在售", "待售"),
    ("held", "保留", "on hold", "reserved", "预留", "锁定", "临定", "小订"),
    ("subscribed", "已认购", "subscription", "认购", "大定", "已定"),
    ("signed", "已签约", "sold", "contracted", "签约", "已售", "网签", "已网签"),
    ("withdrawn", "不可售", "not for sale", "blocked", "销控", "抵押", "停售"),
)
_STEPS = listed(
    ("register", "登记", "registered", "来访登记"),
    ("introduce", "介绍", "introduced", "项目介绍"),
    ("check", "查销控", "checked", "check unit"),
    ("quote", "计价单", "quoted", "price sheet"),
    ("hold", "保留", "held", "预留"),
    ("deposit", "交定金", "deposit paid", "定金"),
    ("top-up", "补足定金", "topped up", "top up", "补定"),
    ("subscription", "签认购书", "subscription form", "认购书", "认购"),
    ("review", "主管审核", "reviewed", "supervisor review", "审核"),
    ("sign", "签订合同", "signed", "contract signed", "签约"),
    ("enter", "当天录入", "entered", "same-day entry", "录入"),
    ("follow", "跟进签约", "followed up", "follow-up"),
    ("mortgage", "按揭资料", "mortgage documents", "loan papers", "催按揭"),
    ("release", "释放房源", "released", "returned", "退房", "退定", "取消"),
    ("withdraw", "停售", "withdrawn", "blocked"),
    ("relist", "恢复销售", "relisted", "back for sale"),
)
_VISIT_KINDS = listed(
    ("visit", "来访", "walk-in", "on site", "到访"),
    ("phone", "来电", "call", "phone call", "电话", "电话咨询"),
    ("questionnaire", "问卷", "survey", "来访问卷"),
    ("return", "复访", "second visit", "return visit", "再访"),
)
_VISIT_STATES = listed(
    ("new", "新登记", "registered", "新客户"),
    ("following", "跟进中", "in progress", "意向"),
    ("subscribed", "已认购", "bought", "认购"),
    ("lost", "无意向", "not interested", "流失", "放弃"),
    ("returned", "退回客户", "handed back", "退回"),
)
_PHASES = listed(
    ("pre-sale", "预销售期", "presale", "预售期", "预热期", "蓄客期"),
    ("public sale", "公开销售期", "opening", "open sale", "开盘期", "公开期"),
    ("strong sale", "强销期", "peak sale", "strong", "热销期"),
    ("late sale", "销售后期", "tail sale", "late", "尾盘期", "持销期"),
)
_WAYS = listed(
    ("at once", "一次性付款", "cash", "full payment", "全款"),
    ("instalments", "分期付款", "installments", "分期"),
    ("mortgage", "按揭", "loan", "按揭贷款", "商业贷款", "公积金贷款"),
)

PHASE = Field("phase", T.TEXT, "Launch phase", "销售期", (
    "sales phase", "launch", "推盘阶段", "营销阶段", "销售期间"), refers="phases",
    starter=False)  # fmt: skip
"""The phase of a launch that a row belongs to."""

PAY_WAY = Field("way", T.CHOICE, "Way of paying", "付款形式", (
    "payment plan type", "way to pay", "购房付款方式", "付款类别"), choices=_WAYS,
    starter=False)  # fmt: skip
"""How a buyer pays for a home."""

UNITS = Entity(
    name="units",
    en="Units",
    zh="房源",
    sheet_aliases=(
        "unit", "unit list", "unit inventory", "unit prices", "房源表", "房源清单", "销控表",
        "销控", "一房一价", "房源价目表",
    ),
    key="unit",
    title=("unit",),
    evidence=("unit", "building", "floor", "area", "layout", "list", "unit_price", "status",
              "holder", "hold_until"),
    evidence_needed=4,
    needs=(("unit",), ("building", "floor", "area"), ("status", "list", "unit_price")),
    prefixes=("unit", "房源", "认购"),
    optional=True,
    fields=(
        Field("unit", T.TEXT, "Unit no", "房号", (
            "unit", "unit id", "unit number", "room", "room no", "no", "id", "房源编号", "房间号", "编号"),
            required=True),
        Field("building", T.TEXT, "Building", "楼栋", ("block", "tower", "bldg", "栋", "楼号", "幢")),
        Field("floor", T.INTEGER, "Floor", "楼层", ("level", "storey", "层", "所在楼层")),
        Field("layout", T.TEXT, "Layout", "户型", ("unit type", "type", "rooms", "房型")),
        Field("area", T.NUMBER, "Area", "面积", (
            "area m2", "size", "sqm", "square metres", "建筑面积", "面积（㎡）", "面积(㎡)")),
        Field("unit_price", T.MONEY, "Price per m²", "单价", (
            "unit price", "price per sqm", "price per m2", "price/m2", "均价", "单价（元/㎡）",
            "单价(元/㎡)")),
        Field("list", T.MONEY, "List price", "总价", (
            "list", "price", "total price", "list total", "标价", "表价", "面价", "房屋总价")),
        Field("status", T.CHOICE, "Unit state", "销控状态", (
            "status", "state", "availability", "状态", "房源状态", "销售状态"), choices=_STATES),
        named(CUSTOMER, "holder", "Holder", "认购客户", "holder", "customer", "buyer", "held by",
              "客户", "买受人", "购房人", "客户姓名"),
        named(OWNER, "agent", "Agent", "置业顾问", "rep", "agent", "sales agent", "salesperson",
              "owner", "销售", "销售顾问", "业务员", "顾问"),
        replace(DEAL, starter=False),
        Field("hold_until", T.DATE, "Held until", "保留至", (
            "hold until", "held until", "reserved until", "保留期限", "锁定至")),
        Field("deposit", T.MONEY, "Deposit required", "应收定金", (
            "deposit", "required deposit", "定金", "定金标准")),
        Field("subscribed", T.DATE, "Subscribed on", "认购日期", (
            "subscribed", "subscription date", "deposit date", "定金日期")),
        Field("top_up_by", T.DATE, "Top up by", "补足期限", (
            "top up", "deposit due", "补定期限", "定金补足日期")),
        Field("sign_by", T.DATE, "Sign by", "签约期限", (
            "signing deadline", "sign until", "contract due", "签约截止", "应签约日期")),
        Field("signed", T.DATE, "Signed on", "签约日期", ("signed", "contract date", "网签日期")),
        Field("price", T.MONEY, "Agreed price", "成交价", (
            "agreed price", "sale price", "deal price", "成交总价", "认购价", "成交金额")),
        replace(PAY_WAY, starter=True),
        Field("mortgage_by", T.DATE, "Loan papers by", "按揭资料期限", (
            "mortgage documents by", "loan papers due", "按揭期限", "资料期限")),
        Field("mortgage_done", T.DATE, "Loan papers in", "按揭资料齐备", (
            "mortgage done", "loan papers complete", "资料齐备日期")),
        Field("launched", T.DATE, "On the market since", "推出日期", (
            "launched", "released", "on market", "开盘日期", "上市日期", "推盘日期")),
        replace(PHASE, starter=True),
        NOTES,
    ),
)  # fmt: skip
"""``list`` is the whole price; where it is blank, ``area`` times ``unit_price``."""

UNIT_LOG = Entity(
    name="unit_log",
    en="Unit log",
    zh="销控记录",
    sheet_aliases=(
        "unit history", "subscription log", "subscriptions", "inventory log", "销控日志", "认购记录",
        "认购登记", "认购流程", "房源变动",
    ),
    key="",
    title=("unit", "step", "date"),
    evidence=("date", "time", "unit", "step", "customer", "agent", "deal"),
    evidence_needed=3,
    needs=(("unit",), ("step",), ("date",)),
    prefixes=("log", "销控", "认购"),
    optional=True,
    fields=(
        Field("date", T.DATE, "Date", "日期", ("log date", "on", "发生日期")),
        Field("time", T.TEXT, "Time of day", "时间", ("time", "at", "发生时间")),
        replace(UNIT, starter=True, required=True),
        Field("step", T.CHOICE, "Step", "步骤", ("event", "action", "what", "环节", "事项", "动作"),
              required=True, choices=_STEPS),
        CUSTOMER,
        replace(DEAL, starter=False),
        named(OWNER, "agent", "Agent", "经办人", "by", "rep", "owner", "置业顾问", "操作人", "销售"),
        Field("amount", T.MONEY, "Amount", "金额", ("deposit", "sum", "定金金额")),
        NOTES,
    ),
)  # fmt: skip
"""What was done with a unit, by whom and when; only ever added to."""

VISITORS = Entity(
    name="visitors",
    en="Visitor register",
    zh="来访登记",
    sheet_aliases=(
        "visitor", "visitor log", "phone register", "enquiries", "来访登记表", "来电登记",
        "来访来电登记", "客户登记", "客户登记本", "来访问卷", "来访客户", "电话咨询登记",
    ),
    key="",
    title=("name", "phone", "date"),
    evidence=("date", "kind", "channel", "name", "phone", "agent", "layout", "area", "budget",
              "feedback"),
    evidence_needed=4,
    needs=(("name", "phone"), ("date",), ("kind", "channel", "layout", "area", "agent")),
    prefixes=("visit", "visitor", "来访", "客户"),
    optional=True,
    fields=(
        Field("date", T.DATE, "Date", "日期", ("visit date", "registered on", "来访日期", "登记日期",
              "来电日期")),
        Field("kind", T.CHOICE, "Register", "登记类型", ("kind", "type", "visit type", "来访方式", "类型"),
              choices=_VISIT_KINDS),
        Field("name", T.TEXT, "Visitor", "姓名", (
            "name", "visitor name", "customer", "customer name", "客户姓名", "客户", "来访人")),
        Field("phone", T.TEXT, "Phone", "电话", (
            "tel", "mobile", "phone number", "联系电话", "手机", "手机号", "联系方式")),
        named(OWNER, "agent", "Agent", "置业顾问", "rep", "agent", "received by", "owner", "接待人",
              "销售顾问", "销售", "业务员"),
        Field("channel", T.TEXT, "Heard through", "认知渠道", (
            "channel", "source", "how heard", "来源", "渠道", "获知途径", "认知途径")),
        Field("referred_by", T.TEXT, "Referred by", "推荐人", (
            "referrer", "introduced by", "介绍人", "老客户"), refers="customers"),
        Field("layout", T.TEXT, "Layout wanted", "意向户型", ("layout", "unit type", "需求户型", "户型")),
        Field("area", T.NUMBER, "Area wanted", "意向面积", ("area", "size", "需求面积", "面积")),
        Field("budget", T.MONEY, "Budget", "预算", ("price range", "total budget", "购房预算", "总价预算")),
        Field("purpose", T.TEXT, "Purpose", "置业目的", ("why", "purpose of purchase", "购房目的")),
        Field("home", T.TEXT, "Lives in", "居住区域", ("home", "district", "address", "居住地", "现住址")),
        Field("feedback", T.TEXT, "Feedback", "客户反馈", ("comments", "opinion", "反馈", "意见", "抗性")),
        Field("status", T.CHOICE, "Visitor status", "客户状态", ("status", "state", "状态"),
              choices=_VISIT_STATES),
        Field("next_date", T.DATE, "Next step on", "下次跟进", (
            "next contact", "follow up", "next date", "跟进日期", "下次联系")),
        NOTES,
    ),
)  # fmt: skip

PHASES = Entity(
    name="phases",
    en="Launch phases",
    zh="销售期",
    sheet_aliases=(
        "phases", "launch plan", "sales phases", "推盘计划", "推盘阶段", "销售分期", "营销阶段",
    ),
    key="name",
    title=("name", "kind"),
    evidence=("name", "kind", "from", "to", "units"),
    evidence_needed=3,
    needs=(("name", "kind"), ("from",), ("to",)),
    prefixes=("phase", "销售期"),
    optional=True,
    fields=(
        Field("name", T.TEXT, "Launch phase", "销售期", (
            "name", "phase", "phase name", "推盘阶段", "阶段名称", "名称"), required=True),
        Field("kind", T.CHOICE, "Kind of phase", "阶段类型", ("kind", "type", "类型"),
              choices=_PHASES),
        Field("from", T.DATE, "From", "开始日期", ("start", "start date", "begin", "开始")),
        Field("to", T.DATE, "To", "结束日期", ("end", "end date", "until", "结束")),
        Field("units", T.INTEGER, "Units to launch", "推出套数", ("units", "number of units", "套数")),
        NOTES,
    ),
)  # fmt: skip
"""``to`` is the last day of the phase."""
