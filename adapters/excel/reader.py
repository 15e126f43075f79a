"""Reading the cells of a sheet, in the worker process.

fastexcel converts between types without a word (text ``"007"`` to 7.0, true to 1.0, 5 to
1900-01-05), so every cell is asked for as text, and the XML tells of what type it was where that
matters. Error values are the only cells fastexcel then reports.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import BinaryIO

import fastexcel
import pyarrow as pa

from adapters.excel.sheetscan import SheetScan
from adapters.excel.wire import MARKS_SUFFIX, CellError, CellsRequest, Mark
from adapters.protocol import column_letters

_ERROR = re.compile(r"'Error\((\w+)\)'$")
_ERROR_TEXTS = {
    "Div0": "#DIV/0!",
    "NA": "#N/A",
    "Name": "#NAME?",
    "Null": "#NULL!",
    "Num": "#NUM!",
    "Ref": "#REF!",
    "Value": "#VALUE!",
}
_OTHER_ERROR = "#ERROR!"
# Within texts as fastexcel writes booleans, dates and times; a text cell may look the same.
_AMBIGUOUS = tuple(map(re.compile, (rb"true", rb"false", rb"-\d\d \d\d:\d\d:\d\d")))
_MARKS = {
    "b": Mark.BOOLEAN,
    "s": Mark.TEXT,
    "str": Mark.TEXT,
    "inlineStr": Mark.TEXT,
    "d": Mark.ISO_DATE,
}


@dataclass(frozen=True, slots=True)
class SheetTexts:
    """Every cell of a sheet as text, from row 1 on; ``columns`` are absolute."""

    columns: Mapping[int, pa.Array]
    height: int
    errors: tuple[CellError, ...]


def load_sheet(
    reader: fastexcel.ExcelReader, name: str, unknown: Mapping[tuple[int, int], str] | None = None
) -> SheetTexts:
    """Read one sheet whole. ``unknown``: texts of error values that were replaced, by place.

    Raises:
        fastexcel.FastExcelError: it cannot be read.
    """
    sheet = reader.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
    batch, problems = sheet.to_arrow_with_errors()
    places = [column.absolute_index + 1 for column in sheet.selected_columns]
    errors = []
    for problem in problems.errors if problems is not None else ():
        row, index = problem.position
        place = row + 1, places[index]
        found = _ERROR.search(problem.detail)
        text = _ERROR_TEXTS.get(found[1], _OTHER_ERROR) if found else _OTHER_ERROR
        errors.append(CellError(*place, (unknown or {}).get(place, text)))
    return SheetTexts(dict(zip(places, batch.columns, strict=True)), batch.num_rows, tuple(errors))


def scan_types(
    scan: SheetScan, columns: Collection[int], first_row: int, last_row: int
) -> dict[int, bytearray]:
    """The ``Mark`` of every cell of these columns, a byte for each row that holds anything."""
    height = max(0, min(last_row, scan.last_row) - first_row + 1)
    marks = {column: bytearray(height) for column in columns}
    for column, row, kind in scan.typed(columns):
        if 0 <= row - first_row < height:
            marks[column][row - first_row] = _MARKS[kind]
    return marks


def select(
    texts: SheetTexts, scan: SheetScan, request: CellsRequest, marks: dict[int, bytearray]
) -> tuple[pa.RecordBatch, list[CellError]]:
    """The cells asked for: a text column per requested one that exists, named by its letters.

    ``marks`` must hold those of the columns that are not read as text. Each becomes a column
    ``A:type`` of ``Mark`` as UInt8; a text column has one when its texts are open to two readings.
    The batch ends with the last row of the sheet that holds anything.
    """
    start = request.first_row - 1
    height = max(0, min(request.last_row, texts.height) - start)
    arrays = {
        column: texts.columns[column].slice(start, height)
        for column in sorted(request.columns)
        if column in texts.columns
    }
    ambiguous = [
        column for column, array in arrays.items() if column not in marks and _has_ambiguous(array)
    ]
    marks = marks | scan_types(scan, ambiguous, request.first_row, request.last_row)
    named = {column_letters(column): array for column, array in arrays.items()}
    for column in arrays.keys() & marks.keys():
        buffer = pa.py_buffer(bytes(marks[column][:height]).ljust(height, b"\0"))
        array = pa.Array.from_buffers(pa.uint8(), height, [None, buffer])
        named[column_letters(column) + MARKS_SUFFIX] = array
    errors = [
        error
        for error in texts.errors
        if error.column in request.columns and request.first_row <= error.row <= request.last_row
    ]
    return pa.RecordBatch.from_arrays(list(named.values()), names=list(named)), errors


def _has_ambiguous(array: pa.Array) -> bool:
    """Whether a text of the column could be a boolean, a date or a time as well."""
    texts = array.buffers()[2]
    return texts is not None and any(pattern.search(texts) for pattern in _AMBIGUOUS)


def stream_size(batch: pa.RecordBatch) -> int:
    """The bytes ``write_stream`` will write."""
    sink = pa.MockOutputStream()
    with pa.ipc.new_stream(sink, batch.schema) as writer:
        writer.write_batch(batch)
    return int(sink.size())


def write_stream(batch: pa.RecordBatch, output: BinaryIO) -> None:
    """Write the batch as an Arrow IPC stream, without a copy of it in memory."""
    with pa.ipc.new_stream(pa.PythonFile(output, mode="w"), batch.schema) as writer:
        writer.write_batch(batch)
