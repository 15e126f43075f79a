"""Where on a sheet a table may be: a header, and the rectangle of rows below it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from adapters.contents import CellValue
from adapters.outlines import SheetOutline, TableOutline
from salestui.mapping.headings import HeaderRows, Heading, header_text
from salestui.mapping.named_ranges import named_tables
from salestui.mapping.records import is_record

_GAP = 2
"""So many empty columns side by side separate two tables."""


@dataclass(frozen=True)
class Region:
    """A possible table. Rows and columns are the sheet's; ``last_row`` may be ``header_row``.

    Attributes:
        heading: its header rows, of the whole sheet's width.
        table: the Excel table or the named range that it is, if it is one.
        parts: what it may fall into at empty columns, if there are any inside.
        title_rows, title_columns: where titles of its own may stand.
        cut_at: the header row of the table that begins below, if one ends this one.
    """

    sheet: SheetOutline
    heading: Heading
    last_row: int
    first_column: int
    last_column: int
    table: TableOutline | None = None
    parts: tuple[Region, ...] = ()
    title_rows: range | None = None
    title_columns: range | None = None
    cut_at: int | None = None

    @property
    def header_row(self) -> int:
        """The row above the first row of data."""
        return self.heading.row

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names under which it goes: the sheet's, the Excel table's, or its own title's."""
        if self.table:
            return (self.sheet.name, self.table.name)
        apart = self.title_rows is not None or self.title_columns is not None
        return (self.sheet.name, *self.titles[-1:]) if apart else (self.sheet.name,)

    @cached_property
    def cells(self) -> dict[int, CellValue]:
        """The header cells that are not empty, by column."""
        columns = range(self.first_column, self.last_column + 1)
        return {c: v for c, v in self.heading.cells.items() if c in columns}

    @cached_property
    def headers(self) -> dict[int, str]:
        """The header texts by column."""
        return {c: header_text(v) for c, v in self.cells.items()}

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """Texts above the header's last row, from above or beside which no other table stands."""
        rows = range(1, self.header_row) if self.title_rows is None else self.title_rows
        above = self.sheet.rows(rows.start, self.header_row - 1)
        columns = self.title_columns
        return tuple(
            v
            for row in above
            for c, v in enumerate(row, start=1)
            if isinstance(v, str) and v.strip() and (columns is None or c in columns)
        )

    def values(self, column: int) -> list[CellValue]:
        """The values of a column in the rows of the outline, without blanks."""
        if column not in self._values:  # every entity asks for all of them
            rows = self.sheet.rows(self.header_row + 1, self.last_row)
            found = (row[column - 1] for row in rows if column <= len(row))
            self._values[column] = [
                v for v in found if (v.strip() if isinstance(v, str) else v is not None)
            ]
        return self._values[column]

    @property
    def formula_columns(self) -> frozenset[int]:
        """The columns that hold formulas in its rows, as far as the outline shows them."""
        block = self.sheet.block(self.header_row)
        return self.sheet.formula_columns if block is None else block.formula_columns

    @property
    def column_formats(self) -> Mapping[int, str]:
        """The number formats of its columns, as far as the outline shows them."""
        block = self.sheet.block(self.header_row)
        return self.sheet.column_formats if block is None else block.column_formats

    @cached_property
    def _values(self) -> dict[int, list[CellValue]]:
        return {}

    def overlaps(self, other: Region) -> bool:
        """Whether both claim a cell, titles apart."""
        return (
            self.sheet.name == other.sheet.name
            and self.first_column <= other.last_column
            and self.last_column >= other.first_column
            and self.heading.top <= max(other.last_row, other.header_row)
            and max(self.last_row, self.header_row) >= other.heading.top
        )


def regions(rows: HeaderRows) -> tuple[Region, ...]:
    """All places that may be tables: Excel tables, then named ranges, then plain ranges."""
    sheet = rows.sheet
    tables = tuple(
        Region(
            sheet,
            Heading(row, row, _header_cells(rows, t)),
            t.range.last_row - t.totals_rows,
            t.range.first_column,
            t.range.last_column,
            t,
        )
        for t in sheet.tables
        if t.header_rows and (rows.cells(row := t.range.first_row) or t.headers)
    )
    tables += tuple(
        Region(sheet, heading, t.range.last_row, t.range.first_column, t.range.last_column, t)
        for heading, t in named_tables(rows)
    )
    plain = (r for h in rows.best for r in _plain(rows, h, rows.best))
    return tables + tuple(r for r in plain if not any(_claimed(r, t) for t in tables))


def regions_under(rows: HeaderRows, row: int) -> tuple[Region, ...]:
    """The places that may be tables if a row is a header, whatever it looks like."""
    heading = rows.at(row)
    return tuple(_plain(rows, heading, (heading, *rows.best))) if heading else ()


