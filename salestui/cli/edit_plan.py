"""From what ``salestui edit`` was asked for to changes of the workbook."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from adapters.addresses import column_letters, column_number, parse_row, split_assignment
from adapters.changes import AppendRow, Change, ClearRow, DeleteRow, SetCell
from adapters.contents import CellValue, ColumnKind, ReadRequest
from adapters.errors import Refused
from adapters.outlines import Outline, SheetOutline, TableOutline
from adapters.protocol import Workbook
from salestui.cli.cell_texts import cell_value, row_values, split_field
from salestui.cli.main import UsageError
from salestui.i18n import N_, _, joined

_HEADER_ROWS = 40
"""So many rows an outline shows, see ``SheetOutline.head``."""

GivenRow = dict[str, CellValue] | list[CellValue]


def planned_changes(
    options: argparse.Namespace, workbook: Workbook, outline: Outline
) -> list[Change]:
    """The changes of cells and rows; fields (``D-1.stage=Won``) are not among them.

    Cells go first, then emptied rows, then new rows, then rows that go, each in the order given.

    Raises:
        UsageError: a text is no address, or a row does not say where its values belong.
        Refused: there is no such sheet.
    """
    changes: list[Change] = [
        _cell(outline, t, options.over_formula) for t in options.edits if not split_field(t)
    ]
    changes += [ClearRow(*_row(outline, text, "--clear")) for text in options.clear]
    changes += [
        _new_row(workbook, _sheet(outline, name), row_values(text), grow=options.grow)
        for name, text in options.append
    ]
    changes += [DeleteRow(*_row(outline, text, "--delete")) for text in options.delete]
    if not changes and not options.edits:
        raise UsageError(
            _("There is nothing to change."),
            _("Write 'Sheet!B5=value', --append, --clear or --delete."),
        )
    return changes


def _cell(outline: Outline, text: str, over_formula: bool) -> SetCell:
    split = split_assignment(text)
    if split is None or split[0].column is None:
        raise UsageError(
            _("{text} is no cell and value.").format(text=repr(text)),
            _("Write 'Sheet!B5=value', or \"'My sheet'!B5=value\"."),
        )
    address, value = split
    sheet = _sheet(outline, address.sheet)
    return SetCell(sheet.name, address.row, split[0].column, cell_value(value), over_formula)


def _row(outline: Outline, text: str, option: str) -> tuple[str, int, int, int]:
    """Sheet, row, first and last column of a whole row."""
    address = parse_row(text)
    if address is None:
        raise UsageError(
            _("{text} is no row.").format(text=repr(text)),
            _("Write {option} 'Sheet!5'.").format(option=option),
        )
    sheet = _sheet(outline, address.sheet)
    return sheet.name, address.row, 1, max(1, sheet.last_column)


def _sheet(outline: Outline, name: str) -> SheetOutline:
    """The sheet of that name; Excel tells no upper from lower case in it."""
    named = {sheet.name.casefold(): sheet for sheet in outline.sheets}
    if found := named.get(name.casefold()):
        return found
    raise Refused(
        N_("The workbook has no sheet named {sheet}."),
        N_("It has: {names}."),
        sheet=name,
        names=joined(sheet.name for sheet in outline.sheets),
    )


@dataclass(frozen=True, slots=True)
class _Table:
    """A table to append to: its header row and columns, and the last row it may reach."""

    header_row: int
    columns: range
    headers: Mapping[int, str]
    last_row: int


def _new_row(workbook: Workbook, sheet: SheetOutline, row: GivenRow, *, grow: bool) -> AppendRow:
    table = _table(workbook, sheet, row)
    if isinstance(row, list):
        placed = dict(enumerate(row, start=table.columns[0]))
    else:
        placed = _by_column(table, row)
    values = {column: value for column, value in placed.items() if value is not None}
    after = _last_filled(workbook, sheet, table)
    bounds = (table.columns[0], table.columns[-1])
    return AppendRow(sheet.name, after, *bounds, values, table.header_row + 1, grow)


def _by_column(table: _Table, row: Mapping[str, CellValue]) -> dict[int, CellValue]:
    names: dict[int, str] = {}
    for name in row:
        column = _column(table, name)
        if column in names:
            both = joined(map(repr, (names[column], name)))
            raise UsageError(_("{names} name the same column.").format(names=both))
        names[column] = name
    return {column: row[name] for column, name in names.items()}


def _table(workbook: Workbook, sheet: SheetOutline, row: GivenRow) -> _Table:
    """The table that the row belongs to: the Excel table that fits, else what has a header."""
    if not sheet.tables:
        return _plain_table(sheet, row)
    tables = [_excel_table(workbook, sheet, table) for table in sheet.tables]
    if len(tables) == 1:
        return tables[0]
    fitting = [table for table in tables if isinstance(row, dict) and _fits(table, row)]
    if len(fitting) == 1:
        return fitting[0]
    names = joined(table.name for table in sheet.tables)
    raise UsageError(
        _("It is unclear to which table the row belongs: {names}.").format(names=names),
        _("Name its cells by the headers of one of them."),
    )


def _excel_table(workbook: Workbook, sheet: SheetOutline, table: TableOutline) -> _Table:
    cells = table.range
    columns = range(cells.first_column, cells.last_column + 1)
    headers: dict[int, str] = {}
    if table.header_rows:
        headers = _texts(workbook, sheet.name, cells.first_row, columns)
    header_row = cells.first_row + table.header_rows - 1
    return _Table(header_row, columns, headers, cells.last_row - table.totals_rows)


def _texts(workbook: Workbook, sheet: str, row: int, columns: Sequence[int]) -> dict[int, str]:
    """The texts of one row, by column."""
    kinds = dict.fromkeys(columns, ColumnKind.TEXT)
    (data,) = workbook.read([ReadRequest(sheet, row, row, kinds)])
    found = ((column, data.frame[column_letters(column)][0]) for column in columns)
    return {column: text for column, text in found if text is not None}


def _plain_table(sheet: SheetOutline, row: GivenRow) -> _Table:
    """The table under the first row of headers that the given row fits."""
    if not any(value is not None for line in sheet.head for value in line):
        raise UsageError(
            _("The sheet {sheet} has no header in its first {n} rows.").format(
                sheet=sheet.name, n=_HEADER_ROWS
            ),
            _("Write its cells: 'Sheet!A1=value'."),
        )
    lines = [
        {c: str(value) for c, value in enumerate(line, start=1) if value is not None}
        for line in sheet.head
    ]
    whole = [_Table(n, range(1, sheet.last_column + 1), t, 0) for n, t in enumerate(lines, 1)]
    headers = [table for table in whole if _looks_like_headers(sheet.head[table.header_row - 1])]
    candidates = headers or [table for table in whole if table.headers]
    named = [name for name in row if _known(whole, name)] if isinstance(row, dict) else []
    fitting = [table for table in whole if named and all(_places(table, n) for n in named)]
    table = (fitting or candidates)[0]
    places = [p for name in named for p in _places(table, name)]
    if isinstance(row, dict):
        lettered = (column_number(name) for name in row if name not in named)
        places += [p for p in lettered if p is not None and p in table.headers]
    columns = _run(table.headers, places or [min(table.headers)])
    shown = {column: text for column, text in table.headers.items() if column in columns}
    return _Table(table.header_row, columns, shown, sheet.last_row)


def _looks_like_headers(line: Sequence[CellValue]) -> bool:
    filled = [value for value in line if value is not None]
    return len(filled) > 1 and all(isinstance(value, str) for value in filled)


def _known(tables: Sequence[_Table], name: str) -> bool:
    return any(_places(table, name) for table in tables)


def _run(headers: Mapping[int, str], places: Sequence[int]) -> range:
    """The columns from the first to the last of the places, and the headers next to them."""
    first, last = min(places), max(places)
    while first - 1 in headers:
        first -= 1
    while last + 1 in headers:
        last += 1
    return range(first, last + 1)


def _places(table: _Table, name: str) -> list[int]:
    """The columns with that header: as it is written, else without regard to case and space."""
    exact = [column for column, text in table.headers.items() if text == name]
    return exact or [c for c, text in table.headers.items() if _folded(text) == _folded(name)]


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _fits(table: _Table, row: Mapping[str, CellValue]) -> bool:
    return all(_places(table, name) or column_number(name) in table.columns for name in row)


def _column(table: _Table, name: str) -> int:
    """The column that a header, or else letters, name.

    Raises:
        UsageError: neither does, or several headers do.
    """
    places = _places(table, name)
    if len(places) > 1:
        letters = joined(column_letters(place) for place in places)
        raise UsageError(
            _("The header {header} is there more than once.").format(header=repr(name)),
            _("Name the column by its letters: {letters}.").format(letters=letters),
        )
    column = places[0] if places else column_number(name)
    if column is None:
        headers = joined(table.headers.values())
        raise UsageError(
            _("The table has no column {header}.").format(header=repr(name)),
            _("Its headers are: {headers}.").format(headers=headers),
        )
    return column


def _last_filled(workbook: Workbook, sheet: SheetOutline, table: _Table) -> int:
    """The last row of the table with a value; its header row where there is none."""
    first = table.header_row + 1
    if table.last_row < first:
        return table.header_row
    kinds = dict.fromkeys(table.columns, ColumnKind.TEXT)
    (data,) = workbook.read([ReadRequest(sheet.name, first, table.last_row, kinds)])
    letters = [column_letters(column) for column in table.columns]
    filled = pl.any_horizontal(pl.col(letters).is_not_null())
    rows: list[int] = data.frame.filter(filled)["row"].to_list()[-1:]
    return max([table.header_row, *rows, *(misfit.row for misfit in data.misfits)])
