"""What mapping sees of a sheet: as of the same sheet in an Excel workbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from adapters.addresses import CellRange
from adapters.contents import CellValue
from adapters.excel.ooxml.formats import GENERAL, from_serial, is_date_code
from adapters.excel.reading.blocks import MOST_LOOKED_AT, TITLE_AND_HEADER, spans
from adapters.excel.reading.columnwise import column_formats, formula_columns
from adapters.excel.reading.outline import HEAD_COLUMNS, HEAD_ROWS
from adapters.excel.reading.sheetscan import Cell
from adapters.google.choices import Choices, runs_of
from adapters.google.content import Json, SheetCells
from adapters.google.structure import CellLook, Condition, NumberFormat, SheetAnswer
from adapters.outlines import Block, ListValidation, NamedRange, SheetOutline, TableOutline

_PATTERNS = {
    "TEXT": "@",
    "NUMBER": "#,##0.00",
    "PERCENT": "0.00%",
    "CURRENCY": "#,##0.00",
    "DATE": "yyyy-mm-dd",
    "TIME": "h:mm:ss",
    "DATE_TIME": "yyyy-mm-dd h:mm:ss",
    "SCIENTIFIC": "0.00E+00",
}
"""How the kinds of formats are shown that have no pattern of their own."""

_PLAIN = CellLook()
_Codes = Mapping[tuple[int, int], str]


def sheet_outline(
    sheet: SheetAnswer, cells: SheetCells, choices: Choices, names: tuple[NamedRange, ...]
) -> SheetOutline:
    """The outline of one sheet, as ``outlines.SheetOutline`` describes it."""
    looks = dict(_looks(cells))
    codes = {
        place: format_code(look.effective_format.number_format) for place, look in looks.items()
    }
    rows = held_rows(cells)
    head, *further = [_Part(cells, first, last, codes) for first, last in rows or [(1, 0)]]
    size = sheet.properties.grid_properties
    merges = (area.cells(size.row_count, size.column_count) for area in sheet.merges)
    return SheetOutline(
        name=sheet.properties.title,
        visible=not sheet.properties.hidden,
        last_row=cells.last_row,
        last_column=cells.last_column,
        head=head.rows,
        tables=tuple(_tables(sheet)),
        validations=tuple(_validations(looks, sheet, choices)),
        formula_columns=head.formula_columns,
        column_formats=head.column_formats,
        merges=tuple(m for m in merges if any(f <= m.first_row <= last for f, last in rows)),
        names=names,
        further=tuple(
            Block(part.first_row, part.rows, part.formula_columns, part.column_formats)
            for part in further
        ),
    )


def held_rows(cells: SheetCells) -> list[tuple[int, int]]:
    """The rows that the outline holds: the first ones, and others where a table may begin."""
    last = cells.last_row
    if not last:
        return []
    further = spans(_header_like(cells), HEAD_ROWS)
    return [(1, min(last, HEAD_ROWS)), *((f, min(last, end)) for f, end in further)]


def format_code(number_format: NumberFormat) -> str:
    """The format code, as Excel would have it."""
    return number_format.pattern or _PATTERNS.get(number_format.type, GENERAL)


class _Part:
    """Some rows of a sheet."""

    def __init__(self, cells: SheetCells, first: int, last: int, codes: _Codes) -> None:
        self.first_row = first
        found = tuple(_cells(cells, first, last, codes))

        def format_of(cell: Cell) -> str:
            return codes.get((cell.row, cell.column), GENERAL)

        width = min(cells.last_column, HEAD_COLUMNS)
        columns = [cells.values.get(column, [])[first - 1 : last] for column in range(1, width + 1)]
        self.rows = tuple(
            tuple(
                cell_value(values[row - first], codes.get((row, column), GENERAL))
                if row - first < len(values)
                else None
                for column, values in enumerate(columns, 1)
            )
            for row in range(first, last + 1)
        )
        self.formula_columns = formula_columns(found)
        self.column_formats = column_formats(found, format_of)


def cell_value(value: Json, code: str) -> CellValue:
    """The value of a cell with that number format."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    moment = from_serial(value, code, date1904=False) if is_date_code(code) else None
    return value if moment is None else moment


