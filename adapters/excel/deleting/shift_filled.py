"""Formulas filled down a column once rows are gone: told apart by their row numbers only.

The references of one of them are worked out; the others are renumbered as bytes.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field
from html import unescape

from adapters.errors import Refused
from adapters.excel.deleting.rowshift import RowShift
from adapters.excel.ooxml.addressing import Reference, names_cells_by_text, rewritten

_NUMBERS = re.compile(rb"([0-9]+)")
_DIGITS = re.compile(r"[0-9]+")
# An entity by number, a row 0 or of seven digits: what is a row is not certain from the others.
_UNUSUAL = re.compile(rb"&#|[A-Za-z$]0|[0-9]{7}")


@dataclass(slots=True)
class _Shape:
    """Formulas that differ in their numbers only.

    ``others`` are the places among the numbers that are no rows; ``rows`` has, for the values of
    those (sheets are told apart by them), the places of the first and the last row of references
    to the sheet that rows go from; None where they are not to be renumbered here.
    """

    others: tuple[int, ...]
    rows: dict[tuple[bytes, ...], list[tuple[int, int]] | None] = field(default_factory=dict)


class FilledFormulas:
    """Renumbers formulas of the sheet ``home``; ``look`` is shown each distinct formula once."""

    def __init__(self, home: str, shift: RowShift, look: Callable[[str], None]) -> None:
        self._home = home
        self._shift = shift
        self._look = look
        self._shapes: dict[bytes, _Shape | None] = {}

    def moved(self, formula: bytes) -> bytes | None:
        """The formula, as written in the XML, as it will be; None where it takes a closer look."""
        if _UNUSUAL.search(formula):
            return None
        parts = _NUMBERS.split(formula)
        key = b"\0".join(parts[::2])
        numbers = parts[1::2]
        shape = self._shapes.get(key)
        if shape is None:
            if key in self._shapes:
                return None
            shape = self._shapes[key] = self._shape(formula, len(numbers))
            if shape is None:
                return None
        others = tuple([numbers[place] for place in shape.others])
        if others not in shape.rows:
            shape.rows[others] = self._rows(formula)
        places = shape.rows[others]
        return None if places is None else self._renumbered(formula, parts, places)

    def _renumbered(
        self, formula: bytes, parts: list[bytes], places: list[tuple[int, int]]
    ) -> bytes | None:
        gone = self._shift.rows
        changed = False
        for first, last in places:
            top, bottom = int(parts[2 * first + 1]), int(parts[2 * last + 1])
            if max(top, bottom) < gone[0]:
                continue
            up = bisect_left(gone, top)
            if top > bottom or up != bisect_left(gone, bottom + 1):
                return None  # it holds a row that goes
            parts[2 * first + 1] = b"%d" % (top - up)
            parts[2 * last + 1] = b"%d" % (bottom - up)
            changed = True
        return b"".join(parts) if changed else formula

    def _references(self, formula: bytes) -> list[tuple[Reference, int, int]] | None:
        """The references with the places of their rows among the numbers."""
        text = unescape(formula.decode())
        starts = [found.start() for found in _DIGITS.finditer(text)]
        found: list[tuple[Reference, int, int]] = []

        def see(reference: Reference) -> None:
            first = bisect_left(starts, reference.start)
            last = bisect_left(starts, reference.start + len(reference.text)) - 1
            found.append((reference, first, last))

        try:
            rewritten(text, self._home, see)
        except Refused:
            return None
        plain = all(last - first == (":" in r.text) for r, first, last in found)
        return found if plain else None

    def _shape(self, formula: bytes, numbers: int) -> _Shape | None:
        found = self._references(formula)
        if found is None or names_cells_by_text(unescape(formula.decode())):
            return None
        rows = {place for _, first, last in found for place in (first, last)}
        return _Shape(tuple(place for place in range(numbers) if place not in rows))

    def _rows(self, formula: bytes) -> list[tuple[int, int]] | None:
        self._look(unescape(formula.decode()))
        found = self._references(formula)
        if found is None:
            return None
        return [(a, b) for reference, a, b in found if reference.sheet == self._shift.home]
