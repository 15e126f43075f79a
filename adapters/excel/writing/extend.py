"""Ranges around a table that grow with it: rules, choices, filters, print areas."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from adapters.addresses import CellRange
from adapters.excel.ooxml.markup import Edit, Element, escape, set_attribute
from adapters.excel.ooxml.ranges import parse_range, range_text
from adapters.excel.writing.plan import Growth
from adapters.excel.writing.touched import TouchedSheet

_RULES = frozenset({"conditionalFormatting", "dataValidation", "ignoredError"})
_FILTERS = frozenset({"autoFilter", "sortState", "sortCondition"})
_NAMES = frozenset({"_xlnm._FilterDatabase", "_xlnm.Print_Area"})
_NAMED_RANGE = re.compile(r"(.*!)(\$?[A-Z]{1,3}\$?[0-9]+:\$?[A-Z]{1,3}\$?)([0-9]+)", re.DOTALL)


def grown(cells: CellRange, growth: Growth) -> CellRange:
    """The range as it reaches after the growth: further down if it covered the old last row."""
    covered = cells.first_row <= growth.old_last <= cells.last_row
    beside = cells.last_column < growth.first_column or cells.first_column > growth.last_column
    if not covered or beside:
        return cells
    with_totals = bool(growth.totals) and cells.last_row == growth.old_last + growth.totals
    last = growth.new_last + (growth.totals if with_totals else 0)
    return replace(cells, last_row=max(cells.last_row, last))


def _grown_list(text: str, growths: Sequence[Growth]) -> str:
    """The list of ranges with each one grown; what is no range stays as written."""
    words = []
    for word in text.split():
        cells = old = parse_range(word)
        for growth in growths:
            cells = grown(cells, growth) if cells else None
        words.append(word if cells is None or cells == old else range_text(cells))
    return " ".join(words)


def sheet_edits(sheet: TouchedSheet, growths: Sequence[Growth]) -> list[Edit]:
    """Edits of the sheet's surroundings (positions count in ``sheet.shell``)."""
    edits: list[Edit] = []
    for element in sheet.outer.descendants():
        key = "sqref" if element.name in _RULES else "ref" if element.name in _FILTERS else ""
        if key and element.attributes.get(key):
            old = element.attributes[key]
            new = _grown_list(old, growths)
            if new.split() != old.split():
                edits.append(set_attribute(sheet.shell, element, key, new))
        if element.name in _RULES and not element.is_main:
            edits += _extension_edits(element, growths)
    return edits


def _extension_edits(rule: Element, growths: Sequence[Growth]) -> list[Edit]:
    """Newer kinds of rules (data bars, lists from other sheets) name their range in a child."""
    edits = []
    for place in rule.children:
        new = _grown_list(place.text, growths)
        if place.name == "sqref" and new.split() != place.text.split():
            edits.append((place.open_end, place.close_start, escape(new).encode()))
    return edits


def dimension_edit(sheet: TouchedSheet, cells: CellRange) -> list[Edit]:
    """The edit that lets the sheet's stated extent hold the written cells."""
    element = sheet.outer.find("dimension")
    old = parse_range(element.attributes.get("ref", "")) if element else None
    if element is None or old is None:
        return []
    new = CellRange(
        min(old.first_row, cells.first_row),
        min(old.first_column, cells.first_column),
        max(old.last_row, cells.last_row),
        max(old.last_column, cells.last_column),
    )
    return [] if new == old else [set_attribute(sheet.shell, element, "ref", range_text(new))]


def name_edits(workbook: Element, sheet_index: int, growths: Sequence[Growth]) -> list[Edit]:
    """Edits of the workbook part: the sheet's hidden filter name and its print area."""
    edits = []
    names = workbook.find("definedNames")
    for element in names.children if names else ():
        local = element.attributes.get("localSheetId") == str(sheet_index)
        parts = _NAMED_RANGE.fullmatch(element.text)
        if not local or element.attributes.get("name") not in _NAMES or parts is None:
            continue
        old = parse_range(parts[2].replace("$", "") + parts[3])
        cells = old
        for growth in growths:
            cells = grown(cells, growth) if cells else None
        if cells is not None and cells != old:
            text = f"{parts[1]}{parts[2]}{cells.last_row}"
            edits.append((element.open_end, element.close_start, escape(text).encode()))
    return edits
