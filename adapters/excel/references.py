"""Who else names rows of a sheet by their place: charts, pivot tables, names, formulas."""

from __future__ import annotations

import re
from collections import Counter

from adapters.errors import N_, Notice
from adapters.excel.formulas import column_number
from adapters.excel.markup import escape
from adapters.excel.parts import SheetEntry
from adapters.excel.plan import Growth
from adapters.excel.touched import TouchedSheet

# Searching a very large other sheet would cost more than the warning is worth.
_SEARCHED = 16 << 20
_EXTENDED_NAMES = (b"_xlnm._FilterDatabase", b"_xlnm.Print_Area")
_STALE = {
    "name": N_(
        "Named ranges that end at row {row} of {sheet} do not include the new rows ({count}). "
        "Extend them in Excel."
    ),
    "pivot": N_(
        "Pivot tables that end at row {row} of {sheet} do not include the new rows ({count}). "
        "Extend them in Excel."
    ),
    "chart": N_(
        "Charts that end at row {row} of {sheet} do not include the new rows ({count}). "
        "Extend them in Excel."
    ),
    "formula": N_(
        "Formulas that end at row {row} of {sheet} do not include the new rows ({count}). "
        "Extend them in Excel."
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
    counts: Counter[str] = Counter()
    for part in _other_parts(sheet):
        if sheet.package.size(part) > _SEARCHED:
            continue
        data = _read(sheet, part)
        if part == sheet.package.workbook_part:
            counts["name"] += _stale_names(data, there)
        elif "/pivotcache/" in part.lower():
            counts["pivot"] += _stale_pivots(data, sheet.entry, growth)
        elif there.search(data):
            kind = "chart" if "/charts/" in part.lower() else "formula"
            counts[kind] += 1 if kind == "chart" else len(there.findall(data))
    counts["formula"] += _stale_formulas(sheet, end)
    place = {"row": growth.old_last, "sheet": sheet.entry.name}
    return tuple(
        Notice(_STALE[kind], {**place, "count": count}) for kind, count in counts.items() if count
    )


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


def _stale_names(data: bytes, pattern: re.Pattern[bytes]) -> int:
    """Defined names that end there; filters and print areas are extended with the table."""
    names = re.findall(rb"<(?:\w+:)?definedName\s[^>]*>[^<]*", data)
    return sum(
        bool(pattern.search(name)) for name in names if not any(k in name for k in _EXTENDED_NAMES)
    )


def _stale_pivots(data: bytes, entry: SheetEntry, growth: Growth) -> int:
    source = re.search(rb"<(?:\w+:)?worksheetSource\s[^>]*>", data)
    if source is None or f'sheet="{escape(entry.name)}"'.encode() not in source[0]:
        return 0
    return bool(re.search(rb':[A-Z]{1,3}%d"' % growth.old_last, source[0]))


def _stale_formulas(sheet: TouchedSheet, end: bytes) -> int:
    """Formulas of the sheet itself; the few hits are looked at for what they stand in."""
    plain = sheet.xml.plain
    count = 0
    for _, found in sheet.xml.search(rb":\$?" + end.partition(rb":\$?")[2]):
        opened = plain.rfind(b"<", 0, found.start())
        count += (
            plain.startswith(b"<%bf" % sheet.xml.prefix, opened)
            and b">" in plain[opened : found.start()]
        )
    return count
