"""Binary Excel workbooks (.xlsb): what is checked before the reader sees one.

As with .xls, the reader builds a full rectangle of every sheet, so the records of each sheet are
walked through first. Their kind and size take one to two and one to four bytes, seven bits each.
"""

from __future__ import annotations

from adapters.errors import N_, NotAWorkbook
from adapters.excel.archive import guard
from adapters.excel.reading.outline import MAX_CELLS
from adapters.foreign.grid import Grid
from adapters.foreign.spreadsheet import read_spreadsheet

_SHEETS = "xl/worksheets/"
_ROW = 0
_CELLS = range(2, 12)  # kinds of records of cells that hold anything; 1 is a blank one
_BYTES_OF_CELL = 12  # at least


def read_xlsb(data: bytes) -> Grid:
    """All sheets of an .xlsb file.

    Raises:
        NotAWorkbook: it is damaged or hostile.
    """
    for name, info in guard.open_archive(data).items():
        content = guard.inflate(data, info)
        if name.startswith(_SHEETS) and name.endswith(".bin"):
            _check(content)
    return read_spreadsheet(data)


def _check(part: bytes) -> None:
    at = row = last_row = last_column = 0
    while at < len(part):
        kind, at = _number(part, at, 2)
        size, at = _number(part, at, 4)
        if kind == _ROW:
            row = int.from_bytes(part[at : at + 4], "little")
        elif kind in _CELLS:
            column = int.from_bytes(part[at : at + 4], "little")
            last_row, last_column = max(last_row, row + 1), max(last_column, column + 1)
        at += size
    if last_row * last_column > max(MAX_CELLS, len(part) // _BYTES_OF_CELL * 4):
        raise NotAWorkbook(
            N_("A sheet has a value far away from the others and cannot be read."),
            hint=N_("Press Ctrl+End in the program it was made with, clear it, and save."),
        )


def _number(part: bytes, at: int, most: int) -> tuple[int, int]:
    """A number of seven bits a byte, and where the next thing begins."""
    value = 0
    for place in range(most):
        byte = part[at] if at < len(part) else 0
        at += 1
        value |= (byte & 0x7F) << 7 * place
        if byte < 0x80:
            break
    return value, at
