"""What the columns of the forecast mean; conventions as in ``metrics.definitions``."""

from __future__ import annotations

from salestui.metrics.definitions import P10, P50, P90, Definition, Unit

_M = Unit.MONEY
_DUE = "amounts of open deals that close in the period, in the forecast category "
_DUE_ZH = "期间内预计成交的在跟商机金额之和，预测类别为"
_BAND = "amounts of open deals that close in the period, with a probability "
_BAND_ZH = "期间内预计成交的在跟商机金额之和，成功率"
_RUNS = "the same deals give the same runs; each run takes the slip rate of one past period"
_RUNS_ZH = "相同商机得到相同结果；每次模拟取一个过去期间的延期率"

FORECAST: tuple[Definition, ...] = (
    Definition("won", "Won", "已赢单", _M,
               "net amount of deals won in the period, up to the as-of day",
               "期间内截至统计日已赢单金额之和（净额）"),
    Definition("commit", "Commit", "承诺", _M, _DUE + "commit", _DUE_ZH + "承诺",
               "the stage's category, unless one was chosen by hand",
               "默认取阶段的类别，手工选择优先"),
    Definition("best_case", "Best case", "争取", _M, _DUE + "best case", _DUE_ZH + "争取"),
    Definition("pipeline", "Pipeline", "在跟", _M, _DUE + "pipeline, or in none that is known",
               _DUE_ZH + "在跟或无法识别"),
    Definition("omitted", "Omitted", "不计入", _M, _DUE + "omitted", _DUE_ZH + "不计入",
               "left out of commit and best case; weighted like any other",
               "不计入承诺与争取，但仍参与加权"),
    Definition("likely", "≥ 75%", "≥ 75%", _M, _BAND + "of 75% or more", _BAND_ZH + "不低于 75%"),
    Definition("even", "50–75%", "50–75%", _M, _BAND + "from 50% to below 75%",
               _BAND_ZH + "50% 至 75% 以下"),
    Definition("unlikely", "25–50%", "25–50%", _M, _BAND + "from 25% to below 50%",
               _BAND_ZH + "25% 至 50% 以下"),
    Definition("remote", "< 25%", "< 25%", _M, _BAND + "below 25%", _BAND_ZH + "低于 25%"),
    Definition("unrated", "No chance given", "无成功率", _M,
               "amounts of open deals that close in the period, without any probability",
               "期间内预计成交、没有成功率的在跟商机金额之和"),
    Definition("weighted", "Weighted", "加权", _M,
               "sum of amount x probability of open deals that close in the period",
               "期间内预计成交的在跟商机 金额 x 成功率 之和",
               "a missing probability is the stage's", "缺少成功率时取阶段的成功率"),
    Definition("landing", "Landing", "预计达成", _M, "won + weighted", "已赢单 + 加权"),
    Definition("override", "Manager", "经理预测", _M,
               "won + the manager's forecast of each open deal, or its weighted amount",
               "已赢单 + 每个在跟商机的经理预测，没有则取加权金额",
               "n/a where the manager gave no deal a forecast of his own",
               "经理未给出任何预测时不适用"),
    Definition("difference", "Manager ±", "经理差异", _M, "manager - landing",
               "经理预测 - 预计达成"),
    Definition("target", "Target", "目标", _M, "the revenue target of the period",
               "期间的销售额目标"),
    Definition("forecast_gap", "Short of it", "预测缺口", _M, "target - landing; met: 0",
               "目标 - 预计达成；达成时为 0"),
    Definition("low", "P10", "P10", _M, *P10, _RUNS, _RUNS_ZH),
    Definition("middle", "P50", "P50", _M, *P50, _RUNS, _RUNS_ZH),
    Definition("high", "P90", "P90", _M, *P90, _RUNS, _RUNS_ZH),
    Definition("reach", "Chance", "达成概率", Unit.PERCENT,
               "the share of the runs behind P10, P50 and P90 that reach the target",
               "达到目标的模拟结果所占比例", _RUNS, _RUNS_ZH),
)  # fmt: skip
"""All columns, in order."""

BY_CATEGORY = (
    "won", "commit", "best_case", "pipeline", "omitted", "weighted", "landing", "override",
    "difference", "low", "middle", "high", "target", "forecast_gap", "reach",
)  # fmt: skip
"""The columns by forecast category."""

BY_CHANCE = (
    "won", "likely", "even", "unlikely", "remote", "unrated", "weighted", "landing", "override",
    "difference", "low", "middle", "high", "target", "forecast_gap", "reach",
)  # fmt: skip
"""The columns by probability."""

_BY_KEY = {d.key: d for d in FORECAST}


def forecast_definition(key: str) -> Definition:
    """The definition of a column.

    Raises:
        KeyError: there is no such column.
    """
    return _BY_KEY[key]
