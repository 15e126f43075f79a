"""Columns added right of a table: where they go, and whether there is room for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from adapters.addresses import MAX_COLUMN, CellRange, column_letters
from adapters.changes import AddColumns, NewColumn
from adapters.errors import N_, Refused
from adapters.excel.adding.names import check_column_names
from adapters.excel.ooxml.cellxml import NewCell
from adapters.excel.ooxml.ranges import overlap, range_text
from adapters.excel.ooxml.tables import Table
from adapters.excel.writing.plan import SheetPlan
from adapters.excel.writing.touched import TouchedSheet

_NO_ROOM_HINT = N_(
    "Move what stands right of the table further away, or insert empty columns there; then try "
    "again."
)
_TRUE = ("1", "true")


@dataclass(frozen=True, slots=True)
class Widening:
    """A table that gets columns.

    Attributes:
        cells: the new columns, from the table's first row to its last.
        header_row: the row of their headers.
        columns: what they are, left to right.
        table: the Excel table that grows, if it is one.
    """

    cells: CellRange
    header_row: int
    columns: tuple[NewColumn, ...]
    table: Table | None = None


def plan_columns(plan: SheetPlan, change: AddColumns) -> Widening:
    """Plan the header cells of new columns.

    Raises:
        Refused: there is no room for them, or nothing may be added here.
    """
    sheet = plan.sheet
    where = sheet.where(change.header_row, change.last_column)
    check_column_names(change.columns, sheet.entry.name)
    _refuse_protected(sheet)
    table = _table_under(sheet, change, where)
    if table is not None:
        _refuse_table(table, change, where)
    widening = _widening(change, table, where)
    _refuse_occupied(sheet, widening)
    like = sheet.cell(change.header_row, widening.cells.first_column - 1)
    style = like.style if like is not None else None
    for place, column in enumerate(change.columns, widening.cells.first_column):
        plan.put(change.header_row, place, NewCell(column.header, style=style))
    return widening


def _refuse_protected(sheet: TouchedSheet) -> None:
    guard = sheet.outer.find("sheetProtection")
    if guard is not None and guard.attributes.get("sheet") in _TRUE:
        raise Refused(
            N_("The sheet is protected: no column can be added to it."),
            N_("Take its protection away in Excel (Review, Unprotect Sheet)."),
        )


def _table_under(sheet: TouchedSheet, change: AddColumns, where: str) -> Table | None:
    """The Excel table with those headers.

    Raises:
        Refused: an Excel table is only a part of what is to be widened.
    """
    own = CellRange(
        change.header_row,
        change.first_column,
        max(change.last_row, change.header_row),
        change.last_column,
    )
    tables = [table for table in sheet.tables if overlap(table.range, own)]
    if not tables:
        return None
    if len(tables) == 1 and tables[0].is_header(change.header_row):
        return tables[0]
    raise Refused(
        N_("A part of these rows is the Excel table {table}, which has other headers."),
        N_("Add the column in Excel."),
        where=where,
        table=tables[0].name,
    )


def _refuse_table(table: Table, change: AddColumns, where: str) -> None:
    """Raise ``Refused`` for a table whose columns come from elsewhere, or that has such a name."""
    if table.root.attributes.get("tableType", "worksheet") != "worksheet":
        raise Refused(
            N_("The table {table} is filled by a query, which decides about its columns."),
            N_("Add the column to the query in Excel."),
            where=where,
            table=table.name,
        )
    again = next((c.header for c in change.columns if c.header.casefold() in table.columns), None)
    if again is not None:
        raise Refused(
            N_("The table {table} has a column named {header} already."),
            where=where,
            table=table.name,
            header=again,
        )


def _widening(change: AddColumns, table: Table | None, where: str) -> Widening:
    first_row, last_row = change.first_row, max(change.last_row, change.header_row)
    last_column = change.last_column
    if table is not None:
        first_row = min(first_row, table.range.first_row)
        last_row = max(last_row, table.range.last_row)
        last_column = table.range.last_column
    first, last = last_column + 1, last_column + len(change.columns)
    if last > MAX_COLUMN:
        raise Refused(N_("The sheet has no columns left."), where=where)
    cells = CellRange(first_row, first, last_row, last)
    return Widening(cells, change.header_row, change.columns, table)


def _refuse_occupied(sheet: TouchedSheet, widening: Widening) -> None:
    """Raise ``Refused`` where something stands in the new columns, or right behind them.

    An Excel table has bounds of its own, so something may stand right behind it.
    """
    cells = widening.cells
    apart = 1 if widening.table is None and cells.last_column < MAX_COLUMN else 0
    needed = replace(cells, last_column=cells.last_column + apart)
    _refuse_areas(sheet, needed)
    for number in _rows_with_cells(sheet, needed):
        row = sheet.xml.row(number)
        for column in range(needed.first_column, needed.last_column + 1):
            cell = row.cells.get(column) if row else None
            if cell is not None and not cell.is_blank:
                raise Refused(
                    N_("There is no room right of the table: this cell is filled."),
                    _NO_ROOM_HINT,
                    sheet.where(number, column),
                )


def _refuse_areas(sheet: TouchedSheet, needed: CellRange) -> None:
    others = (table.range for table in sheet.tables)
    for taken in (*others, *sheet.merges, *sheet.arrays, *sheet.pivots):
        if overlap(taken, needed):
            raise Refused(
                N_(
                    "There is no room right of the table: {cells} is a table of its own, merged "
                    "cells, or filled by a formula."
                ),
                _NO_ROOM_HINT,
                cells=range_text(taken),
            )


def _rows_with_cells(sheet: TouchedSheet, needed: CellRange) -> Iterator[int]:
    """The rows that may have cells there; not all are parsed where every cell says its place."""
    xml, rows = sheet.xml, range(needed.first_row, needed.last_row + 1)
    unplaced = rb"<%bc(?![^>]*?\sr\s*=)[\s/>]" % xml.prefix
    if next(iter(xml.search(unplaced)), None) is not None:
        yield from (number for number in xml.numbers() if number in rows)
        return
    columns = range(needed.first_column, needed.last_column + 1)
    letters = b"|".join(re.escape(column_letters(column)).encode() for column in columns)
    wanted = rb"<%bc\s(?:[^>]*?\s)?r\s*=\s*[\"'](?:%b)([0-9]+)" % (xml.prefix, letters)
    found = {int(match[1]) for _, match in xml.search(wanted)}
    yield from (number for number in sorted(found) if number in rows)
