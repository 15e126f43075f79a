"""Target versus actual: are we going to make it?"""

from __future__ import annotations

from datetime import date

from salestui.metrics import reasons
from salestui.metrics.daily import Daily
from salestui.metrics.daycount import Elapsed
from salestui.metrics.figure import Figure, Note, na, note, ratio
from salestui.metrics.tally import ClosedTally
from salestui.metrics.targets.course import previous, same_point
from salestui.model.period import Period


def actual(tally: ClosedTally) -> Figure:
    """Net revenue won in the period up to the as-of day."""
    if tally.won and tally.won_without_amount == tally.won:
        return na(reasons.NO_WON_AMOUNTS)
    missing = tally.won_without_amount
    figure = Figure(tally.revenue)
    return figure.noted(note(reasons.WON_WITHOUT_AMOUNT, n=missing)) if missing else figure


def attainment(actual: Figure, target: Figure) -> Figure:
    """Actual / target, as a fraction."""
    return ratio(actual, target, reasons.TARGET_ZERO)


def expected_to_date(target: Figure, share: float | None, *notes: Note) -> Figure:
    """The target times the share of the period that is over (or of the year's season)."""
    if target.value is None:
        return target
    if share is None:
        return na(reasons.ALL_TIME_OPEN_ENDED)
    return Figure(target.value * share, notes=target.notes).noted(*notes)


def pace_index(actual: Figure, expected: Figure) -> Figure:
    """Actual / expected to date: 1 is on pace."""
    return ratio(actual, expected, reasons.NOTHING_EXPECTED)


def gap(actual: Figure, target: Figure) -> Figure:
    """What is missing to the target; 0 where it is met."""
    return _difference(target, actual)


def surplus(actual: Figure, target: Figure) -> Figure:
    """What was won beyond the target; 0 where it is not met."""
    return _difference(actual, target)


def _difference(more: Figure, less: Figure) -> Figure:
    for part in (more, less):
        if part.reason is not None:
            return na(part.reason)
    assert more.value is not None and less.value is not None
    return Figure(max(more.value - less.value, 0.0)).noted(*more.notes, *less.notes)


def required_per_day(gap: Figure, days: Elapsed | None) -> Figure:
    """What must be won on each remaining day."""
    if gap.value is None:
        return gap
    if days is None:
        return na(reasons.ALL_TIME_OPEN_ENDED)
    if days.left <= 0:
        return na(reasons.PERIOD_OVER)
    if gap.value == 0:
        return Figure(0.0, notes=(Note(reasons.MET),))
    return Figure(gap.value / days.left, notes=gap.notes)


def run_rate(actual: Figure, days: Elapsed | None) -> Figure:
    """Where the period ends if the rest goes like the part so far."""
    if actual.value is None:
        return actual
    if days is None:
        return na(reasons.ALL_TIME_OPEN_ENDED)
    if days.gone == 0:
        return na(reasons.NOT_BEGUN)
    return Figure(actual.value / days.gone * days.total, notes=actual.notes)


def growth(actual: Figure, previous: Figure) -> Figure:
    """(Actual - previous) / abs(previous), over the same span of both periods."""
    if actual.value is None or previous.value is None:
        return na(actual.reason or previous.reason or Note(reasons.NO_PRIOR))
    if previous.value == 0:
        return na(reasons.NO_PREVIOUS)
    return Figure((actual.value - previous.value) / abs(previous.value))


def previous_to_date(daily: Daily, period: Period, as_of: date, fiscal_start: int = 1) -> Figure:
    """Revenue of the period before, up to as many days into it as the period is old."""
    before = previous(period, fiscal_start)
    if before is None:
        return na(reasons.NO_PRIOR)
    if period.elapsed(as_of) == 0:
        return na(reasons.NOT_BEGUN)
    return Figure(daily.between(before.start, same_point(period, before, as_of)))
