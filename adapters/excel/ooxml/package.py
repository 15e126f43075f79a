"""A workbook as a package: parts, the relationships between them, and the list of sheets."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from adapters.errors import N_, NotAWorkbook
from adapters.excel.archive import guard
from adapters.excel.ooxml.formats import GENERAL, builtin_code
from adapters.excel.ooxml.whole import whole

_WORKBOOK_TYPES = re.compile(
    r"\.(spreadsheetml\.(sheet|template)|ms-excel\.(sheet|template)\.macroEnabled)\.main\+xml$"
)
_OTHER_DOCUMENTS = (
    ("binary", N_("This is a binary workbook (.xlsb).")),
    ("addin", N_("This is an Excel add-in, not a workbook.")),
    ("wordprocessing", N_("This is a Word document, not a workbook.")),
    ("word", N_("This is a Word document, not a workbook.")),
    ("presentation", N_("This is a presentation, not a workbook.")),
    ("powerpoint", N_("This is a presentation, not a workbook.")),
)
_SMALLEST_STRING = len("<si/>")
_COUNT = re.compile(rb"""\suniqueCount\s*=\s*["'](\d{1,18})""")


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A worksheet as the workbook lists it; ``position`` counts all sheets, charts included."""

    name: str
    part: str
    visible: bool
    position: int


@dataclass(frozen=True, slots=True)
class DefinedName:
    """A name for a range; ``position`` is the sheet it belongs to, or None for the workbook."""

    name: str
    text: str
    position: int | None


def parse_xml(data: bytes) -> etree._Element:
    """Parse a part without entities, network or a document type.

    Raises:
        NotAWorkbook: not well-formed, or it declares a document type.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    guard.check_no_doctype(data)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as problem:
        raise guard.damaged(
            N_("The workbook is damaged: one of its parts is not valid XML.")
        ) from problem
    if root.getroottree().docinfo.internalDTD is not None:  # in another encoding
        raise guard.damaged(guard.DOCTYPE)
    return root


