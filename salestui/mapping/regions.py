"""Where on a sheet a table may be: a header row, and the rectangle of rows below it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from adapters.protocol import CellValue, SheetOutline, TableOutline
from salestui.mapping.headers import meanings

HEADER_ROWS = 30
"""The header row is looked for this far down."""

_CANDIDATES = 3
_GAP = 2
"""So many empty columns side by side separate two tables."""


def _text(value: CellValue) -> str:
    if isinstance(value, date):
        return value.isoformat()[:10]
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).strip()


@dataclass(frozen=True)
class Region:
    """A possible table. Rows and columns are the sheet's; ``last_row`` may be ``header_row``.

    ``table`` is the Excel table that it is, if it is one.
    """

    sheet: SheetOutline
    header_row: int
    last_row: int
    first_column: int
    last_column: int
    table: TableOutline | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The names under which it goes: the sheet's, and the Excel table's."""
        return (self.sheet.name, self.table.name) if self.table else (self.sheet.name,)

    @cached_property
    def cells(self) -> dict[int, CellValue]:
        """The header cells that are not empty, by column."""
        row = self.sheet.head[self.header_row - 1]
        columns = range(self.first_column, min(self.last_column, len(row)) + 1)
        return {c: row[c - 1] for c in columns if _text(row[c - 1])}

    @cached_property
    def headers(self) -> dict[int, str]:
        """The header texts by column."""
        return {c: _text(v) for c, v in self.cells.items()}

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """Texts above the header row."""
        above = self.sheet.head[: self.header_row - 1]
        return tuple(v for row in above for v in row if isinstance(v, str) and v.strip())

    def values(self, column: int) -> list[CellValue]:
        """The values of a column in the rows of the outline, without blanks."""
        rows = self.sheet.head[self.header_row : self.last_row]
        found = (row[column - 1] for row in rows if column <= len(row))
        return [v for v in found if v is not None and v != "" and not str(v).isspace()]


def regions(sheet: SheetOutline) -> tuple[Region, ...]:
    """All places on the sheet that may be tables: its Excel tables, then plain ranges."""
    tables = tuple(
        Region(
            sheet,
            t.range.first_row,
            t.range.last_row - t.totals_rows,
            t.range.first_column,
            t.range.last_column,
            t,
        )
        for t in sheet.tables
        if t.header_rows and t.range.first_row <= len(sheet.head)
    )
    plain = (r for row in header_rows(sheet) for r in _plain(sheet, row))
    return tables + tuple(r for r in plain if not any(_overlap(r, t) for t in tables))


def header_rows(sheet: SheetOutline) -> tuple[int, ...]:
    """The rows that look most like headers, best first; the first of equals."""
    scored = []
    for number, row in enumerate(sheet.head[:HEADER_ROWS], start=1):
        texts = {_text(v) for v in row} - {""}
        known = sum(bool(meanings(t)) for t in texts)
        if len(texts) >= 2:
            scored.append((-known, number))
    best = sorted(scored)[:_CANDIDATES]
    return tuple(number for _, number in best)


def _plain(sheet: SheetOutline, header_row: int) -> Iterator[Region]:
    used = sorted(
        {
            c
            for row in sheet.head[header_row - 1 :]
            for c, value in enumerate(row, start=1)
            if _text(value)
        }
    )
    start = 0
    for i, column in enumerate(used):
        if i + 1 == len(used) or used[i + 1] - column > _GAP:
            first, last = used[start], column
            yield Region(sheet, header_row, _end(sheet, header_row, first, last), first, last)
            start = i + 1


def _end(sheet: SheetOutline, header_row: int, first: int, last: int) -> int:
    """The last row before an Excel table that begins further down in the same columns."""
    below = [
        t.range.first_row - 1
        for t in sheet.tables
        if t.range.first_row > header_row
        and t.range.first_column <= last
        and t.range.last_column >= first
    ]
    return max(min([sheet.last_row, *below]), header_row)


def _overlap(plain: Region, table: Region) -> bool:
    return (
        plain.first_column <= table.last_column
        and plain.last_column >= table.first_column
        and table.header_row <= plain.header_row <= table.last_row
    )
