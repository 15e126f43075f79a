"""Who has a workbook open, told by the owner files that Excel and LibreOffice put beside it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from adapters.errors import N_, Notice, ReadOnly
from adapters.excel.archive.atomic import check_replaceable
from adapters.protocol import WriteAccess

UNKNOWN = "another program"
_UTF16_LENGTH_AT = 55
_FIELD = re.compile(r"((?:[^\\,;]|\\.)*)[,;]", re.DOTALL)


def lock_owner(path: Path) -> str | None:
    """The name of who has the workbook open, ``another program`` when unnamed, None if nobody.

    A program that crashed leaves its owner file behind, which cannot be told from a live one.
    """
    for place in dict.fromkeys((path, path.resolve())):
        candidates: tuple[tuple[str, Callable[[bytes], str]], ...] = (
            (f"~${place.name}", _excel_owner),
            (f".~lock.{place.name}#", _libreoffice_owner),
        )
        for name, owner in candidates:
            try:
                content = place.with_name(name).read_bytes()
            except FileNotFoundError:
                continue
            except OSError:  # Excel on Windows holds its file closed to others
                return UNKNOWN
            return owner(content) or UNKNOWN
    return None


def write_access(path: Path) -> WriteAccess:
    """Whether a commit could replace the file now; nothing is opened for writing."""
    owner = lock_owner(path)
    if owner is not None:
        return WriteAccess(False, Notice(N_("The workbook is open in another program.")), owner)
    try:
        check_replaceable(path.resolve(strict=True))
    except ReadOnly as reason:
        return WriteAccess(False, Notice(reason.message, reason.parts))
    except OSError:
        return WriteAccess(False, Notice(N_("The workbook is not there at the moment.")))
    return WriteAccess(True)


def _excel_owner(content: bytes) -> str:
    """The user in Excel's ``~$`` file: in 8-bit text, then in UTF-16, each after its length."""
    name = ""
    if len(content) > _UTF16_LENGTH_AT:
        start = _UTF16_LENGTH_AT + 1
        name = content[start : start + 2 * content[_UTF16_LENGTH_AT]].decode("utf-16-le", "replace")
    if not name.strip(" \0") and content:
        name = content[1 : 1 + content[0]].decode("cp1252", "replace")
    return _printable(name)


def _libreoffice_owner(content: bytes) -> str:
    """The user in ``name,login,host,date,profile;``: the full name, else the login."""
    fields = _FIELD.findall(content.decode("utf-8", "replace"))
    names = (_printable(re.sub(r"\\(.)", r"\1", field)) for field in fields[:2])
    return next((name for name in names if name), "")


def _printable(name: str) -> str:
    return "".join(letter for letter in name if letter.isprintable()).strip()