def local_attribute(element: etree._Element, name: str) -> str | None:
    """An attribute by its local name: ``r:id`` has another namespace in strict workbooks."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


class Package:
    """The parts of one workbook file, inflated when they are first needed.

    Raises (here and in every method):
        NotAWorkbook: the file is of another kind, damaged or hostile.
    """

    def __init__(self, data: bytes) -> None:
        guard.check_kind(data)
        self._data = data
        self._members: Mapping[str, zipfile.ZipInfo] = guard.open_archive(data)
        self._inflated = 0
        self._relations: dict[str, list[tuple[str, str, str]]] = {}  # read once per part
        self._check_content_type()

    def has(self, part: str) -> bool:
        """Whether there is such a part."""
        return guard.member_key(part) in self._members

    def member_name(self, part: str) -> str:
        """The name under which the archive itself lists a part."""
        return self._members[guard.member_key(part)].filename

    def packed_size(self, part: str) -> int:
        """The bytes a part takes in the file, 0 when there is none."""
        info = self._members.get(guard.member_key(part))
        return info.compress_size if info else 0

    def part(self, name: str) -> bytes:
        """A part's content; it must exist."""
        info = self._members.get(guard.member_key(name))
        if info is None:
            raise guard.damaged(
                N_("The workbook is damaged: its part {part} is missing."),
                part=posixpath.basename(name),
            )
        content = guard.inflate(self._data, info)
        self._inflated += len(content)
        if self._inflated > guard.MAX_TOTAL_BYTES:
            raise NotAWorkbook(
                N_("The workbook is too large to be read: its sheets unpack to more than 1 GB."),
                hint=N_("Move old years to another workbook."),
            )
        return content

    def beginning(self, name: str, size: int) -> bytes:
        """The first bytes of a part, for a look ahead."""
        return guard.inflate_beginning(self._data, self._members[guard.member_key(name)], size)

    def related(self, source: str, kind: str) -> dict[str, str]:
        """Targets of ``source``'s relationships whose type ends in ``/kind``, by identifier."""
        if source not in self._relations:
            self._relations[source] = self._read_relations(source)
        return {
            identifier: target
            for identifier, type_, target in self._relations[source]
            if type_.endswith("/" + kind)
        }

    def _read_relations(self, source: str) -> list[tuple[str, str, str]]:
        """Identifier, type and target of each relationship within the package."""
        folder, name = posixpath.split(source)
        relations = posixpath.join(folder, "_rels", name + ".rels")
        if not self.has(relations):
            return []
        found = []
        for item in parse_xml(self.part(relations)).iterfind("{*}Relationship"):
            if item.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, item.get("Target", "")))
                found.append((item.get("Id", ""), item.get("Type", ""), target.lstrip("/")))
        return found

    def _only(self, source: str, kind: str) -> str | None:
        return next(iter(self.related(source, kind).values()), None)

    @cached_property
    def workbook_part(self) -> str:
        """The part that lists the sheets."""
        part = self._only("", "officeDocument")
        if part is None or not self.has(part):
            raise NotAWorkbook(
                N_("This is a zip archive without a workbook in it."),
                hint=N_("Check that the right file was named, and that it opens in Excel."),
            )
        return part

    def _check_content_type(self) -> None:
        if not self.has("[Content_Types].xml"):
            kind = self.part("mimetype")[:200] if self.has("mimetype") else b""
            message = N_("This is a zip archive without a workbook in it.")
            if b"opendocument" in kind:
                message = N_("This is an OpenDocument file, not an Excel workbook.")
            raise NotAWorkbook(message, hint=N_("Open it in its own program and save it as .xlsx."))
        types = parse_xml(self.part("[Content_Types].xml"))
        name = guard.member_key(self.workbook_part)
        extension = name.rpartition(".")[2]
        found = ""
        for item in types.iter("{*}Override", "{*}Default"):
            if guard.member_key(item.get("PartName", "")) == name:
                found = item.get("ContentType", "")
                break
            if item.get("Extension", "").lower() == extension:
                found = item.get("ContentType", "")
        if _WORKBOOK_TYPES.search(found):
            return
        message = next(
            (text for word, text in _OTHER_DOCUMENTS if word in found.lower()),
            N_("This Office file is not a workbook."),
        )
        raise NotAWorkbook(message, hint=N_("Save it as an Excel workbook (.xlsx or .xlsm)."))

    @cached_property
    def _workbook(self) -> etree._Element:
        return parse_xml(self.part(self.workbook_part))

    @cached_property
    def sheets(self) -> tuple[SheetPart, ...]:
        """The worksheets in the order of their tabs; chart sheets are left out."""
        targets = self.related(self.workbook_part, "worksheet")
        listed = self._workbook.iterfind("{*}sheets/{*}sheet")
        found = []
        for position, item in enumerate(listed):
            part = targets.get(local_attribute(item, "id") or "")
            if part is None:
                continue
            if not self.has(part):
                raise guard.damaged(
                    N_("The workbook is damaged: the sheet {sheet} is missing in the file."),
                    sheet=item.get("name", ""),
                )
            visible = item.get("state", "visible") == "visible"
            found.append(SheetPart(item.get("name", ""), part, visible, position))
        if not found:
            raise NotAWorkbook(
                N_("The workbook has no worksheet."), hint=N_("Add a sheet in Excel.")
            )
        return tuple(found)

    @cached_property
    def defined_names(self) -> tuple[DefinedName, ...]:
        """The names for ranges and formulas."""
        names = []
        for item in self._workbook.iterfind("{*}definedNames/{*}definedName"):
            sheet = item.get("localSheetId", "")
            position = whole(sheet, -1) if sheet else None
            names.append(DefinedName(item.get("name", ""), item.text or "", position))
        return tuple(names)

    @cached_property
    def date1904(self) -> bool:
        """Whether serial numbers count from 1904."""
        settings = self._workbook.find("{*}workbookPr")
        return settings is not None and settings.get("date1904") in ("1", "true")

    @property
    def signed(self) -> bool:
        """Whether the package carries a digital signature."""
        return bool(self.related("", "origin"))

    @property
    def shared(self) -> bool:
        """Whether it is shared in Excel's old way and keeps a log of changes."""
        return bool(self.related(self.workbook_part, "revisionHeaders"))

    @cached_property
    def cell_formats(self) -> tuple[str, ...]:
        """The number format code of each cell style, by its index."""
        part = self._only(self.workbook_part, "styles")
        if part is None or not self.has(part):
            return ()
        styles = parse_xml(self.part(part))
        custom = {
            item.get("numFmtId"): item.get("formatCode", GENERAL)
            for item in styles.iterfind("{*}numFmts/{*}numFmt")
        }
        codes = []
        for style in styles.iterfind("{*}cellXfs/{*}xf"):
            identifier = style.get("numFmtId", "0")
            number = whole(identifier, 0)
            codes.append(custom.get(identifier) or builtin_code(number))
        return tuple(codes)

    @cached_property
    def shared_strings_xml(self) -> bytes:
        """The part with the shared strings, empty when there is none."""
        part = self._only(self.workbook_part, "sharedStrings")
        return self.part(part) if part is not None and self.has(part) else b""

    def check_shared_strings(self) -> None:
        """Hold the claimed count against the size: a reader may reserve memory by the claim."""
        xml = self.shared_strings_xml
        claimed = _COUNT.search(xml, 0, 4096)
        if claimed and int(claimed[1]) * _SMALLEST_STRING > len(xml) + 4096:
            raise guard.damaged(N_("The workbook is damaged: it claims more texts than it holds."))
        guard.check_no_doctype(xml)
