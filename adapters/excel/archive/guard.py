"""What is checked before any reader sees a file: the kind of file and the shape of its archive.

Readers differ in how they fail on a hostile or foreign file, up to ending the process; here each
such file gets one sentence. Nothing is ever extracted to disk, so the names inside do no harm.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from adapters.errors import N_, NotAWorkbook

MAX_MEMBERS = 10_000
MAX_PART_BYTES = 2**30  # one part, inflated
MAX_TOTAL_BYTES = 2**30  # all parts that are read, inflated
MAX_RATIO = 200  # inflated : packed; Excel's own sheets stay below 40
RATIO_COUNTS_FROM = 32 * 2**20  # small parts may be as repetitive as they like
DOCTYPE = N_(
    "The workbook is damaged: one of its parts declares a document type, as no workbook does."
)
_CHUNK = 2**20
_NOT_READABLE = (
    zipfile.BadZipFile, zipfile.LargeZipFile, struct.error, ValueError, OSError, NotImplementedError
)  # fmt: skip
_END_RECORD = struct.Struct("<4s4H2IH")

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_TEXT_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1f]")
_ODS_START = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
_CONVERT = N_(
    "Convert it with salestui convert, which writes a new Excel workbook (.xlsx); "
    "or rename it to what it is, to look at it as it stands."
)
_SAVE_AS = N_("Open it in Excel or LibreOffice and save it as an Excel workbook (.xlsx).")


def check_kind(data: bytes) -> None:
    """Tell by its first bytes that a file is a zip archive, or say what it is instead.

    Raises:
        NotAWorkbook: it is anything else.
    """
    if data.startswith(b"PK"):
        _check_archive_kind(data)
        return
    start = data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if not data:
        message = N_("The file is empty.")
        hint = N_("Look for an earlier version or a backup of it.")
    elif data.startswith(_OLE):
        message, hint = _ole_kind(data)
    elif start.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<meta")):
        message, hint = N_("This is a web page with the name of a workbook."), _SAVE_AS
    elif start.startswith(b"<"):
        message, hint = N_("This is an XML file, not an Excel workbook."), _SAVE_AS
    elif _is_text(data[:4096]):
        message = N_("This is a text file (such as CSV), not an Excel workbook.")
        hint = _CONVERT
    else:
        message = N_("This is not an Excel workbook: it is of another kind of file.")
        hint = N_("Check that the right file was named, and that it opens in Excel.")
    raise NotAWorkbook(message, hint=hint)


def _ole_kind(data: bytes) -> tuple[str, str]:
    if _ENCRYPTED_STREAM in data:
        return (
            N_("The workbook is encrypted with a password."),
            N_("In Excel, remove the password under File > Info > Protect Workbook, then save."),
        )
    return N_("This is a workbook in the old .xls format, or another old Office file."), _CONVERT


def _check_archive_kind(data: bytes) -> None:
    """Tell the archives of other spreadsheets, however they are called."""
    if data[30 : 30 + len(_ODS_START)] == _ODS_START:
        raise NotAWorkbook(
            N_("This is an OpenDocument spreadsheet (.ods) with the name of an Excel workbook."),
            hint=_CONVERT,
        )
    if b"xl/workbook.bin" in data:
        raise NotAWorkbook(
            N_("This is a binary Excel workbook (.xlsb) with the name of another kind."),
            hint=_CONVERT,
        )


def _is_text(start: bytes) -> bool:
    utf16 = start.startswith((b"\xff\xfe", b"\xfe\xff"))
    return utf16 or not _TEXT_CONTROLS.search(start)


def open_archive(data: bytes) -> dict[str, zipfile.ZipInfo]:
    """The members of the archive by their names in lower case, with ``/`` and no leading one.

    Raises:
        NotAWorkbook: truncated, damaged, too many members, or two of one name.
    """
    _check_member_count(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
    except _NOT_READABLE as problem:
        raise damaged(
            N_("The workbook is damaged: its table of contents cannot be read.")
        ) from problem
    members: dict[str, zipfile.ZipInfo] = {}
    for info in infos:
        if members.setdefault(member_key(info.filename), info) is not info:
            raise damaged(N_("The workbook is damaged: two of its parts have the same name."))
    return members


def member_key(name: str) -> str:
    """The name under which a part is looked up: part names ignore case and a leading slash."""
    return name.replace("\\", "/").lstrip("/").lower()


def _check_member_count(data: bytes) -> None:
    """Look at the end record before a library builds an object for each member it claims."""
    at = data.rfind(b"PK\x05\x06", max(0, len(data) - _END_RECORD.size - 0xFFFF))
    if at < 0 or at + _END_RECORD.size > len(data):
        raise NotAWorkbook(
            N_("The file is incomplete: its end is missing."),
            hint=N_("It was cut off while it was copied or saved. Fetch it again or use a backup."),
        )
    count, size = _END_RECORD.unpack_from(data, at)[4:6]
    smallest_entry = 46
    if count > MAX_MEMBERS or (size != 0xFFFFFFFF and size > at) or count * smallest_entry > at:
        raise damaged(N_("The workbook is damaged: its table of contents is not plausible."))


def largest_size(packed_size: int) -> int:
    """The bytes a part may inflate to that takes so many in the file."""
    return min(MAX_PART_BYTES, max(RATIO_COUNTS_FROM, MAX_RATIO * packed_size))


def inflate(data: bytes, info: zipfile.ZipInfo) -> bytes:
    """One member's content, its size bounded while it is inflated and its checksum verified.

    Raises:
        NotAWorkbook: encrypted, of an unknown method, damaged, or far larger than it should be.
    """
    allowed = largest_size(info.compress_size)
    chunks: list[bytes] = []
    size = 0
    with _opened(data, info) as member:
        while chunk := member.read(_CHUNK):
            chunks.append(chunk)
            size += len(chunk)
            if size > allowed:
                raise NotAWorkbook(
                    N_("The workbook holds a part that unpacks to more than {size} MB."),
                    hint=N_(
                        "It may be made to exhaust memory. Open it only if you trust it, "
                        "in Excel, and save it again."
                    ),
                    size=allowed >> 20,
                )
    return b"".join(chunks)


def inflate_beginning(data: bytes, info: zipfile.ZipInfo, size: int) -> bytes:
    """The first ``size`` bytes of a member's content, not verified; raises as ``inflate``."""
    with _opened(data, info) as member:
        return member.read(size)


@contextmanager
def _opened(data: bytes, info: zipfile.ZipInfo) -> Iterator[IO[bytes]]:
    if info.flag_bits & 0x1:
        raise NotAWorkbook(
            N_("Parts of the workbook are encrypted."),
            hint=N_("Save it again without a password."),
        )
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise damaged(
            N_("The workbook is damaged: it is compressed in a way that workbooks never are.")
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(info) as member:
            yield member
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError) as problem:
        raise damaged(
            N_("The workbook is damaged: one of its parts cannot be unpacked.")
        ) from problem
    except (RuntimeError, NotImplementedError) as problem:
        raise damaged(
            N_("The workbook is damaged: one of its parts is stored in an unknown way.")
        ) from problem


def check_no_doctype(xml: bytes) -> None:
    """Refuse a part with a document type, the means of every attack by entities."""
    if b"<!DOCTYPE" in xml:
        raise damaged(DOCTYPE)


def damaged(message: str, **parts: str) -> NotAWorkbook:
    """The error for a file that is an archive but not a sound one."""
    return NotAWorkbook(
        message,
        hint=N_("Open it in Excel, let it repair the file, and save it; or use a backup."),
        **parts,
    )
