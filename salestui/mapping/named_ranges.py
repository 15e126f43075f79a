"""Defined names that say where a table is, as an Excel table would."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from adapters.addresses import CellRange
from adapters.outlines import TableOutline
from salestui.mapping.headings import HeaderRows, Heading


def named_tables(rows: HeaderRows) -> Iterator[tuple[Heading, TableOutline]]:
    """The ranges with a name that hold all columns of a header with data, the largest first.

    The header may be their first row or stand right above it. A name for some columns of a table
    says nothing about where the table ends.
    """
    sheet = rows.sheet
    found = rows.best if sheet.names else ()
    taken = [table.range for table in sheet.tables]
    for named in sorted(sheet.names, key=lambda n: -_cells(n.range)):
        area = named.range
        heading = next((h for h in found if area.first_row in (h.top, h.row, h.row + 1)), None)
        heading = heading or _further_down(rows, area)
        if heading is None or not _covers(area, heading) or _overlaps(area, taken):
            continue
        last = min(area.last_row, max(sheet.last_row, heading.row))
        if last <= heading.row:
            continue
        taken.append(area)
        inside = {c: v for c, v in heading.cells.items() if _within(area, c)}
        bounds = CellRange(heading.row, area.first_column, last, area.last_column)
        yield Heading(heading.top, heading.row, inside), TableOutline(named.name, bounds)


def _further_down(rows: HeaderRows, area: CellRange) -> Heading | None:
    """A header in the first row of a range below the rows where headers are looked for."""
    heading = rows.at(area.first_row)
    return heading if heading and heading.pure else None


def _cells(area: CellRange) -> int:
    return (area.last_row - area.first_row + 1) * (area.last_column - area.first_column + 1)


def _within(area: CellRange, column: int) -> bool:
    return area.first_column <= column <= area.last_column


def _covers(area: CellRange, heading: Heading) -> bool:
    """Whether the header has several cells in the range, and none right beside it."""
    inside = [c for c in heading.cells if _within(area, c)]
    beside = {area.first_column - 1, area.last_column + 1}
    return len(inside) > 1 and beside.isdisjoint(heading.cells)


def _overlaps(area: CellRange, others: Iterable[CellRange]) -> bool:
    return any(
        area.first_row <= other.last_row
        and other.first_row <= area.last_row
        and area.first_column <= other.last_column
        and other.first_column <= area.last_column
        for other in others
    )
