"""From a look at the book and its kept days to how the pipeline moved and how forecasts fared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from salestui.book.state import BookState
from salestui.i18n import N_
from salestui.metrics import reasons
from salestui.metrics.figure import Figure, na, note
from salestui.metrics.history.accuracy import Accuracy, accuracy
from salestui.metrics.history.field_changes import identified, period_kind, pushes
from salestui.metrics.history.movement import Movement, movement
from salestui.metrics.history.past import Past
from salestui.metrics.history.slippage import Slippage, slippage
from salestui.metrics.inputs import Inputs
from salestui.metrics.select import in_focus
from salestui.model.focus import Focus
from salestui.model.period import Period, PeriodKind, period_of
from salestui.views.past.archive import Archive

STARTS = {
    "monday": N_("last Monday"),
    "week": N_("start of the week"),
    "month": N_("start of the month"),
    "quarter": N_("start of the quarter"),
    "period": N_("start of the period"),
}
"""The named days that a movement can start from."""


@dataclass(frozen=True, slots=True)
class Back:
    """What looking back from a day gives.

    Attributes:
        movement: None where no earlier day is kept.
        first: the first kept day, if any.
        figures: by the keys of ``metrics.history.definitions.HISTORY``.
        behind: by the same keys, the ``_id`` of the deals behind each.
        pushed: times each deal (``_id``) was pushed in the period.
    """

    movement: Movement | None
    first: date | None
    figures: Mapping[str, Figure]
    behind: Mapping[str, tuple[int, ...]]
    slippage: Slippage
    accuracy: Accuracy
    pushed: Mapping[int, int]


def start_day(name: str, as_of: date, period: Period, fiscal_start: int = 1) -> date | None:
    """The day that a name of ``STARTS``, or an ISO date, means; None for neither.

    Monday is the last one before the as-of day, the week's that of the as-of day's week.
    """
    match name:
        case "monday":
            return as_of - timedelta(days=as_of.weekday() or 7)
        case "week":
            return as_of - timedelta(days=as_of.weekday())
        case "month" | "quarter":
            return period_of(as_of, PeriodKind(name), fiscal_start).start
        case "period":
            return period.start
    try:
        return date.fromisoformat(name)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Present:
    """What is looked at now, and the inputs of figures made from its state."""

    state: BookState
    inputs: Inputs
    focus: Focus
    period: Period
    as_of: date


def look_back(archive: Archive, present: Present, since: date) -> Back:
    """Compare the book with its kept days. Blocks on files.

    Args:
        since: the day that the movement starts from; what is kept nearest to it is taken, if it is
            of before the as-of day.
    """
    state, focus, period, as_of = present.state, present.focus, present.period, present.as_of
    now = Past(as_of, present.inputs, "")
    days = archive.days()
    past = archive.past(since, state)
    moved = None
    if past is not None and past.day < as_of:
        moved = movement(past, now, focus, period)
    locked = archive.past(period.start, state) if period.kind is not PeriodKind.ALL else None
    if locked is not None and locked.day >= as_of:
        locked = None
    slipped = slippage(locked, now, focus, period)
    rated = accuracy(locked, now, focus, period)
    pushed, pushing = _pushes(archive, present)
    return Back(
        movement=moved,
        first=days[0] if days else None,
        figures={
            "slip_rate": slipped.rate,
            "pushes": pushing,
            "forecast_accuracy": rated.accuracy,
            "forecast_wape": rated.wape,
            "forecast_bias": rated.bias,
        },
        behind={"slip_rate": slipped.deals, "pushes": tuple(pushed)},
        slippage=slipped,
        accuracy=rated,
        pushed=pushed,
    )


def _pushes(archive: Archive, present: Present) -> tuple[dict[int, int], Figure]:
    """Pushes by ``_id`` of deals in focus, most first, and all of them."""
    state, period, as_of = present.state, present.period, present.as_of
    deals, days = state.live("deals"), archive.days()
    if deals is None or "expected_close" not in deals.columns:
        return {}, na(reasons.NO_CLOSE_DATES)
    if period.kind is not PeriodKind.ALL and as_of < period.start:
        return {}, na(reasons.NOT_BEGUN)
    since = None if period.kind is PeriodKind.ALL else period.start
    changes = archive.changes("expected_close", state, since)
    begun = [day for day in (*days[:1], archive.recorded_since()) if day is not None]
    if not begun or min(begun) >= as_of:
        return {}, na(reasons.NO_SNAPSHOT)
    counted = pushes(changes, period, as_of, state.fiscal_start)
    seen = in_focus(present.inputs.facts, present.focus)["_id"]
    named = identified(deals).select("deal", "_id").filter(pl.col("_id").is_in(seen.implode()))
    found = counted.join(named, on="deal", maintain_order="left")
    by_row = dict(found.select("_id", "pushes").rows())
    kind = reasons.LENGTHS[period_kind(period).value]
    total = Figure(sum(by_row.values())).noted(note(reasons.PUSHED_BY, kind=kind))
    if since is None or min(begun) > since:
        total = total.noted(note(reasons.PUSHES_SINCE, day=min(begun).isoformat()))
    return by_row, total
