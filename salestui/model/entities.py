"""The entities that a sales team records, each declared once.

Grids, forms, header recognition, templates, exports and help are generated from here: a new field
is one line, a new kind of sheet one ``Entity``.
"""

from __future__ import annotations

from salestui.model.fields import Entity, Field
from salestui.model.fields import FieldType as T

DEALS = Entity(
    name="deals",
    en="Pipeline",
    zh="商机",
    sheet_aliases=(
        "deals", "pipeline", "sales pipeline", "opportunities", "opportunity", "opps", "sales",
        "orders", "crm", "商机", "商机表", "销售机会", "项目", "项目清单", "销售管道", "销售漏斗",
        "订单", "销售明细", "销售数据", "在跟项目",
    ),
    key="id",
    title=("name", "customer", "id"),
    evidence=("stage", "amount", "owner", "expected_close", "closed", "customer", "id", "name",
              "unit_price", "quantity"),
    evidence_needed=2,
    needs=(("amount", "stage", "unit_price"),
           ("id", "name", "customer", "expected_close", "closed", "created")),
    prefixes=("deal", "opportunity", "opp", "order", "商机", "项目", "订单", "销售", "所属"),
    fields=(
        Field("id", T.TEXT, "Deal ID", "商机编号", (
            "id", "deal no", "deal number", "opportunity id", "opportunity no", "opp id", "order id",
            "order no", "order number", "record id", "no", "编号", "商机号", "项目编号", "机会编号", "订单号",
            "订单编号", "销售订单", "单号", "合同编号")),
        Field("name", T.TEXT, "Deal", "商机名称", (
            "deal name", "deal title", "opportunity", "opportunity name", "project", "project name",
            "title", "subject", "name", "商机", "项目名称", "机会名称", "项目", "名称", "销售机会")),
        Field("customer", T.TEXT, "Customer", "客户", (
            "account", "account name", "customer name", "company", "company name", "client",
            "client name", "associated company", "organisation", "organization", "buyer", "客户名称", "客户单位", "客户公司", "公司", "公司名称", "单位", "甲方")),
        Field("stage", T.CHOICE, "Stage", "阶段", (
            "deal stage", "sales stage", "pipeline stage", "status", "deal status", "phase",
            "销售阶段", "商机阶段", "项目阶段", "当前阶段", "状态", "进展阶段")),
        Field("amount", T.MONEY, "Amount", "金额", (
            "value", "deal value", "deal size", "deal amount", "close value", "revenue", "price",
            "contract value", "total", "total amount", "sales amount", "expected revenue", "sales",
            "order amount", "合同额", "预计合同额", "预计合同金额", "签约金额", "中标金额", "商机金额", "预计金额", "合同金额", "成交金额", "销售额", "销售金额",
            "项目金额", "预计销售额", "订单金额", "总金额", "总价")),
        Field("probability", T.PERCENT, "Probability", "成功率", (
            "prob", "win probability", "chance", "likelihood", "confidence", "概率", "赢率",
            "成交概率", "成功几率", "成单概率", "把握度")),
        Field("expected_close", T.DATE, "Close date", "预计成交日期", (
            "expected close", "expected close date", "estimated close", "close", "closing date",
            "target date", "forecast date", "due date", "预计签约日期", "预计成交", "预计结单日期",
            "预计关闭日期", "预计签单日期", "预计签约", "成交日期", "结单日期", "关闭日期",
            "销售日期", "签约日期", "order date", "sale date", "date", "日期", "订单日期")),
        Field("closed", T.DATE, "Closed on", "实际成交日期", (
            "actual close", "actual close date", "closed date", "won date", "signed date",
            "date closed", "won time", "实际签约日期", "实际成交", "实际关闭日期", "签单日期",
            "实际结单日期", "成交日期", "签约日期", "结单日期", "关闭日期", "成交时间", "close date",
            "closing date", "order date", "订单日期", "销售日期")),
        Field("created", T.DATE, "Created", "创建日期", (
            "created at", "created on", "created date", "create date", "creation date", "open date", "opened",
            "start date", "engage date", "date added", "lead date", "创建时间", "立项日期",
            "登记日期", "录入日期", "开始日期", "首次接触日期", "发现日期")),
        Field("owner", T.TEXT, "Rep", "销售", (
            "owner", "sales rep", "salesperson", "sales person", "sales agent", "agent", "rep name",
            "deal owner", "opportunity owner", "sales owner", "account manager", "account executive", "assigned to", "seller", "responsible",
            "销售员", "销售人员", "负责人", "业务员", "销售代表", "客户经理", "跟进人", "归属人",
            "销售经理", "责任人", "姓名")),
        Field("team", T.TEXT, "Team", "团队", (
            "sales team", "group", "department", "business unit", "小组", "部门", "销售团队",
            "销售部", "事业部", "组别")),
        Field("region", T.TEXT, "Region", "区域", (
            "territory", "area", "regional office", "office", "province", "location", "销售区域",
            "地区", "大区", "省份", "城市", "办事处")),
        Field("product", T.TEXT, "Product", "产品", (
            "product name", "item", "solution", "service", "sku", "product line", "产品名称",
            "品牌", "产品线", "商品", "方案", "品类")),
        Field("quantity", T.NUMBER, "Quantity", "数量", (
            "qty", "units", "units sold", "销售数量", "件数", "台数")),
        Field("unit_price", T.MONEY, "Unit price", "单价", (
            "price per unit", "sale price", "sales price", "list price", "售价", "销售单价", "价格",
            "price")),
        Field("category", T.CHOICE, "Forecast", "预测类别", (
            "forecast category", "forecast type", "预测分类", "预测级别"),
            choices=("pipeline", "best case", "commit", "omitted")),
        Field("next_step", T.TEXT, "Next step", "下一步", (
            "next action", "next steps", "action", "todo", "to do", "下一步行动", "下一步计划",
            "下步计划", "下一步工作计划", "跟进计划", "后续行动")),
        Field("next_date", T.DATE, "Next step on", "下一步日期", (
            "next step date", "next action date", "next activity date", "follow up", "follow up date", "follow-up",
            "next contact", "下次跟进", "下次跟进日期", "下次联系时间", "跟进日期", "计划日期")),
        Field("last_activity", T.DATE, "Last activity", "最近跟进", (
            "last contact", "last contacted", "last touch", "last activity date", "last update",
            "last updated", "updated", "last modified", "最近联系", "最近跟进日期", "最新跟进日期", "最后跟进", "上次跟进",
            "最近活动", "更新日期")),
        Field("stage_entered", T.DATE, "In stage since", "进入阶段日期", (
            "stage since", "stage date", "stage entered", "stage changed", "stage change date",
            "阶段开始日期", "阶段变更日期", "阶段更新日期")),
        Field("source", T.TEXT, "Source", "来源", (
            "lead source", "channel", "campaign", "线索来源", "商机来源", "渠道", "销售渠道",
            "来源渠道")),
        Field("loss_reason", T.TEXT, "Loss reason", "输单原因", (
            "lost reason", "reason lost", "reason", "丢单原因", "失败原因", "流失原因")),
        Field("currency", T.TEXT, "Currency", "币种", ("ccy", "货币", "货币单位")),
        Field("notes", T.TEXT, "Notes", "备注", (
            "note", "comment", "comments", "remarks", "description", "说明", "备注说明", "情况说明",
            "进展", "项目进展")),
    ),
)  # fmt: skip

