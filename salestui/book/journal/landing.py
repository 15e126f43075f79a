"""Whether the save under way when a dashboard ended got through, where its revision is not told.

Others saved since, so the workbook itself is the witness. A save is written as a whole or not at
all: one edit that is plainly there speaks for all. Where the edits say different things, or none
says anything plain, each is looked at by itself, and what stays in doubt is asked about: written
twice, or over what others did since, it would be wrong without a word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum, auto

import polars as pl

from salestui.book.edits import AddRow, DeleteRow, Edit, SetField, Value
from salestui.book.journal.codec import folded, overlay_edits
from salestui.book.merge import rebuilt
from salestui.book.rereading import Identities, aligned_table
from salestui.book.rows import Rows, opened, written
from salestui.book.state import Conflict, ConflictKind, row_title
from salestui.book.taking_back import same
from salestui.mapping.table import ROW, EntityTable

Tables = Mapping[str, EntityTable]


class _Sign(Enum):
    """What the workbook says of one edit."""

    THERE = auto()
    LIKE = auto()  # a new row of which others may have edited cells
    UNSAID = auto()
    MISSING = auto()  # a new row that is nowhere
    OPEN = auto()  # the workbook holds what the edit found
    BOTH = auto()  # of rows that are alike, one is as it was and one as it was to be


@dataclass(frozen=True)
class Landed:
    """What a save that was cut off came to.

    Attributes:
        bases: the rows that the edits are about, those of the save that are there included.
        edits: those of the save that are still to be made.
        conflicts: those of them that are in doubt.
    """

    bases: Tables
    edits: tuple[Edit, ...] = ()
    conflicts: tuple[Conflict, ...] = ()


def landed(bases: Tables, sent: Iterable[Edit], tables: Tables) -> Landed:
    """Tell by what the workbook holds now.

    Args:
        bases: before the save; ``sent``: its edits.
        tables: what the workbook holds now.
    """
    sent = tuple(sent)
    looks = [_Look(n, b, sent, tables[n]) for n, b in bases.items() if n in tables]
    signs = {sign for look in looks for _edit, sign in look.signs}
    if _Sign.THERE in signs and _Sign.OPEN not in signs:
        return Landed(after_save(bases, sent))
    if _Sign.OPEN in signs and _Sign.THERE not in signs:
        return Landed(bases, sent)
    found = {look.name: look.judged(sure=_Sign.THERE in signs) for look in looks}
    lost = [edit for edit in sent if edit.entity not in found]
    return Landed(
        {name: found[name].bases[name] if name in found else b for name, b in bases.items()},
        (*lost, *(edit for one in found.values() for edit in one.edits)),
        tuple(conflict for one in found.values() for conflict in one.conflicts),
    )


def after_save(bases: Tables, edits: Iterable[Edit]) -> Tables:
    """The bases once the edits are in the workbook."""
    edits = tuple(edits)
    return {name: _after(base, name, edits) for name, base in bases.items()}


def with_edits(base: EntityTable, name: str, edits: Iterable[Edit]) -> Rows:
    """An entity's base with those of the edits that are its own pending."""
    return rebuilt(base, folded(opened(base), (e for e in edits if e.entity == name)))


def _after(base: EntityTable, name: str, edits: Iterable[Edit]) -> EntityTable:
    """The base with edits written: new rows are at the end, as far as anybody knows."""
    rows = with_edits(base, name, edits)
    end = base.frame[ROW].max()
    places = pl.col(ROW).is_null().cum_sum() + (end if isinstance(end, int) else 0)
    frame = rows.live.with_columns(pl.col(ROW).fill_null(places))
    return replace(base, frame=frame, unread=rows.unread, padded=rows.padded)


