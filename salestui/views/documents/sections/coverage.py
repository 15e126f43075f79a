"""How often the open deals that close in the period cover what is missing, line by line."""

from __future__ import annotations

from salestui.i18n import _
from salestui.metrics.figure import Figure, na, ratio
from salestui.metrics.forecast.deals import CATEGORIES
from salestui.metrics.forecast.rollup import ForecastLine
from salestui.metrics.reasons import MET
from salestui.metrics.targets.attainment import gap
from salestui.views.documents.document import (
    Column,
    Derived,
    Figures,
    Form,
    Operation,
    Row,
    Section,
    Table,
    Total,
)
from salestui.views.documents.ground import Ground
from salestui.views.documents.sections.forecast import (
    column_title,
    lines_of,
    name_columns,
    names_of,
    needs_of,
)
from salestui.views.documents.sections.listing import listed
from salestui.views.documents.sections.standing import told_kpis
from salestui.views.kpis import coverage_state
from salestui.views.names import breakdown_title
from salestui.views.states import State

_COVERAGE = Derived(Operation.QUOTIENT, "due", "gap")


def coverage(ground: Ground) -> Section:
    """The coverage of the whole, and open deals over the gap of each team or rep."""
    title = _("Coverage")
    if needs := needs_of(ground):
        return Section("coverage", title, needs=needs)
    figures = Figures(told_kpis(ground.view, ("coverage", "gap", "undated", "undated_value")))
    tables = (_table(ground, one) for one in ground.divided_by() if lines_of(ground, one))
    return Section("coverage", title, (figures, *tables))


def _table(ground: Ground, dimension: str) -> Table:
    columns = (
        *name_columns(dimension),
        Column("target", column_title("target"), Form.MONEY, Total.SUM),
        Column("won", column_title("won"), Form.MONEY, Total.SUM),
        # a surplus of one is no part of what others lack: gaps do not add up to the gap
        Column("gap", _("Gap"), Form.MONEY),
        Column("due", _("Open, closes in the period"), Form.MONEY, Total.SUM),
        Column("coverage", _("Coverage"), Form.RATIO, derived=_COVERAGE),
        Column("standing", _("Standing")),
    )
    rate = ground.view.figures.kpis["win_rate"].value
    lines = (line for line in lines_of(ground, dimension) if line.figures["target"].value)
    rows = [_row(line, rate) for line in lines]
    name = f"coverage_{dimension}"
    return listed(name, breakdown_title(dimension), columns, rows)


def _row(line: ForecastLine, rate: float | None) -> Row:
    figures = line.figures
    missing = gap(figures["won"], figures["target"])
    due = _due(line)
    covered = na(MET) if missing.value == 0 else ratio(due, missing, MET)
    state, word = State.NEUTRAL, ""
    if missing.value == 0:
        state, word = State.OK, _("met")
    elif covered.value is not None:
        state, word = coverage_state(covered.value, rate)
    cells = (
        *names_of(line), figures["target"].value, figures["won"].value, missing.value, due.value,
        covered.value, word,
    )  # fmt: skip
    return Row(cells, state)


def _due(line: ForecastLine) -> Figure:
    """The open deals of all categories."""
    parts = [line.figures[key] for key in CATEGORIES]
    lacking = next((part for part in parts if part.value is None), None)
    return lacking or Figure(sum(part.value or 0.0 for part in parts))
