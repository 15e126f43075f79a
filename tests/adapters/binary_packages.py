"""Small .xlsb packages, written by hand: no free program writes them."""

from __future__ import annotations

import struct

from small_packages import zipped

_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/{kind}" Target="{target}"/></Relationships>'
)


def record(kind: int, content: bytes = b"") -> bytes:
    """One record; its kind in one or two bytes."""
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return head + bytes([len(content)]) + content


def text(value: str) -> bytes:
    return struct.pack("<I", len(value)) + value.encode("utf-16-le")


def row(number: int) -> bytes:
    return record(0, struct.pack("<I", number) + bytes(13))


def number_cell(column: int, value: float) -> bytes:
    return record(5, struct.pack("<IId", column, 0, value))


def text_cell(column: int, value: str) -> bytes:
    return record(6, struct.pack("<II", column, 0) + text(value))


def binary_workbook(rows: bytes) -> bytes:
    """A workbook with one sheet that holds these rows."""
    bundle = record(156, struct.pack("<II", 0, 1) + text("rId1") + text("Deals"))
    book = record(131) + record(153, bytes(8)) + record(143) + bundle + record(144) + record(132)
    sheet = (
        record(129) + record(148, struct.pack("<4I", 0, 9, 0, 9)) + record(145) + rows
        + record(146) + record(130)
    )  # fmt: skip
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": _RELATIONS.format(kind="officeDocument", target="xl/workbook.bin"),
            "xl/workbook.bin": book,
            "xl/_rels/workbook.bin.rels": _RELATIONS.format(
                kind="worksheet", target="worksheets/sheet1.bin"
            ),
            "xl/worksheets/sheet1.bin": sheet,
        }
    )
