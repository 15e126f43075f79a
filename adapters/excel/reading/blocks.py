"""Where, below the first rows of a sheet, tables of their own may begin: after a blank row.

The search runs over the bytes of a sheet in the plain form that ``sheetscan`` relies on, and only
where rows are missing or blank among the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

_CLOSED = b"</row>"
_LAST_CELL = re.compile(rb'<c r="[A-Z]{1,3}([1-9]\d{0,6})"')
FILLED_ENDS = frozenset({b"v></c>", b"s></c>", b"f></c>"})
"""How the cells of a row end whose last one has a value, a text or a formula."""

_CONTENT = (b"<v", b"<is", b"<f")
_FILLED = re.compile(rb"<v[ >]|<is[ >]")
_TEXT = re.compile(rb' t="(?:s|str|inlineStr)"')
MOST_LOOKED_AT = 1_000
MOST_BLOCKS = 8
TITLE_AND_HEADER = 3
"""Within so many rows after a blank one a header stands, below a title or a row of groups."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Some rows of a sheet: their numbers, both ends included, and where their bytes are."""

    first: int
    last: int
    start: int
    end: int


def blocks(xml: bytes, start: int, end: int, height: int) -> tuple[Rows, ...]:
    """The rows below the first ones where tables of their own may begin, see ``spans``.

    Args:
        start, end: where the sheet's rows are.
        height: so many first rows are left out; blocks are as long.
    """
    begins = islice(_after_blanks(xml, start, end, height), MOST_LOOKED_AT)
    places = {row: at for row, at in begins if _may_be_header(xml, at, end)}
    return tuple(
        Rows(first, last, places[first], _rows_end(xml, places[last - height + 1], end, height))
        for first, last in spans(places, height)
    )


def spans(starts: Iterable[int], height: int) -> Iterator[tuple[int, int]]:
    """So many rows from each of the first few starts on; those that meet as one."""
    first = last = 0
    for start in islice(starts, MOST_BLOCKS):
        if first and start > last + 1:
            yield first, last
            first = 0
        first, last = first or start, start + height - 1
    if first:
        yield first, last


def _after_blanks(xml: bytes, start: int, end: int, below: int) -> Iterator[tuple[int, int]]:
    """Number and position of the rows with a value below a row without one."""
    filled, at = 0, start
    while (closed := xml.find(_CLOSED, at, end)) >= 0:
        place = xml.rfind(b"<c ", at, closed)
        cell = _LAST_CELL.match(xml, place) if place >= 0 else None
        if cell is not None and has_content(xml, at, closed):
            row = int(cell[1])
            if row > below and row != filled + 1:
                yield row, at
            filled = row
        at = closed + len(_CLOSED)


def has_content(xml: bytes, start: int, closed: int) -> bool:
    """Whether a row, from anywhere before its cells to its end, has a value or a formula."""
    return xml[closed - 6 : closed] in FILLED_ENDS or any(
        xml.rfind(mark, start, closed) >= 0 for mark in _CONTENT
    )


def _rows_end(xml: bytes, at: int, end: int, count: int) -> int:
    """Where so many rows end."""
    for _ in range(count):
        closed = xml.find(_CLOSED, at, end)
        if closed < 0:
            break
        at = closed + len(_CLOSED)
    return at


def _may_be_header(xml: bytes, at: int, end: int) -> bool:
    """Whether one of the next rows holds several texts and nothing else."""
    for _ in range(TITLE_AND_HEADER):
        stop = _rows_end(xml, at, end, 1)
        filled = sum(1 for _ in _FILLED.finditer(xml, at, stop))
        if filled > 1 and sum(1 for _ in _TEXT.finditer(xml, at, stop)) >= filled:
            return True
        at = stop
    return False