def _cells(cells: SheetCells, first: int, last: int, codes: _Codes) -> Iterator[Cell]:
    """The cells of some rows as the Excel reader has them, those with a format alone too."""
    formulas = {
        (row, column)
        for column, runs in cells.formulas.items()
        for run in runs
        for row in range(max(first, run.first_row), min(last, run.last_row) + 1)
    }
    values = {
        (row, column): value
        for column, found in cells.values.items()
        for row, value in enumerate(found[first - 1 : last], first)
        if value is not None
    }
    formatted = (place for place in codes if first <= place[0] <= last)
    for row, column in {**values, **dict.fromkeys(formulas), **dict.fromkeys(formatted)}:
        value, computed = values.get((row, column)), (row, column) in formulas
        yield Cell(
            row,
            column,
            _kind(value),
            0,
            "" if value is None else str(value),
            computed,
            value is not None or computed,
        )


def _kind(value: Json) -> str:
    if isinstance(value, bool):
        return "b"
    return "str" if isinstance(value, str) else "n"


def _looks(cells: SheetCells) -> Iterator[tuple[tuple[int, int], CellLook]]:
    for grid in cells.looks:
        for row, found in enumerate(grid.row_data, grid.start_row + 1):
            for column, look in enumerate(found.values, 1):
                if look != _PLAIN:
                    yield (row, column), look


def _tables(sheet: SheetAnswer) -> Iterator[TableOutline]:
    size = sheet.properties.grid_properties
    for table in sheet.tables:
        yield TableOutline(
            name=table.name,
            range=table.range.cells(size.row_count, size.column_count),
            totals_rows=0 if table.rows_properties.footer_color_style is None else 1,
            headers=tuple(column.column_name for column in table.column_properties),
        )


def _validations(
    looks: Mapping[tuple[int, int], CellLook], sheet: SheetAnswer, choices: Choices
) -> Iterator[ListValidation]:
    """The lists of choices, each with the ranges that offer it."""
    places: dict[Condition, dict[int, list[int]]] = {}
    for (row, column), look in sorted(looks.items()):
        if look.data_validation is not None:
            found = places.setdefault(look.data_validation.condition, {})
            found.setdefault(column, []).append(row)
    for condition, columns in places.items():
        if texts := choices.of(condition, sheet):
            ranges = (
                CellRange(first, column, last, column)
                for column, rows in columns.items()
                for first, last in runs_of(rows)
            )
            yield ListValidation(tuple(ranges), texts)


def _header_like(cells: SheetCells) -> Iterator[int]:
    """The rows below the first ones that follow a blank one and begin with texts."""
    for start in islice(_after_blanks(cells), MOST_LOOKED_AT):
        for row in range(start, start + TITLE_AND_HEADER):
            filled = [
                values[row - 1]
                for values in cells.values.values()
                if row <= len(values) and values[row - 1] is not None
            ]
            if len(filled) > 1 and all(isinstance(value, str) for value in filled):
                yield start
                break


def _after_blanks(cells: SheetCells) -> Iterator[int]:
    """The rows with a value below a blank one, below the first rows."""
    last = cells.last_row
    filled = bytearray(last + 1)  # row 0 is blank
    for values in cells.values.values():
        if len(values) == last and None not in values[HEAD_ROWS - 1 :]:
            return  # no blank row, as in most lists
        _mark(filled, values)
    for runs in cells.formulas.values():
        for run in runs:
            filled[run.first_row : run.last_row + 1] = b"\1" * (run.last_row - run.first_row + 1)
    at = filled.find(b"\0\1", HEAD_ROWS)
    while at >= 0:
        yield at + 1
        at = filled.find(b"\0\1", at + 1)


def _mark(filled: bytearray, values: Sequence[Json]) -> None:
    for row, value in enumerate(values, 1):
        if value is not None:
            filled[row] = 1
