"""Any text exactly as wide as asked, matched, and edited on one line.

Cell text is data from elsewhere, up to 30,000 characters of it; ``plain_text`` makes it safe.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from rich.cells import cell_len, get_character_cell_size

from salestui.plain_text import picture, visible
from salestui.ui.grid.source import Align

ELLIPSIS = "…"
OVERFLOW = "#"


def width_of(text: str, limit: int) -> int:
    """The cells the visible text takes, counted no further than about ``limit``."""
    return cell_len(visible(text[: limit + 1]))


def fit(text: str, width: int, align: Align = "left", *, number: bool = False) -> str:
    """Exactly ``width`` cells: padded, or cut with an ellipsis.

    A number that does not fit is shown as ``###``: a cut number would read as another number.
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
    """A pattern that finds ``term`` as shown, whatever its case; ``None`` for an empty term."""
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


_TO_EDITOR = {code: picture(chr(code)) for code in range(0x20) if code not in (0x0B, 0x0C)}
_TO_EDITOR |= {0x0B: "␋", 0x0C: "␌", 0x7F: "␡"}
_FROM_EDITOR = {ord(picture): chr(code) for code, picture in _TO_EDITOR.items()}


def to_editor(text: str) -> str | None:
    """The text as one editable line, control characters as pictures; ``from_editor`` undoes it.

    ``None`` when the text cannot make the way there and back, and so must not be edited in place.
    """
    line = text.translate(_TO_EDITOR)
    return line if line.isascii() or _survives(text, line) else None


def _survives(text: str, line: str) -> bool:
    return from_editor(line) == text and not any(0xD800 <= ord(c) <= 0xDFFF for c in line)


def from_editor(line: str) -> str:
    """The text an edited line stands for."""
    return line.translate(_FROM_EDITOR)
