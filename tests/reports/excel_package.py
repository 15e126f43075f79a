"""What Excel demands of a workbook and repairs or refuses otherwise; read from the parts' XML."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import openpyxl
from openpyxl.utils import range_boundaries

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_NAME = re.compile(r"[^\W\d][\w.]*")
_LIKE_A_CELL = re.compile(r"([A-Za-z]{1,3}\d+|[Rr]\d*|[Cc]\d*|[Rr]\d*[Cc]\d*)")
_CELLS = re.compile(r"\$?[A-Z]{1,3}\$?\d+(:\$?[A-Z]{1,3}\$?\d+)?|\$\d+:\$\d+")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def faults(path: Path) -> list[str]:
    """All that is wrong with a workbook, as sentences; empty where nothing is."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    found = [name for name in parts if not _parses(parts[name], name)]
    if found:
        return [f"{name} is not XML" for name in found]
    book = openpyxl.load_workbook(path)
    return [
        *_sheet_faults(book.sheetnames),
        *_relation_faults(parts),
        *_table_faults(book, parts),
        *_name_faults(book),
        *_reference_faults(book, parts),
        *_limit_faults(book, parts),
    ]


def _parses(data: bytes, name: str) -> bool:
    if not name.endswith((".xml", ".rels", ".vml")):
        return True
    try:
        ElementTree.fromstring(data)
    except ElementTree.ParseError:
        return False
    return True


def _sheet_faults(names: list[str]) -> Iterator[str]:
    if len({name.casefold() for name in names}) != len(names):
        yield f"two sheets are named alike: {names}"
    for name in names:
        units = len(name.encode("utf-16-le")) // 2
        bad = re.search(r"[\[\]:*?/\\]", name) or name[:1] == "'" or name[-1:] == "'"
        if not name or units > 31 or bad or name.casefold() == "history":
            yield f"no sheet may be named {name!r}"


def _relation_faults(parts: dict[str, bytes]) -> Iterator[str]:
    for name, data in parts.items():
        if not name.endswith(".rels"):
            continue
        folder = posixpath.dirname(posixpath.dirname(name))
        seen = set()
        for one in ElementTree.fromstring(data).iter(f"{_RELATIONS}Relationship"):
            if one.get("Id") in seen:
                yield f"{name} has {one.get('Id')} twice"
            seen.add(one.get("Id"))
            target = one.get("Target", "")
            there = posixpath.normpath(posixpath.join(folder, target)).lstrip("/")
            if one.get("TargetMode") == "External":
                yield f"{name} points outside: {target}"
            elif there not in parts:
                yield f"{name} points to {target}, which is not there"


def _table_faults(book: openpyxl.Workbook, parts: dict[str, bytes]) -> Iterator[str]:
    ids = [
        ElementTree.fromstring(data).get("id")
        for name, data in parts.items()
        if re.fullmatch(r"xl/tables/table\d+\.xml", name)
    ]
    if len(set(ids)) != len(ids):
        yield f"two tables have one id: {ids}"
    for sheet in book:
        taken: set[tuple[int, int]] = set()
        for table in sheet.tables.values():
            left, top, right, bottom = range_boundaries(table.ref)
            cells = {(r, c) for r in range(top, bottom + 1) for c in range(left, right + 1)}
            if taken & cells:
                yield f"{table.name} overlaps another table"
            taken |= cells
            if any(cells & set(_inside(str(merged))) for merged in sheet.merged_cells.ranges):
                yield f"{table.name} has merged cells"
            if bottom - top - (table.totalsRowCount or 0) < 1:
                yield f"{table.name} has no row"
            yield from _column_faults(sheet, table)


def _column_faults(sheet: openpyxl.worksheet.worksheet.Worksheet, table: object) -> Iterator[str]:
    left, top, right, bottom = range_boundaries(table.ref)
    names = [column.name for column in table.tableColumns]
    if len(names) != right - left + 1:
        yield f"{table.name} has {len(names)} columns in {table.ref}"
    if len({name.casefold() for name in names}) != len(names):
        yield f"{table.name} has columns of one name: {names}"
    for at, column in enumerate(table.tableColumns, left):
        head = sheet.cell(top, at).value
        told = _ESCAPED.sub(lambda m: chr(int(m[1], 16)), column.name)
        if head != told:
            yield f"{table.name}: the header {head!r} is called {column.name!r}"
        total = sheet.cell(bottom, at).value
        if column.totalsRowLabel is not None and total != column.totalsRowLabel:
            yield f"{table.name}: the total {total!r} is called {column.totalsRowLabel!r}"
        if column.totalsRowFunction and not str(total).startswith("="):
            yield f"{table.name}: the total of {head!r} is no formula"
        if column.totalsRowFunction == "custom" and column.totalsRowFormula is None:
            yield f"{table.name}: the total of {head!r} has no formula"


def _name_faults(book: openpyxl.Workbook) -> Iterator[str]:
    names = [table.name for sheet in book for table in sheet.tables.values()]
    names += list(book.defined_names)
    if len({name.casefold() for name in names}) != len(names):
        yield f"two names are alike: {names}"
    for name in names:
        if not _NAME.fullmatch(name) or _LIKE_A_CELL.fullmatch(name) or len(name) > 255:
            yield f"nothing may be named {name!r}"


def _reference_faults(book: openpyxl.Workbook, parts: dict[str, bytes]) -> Iterator[str]:
    """References of charts, sparklines, links and names to what is not there."""
    for name, data in parts.items():
        if "/charts/" in name or "/worksheets/sheet" in name or name == "xl/workbook.xml":
            root = ElementTree.fromstring(data)
            wanted = [e.text or "" for e in root.iter() if e.tag.endswith(("}f", "}definedName"))]
            wanted += [e.get("location", "") for e in root.iter(f"{_MAIN}hyperlink")]
            for text in wanted:
                for sheet, cells in re.findall(r"('(?:[^']|'')+'|[\w.]+)!([$A-Z0-9:]+)", text):
                    plain = sheet.strip("'").replace("''", "'")
                    if plain not in book.sheetnames or not _CELLS.fullmatch(cells):
                        yield f"{name} refers to {sheet}!{cells}"
                if "#REF!" in text:
                    yield f"{name} refers to nothing: {text}"


def _limit_faults(book: openpyxl.Workbook, parts: dict[str, bytes]) -> Iterator[str]:
    for sheet in book:
        for rule in sheet.data_validations.dataValidation:
            if len(rule.formula1 or "") > 257:
                yield f"{sheet.title}: a list of {len(rule.formula1)} characters"
        for text in (sheet.oddHeader, sheet.oddFooter):
            told = "".join(filter(None, (text.left.text, text.center.text, text.right.text)))
            if len(told) > 230:
                yield f"{sheet.title}: {told!r} is too long above or below a page"
        merged = [set(_inside(str(cells))) for cells in sheet.merged_cells.ranges]
        if sum(map(len, merged)) != len(set().union(*merged)):
            yield f"{sheet.title}: merged cells overlap"
    texts = ElementTree.fromstring(parts.get("xl/sharedStrings.xml", b"<sst/>"))
    for one in texts.iter(f"{_MAIN}t"):
        if len(one.text or "") > 32_767:
            yield f"a text of {len(one.text or '')} characters"


def _inside(cells: str) -> Iterator[tuple[int, int]]:
    left, top, right, bottom = range_boundaries(cells)
    return ((r, c) for r in range(top, bottom + 1) for c in range(left, right + 1))
