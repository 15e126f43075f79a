"""Parts beside the sheets once rows are gone: names, tables, charts, pivot sources, drawings."""

from __future__ import annotations

from collections.abc import Iterator

from adapters.errors import Notice
from adapters.excel.deleting import deletion_reasons as reasons
from adapters.excel.deleting.rowshift import RowShift, UncertainError
from adapters.excel.deleting.shift_formulas import FormulaShift, Reach
from adapters.excel.ooxml.markup import Edit, Element, escape, parse, set_attribute, splice
from adapters.excel.ooxml.parts import Package
from adapters.excel.ooxml.ranges import parse_range, range_text
from adapters.excel.ooxml.tables import Table
from adapters.excel.ooxml.whole import whole

_Changes = Iterator[tuple[str, bytes]]
_UNMOVED_PARTS = frozenset({"vbaProject", "volatileDependencies", "xmlMaps"})


def refuse_unknown_parts(package: Package) -> None:
    """Raise ``UncertainError`` where something in the package may name cells out of sight."""
    for relation in package.relations(package.workbook_part):
        if relation.kind == "vbaProject":
            raise UncertainError(Notice(reasons.MACROS))
        if relation.kind in _UNMOVED_PARTS:
            raise UncertainError(Notice(reasons.FEATURE, {"where": relation.kind}))
    for name in package.names():
        lower = name.lower()
        control = "/ctrlprops/" in lower or "/activex/" in lower
        if control or (lower.endswith(".vml") and b"Fmla" in package.read(name)):
            raise UncertainError(Notice(reasons.CONTROLS))


def name_edits(package: Package, shift: RowShift) -> list[Edit]:
    """Edits of the defined names in the workbook part."""
    names = package.workbook.find("definedNames")
    sheets = {str(entry.index): entry.name for entry in package.sheets()}
    edits: list[Edit] = []
    for element in names.children if names else ():
        name = element.attributes.get("name", "")
        scope = sheets.get(element.attributes.get("localSheetId", ""), "")
        feeds = not name.startswith("_xlnm.")  # formulas do not read those
        formulas = FormulaShift(scope, shift, feeds=feeds)
        if formulas.reach(element.text, 0) is Reach.OTHER:
            raise UncertainError(Notice(reasons.NAMED_EXACTLY, {"where": name}))
        new = formulas.moved(element.text, name)
        if new != element.text:
            edits.append((element.open_end, element.close_start, escape(new).encode()))
    return edits


def table_changes(table: Table, home: str, shift: RowShift) -> bytes:
    """The table's part; of another sheet than that of the rows only its formulas change."""
    formulas = FormulaShift(home, shift)
    own = home.casefold() == shift.home
    first = table.range.first_row + table.header_rows
    edits: list[Edit] = []
    for element in table.root.descendants():
        old = parse_range(element.attributes.get("ref", ""))
        if own and old is not None:
            new = shift.cells(old)
            if new is not None and new != old:
                edits.append(set_attribute(table.data, element, "ref", range_text(new)))
        if element.name in ("calculatedColumnFormula", "totalsRowFormula") and element.text:
            if formulas.reach(element.text, first) is Reach.OTHER:
                raise UncertainError(Notice(reasons.FEATURE, {"where": table.name}))
            if own and shift.goes(first) and formulas.reach(element.text, 0) is Reach.OTHER:
                continue  # it means its own row, whichever is the first
            text = formulas.moved(element.text, table.name)
            if text != element.text:
                edits.append((element.open_end, element.close_start, escape(text).encode()))
    return splice(table.data, edits) if edits else table.data


def chart_changes(package: Package, shift: RowShift) -> _Changes:
    """Charts: their ranges. The points that they remember are refreshed by who opens them."""
    formulas = FormulaShift("", shift)
    for part in package.names():
        lower = part.lower()
        if not lower.endswith(".xml") or not ("/charts/" in lower or "/chartex" in lower):
            continue
        data = package.read(part)
        edits: list[Edit] = []
        for element in parse(data).descendants():
            if element.name in ("f", "sqref") and element.text.strip():
                new = formulas.moved(element.text, part)
                if new != element.text:
                    edits.append((element.open_end, element.close_start, escape(new).encode()))
        if edits:
            yield part, splice(data, edits)


def pivot_changes(package: Package, shift: RowShift) -> _Changes:
    """Sources of pivot tables that name the sheet's cells."""
    for part in package.names():
        if "/pivotcache/pivotcachedefinition" not in part.lower() or not part.endswith(".xml"):
            continue
        data = package.read(part)
        edits: list[Edit] = []
        for element in parse(data).descendants():
            sheet = element.attributes.get("sheet", "").casefold()
            old = parse_range(element.attributes.get("ref", ""))
            if element.name not in ("worksheetSource", "rangeSet") or sheet != shift.home:
                continue
            if any(key.endswith("}id") for key in element.attributes) or old is None:
                continue  # in another workbook, or by name
            new = shift.cells(old)
            if new is None or shift.goes(old.first_row):
                notice = Notice(reasons.NAMED_EXACTLY, {"where": range_text(old)})
                shift.hold([old.first_row], notice)
            elif new != old:
                edits.append(set_attribute(data, element, "ref", range_text(new)))
        if edits:
            yield part, splice(data, edits)


def drawing_changes(package: Package, sheet_part: str, shift: RowShift) -> _Changes:
    """Drawings: what is anchored below moves up, and a shape's text may come from a cell."""
    own = set(package.related(sheet_part, "drawing"))
    formulas = FormulaShift("", shift)
    for part in package.names():
        lower = part.lower()
        if not lower.endswith(".xml") or ("/drawings/" not in lower and part not in own):
            continue

        data = package.read(part)
        edits: list[Edit] = []
        for element in parse(data).descendants():
            text = element.attributes.get("textlink", "")
            if text and (new := formulas.moved(text, part)) != text:
                edits.append(set_attribute(data, element, "textlink", new))
            if part in own and element.name in ("twoCellAnchor", "oneCellAnchor"):
                edits += _anchor(element, shift)
        if edits:
            yield part, splice(data, edits)


def _anchor(anchor: Element, shift: RowShift) -> Iterator[Edit]:
    """Rows of anchors count from 0. What lies across a row that goes shrinks with its cells."""
    ends = [e for e in anchor.children if e.name in ("from", "to")]
    rows = [(row, whole(row.text, 0) + 1) for e in ends for row in e.children if row.name == "row"]
    if not rows or len(rows) != len(ends):
        raise UncertainError(Notice(reasons.PICTURE))
    shift.hold((number for _, number in rows), Notice(reasons.PICTURE))
    kept_size = anchor.attributes.get("editAs", "twoCell") != "twoCell"
    if kept_size:
        across = shift.within(rows[0][1], rows[-1][1])
        shift.hold(across, Notice(reasons.PICTURE))
        if anchor.attributes.get("editAs") == "absolute" and rows[-1][1] > shift.first:
            raise UncertainError(Notice(reasons.PICTURE))
    for row, number in rows:
        new = shift.row(number)
        if new != number:
            yield row.open_end, row.close_start, str(new - 1).encode()
