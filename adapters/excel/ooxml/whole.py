"""Whole numbers as a part of a workbook states them: counts, indexes and places."""

from __future__ import annotations

_DIGITS = 10  # nothing in a workbook counts further


def whole(text: str | None, otherwise: int) -> int:
    """The number, or ``otherwise`` where none is stated, or none of at most ten plain digits.

    ``int`` would read blanks, underscores and digits of all scripts too, and fail on 5,000 digits.
    """
    if text is not None and len(text) <= _DIGITS and text.isascii() and text.isdigit():
        return int(text)
    return otherwise
