"""Which cells to read, and as what."""

from __future__ import annotations

from adapters.contents import CellValue, ColumnKind, ReadRequest
from adapters.outlines import Outline, SheetOutline
from salestui.mapping.evidence import text_share
from salestui.mapping.layout import Column, Layout, TableLayout
from salestui.model.fields import NUMERIC, FieldType

_MOSTLY = 0.5
"""From this share of text on, a column of dates is read as text and parsed here.

A column of numbers only where all of it is text: among texts, a number is told from a text that
looks like it (``1.234`` may be 1234) only as long as it is read as a number.
"""

BELOW = 200
"""So many rows below the end of an Excel table or a named range are looked at."""


def read_requests(layout: Layout, outline: Outline) -> tuple[ReadRequest, ...]:
    """One request per sheet of each table, in the order of ``layout.tables`` and their sheets.

    A table without rows asks for one; what follows an Excel table or a named range is looked at.

    Args:
        outline: the one that ``layout`` was recognised in.
    """
    sheets = {sheet.name: sheet for sheet in outline.sheets}
    parts = (part for table in layout.tables.values() for part in table.sheets)
    return tuple(_request(part, sheets[part.sheet]) for part in parts)


def _request(table: TableLayout, sheet: SheetOutline) -> ReadRequest:
    last = max(table.last_row, table.first_row)
    rows = sheet.rows(table.first_row, last)
    kinds = {
        column.position: _kind(column, rows)
        for column in table.columns
        if column.position is not None
    }
    if table.bound is not None:
        others = [t.range.first_row - 1 for t in sheet.tables if t.range.first_row > table.bound]
        last = max(last, min(sheet.last_row, table.bound + BELOW, *others))
    return ReadRequest(table.sheet, table.first_row, last, kinds)


def _kind(column: Column, rows: tuple[tuple[CellValue, ...], ...]) -> ColumnKind:
    if column.type in NUMERIC:
        kind = ColumnKind.NUMBER
    elif column.type is FieldType.DATE:
        kind = ColumnKind.DATETIME
    else:
        return ColumnKind.TEXT
    place = (column.position or 1) - 1
    values = [row[place] for row in rows if place < len(row) and row[place] is not None]
    share = text_share(values)
    all_text = share > _MOSTLY if kind is ColumnKind.DATETIME else bool(values) and share == 1.0
    return ColumnKind.TEXT if all_text else kind
