"""Changes of cells and new rows, before the book gives the rows identities."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from salestui.book.edits import AddRow, Edit, SetField, Value
from salestui.book.labels import sharing
from salestui.book.links import names_of
from salestui.book.placing import placed, sheet_of
from salestui.book.state import BookState
from salestui.mapping.language import language_of
from salestui.mapping.layout import SHEET, Column
from salestui.model.entities import entity as entity_of

Cell = tuple[str, int, str, Value]
"""Entity, row, column, and the value it gets."""

NewRow = tuple[str, Mapping[str, Value]]
"""Entity, and the values of the row by field name."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What is to be done to a book as one group: cells first, then new rows."""

    cells: tuple[Cell, ...] = ()
    rows: tuple[NewRow, ...] = ()

    def __add__(self, other: Changes) -> Changes:
        return Changes((*self.cells, *other.cells), (*self.rows, *other.rows))


def edits_of(
    state: BookState, changes: Changes, new_rows: Callable[[int], Sequence[int]]
) -> list[Edit]:
    """The changes as edits of the book; cells that hold the value already are left out,
    and values of new rows that their sheet has no column for.

    Args:
        new_rows: gives so many new rows their identities, see ``Book.new_rows``.
    """
    wanted = {
        (entity, *place): value
        for entity, row, column, given in changes.cells
        for place, value in sharing(state.entities[entity], [(row, column, given)])
    }
    edits: list[Edit] = []
    for (entity, row, column), value in wanted.items():
        rows = state.entities[entity]
        if rows.value(row, column) != value:
            edits.append(SetField(entity, row, column, rows.held(row, column), value))
    ids = new_rows(len(changes.rows)) if changes.rows else ()
    for row, (entity, told) in zip(ids, changes.rows, strict=True):
        values = state.placing(entity, told)
        layout = state.entities[entity].layout
        there = layout.on(sheet_of(layout, values)) if layout.parts else layout
        kept = {n: v for n, v in values.items() if n == SHEET or _takes(there.column(n))}
        edits.append(AddRow(entity, row, placed(layout, kept)))
    return edits


def _takes(column: Column | None) -> bool:
    return column is not None and not column.calculated and column.position is not None


def is_writable(state: BookState, entity: str, row: int, name: str) -> bool:
    """Whether a row has a cell of its own for a field, and no formula in it."""
    rows = state.rows(entity)
    column = None if rows is None else rows.column(row, name)
    return rows is not None and _takes(column) and not (column and rows.has_formula(row, column))


def language(state: BookState) -> str:
    """``en`` or ``zh``: the language that the team keeps its workbook in."""
    return language_of({name: rows.layout for name, rows in state.entities.items()})


def choice_text(state: BookState, entity: str, field: str, code: str) -> str:
    """What to write for a choice: as the column's own list says it, else in its language.

    Raises:
        StopIteration: the field has no choice of that code.
    """
    known = next(f for f in entity_of(entity).fields if f.name == field)
    rows = state.rows(entity)
    column = None if rows is None else rows.layout.column(field)
    own: Iterator[str] = (t for t in (column.choices if column else ()) if known.code(t) == code)
    choice = next(choice for choice in known.choices if choice.code == code)
    return next(own, choice.labels[language(state)])


def reference_text(state: BookState, entity: str, row: int) -> str:
    """What to write to refer to a row: its name, or its key where others have that name too."""
    title = entity_of(entity).title[0]
    rows = state.entities[entity]
    name = rows.value(row, title) if rows.layout.column(title) is not None else None
    if isinstance(name, str) and name and (rows.live[title] == name).sum() == 1:
        return name
    return next(iter(names_of(state, entity, row)), "")
