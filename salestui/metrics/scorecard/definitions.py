"""What the metrics and methods of scorecards mean; conventions as in ``metrics.definitions``."""

from __future__ import annotations

from salestui.metrics.definitions import Definition, Unit

_M, _N, _P = Unit.MONEY, Unit.COUNT, Unit.PERCENT

METRICS: tuple[Definition, ...] = (
    Definition("revenue", "Revenue", "销售额", _M,
               "net amount of deals won in the period, up to the as-of day",
               "期间内截至统计日已赢单金额之和（净额）"),
    Definition("units", "Units", "销售数量", _N,
               "quantities of deals won in the period", "期间内已赢单商机的数量之和"),
    Definition("new customers", "New customers", "新客户数", _N,
               "customers whose first won deal ever closed in the period; counted for who won it",
               "首个赢单商机在期间内成交的客户数，计入该商机的销售"),
    Definition("new deals", "New deals", "新增商机数", _N,
               "deals created in the period", "期间内创建的商机数"),
    Definition("activities", "Activities", "活动量", _N,
               "rows of the activities' sheet with a date in the period",
               "活动记录表中日期在期间内的行数"),
    Definition("win rate", "Win rate", "成交率", _P,
               "won / (won + lost), of deals closed in the period", "赢单数 / （赢单数 + 输单数）"),
    Definition("satisfaction", "Satisfaction", "客户满意度", _P,
               "answers of 80% of the best score or more / all answers of the period",
               "评分达到满分 80% 及以上的答卷 / 期间内全部答卷",
               "an answer counts for the rep of its deal, else of its customer",
               "答卷计入其商机的销售，没有商机时计入客户的销售"),
    Definition("team attainment", "Team attainment", "团队完成率", _P,
               "revenue / target of everyone below the manager, the ratio of sums",
               "经理下属全体的 销售额 / 目标，为合计之比"),
    Definition("data quality", "Records in order", "记录完整率", _P,
               "open deals with a next step that is not overdue / open deals, as of the day",
               "下一步已填写且未逾期的在跟商机 / 在跟商机，按统计日",
               "known of the as-of day only, so earlier periods have none",
               "只有统计日当天可知，过往期间不适用"),
    Definition("training", "Training held", "培训完成", _N,
               "different trainings in the period in which anyone took part",
               "期间内有人参加的不同培训次数"),
    Definition("collections", "Collections", "回款", _M,
               "payments received in the period, up to the as-of day", "期间内截至统计日的回款",
               "of the rep of the contract, else of its deal or customer; refunds are taken off; "
               "n/a without a sheet of payments",
               "计入合同的销售，其次商机、客户的销售；扣除退款；没有回款表时不适用"),
    Definition("collection rate", "Collection rate", "回款率", _P,
               "payments received in the period / plan lines that fall due in it",
               "期间回款 / 期间到期应收",
               "capped at 100%; of contracts in force; n/a without payments or where nothing falls "
               "due", "上限100%；按生效合同；没有回款或没有到期时不适用"),
    Definition("cost ratio", "Cost ratio", "销售费用率", _P,
               "costs / net amount won, both of the period", "期间费用 / 期间赢单金额（净额）",
               "a cost is its rep's, else that of its deal's rep; n/a without a sheet of costs or "
               "where nothing was won",
               "费用计入其销售，未填时计入商机的销售；没有费用表或没有赢单时不适用"),
)  # fmt: skip
"""Every metric that is worked out, and those that the shipped playbooks name besides."""

METHODS: tuple[Definition, ...] = (
    Definition("ratio", "Ratio", "按比例", _N, "100 x actual / target", "100 × 实际 / 目标",
               "where less is better: 100 x target / actual", "越低越好时：100 × 目标 / 实际"),
    Definition("steps", "Steps", "分档", _N,
               "the points of the highest step that actual / target reaches",
               "实际 / 目标 所达到的最高一档的分数",
               "without a table of steps: 100 if the target is met, else 0",
               "没有分档表时：达标 100 分，否则 0 分"),
    Definition("points", "Points", "加减分", _N,
               "100, and so many points more or less for each percent above or below the target",
               "达标 100 分，每高或低目标 1% 加减若干分",
               "where less is better, below the target is more", "越低越好时，低于目标加分"),
    Definition("rank", "Rank", "排名", _N,
               "100 for the first of all, and so many points less for each place behind",
               "第一名 100 分，每落后一名减若干分",
               "who is equal shares a place; n/a where nobody else has a figure",
               "并列者名次相同；没有其他人可比时不适用"),
    Definition("manual", "Judgement", "评分", _N,
               "the score in the sheet of scorecards", "绩效考核表中的得分"),
)  # fmt: skip
"""How points are given."""

TOTAL = Definition(
    "total", "Total", "总分", _N,
    "sum of weight x points of all lines; points lie between a line's floor and cap",
    "各项 权重 × 得分 之和；得分介于该项的下限与上限之间",
    "weights sum to 100; a line without a figure is left out and the others grow, or counts 0",
    "权重合计 100；没有数据的项目不计入、其余权重相应增加，或按 0 分计",
)  # fmt: skip

COMMISSION = Definition(
    "commission", "Commission", "提成", _M,
    "each tier pays its rate of the revenue between its own attainment and the next tier's",
    "各档对完成率介于本档与上一档之间的销售额按本档比例计提",
    "n/a without a revenue target", "没有销售额目标时不适用",
)  # fmt: skip

_METRICS = {d.key: d for d in METRICS}
_METHODS = {d.key: d for d in METHODS}


def metric_definition(key: str) -> Definition | None:
    """The definition of a metric; None for one of the team's own."""
    return _METRICS.get(key)


def method_definition(key: str) -> Definition:
    """The definition of a method.

    Raises:
        KeyError: there is no such method.
    """
    return _METHODS[key]
