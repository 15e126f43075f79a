"""What surrounds the cells of new columns: widths, lists to choose from, the Excel table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from adapters.addresses import CellRange
from adapters.changes import NewColumn
from adapters.errors import N_, Notice
from adapters.excel.adding.new_columns import Widening
from adapters.excel.adding.sheet_part import PADDING, choice_rule, column_name
from adapters.excel.ooxml.formulas import MAX_ROW
from adapters.excel.ooxml.markup import (
    Edit,
    Element,
    set_attribute,
    splice,
    with_attribute,
    without_attributes,
)
from adapters.excel.ooxml.ranges import overlap, parse_range, range_text
from adapters.excel.ooxml.styles import Styles
from adapters.excel.ooxml.whole import whole
from adapters.excel.writing.touched import TouchedSheet

_USUAL_WIDTH = "9.140625"
# dataValidations follows the last of these in a worksheet.
_BEFORE_RULES = frozenset(
    {
        "sheetData", "sheetCalcPr", "sheetProtection", "protectedRanges", "scenarios",
        "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells",
        "phoneticPr", "conditionalFormatting",
    }
)  # fmt: skip
_FILTER = N_("The filter of {sheet} does not reach to the new columns: set it anew in Excel.")
_PRINTED = N_("The print area of {sheet} does not hold the new columns: widen it in Excel.")


def column_edits(sheet: TouchedSheet, widenings: Sequence[Widening], styles: Styles) -> list[Edit]:
    """Edits of the sheet's surroundings (positions count in ``sheet.shell``)."""
    wanted: dict[int, tuple[float, int]] = {}
    for widening in widenings:
        for place, column in enumerate(widening.columns, widening.cells.first_column):
            style = styles.with_code(column.format) if column.format and styles.exist else 0
            wanted[place] = column.width, style
    rules = [rule for widening in widenings for rule in _rules(sheet, widening)]
    return _width_edits(sheet, wanted) + _rule_edits(sheet, rules)


def _width_edits(sheet: TouchedSheet, wanted: dict[int, tuple[float, int]]) -> list[Edit]:
    """Width and format of columns that have none; ranges of columns are cut for them."""
    if not wanted:
        return []
    prefix = sheet.xml.prefix
    listed = sheet.outer.find("cols")
    known = listed.children if listed is not None else []
    left, edits = dict(wanted), []
    for element in known:
        first, last = (whole(element.attributes.get(end), 0) for end in ("min", "max"))
        own = [column for column in sorted(left) if first <= column <= last]
        if own:
            tag = sheet.shell[element.start : element.open_end]
            cut = b"".join(_cut(tag, element, own, left))
            edits.append((element.start, element.end, cut))
            left = {column: look for column, look in left.items() if column not in own}
    made = {c: _made(prefix, c, *look) for c, look in left.items() if any(look)}
    if listed is None:
        place = sheet.outer.find("sheetData")
        if made and place is not None:
            inner = b"".join(made[column] for column in sorted(made))
            new = b"<%bcols>%b</%bcols>" % (prefix, inner, prefix)
            edits.append((place.start, place.start, new))
        return edits
    for column in sorted(made):
        later = (e.start for e in known if whole(e.attributes.get("min"), 0) > column)
        at = next(later, listed.close_start)
        edits.append((at, at, made[column]))
    return edits


def _cut(
    tag: bytes, element: Element, own: Sequence[int], wanted: dict[int, tuple[float, int]]
) -> Iterator[bytes]:
    """A range of columns as the ranges around some of them, and these by themselves."""
    first, last = (whole(element.attributes.get(end), 0) for end in ("min", "max"))
    if not tag.endswith(b"/>"):
        tag = tag[:-1].rstrip() + b"/>"
    at = first
    for column in own:
        if at < column:
            yield _spanning(tag, at, column - 1)
        yield _dressed(_spanning(tag, column, column), element, *wanted[column])
        at = column + 1
    if at <= last:
        yield _spanning(tag, at, last)


def _spanning(tag: bytes, first: int, last: int) -> bytes:
    return with_attribute(with_attribute(tag, "min", str(first)), "max", str(last))


def _dressed(tag: bytes, element: Element, width: float, style: int) -> bytes:
    """A column's tag with a width and a format where it has none; it is shown."""
    about = element.attributes
    hidden = about.get("hidden") in ("1", "true") or about.get("collapsed") in ("1", "true")
    if hidden:
        tag = without_attributes(tag, ("hidden", "collapsed", "outlineLevel"))
    if width and (hidden or about.get("customWidth") not in ("1", "true")):
        tag = with_attribute(tag, "width", str(width + PADDING))
        tag = with_attribute(tag, "customWidth", "1")
    if style and not whole(about.get("style"), 0):
        tag = with_attribute(tag, "style", str(style))
    return tag


