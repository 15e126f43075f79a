"""Attainment by rep, team, region or product: one bar per line, the target as a mark."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from salestui.i18n import _
from salestui.metrics.breakdown import Breakdown, Line
from salestui.metrics.dashboard import DashboardFigures
from salestui.metrics.definitions import Unit
from salestui.metrics.kept import Kept
from salestui.views.formats import Style, arrow, not_available, say
from salestui.views.names import breakdown_title, dimension_title
from salestui.views.needs import needs
from salestui.views.states import State, pace_state

FLAT = 0.02
"""Growth up to this much either way is none."""


@dataclass(frozen=True, slots=True)
class BreakdownRow:
    """One rep, team, region or product.

    Attributes:
        name: as shown; ``value`` is what a focus on it is set to, None where it names none.
        selected: the focus is on it.
        share: actual / target, null without a target: 1 is at the mark.
        gap: target - actual in money, null without a target; negative where it is surpassed.
        amount: what the bar shows in lists without targets; ``bar`` is that as a fraction of the
            largest one.
        severity, word, arrow: how the pace stands.
        trend: the arrow of the growth against the same span of the previous period, or empty;
            ``growth`` is its text.
        reason: why there is no attainment, else empty.
    """

    name: str
    value: str | None
    selected: bool
    attainment: str
    actual: str
    target: str
    open_pipeline: str
    share: float | None
    gap: float | None
    amount: str
    bar: float
    severity: State
    word: str
    arrow: str
    trend: str
    growth: str
    reason: str


@dataclass(frozen=True, slots=True)
class BreakdownPanel:
    """All rows of one dimension, best attainment first.

    Attributes:
        has_targets: some row has a target, so that bars are shares of it.
        measure: what bars show where no row has one: what was won, or what is open where nothing
            was, as in a look at one stage of the pipeline.
        left_out: how many rows are not listed.
        needs: why there are no rows, else empty.
    """

    dimension: str
    title: str
    rows: tuple[BreakdownRow, ...]
    has_targets: bool
    measure: str
    left_out: int
    needs: str


_ORDER = ("rep", "team", "region", "product")


def panels(
    figures: DashboardFigures, facts: pl.DataFrame, style: Style
) -> dict[str, BreakdownPanel]:
    """A panel per dimension, by its name; ``facts`` tell what a panel without rows needs."""
    return {d: _panel(figures, figures.breakdowns[d], facts, style) for d in _ORDER}


def _panel(
    figures: DashboardFigures, found: Breakdown, facts: pl.DataFrame, style: Style
) -> BreakdownPanel:
    dimension, chosen = found.dimension, figures.focus.value(found.dimension)
    named = [x for x in found.lines if x.name is not None or _says_something(x)]
    if all(x.name is None for x in named):
        named = []  # nothing but deals that name none: the workbook does not keep the dimension
    by_open = _by_open(named)
    if by_open:
        named.sort(key=lambda x: -x.open_value)
    sizes = [x.open_value if by_open else x.actual.value or 0.0 for x in named]
    largest = max(sizes, default=0.0) or 1.0
    rows = tuple(
        _row(x, chosen, max(size / largest, 0.0), style, by_open=by_open, kept=figures.kept)
        for x, size in zip(named, sizes, strict=True)
    )
    label = dimension_title(dimension)
    column = _("needs a column {field} on the pipeline or team sheet")
    return BreakdownPanel(
        dimension=dimension,
        title=breakdown_title(dimension),
        rows=rows,
        has_targets=any(r.share is not None for r in rows),
        measure=_("open pipeline") if by_open else _("actual"),
        left_out=found.left_out,
        needs="" if rows else needs(figures.kept, facts, dimension, column.format(field=label)),
    )


def _by_open(lines: list[Line]) -> bool:
    """Whether there is neither a target nor a deal won to compare, but something open."""
    told = any(x.attainment.value is not None or x.actual.value for x in lines)
    return not told and any(x.open_value > 0 for x in lines)


def _says_something(line: Line) -> bool:
    return bool(line.won or line.lost or line.open_deals)


def _row(
    line: Line, chosen: str | None, bar: float, style: Style, *, by_open: bool, kept: Kept
) -> BreakdownRow:
    state, word, pace_arrow = pace_state(line.pace.value)
    growth, actual, target = line.growth.value, line.actual.value, line.target.value
    won = style.figure(line.actual, Unit.MONEY)
    unknown = kept is not Kept.PIPELINE or (line.open_deals and not line.open_priced)
    still_open = not_available() if unknown else style.money(line.open_value)
    return BreakdownRow(
        name=line.name if line.name is not None else _("(none)"),
        value=line.name,
        selected=line.name is not None and line.name == chosen,
        attainment=style.figure(line.attainment, Unit.PERCENT),
        actual=won,
        target=style.figure(line.target, Unit.MONEY),
        open_pipeline=still_open,
        share=line.attainment.value,
        gap=None if target is None or actual is None else target - actual,
        amount=still_open if by_open else won,
        bar=bar,
        severity=state,
        word=word,
        arrow=pace_arrow,
        trend="" if growth is None else arrow(growth, FLAT),
        growth="" if growth is None else style.percent(growth),
        reason="" if line.attainment.reason is None else say(line.attainment.reason),
    )
