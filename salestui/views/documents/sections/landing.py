"""The range in which a period may land: its ends of each line, and how the runs are spread."""

from __future__ import annotations

import polars as pl

from salestui.i18n import _
from salestui.metrics.forecast.rollup import ForecastLine
from salestui.views.documents.document import (
    Block,
    Chart,
    ChartKind,
    Column,
    Form,
    Line,
    Notes,
    Row,
    Section,
    Table,
)
from salestui.views.documents.ground import Ground
from salestui.views.documents.needing import sentence
from salestui.views.documents.sections.forecast import column_title, needs_of
from salestui.views.documents.sections.listing import listed
from salestui.views.forecast.view import line_name, reach_state
from salestui.views.formats import say
from salestui.views.home.area import scope_of
from salestui.views.states import State

_BINS = 12
_ENDS = ("won", "low", "middle", "high", "target", "reach")


def landing(ground: Ground) -> Section:
    """P10, P50 and P90 of the whole and of each line, and the spread of the runs as columns."""
    title = _("Range of the landing")
    if needs := needs_of(ground):
        return Section("landing", title, needs=needs)
    whole = ground.forecast.figures.lines[0]
    if whole.spread is None:
        reason = whole.figures["middle"].reason
        return Section("landing", title, needs=sentence("" if reason is None else say(reason)))
    how = _(
        "Each run lets every open deal close or not by its probability; one run in ten lands below "
        "P10, one in ten above P90."
    )
    blocks: list[Block] = [*_spread(ground, whole), _lines(ground), Notes((Line(how),))]
    return Section("landing", title, tuple(blocks))


def _lines(ground: Ground) -> Table:
    """The ends of the range of the whole, then of each team and rep that has one."""
    columns = (
        Column("name", _("Scope")),
        *(
            Column(key, column_title(key), Form.SHARE if key == "reach" else Form.MONEY)
            for key in _ENDS
        ),
    )
    scope = scope_of(ground.present)
    found = (line for line in ground.forecast.figures.lines if line.spread is not None)
    rows = [_row(line, scope) for line in found]
    return listed("ranges", _("P10, P50 and P90"), columns, rows)


def _row(line: ForecastLine, whole: str) -> Row:
    name = line_name(line.path, whole)
    if len(line.path) == 2:
        name = f"{line_name(line.path[:1], whole)} · {name}"
    reach = line.figures["reach"].value
    state = State.NEUTRAL if reach is None else reach_state(reach)
    return Row((name, *(line.figures[key].value for key in _ENDS)), state)


def _spread(ground: Ground, whole: ForecastLine) -> tuple[Block, ...]:
    """In how many of the runs the whole lands where; nothing where all land on one amount."""
    ranges = ground.forecast.figures.ranges
    if ranges is None:
        return ()
    won = whole.figures["won"].value or 0.0
    ends = ranges.ends.group_by("run").agg(pl.col("total").sum())["total"] + won
    low, high = ends.min(), ends.max()
    if not isinstance(low, float) or not isinstance(high, float) or high <= low:
        return ()
    width = (high - low) / _BINS
    place = ((ends - low) / width).floor().cast(pl.Int64).clip(0, _BINS - 1)
    counts = dict(place.value_counts().iter_rows())
    target, money = whole.figures["target"].value, ground.style.money
    rows = []
    for step in range(_BINS):
        begin = low + step * width
        name = _("{low} to {high}").format(low=money(begin), high=money(begin + width))
        meets = target is not None and begin >= target
        share = counts.get(step, 0) / ends.len()
        rows.append(Row((name, share), State.OK if meets else State.NEUTRAL))
    title = _("Where the runs land")
    columns = (
        Column("lands", _("Landing")),
        Column("share", _("Share of the runs"), Form.SHARE, bar=True),
    )
    says = _("In what share of the runs the period lands in each span.")
    chart = Chart(ChartKind.COLUMNS, title, "spread", "lands", ("share",), says)
    return (chart, Table("spread", title, columns, tuple(rows), drawn=True))
