"""References inside formula text: found, moved by an offset, rewritten after inserts."""

import re
from collections.abc import Callable

from .a1 import column_index, column_name, quoted

CELL = r"\$?[A-Za-z]{1,3}\$?[1-9][0-9]*"
# `A1`, `A1:B2`, `A2:A`, `A:C` or `1:3`.
SPAN = (
    rf"{CELL}:\$?[A-Za-z]{{1,3}}(?:\$?[1-9][0-9]*)?|{CELL}"
    r"|\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}|\$?[1-9][0-9]*:\$?[1-9][0-9]*"
)
# A quoted string, or a reference with an optional sheet.
_REFERENCE = re.compile(
    r'"(?:[^"]|"")*"'
    r"|(?P<sheet>(?:'(?:[^']|'')+'|[A-Za-z_][A-Za-z0-9_]*)!)?"
    rf"(?<![A-Za-z0-9_.$:])(?P<span>{SPAN})(?![A-Za-z0-9_(!:])"
)
_CORNER = re.compile(r"(\$?)([A-Za-z]{1,3})?(\$?)([1-9][0-9]*)?")
# Where an open side ends: beyond any grid.
_FAR = 10**8

# Takes first and last of rows and of columns (last included); None where it is gone.
Corners = tuple[int, int, int, int]
Moved = Callable[[str | None, Corners], Corners | None]


def rewritten(text: str, moved: Moved) -> str:
    """The formula with each reference (sheet name or None, corners) put where it is now."""

    def replace(match: re.Match[str]) -> str:
        if match["span"] is None:
            return match[0]
        sheet = match["sheet"]
        name = _title(sheet) if sheet else None
        first, _, last = match["span"].partition(":")
        row, column = _place(first)
        row2, column2 = _place(last) if last else (row, column)
        rows = (row or 0, _FAR if row is None or row2 is None else row2)
        columns = (column or 0, _FAR if column is None or column2 is None else column2)
        corners = moved(name, (*rows, *columns))
        if corners is None:
            return "#REF!"
        text = _written(first, corners[0], corners[2])
        if last:
            text += ":" + _written(last, corners[1], corners[3])
        return (sheet or "") + text

    return _REFERENCE.sub(replace, text)


def retitled(text: str, old: str, new: str | None) -> str:
    """The formula after a sheet got another name, or (None) is gone."""

    def replace(match: re.Match[str]) -> str:
        if not match["sheet"] or _title(match["sheet"]).casefold() != old.casefold():
            return match[0]
        return "#REF!" if new is None else f"{quoted(new)}!{match['span']}"

    return _REFERENCE.sub(replace, text)


def _title(sheet: str) -> str:
    """The name in `'My sheet'!`."""
    return sheet[:-1].strip("'").replace("''", "'")


def place(reference: str) -> tuple[int, int]:
    """Row and column, 0-based, of `$A$1`."""
    row, column = _place(reference)
    return row or 0, column or 0


def _place(corner: str) -> tuple[int | None, int | None]:
    """The same of a corner that may be without a row or without a column."""
    match = _CORNER.fullmatch(corner)
    assert match is not None
    return (
        int(match[4]) - 1 if match[4] else None,
        column_index(match[2]) if match[2] else None,
    )


def _written(like: str, row: int, column: int) -> str:
    match = _CORNER.fullmatch(like)
    assert match is not None
    letters = column_name(column) if match[2] else ""
    return f"{match[1]}{letters}{match[3]}{row + 1 if match[4] else ''}"


def offset(text: str, rows: int, columns: int) -> str:
    """The formula copied `rows` down and `columns` right: relative parts go along."""

    def replace(match: re.Match[str]) -> str:
        if match["span"] is None:
            return match[0]
        parts = [_offset(part, rows, columns) for part in match["span"].split(":")]
        if any(part is None for part in parts):
            return "#REF!"
        return (match["sheet"] or "") + ":".join(part for part in parts if part)

    return _REFERENCE.sub(replace, text)


def _offset(reference: str, rows: int, columns: int) -> str | None:
    match = _CORNER.fullmatch(reference)
    assert match is not None
    row, column = _place(reference)
    fixed_row = match[3] if match[2] else match[1]
    new_row = 0 if row is None else row + (0 if fixed_row else rows)
    new_column = 0 if column is None else column + (0 if match[1] else columns)
    return None if new_row < 0 or new_column < 0 else _written(reference, new_row, new_column)
