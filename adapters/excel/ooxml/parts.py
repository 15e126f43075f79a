"""The parts of a workbook package a patch has to know, found through their relationships."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass

from adapters.errors import N_, NotAWorkbook
from adapters.excel.archive.zipraw import RawZip
from adapters.excel.ooxml.markup import Element, as_utf8, parse
from adapters.excel.ooxml.sealed import refuse_sealed, seal
from adapters.excel.ooxml.sheetxml import SheetXml
from adapters.excel.writing.memory import SaveMemory

CONTENT_TYPES = "[Content_Types].xml"
_TRUE = frozenset({"1", "true", "on"})


@dataclass(frozen=True, slots=True)
class Relation:
    """One relationship: ``kind`` is the last word of its type, ``part`` a member name or empty."""

    id: str
    kind: str
    part: str


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """A sheet as the workbook part lists it; ``index`` counts from 0, as localSheetId does."""

    name: str
    index: int
    part: str
    kind: str


class Package:
    """A workbook package; contents that ``memory`` knows are not unpacked again.

    Raises:
        NotAWorkbook, Refused: as ``RawZip`` does.
    """

    def __init__(self, data: bytes, memory: SaveMemory | None = None) -> None:
        self.zip = RawZip(data)
        self._memory = memory
        self._members = {member.name.lstrip("/").lower(): member for member in self.zip.members}
        self._workbook: Element | None = None
        self.workbook_part = self._find_workbook()

    def find(self, part: str) -> str | None:
        """The member's real name, or None; parts are named without regard to case."""
        member = self._members.get(part.lstrip("/").lower())
        return member.name if member else None

    def size(self, part: str) -> int:
        """Length of the part's content in bytes."""
        return self._members[part.lstrip("/").lower()].size

    def names(self) -> list[str]:
        """All member names in archive order."""
        return [member.name for member in self.zip.members]

    def read(self, part: str) -> bytes:
        """The part's content as UTF-8."""
        member = self._members.get(part.lstrip("/").lower())
        if member is None:
            raise NotAWorkbook(N_("The workbook lacks its part {part}."), part=part)
        return as_utf8(self.zip.read(member))

    def sheet_xml(self, part: str) -> SheetXml:
        """The part as a worksheet."""
        known = self._memory.sheet(part) if self._memory else None
        return known or SheetXml(self.read(part))

    def relations(self, part: str) -> list[Relation]:
        """Relationships of a part (of the package itself for an empty name)."""
        folder = posixpath.dirname(part)
        member = self.find(rels_name(part))
        if member is None:
            return []
        found = []
        for element in parse(self.read(member)).children:
            if element.name != "Relationship":
                continue
            attributes = element.attributes
            target = ""
            if attributes.get("TargetMode") != "External":
                path = posixpath.normpath(
                    posixpath.join("/" + folder, attributes.get("Target", ""))
                )
                target = self.find(path) or ""
            kind = attributes.get("Type", "").rpartition("/")[2]
            found.append(Relation(attributes.get("Id", ""), kind, target))
        return found

    def related(self, part: str, kind: str) -> list[str]:
        """Names of the parts of one kind that a part refers to."""
        return [found.part for found in self.relations(part) if found.kind == kind and found.part]

    def _find_workbook(self) -> str:
        found = self.related("", "officeDocument")
        if not found:
            raise NotAWorkbook(N_("This file is not an Excel workbook."))
        return found[0]

    @property
    def workbook(self) -> Element:
        """The parsed workbook part."""
        if self._workbook is None:
            self._workbook = parse(self.read(self.workbook_part))
        return self._workbook

    def sheets(self) -> list[SheetEntry]:
        """All sheets in tab order, chart sheets among them."""
        listed = self.workbook.find("sheets")
        relations = {found.id: found for found in self.relations(self.workbook_part)}
        entries = []
        for index, element in enumerate(listed.children if listed else ()):
            key = next((v for k, v in element.attributes.items() if k.endswith("}id")), "")
            target = relations.get(key, Relation("", "", ""))
            name = element.attributes.get("name", "")
            entries.append(SheetEntry(name, index, target.part, target.kind))
        return entries

    @property
    def dates_from_1904(self) -> bool:
        """Whether day 0 is 1904-01-01."""
        properties = self.workbook.find("workbookPr")
        return properties is not None and properties.attributes.get("date1904") in _TRUE

    def refuse_guarded(self) -> None:
        """Raise ``Refused`` where a signature or a change log would contradict any edit."""
        signed = any(found.kind == "origin" for found in self.relations(""))
        shared = any(
            found.kind == "revisionHeaders" for found in self.relations(self.workbook_part)
        )
        refuse_sealed(seal(signed=signed, shared=shared))


def rels_name(part: str) -> str:
    """Where the relationships of a part are stored."""
    folder, base = posixpath.split(part)
    return posixpath.join(folder, "_rels", base + ".rels")
