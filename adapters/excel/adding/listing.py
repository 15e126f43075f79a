"""A new sheet where a workbook lists its sheets: workbook, relations, content types, properties."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping

from adapters.errors import N_, Refused
from adapters.excel.ooxml.markup import (
    Edit,
    Element,
    attribute_text,
    attributes_of,
    escape,
    parse,
    prefix_of,
    splice,
    with_attribute,
    without_attributes,
)
from adapters.excel.ooxml.parts import CONTENT_TYPES, Package, rels_name
from adapters.excel.ooxml.whole import whole

SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
"""The content type of a worksheet."""

_MOST_IDS = 65_534
_BEFORE_NAMES = ("sheets", "functionGroups", "externalReferences")
_PROTECTED = N_("The workbook's structure is protected: no sheet can be added to it.")


def free_part(package: Package, pattern: str, number: int) -> str:
    """The name of a part that is not there, from that number on."""
    while package.find(pattern.format(number)) is not None:
        number += 1
    return pattern.format(number)


def workbook_with(package: Package, title: str, relation: str) -> bytes:
    """The workbook part with one more sheet behind the others.

    Raises:
        Refused: the order of its sheets is protected.
    """
    guarded = package.workbook.find("workbookProtection")
    if guarded is not None and guarded.attributes.get("lockStructure") in ("1", "true"):
        raise Refused(_PROTECTED, N_("Unprotect it in Excel (Review, Protect Workbook)."))
    data, listed = package.read(package.workbook_part), package.workbook.find("sheets")
    if listed is None or not listed.children:
        raise Refused(N_("The workbook has no worksheet."))
    last = listed.children[-1]
    tag = data[last.start : last.open_end].removesuffix(b"/>").removesuffix(b">") + b"/>"
    written = attributes_of(tag)
    id_name = next((name for name in written if name.rpartition(":")[2] == "id"), "r:id")
    # The namespaces that one sheet declares for itself go with its tag.
    kept = {name for name in written if name.startswith("xmlns")} | {"name", "sheetId", id_name}
    tag = without_attributes(tag, written.keys() - kept)
    taken = {whole(e.attributes.get("sheetId"), 0) for e in listed.children}
    number = max(taken) + 1
    if number > _MOST_IDS:
        number = next(n for n in range(1, _MOST_IDS) if n not in taken)
    for name, value in (("name", title), ("sheetId", str(number)), (id_name, relation)):
        tag = with_attribute(tag, name, value)
    return splice(data, [(listed.close_start, listed.close_start, tag)])


def workbook_naming(data: bytes, name: str, means: str) -> bytes:
    """The workbook part with one more name, which no list shows."""
    root = parse(data)
    before = [e for e in root.children if e.is_main and e.name in _BEFORE_NAMES]
    prefix = prefix_of(data, before[0])
    new = b'<%bdefinedName name="%b" hidden="1">%b</%bdefinedName>' % (
        prefix, name.encode(), escape(means).encode(), prefix,
    )  # fmt: skip
    names = root.find("definedNames")
    if names is not None and names.children:
        place = names.children[-1].end
        return splice(data, [(place, place, new)])
    new = b"<%bdefinedNames>%b</%bdefinedNames>" % (prefix, new, prefix)
    start, end = (names.start, names.end) if names is not None else (before[-1].end,) * 2
    return splice(data, [(start, end, new)])


def relations_with(package: Package, part: str) -> tuple[str, str, bytes]:
    """The workbook's relations with one to a new sheet: its id, its type, and the part.

    Raises:
        Refused: there is no sheet to be like.
    """
    data = package.read(rels_name(package.workbook_part))
    root = parse(data)
    known = [e for e in root.children if e.name == "Relationship"]
    like = next((e for e in known if e.attributes.get("Type", "").endswith("/worksheet")), None)
    if like is None:
        raise Refused(N_("The workbook has no worksheet."))
    ids = {e.attributes.get("Id", "").casefold() for e in known}
    id_ = next(f"rId{n}" for n in range(1, len(ids) + 2) if f"rid{n}" not in ids)
    kind = like.attributes["Type"]
    target = posixpath.relpath("/" + part, "/" + posixpath.dirname(package.workbook_part))
    new = (
        f'Relationship Id="{id_}" Type="{attribute_text(kind)}" Target="{attribute_text(target)}"/>'
    )
    return id_, kind, _with_child(data, root, new)


def types_with(package: Package, types: Mapping[str, str]) -> bytes:
    """The content types with those of new parts."""
    data = package.read(package.find(CONTENT_TYPES) or CONTENT_TYPES)
    for part, kind in types.items():
        name = f'Override PartName="/{attribute_text(part)}" ContentType="{kind}"/>'
        data = _with_child(data, parse(data), name)
    return data


def _with_child(data: bytes, root: Element, child: str) -> bytes:
    new = b"<" + prefix_of(data, root) + child.encode()
    return splice(data, [(root.close_start, root.close_start, new)])


def properties_with(package: Package, title: str) -> dict[str, bytes]:
    """The document's properties, which may list the sheets' names; left alone where they are not
    as Excel writes them.
    """
    found = package.related("", "extended-properties")
    if not found:
        return {}
    data = package.read(found[0])
    root = parse(data)
    pairs, titles = (_vector(root, name) for name in ("HeadingPairs", "TitlesOfParts"))
    if pairs is None or titles is None or len(pairs.children) < 2:
        return {}
    counter = next(iter(pairs.children[1].children), None)
    sheets = sum(e.kind == "worksheet" for e in package.sheets())
    listed = len(titles.children)
    if counter is None or counter.text != str(sheets) or listed < sheets or not sheets:
        return {}
    last = titles.children[sheets - 1]
    prefix = prefix_of(data, last)
    new = b"<%blpstr>%b</%blpstr>" % (prefix, escape(title).encode(), prefix)
    size = data[titles.start : titles.open_end]
    edits: list[Edit] = [
        (counter.open_end, counter.close_start, str(sheets + 1).encode()),
        (titles.start, titles.open_end, with_attribute(size, "size", str(listed + 1))),
        (last.end, last.end, new),
    ]
    return {found[0]: splice(data, edits)}


def _vector(root: Element, name: str) -> Element | None:
    outer = next((e for e in root.children if e.name == name), None)
    return next(iter(outer.children), None) if outer else None
