"""When a kept day can stand for the beginning of a period."""

from __future__ import annotations

from datetime import date

from salestui.metrics import reasons
from salestui.metrics.history.past import Past
from salestui.model.period import Period, PeriodKind


def why_not_locked(locked: Past | None, period: Period, as_of: date) -> str | None:
    """Why a kept day cannot stand for the period's beginning; None where it can."""
    if period.kind is PeriodKind.ALL:
        return reasons.ALL_TIME_LOCK
    if as_of < period.start:
        return reasons.NOT_BEGUN
    if locked is None:
        return reasons.NO_SNAPSHOT
    return reasons.LOCKED_LATE if locked.day > period.end else None
