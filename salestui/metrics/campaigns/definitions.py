"""What the figures of campaigns mean; conventions as in ``metrics.definitions``."""

from __future__ import annotations

from salestui.metrics.definitions import Definition, Unit

CAMPAIGN_FIGURES: tuple[Definition, ...] = (
    Definition(
        "campaigns", "Campaigns", "活动数", Unit.COUNT,
        "campaigns that run on a day of the period", "执行时间与期间有重叠的活动数",
        "campaigns without dates belong to every period; cancelled ones to none",
        "没有日期的活动计入任何期间；已取消的不计",
    ),
    Definition(
        "budget", "Budget", "预算", Unit.MONEY,
        "sum of the campaigns' budgets", "活动预算之和",
        "rows of the sheet of budgets that name the campaign, else its own cell",
        "优先取预算表中该活动的各行，没有时取活动自身的预算",
    ),
    Definition(
        "spent", "Spent", "已花费", Unit.MONEY,
        "sum of what the campaigns cost up to the as-of day", "截至统计日活动费用之和",
        "rows of costs that name the campaign, else its own cell",
        "优先取费用表中该活动的各行，没有时取活动自身的实际费用",
    ),
    Definition(
        "over", "Over budget", "超预算", Unit.COUNT,
        "campaigns that spent more than their budget", "花费超过预算的活动数",
        "a campaign without a budget is not among them", "没有预算的活动不在其中",
    ),
    Definition(
        "leads", "Leads", "线索数", Unit.COUNT,
        "leads that name one of the campaigns", "来自这些活动的线索数",
        "of a campaign that no lead names, the number in its own cell",
        "没有线索指向的活动取其自身填写的线索数",
    ),
    Definition(
        "lead_cost", "Cost per lead", "单条线索成本", Unit.MONEY,
        "spent / leads", "已花费 / 线索数",
        "n/a without leads or costs", "没有线索或费用时不适用", of_money=True,
    ),
    Definition(
        "won", "Won deals", "赢单数", Unit.COUNT,
        "won deals that name a campaign, or whose lead does",
        "来自活动（商机或其线索注明）的赢单数",
        "up to the as-of day", "截至统计日",
    ),
    Definition(
        "value", "Won value", "成交金额", Unit.MONEY,
        "net amount of won deals that name a campaign, or whose lead does",
        "来自活动（商机或其线索注明）的赢单金额（净额）",
        "up to the as-of day; a deal that names none belongs to the campaign of its lead",
        "截至统计日；商机未注明时取其线索的活动",
    ),
    Definition(
        "return", "Return", "投入回报率", Unit.PERCENT,
        "(won value - spent) / spent", "（成交金额 - 已花费）/ 已花费",
        "n/a where nothing was spent, or amounts are in several currencies",
        "没有费用或存在多个币种时不适用", of_money=True,
    ),
)  # fmt: skip
"""The figures of all campaigns of a period, in order."""
