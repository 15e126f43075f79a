"""A sheet to be read put into a workbook, or in the place of the one that was put there before."""

from __future__ import annotations

import posixpath
import re

from adapters.changes import PutPage
from adapters.errors import N_, Refused
from adapters.excel.adding.likeness import listed_texts, looked_at
from adapters.excel.adding.listing import (
    SHEET_TYPE,
    free_part,
    properties_with,
    relations_with,
    types_with,
    workbook_naming,
    workbook_with,
)
from adapters.excel.adding.names import check_title
from adapters.excel.adding.page_part import PageStyles, page_xml
from adapters.excel.archive.deflate import Buffer
from adapters.excel.ooxml.markup import parse, splice
from adapters.excel.ooxml.parts import CONTENT_TYPES, Package, SheetEntry, rels_name
from adapters.excel.ooxml.styles import Styles
from adapters.excel.writing.workbook_parts import (
    calculation_chain,
    recalculation,
    without_part,
)

_SHEET_OF = re.compile(r"(?:'((?:[^']|'')+)'|([^'!]+))!.*", re.DOTALL)
_KEPT = "printerSettings"


def with_page(data: bytes, page: PutPage) -> bytes:
    """The workbook with the page.

    Raises:
        Refused: it cannot be called that, or nothing may be put into this workbook.
        NotAWorkbook: the bytes are no workbook, or a damaged one.
    """
    package = Package(data)
    package.refuse_guarded()
    entries = package.sheets()
    earlier = _earlier(package, entries, page.mark)
    styles = Styles(package)
    like = looked_at(package, entries, page.like)
    texts = None if like.inline else listed_texts(package)
    workbook = package.workbook
    made = page_xml(
        page,
        workbook.namespace,
        PageStyles(styles, like),
        texts,
        viewed=workbook.find("bookViews") is not None,
        from_1904=package.dates_from_1904,
    )
    replaced: dict[str, list[Buffer]] = {}
    dropped: frozenset[str] = frozenset()
    added: dict[str, bytes] = {}
    if earlier is None:
        added, parts = _new(package, entries, page, made)
    else:
        parts, dropped = _again(package, earlier, made)
    replaced = {name: [new] for name, new in parts.items()}
    for more in (styles.replaced(), texts.replaced() if texts is not None else {}):
        replaced |= {name: list(new) for name, new in more.items()}
    for new in (*(b"".join(pieces) for pieces in replaced.values()), *added.values()):
        parse(new)
    return package.zip.rewritten(replaced, dropped, added=added)


def _earlier(package: Package, entries: list[SheetEntry], mark: str) -> SheetEntry | None:
    """The sheet that a name marks, if it is still there."""
    names = package.workbook.find("definedNames")
    for element in names.children if names is not None else ():
        if element.attributes.get("name", "").casefold() == mark.casefold():
            found = _SHEET_OF.fullmatch(element.text.strip())
            title = (found[1] or "").replace("''", "'") or found[2] if found else ""
            return next((e for e in entries if e.name == title and e.kind == "worksheet"), None)
    return None


def _new(
    package: Package, entries: list[SheetEntry], page: PutPage, made: bytes
) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The parts to add and to replace for a sheet behind all others."""
    check_title(page.title, (entry.name for entry in entries))
    folder = posixpath.dirname(package.workbook_part)
    pattern = posixpath.join(folder, "worksheets/sheet{}.xml")
    part = free_part(package, pattern, len(entries) + 1)
    id_, _kind, relations = relations_with(package, part)
    quoted = page.title.replace("'", "''")
    book = workbook_with(package, page.title, id_)
    if not _is_named(package, page.mark):
        book = workbook_naming(book, page.mark, f"'{quoted}'!$A$1")
    replaced = {
        package.workbook_part: book,
        package.find(rels_name(package.workbook_part)) or "": relations,
        package.find(CONTENT_TYPES) or CONTENT_TYPES: types_with(package, {part: SHEET_TYPE}),
        **properties_with(package, page.title),
    }
    return {part: made}, replaced


def _is_named(package: Package, mark: str) -> bool:
    names = package.workbook.find("definedNames")
    known = (e.attributes.get("name", "") for e in (names.children if names is not None else ()))
    return any(name.casefold() == mark.casefold() for name in known)


def _again(
    package: Package, earlier: SheetEntry, made: bytes
) -> tuple[dict[str, bytes], frozenset[str]]:
    """The parts to replace and to drop for a sheet that is there.

    Raises:
        Refused: others have put a chart, a picture or a table on it.
    """
    more = [r for r in package.relations(earlier.part) if r.kind != _KEPT]
    if more:
        raise Refused(
            N_("The sheet {sheet} holds more than was written to it: a chart, a picture, a note."),
            N_("Move that to another sheet, then export again."),
            sheet=earlier.name,
        )
    data = package.read(package.workbook_part)
    parts = {earlier.part: made}
    if edits := recalculation(data, package.workbook):
        parts[package.workbook_part] = splice(data, edits)
    # Its formulas come and go: a list of formula cells that is out of step would be repaired.
    chain = calculation_chain(package)
    if chain is None:
        return parts, frozenset()
    return parts | without_part(package, chain), frozenset([chain])
