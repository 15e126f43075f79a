"""References to all the data of a table, wherever they stand, once rows were added to it.

Excel itself extends them only for its own tables. Here those follow that name exactly the table's
old data, with or without the heading above; others may mean less than the table and stay.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from adapters.addresses import CellRange
from adapters.errors import Refused
from adapters.excel.deleting.rowshift import UncertainError
from adapters.excel.deleting.shift_formulas import formula_cells
from adapters.excel.ooxml.addressing import Reference, rewritten
from adapters.excel.ooxml.markup import Edit, Element, escape, parse, set_attribute, splice
from adapters.excel.ooxml.parts import Package, SheetEntry
from adapters.excel.ooxml.ranges import parse_range, range_text
from adapters.excel.writing.plan import Growth

_RULES = frozenset({"conditionalFormatting", "dataValidation"})
_FORMULAS = frozenset({"formula", "formula1", "formula2", "f"})
_COLUMN_FORMULAS = frozenset({"calculatedColumnFormula", "totalsRowFormula"})
_EXTENDED_NAMES = frozenset({"_xlnm._FilterDatabase", "_xlnm.Print_Area"})
_FAR = 0  # a row outside of every table


@dataclass(frozen=True, slots=True)
class GrownTable:
    """A table on ``sheet`` that rows were added to."""

    sheet: str
    growth: Growth

    def taken(self, first_row: int, last_row: int, first_column: int, last_column: int) -> bool:
        """Whether the range is the table's old data, or columns of it."""
        growth = self.growth
        return (
            bool(growth.first)
            and last_row == growth.old_last
            and first_row in (growth.first, growth.first - 1)
            and growth.first_column <= first_column <= last_column <= growth.last_column
        )


def grown_package(data: bytes, tables: Sequence[GrownTable]) -> bytes:
    """The workbook with such references reaching to the tables' new ends."""
    if not any(table.growth.first for table in tables):
        return data
    package = Package(data)
    parts: dict[str, Sequence[bytes]] = {}
    for part, edits in _changes(package, tables):
        content = package.read(part)
        new = splice(content, edits)
        parse(new)
        parts[part] = [new]
    return package.zip.rewritten(parts, frozenset()) if parts else data


def _changes(
    package: Package, tables: Sequence[GrownTable]
) -> Iterator[tuple[str, Sequence[Edit]]]:
    if edits := list(_name_edits(package.workbook, tables)):
        yield package.workbook_part, edits
    tables = [table for table in tables if table.growth.follows]
    for entry in package.sheets() if tables else ():
        if entry.kind == "worksheet" and entry.part:
            if edits := _sheet_edits(package, entry, tables):
                yield entry.part, edits
            for part in package.related(entry.part, "table"):
                if edits := list(_table_edits(parse(package.read(part)), entry.name, tables)):
                    yield part, edits
    for part in package.names() if tables else ():
        lower = part.lower()
        edit: Callable[[bytes, Element, Sequence[GrownTable]], Iterator[Edit]] | None = None
        if "/charts/" in lower or "/chartex" in lower:
            edit = _chart_edits
        elif "/pivotcache/pivotcachedefinition" in lower:
            edit = _pivot_edits
        if edit is not None and lower.endswith(".xml"):
            content = package.read(part)
            if edits := list(edit(content, parse(content), tables)):
                yield part, edits


def grown_formula(
    formula: str, home: str, row: int, tables: Sequence[GrownTable], *, fixed: bool = False
) -> str:
    """The formula of a cell in ``row`` of sheet ``home``, its references to whole tables grown.

    Args:
        fixed: only references whose rows are fixed (``$``), as the text serves several cells.
    """

    def move(reference: Reference) -> str | None:
        for table in tables:
            growth, sheet = table.growth, table.sheet.casefold()
            own = home.casefold() == sheet
            within = own and growth.first - 1 <= row <= growth.new_last
            sure = reference.first_fixed and reference.last_fixed
            ends = (reference.first_row, reference.last_row)
            columns = (reference.first_column, reference.last_column)
            if reference.sheet != sheet or ":" not in reference.text:
                continue
            if table.taken(*ends, *columns) and (sure or not (fixed or within)):
                return reference.with_rows(reference.first_row, growth.new_last)
        return None

    try:
        return rewritten(formula, home, move)
    except Refused:
        return formula


def _sheet_edits(package: Package, entry: SheetEntry, tables: Sequence[GrownTable]) -> list[Edit]:
    """Formulas of cells, of rules and of sparklines. A sheet whose formulas cannot be told as
    bytes stays as it is.
    """
    xml = package.sheet_xml(entry.part)
    edits: list[Edit] = []
    try:
        for cell in formula_cells(xml, entry.part):
            shared = cell.attributes.get("t", "normal") != "normal"
            new = grown_formula(cell.text, entry.name, cell.row, tables, fixed=shared)
            if new != cell.text:
                start = cell.start + len(cell.tag)
                end = xml.data.index(b"</", start)
                edits.append((start, end, escape(new).encode()))
    except UncertainError:
        return []
    _, outer = xml.outer()
    return edits + [xml.outer_edit(edit) for edit in _rule_edits(outer, entry.name, tables)]


def _rule_edits(outer: Element, home: str, tables: Sequence[GrownTable]) -> Iterator[Edit]:
    for element in outer.descendants():
        rule = element.name in _RULES
        if rule or element.name == "sparkline":
            for inner in element.descendants():
                if inner.name in _FORMULAS and inner.text.strip():
                    new = grown_formula(inner.text, home, _FAR, tables, fixed=rule)
                    if new != inner.text:
                        yield _text_edit(inner, new)


def _table_edits(root: Element, home: str, tables: Sequence[GrownTable]) -> Iterator[Edit]:
    for element in root.descendants():
        if element.name in _COLUMN_FORMULAS and element.text:
            new = grown_formula(element.text, home, _FAR, tables, fixed=True)
            if new != element.text:
                yield _text_edit(element, new)


def _chart_edits(_data: bytes, root: Element, tables: Sequence[GrownTable]) -> Iterator[Edit]:
    """The points that a chart remembers are refreshed by whoever opens it."""
    for element in root.descendants():
        if element.name in ("f", "sqref") and element.text.strip():
            new = grown_formula(element.text, "", _FAR, tables)
            if new != element.text:
                yield _text_edit(element, new)


def _name_edits(root: Element, tables: Sequence[GrownTable]) -> Iterator[Edit]:
    names = root.find("definedNames")
    for element in names.children if names else ():
        if element.attributes.get("name") not in _EXTENDED_NAMES:
            new = grown_formula(element.text, "", _FAR, tables, fixed=True)
            if new != element.text:
                yield _text_edit(element, new)


def _pivot_edits(data: bytes, root: Element, tables: Sequence[GrownTable]) -> Iterator[Edit]:
    for element in root.descendants():
        cells = parse_range(element.attributes.get("ref", ""))
        if element.name not in ("worksheetSource", "rangeSet") or cells is None:
            continue
        if any(key.endswith("}id") for key in element.attributes):
            continue  # in another workbook
        for table in tables:
            box = (cells.first_row, cells.last_row, cells.first_column, cells.last_column)
            same = element.attributes.get("sheet", "").casefold() == table.sheet.casefold()
            if same and table.taken(*box):
                last = table.growth.new_last
                new = CellRange(cells.first_row, cells.first_column, last, cells.last_column)
                yield set_attribute(data, element, "ref", range_text(new))


def _text_edit(element: Element, text: str) -> Edit:
    return element.open_end, element.close_start, escape(text).encode()
