"""Taking edits back, or doing them again, on a book that others change too.

An edit says what it found and what it put there. It is turned around only where the book still
holds what it put there; a cell that someone changed since becomes a conflict, which waits for the
user's word, and what cannot wait as one is left as it is, with a sentence that says why.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isclose

from adapters.errors import Notice
from salestui.book.edits import AddRow, DeleteRow, Edit, SetField, Unread, Value
from salestui.book.rows import Rows, bare
from salestui.book.state import BookState, Conflict, ConflictKind, row_title
from salestui.i18n import N_

_NO_SHEET = N_("{title}: there is no sheet for it any more.")
_NO_COLUMN = N_("{title}: the sheet has no column {field} any more.")
_NO_ROW = N_("{title}: the row was removed since, by others or by an edit that came later.")
_EDITED_SINCE = N_("{title}, {field}: you have edited it since; it is {value} now.")
_ROW_CHANGED = N_("{title}: someone changed the row since; {field} is {value} now, not {before}.")
_KEY_TAKEN = N_("{title}: another row is called {key} now.")


@dataclass(frozen=True, slots=True)
class Refusal:
    """An edit that was left as it is: its number in the group, and why."""

    place: int
    why: Notice


@dataclass(frozen=True, slots=True)
class Step:
    """What became of a group of edits that was to be taken back or done again.

    Attributes:
        label: the group's name; empty where there was no group.
        edits: those made.
        conflicts: those of them that met another change, and wait for the user's word.
        refused: those that were not made.
    """

    label: str = ""
    edits: tuple[Edit, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    refused: tuple[Refusal, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.label or self.edits or self.refused)


def checked(state: BookState, label: str, edits: Sequence[Edit]) -> Step:
    """The edits as far as a state allows them, each seeing what those before it leave."""
    sight = _Sight(state)
    made: list[Edit] = []
    conflicts: list[Conflict] = []
    refused: list[Refusal] = []
    for place, edit in enumerate(edits):
        match sight.look(edit):
            case None:
                pass
            case Notice() as why:
                refused.append(Refusal(place, why))
            case done, conflict:
                made.append(done)
                sight.take(done)
                if conflict is not None:
                    conflicts.append(conflict)
    return Step(label, _netted(made), tuple(conflicts), tuple(refused))


def _netted(edits: Sequence[Edit]) -> tuple[Edit, ...]:
    """Edits of one cell as a single one, or none where it ends as it began."""
    whole = {(e.entity, e.row) for e in edits if not isinstance(e, SetField)}
    found: dict[object, Edit] = {}
    for place, edit in enumerate(edits):
        if not isinstance(edit, SetField) or (edit.entity, edit.row) in whole:
            found[place] = edit
            continue
        cell = edit.entity, edit.row, edit.column
        first = found.get(cell)
        before = first.before if isinstance(first, SetField) else edit.before
        found[cell] = SetField(*cell, before, edit.after)
    return tuple(e for e in found.values() if not (isinstance(e, SetField) and e.before == e.after))


def conflicts_after(state: BookState, step: Step) -> tuple[Conflict, ...]:
    """The conflicts that wait once a step was made; an older one of the same cell gives way."""
    fresh = {(c.entity, c.row, c.column) for c in step.conflicts}
    old = (c for c in state.conflicts if (c.entity, c.row, c.column) not in fresh)
    return (*old, *step.conflicts)


_Found = tuple[Edit, Conflict | None] | Notice | None
"""What is made of an edit, and the conflict in it; why nothing; None: it holds already."""


class _Sight:
    """A state as the edits looked at so far leave it."""

    def __init__(self, state: BookState) -> None:
        self._state = state
        self._cells: dict[tuple[str, int, str], Value] = {}
        self._rows: dict[tuple[str, int], bool] = {}
        self._waiting = {(c.entity, c.row, c.column): c for c in state.conflicts}

    def take(self, edit: Edit) -> None:
        """See an edit as made."""
        if isinstance(edit, SetField):
            self._cells[edit.entity, edit.row, edit.column] = edit.after
            return
        self._rows[edit.entity, edit.row] = isinstance(edit, AddRow)
        if isinstance(edit, AddRow):
            cells = {(edit.entity, edit.row, name): v for name, v in edit.values.items()}
            self._cells |= cells

    def look(self, edit: Edit) -> _Found:
        """What can be made of an edit now."""
        rows = self._state.entities.get(edit.entity)
        if rows is None:
            return Notice(_NO_SHEET, {"title": edit.entity})
        match edit:
            case SetField():
                return self._set(rows, edit)
            case AddRow():
                return self._add(rows, edit)
            case DeleteRow():
                return self._delete(rows, edit)

    def _has(self, rows: Rows, entity: str, row: int) -> bool:
        there = row in rows.positions and row not in rows.overlay.deleted
        return self._rows.get((entity, row), there)

    def _value(self, rows: Rows, entity: str, row: int, column: str) -> Value:
        cell = entity, row, column
        return self._cells[cell] if cell in self._cells else rows.held(row, column)

    def _set(self, rows: Rows, edit: SetField) -> _Found:
        title = row_title(rows, edit.row)
        column = rows.layout.column(edit.column)
        if not self._has(rows, edit.entity, edit.row):
            return Notice(_NO_ROW, {"title": title})
        if column is None or not rows.has_cell(edit.row, edit.column):
            return Notice(_NO_COLUMN, {"title": title, "field": edit.column})
        now = self._value(rows, edit.entity, edit.row, edit.column)
        done = SetField(edit.entity, edit.row, edit.column, now, edit.after)
        cell = edit.entity, edit.row, edit.column
        if now == edit.after:
            return None
        if (waiting := self._waiting.get(cell)) is not None and cell not in self._cells:
            return self._in_conflict(rows, done, waiting)
        if same(now, edit.before):
            return done, None
        if cell in self._cells:
            return None  # what was between the edits taken back is not theirs
        if (edit.row, edit.column) in rows.overlay.cells:
            parts = {"title": title, "field": column.header, "value": said(now)}
            return Notice(_EDITED_SINCE, parts)
        kind = ConflictKind.CHANGED
        sides = edit.before, edit.after, now
        return done, Conflict(kind, edit.entity, edit.row, edit.column, title, *sides)

    def _in_conflict(self, rows: Rows, edit: SetField, waiting: Conflict) -> _Found:
        """Taken back to what both sides started from, mine is given up; else it is another mine."""
        if waiting.kind is ConflictKind.CHANGED and same(edit.after, waiting.base):
            theirs = rows.base_value(edit.row, edit.column)
            return SetField(edit.entity, edit.row, edit.column, edit.before, theirs), None
        sides = waiting.base, edit.after, waiting.theirs
        where = waiting.kind, edit.entity, edit.row, edit.column, waiting.title
        return edit, Conflict(*where, *sides, waiting.held)

    def _add(self, rows: Rows, edit: AddRow) -> _Found:
        if self._has(rows, edit.entity, edit.row):
            return None
        kind = rows.layout.entity
        key = edit.values.get(kind.key)
        if key is not None and edit.row not in rows.overlay.deleted and kind.key in rows.live:
            others = rows.live[kind.key].to_list()
            if key in others:
                title = next((str(v) for n in kind.title if (v := edit.values.get(n))), str(key))
                return Notice(_KEY_TAKEN, {"title": title, "key": key})
        return edit, None

    def _delete(self, rows: Rows, edit: DeleteRow) -> _Found:
        if not self._has(rows, edit.entity, edit.row):
            return None
        if edit.row not in rows.overlay.added:
            for column in rows.layout.columns:
                if column.position is None or rows.has_formula(edit.row, column):
                    continue
                if edit.row in rows.base.inherited.get(column.name, ()):
                    continue  # what a label above says
                now = self._value(rows, edit.entity, edit.row, column.name)
                before = edit.values.get(column.name)
                if not same(now, before):
                    parts = {"title": row_title(rows, edit.row), "field": column.header}
                    parts |= {"value": said(now), "before": said(before)}
                    return Notice(_ROW_CHANGED, parts)
        values = {n: self._value(rows, edit.entity, edit.row, n) for n in rows.values(edit.row)}
        return DeleteRow(edit.entity, edit.row, values), None


def same(one: Value, other: Value) -> bool:
    """Whether two values are one: spaces around and the last digits of a number say nothing."""
    one, other = bare(one), bare(other)
    if isinstance(one, int | float) and isinstance(other, int | float):
        return isclose(one, other, rel_tol=1e-9)
    return one == other or (one in (None, "") and other in (None, ""))


def said(value: Value) -> str:
    """A value in a sentence of this room, where no formats are known."""
    if isinstance(value, Unread):
        return value.text
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "–" if value is None else str(value)
