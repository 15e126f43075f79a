"""How a period is meant to run: how many of its days are over, what part of its target is due."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from salestui.metrics import reasons
from salestui.metrics.daily import Daily
from salestui.metrics.daycount import Elapsed, WorkCalendar, elapsed
from salestui.metrics.figure import Note
from salestui.model.period import Period, PeriodKind, custom, shifted


class ExpectedBy(StrEnum):
    """How much of the target is expected by a day."""

    CALENDAR = "calendar"
    WORKING = "working"
    SEASON = "season"


@dataclass(frozen=True, slots=True)
class Course:
    """A period seen from a day.

    Attributes:
        share: the part of a target expected by a day; None for all time, which has no end.
        calendar: days are working days of it; None for calendar days.
        notes: what to know about ``share``.
    """

    period: Period
    as_of: date
    share: Callable[[date], float | None]
    calendar: WorkCalendar | None = None
    notes: tuple[Note, ...] = ()

    @property
    def due_share(self) -> float | None:
        """The part of a target expected by now."""
        return self.share(self.as_of)

    def elapsed(self, day: date) -> Elapsed | None:
        """Days gone by ``day`` and in all; None for all time."""
        return elapsed(self.period, day, self.calendar)


def course(
    period: Period,
    as_of: date,
    by: ExpectedBy = ExpectedBy.CALENDAR,
    calendar: WorkCalendar | None = None,
    seasons: tuple[Daily, int] | None = None,
) -> Course:
    """The course of a period.

    Args:
        calendar: needed for ``WORKING``; without one, weekends alone are free.
        seasons: revenue by day and the fiscal year's first month, needed for ``SEASON``; linear,
            and noted as such, where the book has no earlier year.
    """
    working = (calendar or WorkCalendar()) if by is ExpectedBy.WORKING else None

    def linear(day: date) -> float | None:
        days = elapsed(period, day, working)
        return None if days is None else days.share

    if by is not ExpectedBy.SEASON:
        return Course(period, as_of, linear, working)
    daily, fiscal_start = seasons or (Daily(), 1)
    if seasonal_share(daily, period, as_of, fiscal_start) is None:
        return Course(period, as_of, linear, None, (Note(reasons.NO_PRIOR_YEAR),))
    return Course(period, as_of, lambda day: seasonal_share(daily, period, day, fiscal_start))


def seasonal_share(
    daily: Daily, period: Period, as_of: date, fiscal_start: int = 1
) -> float | None:
    """The share of a year's same period that was won by the same day, mean over prior years.

    Returns:
        None where no earlier year has revenue in its same period.
    """
    if period.kind is PeriodKind.ALL or not daily.days:
        return None
    shares = []
    for back in range(1, period.start.year - daily.days[0].year + 2):
        before = year_before(period, back, fiscal_start)
        total = daily.between(before.start, before.end)
        if total > 0:
            until = same_point(period, before, as_of)
            shares.append(daily.between(before.start, until) / total)
    return sum(shares) / len(shares) if shares else None


def year_before(period: Period, years: int, fiscal_start: int = 1) -> Period:
    """The same period so many years earlier."""
    steps = {PeriodKind.MONTH: 12, PeriodKind.QUARTER: 4, PeriodKind.HALF: 2, PeriodKind.YEAR: 1}
    if period.kind in steps:
        return shifted(period, -steps[period.kind] * years, fiscal_start)
    return custom(_years_earlier(period.start, years), _years_earlier(period.end, years))


def _years_earlier(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return day.replace(year=day.year - years, day=28)


def previous(period: Period, fiscal_start: int = 1) -> Period | None:
    """The period before; None for all time and before the first year."""
    if period.kind is PeriodKind.ALL:
        return None
    try:
        return shifted(period, -1, fiscal_start)
    except (ValueError, OverflowError):
        return None


def same_point(period: Period, before: Period, as_of: date) -> date:
    """The day of ``before`` at which it was as old as ``period`` is on ``as_of``.

    A period that is over is compared with the whole of the other, however long that was.
    """
    gone = period.elapsed(as_of)
    days = before.days if gone >= period.days else min(gone, before.days)
    return before.start + timedelta(days=days - 1)
