"""What sheets, tables, columns and ranges of a report may be called in Excel."""

from __future__ import annotations

import re
from collections.abc import Iterable

from salestui.plain_text import visible

LONGEST_SHEET = 31
LONGEST_HEADER = 255
_UNFIT_IN_SHEETS = re.compile(r"[\[\]:*?/\\]")
_KEPT_BY_EXCEL = "history"
_NO_WORD = re.compile(r"\W+")
# Excel reads _x0041_ in a name as the character A.
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
# What looks like a call of a new function would be given that function's prefix in a formula.
_CALL = re.compile(r"(?<=[A-Z0-9])\(")

# Signs of structured references that programs do not agree how to escape.
_LOOKALIKES = str.maketrans("@'\"", "＠’”")


class Names:
    """Names that are unique but for capitals, as Excel wants them."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = {name.casefold() for name in taken}

    def free(self, wanted: str, longest: int) -> str:
        """The name, cut to that length in Excel's characters, with a number where it is taken."""
        name, number = cut(wanted, longest), 1
        while name.casefold() in self._taken:
            number += 1
            ending = f" {number}" if " " in wanted or not wanted.isascii() else f"_{number}"
            name = cut(wanted, longest - len(ending)) + ending
        self._taken.add(name.casefold())
        return name


def cut(text: str, longest: int) -> str:
    """The text with no more than that many UTF-16 units, which is how Excel counts."""
    if _units(text) <= longest:
        return text
    while _units(text) > longest - 1:
        text = text[:-1]
    return text.rstrip() + "…"


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "replace")) // 2


def sheet_names(titles: Iterable[str]) -> list[str]:
    """Names for sheets with these titles, in their order."""
    names = Names([_KEPT_BY_EXCEL])
    return [names.free(_sheet_title(title), LONGEST_SHEET) for title in titles]


def _sheet_title(title: str) -> str:
    line = " ".join(_UNFIT_IN_SHEETS.sub(" ", visible(title)).split()).strip("' ")
    return line or "-"


def headers(titles: Iterable[str]) -> list[str]:
    """Titles of a table's columns as its header may hold them: on one line, no two alike."""
    names = Names()
    return [names.free(_header(title), LONGEST_HEADER) for title in titles]


def _header(title: str) -> str:
    line = " ".join(visible(title).split())
    line = _CALL.sub(" (", _ESCAPE.sub("_ ", line)).translate(_LOOKALIKES)
    return line or "-"


def in_brackets(header: str) -> str:
    """One of ``headers`` as a structured reference names it: ``Won [net]`` is ``Won '[net']``."""
    return re.sub(r"([\[\]#])", r"'\1", header)


def range_name(*parts: str) -> str:
    """A name for a table or a cell, made of these parts: letters, digits and underscores.

    Never one that looks like a cell's address, as long as there are two parts.
    """
    name = "_".join(_NO_WORD.sub("_", part).strip("_") or "x" for part in parts)
    name = _ESCAPE.sub("_n", name)
    return name if not name[0].isdigit() else f"n_{name}"
