"""What became due, overdue or other since somebody last looked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import polars as pl

from salestui.book.edits import Value
from salestui.book.journal.reader import Entry, HistoryReader, Query
from salestui.book.last_look import LastLook
from salestui.book.state import BookState
from salestui.mapping.table import ID
from salestui.selling.following.due_rows import open_deals
from salestui.selling.following.followups import follow_ups

FIRST_DAYS = 7
"""Without a last look, what became due within so many days is told."""

MOST = 500
"""So many changes of others are looked at, the newest."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that others changed: the field, what it held, what it holds."""

    column: str
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class Changed:
    """A row that others changed since: what it is called, when last, and how.

    Attributes:
        row: its ``_id`` now; None where it is gone.
        kind: ``set``, ``add`` or ``delete``.
        cells: the cells that were changed, each from its first value to its last.
    """

    entity: str
    row: int | None
    title: str
    at: datetime
    kind: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class News:
    """What there is to tell.

    Attributes:
        since: the day of the last look.
        due: follow-ups that became due or overdue since, see ``followups.SCHEMA``.
        closing: open deals whose close date passed since: ``_id``, ``days``.
        changed: rows that others changed, the newest first.
        more: changes of others beyond those that are looked at.
    """

    since: date
    due: pl.DataFrame
    closing: pl.DataFrame
    changed: tuple[Changed, ...]
    more: int

    @property
    def count(self) -> int:
        """How many things there are to look at."""
        return self.due.height + self.closing.height + len(self.changed)


def news(
    state: BookState,
    as_of: date,
    last: LastLook | None,
    reader: HistoryReader | None = None,
    slot: int = 0,
) -> News:
    """Everything that became due, overdue or other since a look. Blocks, for the history.

    Args:
        last: None where nobody looked yet: what became due within a week is told, and no changes.
        slot: which journal is this dashboard's own; others saw the same changes.
    """
    since = last.day if last is not None else as_of - timedelta(days=FIRST_DAYS)
    entries: tuple[Entry, ...] = ()
    if last is not None and reader is not None:
        entries = reader.page(Query(mine=False, after=last.at), limit=MOST).entries
    own = [entry for entry in entries if entry.slot == slot]
    return News(
        since,
        _became_due(state, since, as_of),
        became_late(state, since, as_of),
        changed_rows(state, own),
        sum({(e.slot, e.act): e.unlisted for e in own}.values()),
    )


def _became_due(state: BookState, since: date, as_of: date) -> pl.DataFrame:
    """Due today and not due at the last look, or overdue now and not overdue then."""
    due = pl.col("due")
    overdue = (due < as_of) & (due >= since)
    today = (due == as_of) & pl.lit(since < as_of)
    return follow_ups(state, as_of).filter(overdue | today)


def became_late(state: BookState, since: date, as_of: date) -> pl.DataFrame:
    """Open deals whose close date passed from a day on: ``_id`` and ``days``."""
    frame = open_deals(state)
    if frame is None or frame.schema.get("expected_close") != pl.Date:
        return pl.DataFrame(schema={ID: pl.Int64, "days": pl.Int64})
    close = pl.col("expected_close")
    late = frame.filter((close < as_of) & (close >= since)).sort("expected_close")
    return late.select(pl.col(ID).cast(pl.Int64), days=(pl.lit(as_of) - close).dt.total_days())


def changed_rows(state: BookState, entries: Iterable[Entry]) -> tuple[Changed, ...]:
    """Changes of others, newest first, from this dashboard's journal, as one for each row."""
    rows: dict[tuple[str, int, str], list[Entry]] = {}
    for entry in entries:
        if (change := entry.change) is not None:
            key = change.entity, change.row, change.key or change.title
            rows.setdefault(key, []).append(entry)
    return tuple(_changed(state, found) for found in rows.values())


def _changed(state: BookState, entries: list[Entry]) -> Changed:
    """One row's changes, newest first, taken together."""
    newest = entries[0]
    change = newest.change
    assert change is not None
    cells: dict[str, Cell] = {}
    kinds = set()
    for entry in reversed(entries):
        if (one := entry.change) is None:
            continue
        kinds.add(one.kind)
        if one.kind == "set":
            first = cells.get(one.column)
            before = first.before if first is not None else one.before
            cells[one.column] = Cell(one.column, before, one.after)
    kind = "delete" if change.kind == "delete" else "add" if "add" in kinds else "set"
    told: Mapping[str, Cell] = {n: c for n, c in cells.items() if c.before != c.after}
    rows = state.rows(change.entity)
    there = kind != "delete" and rows is not None and change.row in rows.positions
    row = change.row if there else None
    title = change.title or change.key
    return Changed(change.entity, row, title, newest.at, kind, tuple(told.values()))
