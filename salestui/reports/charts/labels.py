"""Names that label a chart, on few short lines."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from salestui.plain_text import visible
from salestui.reports.sheet_style import text_width

_OPENING = "（「『《【〔“‘"
_CLOSING = "）」』》】〕”’，。、；：！？"
_CAPITAL = 1.35
"""How much wider capitals are than small letters."""


def wrapped(text: str, width: int, lines: int = 2) -> list[str]:
    """The text on at most so many lines; what does not fit ends in ``…``.

    Args:
        width: of a line, in small letters; a Chinese character takes two.
    """
    pieces = list(_pieces(visible(text[: width * lines + 1]), width))
    found: list[str] = []
    line = ""
    for n, piece in enumerate(pieces):
        if drawn_width((line + piece).rstrip()) <= width:
            line += piece
            continue
        if len(found) == lines - 1:
            return [*found, _cut(line + "".join(pieces[n:]), width)]
        if line:
            found.append(line.rstrip())
        line = piece.lstrip()
    return [*found, line.rstrip()]


def drawn_width(text: str) -> float:
    """How wide a text is about, in small letters; the renderer's own measure cuts too late."""
    return text_width(text) + sum(_CAPITAL - 1 for char in text if char.isupper())


def _pieces(text: str, width: int) -> Iterator[str]:
    """Where a line may end: after blanks and wide characters, and within too long words.

    Not after an opening bracket, nor before a closing one.
    """
    piece = ""
    for char, following in pairwise(text + " "):
        piece += char
        bound = char in _OPENING or following in _CLOSING
        if not bound and (char in " -/" or text_width(char) == 2):
            yield from _fitting(piece, width)
            piece = ""
    yield from _fitting(piece, width)


def _fitting(piece: str, width: int) -> Iterator[str]:
    if drawn_width(piece) <= width:
        yield piece
    else:
        yield from piece


def _cut(text: str, width: int) -> str:
    while drawn_width(text) > width - 1:
        text = text[:-1]
    return text.rstrip() + "…"
