"""How figures moved: over the previous periods, and day by day inside the present one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from salestui.metrics import conversion, cycle
from salestui.metrics.daily import Daily
from salestui.metrics.figure import Figure
from salestui.metrics.tally import ClosedTally
from salestui.metrics.targets import attainment
from salestui.metrics.targets.course import Course, previous
from salestui.model.period import Period, PeriodKind, add_months

Series = tuple[float | None, ...]


def trend_periods(period: Period, count: int, fiscal_start: int = 1) -> tuple[Period, ...]:
    """The period and those before it, ascending, ``count`` in all; all time stands alone."""
    found = [period]
    while len(found) < count and (before := previous(found[-1], fiscal_start)) is not None:
        found.append(before)
    return tuple(reversed(found))


def over_periods(tallies: Sequence[ClosedTally], targets: Sequence[Figure]) -> dict[str, Series]:
    """Each KPI that the book's history tells, per period; the last one is the period so far.

    Periods before the first in which anything closed are null: the book did not exist yet.
    """
    begun = next((i for i, t in enumerate(tallies) if t.won or t.lost), len(tallies))
    actuals = [attainment.actual(t) for t in tallies]
    averages = [cycle.average_deal(t) for t in tallies]
    figures: dict[str, list[Figure]] = {
        "actual": actuals,
        "target": list(targets),
        "attainment": [attainment.attainment(*p) for p in zip(actuals, targets, strict=True)],
        "win_rate": [conversion.win_rate(t) for t in tallies],
        "win_rate_value": [conversion.win_rate_by_value(t) for t in tallies],
        "average_deal": averages,
        "median_deal": [cycle.median_deal(t) for t in tallies],
        "cycle_mean": [cycle.cycle_mean(t) for t in tallies],
        "cycle_median": [cycle.cycle_median(t) for t in tallies],
    }
    return {
        key: tuple(None if i < begun else f.value for i, f in enumerate(found))
        for key, found in figures.items()
    }


def inside_period(
    daily: Daily, course: Course, target: Figure, count: int = 8
) -> dict[str, Series]:
    """The KPIs that compare with the target to date, at evenly spaced days up to ``as_of``."""
    period = course.period
    gone = period.elapsed(course.as_of)
    if period.kind is PeriodKind.ALL or gone == 0:
        return {}
    steps = sorted({max(1, round(gone * i / count)) for i in range(1, count + 1)})
    found: dict[str, list[float | None]] = {}
    for step in steps:
        day = period.start + timedelta(days=step - 1)
        actual = Figure(daily.between(period.start, day))
        expected = attainment.expected_to_date(target, course.share(day))
        gap = attainment.gap(actual, target)
        days = course.elapsed(day)
        at_day = {
            "expected": expected,
            "pace": attainment.pace_index(actual, expected),
            "gap": gap,
            "surplus": attainment.surplus(actual, target),
            "required_per_day": attainment.required_per_day(gap, days),
            "run_rate": attainment.run_rate(actual, days),
        }
        for key, figure in at_day.items():
            found.setdefault(key, []).append(figure.value)
    return {key: tuple(values) for key, values in found.items()}


@dataclass(frozen=True, slots=True)
class Cumulative:
    """The target chart, one value per day of ``days`` (the last day of each step).

    Attributes:
        actual: revenue won so far; null after the as-of day.
        expected: the part of the target expected by then; null without a target.
        forecast: from the as-of day on: won plus weighted open deals due by then, ending at the
            landing; null before, and where the period is over.
    """

    days: tuple[date, ...]
    actual: Series
    expected: Series
    forecast: Series


def cumulative(revenue: Daily, due: Daily, course: Course, target: Figure) -> Cumulative:
    """The running totals of a period, by day, week or month, whichever gives a readable chart."""
    span = _bounded(course.period, revenue, due)
    if span is None:
        return Cumulative((), (), (), ())
    start, end = span
    today = min(course.as_of, end)
    days = _steps(start, end, today)
    won = revenue.between(start, today)
    over = today >= end
    return Cumulative(
        days,
        tuple(revenue.between(start, d) if d <= today else None for d in days),
        tuple(attainment.expected_to_date(target, course.share(d)).value for d in days),
        tuple(None if over or d < today else won + _due_by(due, d, today) for d in days),
    )


def _due_by(due: Daily, day: date, today: date) -> float:
    # a deal whose date has passed is still open: it can close tomorrow at the earliest
    return 0.0 if day <= today else due.until(day)


def _bounded(period: Period, *sums: Daily) -> tuple[date, date] | None:
    """The period's ends; for all time, those of the data."""
    if period.kind is not PeriodKind.ALL:
        return period.start, period.end
    days = [d for s in sums for d in (s.days[:1] + s.days[-1:])]
    return (min(days), max(days)) if days else None


def _steps(start: date, end: date, today: date) -> tuple[date, ...]:
    """Days up to a hundred, then weeks, then months; ``today`` and the last day are among them."""
    length = (end - start).days + 1
    if length <= 100:
        return tuple(start + timedelta(days=i) for i in range(length))
    if length <= 800:
        days = {start + timedelta(days=i) for i in range(6, length, 7)}
    else:
        months = (end.year - start.year) * 12 + end.month - start.month
        first = start.replace(day=1)
        days = {add_months(first, i) - timedelta(days=1) for i in range(1, months + 1)}
    return tuple(sorted({d for d in days if d >= start} | {max(today, start), end}))


def merged(*series: Mapping[str, Series]) -> dict[str, Series]:
    """All series in one mapping; those without two known values are left out: they show nothing."""
    joined = {key: values for part in series for key, values in part.items()}
    return {k: v for k, v in joined.items() if sum(x is not None for x in v) >= 2}
