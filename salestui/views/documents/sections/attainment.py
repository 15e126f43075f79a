"""Target versus actual by rep, team, region or product, who is furthest behind first."""

from __future__ import annotations

from salestui.i18n import _
from salestui.metrics.breakdown import Line
from salestui.metrics.kept import Kept
from salestui.metrics.standstill import keeps
from salestui.views.documents.document import (
    Chart,
    ChartKind,
    Column,
    Derived,
    Form,
    Operation,
    Row,
    Section,
    Table,
    Total,
)
from salestui.views.documents.ground import Ground
from salestui.views.documents.needing import no_deals
from salestui.views.names import breakdown_title, dimension_title
from salestui.views.states import pace_state

MOST = 40
"""Lines of a list that is still read."""


def attainment(ground: Ground, dimension: str) -> Section:
    """The lines of one dimension as the dashboard's panel lists them, and their chart."""
    view = ground.view
    panel, found = view.breakdowns[dimension], view.figures.breakdowns[dimension]
    title = breakdown_title(dimension)
    if not panel.rows:
        return Section(f"by_{dimension}", title, needs=_needs(ground, dimension))
    by_name = {line.name: line for line in found.lines}
    told = [by_name[row.value] for row in panel.rows]
    lines = sorted(filter(_says_something, told), key=lambda line: -line.behind) or told
    kept = view.figures.kept
    # a sum of the others would pass for that of all
    of_open = Total.SUM if all(_tells_open(line, kept) for line in lines) else Total.NONE
    columns = (
        Column("name", dimension_title(dimension)),
        Column("actual", _("Actual"), Form.MONEY, Total.SUM, bar=True),
        Column("target", _("Target"), Form.MONEY, Total.SUM),
        Column("gap", _("Gap"), Form.MONEY, derived=_GAP),
        Column("attainment", _("Attainment"), Form.SHARE, derived=_ATTAINMENT),
        Column("pace", _("Pace"), Form.RATIO),
        Column("standing", _("Standing")),
        Column("open", _("Open pipeline"), Form.MONEY, of_open),
        Column("weighted", _("Weighted"), Form.MONEY, of_open),
        Column("win_rate", _("Win rate"), Form.SHARE),
    )
    rows = tuple(_row(line, kept) for line in lines[:MOST])
    left_out = panel.left_out + max(len(lines) - MOST, 0)
    table = Table(f"by_{dimension}", title, columns, rows, left_out)
    if not panel.has_targets:
        return Section(f"by_{dimension}", title, (table,))
    says = _("What each reached beside the target.")
    chart = Chart(ChartKind.TARGET, title, table.name, "name", ("actual", "target"), says)
    return Section(f"by_{dimension}", title, (chart, table))


def _says_something(line: Line) -> bool:
    """Whether there is anything of somebody: who only manages or supports others has nothing."""
    return line.target.value is not None or bool(line.won or line.lost or line.open_deals)


def _needs(ground: Ground, dimension: str) -> str:
    inputs = ground.present.inputs
    if said := no_deals(inputs):
        return said
    if keeps(inputs.facts, dimension):
        return _("No deal is in what is looked at.")
    column = _("Needs a column {field} on the pipeline or team sheet.")
    return column.format(field=dimension_title(dimension))


_GAP = Derived(Operation.DIFFERENCE, "target", "actual")
_ATTAINMENT = Derived(Operation.QUOTIENT, "actual", "target")


def _tells_open(line: Line, kept: Kept) -> bool:
    """Whether the workbook tells what somebody's open deals amount to."""
    return kept is Kept.PIPELINE and bool(line.open_priced or not line.open_deals)


def _row(line: Line, kept: Kept) -> Row:
    state, word, _arrow = pace_state(line.pace.value)
    actual, target = line.actual.value, line.target.value
    gap = None if actual is None or target is None else target - actual
    tells_open = _tells_open(line, kept)
    return Row(
        (
            line.name if line.name is not None else _("(none)"),
            actual,
            target,
            gap,
            line.attainment.value,
            line.pace.value,
            word,
            line.open_value if tells_open else None,
            line.weighted if tells_open else None,
            line.win_rate.value,
        ),
        state,
    )
