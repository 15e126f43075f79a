"""Which results of the engine may be written: those of formulas it is proven to understand.

Proof is that it reproduces, in the workbook as it was before the change, the result stored there.
What is read by a formula stands there as it is stored, or has to be proven too.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from adapters.excel.ooxml.cellxml import decoded_text
from adapters.excel.recalculation.dependents import Place
from adapters.excel.recalculation.engine_wire import ErrorValue, Result
from adapters.excel.recalculation.formulaindex import Family, FamilyKey, Member, SheetFormulas

_TOLERANCE = 1e-9
_TELLING = frozenset({"#DIV/0!", "#N/A", "#NUM!"})
"""Errors that are results; the others may mean that the engine does not know a function."""
_MAX_TEXT = 32_767
_VOLATILE = re.compile(r"(?<![\w.])(?:TODAY|NOW|RAND|RANDBETWEEN|RANDARRAY)\(", re.IGNORECASE)


def is_volatile(text: str) -> bool:
    """Whether a formula gives another result each time, though nothing that it reads changed."""
    return _VOLATILE.search(text) is not None


@dataclass(slots=True)
class Witnesses:
    """The formulas before a change by which those after it are proven."""

    old: Mapping[str, SheetFormulas]
    _members: dict[tuple[str, FamilyKey], dict[int, dict[int, Member]]] = field(
        default_factory=dict
    )
    _rows: dict[tuple[str, FamilyKey, int], list[int]] = field(default_factory=dict)

    def of(self, sheet: str, key: FamilyKey, member: Member) -> tuple[Family, Member] | None:
        """The formula itself, or for a new one the next of its family in its column."""
        family = self.old[sheet].families.get(key) if sheet in self.old else None
        if family is None:
            return None
        columns = self._members.get((sheet, key))
        if columns is None:
            columns = self._members[sheet, key] = {}
            for held in family.members:
                columns.setdefault(held.column, {})[held.row] = held
        column = columns.get(member.column, {})
        found = column.get(member.row)
        if found is None and column:
            found = column[self._next(sheet, key, member, column)]
        return (family, found) if found is not None and found.is_alone else None

    def _next(
        self, sheet: str, key: FamilyKey, member: Member, column: Mapping[int, Member]
    ) -> int:
        """The nearest row above, or else below."""
        place = sheet, key, member.column
        if place not in self._rows:
            self._rows[place] = sorted(column)
        rows = self._rows[place]
        return rows[max(bisect_left(rows, member.row) - 1, 0)]


def stored_result(member: Member) -> Result:
    """The result stored beside a formula; None without one, or of a kind that is not known."""
    stored, kind = member.stored, member.kind
    if stored is None or kind == "str":
        return None if stored is None else decoded_text(stored)
    if kind == "e":
        return ErrorValue(stored)
    if kind == "b":
        return stored.strip() in ("1", "true")
    try:
        return float(stored) if kind == "n" else None
    except ValueError:
        return None


def reproduces(result: Result, member: Member) -> bool:
    """Whether a result is the stored one."""
    stored = stored_result(member)
    if isinstance(result, float) and isinstance(stored, float):
        return math.isclose(result, stored, rel_tol=_TOLERANCE)
    return stored is not None and type(stored) is type(result) and stored == result


def acceptable(result: Result, member: Member) -> bool:
    """Whether a result can be stored and does not look like a function the engine lacks."""
    if isinstance(result, ErrorValue):
        return result.text in _TELLING or (member.kind == "e" and member.stored == result.text)
    if isinstance(result, str):
        return len(result) <= _MAX_TEXT and result == result.strip()
    if isinstance(result, float):
        return math.isfinite(result)
    return result is not None


def by_place(
    wanted: Mapping[str, Iterable[tuple[int, int]]], results: Mapping[str, Iterable[Result]]
) -> dict[Place, Result]:
    """Results by their cells, for ``Wanted`` cells."""
    return {
        (sheet, row, column): result
        for sheet, cells in wanted.items()
        for (row, column), result in zip(cells, results.get(sheet, ()), strict=False)
    }
