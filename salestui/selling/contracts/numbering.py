"""The number that a new row gets where the team numbers its rows."""

from __future__ import annotations

import re

import polars as pl

from salestui.book.state import BookState
from salestui.model.entities import entity as entity_of

_ENDS_IN_DIGITS = re.compile(r"^(.*?)(\d+)$")


def next_number(state: BookState, entity: str, otherwise: str = "") -> str:
    """The number after the last row's that ends in digits: ``C-2026-07`` after ``C-2026-06``.

    Empty where the sheet has no column for it.

    Args:
        otherwise: the number where no row has one.
    """
    rows, key = state.rows(entity), entity_of(entity).key
    if rows is None or not key or rows.layout.column(key) is None:
        return ""
    if rows.live.schema.get(key) != pl.String:
        return otherwise
    taken = {text.strip() for text in rows.live[key].drop_nulls().to_list()}
    texts = reversed(rows.live[key].drop_nulls().to_list())
    match = next(filter(None, (_ENDS_IN_DIGITS.match(text.strip()) for text in texts)), None)
    if match is None:
        return otherwise
    before, digits = match.groups()
    number = int(digits) + 1
    while (text := f"{before}{number:0{len(digits)}d}") in taken:
        number += 1
    return text
