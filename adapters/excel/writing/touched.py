"""A sheet that is about to be changed, and which of its cells must not be."""

from __future__ import annotations

from functools import cached_property

from adapters.addresses import CellRange, a1
from adapters.errors import N_, Refused
from adapters.excel.ooxml.markup import attributes_of, parse
from adapters.excel.ooxml.parts import Package, SheetEntry
from adapters.excel.ooxml.ranges import cell_range, overlap, parse_range
from adapters.excel.ooxml.rowcells import Cell, Row
from adapters.excel.ooxml.tables import Table, tables_of
from adapters.excel.ooxml.whole import whole


class TouchedSheet:
    """One sheet's XML with what surrounds it: merges, tables, array formulas, pivot tables."""

    def __init__(self, package: Package, entry: SheetEntry) -> None:
        self.package = package
        self.entry = entry
        self.xml = package.sheet_xml(entry.part)
        self.shell, self.outer = self.xml.outer()
        self.tables: tuple[Table, ...] = tables_of(package, entry.part)
        self.shared_owners: dict[str, Cell] = {}
        self._rows: dict[int, Row | None] = {}

    def where(self, row: int, column: int) -> str:
        """The address for messages."""
        return a1(self.entry.name, row, column)

    def row(self, number: int) -> Row | None:
        """The parsed row, or None; kept."""
        if number not in self._rows:
            self._rows[number] = self.xml.row(number)
        return self._rows[number]

    def cell(self, row: int, column: int) -> Cell | None:
        """The cell element, or None."""
        found = self.row(row)
        return found.cells.get(column) if found else None

    def default_style(self, row: int, column: int) -> int:
        """The format a cell takes that has no element yet: its row's, else its column's."""
        found = self.row(row)
        if found is not None:
            attributes = found.attributes
            if attributes.get("customFormat") in ("1", "true") and attributes.get("s"):
                return whole(attributes["s"], 0)
        columns = self.outer.find("cols")
        for element in columns.children if columns else ():
            first, last = (whole(element.attributes.get(end), 0) for end in ("min", "max"))
            if first <= column <= last:
                return whole(element.attributes.get("style"), 0)
        return 0

    @cached_property
    def merges(self) -> list[CellRange]:
        """Merged ranges."""
        merged = self.outer.find("mergeCells")
        found = (
            parse_range(e.attributes.get("ref", "")) for e in (merged.children if merged else ())
        )
        return [cells for cells in found if cells is not None]

    @cached_property
    def arrays(self) -> list[CellRange]:
        """Ranges filled by array formulas, spills and what-if tables."""
        if not self.xml.may_hold_arrays:
            return []
        found = []
        for _, tag in self.xml.search(rb"<%bf\s[^>]*>" % self.xml.prefix):
            attributes = attributes_of(tag[0])
            if attributes.get("t") in ("array", "dataTable"):
                cells = parse_range(attributes.get("ref", ""))
                if cells is None:
                    raise Refused(N_("An array formula does not say which cells it fills."))
                found.append(cells)
        return found

    @cached_property
    def pivots(self) -> list[CellRange]:
        """Ranges that pivot tables fill."""
        found = []
        for part in self.package.related(self.entry.part, "pivotTable"):
            place = parse(self.package.read(part)).find("location")
            cells = parse_range(place.attributes.get("ref", "")) if place else None
            if cells is not None:
                found.append(cells)
        return found

    def anchor(self, row: int, column: int) -> tuple[int, int] | None:
        """The cell that shows the value of the merged cells which hide this one, if any do."""
        cell = cell_range(row, column)
        for merged in self.merges:
            anchor = (merged.first_row, merged.first_column)
            if overlap(merged, cell) and (row, column) != anchor:
                return anchor
        return None

    def is_shared(self, row: int, column: int) -> bool:
        """Whether the cell is merged with cells of other rows, whose value it then is too."""
        cell = cell_range(row, column)
        return any(m.first_row < m.last_row and overlap(m, cell) for m in self.merges)

    def refuse_untouchable(self, row: int, column: int) -> None:
        """Raise ``Refused`` for a cell that Excel itself would not let one overwrite alone."""
        cell = cell_range(row, column)
        where = self.where(row, column)
        if (anchor := self.anchor(row, column)) is not None:
            raise Refused(
                N_("This cell is merged with others; one value, in {anchor}, holds for all."),
                hint=N_("Unmerge the cells in Excel, or change {anchor} there for all of them."),
                where=where,
                anchor=self.where(*anchor),
            )
        for table in self.tables:
            if overlap(table.range, cell):
                self._refuse_in_table(table, row, where)
        if any(overlap(array, cell) and array != cell for array in self.arrays):
            raise Refused(
                N_(
                    "This cell is filled by an array formula, which can only be changed as a whole."
                ),
                hint=N_("Change the formula in Excel."),
                where=where,
            )
        if any(overlap(pivot, cell) for pivot in self.pivots):
            raise Refused(N_("This cell is filled by a pivot table."), where=where)

    def _refuse_in_table(self, table: Table, row: int, where: str) -> None:
        if table.is_header(row):
            raise Refused(
                N_("This is a column heading of the table {table}; formulas use its name."),
                table=table.name,
                hint=N_("Rename the column in Excel."),
                where=where,
            )
        if row > table.last_data_row:
            raise Refused(
                N_("This cell is in the totals row of the table {table}."),
                where=where,
                table=table.name,
            )