CUSTOMERS = Entity(
    name="customers",
    en="Customers",
    zh="客户",
    sheet_aliases=(
        "customers", "customer", "accounts", "account", "clients", "companies", "客户", "客户表",
        "客户档案", "客户资料", "客户清单", "客户信息",
    ),
    key="name",
    title=("name", "id"),
    evidence=("name", "industry", "region", "tier", "owner", "contact", "phone"),
    evidence_needed=2,
    prefixes=("customer", "account", "client", "company", "客户", "公司", "单位", "所属"),
    fields=(
        Field("id", T.TEXT, "Customer ID", "客户编号", (
            "id", "account id", "customer no", "customer number", "编号", "客户号", "客户代码")),
        Field("name", T.TEXT, "Customer", "客户名称", (
            "customer name", "account", "account name", "company", "company name", "client", "name",
            "organisation", "organization", "客户", "公司", "公司名称", "单位", "单位名称", "名称"),
            required=True),
        Field("industry", T.TEXT, "Industry", "行业", (
            "sector", "vertical", "segment", "business", "所属行业", "客户行业")),
        Field("tier", T.CHOICE, "Tier", "级别", (
            "grade", "level", "class", "rating", "category", "客户级别", "客户等级", "等级", "分级"),
            choices=("A", "B", "C")),
        Field("region", T.TEXT, "Region", "区域", (
            "territory", "area", "country", "city", "office location", "location", "province",
            "地区", "城市", "省份", "所在地", "大区")),
        Field("owner", T.TEXT, "Rep", "销售", (
            "owner", "account manager", "sales rep", "salesperson", "responsible", "负责人",
            "客户经理", "销售员", "业务员", "销售人员", "归属人")),
        Field("contact", T.TEXT, "Contact", "联系人", (
            "contact name", "contact person", "main contact", "主要联系人", "客户联系人")),
        Field("phone", T.TEXT, "Phone", "电话", (
            "tel", "telephone", "mobile", "phone number", "联系电话", "手机", "联系方式")),
        Field("email", T.TEXT, "Email", "邮箱", ("e-mail", "mail", "电子邮箱", "邮件")),
        Field("relationship_level", T.CHOICE, "Relationship", "合作层次", (
            "relationship level", "relationship", "关系级别", "合作级别", "客户关系"),
            choices=("1", "2", "3", "4", "5")),
        Field("last_contact", T.DATE, "Last contact", "最近联系", (
            "last contacted", "last touch", "last activity", "最近联系日期", "上次联系", "最近拜访")),
        Field("next_contact", T.DATE, "Next contact", "下次联系", (
            "next follow up", "follow up", "follow up date", "下次联系日期", "下次回访", "回访日期")),
        Field("revenue", T.MONEY, "Customer revenue", "客户营收", (
            "annual revenue", "turnover", "年营收", "年收入", "营业额")),
        Field("employees", T.INTEGER, "Employees", "员工数", (
            "headcount", "number of employees", "人数", "员工人数", "规模")),
        Field("notes", T.TEXT, "Notes", "备注", (
            "note", "comment", "comments", "remarks", "description", "说明")),
    ),
)  # fmt: skip

