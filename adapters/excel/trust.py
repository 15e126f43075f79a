"""Which results of the engine may be written: those of formulas it is proven to understand.

Proof is that it reproduces, in the workbook as it was before the change, the result stored there.
What is read by a formula has to be proven too, or else a branch taken only now might bring in
something the engine does not understand.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Mapping

from adapters.excel.cellxml import decoded_text
from adapters.excel.dependents import Place
from adapters.excel.engine_wire import ErrorValue, Result
from adapters.excel.formulaindex import FamilyKey, Member, SheetFormulas

_TOLERANCE = 1e-9
_TELLING = frozenset({"#DIV/0!", "#N/A", "#NUM!"})
"""Errors that are results; the others may mean that the engine does not know a function."""
_MAX_TEXT = 32_767

Proven = dict[str, dict[tuple[FamilyKey, int], list[int]]]
"""Rows of proven formulas, ascending, by sheet, and there by family and column."""


def proven(formulas: Mapping[str, SheetFormulas], *results: Mapping[Place, Result]) -> Proven:
    """The formulas whose stored results the engine reproduces, in one of these computations."""
    found: Proven = {}
    for sheet, held in formulas.items():
        rows = found.setdefault(sheet, {})
        for key, family in held.families.items():
            for member in family.members:
                place = (sheet, member.row, member.column)
                if member.is_alone and any(reproduces(r.get(place), member) for r in results):
                    rows.setdefault((key, member.column), []).append(member.row)
    for rows in found.values():
        for places in rows.values():
            places.sort()
    return found


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


def is_proven(
    known: Proven, sheet: str, key: FamilyKey, member: Member, old: SheetFormulas | None
) -> bool:
    """Whether a formula, or for a new one the next of its family in its column, is proven."""
    rows = known.get(sheet, {}).get((key, member.column), [])
    place = bisect_left(rows, member.row)
    if place < len(rows) and rows[place] == member.row:
        return True
    return bool(rows) and not _was_there(old, key, member)


def _was_there(old: SheetFormulas | None, key: FamilyKey, member: Member) -> bool:
    family = old.families.get(key) if old else None
    here = (member.row, member.column)
    return family is not None and here in family.places


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
