"""Costs beside budgets by team, and the budgets that were not enough."""

from __future__ import annotations

from salestui.i18n import _, joined
from salestui.metrics.costs.definitions import COST_FIGURES
from salestui.metrics.costs.overruns import Overrun
from salestui.metrics.costs.report import CostLine
from salestui.views.costs.lines import budget_period, dimension_name, key_name
from salestui.views.costs.lines import standing as standing_of
from salestui.views.costs.view import CostsView, costs_view
from salestui.views.documents.basis import Basis, noted_once, told
from salestui.views.documents.document import (
    Block,
    Column,
    Derived,
    Figures,
    Form,
    Line,
    Notes,
    Operation,
    Row,
    Section,
    Table,
)
from salestui.views.documents.sections.listing import lacking, listed
from salestui.views.states import State

MOST = 10
"""Overruns that are listed."""

_VARIANCE = Derived(Operation.DIFFERENCE, "spent", "budget")
_USED = Derived(Operation.QUOTIENT, "spent", "budget")


def costs(basis: Basis, by: str = "team") -> Section:
    """The costs of the period with their budgets by a dimension. Blocks."""
    title = _("Costs and budgets")
    if missing := lacking(basis.present.state, "costs"):
        return Section("costs", title, needs=missing)
    view = costs_view(basis.present, basis.stays, by, basis.style)
    figures = noted_once(
        told(kpi, view.report.whole[kpi.key].value, meant.unit)
        for kpi, meant in zip(view.figures, COST_FIGURES, strict=True)
    )
    blocks: list[Block] = [Figures(figures)]
    if view.lines:
        blocks.append(_lines(view, basis))
    else:
        said = _("Nothing was spent or budgeted in this period.")
        blocks.append(Notes((Line(said),)))
    if view.overruns:
        blocks.append(_overruns(view, basis))
    return Section("costs", title, tuple(blocks))


def _lines(view: CostsView, basis: Basis) -> Table:
    columns = (
        Column("name", dimension_name(view.by)),
        Column("cost", _("Costs"), Form.MONEY, bar=True),
        Column("budget", _("Budget"), Form.MONEY),
        Column("spent", _("Spent of it"), Form.MONEY),
        Column("variance", _("Variance"), Form.MONEY, derived=_VARIANCE),
        Column("used", _("Used"), Form.SHARE, derived=_USED),
        Column("standing", _("Standing")),
    )
    rows = [_line(line, view.by, basis) for line in view.report.lines]
    return listed("costs", view.title, columns, rows)


def _line(line: CostLine, by: str, basis: Basis) -> Row:
    figures = line.figures
    state, word = standing_of(figures["used"], figures["variance"])
    cells = (
        key_name(basis.present.state, by, line.key),
        *(figures[key].value for key in ("cost", "budget", "spent", "variance", "used")),
        word,
    )
    return Row(cells, state)


def _overruns(view: CostsView, basis: Basis) -> Table:
    columns = (
        Column("what", _("Budget of")),
        Column("period", _("Period")),
        Column("budget", _("Budget"), Form.MONEY),
        Column("spent", _("Spent"), Form.MONEY),
        Column("over", _("Over"), Form.MONEY, derived=_VARIANCE, bar=True),
        Column("why", _("Reason")),
    )
    rows = [_overrun(over, basis) for over in view.report.overruns]
    return listed("overruns", _("Overruns"), columns, rows, MOST)


def _overrun(over: Overrun, basis: Basis) -> Row:
    state = basis.present.state
    what = joined(key_name(state, by, key) for by, key in over.named.items())
    cells = (
        what or _("everything"),
        budget_period(over.start, over.end, state.fiscal_start),
        over.amount,
        over.spent,
        over.over,
        joined(over.reasons) or _("no reason given"),
    )
    return Row(cells, State.LATE)