TARGETS = Entity(
    name="targets",
    en="Targets",
    zh="目标",
    sheet_aliases=(
        "targets", "target", "quotas", "quota", "goals", "goal", "budget", "sales targets", "plan",
        "目标", "销售目标", "目标表", "业绩目标", "任务", "销售任务", "指标", "计划",
    ),
    key="",
    title=("scope", "rep", "team", "region", "product"),
    evidence=("target", "period", "scope", "rep", "team", "region", "product"),
    evidence_needed=2,
    needs=(("target",), ("period", "year")),
    fields=(
        Field("year", T.INTEGER, "Year", "年度", (
            "fiscal year", "fy", "年", "年份", "财年")),
        Field("period", T.TEXT, "Period", "期间", (
            "month", "quarter", "date", "时间", "月份", "月", "季度", "周期", "考核期", "日期")),
        Field("scope_type", T.CHOICE, "Scope type", "范围类型", (
            "type", "level", "scope kind", "类型", "维度", "对象类型"),
            choices=("company", "team", "rep", "region", "product")),
        Field("scope", T.TEXT, "Scope", "范围", (
            "scope name", "who", "for", "对象", "考核对象", "目标对象")),
        Field("rep", T.TEXT, "Rep", "销售", (
            "owner", "sales rep", "salesperson", "sales person", "sales agent", "agent", "name",
            "seller", "销售员", "销售人员", "负责人", "业务员", "销售代表", "客户经理", "姓名")),
        Field("team", T.TEXT, "Team", "团队", (
            "manager", "sales team", "group", "department", "小组", "部门", "销售团队", "经理",
            "组别")),
        Field("region", T.TEXT, "Region", "区域", (
            "territory", "area", "office", "regional office", "地区", "大区", "销售区域")),
        Field("product", T.TEXT, "Product", "产品", (
            "product line", "产品线", "产品名称", "品牌", "品类")),
        Field("metric", T.CHOICE, "Metric", "指标", (
            "kpi", "measure", "target type", "指标类型", "考核指标", "指标名称"),
            choices=("revenue", "units", "new customers")),
        Field("target", T.MONEY, "Target", "目标", (
            "quota", "goal", "amount", "value", "plan", "budget", "target amount", "sales target",
            "目标值", "目标金额", "任务额", "销售目标", "计划额", "指标值", "任务")),
        Field("notes", T.TEXT, "Notes", "备注", ("note", "comment", "comments", "remarks", "说明")),
    ),
)  # fmt: skip

