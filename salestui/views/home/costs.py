"""What was spent, how much of the budgets of the stages is used, and the worst overruns."""

from __future__ import annotations

from salestui.i18n import _, label, ngettext
from salestui.metrics.costs.definitions import COST_FIGURES
from salestui.metrics.costs.report import cost_report
from salestui.views.costs.lines import dimension_title, overrun_row, standing
from salestui.views.costs.view import look_of
from salestui.views.home.area import AreaRow, AreaView, Asked, Opens, told, without_sheet
from salestui.views.kpis import figure_kpi
from salestui.views.states import State

_MODE = "costs_budgets"
_SHOWN = ("cost", "cost_ratio")
_BY = ("team", "deal")
_LISTED = 3


def costs_area(asked: Asked) -> AreaView:
    """The costs of the period with their ratio, the budgets of teams and deals, overruns. Blocks.

    Costs without a stage are of none here: the history of stages is not looked at.
    """
    present = asked.present
    if present.state.rows("costs") is None:
        return without_sheet("costs")
    look = look_of(present, None)
    reports = [cost_report(look, by) for by in _BY]
    first = reports[0]
    rows = []
    for meant in COST_FIGURES:
        if meant.key in _SHOWN:
            kpi = figure_kpi(meant, first.whole[meant.key], asked.style)
            rows.append(AreaRow(meant.key, kpi.label, kpi.value, Opens(_MODE), kpi.reason,
                                told=told(kpi.formula, kpi.edge)))  # fmt: skip
    used = next(d for d in COST_FIGURES if d.key == "used")
    for report in reports:
        kpi = figure_kpi(used, report.whole["used"], asked.style)
        if report.whole["used"].value is not None:
            tone, word = standing(report.whole["used"], report.whole["variance"])
            title = _("{what}: budget used").format(what=dimension_title(report.by))
            rows.append(AreaRow(f"used {report.by}", title, kpi.value, Opens(_MODE), word, tone,
                                told=told(kpi.formula, kpi.edge)))  # fmt: skip
    for over in first.overruns[:_LISTED]:
        row = overrun_row(present.state, over, asked.style)
        opens = Opens(_MODE) if row.deal_row is None else Opens("deals", row.deal_row)
        rows.append(AreaRow(f"over {row.budget}", row.what, row.cells[3], opens, row.why,
                            State.LATE, told=told(label(COST_FIGURES[3].formulas))))  # fmt: skip
    count = len(first.overruns)
    note = ngettext("{n} overrun", "{n} overruns", count).format(n=count) if count else ""
    return AreaView(tuple(rows), note=note)
