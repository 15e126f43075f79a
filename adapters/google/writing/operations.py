"""What is sent in one request: cells to put, rows to insert, rows to take out.

Rows are counted as they are before the request, and are 1-based, like columns.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from adapters.google.pulled import Json
from adapters.google.writing.cells import NumberFormat


@dataclass(frozen=True, slots=True)
class Put:
    """A value for one cell; None empties it. ``format`` where it is a date in no date's format."""

    sheet: int
    row: int
    column: int
    value: Json
    format: NumberFormat | None = None


@dataclass(frozen=True, slots=True)
class Insert:
    """New rows directly below ``after``.

    Attributes:
        first, last: the columns of the table that they belong to.
        rows: their values by column.
        formats: of columns with dates that the row above does not show as such.
        formulas: columns that take the formula of the row above.
        narrow: only the table's cells move down, because another table stands beside.
        alike: the new rows look like the row above, which is one of data.
        last_of_grid: there is no row below ``after``.
        prepared: the row below is blank, and what its cells offer to choose from is for new rows.
    """

    sheet: int
    after: int
    first: int
    last: int
    rows: tuple[Mapping[int, Json], ...]
    formats: Mapping[int, NumberFormat] = field(default_factory=dict)
    formulas: frozenset[int] = frozenset()
    narrow: bool = False
    alike: bool = True
    last_of_grid: bool = False
    prepared: bool = False


@dataclass(frozen=True, slots=True)
class Witness:
    """A text that stands in a column of a row, see ``witnesses``."""

    column: int
    text: str


@dataclass(frozen=True, slots=True)
class Remove:
    """A whole row to take out; ``first`` and ``last`` bound the table that it is of."""

    sheet: int
    row: int
    first: int
    last: int
    witness: Witness | None = None


@dataclass(frozen=True)
class Batch:
    """The operations of one request; each row has at most one ``Insert`` below it."""

    puts: tuple[Put, ...] = ()
    inserts: tuple[Insert, ...] = ()
    removes: tuple[Remove, ...] = ()

    @property
    def plain(self) -> bool:
        """Whether it only puts values into cells, and no formats."""
        return not self.structural and not any(put.format for put in self.puts)

    @property
    def structural(self) -> bool:
        """Whether rows are inserted or taken out, which must not be done twice."""
        return bool(self.inserts or self.removes)

    def __bool__(self) -> bool:
        return bool(self.puts or self.inserts or self.removes)

    @property
    def sheets(self) -> set[int]:
        """The ids of the sheets that it changes."""
        changed = {put.sheet for put in self.puts} | {insert.sheet for insert in self.inserts}
        return changed | {remove.sheet for remove in self.removes}

    def touched(self) -> dict[tuple[int, int], set[int]]:
        """The columns that are put, by sheet and row."""
        found: dict[tuple[int, int], set[int]] = {}
        for put in self.puts:
            found.setdefault((put.sheet, put.row), set()).add(put.column)
        return found

    def inserts_upwards(self) -> list[Insert]:
        """The inserts from the bottom on, so that none moves the place of the next."""
        return sorted(self.inserts, key=lambda insert: -insert.after)

    @cached_property
    def removed_upwards(self) -> list[Remove]:
        """What is taken out, from the bottom on, its rows as they are once the inserts are done."""
        rows = {
            (r.sheet, row): replace(r, row=row)
            for r in self.removes
            for row in [self.lowered(r.sheet, r.row, r.first, r.last)]
        }
        return [rows[place] for place in sorted(rows, reverse=True)]

    def lowered(self, sheet: int, row: int, first: int, last: int) -> int:
        """Where a row of a table is once the inserts are done."""
        return row + sum(
            len(insert.rows)
            for insert in self.inserts
            if insert.sheet == sheet
            and insert.after < row
            and not (insert.narrow and (insert.last < first or last < insert.first))
        )

    def raised(self, sheet: int, row: int) -> int:
        """Where a row of after the inserts is once the removes are done too."""
        return row - bisect_left(self._removed.get(sheet, []), row)

    @cached_property
    def _removed(self) -> dict[int, list[int]]:
        """The rows that are taken out of each sheet, from the top on."""
        found: dict[int, list[int]] = {}
        for remove in reversed(self.removed_upwards):
            found.setdefault(remove.sheet, []).append(remove.row)
        return found

    def final(self, sheet: int, row: int, first: int, last: int) -> int:
        """Where a row of a table is at the end."""
        return self.raised(sheet, self.lowered(sheet, row, first, last))

    def inserted(self) -> Iterator[tuple[Insert, list[int]]]:
        """Each insert with the rows that it makes, as they are numbered at the end."""
        for insert in self.inserts:
            above = self.lowered(insert.sheet, insert.after, insert.first, insert.last)
            rows = range(above + 1, above + 1 + len(insert.rows))
            yield insert, [self.raised(insert.sheet, row) for row in rows]
