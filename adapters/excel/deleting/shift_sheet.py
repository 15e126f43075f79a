"""The sheet that rows are taken out of: its rows, and what surrounds them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Iterator, Mapping, Sequence

from adapters.addresses import CellRange
from adapters.errors import Notice
from adapters.excel.deleting import deletion_reasons as reasons
from adapters.excel.deleting.rowshift import RowShift, UncertainError
from adapters.excel.ooxml.markup import Edit, Element, pieces, set_attribute
from adapters.excel.ooxml.ranges import overlap, parse_range, range_text
from adapters.excel.ooxml.sheetxml import SheetXml
from adapters.excel.ooxml.whole import whole
from adapters.excel.writing.touched import TouchedSheet

_UNMOVED = frozenset(
    {
        "sheetPr", "cols", "sheetFormatPr", "sheetCalcPr", "sheetData", "phoneticPr", "colBreaks",
        "printOptions", "pageMargins", "pageSetup", "headerFooter", "drawing", "legacyDrawing",
        "legacyDrawingHF", "drawingHF", "picture", "tableParts", "customProperties",
        # moved elsewhere
        "conditionalFormatting", "dataValidations", "ignoredErrors",
    }
)  # fmt: skip
_EXTENSIONS = frozenset({"conditionalFormattings", "dataValidations", "sparklineGroups"})
_RELATED = frozenset(
    {
        "drawing", "vmlDrawing", "comments", "threadedComment", "table", "hyperlink", "image",
        "printerSettings", "pivotTable", "customProperty",
    }
)  # fmt: skip
_BLOCK = 1000  # rows that are put together
_Columns = Mapping[int, tuple[int, int]]


def surrounding_edits(sheet: TouchedSheet, shift: RowShift) -> list[Edit]:
    """Edits of all that surrounds the rows but rules; positions count in ``sheet.shell``.

    Raises:
        UncertainError: something there has a place that cannot be moved with certainty.
    """
    for relation in sheet.package.relations(sheet.entry.part):
        if relation.kind not in _RELATED:
            raise UncertainError(Notice(reasons.FEATURE, {"where": relation.kind}))
    _hold_occupied(sheet, shift)
    edits: list[Edit] = []
    for element in sheet.outer.children:
        if element.name in _UNMOVED:
            continue
        if check := _CHECKS.get(element.name):
            check(element, shift)
            continue
        change = _CHANGES.get(element.name)
        if change is None:
            raise UncertainError(Notice(reasons.FEATURE, {"where": element.name}))
        edits += change(sheet, element, shift)
    return edits


def _hold_occupied(sheet: TouchedSheet, shift: RowShift) -> None:
    """Rows of merged cells, spills, pivot tables stay, and tables keep what makes them one."""
    for merged in sheet.merges:
        where = Notice(reasons.MERGED, {"where": range_text(merged)})
        shift.hold(shift.within(merged.first_row, merged.last_row), where)
    if any(pivot.last_row >= shift.first for pivot in sheet.pivots):
        raise UncertainError(Notice(reasons.PIVOT))
    for table in sheet.tables:
        kept = Notice(reasons.LAST_ROW, {"where": table.name})
        cells, first = table.range, table.range.first_row + table.header_rows
        shift.hold(range(cells.first_row, first), kept)
        shift.hold(range(table.last_data_row + 1, cells.last_row + 1), kept)
        data = table.last_data_row - first + 1
        if data and len(shift.within(first, table.last_data_row)) == data:
            shift.hold([first], kept)
        if table.root.attributes.get("tableType", "worksheet") != "worksheet":
            raise UncertainError(Notice(reasons.FEATURE, {"where": table.name}))
        if sheet.package.relations(table.part):
            raise UncertainError(Notice(reasons.FEATURE, {"where": table.name}))


def hold_beside(sheet: TouchedSheet, shift: RowShift, columns: _Columns) -> None:
    """Rows stay that hold something outside of their table's columns, given by row."""
    for row in shift.rows:
        first, last = columns[row]
        found = sheet.row(row)
        for column, cell in found.cells.items() if found else ():
            if not cell.is_blank and not first <= column <= last:
                where = {"where": sheet.where(row, column)}
                shift.hold([row], Notice(reasons.BESIDE, where))
        for table in sheet.tables:
            if overlap(table.range, CellRange(row, 1, row, 16_384)) and not (
                first <= table.range.last_column and table.range.first_column <= last
            ):
                shift.hold([row], Notice(reasons.TABLE_BESIDE, {"where": table.name}))


def _check_views(element: Element, shift: RowShift) -> None:
    """Panes keep their size: a frozen row stays. What is selected stays where it is."""
    for pane in (e for e in element.descendants() if e.name == "pane"):
        top = whole(pane.attributes.get("ySplit"), 0)
        if pane.attributes.get("state", "").startswith("frozen"):
            shift.hold(range(1, top + 1), Notice(reasons.FROZEN))


def _check_protection(element: Element, _shift: RowShift) -> None:
    if element.attributes.get("sheet") in ("1", "true"):
        raise UncertainError(Notice(reasons.PROTECTED))


def _check_extensions(element: Element, _shift: RowShift) -> None:
    """Newer rules are moved with the older ones; what else there is has no known place."""
    for extension in element.children:
        for item in extension.children:
            if item.name not in _EXTENSIONS:
                raise UncertainError(Notice(reasons.FEATURE, {"where": item.name}))


