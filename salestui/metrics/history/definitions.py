"""What the figures mean that need kept days; conventions as in ``metrics.definitions``."""

from __future__ import annotations

from salestui.metrics.definitions import Definition, Unit

HISTORY: tuple[Definition, ...] = (
    Definition(
        "slip_rate", "Slip rate", "延期率", Unit.PERCENT,
        "deals due in the period at its start that did not close in it / deals due in it then",
        "期初预计在本期成交而未在本期关闭的商机数 / 期初预计在本期成交的商机数",
        "while the period runs only deals moved out of it count; n/a without a snapshot of its "
        "start",
        "期间未结束时只计已移出本期的商机；没有期初快照时不适用",
    ),
    Definition(
        "pushes", "Pushes", "推迟次数", Unit.COUNT,
        "times a close date moved to a later period, on days of the period",
        "期间内预计成交日期移到更晚期间的次数",
        "from recorded edits and from kept days compared; what is taken back the same day is none",
        "来自编辑记录与快照比较；当天撤回的不计",
    ),
    Definition(
        "forecast_accuracy", "Forecast accuracy", "预测准确率", Unit.PERCENT,
        "1 - |forecast - actual| / actual; the forecast as it stood at the period's start",
        "1 - |预测 - 实际| / 实际；预测取期初快照",
        "n/a before the period is over, and where nothing was won",
        "期间未结束或没有赢单时不适用", of_money=True,
    ),
    Definition(
        "forecast_wape", "Weighted error", "加权误差", Unit.PERCENT,
        "sum over reps of |forecast - actual| / sum of |actual| (WAPE)",
        "各销售 |预测 - 实际| 之和 / |实际| 之和（WAPE）",
        "n/a where no rep won anything", "所有销售均无赢单时不适用", of_money=True,
    ),
    Definition(
        "forecast_bias", "Forecast bias", "预测偏差", Unit.PERCENT,
        "(forecast - actual) / actual; above 0 promised too much",
        "（预测 - 实际）/ 实际；大于 0 为过于乐观",
        "n/a where nothing was won", "没有赢单时不适用", of_money=True,
    ),
)  # fmt: skip
"""Figures, in the order they are listed."""

MOVEMENT = Definition(
    "movement", "Pipeline movement", "商机变动", Unit.MONEY,
    "start + new + open again + pulled in + increased - decreased - pushed out - won - lost - "
    "removed ± owner change = end, of open deals that close in the period",
    "期初 + 新增 + 重新打开 + 提前进入 + 金额增加 - 金额减少 - 推迟移出 - 赢单 - 输单 - 移除 ± "
    "负责人变更 = 期末（期间内预计成交的在跟商机）",
    "each deal is in one step, the change of its amount apart",
    "每个商机只计入一项，金额变化单列",
)  # fmt: skip

STEPS: tuple[Definition, ...] = (
    Definition("start", "Start", "期初", Unit.MONEY,
               "open deals that closed in the period on the kept day",
               "快照当日期间内预计成交的在跟商机"),
    Definition("new", "New", "新增", Unit.MONEY,
               "deals that the workbook did not have on the kept day", "快照当日不存在的商机"),
    Definition("reopened", "Open again", "重新打开", Unit.MONEY,
               "deals that were won, lost or in an unknown stage and are open now",
               "原为赢单、输单或未知阶段，现为在跟的商机"),
    Definition("pulled_in", "Pulled in", "提前进入", Unit.MONEY,
               "deals whose close date moved into the period", "预计成交日期移入本期的商机"),
    Definition("increased", "Increased", "金额增加", Unit.MONEY,
               "higher amounts, whatever else became of the deal", "金额增加部分，不论商机去向"),
    Definition("decreased", "Decreased", "金额减少", Unit.MONEY,
               "lower amounts, whatever else became of the deal", "金额减少部分，不论商机去向"),
    Definition("pushed_out", "Pushed out", "推迟移出", Unit.MONEY,
               "deals whose close date moved out of the period, or was removed",
               "预计成交日期移出本期或被清空的商机"),
    Definition("won", "Won", "赢单", Unit.MONEY,
               "deals won since, at what they were won for", "其后赢单的商机，按赢单金额"),
    Definition("lost", "Lost", "输单", Unit.MONEY,
               "deals lost since, at the amount they had", "其后输单的商机，按原有金额"),
    Definition("removed", "Removed", "移除", Unit.MONEY,
               "deals whose row is gone, or whose stage is not understood any more",
               "行已删除或阶段无法识别的商机"),
    Definition("owner_change", "Owner change", "负责人变更", Unit.MONEY,
               "deals that came into or left what is looked at: another rep, team, region, product "
               "or stage", "进入或离开当前范围的商机：销售、团队、区域、产品或阶段变更"),
    Definition("end", "End", "期末", Unit.MONEY,
               "open deals that close in the period now", "当前期间内预计成交的在跟商机"),
)  # fmt: skip
"""The bars of the movement, in order."""

_BY_KEY = {d.key: d for d in (*HISTORY, MOVEMENT, *STEPS)}


def history_definition(key: str) -> Definition:
    """The definition of a figure of history, or of a step of the movement.

    Raises:
        KeyError: there is none.
    """
    return _BY_KEY[key]
