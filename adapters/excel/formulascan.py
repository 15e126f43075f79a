"""Which cells of a sheet hold formulas, and what the result stored beside each is worth."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from adapters.excel.formulas import column_number
from adapters.protocol import FormulaCells, FormulaState

_FORMULA = re.compile(
    rb"<f(?=[ />])(?P<attributes>[^>]*+)>(?:(?<=/>)|(?P<text>[^<]*+)</f>)\s*+"
    rb"(?:(?P<value><v[^>]*+>)(?P<filled>(?<!/>)[^<])?)?"
)
_CELL_START = b"<c "
_CELL = re.compile(rb'<c r="([A-Z]{1,3})([1-9]\d{0,6})"(?=[ />])([^>]*)>')
_SHARED = re.compile(rb'\bsi="(\d{1,9})"')
_VOLATILE = re.compile(
    rb"(?<![\w.])(?:TODAY|NOW|RAND|RANDBETWEEN|RANDARRAY|OFFSET|INDIRECT|CELL|INFO)\(", re.I
)
# [1]Sheet1!A1, but not Table1[2024]
_EXTERNAL = re.compile(rb'(?<!\w)\[\d{1,6}\][^\[\]"!]*!')


def formula_cells(
    xml: bytes, start: int, end: int, columns: Collection[int], rows: range
) -> tuple[FormulaCells, ...]:
    """The formulas within these columns and rows of a sheet in the plain form.

    Args:
        xml: the sheet; ``start`` and ``end`` bound its cells.
    """
    runs: list[FormulaCells] = []
    open_runs: dict[int, tuple[int, int, FormulaState]] = {}
    for column, row, state in _found(xml, start, end):
        if column not in columns or row not in rows:
            continue
        run = open_runs.get(column)
        if run is not None and run[1] == row - 1 and run[2] is state:
            open_runs[column] = run[0], row, state
            continue
        if run is not None:
            runs.append(FormulaCells(column, *run))
        open_runs[column] = row, row, state
    runs += (FormulaCells(column, *run) for column, run in open_runs.items())
    return tuple(sorted(runs, key=lambda run: (run.column, run.first_row)))


def _found(xml: bytes, start: int, end: int) -> Iterator[tuple[int, int, FormulaState]]:
    """Column, row and state of every formula; members of a shared formula are as its master."""
    masters: dict[bytes, FormulaState] = {}
    numbers: dict[bytes, int] = {}
    for found in _FORMULA.finditer(xml, start, end):
        at = found.start()
        cell = _CELL.match(xml, max(start, xml.rfind(_CELL_START, start, at)))
        if cell is None:
            continue
        letters, row, attributes = cell.groups()
        if letters not in numbers:
            numbers[letters] = column_number(letters.decode())
        text = found["text"]
        shared = _SHARED.search(found["attributes"])
        kind = _kind(text) if text else masters.get(shared[1] if shared else b"", _PLAIN)
        if text and shared:
            masters[shared[1]] = kind
        # An empty text is a result; what other programs leave empty was never calculated.
        stored = found["filled"] or (found["value"] and b't="str"' in attributes)
        yield numbers[letters], int(row), kind if stored else FormulaState.UNCALCULATED


_PLAIN = FormulaState.CALCULATED


def _kind(text: bytes) -> FormulaState:
    if b"(" in text and _VOLATILE.search(text):
        return FormulaState.VOLATILE
    return FormulaState.EXTERNAL if b"[" in text and _EXTERNAL.search(text) else _PLAIN