class _Look:
    """One entity: each edit of the save, and what the workbook says of it."""

    def __init__(
        self, name: str, base: EntityTable, sent: Iterable[Edit], now: EntityTable
    ) -> None:
        self.name, self._base = name, base
        self._mine = with_edits(base, name, sent)
        after = _after(base, name, sent)
        self._wanted, self._was = opened(after), opened(base)
        # Which row is which follows from what they held, so it is asked both ways.
        first = 1 + max([*self._mine.positions, *self._was.positions, -1])
        fresh = Identities()
        fresh.take(first)
        self._if_written = opened(aligned_table(after, now, fresh))
        self._if_not = opened(aligned_table(base, now, fresh))
        self.strangers = any(row >= first for row in self._if_written.base_positions)
        self.signs = [(edit, self._sign(edit)) for edit in overlay_edits(name, self._mine)]

    def _sign(self, edit: Edit) -> _Sign:
        there = edit.row in self._if_written.base_positions
        still = edit.row in self._if_not.base_positions
        match edit:
            case SetField(_, row, column, before, after):
                done = there and same(self._if_written.base_value(row, column), after)
                open_ = still and same(self._if_not.base_value(row, column), before)
                if done and open_:
                    return _Sign.BOTH
                if not done and not open_:
                    return _Sign.UNSAID
                return _Sign.THERE if done else _Sign.OPEN
            case AddRow(_, row, _):
                if not there:
                    return _Sign.MISSING
                return _Sign.LIKE if list(self._changed(row)) else _Sign.THERE
            case DeleteRow():
                return _Sign.OPEN if still else _Sign.UNSAID

    def _changed(self, row: int) -> Iterator[tuple[str, Value, Value]]:
        """The cells of a new row that differ from what was written: column, mine, theirs."""
        for column in self._if_written.layout.columns:
            if column.position is None or self._if_written.has_formula(row, column):
                continue
            mine = self._wanted.base_value(row, column.name)
            theirs = self._if_written.base_value(row, column.name)
            if not same(mine, theirs):
                yield column.name, mine, theirs

    def judged(self, *, sure: bool) -> Landed:
        """Each edit by itself.

        Args:
            sure: whether another edit of the save is plainly there.
        """
        done: list[Edit] = []
        left: list[Edit] = []
        conflicts: list[Conflict] = []
        for edit, sign in self.signs:
            asked = self._asked(edit, sign, sure=sure)
            conflicts += asked
            if isinstance(edit, AddRow) and asked:
                left += [SetField(c.entity, c.row, c.column, c.theirs, c.mine) for c in asked]
            elif sign in (_Sign.OPEN, _Sign.BOTH, _Sign.MISSING) or _unsaid_cell(edit, sign):
                left.append(edit)
            if sign in (_Sign.THERE, _Sign.LIKE) or _unsaid_row(edit, sign):
                done.append(edit)
        base = self._as_now(_after(self._base, self.name, done), conflicts)
        return Landed({self.name: base}, tuple(left), tuple(conflicts))

    def _as_now(self, base: EntityTable, conflicts: Iterable[Conflict]) -> EntityTable:
        """The base, what is asked about of it as the workbook has it now."""
        positions = opened(base).base_positions
        cells = [
            (positions[c.row], c.column, c.theirs)
            for c in conflicts
            if c.kind is ConflictKind.CHANGED and c.row in positions
        ]
        return replace(base, frame=written(base.frame, cells))

    def _asked(self, edit: Edit, sign: _Sign, *, sure: bool) -> list[Conflict]:
        """What is asked of an edit; where others changed the cell as well, merging asks."""
        if isinstance(edit, AddRow):
            if sign is _Sign.LIKE:
                return self._asked_cells(edit)
            lost = sign is _Sign.MISSING and (sure or self.strangers)
            return [self._asked_row(edit)] if lost else []
        return [self._asked_again(edit)] if sign in (_Sign.OPEN, _Sign.BOTH) else []

    def _asked_again(self, edit: SetField | DeleteRow) -> Conflict:
        """About a cell, or a row, that is as it was although the rest of the save is there."""
        title = row_title(self._mine, edit.row)
        if isinstance(edit, SetField):
            kind = ConflictKind.CHANGED
            cell = edit.row, edit.column, title
            return Conflict(kind, self.name, *cell, edit.before, edit.after, edit.before)
        column = self._title_column(edit.values)
        value = self._was.base_value(edit.row, column)
        kind = ConflictKind.DELETED
        return Conflict(kind, self.name, edit.row, column, title, value, None, value)

    def _asked_cells(self, edit: AddRow) -> list[Conflict]:
        """About the cells of a row that may be mine, edited by others since."""
        title = row_title(self._mine, edit.row)
        kind = ConflictKind.CHANGED
        return [
            Conflict(kind, self.name, edit.row, column, title, None, mine, theirs)
            for column, mine, theirs in self._changed(edit.row)
        ]

    def _asked_row(self, edit: AddRow) -> Conflict:
        """About a new row that is nowhere: others may have changed or removed it, or it is not."""
        held = {name: value for name, value in edit.values.items() if value is not None}
        column = self._title_column(held)
        where = ConflictKind.ROW_GONE, self.name, edit.row, column, row_title(self._mine, edit.row)
        return Conflict(*where, None, held.get(column), None, held)

    def _title_column(self, values: Mapping[str, Value]) -> str:
        names = (*self._base.layout.entity.title, *(c.name for c in self._base.layout.columns))
        return next((name for name in names if values.get(name) is not None), names[0])


def _unsaid_cell(edit: Edit, sign: _Sign) -> bool:
    """A cell that others changed since, or whose row is not known again."""
    return sign is _Sign.UNSAID and isinstance(edit, SetField)


def _unsaid_row(edit: Edit, sign: _Sign) -> bool:
    """A row to be deleted that is there no more, by whoever."""
    return sign is _Sign.UNSAID and isinstance(edit, DeleteRow)
