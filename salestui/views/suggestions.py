"""A suggested value: which cells it would change, before anything is changed."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from adapters.protocol import a1
from salestui.book.rows import Rows
from salestui.book.state import BookState
from salestui.i18n import _
from salestui.mapping.layout import SHEET, Column, Problem, TableLayout
from salestui.mapping.table import ID, ROW


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Cells of one column that would hold ``after`` instead of ``before``.

    Attributes:
        rows: their identities, in the sheet's order.
        cells: their addresses, ``Deals!G7``; a row not saved yet has none and says so.
    """

    entity: str
    column: Column
    before: str
    after: str
    rows: tuple[int, ...]
    cells: tuple[str, ...]


def suggestion(state: BookState, problem: Problem) -> Suggestion | None:
    """What a problem suggests, for the cells that hold the value now; None where none do."""
    rows = state.rows(problem.entity)
    column = rows.layout.column(problem.column) if rows else None
    if rows is None or column is None or not problem.suggestion:
        return None
    row = row_of(state, problem)
    before = None if row is None else state.doubted.get((problem.entity, row, problem.column))
    if not isinstance(before, str) or before == problem.suggestion:
        return None
    typed = ~pl.col(ID).is_in(list(rows.base.formulas.get(column.name, ())))
    same = rows.live.filter(typed & (pl.col(column.name) == before))
    if same.is_empty():
        return None
    ids, places = same[ID].to_list(), same[ROW].to_list()
    sheets = same[SHEET].to_list() if SHEET in same.columns else [None] * len(ids)
    cells = tuple(
        _address(rows.layout.on(sheet), column, place)
        for sheet, place in zip(sheets, places, strict=True)
    )
    return Suggestion(problem.entity, column, before, problem.suggestion, tuple(ids), cells)


def row_of(state: BookState, problem: Problem) -> int | None:
    """The identity of the row whose cell a problem names; None where it names none."""
    rows = state.rows(problem.entity)
    if rows is None or problem.row is None:
        return None
    found = rows.frame.filter(_on_row(rows, problem))[ID]
    return int(found[0]) if found.len() else None


def _on_row(rows: Rows, problem: Problem) -> pl.Expr:
    """The row that a problem names, on its sheet where the table is over several."""
    row = pl.col(ROW) == problem.row
    return row & (pl.col(SHEET) == problem.sheet) if rows.layout.parts else row


def _address(sheet: TableLayout, column: Column, row: int | None) -> str:
    position = (sheet.column(column.name) or column).position or 1
    return a1(sheet.sheet, row, position) if row else _("new row")