MEMBERS = Entity(
    name="members",
    en="Team",
    zh="团队",
    sheet_aliases=(
        "team", "teams", "members", "sales team", "sales teams", "reps", "sales reps", "people",
        "staff", "团队", "人员", "销售人员", "销售团队", "组织架构", "员工",
    ),
    key="name",
    title=("name",),
    evidence=("name", "team", "manager", "region", "role"),
    evidence_needed=2,
    fields=(
        Field("name", T.TEXT, "Member", "姓名", (
            "rep", "sales rep", "salesperson", "sales person", "sales agent", "agent", "member",
            "owner", "name", "employee", "销售", "销售员", "销售人员", "成员", "人员", "业务员"),
            required=True),
        Field("team", T.TEXT, "Team", "团队", (
            "sales team", "group", "department", "小组", "部门", "销售团队", "组别")),
        Field("manager", T.TEXT, "Manager", "经理", (
            "team lead", "leader", "supervisor", "reports to", "主管", "负责人", "上级", "组长",
            "销售经理")),
        Field("region", T.TEXT, "Region", "区域", (
            "territory", "area", "office", "regional office", "地区", "大区", "办事处")),
        Field("role", T.TEXT, "Role", "角色", ("title", "position", "job title", "职位", "岗位")),
        Field("product", T.TEXT, "Product", "产品", ("product line", "产品线")),
        Field("joined", T.DATE, "From", "入职日期", (
            "start date", "hire date", "since", "开始日期", "加入日期")),
        Field("left", T.DATE, "To", "离职日期", ("end date", "until", "结束日期", "离开日期")),
    ),
)  # fmt: skip

PRODUCTS = Entity(
    name="products",
    en="Products",
    zh="产品",
    sheet_aliases=("products", "product", "price list", "catalogue", "catalog", "产品", "产品表",
                   "价格表", "产品目录"),
    key="name",
    title=("name",),
    evidence=("name", "series", "price"),
    evidence_needed=2,
    fields=(
        Field("name", T.TEXT, "Product", "产品名称", (
            "product name", "name", "item", "sku", "产品", "名称", "商品"), required=True),
        Field("series", T.TEXT, "Series", "系列", (
            "product line", "category", "family", "group", "产品线", "类别", "产品系列")),
        Field("price", T.MONEY, "List price", "标价", (
            "sales price", "unit price", "price", "list price", "单价", "售价", "价格")),
    ),
)  # fmt: skip

ENTITIES: tuple[Entity, ...] = (DEALS, CUSTOMERS, TARGETS, MEMBERS, PRODUCTS)


_BY_NAME = {e.name: e for e in ENTITIES}


def entity(name: str) -> Entity:
    """The entity of that name.

    Raises:
        KeyError: there is none.
    """
    return _BY_NAME[name]
