"""Deals that were due in a period at its start and did not close in it."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from salestui.metrics import reasons
from salestui.metrics.figure import Figure, Note, na, note
from salestui.metrics.history.locked import why_not_locked
from salestui.metrics.history.pairing import side_by_side
from salestui.metrics.history.past import Past
from salestui.metrics.kept import Kept
from salestui.metrics.select import within
from salestui.model.focus import Focus
from salestui.model.period import Period


@dataclass(frozen=True, slots=True)
class Slippage:
    """The slip rate, its numbers, and the ``_id`` of those slipped deals that are still there."""

    rate: Figure
    due: int = 0
    slipped: int = 0
    deals: tuple[int, ...] = ()


def slippage(locked: Past | None, now: Past, focus: Focus, period: Period) -> Slippage:
    """Of the deals due in the period as it began, those that did not close in it.

    While the period runs, only deals that cannot close in it any more as they are dated count:
    moved out of it, undated, or gone.

    Args:
        locked: the book as the period began, or the first day kept after that.
    """
    if (reason := why_not_locked(locked, period, now.day)) is not None or locked is None:
        return Slippage(na(reason or reasons.NO_SNAPSHOT))
    if Kept.PIPELINE not in (locked.kept, now.kept):
        return Slippage(na(reasons.NO_STAGES))
    same = bool(locked.lineage) and locked.lineage == now.lineage
    deals = side_by_side(locked.facts, now.facts, focus, period, same_rows=same)
    due = deals.filter("then_in")
    if due.is_empty():
        return Slippage(na(reasons.NOTHING_WAS_DUE))
    over = now.day >= period.end
    until = min(period.end, now.day)
    closed = pl.col("now_status").is_in(["won", "lost"]) & (
        pl.col("now_closed").is_null() | (pl.col("now_closed") <= until)
    )
    waiting = (pl.col("now_status") == "open") & within("now_expected_close", period)
    settled = closed if over else closed | waiting
    slipped = due.filter(~settled.fill_null(False))
    rate = Figure(slipped.height / due.height).noted(_since(locked), *_remarks(slipped, over=over))
    rows = slipped["now_row"].drop_nulls()
    return Slippage(rate, due.height, slipped.height, tuple(rows))


def _since(locked: Past) -> Note:
    return note(reasons.LOCKED_ON, day=locked.day.isoformat())


def _remarks(slipped: pl.DataFrame, *, over: bool) -> list[Note]:
    said = [] if over else [Note(reasons.SLIPPED_SO_FAR)]
    if gone := slipped.filter(~pl.col("now_there")).height:
        said.append(note(reasons.SLIPPED_GONE, n=gone))
    return said
