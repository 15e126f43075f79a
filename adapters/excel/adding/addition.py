"""A sheet added behind all others: every part that does not list sheets keeps its bytes."""

from __future__ import annotations

import posixpath

from adapters.changes import AddSheet
from adapters.excel.adding.likeness import header_style, listed_texts, looked_at
from adapters.excel.adding.listing import (
    SHEET_TYPE,
    free_part,
    properties_with,
    relations_with,
    types_with,
    workbook_with,
)
from adapters.excel.adding.names import check_headers, check_title, table_name
from adapters.excel.adding.sheet_part import relations_xml, sheet_xml, table_xml
from adapters.excel.archive.deflate import Buffer
from adapters.excel.ooxml.markup import parse
from adapters.excel.ooxml.parts import CONTENT_TYPES, Package, rels_name
from adapters.excel.ooxml.styles import Styles
from adapters.excel.ooxml.whole import whole

_TABLE_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml"
_TABLE_RELATION = "rId1"


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
    like = looked_at(package, entries, add.like)
    folder = posixpath.dirname(package.workbook_part)
    part = free_part(package, posixpath.join(folder, "worksheets/sheet{}.xml"), len(entries) + 1)
    id_, kind, relations = relations_with(package, part)
    types, added = {part: SHEET_TYPE}, {}
    namespace, relation_kinds = package.workbook.namespace, kind.rpartition("/")[0]
    if like.in_table:
        table = free_part(package, posixpath.join(folder, "tables/table{}.xml"), 1)
        number, names = _table_names(package)
        name = table_name(add.title, names)
        added[table] = table_xml(namespace, number, name, add.columns, like.table_look)
        target = posixpath.relpath("/" + table, "/" + posixpath.dirname(part))
        added[rels_name(part)] = relations_xml(_TABLE_RELATION, f"{relation_kinds}/table", target)
        types[table] = _TABLE_TYPE
    styles, texts = Styles(package), None if like.inline else listed_texts(package)
    added[part] = sheet_xml(
        namespace,
        relation_kinds,
        add.columns,
        header_styles=[header_style(styles, like)] * len(add.columns),
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
