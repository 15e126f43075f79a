"""The cells of a foreign file, in the arrays that the Excel reader's parent understands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

import pyarrow as pa

from adapters.errors import Notice
from adapters.excel.outline import HEAD_COLUMNS, HEAD_ROWS
from adapters.excel.wire import MARKS_SUFFIX, NUMBERS_SUFFIX, CellError, Mark
from adapters.protocol import CellValue, SheetOutline, column_letters

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
    """The outline of one sheet, as ``protocol.SheetOutline`` describes it."""
    last_column = max(sheet.columns, default=0)
    width = min(last_column, HEAD_COLUMNS)
    rows: list[list[CellValue]] = [[None] * width for _ in range(min(sheet.height, HEAD_ROWS))]
    for column, cells in sheet.columns.items():
        if column <= width:
            for index in range(min(len(rows), len(cells.texts))):
                rows[index][column - 1] = cells.value(index)
    for (row, column), text in sheet.errors.items():
        if row <= len(rows) and column <= width:
            rows[row - 1][column - 1] = text
    return SheetOutline(
        name=sheet.name,
        visible=sheet.visible,
        last_row=sheet.height,
        last_column=last_column,
        head=tuple(map(tuple, rows)),
        formula_columns=sheet.formula_columns,
        column_formats=_date_formats(rows) | dict(sheet.formats),
    )


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
    """A part of a sheet in the form of ``adapters.excel.reader.read``."""
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
