"""Workbooks written by hand, part by part, for what no library would write."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping
from pathlib import Path

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_STRINGS_TYPE = (
    '<Override PartName="/xl/sharedStrings.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
)
HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def sheet(rows: str, after: str = "") -> str:
    """A worksheet part around these rows."""
    return (
        f'{HEADER}<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheetData>{rows}</sheetData>'
        f"{after}</worksheet>"
    )


def parts(
    *sheets: str, strings: str = "", names: str = "", content_type: str = WORKBOOK_TYPE
) -> dict[str, str]:
    """The parts of a small workbook with sheets ``S1``, ``S2`` and so on."""
    numbers = range(1, len(sheets) + 1)
    listed = "".join(f'<sheet name="S{n}" sheetId="{n}" r:id="rId{n}"/>' for n in numbers)
    related = "".join(
        f'<Relationship Id="rId{n}" Type="{OFFICE}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in numbers
    )
    related += f'<Relationship Id="rIdS" Type="{OFFICE}/styles" Target="styles.xml"/>'
    if strings:
        related += (
            f'<Relationship Id="rIdT" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
        )
    return {
        "[Content_Types].xml": f'{HEADER}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{content_type}"/>'
        f"{_STRINGS_TYPE if strings else ''}</Types>",
        "_rels/.rels": f'{HEADER}<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
        "</Relationships>",
        "xl/workbook.xml": f'{HEADER}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
        f"<sheets>{listed}</sheets><definedNames>{names}</definedNames></workbook>",
        "xl/_rels/workbook.xml.rels": f'{HEADER}<Relationships xmlns="{PACKAGE}/relationships">'
        f"{related}</Relationships>",
        "xl/styles.xml": f'{HEADER}<styleSheet xmlns="{MAIN}"><cellXfs count="3">'
        '<xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="4"/></cellXfs></styleSheet>',
        **({"xl/sharedStrings.xml": strings} if strings else {}),
        **{f"xl/worksheets/sheet{n}.xml": xml for n, xml in zip(numbers, sheets, strict=True)},
    }


def shared(*texts: str, count: int | None = None) -> str:
    """A shared strings part that claims ``count`` texts."""
    items = "".join(f"<si><t>{text}</t></si>" for text in texts)
    claimed = len(texts) if count is None else count
    return f'{HEADER}<sst xmlns="{MAIN}" count="{claimed}" uniqueCount="{claimed}">{items}</sst>'


def zipped(content: Mapping[str, str | bytes]) -> bytes:
    """The parts as an archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in content.items():
            archive.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def workbook(*sheets: str, strings: str = "", names: str = "") -> bytes:
    """A small workbook with these worksheet parts."""
    return zipped(parts(*sheets, strings=strings, names=names))


def saved(folder: Path, data: bytes, name: str = "book.xlsx") -> Path:
    """The bytes as a file."""
    path = folder / name
    path.write_bytes(data)
    return path


def with_lied_size(data: bytes, part: str, size: int) -> bytes:
    """The archive with another uncompressed size claimed for one part, in both headers."""
    changed = bytearray(data)
    name = part.encode()
    for signature, name_at, size_at in ((b"PK\x03\x04", 30, 22), (b"PK\x01\x02", 46, 24)):
        at = -1
        while (at := changed.find(signature, at + 1)) >= 0:
            if changed[at + name_at : at + name_at + len(name)] == name:
                struct.pack_into("<I", changed, at + size_at, size)
    return bytes(changed)


def with_flag(data: bytes, part: str, flag: int) -> bytes:
    """The archive with a general purpose flag set on one part, in both headers."""
    changed = bytearray(data)
    name = part.encode()
    for signature, name_at, flag_at in ((b"PK\x03\x04", 30, 6), (b"PK\x01\x02", 46, 8)):
        at = -1
        while (at := changed.find(signature, at + 1)) >= 0:
            if changed[at + name_at : at + name_at + len(name)] == name:
                changed[at + flag_at] |= flag
    return bytes(changed)
