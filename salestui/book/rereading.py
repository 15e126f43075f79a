"""What a new reading of the workbook makes of the state: rows found again, edits put on top."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

import polars as pl

from adapters.errors import Notice
from salestui.book.align import aligned as aligned_rows
from salestui.book.align import compared
from salestui.book.edits import Unread, Value
from salestui.book.merge import GONE, Difference, difference, is_pending, merged
from salestui.book.rows import Rows, one_row, opened
from salestui.book.state import BookState, Conflict, ConflictKind, row_title
from salestui.mapping.table import ID, ROW, EntityTable

NO_TABLES: Mapping[str, EntityTable] = {}


class Identities:
    """Hands out row identities; none is given twice while the book is open."""

    def __init__(self) -> None:
        self._next = 0

    def take(self, count: int) -> int:
        """The first of ``count`` new identities."""
        first = self._next
        self._next += count
        return first

    @property
    def next(self) -> int:
        """The first that was never given."""
        return self._next


@dataclass(frozen=True, slots=True)
class RefreshReport:
    """What another program changed, by entity, and what of it meets my edits.

    Attributes:
        notices: of a roll-up, which books could not be read again, and why.
    """

    differences: Mapping[str, Difference] = field(default_factory=dict)
    new_conflicts: tuple[Conflict, ...] = ()
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Reread:
    """The rows after a reading, all conflicts that wait, and what to tell the user."""

    entities: Mapping[str, Rows]
    conflicts: tuple[Conflict, ...]
    report: RefreshReport


def reread(
    old: BookState,
    tables: Mapping[str, EntityTable],
    identities: Identities,
    absent: Mapping[str, EntityTable] = NO_TABLES,
    *,
    aligned: bool = False,
) -> Reread:
    """Put the pending edits of a state on top of the tables of a new reading.

    Args:
        absent: tables and rows that the workbook lacked so far, to be known again by.
        aligned: whether the rows of the tables have their identities already.
    """
    entities: dict[str, Rows] = {}
    differences: dict[str, Difference] = {}
    before = {_cell(c): c for c in old.conflicts}
    now: dict[_Cell, Conflict] = {}
    for name, table in tables.items():
        mine = old.entities.get(name)
        if mine is None:
            again = table if aligned else _found_again(absent.get(name), table, identities)
            entities[name] = opened(again)
            continue
        waiting = [c for c in old.conflicts if c.entity == name]
        known = with_gone(mine, waiting)
        theirs = table
        if not aligned:
            theirs = aligned_table(_wider(known.base, absent.get(name)), table, identities)
        if change := difference(mine.base, theirs):
            differences[name] = change
        entities[name], found = merged(name, known, theirs)
        now |= {_cell(c): c for c in still_open(waiting, found, entities[name])}
    for name, lost in _lost(old, tables):
        entities[name] = old.entities[name]
        now |= {_cell(c): before.get(_cell(c), c) for c in lost}
    fresh = tuple(c for key, c in now.items() if before.get(key) != c)
    return Reread(entities, tuple(now.values()), RefreshReport(differences, fresh))


_Cell = tuple[str, int, str]


def _cell(conflict: Conflict) -> _Cell:
    return conflict.entity, conflict.row, conflict.column


def still_open(
    waiting: Iterable[Conflict], found: Iterable[Conflict], rows: Rows
) -> Iterator[Conflict]:
    """The conflicts of one entity after another reading.

    A conflict that waits already knows more than one found again: what both sides started from,
    and all that a removed row held.
    """
    again = {_cell(c): c for c in found}
    for old in waiting:
        new = again.pop(_cell(old), None)
        if new is None:
            if old.kind not in GONE and is_pending(old, rows):
                yield old
        elif new.kind in GONE:
            yield old if new.kind is old.kind else replace(new, base=old.base)
        elif new.theirs != old.base:
            yield replace(new, base=old.base)
    yield from again.values()


def with_gone(mine: Rows, waiting: Iterable[Conflict]) -> Rows:
    """The rows with those that went away under edits, which may come back as they were."""
    gone: dict[int, dict[str, Value]] = {}
    for c in waiting:
        if c.kind is ConflictKind.ROW_GONE and c.row not in mine.base_positions:
            gone.setdefault(c.row, dict(c.held))[c.column] = c.base
    if not gone:
        return mine
    base = mine.base
    rows = [one_row(base.frame.schema, row, values) for row, values in gone.items()]
    unread = {
        (row, column): value.text
        for row, values in gone.items()
        for column, value in values.items()
        if isinstance(value, Unread)
    }
    whole = pl.concat([base.frame, *rows])
    return replace(mine, base=replace(base, frame=whole, unread={**base.unread, **unread}))


def numbered(table: EntityTable, identities: Identities) -> EntityTable:
    """A table with identities that were never given; as read, they count from 0."""
    first = identities.take(table.frame.height)
    return renumbered(table, table.frame.with_columns(pl.col(ID) + first))


def renumbered(table: EntityTable, frame: pl.DataFrame) -> EntityTable:
    """The table with the identities of ``frame``, whose rows are the same in the same order."""
    names = dict(zip(table.frame[ID].to_list(), frame[ID].to_list(), strict=True))
    unread, padded = (
        {(names[row], column): text for (row, column), text in found.items()}
        for found in (table.unread, table.padded)
    )
    inherited, formulas = (
        {column: frozenset(names[row] for row in rows) for column, rows in found.items()}
        for found in (table.inherited, table.formulas)
    )
    return replace(
        table,
        frame=frame,
        unread=unread,
        inherited=inherited,
        formulas=formulas,
        padded=padded,
    )


def aligned_table(old: EntityTable, new: EntityTable, identities: Identities) -> EntityTable:
    """A table with the identities of another one where its rows are the same, fresh ones else."""
    before, now, columns = compared(old, new)
    key = new.layout.entity.key
    named = key if key in columns else None  # a calculated name may follow the place, not the row
    frame = aligned_rows(before, now, named, columns, identities.next)
    identities.take(frame.filter(pl.col(ID) >= identities.next).height)
    return renumbered(new, new.frame.with_columns(frame[ID]))


def _found_again(
    before: EntityTable | None, now: EntityTable, identities: Identities
) -> EntityTable:
    """A table that the workbook lacked, with the identities that its rows had before."""
    return numbered(now, identities) if before is None else aligned_table(before, now, identities)


def _wider(base: EntityTable, before: EntityTable | None) -> EntityTable:
    """The base with the rows of an earlier one that it lacks, wherever they stood."""
    if before is None:
        return base
    frame = before.frame.join(base.frame, on=ID, how="anti")
    alike = [n for n, kind in base.frame.schema.items() if frame.schema.get(n) == kind]
    rows = frame.select(alike).with_columns(pl.lit(None, base.frame.schema[ROW]).alias(ROW))
    whole = pl.concat([base.frame, rows], how="diagonal")
    gone = set(frame[ID])
    unread = {cell: text for cell, text in before.unread.items() if cell[0] in gone}
    return replace(base, frame=whole, unread={**base.unread, **unread})


def _lost(
    old: BookState, tables: Mapping[str, EntityTable]
) -> Iterator[tuple[str, list[Conflict]]]:
    """Entities whose sheet is gone under pending edits: the edits wait, nothing is dropped."""
    for name, rows in old.entities.items():
        if name not in tables and rows.overlay:
            gone = ConflictKind.COLUMN_GONE
            yield (
                name,
                [
                    Conflict(gone, name, r, c, row_title(rows, r), rows.base_value(r, c), v, None)
                    for (r, c), v in rows.overlay.cells.items()
                ],
            )
