"""What was forecast as a period began against what was won in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from salestui.metrics import reasons
from salestui.metrics.currencies import currencies
from salestui.metrics.figure import Figure, Note, na, note
from salestui.metrics.history.locked import why_not_locked
from salestui.metrics.history.past import Past
from salestui.metrics.select import OPEN, WON, closed_to_date, in_focus, within
from salestui.model.focus import Focus
from salestui.model.period import Period


@dataclass(frozen=True, slots=True)
class Group:
    """A rep's forecast and actual; None for deals that name no rep."""

    name: str | None
    forecast: float
    actual: float


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Forecast accuracy of the whole, weighted error (WAPE) and bias across reps."""

    accuracy: Figure
    wape: Figure
    bias: Figure
    groups: tuple[Group, ...] = ()

    @property
    def forecast(self) -> float:
        """The forecast of all groups."""
        return sum(g.forecast for g in self.groups)

    @property
    def actual(self) -> float:
        """What all groups won."""
        return sum(g.actual for g in self.groups)


def accuracy(locked: Past | None, now: Past, focus: Focus, period: Period) -> Accuracy:
    """How near the forecast of the period's beginning came to what was won in it.

    The forecast is what was won by then plus the weighted open deals due in the period.

    Args:
        locked: the book as the period began, or the first day kept after that.
    """
    reason: Note | str | None = why_not_locked(locked, period, now.day)
    if reason is None and now.day < period.end:
        reason = reasons.PERIOD_RUNNING
    if reason is None and locked is not None:
        reason = _mixed(locked, now)
    if reason is not None or locked is None:
        none = na(reason or reasons.NO_SNAPSHOT)
        return Accuracy(none, none, none)
    return rated(_groups(locked, now, focus, period), _said(locked))


def rated(groups: tuple[Group, ...], *notes: Note) -> Accuracy:
    """The three figures of forecasts and actuals."""
    forecast, actual = sum(g.forecast for g in groups), sum(g.actual for g in groups)
    size = sum(abs(g.actual) for g in groups)
    none = na(reasons.NOTHING_TO_MEET)
    error = sum(abs(g.forecast - g.actual) for g in groups)
    return Accuracy(
        Figure(1 - abs(forecast - actual) / actual).noted(*notes) if actual > 0 else none,
        Figure(error / size).noted(*notes) if size else na(reasons.NOTHING_WON),
        Figure((forecast - actual) / actual).noted(*notes) if actual > 0 else none,
        groups,
    )


def _groups(locked: Past, now: Past, focus: Focus, period: Period) -> tuple[Group, ...]:
    due = in_focus(locked.facts, focus).filter(OPEN & within("expected_close", period))
    weighted = due.select("rep", money=pl.col("amount") * pl.col("probability"))
    forecast = _by_rep(pl.concat([weighted, _won(locked.facts, focus, period, locked.day)]))
    actual = _by_rep(_won(now.facts, focus, period, now.day))
    names = sorted({*forecast, *actual}, key=lambda name: (name is None, name or ""))
    return tuple(Group(n, forecast.get(n, 0.0), actual.get(n, 0.0)) for n in names)


def _won(facts: pl.DataFrame, focus: Focus, period: Period, as_of: date) -> pl.DataFrame:
    won = in_focus(facts, focus).filter(WON & closed_to_date(period, as_of))
    return won.select("rep", money="amount")


def _by_rep(rows: pl.DataFrame) -> dict[str | None, float]:
    return dict(rows.group_by("rep").agg(pl.col("money").sum()).rows())


def _mixed(locked: Past, now: Past) -> Note | None:
    found = sorted({*currencies(locked.facts), *currencies(now.facts)})
    return note(reasons.MIXED_CURRENCIES, currencies=", ".join(found)) if len(found) > 1 else None


def _said(locked: Past) -> Note:
    return note(reasons.LOCKED_ON, day=locked.day.isoformat())
