"""The currency sign of amounts, where the workbook tells it."""

from __future__ import annotations

from salestui.book.state import BookState
from salestui.mapping.currency_signs import currency_sign


def book_sign(state: BookState) -> str:
    """The sign of the deals' amounts."""
    rows = state.rows("deals")
    column = None if rows is None else rows.layout.column("amount")
    return "" if column is None else currency_sign(column)
