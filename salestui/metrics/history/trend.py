"""Figures of what is open, as they stood on kept days: a workbook alone remembers none of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from salestui.metrics import pipeline
from salestui.metrics.currencies import currencies
from salestui.metrics.history.past import Past
from salestui.metrics.kept import Kept
from salestui.metrics.select import in_focus
from salestui.metrics.tally import (
    closed_tallies,
    collect,
    open_tally,
    read_closed_tallies,
    read_open_tally,
)
from salestui.metrics.targets import attainment
from salestui.metrics.trend import Series
from salestui.model.focus import Focus
from salestui.model.period import Period, PeriodKind

TOLD = ("open_pipeline", "weighted", "coverage", "landing")
"""The KPIs that only kept days tell the past of."""

POINTS = 8


def chosen_days(
    kept: Sequence[date], period: Period, as_of: date, count: int = POINTS
) -> tuple[date, ...]:
    """Some of the kept days of a period before ``as_of``, about evenly spread, ascending."""
    if period.kind is PeriodKind.ALL:
        days = [day for day in kept if day < as_of]
    else:
        days = [day for day in kept if period.start <= day < as_of and day <= period.end]
    if len(days) < count:
        return tuple(days)
    first, span = days[0], (days[-1] - days[0]).days
    wanted = [first + timedelta(days=round(span * i / (count - 2))) for i in range(count - 1)]
    return tuple(sorted({_nearest(days, day) for day in wanted}))


def _nearest(days: Sequence[date], wanted: date) -> date:
    return min(days, key=lambda day: abs(day - wanted))


def standing(past: Past, focus: Focus, period: Period) -> dict[str, float | None]:
    """The figures of ``TOLD`` as they were on a day; null where they had no value."""
    facts = in_focus(past.facts, focus)
    if past.kept is not Kept.PIPELINE or len(currencies(facts)) > 1:
        return dict.fromkeys(TOLD)
    lazy = facts.lazy()
    still, closed = collect(
        [open_tally(lazy, period, past.day), closed_tallies(lazy, [period], past.day)]
    )
    tally, (done,) = read_open_tally(still), read_closed_tallies(closed, 1)
    won, target = attainment.actual(done), past.inputs.targets.target(focus, period)
    gap = attainment.gap(won, target)
    by = past.inputs.options.coverage
    return {
        "open_pipeline": pipeline.open_pipeline(tally).value,
        "weighted": pipeline.weighted_pipeline(tally).value,
        "coverage": pipeline.coverage(target, gap, tally, by).value,
        "landing": pipeline.landing(won, tally).value,
    }


def past_series(
    stood: Sequence[Mapping[str, float | None]], now: Mapping[str, float | None]
) -> dict[str, Series]:
    """The series of each figure, ending with its value now; those with less than two are left out.

    Args:
        stood: ``standing`` of kept days, ascending.
    """
    series = {key: tuple(day.get(key) for day in (*stood, now)) for key in TOLD}
    known = {key: sum(v is not None for v in values) for key, values in series.items()}
    return {k: v for k, v in series.items() if known[k] >= 2 and v[-1] is not None}
