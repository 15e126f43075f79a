"""Where a text occurs in the rows shown, as the eye finds it."""

from __future__ import annotations

import polars as pl

from salestui.mapping.layout import Column
from salestui.mapping.table import ID
from salestui.model.fields import TEXTUAL, FieldType
from salestui.views.filtering.expressions import contains
from salestui.views.table import TableView


def matching_places(view: TableView, term: str) -> list[int]:
    """The places of the rows with the term in any column, whatever its case, in order.

    Works on all rows shown: run it in a worker when there are many.
    """
    if not term:
        return []
    terms = [_found(column, term) for column in view.columns]
    hit = pl.any_horizontal([t.fill_null(False) for t in terms]) if terms else pl.lit(False)
    rows = view.rows.frame.lazy().filter(hit).select(ID).collect()[ID].to_list()
    unread = {row for (row, _c), text in view.rows.base.unread.items() if _within(term, text)}
    found = unread.union(rows)
    return [place for place, row in enumerate(view.ids) if row in found]


def matching_column(view: TableView, place: int, term: str) -> str | None:
    """The first column of a row whose shown text has the term."""
    for column, cell in zip(view.columns, view.cells(place, place + 1)[0], strict=True):
        if _within(term, cell.text):
            return column.name
    return None


def _within(term: str, text: str) -> bool:
    return term.casefold() in text.casefold()


def _found(column: Column, term: str) -> pl.Expr:
    value = pl.col(column.name)
    if column.type in TEXTUAL:
        return contains(value, term)
    if column.type is FieldType.DATE:
        return value.cast(pl.String).str.contains(term, literal=True)
    digits = term.replace(",", "").removesuffix("%")
    if column.type is FieldType.FLAG or not digits or not any(c.isdigit() for c in digits):
        return pl.lit(False)
    number = value * 100 if column.type is FieldType.PERCENT else value / column.scale
    return number.round(4).cast(pl.String).str.contains(digits, literal=True)
