"""Who else names rows of a sheet by their place: charts, pivot tables, names, formulas."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from adapters.errors import N_, Notice
from adapters.excel.ooxml.formulas import column_number
from adapters.excel.ooxml.markup import escape
from adapters.excel.ooxml.parts import SheetEntry
from adapters.excel.writing.plan import Growth
from adapters.excel.writing.touched import TouchedSheet

# Searching a very large other sheet would cost more than the warning is worth.
_SEARCHED = 16 << 20
_MOST_PLACES = 3  # that a sentence names
_CELL = re.compile(rb"<(?:\w+:)?c\s[^>]*?\br=[\"']([A-Z]{1,3}[0-9]+)[\"']")
_EXTENDED_NAMES = (b"_xlnm._FilterDatabase", b"_xlnm.Print_Area")
_STALE = {
    "name": N_(
        "Named ranges that end at row {row} of {sheet} do not include the new rows "
        "({count}: {places}). Extend them in Excel."
    ),
    "pivot": N_(
        "Pivot tables that end at row {row} of {sheet} do not include the new rows "
        "({count}: {places}). Extend them in Excel."
    ),
    "chart": N_(
        "Charts that end at row {row} of {sheet} do not include the new rows "
        "({count}: {places}). Extend them in Excel."
    ),
    "formula": N_(
        "Formulas that end at row {row} of {sheet} do not include the new rows "
        "({count}: {places}). Extend them in Excel."
    ),
}


def _qualifier(entry: SheetEntry) -> bytes:
    """A pattern for the sheet's name as formulas write it before a reference."""
    plain = re.escape(escape(entry.name).encode())
    quoted = re.escape(escape(entry.name.replace("'", "''")).encode())
    return rb"(?:(?<![\w.'])" + plain + rb"|'" + quoted + rb"')!"


def names_row(sheet: TouchedSheet, row: int, first_column: int, last_column: int) -> bool:
    """Whether any formula, chart or name refers to cells of that row within the columns."""
    cell = rb"\$?([A-Z]{1,3})\$?%d(?![\d(])" % row

    def meant(found: re.Match[bytes]) -> bool:
        return first_column <= column_number(found[1].decode()) <= last_column

    there = re.compile(_qualifier(sheet.entry) + rb"(?:\$?[A-Z]{1,3}\$?\d+:)?" + cell)
    for part in _other_parts(sheet):
        if any(meant(found) for found in there.finditer(_read(sheet, part))):
            return True
    own = re.compile(rb"(?<![\w!.'])" + cell)
    for _, formula in sheet.xml.search(rb"<%bf[\s>][^<]*" % sheet.xml.prefix):
        text = formula[0].partition(b">")[2].replace(b"&apos;", b"'")
        if any(meant(found) for found in own.finditer(text)) or there.search(text):
            return True
    return False


def stale_ranges(sheet: TouchedSheet, growth: Growth) -> tuple[Notice, ...]:
    """What to tell of ranges that end at the table's old last row and were not extended."""
    end = rb"\$?[A-Z]{1,3}\$?\d+:\$?[A-Z]{1,3}\$?%d(?!\d)" % growth.old_last
    there = re.compile(_qualifier(sheet.entry) + end)
    places: dict[str, list[str]] = {kind: [] for kind in _STALE}
    sheets = {entry.part: entry.name for entry in sheet.package.sheets()}
    for part in _other_parts(sheet):
        if sheet.package.size(part) > _SEARCHED:
            continue
        data = _read(sheet, part)
        if part == sheet.package.workbook_part:
            places["name"] += _stale_names(data, there)
        elif "/pivotcache/" in part.lower():
            if _stale_pivot(data, sheet.entry, growth):
                places["pivot"].append(part.rpartition("/")[2])
        elif part in sheets:
            cells = (_cell_at(data, found.start()) for found in there.finditer(data))
            places["formula"] += [
                f"{sheets[part]}!{cell}" if cell else sheets[part] for cell in cells
            ]
        elif there.search(data):
            places["chart"].append(part.rpartition("/")[2])
    places["formula"] += [f"{sheet.entry.name}!{cell}" for cell in _stale_formulas(sheet, end)]
    told = {"row": growth.old_last, "sheet": sheet.entry.name}
    return tuple(
        Notice(_STALE[kind], {**told, "count": len(found), "places": _listed(found)})
        for kind, found in places.items()
        if found
    )


def _listed(places: list[str]) -> str:
    """The first places, and how many more there are."""
    more = len(places) - _MOST_PLACES
    return ", ".join(places[:_MOST_PLACES]) + (f" … (+{more})" if more > 0 else "")


def _cell_at(data: bytes, at: int) -> str:
    """The address of the cell whose XML holds a position; empty for a rule's formula."""
    found = _CELL.match(data, max(data.rfind(b"<", 0, data.rfind(b"<", 0, at)), 0))
    return found[1].decode() if found else ""


def _other_parts(sheet: TouchedSheet) -> list[str]:
    """Parts that may refer to the sheet: the workbook, other sheets, charts, pivot caches."""
    package = sheet.package
    folders = ("/charts/", "/chartex", "/pivotcache/pivotcachedefinition")
    sheets = [entry.part for entry in package.sheets() if entry.part != sheet.entry.part]
    others = [
        name
        for name in package.names()
        if name.lower().endswith(".xml") and any(folder in name.lower() for folder in folders)
    ]
    return list(dict.fromkeys([package.workbook_part, *filter(None, sheets), *others]))


def _read(sheet: TouchedSheet, part: str) -> bytes:
    """The part with apostrophes as such: some writers escape those around sheet names."""
    return sheet.package.read(part).replace(b"&apos;", b"'")


def _stale_names(data: bytes, pattern: re.Pattern[bytes]) -> list[str]:
    """Defined names that end there; filters and print areas are extended with the table."""
    names = re.finditer(rb"<(?:\w+:)?definedName\s[^>]*?\bname=[\"']([^\"']*)[^>]*>[^<]*", data)
    return [
        unescape(name[1].decode())
        for name in names
        if pattern.search(name[0]) and not any(k in name[0] for k in _EXTENDED_NAMES)
    ]


def _stale_pivot(data: bytes, entry: SheetEntry, growth: Growth) -> bool:
    source = re.search(rb"<(?:\w+:)?worksheetSource\s[^>]*>", data)
    if source is None or f'sheet="{escape(entry.name)}"'.encode() not in source[0]:
        return False
    return bool(re.search(rb':[A-Z]{1,3}%d"' % growth.old_last, source[0]))


def _stale_formulas(sheet: TouchedSheet, end: bytes) -> Iterator[str]:
    """Formulas of the sheet itself; the few hits are looked at for what they stand in."""
    plain = sheet.xml.plain
    for _, found in sheet.xml.search(rb":\$?" + end.partition(rb":\$?")[2]):
        opened = plain.rfind(b"<", 0, found.start())
        formula = plain.startswith(b"<%bf" % sheet.xml.prefix, opened)
        if formula and b">" in plain[opened : found.start()]:
            yield _cell_at(plain, found.start())
