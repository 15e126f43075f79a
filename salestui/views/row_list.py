"""Rows of a table for scripts: the columns asked for, as texts, as values, as plain data."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import date

from salestui.book.edits import NOT_CALCULATED, Unread
from salestui.book.state import BookState
from salestui.i18n import _
from salestui.mapping.headers import normalise
from salestui.mapping.layout import BOOK, SHEET, Column
from salestui.mapping.table import ROW
from salestui.model.entities import entity
from salestui.views.cells import column_title
from salestui.views.exporting import exported_values
from salestui.views.exporting import headers as titles
from salestui.views.filtering.expressions import field_names
from salestui.views.ordering import Sort
from salestui.views.table import TableView

Cell = str | float | bool | date | None

EVERY = "all"
"""What asks for all columns."""


class NoColumn(Exception):
    """The table has no column of that ``name``; ``known`` are the titles of those it has."""

    def __init__(self, name: str, known: Sequence[str]) -> None:
        super().__init__(name)
        self.name, self.known = name, known


def wanted_columns(state: BookState, kind: str, text: str) -> list[Column]:
    """The columns that names with commas between ask for; none for an empty text.

    Raises:
        NoColumn: one of the names is that of no column.
    """
    columns = state.entities[kind].layout.columns
    if text.strip() == EVERY:
        return list(columns)
    return [_named(columns, name) for name in _listed(text)]


def wanted_order(state: BookState, kind: str, text: str) -> tuple[Sort, ...]:
    """The order that names with commas between ask for; ``-`` before one turns it round.

    Raises:
        NoColumn: one of the names is that of no column.
    """
    columns = state.entities[kind].layout.columns
    return tuple(
        Sort(_named(columns, name.removeprefix("-")).name, descending=name.startswith("-"))
        for name in _listed(text)
    )


def _listed(text: str) -> list[str]:
    parts = text.replace("，", ",").replace("、", ",").split(",")
    return [part.strip() for part in parts if part.strip()]


def _named(columns: Sequence[Column], name: str) -> Column:
    found = field_names(columns).get(normalise(name))
    if found is None:
        raise NoColumn(name, titles(columns))
    return found


def usual_columns(state: BookState, kind: str) -> list[Column]:
    """The columns that tell what a row is, for where there is no room for all of them."""
    meant = entity(kind)
    names = {meant.key, *meant.title, *meant.evidence}
    columns = state.entities[kind].layout.columns
    names.add(BOOK)
    return [c for c in columns if c.field is not None and c.field.name in names] or list(columns)


def row_texts(view: TableView, columns: Sequence[Column], count: int) -> list[list[str]]:
    """The first ``count`` rows as they are shown."""
    places = [view.columns.index(column) for column in columns]
    return [[cells[place].text for place in places] for cells in view.cells(0, count)]


def row_values(
    view: TableView, columns: Sequence[Column], count: int
) -> tuple[list[str], list[list[Cell]]]:
    """Headers and values of the first ``count`` rows, money in the unit that its header names."""
    return titles(columns), exported_values(view, columns, view.ids[:count])


def row_data(view: TableView, columns: Sequence[Column], count: int) -> dict[str, object]:
    """The first ``count`` rows for programs, by the columns' names, which no language changes.

    Money is in units of currency, a percentage a fraction, a day ISO. What cannot be read is null,
    and its text stands by the same name in ``_unread``.
    """
    described = [{"name": c.name, "header": column_title(c), "type": str(c.type)} for c in columns]
    return {
        "entity": view.entity,
        "as_of": view.as_of.isoformat(),
        "where": view.wanted.filter,
        "scope": dict(view.wanted.focus.terms),
        "total": view.rows.frame.height,
        "found": len(view.ids),
        "columns": described,
        "rows": list(_rows(view, columns, view.ids[:count])),
    }


def _rows(
    view: TableView, columns: Sequence[Column], ids: Sequence[int]
) -> Iterator[dict[str, object]]:
    """Whole columns are taken at once: a hundred thousand rows take seconds otherwise."""
    frame = view.rows.frame[[view.rows.positions[row] for row in ids]]
    sheet = view.rows.layout.sheet
    sheets = frame[SHEET].to_list() if SHEET in frame.columns else [sheet] * len(ids)
    taken = [frame[column.name].to_list() for column in columns]
    for place, (row, name, number) in enumerate(
        zip(ids, sheets, frame[ROW].to_list(), strict=True)
    ):
        values = {c.name: taken[i][place] for i, c in enumerate(columns)}
        unread = {n: _reason(held) for n, v in values.items()
                  if v is None and isinstance(held := view.value(row, n), Unread)}  # fmt: skip
        yield {
            "_sheet": name,
            "_row": number,
            **{n: _plain(value) for n, value in values.items()},
            **({"_unread": unread} if unread else {}),
        }


def _reason(value: Unread) -> str:
    return _("not calculated") if value == NOT_CALCULATED else value.text


def _plain(value: Cell) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return int(value)
    return value