def _header_cells(rows: HeaderRows, table: TableOutline) -> Mapping[int, CellValue]:
    """The header of an Excel table; below the rows of the outline the table itself says it."""
    shown = rows.cells(table.range.first_row)
    return shown or dict(enumerate(table.headers, start=table.range.first_column))


def _claimed(plain: Region, table: Region) -> bool:
    """Whether a plain range's header stands within an Excel table."""
    return (
        plain.first_column <= table.last_column
        and plain.last_column >= table.first_column
        and table.header_row <= plain.header_row <= table.last_row
    )


def _plain(rows: HeaderRows, heading: Heading, others: Sequence[Heading]) -> Iterator[Region]:
    sheet = rows.sheet
    lower = (h for h in sorted(others, key=lambda h: h.row) if _ends(heading, h))
    below = next((h for h in lower if not is_record(rows, heading, h)), None)
    stop = _above(rows, below) if below else sheet.last_row
    titles = _title_rows(rows, heading) if any(_ends(h, heading) for h in others) else None
    bands = _bands(rows, heading.top, stop)
    for first, last, inner in _blocks(bands):
        alone = (first, last) == (bands[0][0], bands[-1][1])
        columns = None if alone else range(first, last + 1)
        end = _end(sheet, heading.row, first, last, stop)
        whole = Region(sheet, heading, end, first, last, None, (), titles, columns)
        cut_at = below.row if below and any(first <= c <= last for c in below.cells) else None
        whole = replace(whole, cut_at=cut_at)
        parts = tuple(_part(rows, whole, a, b, stop) for a, b in inner) if len(inner) > 1 else ()
        yield replace(whole, parts=parts)


def _ends(heading: Heading, other: Heading) -> bool:
    """Whether another header begins a table of its own below this one."""
    return (
        other.top > heading.row + 1
        and other.pure
        and not other.cells.keys().isdisjoint(heading.cells)
        and set(other.cells.values()) != set(heading.cells.values())
    )


def _above(rows: HeaderRows, heading: Heading) -> int:
    """The last row before a header and what seems to be its title."""
    return _title_rows(rows, heading).start - 1


def _title_rows(rows: HeaderRows, heading: Heading) -> range:
    """The rows from a title right above a header, or above one blank row, to the header."""
    first = heading.top
    for row in range(heading.top - 1, max(0, heading.top - 3), -1):
        cells = list(rows.cells(row).values())
        if len(cells) == 1 and isinstance(cells[0], str):
            return range(row, heading.row)
        if cells:
            break
    return range(first, heading.row)


def _bands(rows: HeaderRows, top: int, stop: int) -> list[tuple[int, int]]:
    """First and last column of each run of columns with anything in them."""
    used = sorted({c for n in _held(rows.sheet, top, stop) for c in rows.cells(n)})
    bands: list[tuple[int, int]] = []
    for column in used:
        if bands and column == bands[-1][1] + 1:
            bands[-1] = (bands[-1][0], column)
        else:
            bands.append((column, column))
    return bands


def _held(sheet: SheetOutline, first: int, last: int) -> list[int]:
    """The rows from one to another that the outline holds."""
    return [n for n in sheet.row_numbers if first <= n <= last]


def _blocks(
    bands: Sequence[tuple[int, int]],
) -> Iterator[tuple[int, int, list[tuple[int, int]]]]:
    """The bands that are near each other as one: first and last column, and the bands."""
    run: list[tuple[int, int]] = []
    for band in bands:
        if run and band[0] - run[-1][1] > _GAP:
            yield run[0][0], run[-1][1], run
            run = []
        run.append(band)
    if run:
        yield run[0][0], run[-1][1], run


def _part(rows: HeaderRows, whole: Region, first: int, last: int, stop: int) -> Region:
    """One band of a region, under its own header row where that stands elsewhere."""
    sheet, heading = whole.sheet, whole.heading
    held = _held(sheet, heading.top, stop)
    candidates = (h for n in held if (h := _within(rows.at(n), first, last)))
    own = next((h for h in candidates if h.pure), heading)
    end = _end(sheet, own.row, first, last, stop)
    columns = range(first, last + 1)
    titles, cut_at = whole.title_rows, whole.cut_at
    return Region(sheet, own, end, first, last, None, (), titles, columns, cut_at)


def _within(heading: Heading | None, first: int, last: int) -> Heading | None:
    if heading is None:
        return None
    cells = {c: v for c, v in heading.cells.items() if first <= c <= last}
    return replace(heading, cells=cells) if cells else None


def _end(sheet: SheetOutline, header_row: int, first: int, last: int, stop: int) -> int:
    """The last row before an Excel table that begins further down in the same columns."""
    below = [
        t.range.first_row - 1
        for t in sheet.tables
        if t.range.first_row > header_row
        and t.range.first_column <= last
        and t.range.last_column >= first
    ]
    return max(min([stop, *below]), header_row)
