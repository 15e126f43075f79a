"""Edits with what their rows were called at that time: what a reader of the history goes by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from salestui.book.edits import AddRow, DeleteRow, Edit, Value
from salestui.book.rows import Rows
from salestui.mapping.table import ID, EntityTable
from salestui.model.entities import entity as entity_of


@dataclass(frozen=True, slots=True)
class Named:
    """An edit, its row's value of the key field (empty for none) and its title (likewise)."""

    edit: Edit
    key: str
    title: str


def named(entities: Mapping[str, Rows], edits: Iterable[Edit]) -> list[Named]:
    """The edits, their rows named as they are in ``entities``; a row that left, by its values."""
    edits = list(edits)
    touched: dict[str, set[int]] = {}
    for edit in edits:
        touched.setdefault(edit.entity, set()).add(edit.row)
    names = {
        name: names_of(_table_of(entities[name]), rows, entities[name].positions)
        for name, rows in touched.items()
        if name in entities
    }
    return [_named(edit, names.get(edit.entity, {})) for edit in edits]


def _table_of(rows: Rows) -> EntityTable:
    """The rows as a table that has what is pending too."""
    table = rows.base
    return EntityTable(table.layout, rows.frame)


def names_of(
    table: EntityTable, rows: Iterable[int], positions: Mapping[int, int] | None = None
) -> dict[int, tuple[str, str]]:
    """Key and title by row, of those rows that are in a table."""
    if positions is None:
        ids = table.frame[ID].to_list()
        positions = dict(zip(ids, range(len(ids)), strict=True))
    known = [row for row in rows if row in positions]
    kind = table.layout.entity
    columns = [n for n in dict.fromkeys((kind.key, *kind.title)) if n in table.frame.columns]
    if not columns:
        return {}
    found = table.frame.select(columns)[[positions[row] for row in known]].to_dicts()
    return {
        row: _names(kind.key, kind.title, values) for row, values in zip(known, found, strict=True)
    }


def _named(edit: Edit, names: Mapping[int, tuple[str, str]]) -> Named:
    if edit.row not in names and isinstance(edit, AddRow | DeleteRow):
        kind = entity_of(edit.entity)
        return Named(edit, *_names(kind.key, kind.title, edit.values))
    return Named(edit, *names.get(edit.row, ("", "")))


def _names(key: str, title: Iterable[str], values: Mapping[str, Value]) -> tuple[str, str]:
    texts = [value for name in title if isinstance(value := values.get(name), str) and value]
    told = values.get(key)
    return "" if told is None else str(told), texts[0] if texts else ""
