"""Values, edits and overlays as JSON texts, and back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date

from salestui.book.edits import AddRow, DeleteRow, Edit, SetField, Unread, Value
from salestui.book.rows import Overlay, Rows
from salestui.book.state import Conflict, ConflictKind


def packed(value: Value) -> object:
    """A value as JSON knows it: a date and what could not be read are objects of one member."""
    if isinstance(value, date):
        return {"date": value.isoformat()}
    return {"unread": value.text} if isinstance(value, Unread) else value


def unpacked(data: object) -> Value:
    """The value again."""
    match data:
        case {"date": str(day)}:
            return date.fromisoformat(day)
        case {"unread": str(text)}:
            return Unread(text)
        case None | str() | bool() | int() | float():
            return data
    raise ValueError(f"no value: {data!r}")


def dumped(value: Value) -> str:
    """A value as a text."""
    return json.dumps(packed(value), ensure_ascii=False)


def loaded(text: str) -> Value:
    """The value of a text."""
    return unpacked(json.loads(text))


def dumped_row(values: Mapping[str, Value]) -> str:
    """A row's values by column name as a text."""
    return json.dumps({k: packed(v) for k, v in values.items()}, ensure_ascii=False)


def loaded_row(text: str) -> dict[str, Value]:
    """A row's values by column name."""
    return {k: unpacked(v) for k, v in json.loads(text).items()}


EditFields = tuple[str, str, int, str, str, str]
"""An edit's kind, entity, row, field, before and after."""


def edit_fields(edit: Edit) -> EditFields:
    """An edit as kind, entity, row, field, before and after; rows have theirs as whole values."""
    match edit:
        case SetField(entity, row, column, before, after):
            return "set", entity, row, column, dumped(before), dumped(after)
        case AddRow(entity, row, values):
            return "add", entity, row, "", dumped_row({}), dumped_row(values)
        case DeleteRow(entity, row, values):
            return "delete", entity, row, "", dumped_row(values), dumped_row({})


def edit_of(fields: EditFields) -> Edit:
    """The edit again."""
    kind, entity, row, field, before, after = fields
    if kind == "set":
        return SetField(entity, row, field, loaded(before), loaded(after))
    if kind == "add":
        return AddRow(entity, row, loaded_row(after))
    return DeleteRow(entity, row, loaded_row(before))


def overlay_edits(entity: str, rows: Rows) -> list[Edit]:
    """The fewest edits that make the rows' overlay on their base."""
    overlay = rows.overlay
    new = set(overlay.added)
    edits: list[Edit] = [
        AddRow(entity, row, {c: v for (r, c), v in overlay.cells.items() if r == row})
        for row in overlay.added
    ]
    edits += [
        SetField(entity, row, column, rows.base_value(row, column), value)
        for (row, column), value in overlay.cells.items()
        if row not in new
    ]
    return edits + [DeleteRow(entity, row, rows.values(row)) for row in sorted(overlay.deleted)]


def folded(rows: Rows, edits: Iterable[Edit]) -> Overlay:
    """What the edits, in order, make of the rows' base; its rows may be gone under them."""
    cells: dict[tuple[int, str], Value] = {}
    added: list[int] = []
    deleted: set[int] = set()
    for edit in edits:
        match edit:
            case SetField(_, row, column, _, after):
                if row in rows.base_positions and after == rows.base_value(row, column):
                    cells.pop((row, column), None)
                else:
                    cells[row, column] = after
            case AddRow(_, row, _) if row in deleted:
                deleted.remove(row)
            case AddRow(_, row, values):
                cells |= {(row, column): value for column, value in values.items()}
                added.append(row)
            case DeleteRow(_, row, _) if row in added:
                added.remove(row)
                cells = {at: value for at, value in cells.items() if at[0] != row}
            case DeleteRow(_, row, _):
                deleted.add(row)
    return Overlay(cells, tuple(added), frozenset(deleted))


def dumped_conflict(conflict: Conflict) -> str:
    """A conflict as a text."""
    c = conflict
    sides = [packed(value) for value in (c.base, c.mine, c.theirs)]
    held = {name: packed(value) for name, value in c.held.items()}
    whole = [str(c.kind), c.entity, c.row, c.column, c.title, *sides, held]
    return json.dumps(whole, ensure_ascii=False)


def loaded_conflict(text: str) -> Conflict:
    """The conflict of a text."""
    kind, entity, row, column, title, base, mine, theirs, held = json.loads(text)
    values = (unpacked(base), unpacked(mine), unpacked(theirs))
    whole = {name: unpacked(value) for name, value in held.items()}
    return Conflict(ConflictKind(kind), entity, row, column, title, *values, whole)
