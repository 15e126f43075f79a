"""What is to be reached, by whom and by when."""

from __future__ import annotations

from salestui.model.entities.common import listed
from salestui.model.entities.floor import PHASE
from salestui.model.fields import Entity, Field
from salestui.model.fields import FieldType as T

_SCOPE_TYPES = listed(
    ("company", "公司", "total", "org", "全公司", "整体"),
    ("team", "团队", "group", "department", "manager", "小组", "部门", "组"),
    ("rep", "销售", "person", "individual", "owner", "seller", "sales rep", "个人", "销售员", "人员",
     "员工", "业务员"),
    ("region", "区域", "area", "territory", "地区", "大区"),
    ("product", "产品", "product line", "产品线", "品类"),
)  # fmt: skip

_METRICS = listed(
    ("revenue", "销售额", "sales", "bookings", "amount", "value", "营收", "业绩", "收入", "金额",
     "签约额", "合同额"),
    ("units", "销量", "quantity", "qty", "volume", "数量", "台数", "件数"),
    ("new customers", "新客户数", "new customer", "new logos", "新客户", "新增客户", "新增客户数"),
    ("collections", "回款额", "collection", "cash", "cash collected", "回款", "回款金额", "收款"),
    ("collection rate", "回款率"),
    ("satisfaction", "客户满意度", "csat", "customer satisfaction", "满意度"),
    ("market share", "市场份额", "share", "市场占有率"),
    ("activities", "活动数", "activity", "visits", "calls", "拜访量", "拜访次数", "活动次数"),
    ("new deals", "新增商机数", "new opportunities", "deals created", "新增商机", "商机数"),
    ("margin", "利润率", "profit margin", "gross margin", "毛利率"),
)  # fmt: skip
SCOPE_TYPE = Field("scope_type", T.CHOICE, "Scope type", "范围类型", (
    "type", "level", "scope kind", "类型", "维度", "对象类型"), choices=_SCOPE_TYPES)  # fmt: skip

METRIC = Field("metric", T.CHOICE, "Metric", "指标", (
    "kpi", "measure", "target type", "指标类型", "考核指标", "指标名称"),
    choices=_METRICS)  # fmt: skip

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
    evidence=("target", "period", "scope", "rep", "team", "region", "product", "phase"),
    evidence_needed=2,
    needs=(("target",), ("period", "year", "phase")),
    fields=(
        Field("year", T.INTEGER, "Year", "年度", (
            "fiscal year", "fy", "年", "年份", "财年")),
        Field("period", T.TEXT, "Period", "期间", (
            "month", "quarter", "date", "时间", "月份", "月", "季度", "周期", "考核期", "日期")),
        SCOPE_TYPE,
        Field("scope", T.TEXT, "Scope", "范围", (
            "scope name", "who", "for", "对象", "考核对象", "目标对象")),
        Field("rep", T.TEXT, "Rep", "销售", (
            "owner", "sales rep", "salesperson", "sales person", "sales agent", "agent", "name",
            "seller", "销售员", "销售人员", "负责人", "业务员", "销售代表", "客户经理", "姓名"),
            refers="members"),
        Field("team", T.TEXT, "Team", "团队", (
            "manager", "sales team", "group", "department", "小组", "部门", "销售团队", "经理",
            "组别")),
        Field("region", T.TEXT, "Region", "区域", (
            "territory", "area", "office", "regional office", "地区", "大区", "销售区域")),
        Field("product", T.TEXT, "Product", "产品", (
            "product line", "产品线", "产品名称", "品牌", "品类"), refers="products"),
        PHASE,
        Field("locked", T.FLAG, "Locked", "锁定", ("fixed", "已锁定", "是否锁定"), starter=False),
        METRIC,
        Field("target", T.MONEY, "Target", "目标", (
            "quota", "goal", "amount", "value", "plan", "budget", "target amount", "sales target",
            "目标值", "目标金额", "任务额", "销售目标", "计划额", "指标值", "任务")),
        Field("notes", T.TEXT, "Notes", "备注", ("note", "comment", "comments", "remarks", "说明")),
    ),
)  # fmt: skip
