"""Which cells of a sheet hold formulas, and what the result stored beside each is worth."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from adapters.addresses import column_letters
from adapters.contents import FormulaCells, FormulaState
from adapters.excel.ooxml.formulas import column_number
from adapters.excel.reading.rowreach import OWN_TABLE, Reach, RowReach

_FORMULA = re.compile(
    rb"<f(?=[ />])(?P<attributes>[^>]*+)>(?:(?<=/>)|(?P<text>[^<]*+)</f>)\s*+"
    rb"(?:(?P<value><v[^>]*+>)(?P<filled>(?<!/>)[^<])?)?"
)
_CELL_START = b"<c "
_CELL = re.compile(rb'<c r="([A-Z]{1,3})([1-9]\d{0,6})"(?=[ />])([^>]*)>')
_WIDE = re.compile(rb'\bt="(?:array|dataTable)"')
_SHARED = re.compile(rb'\bsi="(\d{1,9})"')
_VOLATILE = re.compile(
    rb"(?<![\w.])(?:TODAY|NOW|RAND|RANDBETWEEN|RANDARRAY|OFFSET|INDIRECT|CELL|INFO)\(", re.I
)
# [1]Sheet1!A1, but not Table1[2024]
_EXTERNAL = re.compile(rb'(?<!\w)\[\d{1,6}\][^\[\]"!]*!')


def formula_cells(
    xml: bytes,
    start: int,
    end: int,
    columns: Collection[int],
    rows: range,
    *,
    named: Mapping[str, int],
) -> tuple[FormulaCells, ...]:
    """The formulas within these columns and rows of a sheet in the plain form.

    Args:
        xml: the sheet; ``start`` and ``end`` bound its cells.
        named: the columns of Excel tables by ``column_key``.
    """
    runs: list[FormulaRun] = []
    open_runs: dict[int, FormulaRun] = {}
    for column, row, state, reach in _found(xml, start, end):
        if column not in columns or row not in rows:
            continue
        run = open_runs.get(column)
        if run is not None and run.last_row == row - 1 and (run.state, run.reach) == (state, reach):
            run.last_row = row
            continue
        open_runs[column] = FormulaRun(column, row, row, state, reach)
        runs.append(open_runs[column])
    return formulas_of_runs(runs, columns, named)


def formulas_of_runs(
    runs: Sequence[FormulaRun], columns: Collection[int], named: Mapping[str, int]
) -> tuple[FormulaCells, ...]:
    """The runs in order, and which of them change only with ``columns`` of their own rows.

    Args:
        named: the columns of the sheet's tables by ``column_key``.
    """
    for run in runs:
        run.reach = _placed(run.reach, named)
    far = _far_columns(runs, {column_letters(c).encode(): c for c in columns})
    return tuple(
        FormulaCells(run.column, run.first_row, run.last_row, run.state, run.column not in far)
        for run in sorted(runs, key=lambda run: (run.column, run.first_row))
    )


@dataclass(slots=True)
class FormulaRun:
    """Formulas one below the other that are alike in what is known of them."""

    column: int
    first_row: int
    last_row: int
    state: FormulaState
    reach: Reach


def _placed(reach: Reach, named: Mapping[str, int]) -> Reach:
    """The reach with letters for names of columns; one that is not known may be any column."""
    if reach is None:
        return None
    found: set[bytes] = set()
    for column in reach:
        if column.startswith(b"[") and column != OWN_TABLE:
            number = named.get(column[1:-1].decode())
            found.add(column_letters(number).encode() if number else OWN_TABLE)
        else:
            found.add(column)
    return frozenset(found)


def _far_columns(runs: Sequence[FormulaRun], columns: Mapping[bytes, int]) -> set[int]:
    """The columns with a formula that reads, also through others, beyond its row and ``columns``.

    A column outside of ``columns`` may itself hold such formulas.
    """
    reads: dict[int, set[bytes]] = {}
    far: set[int] = set()
    for run in runs:
        if run.reach is None or any(c not in columns for c in run.reach - {OWN_TABLE}):
            far.add(run.column)
        else:
            reads.setdefault(run.column, set()).update(run.reach)
    more = True
    while more and far:
        found = {
            column
            for column, letters in reads.items()
            if column not in far
            and (OWN_TABLE in letters or any(columns[c] in far for c in letters))
        }
        more = bool(found)
        far |= found
    return far


def _found(xml: bytes, start: int, end: int) -> Iterator[tuple[int, int, FormulaState, Reach]]:
    """Column, row, state and reach of every formula; a shared one's members are as its master."""
    masters: dict[bytes, tuple[FormulaState, Reach, bytes]] = {}
    numbers: dict[bytes, int] = {}
    reaches = RowReach()
    for found in _FORMULA.finditer(xml, start, end):
        at = found.start()
        cell = _CELL.match(xml, max(start, xml.rfind(_CELL_START, start, at)))
        if cell is None:
            continue
        letters, row, attributes = cell.groups()
        if letters not in numbers:
            numbers[letters] = column_number(letters.decode())
        text, how = found["text"], found["attributes"]
        shared = _SHARED.search(how)
        if text:
            kind = _kind(text)
            reach = None if _WIDE.search(how) else reaches.of(text, row)
            if shared:
                masters[shared[1]] = kind, reach, letters
        else:
            kind, reach, home = masters.get(shared[1] if shared else b"", _UNKNOWN)
            reach = reach if home == letters else None
        # An empty text is a result; what other programs leave empty was never calculated.
        stored = found["filled"] or (found["value"] and b't="str"' in attributes)
        yield numbers[letters], int(row), kind if stored else FormulaState.UNCALCULATED, reach


_PLAIN = FormulaState.CALCULATED
_UNKNOWN = _PLAIN, None, b""


def _kind(text: bytes) -> FormulaState:
    if b"(" in text and _VOLATILE.search(text):
        return FormulaState.VOLATILE
    return FormulaState.EXTERNAL if b"[" in text and _EXTERNAL.search(text) else _PLAIN
