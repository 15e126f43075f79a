"""What a file is by its content, whatever its name says."""

from __future__ import annotations

import re
from enum import StrEnum

from adapters.errors import N_, NotAWorkbook
from adapters.excel.archive import guard
from adapters.foreign.encodings import looks_like_utf16

ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TEXT_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_BOMS = (b"\xff\xfe", b"\xfe\xff")
_WORKBOOK_STREAM = "Workbook".encode("utf-16-le")
_BOOK_STREAM = "Book".encode("utf-16-le")  # Excel 5 and 95
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")


class Kind(StrEnum):
    """The kinds that are read here; the value is the suffix of such files."""

    XLS = ".xls"
    XLSB = ".xlsb"
    ODS = ".ods"
    TEXT = ".csv"


def kind_of(data: bytes) -> Kind:
    """The kind of a file with these bytes.

    Raises:
        NotAWorkbook: it is a workbook of today (.xlsx), a web page, encrypted, or anything else.
    """
    if data.startswith(b"PK"):
        return _kind_of_archive(data)
    if data.startswith(_OLE) and _ENCRYPTED_STREAM not in data:
        if _WORKBOOK_STREAM in data or _BOOK_STREAM in data:
            return Kind.XLS
        raise NotAWorkbook(
            N_("This is an old Office file, but not a workbook."),
            hint=N_("Check that the right file was named, and that it opens in Excel."),
        )
    if _is_text(data):
        return Kind.TEXT
    guard.check_kind(data)
    raise AssertionError("the guard lets nothing but archives pass")


def _is_text(data: bytes) -> bool:
    start = data[:4096]
    if not data.strip():
        return False
    if start.startswith(_BOMS) or looks_like_utf16(start):
        return True
    bare = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    return not bare.startswith(b"<") and not _TEXT_CONTROLS.search(start)


def _kind_of_archive(data: bytes) -> Kind:
    members = guard.open_archive(data)
    if "xl/workbook.bin" in members:
        return Kind.XLSB
    if "xl/workbook.xml" in members:
        raise NotAWorkbook(
            N_("This is an Excel workbook of today (.xlsx or .xlsm), which needs no conversion."),
            hint=N_("Open it as it is; its name has to end in .xlsx or .xlsm."),
        )
    mimetype = members.get("mimetype")
    if mimetype is not None and "content.xml" in members:
        if guard.inflate_beginning(data, mimetype, 200).startswith(ODS_TYPE):
            return Kind.ODS
        raise NotAWorkbook(
            N_("This is an OpenDocument file, but not a spreadsheet."),
            hint=N_("Check that the right file was named."),
        )
    raise NotAWorkbook(
        N_("This is a zip archive, but no workbook of a known kind."),
        hint=N_("Check that the right file was named, and that it opens in Excel."),
    )
