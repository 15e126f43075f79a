"""How the launch goes, in short: sell-through, visitors, and what is due on the floor."""

from __future__ import annotations

import polars as pl

from salestui import i18n
from salestui.i18n import _
from salestui.selling.following.followups import FLOOR, follow_ups, of_reps, reps_in
from salestui.views.followups import FollowUpRow, follow_up_rows
from salestui.views.formats import not_available, say
from salestui.views.home.area import AreaRow, AreaView, Asked, Opens, told, without_sheet
from salestui.views.onsite.view import floor_figures
from salestui.views.states import State
from salestui.views.told import Told

_SHOWN = ("sell_through", "unsold_value", "visits", "visit_conversion", "completeness")
_BARS = ("sell_through", "visit_conversion", "completeness")
_LISTED = 6


def onsite_area(asked: Asked) -> AreaView:
    """Figures of the floor, then the most pressing of what is due. Blocks."""
    present = asked.present
    state = present.state
    missing = [name for name in ("units", "visitors") if state.rows(name) is None]
    if len(missing) == 2:
        return without_sheet("units")
    figures = floor_figures(state, present.period, present.as_of)
    found = of_reps(follow_ups(state, present.as_of), reps_in(state, present.focus))
    due = found.filter(pl.col("source").cast(pl.String).is_in([str(s) for s in FLOOR]))
    late = due.filter(pl.col("days") >= 0)
    rows = [_figure(asked, figures, key) for key in _SHOWN]
    rows += [_due(row) for row in follow_up_rows(state, late.head(_LISTED))]
    note = _("{n} due").format(n=f"{late.height:,}")
    return AreaView(tuple(rows), note=note, offers=missing[0] if missing else "")


def _figure(asked: Asked, figures: Told, key: str) -> AreaRow:
    meant = next(d for d in figures.definitions if d.key == key)
    figure, style = figures.figures[key], asked.style
    value = figure.value
    return AreaRow(
        key=key,
        label=i18n.label(meant.labels),
        value=not_available() if value is None else style.value(value, meant.unit),
        opens=Opens("onsite"),
        said="" if figure.reason is None else say(figure.reason),
        bar=value if key in _BARS else None,
        told=told(i18n.label(meant.formulas), figures.numbers.get(key, "")),
    )


def _due(row: FollowUpRow) -> AreaRow:
    return AreaRow(
        key=f"{row.item.source}:{row.item.row}",
        label=row.who,
        value=row.when,
        opens=Opens(row.item.entity, row.item.row),
        said=row.what,
        severity=State.LATE if row.severity is State.LATE else State.WARNING,
        told=row.why,
    )
