"""Text in lines of a width: Chinese breaks between characters, words of Latin letters stay whole,
and no line begins with what closes a clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import cell_len

_HAN = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
_OPENING = "（《“「『【〈"
_CLOSING = "，。；：！？、）》”」』】〉…"
_TOKEN = re.compile(
    rf"\s+|[{_OPENING}]*(?:[^\s{_HAN}{_OPENING}{_CLOSING}]+|[^\s{_OPENING}{_CLOSING}])[{_CLOSING}]*|."
)


def wrapped(text: str, width: int) -> list[str]:
    """The lines of a text, each at most ``width`` cells; one empty line of an empty text."""
    if width < 2:
        return [text]
    lines = [""]
    used = 0
    for token in _tokens(text, width):
        size = cell_len(token)
        if used + size > width:
            lines.append("")
            used = 0
            if token.isspace():
                continue
        lines[-1] += token
        used += size
    return [line.rstrip() for line in lines if line.strip()] or [""]


def _tokens(text: str, width: int) -> Iterator[str]:
    """What is not broken, or pieces of it where it does not fit into a line of its own."""
    for token in _TOKEN.findall(" ".join(text.split())):
        piece = ""
        for character in token:
            if cell_len(piece + character) > width:
                yield piece
                piece = ""
            piece += character
        yield piece
