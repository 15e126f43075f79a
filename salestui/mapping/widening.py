"""A workbook as it would be read with more columns: tried before any is added."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from adapters.changes import AddColumns
from adapters.contents import CellValue
from adapters.outlines import Block, Outline, SheetOutline, TableOutline
from salestui.mapping.headings import HeaderRows
from salestui.mapping.layout import Layout, TableLayout


def header_rows(outline: Outline, part: TableLayout) -> Sequence[int]:
    """The rows of a table's headers, the lower one first."""
    sheet = next((s for s in outline.sheets if s.name == part.sheet), None)
    heading = HeaderRows(sheet).at(part.header_row) if sheet is not None else None
    top = heading.top if heading is not None else part.header_row
    return range(part.header_row, top - 1, -1)


def in_the_way(outline: Outline, add: AddColumns) -> tuple[int, int] | None:
    """Row and column of a cell that stands where new columns would, or right behind them.

    Only of the rows that the outline holds; behind an Excel table something may stand.
    """
    sheet = next(s for s in outline.sheets if s.name == add.sheet)
    is_table = any(
        t.range.first_row <= add.header_row <= t.range.last_row
        and t.range.first_column <= add.last_column <= t.range.last_column
        for t in sheet.tables
    )
    last = add.last_column + len(add.columns) + (not is_table)
    for number in sheet.row_numbers:
        if add.first_row <= number <= add.last_row:
            cells = sheet.row(number)[add.last_column : last]
            place = next((n for n, value in enumerate(cells) if value not in (None, "")), None)
            if place is not None:
                return number, add.last_column + 1 + place
    return None


def with_columns(outline: Outline, adds: Iterable[AddColumns]) -> Outline:
    """The outline with the headers of new columns."""
    by_sheet = {add.sheet: add for add in adds}
    sheets = (
        _widened(sheet, by_sheet[sheet.name]) if sheet.name in by_sheet else sheet
        for sheet in outline.sheets
    )
    return replace(outline, sheets=tuple(sheets))


def _widened(sheet: SheetOutline, add: AddColumns) -> SheetOutline:
    row, last = add.header_row, add.last_column + len(add.columns)
    return replace(
        sheet,
        last_column=max(sheet.last_column, last),
        head=_headed(sheet.head, 1, add),
        further=tuple(_block(block, add) for block in sheet.further),
        tables=tuple(_table(t, add) if t.range.first_row == row else t for t in sheet.tables),
    )


def _block(block: Block, add: AddColumns) -> Block:
    return replace(block, rows=_headed(block.rows, block.first_row, add))


def _headed(
    rows: tuple[tuple[CellValue, ...], ...], first: int, add: AddColumns
) -> tuple[tuple[CellValue, ...], ...]:
    """Rows from a first one on, with the headers in theirs where it is one of them."""
    place = add.header_row - first
    if not 0 <= place < len(rows):
        return rows
    row = rows[place]
    headers = tuple(column.header for column in add.columns)
    padded = (*row, *(None,) * (add.last_column + len(headers) - len(row)))
    new = (*padded[: add.last_column], *headers, *padded[add.last_column + len(headers) :])
    return (*rows[:place], new, *rows[place + 1 :])


def _table(table: TableOutline, add: AddColumns) -> TableOutline:
    cells = table.range
    if not cells.first_column <= add.last_column <= cells.last_column:
        return table
    headers = tuple(column.header for column in add.columns)
    wider = replace(cells, last_column=cells.last_column + len(headers))
    return replace(table, range=wider, headers=(*table.headers, *headers))


def is_widened(before: Layout, after: Layout, entity: str, fields: Collection[str]) -> bool:
    """Whether all is read as before, and the entity's table has columns for these fields too."""
    if before.tables.keys() != after.tables.keys():
        return False
    for name, old in before.tables.items():
        new = after.tables[name]
        more = frozenset(fields) if name == entity else frozenset[str]()
        if [part.sheet for part in old.sheets] != [part.sheet for part in new.sheets]:
            return False
        pairs = zip(old.sheets, new.sheets, strict=True)
        if not all(_is_widened(one, other, more) for one, other in pairs):
            return False
    return True


def _is_widened(before: TableLayout, after: TableLayout, fields: frozenset[str]) -> bool:
    old, new = _places(before), _places(after)
    added = {name for name in new if name not in old}
    return (
        (before.header_row, before.first_row, before.first_column)
        == (after.header_row, after.first_row, after.first_column)
        and all(new.get(name) == place for name, place in old.items() if place is not None)
        and added <= fields
        and all(new.get(name) is not None for name in fields)
    )


def _places(table: TableLayout) -> Mapping[str, int | None]:
    return dict(_columns(table))


def _columns(table: TableLayout) -> Iterator[tuple[str, int | None]]:
    return ((column.name, column.position) for column in table.columns)
