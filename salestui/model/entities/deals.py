"""Deals: what the whole team sells, one row each."""

from __future__ import annotations

from salestui.model.entities.common import listed
from salestui.model.entities.deal_fields import SELLING_FIELDS
from salestui.model.fields import Entity, Field
from salestui.model.fields import FieldType as T

_CATEGORIES = listed(
    ("pipeline", "在跟", "管道", "漏斗"),
    ("best case", "争取", "upside", "最佳", "最佳情况"),
    ("commit", "承诺", "committed", "确保", "必成"),
    ("omitted", "不计入", "omit", "excluded", "忽略", "排除"),
)

CATEGORY = Field("category", T.CHOICE, "Forecast", "预测类别", (
    "forecast category", "forecast type", "预测分类", "预测级别"), choices=_CATEGORIES)  # fmt: skip
"""What a deal's forecast counts it as."""

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
            "client name", "associated company", "organisation", "organization", "buyer", "客户名称", "客户单位", "客户公司", "公司", "公司名称", "单位", "甲方"),
            refers="customers"),
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
            "销售经理", "责任人", "姓名", "置业顾问"), refers="members"),
        Field("team", T.TEXT, "Team", "团队", (
            "sales team", "group", "department", "business unit", "小组", "部门", "销售团队",
            "销售部", "事业部", "组别")),
        Field("region", T.TEXT, "Region", "区域", (
            "territory", "area", "regional office", "office", "province", "location", "销售区域",
            "地区", "大区", "省份", "城市", "办事处")),
        Field("product", T.TEXT, "Product", "产品", (
            "product name", "item", "solution", "service", "sku", "product line", "产品名称",
            "品牌", "产品线", "商品", "方案", "品类"), refers="products"),
        Field("quantity", T.NUMBER, "Quantity", "数量", (
            "qty", "units", "units sold", "销售数量", "件数", "台数"), starter=False),
        Field("unit_price", T.MONEY, "Unit price", "单价", (
            "price per unit", "sale price", "sales price", "list price", "售价", "销售单价", "价格",
            "price"), starter=False),
        CATEGORY,
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
        Field("currency", T.TEXT, "Currency", "币种", ("ccy", "货币", "货币单位"), starter=False),
        Field("notes", T.TEXT, "Notes", "备注", (
            "note", "comment", "comments", "remarks", "description", "说明", "备注说明", "情况说明",
            "进展", "项目进展")),
        *SELLING_FIELDS,
    ),
)  # fmt: skip
