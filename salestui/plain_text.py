"""Any text as plain writing on one line, so that nothing in it can drive a terminal.

Text from elsewhere may hold line ends, escape sequences, marks that reverse the reading direction,
or joined emoji whose width no two terminals agree on. What is shown is safe; the text itself is
never changed.
"""

from __future__ import annotations

import unicodedata

LINE_END = "↵"
TAB = "⇥"
HIDDEN = "␦"
UNKNOWN = "\ufffd"
SPACE = "␣"

# Shaping hints that draw nothing. Joiners and variation selectors also go: terminals disagree on
# the width of joined emoji, and on the width of none of their parts.
_SILENT = frozenset("\u061c\u200c\u200d\u200e\u200f")
_LINE_ENDS = frozenset("\n\x0b\x0c\x85\u2028\u2029")


def picture(char: str) -> str:
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
        self[code] = shown = picture(chr(code))
        return shown


_PICTURES = _Pictures()


def with_edges(text: str) -> str:
    """The text with the spaces around it as signs, where it matters that they are there."""
    body = text.strip()
    if body == text:
        return text
    before, _, after = text.partition(body) if body else (text, "", "")
    return _signs(before) + body + _signs(after)


def _signs(blank: str) -> str:
    return "".join(SPACE if unicodedata.category(c) == "Zs" else c for c in blank)


def visible_lines(text: str) -> str:
    """The text with its lines kept, and each of them made visible."""
    return "\n".join(visible(line) for line in text.split("\n"))


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


def short(text: str, most: int = 40) -> str:
    """The text on one line of at most so many characters, to be named in a sentence."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1] + "…"
