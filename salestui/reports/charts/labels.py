"""Names that label a chart, on few short lines."""

from __future__ import annotations

from itertools import pairwise

from salestui.plain_text import visible
from salestui.reports.sheet_style import text_width

_OPENING = "（「『《【〔“‘"
_CLOSING = "）」』》】〕”’，。、；：！？"
_LONG = 12


def wrapped(text: str, width: int, lines: int = 2) -> list[str]:
    """The text on at most so many lines; what does not fit ends in ``…``.

    Args:
        width: of a line; a Chinese character takes two.
    """
    pieces = _pieces(visible(text[: width * lines + 1]))
    found: list[str] = []
    line = ""
    for n, piece in enumerate(pieces):
        if text_width((line + piece).rstrip()) <= width:
            line += piece
            continue
        if len(found) == lines - 1:
            return [*found, _cut(line + "".join(pieces[n:]), width)]
        found.append(line.rstrip())
        line = piece.lstrip()
    return [*found, line.rstrip()]


def _pieces(text: str) -> list[str]:
    """Where a line may end: after blanks and wide characters, and within very long words.

    Not after an opening bracket, nor before a closing one.
    """
    found = [""]
    for char, following in pairwise(text + " "):
        found[-1] += char
        if char in _OPENING or following in _CLOSING:
            continue
        if char in " -/" or text_width(char) == 2 or len(found[-1]) >= _LONG:
            found.append("")
    return [piece for piece in found if piece]


def _cut(text: str, width: int) -> str:
    while text_width(text) > width - 1:
        text = text[:-1]
    return text.rstrip() + "…"