def _ranges(sheet: TouchedSheet, element: Element, shift: RowShift) -> Iterator[Edit]:
    """Filters, merged cells, protected ranges, the sheet's extent: ranges in attributes."""
    for place in element.descendants():
        for key in ("ref", "sqref"):
            old = place.attributes.get(key)
            if not old:
                continue
            notice = Notice(reasons.RULE, {"where": f"{sheet.entry.name}!{old}"})
            cells = parse_range(old)
            if element.name == "autoFilter" and cells is not None:
                shift.hold([cells.first_row], notice)
            if element.name == "dimension" and cells is not None and not shift.cells(cells):
                continue
            new = shift.range_list(old, notice)
            if new.split() != old.split():
                yield set_attribute(sheet.shell, place, key, new)


def _links(sheet: TouchedSheet, element: Element, shift: RowShift) -> Iterator[Edit]:
    """Links of rows that go, go with them."""
    going = 0
    for link in element.children:
        old = parse_range(link.attributes.get("ref", ""))
        new = shift.cells(old) if old else None
        if old is not None and new is None:
            going += 1
            yield link.start, link.end, b""
        elif new is not None and new != old:
            yield set_attribute(sheet.shell, link, "ref", range_text(new))
    if going and going == len(element.children):
        yield element.start, element.open_end, b""
        yield element.close_start, element.end, b""


def _breaks(sheet: TouchedSheet, element: Element, shift: RowShift) -> Iterator[Edit]:
    """A break stands below the row that it names."""
    for item in element.children:
        row = whole(item.attributes.get("id"), 0)
        shift.hold([row, row + 1], Notice(reasons.BREAK))
        if row > shift.first and not shift.goes(row):
            yield set_attribute(sheet.shell, item, "id", str(shift.row(row)))


_CHECKS = {
    "sheetViews": _check_views,
    "sheetProtection": _check_protection,
    "extLst": _check_extensions,
}
_CHANGES = {
    "dimension": _ranges,
    "protectedRanges": _ranges,
    "autoFilter": _ranges,
    "sortState": _ranges,
    "mergeCells": _ranges,
    "hyperlinks": _links,
    "rowBreaks": _breaks,
}


def without_rows(
    sheet: SheetXml, shift: RowShift, edits: Sequence[Edit], part: str
) -> list[bytes | memoryview]:
    """The sheet's bytes with the edits applied and without the rows, those below numbered anew.

    No edit reaches from one row into another, or into rows that go.

    Raises:
        UncertainError: a row or a cell does not say its number in the usual form.
    """
    if sheet.plain is not sheet.data or sheet.empty:
        raise UncertainError(Notice(reasons.UNUSUAL, {"where": part}))
    ordered = sorted(edits, key=lambda edit: edit[:2])
    top = sheet.position(shift.first)
    below = bisect_left(ordered, top, key=lambda edit: edit[0])
    result = pieces(memoryview(sheet.data)[:top], ordered[:below])
    renumbered = _Renumbering(sheet.prefix, part)
    waiting = deque(ordered[below:])
    block: list[bytes] = []
    for number, top, bottom in sheet.places(shift.first):
        row = sheet.data[top:bottom]
        while waiting and waiting[0][0] < bottom:
            start, end, new = waiting.popleft()
            at = len(row) - bottom  # what stands before an edit is as long as it has become
            row = row[: start + at] + new + row[end + at :]
        if not shift.goes(number):
            block.append(renumbered(row, number, shift.row(number)))
        if len(block) == _BLOCK:
            result.append(b"".join(block))
            block.clear()
    rest = [(start - sheet.body[1], end - sheet.body[1], new) for start, end, new in waiting]
    return [*result, *block, *pieces(memoryview(sheet.data)[sheet.body[1] :], rest)]


class _Renumbering:
    """Gives single rows another number."""

    def __init__(self, prefix: bytes, part: str) -> None:
        self._row, self._cell, self._any = (
            form % prefix for form in (b'<%brow r="%%d"', b'<%bc r="', b"<%bc")
        )
        self._tag = re.compile(rb'(<%b(?:c r="[A-Z]{1,3}|row r="))([0-9]+)(?=")' % prefix)
        self._opened = re.compile(rb"<%b(?:c|row)[\s/>]" % prefix)
        self._part = part

    def __call__(self, row: bytes, old: int, new: int) -> bytes:
        """The row with another number.

        Raises:
            UncertainError: the row or a cell in it does not say its number in the usual form.
        """
        text = b'%d"' % old
        cells = row.count(self._cell)
        usual = row.startswith(self._row % old) and row.count(self._any) == cells
        if usual and row.count(text) == cells + 1:  # no other attribute ends so
            return row.replace(text, b'%d"' % new)
        numbers = set()

        def renumbered(found: re.Match[bytes]) -> bytes:
            numbers.add(int(found[2]))
            return b"%b%d" % (found[1], new)

        row, count = self._tag.subn(renumbered, row)
        if count != sum(1 for _ in self._opened.finditer(row)) or numbers != {old}:
            raise UncertainError(Notice(reasons.UNUSUAL, {"where": self._part}))
        return row
