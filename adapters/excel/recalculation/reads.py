"""What a formula reads: cells and ranges, through names and tables too.

Wherever that cannot be told from the text (INDIRECT, OFFSET, a name nobody defined), the answer is
``None``: it may read anything.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from adapters.addresses import CellRange
from adapters.errors import Refused
from adapters.excel.ooxml.formulas import MAX_COLUMN, MAX_ROW, column_number, lexemes
from adapters.excel.ooxml.ranges import parse_range
from adapters.excel.ooxml.tables import Table
from adapters.excel.recalculation.formulaindex import Family, Member, row_places

ANY_SHEET = "*"
"""Stands for every sheet in a reference over several of them; no sheet can have this name."""

_NO_SHEET = ""
_DYNAMIC = frozenset({"INDIRECT", "OFFSET", "CELL", "INFO", "GETPIVOTDATA", "EVALUATE"})
_CONSTANTS = frozenset({"TRUE", "FALSE"})
_REFERENCE = re.compile(r"(\$?)([A-Za-z]{1,3})(\$?)([0-9]+)")
_ITEMS = re.compile(r"\[((?:'.|[^\[\]'])*)\]")
_DEPTH = 20  # names that stand for names


class End(NamedTuple):
    """A corner of a reference; ``number`` tells which of a member's rows it is, -1 for ``row``."""

    number: int
    row: int
    row_fixed: bool
    column: int
    column_fixed: bool


class Read(NamedTuple):
    """A range on a sheet, between two corners; ``this_row`` is for ``[@Column]``."""

    sheet: str
    first: End
    last: End
    this_row: bool = False

    def of(self, member: Member) -> CellRange:
        """The range as this member of the family reads it."""
        if self.this_row:
            return CellRange(member.row, self.first.column, member.row, self.last.column)
        (r1, c1), (r2, c2) = _place(self.first, member), _place(self.last, member)
        return CellRange(min(r1, r2), min(c1, c2), max(r1, r2), max(c1, c2))


def _place(end: End, member: Member) -> tuple[int, int]:
    row = end.row if end.number < 0 or not member.numbers else member.numbers[end.number]
    return (
        row if end.row_fixed else row + member.row_shift,
        end.column if end.column_fixed else end.column + member.column_shift,
    )


@dataclass(frozen=True)
class Meaning:
    """What words stand for in a workbook, all in lower case.

    Attributes:
        sheets: sheet names as the workbook writes them.
        names: texts of defined names by scope (a sheet, or empty for the workbook) and name.
        tables: tables and the sheets that hold them.
    """

    sheets: Mapping[str, str]
    names: Mapping[tuple[str, str], str]
    tables: Mapping[str, tuple[str, Table]]


class _UnknownError(Exception):
    """The formula may read anything."""


def reads_of(family: Family, sheet: str, meaning: Meaning) -> list[Read] | None:
    """What the formulas of a family on ``sheet`` read; None for anything."""
    text = family.sample
    if not text.strip():
        return None
    try:
        return _Reading(sheet, meaning, family.box, row_places(text)).reads(text)
    except (Refused, _UnknownError):
        return None


