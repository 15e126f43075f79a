"""Tables (ListObjects) of a touched sheet, and their growth."""

from __future__ import annotations

from dataclasses import dataclass, replace

from adapters.addresses import CellRange
from adapters.errors import N_, Refused
from adapters.excel.ooxml.markup import Edit, Element, parse, set_attribute, splice
from adapters.excel.ooxml.parts import Package
from adapters.excel.ooxml.ranges import parse_range, range_text
from adapters.excel.ooxml.whole import whole


@dataclass(frozen=True, slots=True)
class Table:
    """One table part; ``range`` includes ``header_rows`` and ``totals_rows``.

    ``columns`` holds absolute columns by lower-case heading, ``calculated`` the formula of
    calculated columns by absolute column.
    """

    part: str
    data: bytes
    root: Element
    name: str
    range: CellRange
    header_rows: int
    totals_rows: int
    columns: dict[str, int]
    calculated: dict[int, str]

    @property
    def last_data_row(self) -> int:
        """The row before the totals, blank or not."""
        return self.range.last_row - self.totals_rows

    def is_header(self, row: int) -> bool:
        """Whether the row is one of its header rows."""
        return self.range.first_row <= row < self.range.first_row + self.header_rows

    def grown(self, rows: int) -> bytes:
        """The part with the table, its filter and its sort range reaching further down."""
        edits: list[Edit] = []
        for element in self.root.descendants():
            old = parse_range(element.attributes.get("ref", ""))
            if old is None or element.name not in (
                "table",
                "autoFilter",
                "sortState",
                "sortCondition",
            ):
                continue
            if element is self.root or old.last_row == self.last_data_row:
                new = replace(old, last_row=old.last_row + rows)
                edits.append(set_attribute(self.data, element, "ref", range_text(new)))
        return splice(self.data, edits)


def tables_of(package: Package, sheet_part: str) -> tuple[Table, ...]:
    """The tables of one sheet."""
    return tuple(_table(package, part) for part in package.related(sheet_part, "table"))


def _table(package: Package, part: str) -> Table:
    data = package.read(part)
    root = parse(data)
    cells = parse_range(root.attributes.get("ref", ""))
    name = root.attributes.get("displayName") or root.attributes.get("name", "")
    if cells is None:
        raise Refused(N_("The table {table} does not say which cells it covers."), table=name)
    calculated: dict[int, str] = {}
    names: dict[str, int] = {}
    columns = root.find("tableColumns")
    for place, column in enumerate(columns.children if columns else ()):
        names[column.attributes.get("name", "").casefold()] = cells.first_column + place
        formula = column.find("calculatedColumnFormula")
        if formula is not None and formula.text and "array" not in formula.attributes:
            calculated[cells.first_column + place] = formula.text
    header, totals = (
        whole(root.attributes.get(key), default)
        for key, default in (("headerRowCount", 1), ("totalsRowCount", 0))
    )
    return Table(part, data, root, name, cells, header, totals, names, calculated)
