"""Any text as one line whose width every terminal agrees on.

Cell text is data from elsewhere: it may hold line ends, escape sequences, marks that reverse the
reading direction, joined emoji, or 30,000 characters. What is shown is safe and exactly as wide
as asked; the text itself is never changed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from rich.cells import cell_len, get_character_cell_size

from salestui.ui.grid.source import Align

ELLIPSIS = "…"
OVERFLOW = "#"
LINE_END = "↵"
TAB = "⇥"
HIDDEN = "␦"
UNKNOWN = "\ufffd"

# Shaping hints that draw nothing. Joiners and variation selectors also go: terminals disagree on
# the width of joined emoji, and on the width of none of their parts.
_SILENT = frozenset("\u061c\u200c\u200d\u200e\u200f")
_LINE_ENDS = frozenset("\n\x0b\x0c\x85\u2028\u2029")


def _picture(char: str) -> str:
    """The visible stand-in of one character, or the character itself."""
    code = ord(char)
    if char in _LINE_ENDS:
        return LINE_END
    if char == "\t":
        return TAB
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    if char in _SILENT or 0xFE00 <= code <= 0xFE0F or 0xE0100 <= code <= 0xE01EF:
        return ""
    category = unicodedata.category(char)
    if category == "Cf":
        return HIDDEN
    if category in ("Cc", "Cs") or code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF:
        return UNKNOWN
    if category == "Zs" and char != "\u3000":
        return " "
    return char


class _Pictures(dict[int, str]):
    """A `str.translate` table that works out each character once."""

    def __missing__(self, code: int) -> str:
        self[code] = picture = _picture(chr(code))
        return picture


_PICTURES = _Pictures()


def visible(text: str) -> str:
    """The text on one line, with everything that is not plain writing made visible."""
    if text.isascii() and text.isprintable():
        return text
    if "\r" in text:
        text = text.replace("\r\n", "\n")
    shown = text.translate(_PICTURES)
    # A combining mark at the start would sit on whatever stands before the cell.
    if shown and unicodedata.category(shown[0]) in ("Mn", "Me"):
        shown = "◌" + shown
    return shown


def width_of(text: str, limit: int) -> int:
    """The cells the visible text takes, counted no further than about `limit`."""
    return cell_len(visible(text[: limit + 1]))


def fit(text: str, width: int, align: Align = "left", *, number: bool = False) -> str:
    """Exactly `width` cells: padded, or cut with an ellipsis.

    A number that does not fit is shown as `###`: a cut number would read as another number.
    """
    # The cost must not depend on the length; zero-width marks are why twice the width is kept.
    limit = 2 * width + 16
    if len(text) > limit:
        text = text[:limit] + ELLIPSIS
    return _fit(text, width, align, number)


@lru_cache(maxsize=8192)
def _fit(text: str, width: int, align: Align, number: bool) -> str:
    if width <= 0:
        return ""
    shown = visible(text)
    size = cell_len(shown)
    if size > width:
        if number:
            return OVERFLOW * width
        shown, size = _cut(shown, width)
    padding = " " * (width - size)
    return padding + shown if align == "right" else shown + padding


def _cut(shown: str, width: int) -> tuple[str, int]:
    """The longest start of a visible text that leaves room for the ellipsis, with its size."""
    size = 0
    for index, char in enumerate(shown):
        step = get_character_cell_size(char)
        if size + step > width - 1:
            return shown[:index] + ELLIPSIS, size + 1
        size += step
    return shown, size


def matcher(term: str) -> re.Pattern[str] | None:
    """A pattern that finds `term` as shown, whatever its case; `None` for an empty term."""
    shown = visible(term)
    return re.compile(re.escape(shown), re.IGNORECASE) if shown else None


def split_matches(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[str, bool]]:
    """The text in pieces, each told whether it matches; empty pieces are left out."""
    end = 0
    for found in pattern.finditer(text):
        if found.start() > end:
            yield text[end : found.start()], False
        yield found.group(), True
        end = found.end()
    if end < len(text):
        yield text[end:], False


_TO_EDITOR = {code: _picture(chr(code)) for code in range(0x20) if code not in (0x0B, 0x0C)}
_TO_EDITOR |= {0x0B: "␋", 0x0C: "␌", 0x7F: "␡"}
_FROM_EDITOR = {ord(picture): chr(code) for code, picture in _TO_EDITOR.items()}


def to_editor(text: str) -> str | None:
    """The text as one editable line, control characters as pictures; `from_editor` undoes it.

    `None` when the text cannot make the way there and back, and so must not be edited in place.
    """
    line = text.translate(_TO_EDITOR)
    return line if line.isascii() or _survives(text, line) else None


def _survives(text: str, line: str) -> bool:
    return from_editor(line) == text and not any(0xD800 <= ord(c) <= 0xDFFF for c in line)


def from_editor(line: str) -> str:
    """The text an edited line stands for."""
    return line.translate(_FROM_EDITOR)
