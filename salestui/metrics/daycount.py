"""How much of a period is over: in calendar days, or in working days with holidays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from salestui.model.period import Period, PeriodKind


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Working days: Monday to Friday without ``holidays``, and ``workdays`` made up at weekends."""

    holidays: frozenset[date] = frozenset()
    workdays: frozenset[date] = frozenset()

    def between(self, start: date, end: date) -> int:
        """Working days from ``start`` to ``end``, both included; 0 where end is before start."""
        days = (end - start).days + 1
        if days <= 0:
            return 0
        weeks, rest = divmod(days, 7)
        count = weeks * 5 + sum((start + timedelta(i)).weekday() < 5 for i in range(rest))
        off = {d for d in self.holidays - self.workdays if d.weekday() < 5}
        extra = {d for d in self.workdays if d.weekday() >= 5}
        return (
            count
            - sum(start <= d <= end for d in off)
            + sum(start <= d <= end for d in extra)
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Elapsed:
    """Days of a period: ``total``, and ``gone`` up to and including the as-of day."""

    gone: int
    total: int

    @property
    def left(self) -> int:
        """Days still to come."""
        return self.total - self.gone

    @property
    def share(self) -> float:
        """The part that is over, 0 to 1; a period without any day is over."""
        return self.gone / self.total if self.total else 1.0


def elapsed(period: Period, as_of: date, calendar: WorkCalendar | None = None) -> Elapsed | None:
    """Days gone and in total, working days with a calendar; None for all time, which has no end."""
    if period.kind is PeriodKind.ALL:
        return None
    if calendar is None:
        return Elapsed(period.elapsed(as_of), period.days)
    gone = calendar.between(period.start, min(as_of, period.end))
    return Elapsed(gone, calendar.between(period.start, period.end))
