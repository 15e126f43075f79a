"""Plain text in columns that stay aligned with Chinese in them."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Sequence

_INVISIBLE = ("Cc", "Cf", "Cs")


def width(text: str) -> int:
    """Terminal cells of a visible text: two for wide characters, none for combining ones."""
    return sum(_cells(c) for c in text)


def _cells(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def visible(text: str) -> str:
    """The text on one line; control characters, which could drive a terminal, as pictures."""
    return "".join(_picture(c) for c in text)


def _picture(char: str) -> str:
    if ord(char) < 0x20:
        return chr(0x2400 + ord(char))
    return "\ufffd" if unicodedata.category(char) in _INVISIBLE else char


def aligned(rows: Sequence[Sequence[str]], right: Collection[int] = ()) -> str:
    """The rows in columns two spaces apart; those in ``right`` are right-aligned."""
    shown = [[visible(cell) for cell in row] for row in rows]
    columns = max(map(len, shown), default=0)
    widths = [max(width(r[i]) for r in shown if i < len(r)) for i in range(columns)]
    lines = []
    for row in shown:
        cells = []
        for i, cell in enumerate(row):
            space = " " * (widths[i] - width(cell))
            cells.append(space + cell if i in right else cell + space)
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)
