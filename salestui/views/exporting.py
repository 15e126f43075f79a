"""What a table shows, as values for a file or the clipboard."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path

from adapters.locations import file_of
from salestui.book.edits import Unread
from salestui.book.edits import Value as BookValue
from salestui.book.state import BookState
from salestui.file_names import file_name
from salestui.mapping.layout import Column
from salestui.mapping.values import to_cell
from salestui.model.fields import FieldType
from salestui.views.cells import column_title, value_text
from salestui.views.table import TableView

Value = str | float | bool | date | None
"""Money is in the unit that its header names, a percentage is a fraction."""


def suggested_copy(state: BookState, *endings: object, suffix: str = "") -> Path:
    """A name for a file made from a workbook: beside it, or in the current folder.

    Args:
        endings: parted by hyphens behind the workbook's own name.
        suffix: as the workbook's own where it is empty.
    """
    here = file_of(state.location)
    if here is None:
        here = Path.cwd() / file_name(state.title, ".xlsx")
    name = "-".join([here.name.removesuffix(here.suffix), *map(str, endings)])
    return here.with_name(file_name(name, suffix or here.suffix))


def exported_columns(view: TableView, hidden: Collection[str]) -> list[Column]:
    """The columns that are shown."""
    return [c for c in view.columns if c.name not in hidden]


def headers(columns: Sequence[Column]) -> list[str]:
    """Their headers."""
    return [column_title(c) for c in columns]


def exported_values(
    view: TableView, columns: Sequence[Column], rows: Sequence[int]
) -> list[list[Value]]:
    """The cells of these rows; rows that are to be deleted are left out."""
    ids = [row for row in rows if row not in view.rows.overlay.deleted]
    frame = view.rows.frame[[view.rows.positions[row] for row in ids]]
    taken = [
        [
            _cell(view, column, row, v)
            for row, v in zip(ids, frame[column.name].to_list(), strict=True)
        ]
        for column in columns
    ]
    return [list(row) for row in zip(*taken, strict=True)]


def _cell(view: TableView, column: Column, row: int, value: BookValue) -> Value:
    if value is None:
        value = view.value(row, column.name)
    if isinstance(value, Unread):
        return value_text(column, value)
    if column.type is FieldType.PERCENT:
        return value
    cell = to_cell(column, value)
    return cell if cell is None or isinstance(cell, str | int | float | date) else str(cell)
