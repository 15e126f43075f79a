"""References inside formula text: found, moved by an offset, rewritten after inserts."""

import re
from collections.abc import Callable

from .a1 import column_index, column_name

# A quoted string, or a reference with an optional sheet and an optional second corner.
_REFERENCE = re.compile(
    r'"(?:[^"]|"")*"'
    r"|(?P<sheet>(?:'(?:[^']|'')+'|[A-Za-z_][A-Za-z0-9_]*)!)?"
    r"(?<![A-Za-z0-9_.$])(?P<first>\$?[A-Za-z]{1,3}\$?[1-9][0-9]*)"
    r"(?::(?P<last>\$?[A-Za-z]{1,3}\$?[1-9][0-9]*))?(?![A-Za-z0-9_(!])"
)
_CORNER = re.compile(r"(\$?)([A-Za-z]{1,3})(\$?)([1-9][0-9]*)")

# Takes first and last of rows and of columns (last included); None where it is gone.
Corners = tuple[int, int, int, int]
Moved = Callable[[str | None, Corners], Corners | None]


def rewritten(text: str, moved: Moved) -> str:
    """The formula with each reference (sheet name or None, corners) put where it is now."""

    def replace(match: re.Match[str]) -> str:
        if match["first"] is None:
            return match[0]
        sheet = match["sheet"]
        name = sheet[:-1].strip("'").replace("''", "'") if sheet else None
        first, last = match["first"], match["last"]
        row, column = place(first)
        row2, column2 = place(last) if last else (row, column)
        corners = moved(name, (row, row2, column, column2))
        if corners is None:
            return "#REF!"
        text = _written(first, corners[0], corners[2])
        if last:
            text += ":" + _written(last, corners[1], corners[3])
        return (sheet or "") + text

    return _REFERENCE.sub(replace, text)


def place(reference: str) -> tuple[int, int]:
    """Row and column, 0-based, of `$A$1`."""
    match = _CORNER.fullmatch(reference)
    assert match is not None
    return int(match[4]) - 1, column_index(match[2])


def _written(like: str, row: int, column: int) -> str:
    match = _CORNER.fullmatch(like)
    assert match is not None
    return f"{match[1]}{column_name(column)}{match[3]}{row + 1}"


def offset(text: str, rows: int, columns: int) -> str:
    """The formula copied `rows` down and `columns` right: relative parts go along."""

    def replace(match: re.Match[str]) -> str:
        if match["first"] is None:
            return match[0]
        parts = [_offset(part, rows, columns) for part in (match["first"], match["last"]) if part]
        if any(part is None for part in parts):
            return "#REF!"
        return (match["sheet"] or "") + ":".join(part for part in parts if part)

    return _REFERENCE.sub(replace, text)


def _offset(reference: str, rows: int, columns: int) -> str | None:
    match = _CORNER.fullmatch(reference)
    assert match is not None
    row, column = place(reference)
    row += 0 if match[3] else rows
    column += 0 if match[1] else columns
    return None if row < 0 or column < 0 else _written(reference, row, column)
