"""Cell ranges as a workbook writes them: ``A1:C9``, and lists of them."""

from __future__ import annotations

import re

from adapters.addresses import CellRange, column_letters
from adapters.excel.ooxml.formulas import MAX_COLUMN, MAX_ROW, column_number

_PART = re.compile(r"\$?([A-Za-z]{1,3})?\$?([1-9][0-9]{0,6})?")


def parse_range(text: str) -> CellRange | None:
    """The range, or None when the text is none; whole columns and rows reach to the sheet's end."""
    first, _, last = text.strip().partition(":")
    start, end = _PART.fullmatch(first), _PART.fullmatch(last or first)
    if not first or start is None or end is None:
        return None
    return CellRange(
        int(start[2] or 1),
        column_number(start[1]) if start[1] else 1,
        int(end[2] or MAX_ROW),
        column_number(end[1]) if end[1] else MAX_COLUMN,
    )


def range_text(cells: CellRange) -> str:
    """``A1:C9``, or ``A1`` for a single cell."""
    first = f"{column_letters(cells.first_column)}{cells.first_row}"
    last = f"{column_letters(cells.last_column)}{cells.last_row}"
    return first if first == last else f"{first}:{last}"


def overlap(one: CellRange, other: CellRange) -> bool:
    """Whether the two share a cell."""
    return (
        one.first_row <= other.last_row
        and other.first_row <= one.last_row
        and one.first_column <= other.last_column
        and other.first_column <= one.last_column
    )


def cell_range(row: int, column: int) -> CellRange:
    """The range of one cell."""
    return CellRange(row, column, row, column)
