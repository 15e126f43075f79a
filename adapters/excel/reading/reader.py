"""What one request gets: the cells of its columns, and the types that their values do not tell."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import BinaryIO

import pyarrow as pa

from adapters.addresses import column_letters
from adapters.contents import ColumnKind
from adapters.excel.reading.sheetcells import Form, SheetCells
from adapters.excel.reading.sheetscan import SheetScan
from adapters.excel.reading.wire import MARKS_SUFFIX, NUMBERS_SUFFIX, CellError, CellsRequest, Mark

# Within texts as fastexcel writes booleans, dates and times; a text cell may look the same.
_AMBIGUOUS = tuple(map(re.compile, (rb"true", rb"false", rb"-\d\d \d\d:\d\d:\d\d")))
_MARKS = {
    "b": Mark.BOOLEAN,
    "s": Mark.TEXT,
    "str": Mark.TEXT,
    "inlineStr": Mark.TEXT,
    "d": Mark.ISO_DATE,
}

Marks = dict[int, bytearray]
"""By column a ``Mark`` for each requested row that holds anything."""


def early_marks(scan: SheetScan, request: CellsRequest) -> Marks:
    """The marks that are needed in any case, for while the cells are still being read."""
    typed = {column for column, kind in request.columns.items() if kind is not ColumnKind.TEXT}
    booleans = {cell.column for cell in scan.head if cell.kind == "b"} & request.columns.keys()
    return _scanned(scan, typed | booleans, request)


def _scanned(scan: SheetScan, columns: Collection[int], request: CellsRequest) -> Marks:
    first = request.first_row
    height = max(0, min(request.last_row, scan.last_row) - first + 1)
    marks = {column: bytearray(height) for column in columns}
    for column, row, kind in scan.typed(columns):
        if 0 <= row - first < height:
            marks[column][row - first] = _MARKS[kind]
    return marks


def read(
    cells: SheetCells, scan: SheetScan, request: CellsRequest, marks: Marks
) -> tuple[pa.RecordBatch, list[CellError]]:
    """The cells asked for, up to the last row of the sheet that holds anything, and error values.

    Of a column ``A`` that exists there are up to three arrays: ``A``, its cells as text;
    ``A:number``, as Float64; and ``A:type``, their ``Mark`` as UInt8. The text is left out when
    numbers tell it all, the marks when no text can be read in two ways.
    """
    cells.load(_forms(cells, request.columns))
    numeric = {
        column
        for column, kind in request.columns.items()
        if column in cells.floats and kind is not ColumnKind.DATETIME
    }
    ambiguous = {
        column
        for column in request.columns.keys() - numeric
        if column in cells.texts and _has_ambiguous(cells.texts[column])
    }
    marks = marks | _scanned(scan, (numeric | ambiguous) - marks.keys(), request)
    mixed = {column for column in numeric if _is_mixed(column, cells, marks[column], request)}
    cells.load(dict.fromkeys(mixed, "string"))

    start = request.first_row - 1
    height = max(0, min(request.last_row, cells.height) - start)
    arrays: dict[str, pa.Array] = {}
    for column in sorted(request.columns):
        name = column_letters(column)
        if column in numeric:
            arrays[name + NUMBERS_SUFFIX] = cells.floats[column].slice(start, height)
        if column in cells.texts and (column in mixed or column not in numeric):
            arrays[name] = cells.texts[column].slice(start, height)
        if column in marks and column in cells.texts.keys() | numeric:
            arrays[name + MARKS_SUFFIX] = _marks_array(marks[column], height)
    return (
        pa.RecordBatch.from_arrays(list(arrays.values()), names=list(arrays)),
        _errors(cells, request),
    )


def _forms(cells: SheetCells, columns: Mapping[int, ColumnKind]) -> dict[int, Form]:
    """How each column has to be read; text that was read as numbers will do for a start."""
    return {
        column: "float" if kind is ColumnKind.NUMBER else "string"
        for column, kind in columns.items()
        if kind is not ColumnKind.TEXT or column not in cells.floats
    }


def _is_mixed(column: int, cells: SheetCells, marks: bytearray, request: CellsRequest) -> bool:
    """Whether a column read as numbers holds anything else in the rows asked for."""
    unfit: Iterable[int] = cells.unfit.get(column, ())
    return marks.count(Mark.PLAIN) < len(marks) or any(
        request.first_row <= row <= request.last_row for row in unfit
    )


def _has_ambiguous(array: pa.Array) -> bool:
    """Whether a text of the column could be a boolean, a date or a time as well."""
    texts = array.buffers()[2]
    return texts is not None and any(pattern.search(texts) for pattern in _AMBIGUOUS)


def _marks_array(marks: bytearray, height: int) -> pa.Array:
    buffer = pa.py_buffer(bytes(marks[:height]).ljust(height, b"\0"))
    return pa.Array.from_buffers(pa.uint8(), height, [None, buffer])


def _errors(cells: SheetCells, request: CellsRequest) -> list[CellError]:
    return [
        CellError(row, column, text)
        for (row, column), text in cells.errors.items()
        if column in request.columns and request.first_row <= row <= request.last_row
    ]


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
