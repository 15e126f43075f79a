"""The cells of a foreign file, in the arrays that the Excel reader's parent understands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import islice

import pyarrow as pa
import pyarrow.compute as pc

from adapters.addresses import column_letters
from adapters.contents import CellValue
from adapters.errors import Notice
from adapters.excel.reading.blocks import MOST_LOOKED_AT, TITLE_AND_HEADER, spans
from adapters.excel.reading.outline import HEAD_COLUMNS, HEAD_ROWS
from adapters.excel.reading.wire import MARKS_SUFFIX, NUMBERS_SUFFIX, CellError, Mark
from adapters.outlines import Block, SheetOutline

_DAY_FORMAT = "yyyy-mm-dd"
_MOMENT_FORMAT = "yyyy-mm-dd hh:mm"
_FIRST_DAYS = "1899-12-3"  # where times of day are counted from
_EXACT = 1e15  # whole numbers below have all their digits


@dataclass(frozen=True, slots=True)
class GridColumn:
    """One column from row 1 on; arrays may end before the sheet does.

    Attributes:
        texts: cells as String; dates as ``2026-01-31 00:00:00``, booleans as ``true``.
        numbers: cells as Float64, None where the column holds texts alone.
        marks: a ``Mark`` per row, None where all cells are texts.
    """

    texts: pa.Array
    numbers: pa.Array | None = None
    marks: bytes | None = None

    def value(self, index: int) -> CellValue:
        """The cell of row ``index + 1``."""
        text = self.texts[index].as_py()
        if self.marks is None:
            return text or None
        number = None if self.numbers is None else self.numbers[index].as_py()
        return cell_value(text, number, self.marks[index])


@dataclass(frozen=True, slots=True)
class SheetGrid:
    """One sheet: its columns by number, and error values by row and column.

    ``formats`` are the number formats that are known, by column.
    """

    name: str
    height: int
    columns: Mapping[int, GridColumn]
    visible: bool = True
    errors: Mapping[tuple[int, int], str] = field(default_factory=dict)
    formats: Mapping[int, str] = field(default_factory=dict)
    formula_columns: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Grid:
    """A whole file."""

    sheets: tuple[SheetGrid, ...]
    notes: tuple[Notice, ...] = ()


def cell_value(text: str | None, number: float | None, mark: int) -> CellValue:
    """The value of a cell by what the reader says about it."""
    if mark == Mark.TEXT:
        return text or None
    if mark == Mark.BOOLEAN:
        return text == "true"
    if number is not None:
        return int(number) if number.is_integer() and abs(number) < _EXACT else number
    return _moment(text) if text else None


def _moment(text: str) -> CellValue:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    if text.startswith(_FIRST_DAYS):
        return moment.time()
    return moment.date() if moment.time() == time() else moment


def sheet_outline(sheet: SheetGrid) -> SheetOutline:
    """The outline of one sheet, as ``outlines.SheetOutline`` describes it."""
    last_column = max(sheet.columns, default=0)
    rows = _rows(sheet, 1, min(sheet.height, HEAD_ROWS))
    further = (
        (first, _rows(sheet, first, min(sheet.height, last)))
        for first, last in spans(_header_like(sheet), HEAD_ROWS)
    )
    return SheetOutline(
        name=sheet.name,
        visible=sheet.visible,
        last_row=sheet.height,
        last_column=last_column,
        head=tuple(map(tuple, rows)),
        formula_columns=sheet.formula_columns,
        column_formats=_date_formats(rows) | dict(sheet.formats),
        further=tuple(
            Block(
                first,
                tuple(map(tuple, found)),
                sheet.formula_columns,
                _date_formats(found) | dict(sheet.formats),
            )
            for first, found in further
        ),
    )


def _rows(sheet: SheetGrid, first: int, last: int) -> list[list[CellValue]]:
    """The rows from one to another as a rectangle from column A on."""
    width = min(max(sheet.columns, default=0), HEAD_COLUMNS)
    rows: list[list[CellValue]] = [[None] * width for _ in range(first, last + 1)]
    for column, cells in sheet.columns.items():
        if column <= width:
            for index in range(first - 1, min(last, len(cells.texts))):
                rows[index - first + 1][column - 1] = cells.value(index)
    for (row, column), text in sheet.errors.items():
        if first <= row <= last and column <= width:
            rows[row - first][column - 1] = text
    return rows


def _header_like(sheet: SheetGrid) -> Iterator[int]:
    """The rows below the first ones that follow a blank one and begin with texts."""
    for start in islice(_after_blanks(sheet), MOST_LOOKED_AT):
        for row in _rows(sheet, start, min(sheet.height, start + TITLE_AND_HEADER - 1)):
            filled = [value for value in row if value is not None]
            if len(filled) > 1 and not any(map(_is_number, filled)):
                yield start
                break


def _is_number(value: CellValue) -> bool:
    """Whether a cell holds no text, or a number that the file says to be a text."""
    try:
        float(value.replace(",", "") if isinstance(value, str) else 0)
    except ValueError:
        return False
    return True


def _after_blanks(sheet: SheetGrid) -> Iterator[int]:
    filled = bytearray(sheet.height + 1)  # row 0 is blank
    for cells in sheet.columns.values():
        mask = pc.not_equal(pc.coalesce(cells.texts, ""), "")
        for index in pc.indices_nonzero(mask).to_pylist():
            filled[index + 1] = 1
    at = filled.find(b"\0\1", HEAD_ROWS)
    while at >= 0:
        yield at + 1
        at = filled.find(b"\0\1", at + 1)


def _date_formats(rows: list[list[CellValue]]) -> dict[int, str]:
    """A date format for each column whose first value that is no text is a date."""
    formats: dict[int, str] = {}
    for column, values in enumerate(zip(*rows, strict=True), 1):
        first = next((v for v in values if v is not None and not isinstance(v, str)), None)
        if isinstance(first, datetime):
            formats[column] = _MOMENT_FORMAT
        elif isinstance(first, date):
            formats[column] = _DAY_FORMAT
    return formats


def cells_of(
    sheet: SheetGrid, first_row: int, last_row: int, columns: Mapping[int, object]
) -> tuple[pa.RecordBatch, list[CellError]]:
    """A part of a sheet in the form of ``adapters.excel.reading.reader.read``."""
    start = first_row - 1
    height = max(0, min(last_row, sheet.height) - start)
    arrays: dict[str, pa.Array] = {}
    for column in sorted(columns):
        cells = sheet.columns.get(column)
        if cells is None:
            continue
        name = column_letters(column)
        if cells.numbers is not None:
            arrays[name + NUMBERS_SUFFIX] = _padded(cells.numbers.slice(start, height), height)
        arrays[name] = _padded(cells.texts.slice(start, height), height)
        marks = bytes([Mark.TEXT]) * height if cells.marks is None else cells.marks
        part = marks[start : start + height] if cells.marks is not None else marks
        buffer = pa.py_buffer(part.ljust(height, b"\0"))
        arrays[name + MARKS_SUFFIX] = pa.Array.from_buffers(pa.uint8(), height, [None, buffer])
    errors = [
        CellError(row, column, text)
        for (row, column), text in sheet.errors.items()
        if column in columns and first_row <= row <= last_row
    ]
    return pa.RecordBatch.from_arrays(list(arrays.values()), names=list(arrays)), errors


def _padded(array: pa.Array, height: int) -> pa.Array:
    missing = height - len(array)
    return pa.concat_arrays([array, pa.nulls(missing, array.type)]) if missing else array