def _made(prefix: bytes, column: int, width: float, style: int) -> bytes:
    shown = f'width="{width + PADDING}" customWidth="1"' if width else f'width="{_USUAL_WIDTH}"'
    styled = f' style="{style}"' if style else ""
    return b"<%bcol " % prefix + f'min="{column}" max="{column}" {shown}{styled}/>'.encode()


def _rules(sheet: TouchedSheet, widening: Widening) -> Iterator[str]:
    """The lists of choices of new columns whose cells no rule speaks of yet."""
    for place, column in enumerate(widening.columns, widening.cells.first_column):
        last = _last_row(sheet, widening)
        cells = CellRange(widening.header_row + 1, place, last, place)
        if last > widening.header_row and not _is_ruled(sheet, cells):
            rule = choice_rule(column, range_text(cells), sheet.xml.prefix.decode())
            if rule:
                yield rule


def _last_row(sheet: TouchedSheet, widening: Widening) -> int:
    """How far the cells of a column reach: where nothing stands below, to the end."""
    if widening.table is not None:
        return widening.table.last_data_row
    last = widening.cells.last_row
    return MAX_ROW if sheet.xml.last_row <= last else last


def _is_ruled(sheet: TouchedSheet, cells: CellRange) -> bool:
    for element in sheet.outer.descendants():
        if element.name == "dataValidation" and element.is_main:
            ranges = map(parse_range, element.attributes.get("sqref", "").split())
            if any(known is not None and overlap(known, cells) for known in ranges):
                return True
    return False


def _rule_edits(sheet: TouchedSheet, rules: Sequence[str]) -> list[Edit]:
    if not rules:
        return []
    new, prefix = "".join(rules).encode(), sheet.xml.prefix
    listed = sheet.outer.find("dataValidations")
    if listed is not None and listed.close_start < listed.end:
        count = set_attribute(sheet.shell, listed, "count", str(len(listed.children) + len(rules)))
        return [count, (listed.close_start, listed.close_start, new)]
    whole_list = b'<%bdataValidations count="%d">%b</%bdataValidations>' % (
        prefix, len(rules), new, prefix,
    )  # fmt: skip
    if listed is not None:
        return [(listed.start, listed.end, whole_list)]
    before = [e for e in sheet.outer.children if e.is_main and e.name in _BEFORE_RULES]
    return [(before[-1].end, before[-1].end, whole_list)]


def widened(widening: Widening) -> bytes:
    """The part of an Excel table with the new columns, its filter over them too."""
    table = widening.table
    assert table is not None, "the caller asks for tables only"
    edits: list[Edit] = []
    filtered = table.root.find("autoFilter")
    for element in (table.root, *([filtered] if filtered is not None else ())):
        old = parse_range(element.attributes.get("ref", ""))
        if old is not None:
            new = replace(old, last_column=old.last_column + len(widening.columns))
            edits.append(set_attribute(table.data, element, "ref", range_text(new)))
    listed = table.root.find("tableColumns")
    assert listed is not None and listed.children, "a table has columns"
    total = str(len(listed.children) + len(widening.columns))
    edits.append(set_attribute(table.data, listed, "count", total))
    added = b"".join(_table_columns(table.data, listed, widening.columns))
    edits.append((listed.children[-1].end, listed.children[-1].end, added))
    return splice(table.data, edits)


def _table_columns(data: bytes, listed: Element, columns: Sequence[NewColumn]) -> Iterator[bytes]:
    first = listed.children[0]
    name = data[first.start + 1 : first.open_end].split(None, 1)[0].rstrip(b"/>")
    last_id = max(whole(element.attributes.get("id"), 0) for element in listed.children)
    for number, column in enumerate(columns, last_id + 1):
        text = f' id="{number}" name="{column_name(column.header)}"/>'
        yield b"<" + name + text.encode()


def not_widened(sheet: TouchedSheet, widening: Widening) -> Iterator[Notice]:
    """What ends with the table and is left as it is: the sheet's filter, its print area."""
    about = {"sheet": sheet.entry.name}
    filtered = sheet.outer.find("autoFilter")
    if filtered is not None and _ends_before(filtered.attributes.get("ref", ""), widening):
        yield Notice(_FILTER, about)
    names = sheet.package.workbook.find("definedNames")
    for element in names.children if names else ():
        local = element.attributes.get("localSheetId") == str(sheet.entry.index)
        if local and element.attributes.get("name") == "_xlnm.Print_Area":
            areas = [area.rpartition("!")[2] for area in element.text.split(",")]
            if any(_ends_before(area, widening) for area in areas):
                yield Notice(_PRINTED, about)


def _ends_before(text: str, widening: Widening) -> bool:
    """Whether a range that holds the table's last column ends there."""
    cells = parse_range(text)
    header = widening.header_row
    last = widening.cells.first_column - 1
    return (
        cells is not None
        and cells.first_row <= header <= cells.last_row
        and cells.first_column <= last <= cells.last_column < widening.cells.last_column
    )
