"""Which formulas depend on changed cells, directly or through each other, on all sheets."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from adapters.addresses import CellRange
from adapters.excel.ooxml.ranges import overlap
from adapters.excel.recalculation.formulaindex import Family, Member, SheetFormulas
from adapters.excel.recalculation.reads import ANY_SHEET, Meaning, Read, reads_of

Place = tuple[str, int, int]
"""Sheet, row and column."""

_ROUNDS = 50  # of formulas that read each other; who is reached later is taken with its family


@dataclass(slots=True)
class Area:
    """Cells and ranges of one sheet, asked whether they meet a range."""

    columns: dict[int, list[int]] = field(default_factory=dict)
    ranges: list[CellRange] = field(default_factory=list)

    def add(self, row: int, column: int) -> None:
        """Take in one cell."""
        insort(self.columns.setdefault(column, []), row)

    def meets(self, cells: CellRange) -> bool:
        """Whether a cell lies in this range."""
        if cells.first_column == cells.last_column:
            candidates: Iterable[int] = (cells.first_column,)
        else:
            candidates = (c for c in self.columns if cells.first_column <= c <= cells.last_column)
        for column in candidates:
            rows = self.columns.get(column)
            if rows is not None:
                place = bisect_left(rows, cells.first_row)
                if place < len(rows) and rows[place] <= cells.last_row:
                    return True
        return any(overlap(found, cells) for found in self.ranges)


Areas = dict[str, Area]


def changed_area(places: Iterable[Place], ranges: Iterable[tuple[str, CellRange]] = ()) -> Areas:
    """The changed cells by sheet."""
    areas: Areas = {}
    for sheet, row, column in places:
        areas.setdefault(sheet, Area()).add(row, column)
    for sheet, cells in ranges:
        areas.setdefault(sheet, Area()).ranges.append(cells)
    return areas


@dataclass(slots=True)
class _Waiting:
    """The members of a family that do not depend on a change as far as known."""

    sheet: str
    family: Family
    reads: list[Read] | None
    members: list[Member]

    def reached(self, areas: Areas) -> list[Member]:
        """Those that read a changed cell."""
        if self.reads is None or self.family.is_table:
            return self.members
        reads = [
            (read, areas[s]) for read in self.reads for s in areas if read.sheet in (s, ANY_SHEET)
        ]
        if not reads or not any(
            area.meets(columns_of(read, self.members[0])) for read, area in reads
        ):
            return []
        return [m for m in self.members if any(area.meets(read.of(m)) for read, area in reads)]


def columns_of(read: Read, member: Member) -> CellRange:
    """All rows of the columns a family reads, which its members share."""
    cells = read.of(member)
    return CellRange(1, cells.first_column, _LAST_ROW, cells.last_column)


_LAST_ROW = 1_048_576


def dependents(
    formulas: Mapping[str, SheetFormulas],
    meaning: Meaning,
    changed: Areas,
    within: frozenset[Place] | None = None,
) -> dict[Place, Member]:
    """The formula cells that depend on the change, themselves not counted as changed before.

    Args:
        formulas: all of them by sheet, as they are after the change.
        changed: what changed; a formula among it counts as depending on it.
        within: look only among these formula cells.
    """
    waiting = list(_waiting(formulas, meaning, within))
    found: dict[Place, Member] = {}
    areas, rounds = changed, 0
    for entry in waiting:
        own = areas.get(entry.sheet)
        if own is not None:
            hit = [
                m for m in entry.members if own.meets(CellRange(m.row, m.column, m.row, m.column))
            ]
            _take(entry, hit, found)
    areas = _joined(changed, found)
    while areas:
        rounds += 1
        news: Areas = {}
        for entry in waiting:
            hit = entry.reached(areas) if entry.members else []
            hit = entry.members if hit and rounds > _ROUNDS else hit
            for member in hit:
                spread(news, entry.sheet, member)
            _take(entry, hit, found)
        areas = news
    return found


def _waiting(
    formulas: Mapping[str, SheetFormulas], meaning: Meaning, within: frozenset[Place] | None
) -> Iterator[_Waiting]:
    for sheet, held in formulas.items():
        for family in held.families.values():
            members = family.members
            if within is not None:
                members = [m for m in members if (sheet, m.row, m.column) in within]
            if members:
                reads = reads_of(family, sheet, meaning)
                yield _Waiting(sheet, family, reads, members)


def _take(entry: _Waiting, members: list[Member], found: dict[Place, Member]) -> None:
    if members:
        found.update({(entry.sheet, m.row, m.column): m for m in members})
        taken = {(m.row, m.column) for m in members}
        entry.members = [m for m in entry.members if (m.row, m.column) not in taken]


def spread(areas: Areas, sheet: str, member: Member) -> None:
    """Take in the cells that a formula fills."""
    area = areas.setdefault(sheet, Area())
    if member.fills is not None:
        area.ranges.append(member.fills)
    else:
        area.add(member.row, member.column)


def _joined(changed: Areas, found: Mapping[Place, Member]) -> Areas:
    joined = {
        sheet: Area({c: list(rows) for c, rows in area.columns.items()}, list(area.ranges))
        for sheet, area in changed.items()
    }
    for (sheet, _, _), member in found.items():
        spread(joined, sheet, member)
    return joined