@dataclass(slots=True)
class _Reading:
    """Goes through one formula from left to right."""

    home: str
    meaning: Meaning
    box: CellRange
    places: Mapping[int, int]
    depth: int = 0
    parts: list[tuple[str, str, int]] = field(default_factory=list)
    at: int = 0

    def reads(self, text: str) -> list[Read]:
        """The reads of the whole text."""
        start = 0
        for kind, lexeme in lexemes(text):
            self.parts.append((kind, lexeme, start))
            start += len(lexeme)
        found: list[Read] = []
        while self.at < len(self.parts):
            found += self._next()
        return found

    def _peek(self, ahead: int = 0) -> tuple[str, str, int]:
        place = self.at + ahead
        return self.parts[place] if place < len(self.parts) else ("", "", 0)

    def _next(self) -> list[Read]:
        kind, lexeme, _ = self._peek()
        if kind == "bracket":
            follower = self._peek(1)
            if follower[0] in ("word", "sheet") and follower[1].endswith("!"):  # another workbook
                self.at += 2
                self._referred(self.home)
                return []
            self.at += 1
            return [self._structured(None, lexeme)]
        if kind in ("sheet", "sheets") or (kind == "word" and lexeme.endswith("!")):
            self.at += 1
            found = self._referred(self._sheet(kind, lexeme))
            return [] if "[" in lexeme else found
        return self._referred(self.home)

    def _referred(self, sheet: str) -> list[Read]:
        """What stands at this place, as a reference to ``sheet`` if it is one."""
        kind, lexeme, start = self._peek()
        self.at += 1
        if kind == "cell":
            return [self._range(sheet, lexeme, start)]
        if kind in ("columns", "rows"):
            return [_whole(sheet, kind, lexeme)]
        if kind == "word":
            return self._word(sheet, lexeme)
        if lexeme == ":":
            raise _UnknownError  # a range between what functions or names return
        return []

    def _range(self, sheet: str, lexeme: str, start: int) -> Read:
        first = last = self._end(lexeme, start)
        if self._peek()[1] == ":":
            kind, lexeme, start = self._peek(1)
            if kind != "cell":
                raise _UnknownError
            last = self._end(lexeme, start)
            self.at += 2
        return Read(sheet, first, last)

    def _end(self, lexeme: str, start: int) -> End:
        parts = _REFERENCE.fullmatch(lexeme)
        if parts is None:
            raise _UnknownError
        column, row = column_number(parts[2]), int(parts[4])
        fixed = bool(parts[3]), bool(parts[1])
        if column > MAX_COLUMN or row > MAX_ROW or (self.depth and not all(fixed)):
            raise _UnknownError  # a name that looks like a cell, or one that moves with its user
        number = self.places.get(start + parts.start(4), -1)
        return End(number, row, fixed[0], column, fixed[1])

    def _word(self, sheet: str, word: str) -> list[Read]:
        kind, follower, _ = self._peek()
        name = word.removeprefix("_xlfn.").removeprefix("_xlws.").upper()
        if follower == "(":
            if name in _DYNAMIC:
                raise _UnknownError
            return []
        if kind == "bracket":
            self.at += 1
            return [self._structured(word, follower)]
        return [] if name in _CONSTANTS else self._name(sheet, word)

    def _name(self, sheet: str, word: str) -> list[Read]:
        names, key = self.meaning.names, word.lower()
        text = names.get((sheet.lower(), key)) or names.get(("", key))
        if key in self.meaning.tables:
            return [self._structured(word, "[]")]
        if text is None or self.depth > _DEPTH:
            raise _UnknownError
        return _Reading(self.home, self.meaning, self.box, {}, self.depth + 1).reads(text)

    def _sheet(self, kind: str, lexeme: str) -> str:
        if kind == "sheets" or ":" in lexeme:
            return ANY_SHEET
        name = lexeme.removesuffix("!")
        if name.startswith("'"):
            name = name[1:-1].replace("''", "'")
        return self.meaning.sheets.get(name.lower(), _NO_SHEET)

    def _structured(self, name: str | None, specifier: str) -> Read:
        """``Table[...]``, or without a name a reference to the table that holds the cell."""
        sheet, table = self._table(name)
        inner = specifier[1:-1]
        bare = [word for word in re.split(r"[,:]", _ITEMS.sub("", inner)) if word.strip(" @")]
        items = _ITEMS.findall(inner) + (bare if "[" in inner else [inner.removeprefix("@")])
        columns = [table.columns.get(_unescaped(item), 0) for item in items if item[:1] != "#"]
        box = table.range
        if columns and all(columns):
            box = replace(box, first_column=min(columns), last_column=max(columns))
        marks = [item.lower() for item in items if item[:1] == "#"]
        this_row = specifier[1:2] == "@" or marks == ["#this row"]
        first = End(-1, box.first_row, True, box.first_column, True)
        last = End(-1, box.last_row, True, box.last_column, True)
        return Read(sheet, first, last, this_row)

    def _table(self, name: str | None) -> tuple[str, Table]:
        if name is not None:
            known = self.meaning.tables.get(name.lower())
        else:
            own = (t for t in self.meaning.tables.values() if t[0] == self.home)
            known = next((t for t in own if _holds(t[1].range, self.box)), None)
        if known is None:
            raise _UnknownError
        return known


def _holds(outer: CellRange, inner: CellRange) -> bool:
    rows = outer.first_row <= inner.first_row and inner.last_row <= outer.last_row
    columns = outer.first_column <= inner.first_column and inner.last_column <= outer.last_column
    return rows and columns


def _unescaped(column: str) -> str:
    return re.sub(r"'(.)", r"\1", column).strip().casefold()


def _whole(sheet: str, kind: str, lexeme: str) -> Read:
    start, _, end = lexeme.partition(":")
    fixed = start.startswith("$"), end.startswith("$")
    cells = parse_range(lexeme)
    if cells is None:
        raise _UnknownError
    by_rows = kind == "rows"
    return Read(
        sheet,
        End(-1, cells.first_row, fixed[0] or not by_rows, cells.first_column, fixed[0] or by_rows),
        End(-1, cells.last_row, fixed[1] or not by_rows, cells.last_column, fixed[1] or by_rows),
    )
