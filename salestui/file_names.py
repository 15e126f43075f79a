"""Names for files that are made of texts from workbooks, fit for every system.

What people name a sheet, a customer or a period can hold what a file's name cannot: the signs that
part folders, marks that reverse how a name reads, or the names of devices on Windows.
"""

from __future__ import annotations

import re
import unicodedata

_UNFIT = re.compile(r'[\\/:*?"<>|]')
_DEVICE = re.compile(r"(con|prn|aux|nul|con(in|out)\$|(com|lpt)[0-9¹²³])\s*(\.|$)", re.IGNORECASE)
_LONGEST = 180
"""Bytes of a name before its ending: systems allow 255, and copies get longer ones."""


def file_name(stem: str, suffix: str = "") -> str:
    """A file's name of a text and an ending such as ``.xlsx``; never empty, one in no folder."""
    plain = "".join(map(_fitting, unicodedata.normalize("NFC", stem)))
    name = _cut(_UNFIT.sub("_", plain).strip(" ."))
    if not name or _DEVICE.match(name + suffix) or name[0] in "-~":
        name = f"_{name}"  # a device, an option to a command, or another program's own file
    return name + suffix


def _fitting(char: str) -> str:
    """The character; nothing for what is not seen and for halves of characters."""
    category = unicodedata.category(char)
    if category in ("Zs", "Zl", "Zp"):
        return " "
    return "_" if category == "Cc" else "" if category in ("Cf", "Cs", "Cn") else char


def _cut(name: str) -> str:
    whole = name.encode()
    return whole[:_LONGEST].decode(errors="ignore").rstrip(" .") if len(whole) > _LONGEST else name
