"""Old Excel workbooks (.xls): what is checked before the reader sees one.

The reader builds a full rectangle of every sheet, however far apart its cells are, so the records
of the workbook are walked through first.
"""

from __future__ import annotations

import struct

from adapters.errors import N_, NotAWorkbook
from adapters.excel.reading.outline import MAX_CELLS
from adapters.foreign.grid import Grid
from adapters.foreign.ole import OleFile
from adapters.foreign.spreadsheet import read_spreadsheet

_BOF, _FILEPASS = 0x0809, 0x002F
# Blank cells count for nothing; a row of several numbers (MULRK) ends with its last column.
_CELLS = frozenset({0x0203, 0x0204, 0x0205, 0x0006, 0x027E, 0x00D6, 0x00FD})
_MULRK = 0x00BD
_RECORD = struct.Struct("<HH")
_PLACE = struct.Struct("<HH")
_BYTES_OF_CELL = 10  # at least


def read_xls(data: bytes) -> Grid:
    """All sheets of an .xls file.

    Raises:
        NotAWorkbook: it is encrypted, damaged or hostile.
    """
    container = OleFile(data)
    stream = container.stream("Workbook") or container.stream("Book") or b""
    _check(stream)
    return read_spreadsheet(data)


def _check(stream: bytes) -> None:
    at, end = 0, len(stream) - _RECORD.size
    last_row = last_column = 0
    while at <= end:
        kind, size = _RECORD.unpack_from(stream, at)
        at += _RECORD.size
        if kind in _CELLS or kind == _MULRK:
            if size >= _PLACE.size and at + size <= len(stream):
                row, column = _PLACE.unpack_from(stream, at)
                if kind == _MULRK:
                    column = int.from_bytes(stream[at + size - 2 : at + size], "little")
                last_row, last_column = max(last_row, row + 1), max(last_column, column + 1)
        elif kind == _BOF:
            last_row = last_column = 0
        elif kind == _FILEPASS:
            raise NotAWorkbook(
                N_("The workbook is encrypted with a password."),
                hint=N_("Open it where it was made, save it without a password, then try again."),
            )
        at += size
        if last_row * last_column > max(MAX_CELLS, len(stream) // _BYTES_OF_CELL * 4):
            raise NotAWorkbook(
                N_("A sheet has a value far away from the others and cannot be read."),
                hint=N_("Press Ctrl+End in the program it was made with, clear it, and save."),
            )
