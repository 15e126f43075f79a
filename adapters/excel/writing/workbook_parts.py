"""The parts around the sheets that a change of cells reaches: workbook, types, relations."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence

from adapters.excel.ooxml.markup import Edit, Element, parse, set_attribute, splice
from adapters.excel.ooxml.parts import CONTENT_TYPES, Package, rels_name
from adapters.excel.writing.extend import name_edits
from adapters.excel.writing.patch_sheet import PatchedSheet

# calcPr follows the last of these in the workbook part.
_BEFORE_CALCULATION = ("sheets", "functionGroups", "externalReferences", "definedNames")


def calculation_chain(package: Package) -> str | None:
    """The part that lists formula cells. A stale entry makes Excel repair the file, none does not,
    so the part is left out when formula cells come or go.
    """
    return next(iter(package.related(package.workbook_part, "calcChain")), None)


def workbook_parts(
    package: Package, done: Sequence[PatchedSheet], dropped: str | None
) -> dict[str, bytes]:
    """New contents of the parts around the sheets, only of those that change."""
    workbook = package.workbook
    data = package.read(package.workbook_part)
    edits = recalculation(data, workbook)
    for patched in done:
        edits += name_edits(workbook, patched.plan.sheet.entry.index, patched.plan.growths)
    parts = {package.workbook_part: splice(data, edits)} if edits else {}
    if dropped is not None:
        parts.update(without_part(package, dropped))
    return parts


def recalculation(data: bytes, workbook: Element) -> list[Edit]:
    """Ask Excel to compute everything when it opens the file: results in it may be stale."""
    settings = workbook.find("calcPr")
    if settings is not None:
        if settings.attributes.get("fullCalcOnLoad") in ("1", "true"):
            return []
        return [set_attribute(data, settings, "fullCalcOnLoad", "1")]
    before = [e for e in workbook.children if e.is_main and e.name in _BEFORE_CALCULATION]
    if not before:
        return []
    name = data[before[0].start + 1 : before[0].open_end].split(b"sheets")[0]
    place = before[-1].end
    return [(place, place, b"<" + name + b'calcPr fullCalcOnLoad="1"/>')]


def without_part(package: Package, part: str) -> dict[str, bytes]:
    """Content types and workbook relations without any mention of a part."""
    relations = rels_name(package.workbook_part)
    ids = {r.id for r in package.relations(package.workbook_part) if r.part == part}
    changed = {}
    for name in (CONTENT_TYPES, relations):
        member = package.find(name) or name
        data = package.read(member)
        mentions = [
            element
            for element in parse(data).children
            if element.attributes.get("Id") in ids
            or posixpath.normpath(element.attributes.get("PartName", "/")).lower()
            == "/" + part.lstrip("/").lower()
        ]
        if mentions:
            changed[member] = splice(data, [(e.start, e.end, b"") for e in mentions])
    return changed
