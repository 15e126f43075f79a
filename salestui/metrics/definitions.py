"""What each KPI means: one definition, shown on screen, in the documentation and in JSON."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    """What a KPI is counted in. ``RATIO`` is shown as 2.8x or 0.94, ``PERCENT`` as 71.3 %."""

    MONEY = "money"
    MONEY_PER_DAY = "money per day"
    PERCENT = "percent"
    RATIO = "ratio"
    DAYS = "days"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Definition:
    """One KPI.

    Attributes:
        formula_en, formula_zh: how it is computed, in words.
        edge_en, edge_zh: when it has no value, and what is left out.
        of_money: made of amounts though its unit is not money.
    """

    key: str
    en: str
    zh: str
    unit: Unit
    formula_en: str
    formula_zh: str
    edge_en: str = ""
    edge_zh: str = ""
    of_money: bool = False

    @property
    def labels(self) -> dict[str, str]:
        """Label by language."""
        return {"en": self.en, "zh": self.zh}

    @property
    def formulas(self) -> dict[str, str]:
        """Formula by language."""
        return {"en": self.formula_en, "zh": self.formula_zh}

    @property
    def edges(self) -> dict[str, str]:
        """Edge cases by language."""
        return {"en": self.edge_en, "zh": self.edge_zh}


_RANGE = (
    "simulated 2,000 times: won + each open deal's amount with its probability x (1 - slip rate)"
)
_RANGE_ZH = "模拟 2,000 次：已赢单 + 每个在跟商机按 成功率 x（1 - 延期率）计入其金额"
P10 = (f"{_RANGE}; 1 run in 10 ends lower", f"{_RANGE_ZH}；十分之一的结果更低")
P50 = (f"{_RANGE}; half of them end lower", f"{_RANGE_ZH}；一半的结果更低")
P90 = (f"{_RANGE}; 1 run in 10 ends higher", f"{_RANGE_ZH}；十分之一的结果更高")
"""What the percentiles of the landing are, wherever they are shown."""

DEFINITIONS: tuple[Definition, ...] = (
    Definition(
        "actual", "Actual", "实际", Unit.MONEY,
        "net amount of deals won in the period, up to the as-of day",
        "期间内截至统计日已赢单金额之和（净额）",
        "returns (negative amounts) are included; a blank currency is the one that others name, "
        "n/a where they name several",
        "含退货（负金额）；币种为空的视为其他行所填的币种，有多个币种时不适用",
    ),
    Definition(
        "target", "Target", "目标", Unit.MONEY,
        "the revenue targets of exactly this scope, else of the level below added up",
        "本范围自身的销售目标；没有时取下一级目标之和",
        "never two levels or two lengths at once; a custom period takes a share of a month by days",
        "绝不重复计算不同层级或不同期间长度；自定义期间按天数折算月目标",
    ),
    Definition(
        "attainment", "Attainment", "完成率", Unit.PERCENT,
        "actual / target", "实际 / 目标",
        "n/a without a target; a group's is the ratio of sums",
        "无目标时不适用；汇总值为合计之比", of_money=True,
    ),
    Definition(
        "expected", "Expected by today", "应达进度", Unit.MONEY,
        "target x the share of the period that is over", "目标 × 期间已过比例",
        "by calendar days, working days or the season of earlier years",
        "按日历日、工作日或往年季节性",
    ),
    Definition(
        "pace", "Pace", "进度指数", Unit.RATIO,
        "actual / expected by today; 1 is on pace", "实际 / 应达进度；1 为达到进度",
        "n/a while nothing is expected yet", "尚无应达进度时不适用", of_money=True,
    ),
    Definition(
        "gap", "Gap", "差额", Unit.MONEY,
        "target - actual", "目标 - 实际",
        "0 where the target is met", "目标完成时为 0",
    ),
    Definition(
        "surplus", "Surplus", "超额", Unit.MONEY,
        "actual - target", "实际 - 目标",
        "0 where the target is not met", "目标未完成时为 0",
    ),
    Definition(
        "required_per_day", "To go per day", "每日需完成", Unit.MONEY_PER_DAY,
        "gap / remaining days of the period", "差额 / 期间剩余天数",
        "n/a when the period is over", "期间结束后不适用",
    ),
    Definition(
        "run_rate", "Run rate", "按当前速度", Unit.MONEY,
        "actual / days gone x days of the period", "实际 / 已过天数 × 期间天数",
        "n/a before the period begins", "期间开始前不适用",
    ),
    Definition(
        "previous", "Previous period", "上期同期", Unit.MONEY,
        "net amount won in the previous period, up to the same day of it",
        "上期截至同一进度的赢单金额（净额）",
        "a period that is over is compared with the whole of the one before",
        "期间结束后与整个上期比较",
    ),
    Definition(
        "growth", "Growth", "增长", Unit.PERCENT,
        "(actual - previous) / |previous|, over the same span of the previous period",
        "（实际 - 上期）/ |上期|，与上期同一进度比较",
        "n/a where the previous span is 0", "上期同期为 0 时不适用", of_money=True,
    ),
    Definition(
        "landing", "Landing", "预计达成", Unit.MONEY,
        "won in the period + weighted open deals that close in it",
        "期间内已赢单 + 期间内预计成交的加权商机",
        "open deals without a close date are in no period", "无预计成交日期的商机不计入任何期间",
    ),
    Definition(
        "landing_low", "Landing P10", "预计达成 P10", Unit.MONEY,
        *P10, "n/a where nothing open closes in the period, or it is over",
        "期间内无预计成交的在跟商机或期间已结束时不适用",
    ),
    Definition(
        "landing_high", "Landing P90", "预计达成 P90", Unit.MONEY,
        *P90, "n/a where nothing open closes in the period, or it is over",
        "期间内无预计成交的在跟商机或期间已结束时不适用",
    ),
    Definition(
        "commit", "Commit", "承诺", Unit.MONEY,
        "won in the period + open deals closing in it that are committed",
        "期间内已赢单 + 期间内预计成交的承诺商机",
        "a category chosen by hand wins over the stage's", "手工选择的预测类别优先于阶段默认值",
    ),
    Definition(
        "best_case", "Best case", "最佳情况", Unit.MONEY,
        "commit + best-case deals closing in the period", "承诺 + 期间内预计成交的最佳情况商机",
        "a category chosen by hand wins over the stage's", "手工选择的预测类别优先于阶段默认值",
    ),
    Definition(
        "open_pipeline", "Open pipeline", "在跟商机", Unit.MONEY,
        "amount of all open deals", "所有在跟商机金额之和",
        "n/a where open deals carry no amount", "在跟商机均无金额时不适用",
    ),
    Definition(
        "weighted", "Weighted value", "加权商机", Unit.MONEY,
        "sum over open deals of amount x probability", "在跟商机 金额 × 成功率 之和",
        "won and lost deals never count; a missing probability is the stage's",
        "不含已赢单和输单；缺少成功率时取阶段默认值",
    ),
    Definition(
        "coverage", "Coverage", "覆盖率", Unit.RATIO,
        "open deals closing in the period / gap", "期间内预计成交的在跟商机 / 差额",
        'n/a as "met" where nothing is missing; also selectable: / target, weighted / gap',
        "目标完成时为“已达成”；可选：/ 目标、加权 / 差额", of_money=True,
    ),
    Definition(
        "undated", "Undated deals", "无日期商机", Unit.COUNT,
        "open deals without a close date", "没有预计成交日期的在跟商机数",
    ),
    Definition(
        "undated_value", "Undated amount", "无日期金额", Unit.MONEY,
        "amount of open deals without a close date", "没有预计成交日期的在跟商机金额",
    ),
    Definition(
        "win_rate", "Win rate", "赢单率", Unit.PERCENT,
        "won / (won + lost), closed in the period", "赢单数 /（赢单数 + 输单数），期间内关闭",
        "n/a where nothing closed", "期间内无关闭商机时不适用",
    ),
    Definition(
        "win_rate_value", "Win rate by value", "金额赢单率", Unit.PERCENT,
        "won amount / (won + lost amount), closed in the period",
        "赢单金额 /（赢单 + 输单金额），期间内关闭",
        "n/a where lost deals carry no amount", "输单没有金额时不适用", of_money=True,
    ),
    Definition(
        "win_rate_cohort", "Win rate of cohort", "同期赢单率", Unit.PERCENT,
        "won / all deals created in the period", "赢单数 / 期间内创建的全部商机数",
        "read with the share still open", "需结合仍在跟的比例",
    ),
    Definition(
        "cohort_open", "Cohort still open", "同期仍在跟", Unit.PERCENT,
        "open / all deals created in the period", "在跟数 / 期间内创建的全部商机数",
    ),
    Definition(
        "average_deal", "Average deal", "平均单额", Unit.MONEY,
        "mean amount of deals won in the period", "期间内赢单金额平均值",
        "negative amounts are left out", "不含负金额",
    ),
    Definition(
        "median_deal", "Median deal", "单额中位数", Unit.MONEY,
        "median amount of deals won in the period", "期间内赢单金额中位数",
        "negative amounts are left out", "不含负金额",
    ),
    Definition(
        "cycle_mean", "Sales cycle", "销售周期", Unit.DAYS,
        "mean days from creation to the last close of deals won in the period",
        "期间内赢单从创建到最近一次成交的平均天数",
        "close: the date kept, else the day of the move to won in the stage history, else the "
        "expected date (inferred); closed before created is a data error and left out",
        "成交日取填写日期，其次取阶段历史中转为赢单之日，否则取预计成交日期（推断）；"
        "成交早于创建的视为数据错误，不计入",
    ),
    Definition(
        "cycle_median", "Median cycle", "周期中位数", Unit.DAYS,
        "median days from creation to the last close of deals won in the period",
        "期间内赢单从创建到最近一次成交天数的中位数",
        "close as for the sales cycle; closed before created is a data error and left out",
        "成交日同销售周期；成交早于创建的视为数据错误，不计入",
    ),
    Definition(
        "velocity", "Velocity", "销售速度", Unit.MONEY_PER_DAY,
        "open deals x average won deal x win rate / sales cycle",
        "在跟商机数 × 平均单额 × 赢单率 / 销售周期",
        "n/a where any of them is", "任一项不适用时不适用",
    ),
    Definition(
        "age_mean", "Deal age", "商机年龄", Unit.DAYS,
        "mean days since creation of open deals", "在跟商机自创建起的平均天数",
    ),
    Definition(
        "age_median", "Median deal age", "商机年龄中位数", Unit.DAYS,
        "median days since creation of open deals", "在跟商机自创建起天数的中位数",
    ),
    Definition(
        "rotting", "Rotting", "停滞商机", Unit.COUNT,
        "open deals in their stage for longer than its threshold",
        "在当前阶段停留超过阈值的在跟商机数",
        "counted since stage entry, else last activity, else creation, whichever the book keeps",
        "自进入阶段起计算；没有则自最近跟进，再没有则自创建起",
    ),
)  # fmt: skip
"""All KPIs, in the order they are listed."""

COVERAGE_FORMULAS: dict[str, dict[str, str]] = {
    "gap": {
        "en": "open deals closing in the period / gap",
        "zh": "期间内预计成交的在跟商机 / 差额",
    },
    "target": {
        "en": "open deals closing in the period / target",
        "zh": "期间内预计成交的在跟商机 / 目标",
    },
    "weighted": {
        "en": "weighted open deals closing in the period / gap",
        "zh": "期间内预计成交的加权商机 / 差额",
    },
}
"""The selectable definitions of coverage, by ``pipeline.Coverage``; the chosen one is shown."""

EXPECTED_FORMULAS: dict[str, dict[str, str]] = {
    "calendar": {
        "en": "target x calendar days gone / calendar days of the period",
        "zh": "目标 × 已过日历天数 / 期间日历天数",
    },
    "working": {
        "en": "target x working days gone / working days of the period",
        "zh": "目标 × 已过工作日 / 期间工作日",
    },
    "season": {
        "en": "target x mean share of earlier years' same period won by the same day",
        "zh": "目标 × 往年同期截至同一天的平均完成比例",
    },
}
"""The selectable definitions of what is expected, by ``course.ExpectedBy``."""

_BY_KEY = {d.key: d for d in DEFINITIONS}


def definition(key: str) -> Definition:
    """The definition of a KPI.

    Raises:
        KeyError: there is none.
    """
    return _BY_KEY[key]
