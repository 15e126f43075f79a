"""A sheet added behind all others: every part that does not list sheets keeps its bytes."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field

from adapters.changes import AddSheet
from adapters.excel.adding.listing import (
    properties_with,
    relations_with,
    types_with,
    workbook_with,
)
from adapters.excel.adding.names import check_headers, check_title, table_name
from adapters.excel.adding.sheet_part import relations_xml, sheet_xml, table_xml
from adapters.excel.archive.deflate import Buffer
from adapters.excel.ooxml.markup import parse
from adapters.excel.ooxml.parts import CONTENT_TYPES, Package, SheetEntry, rels_name
from adapters.excel.ooxml.ranges import cell_range, overlap
from adapters.excel.ooxml.sheetxml import SheetXml
from adapters.excel.ooxml.styles import Styles
from adapters.excel.ooxml.tables import tables_of
from adapters.excel.ooxml.texts import SharedTexts
from adapters.excel.ooxml.whole import whole

_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_TABLE_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml"
_TABLE_RELATION = "rId1"


@dataclass(frozen=True, slots=True)
class _Like:
    """How the headers of another sheet look: their format, and the style of their table."""

    style: int = 0
    in_table: bool = False
    table_look: Mapping[str, str] = field(default_factory=dict)
    inline: bool = False


def with_sheet(data: bytes, add: AddSheet) -> bytes:
    """The workbook with one more sheet.

    Raises:
        Refused: it cannot be called that, or nothing may be added to this workbook.
        NotAWorkbook: the bytes are no workbook, or a damaged one.
    """
    package = Package(data)
    package.refuse_guarded()
    entries = package.sheets()
    check_title(add.title, (entry.name for entry in entries))
    check_headers(add)
    like = _looked_at(package, entries, add)
    folder = posixpath.dirname(package.workbook_part)
    part = _free(package, posixpath.join(folder, "worksheets/sheet{}.xml"), len(entries) + 1)
    id_, kind, relations = relations_with(package, part)
    types, added = {part: _SHEET_TYPE}, {}
    namespace, relation_kinds = package.workbook.namespace, kind.rpartition("/")[0]
    if like.in_table:
        table = _free(package, posixpath.join(folder, "tables/table{}.xml"), 1)
        number, names = _table_names(package)
        name = table_name(add.title, names)
        added[table] = table_xml(namespace, number, name, add.columns, like.table_look)
        target = posixpath.relpath("/" + table, "/" + posixpath.dirname(part))
        added[rels_name(part)] = relations_xml(_TABLE_RELATION, f"{relation_kinds}/table", target)
        types[table] = _TABLE_TYPE
    styles, texts = Styles(package), None if like.inline else _texts(package)
    added[part] = sheet_xml(
        namespace,
        relation_kinds,
        add.columns,
        header_styles=[_header_style(styles, like)] * len(add.columns),
        data_styles=[styles.with_code(c.format) if styles.exist else 0 for c in add.columns],
        texts=texts,
        viewed=package.workbook.find("bookViews") is not None,
        table=_TABLE_RELATION if like.in_table else "",
    )
    replaced: dict[str, list[Buffer]] = {
        package.workbook_part: [workbook_with(package, add.title, id_)],
        package.find(rels_name(package.workbook_part)) or "": [relations],
        package.find(CONTENT_TYPES) or CONTENT_TYPES: [types_with(package, types)],
        **{name: [new] for name, new in properties_with(package, add.title).items()},
    }
    for made in (styles.replaced(), texts.replaced() if texts is not None else {}):
        replaced |= {name: list(new) for name, new in made.items()}
    for new in (*(b"".join(pieces) for pieces in replaced.values()), *added.values()):
        parse(new)
    return package.zip.rewritten(replaced, added=added)


def _free(package: Package, pattern: str, number: int) -> str:
    """The name of a part that is not there, from that number on."""
    while package.find(pattern.format(number)) is not None:
        number += 1
    return pattern.format(number)


def _looked_at(package: Package, entries: list[SheetEntry], add: AddSheet) -> _Like:
    """The look of the header cell that the new headers are to be like, as far as there is one."""
    sheet, row, column = add.like or ("", 0, 0)
    entry = next((e for e in entries if e.name == sheet and e.kind == "worksheet"), None)
    if entry is None or not entry.part:
        return _Like()
    xml = package.sheet_xml(entry.part)
    found = xml.row(row)
    cell = found.cells.get(column) if found else None
    inline = b'"inlineStr"' in xml.plain and b't="s"' not in xml.plain
    for table in tables_of(package, entry.part):
        if table.is_header(row) and overlap(table.range, cell_range(row, column)):
            look = table.root.find("tableStyleInfo")
            shown = dict(look.attributes) if look is not None else {}
            return _Like(cell.style if cell else 0, True, shown, inline)
    return _Like(cell.style if cell else 0, inline=inline)


def _header_style(styles: Styles, like: _Like) -> int:
    """The other headers' format; bold where these have none of their own."""
    if not styles.exist:
        return 0
    if like.style and styles.knows(like.style):
        return like.style
    return 0 if like.in_table else styles.bold()


def _texts(package: Package) -> SharedTexts | None:
    """The workbook's list of texts; None where it has none that is written."""
    texts = SharedTexts(package)
    return texts if texts.serve(SheetXml(b"<worksheet><sheetData/></worksheet>")) else None


def _table_names(package: Package) -> tuple[int, frozenset[str]]:
    """The next table's id, and the lower-case names of all tables and ranges."""
    numbers, names = [0], set()
    for entry in package.sheets():
        for part in package.related(entry.part, "table") if entry.part else ():
            root = parse(package.read(part))
            numbers.append(whole(root.attributes.get("id"), 0))
            names |= {root.attributes.get(key, "").casefold() for key in ("name", "displayName")}
    defined = package.workbook.find("definedNames")
    for element in defined.children if defined else ():
        names.add(element.attributes.get("name", "").casefold())
    return max(numbers) + 1, frozenset(names)
