"""What selling costs, what it may cost, and campaigns."""

from __future__ import annotations

from salestui.model.entities.common import DEAL, NOTES, OWNER, listed, named
from salestui.model.entities.contracts import CURRENCY
from salestui.model.fields import Entity, Field
from salestui.model.fields import FieldType as T

_CAMPAIGN_TYPES = listed(
    ("promotion", "促销", "discount", "促销活动", "打折"),
    ("experience", "体验", "event", "demo", "体验活动", "样板体验"),
    ("reward", "奖励", "bonus", "loyalty", "奖励活动", "老带新"),
    ("cooperation", "合作", "partner", "co-marketing", "合作活动", "联合推广"),
)
_CAMPAIGN_STATES = listed(
    ("planned", "计划中", "draft", "待执行"),
    ("running", "执行中", "active", "进行中"),
    ("finished", "已结束", "done", "completed", "完成"),
    ("cancelled", "已取消", "canceled", "取消"),
)

_STAGE = Field("stage", T.TEXT, "Stage", "阶段", ("deal stage", "phase", "销售阶段", "项目阶段"))
_TEAM = Field("team", T.TEXT, "Team", "团队", (
    "department", "cost centre", "cost center", "部门", "小组", "成本中心", "费用归属"))  # fmt: skip
_TYPE = Field("type", T.TEXT, "Cost type", "费用类型", (
    "type", "kind", "category", "cost category", "expense type", "类型", "类别", "费用科目", "科目",
    "费用项目"))  # fmt: skip
_REASON = Field("reason", T.TEXT, "Reason for overrun", "超支原因", (
    "reason", "overrun reason", "why over", "原因", "超预算原因"))  # fmt: skip

CAMPAIGN = Field("campaign", T.TEXT, "Marketing campaign", "营销活动", (
    "campaign name", "promotion", "推广活动", "活动名称", "促销活动"), refers="campaigns",
    starter=False)  # fmt: skip
"""The campaign that a row came from or was spent on."""

COSTS = Entity(
    name="costs",
    en="Costs",
    zh="费用",
    sheet_aliases=(
        "cost", "expenses", "expense", "spending", "sales costs", "deal costs", "费用明细", "费用表",
        "成本", "成本明细", "报销", "销售费用", "项目费用",
    ),
    key="id",
    title=("type", "deal", "id"),
    evidence=("date", "deal", "stage", "team", "campaign", "type", "amount", "rep"),
    evidence_needed=3,
    needs=(("amount",), ("type",), ("deal", "team", "campaign", "rep", "stage")),
    prefixes=("cost", "expense", "费用", "成本"),
    optional=True,
    fields=(
        Field("id", T.TEXT, "Cost no", "费用编号", ("id", "no", "编号", "单据号"), starter=False),
        Field("date", T.DATE, "Date", "日期", ("cost date", "spent on", "发生日期", "费用日期", "时间")),
        DEAL,
        _STAGE,
        _TEAM,
        named(OWNER, "rep", "Rep", "销售", "owner", "sales rep", "spent by", "employee", "经办人",
              "报销人", "负责人", "发生人"),
        CAMPAIGN,
        _TYPE,
        Field("amount", T.MONEY, "Cost", "费用金额", (
            "amount", "cost", "spend", "sum", "value", "金额", "支出", "成本金额")),
        CURRENCY,
        _REASON,
        NOTES,
    ),
)  # fmt: skip

BUDGETS = Entity(
    name="budgets",
    en="Budgets",
    zh="预算",
    sheet_aliases=(
        "cost budget", "cost budgets", "sales budget", "expense budget", "费用预算", "预算表", "成本预算",
        "项目预算",
    ),
    key="",
    title=("deal", "team", "campaign", "stage", "type"),
    evidence=("period", "deal", "stage", "team", "campaign", "type", "amount"),
    evidence_needed=3,
    needs=(("amount",), ("deal", "stage", "campaign", "type", "team")),
    prefixes=("budget", "预算"),
    optional=True,
    fields=(
        Field("period", T.TEXT, "Period", "期间", (
            "month", "quarter", "year", "fiscal year", "fy", "年度", "年份", "财年", "月份", "季度", "月",
            "周期")),
        DEAL,
        _STAGE,
        _TEAM,
        CAMPAIGN,
        _TYPE,
        Field("amount", T.MONEY, "Budget", "预算金额", (
            "amount", "budget", "budget amount", "planned cost", "预算", "预算额", "金额")),
        CURRENCY,
        _REASON,
        NOTES,
    ),
)  # fmt: skip
"""A budget is of what its filled columns name together: a deal's stage, a team's quarter, ...
``period`` is a year, quarter or month (``2026``, ``2026-Q1``, ``2026-03``); blank: all the time."""

CAMPAIGNS = Entity(
    name="campaigns",
    en="Campaigns",
    zh="营销活动",
    sheet_aliases=(
        "campaign", "marketing campaigns", "promotions", "promotion", "marketing plan", "促销",
        "促销活动", "推广活动", "市场活动", "营销计划", "营销活动表",
    ),
    key="name",
    title=("name", "theme"),
    evidence=("name", "type", "audience", "theme", "goal", "budget", "spend", "leads", "summary",
              "start", "end", "channel"),
    evidence_needed=3,
    needs=(("name", "theme"), ("budget", "spend", "leads", "audience")),
    prefixes=("campaign", "promotion", "活动", "促销", "营销"),
    optional=True,
    fields=(
        Field("name", T.TEXT, "Campaign", "活动名称", (
            "name", "campaign name", "title", "promotion", "营销活动", "名称", "促销活动"),
            required=True),
        Field("type", T.CHOICE, "Campaign type", "活动类型", (
            "type", "kind", "类型", "促销类型"), choices=_CAMPAIGN_TYPES),
        Field("audience", T.TEXT, "Target group", "目标群体", (
            "audience", "target audience", "segment", "目标客户", "对象")),
        Field("theme", T.TEXT, "Theme", "主题", ("message", "slogan", "活动主题")),
        Field("goal", T.TEXT, "Goal", "活动目标", ("goals", "objective", "target", "目标")),
        Field("channel", T.TEXT, "Channel", "渠道", ("medium", "media", "推广渠道", "媒体", "营销渠道")),
        OWNER,
        Field("start", T.DATE, "Start", "开始日期", ("start date", "from", "begin", "开始", "开始时间")),
        Field("end", T.DATE, "End", "结束日期", ("end date", "to", "until", "结束", "结束时间")),
        Field("budget", T.MONEY, "Budget", "预算", ("budget amount", "planned", "预算金额", "活动预算")),
        Field("spend", T.MONEY, "Spent", "实际费用", (
            "spend", "cost", "actual cost", "费用", "花费", "实际花费", "已花费")),
        CURRENCY,
        Field("leads", T.INTEGER, "Leads", "线索数", ("lead count", "number of leads", "获得线索")),
        Field("status", T.CHOICE, "Status", "状态", ("campaign status", "活动状态"),
              choices=_CAMPAIGN_STATES),
        Field("summary", T.TEXT, "Summary", "总结", ("result", "lessons", "活动总结", "效果", "效果评估")),
        NOTES,
    ),
)  # fmt: skip
"""``spend`` and ``leads`` hold where no rows of ``costs`` and ``leads`` name the campaign."""
