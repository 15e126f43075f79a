"""A suggested value: which cells it would change, before anything is changed."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from adapters.addresses import a1
from salestui.book.rows import Rows
from salestui.book.spaces import SPACES_AROUND, spaced
from salestui.book.state import BookState
from salestui.i18n import _, ngettext
from salestui.mapping.layout import SHEET, Column, Problem, TableLayout
from salestui.mapping.table import ID, ROW
from salestui.views.cells import column_title


@dataclass(frozen=True, slots=True)
class Replacement:
    """One cell that would hold another text.

    Attributes:
        row: its identity.
        cell: its address, ``Deals!G7``; a row not saved yet has none and says so.
        before: its text, with the spaces around it where they are to go.
    """

    row: int
    cell: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Cells of one column that would hold other texts, in the sheet's order; never empty."""

    entity: str
    column: Column
    changes: tuple[Replacement, ...]
    tidies: bool = False
    """Whether only spaces around the texts go."""

    @property
    def label(self) -> str:
        """What following it does, for undo."""
        title = column_title(self.column)
        if self.tidies:
            count = len(self.changes)
            return ngettext(
                "Spaces around the text of {n} cell of {column} taken off",
                "Spaces around the texts of {n} cells of {column} taken off",
                count,
            ).format(n=count, column=title)
        first = self.changes[0]
        return _("{before} → {after} in {column}").format(
            before=first.before, after=first.after, column=title
        )


def suggestion(state: BookState, problem: Problem) -> Suggestion | None:
    """What a problem suggests, for the cells that hold the value now; None where none do."""
    rows = state.rows(problem.entity)
    column = rows.layout.column(problem.column) if rows else None
    if rows is None or column is None or not problem.suggestion:
        return None
    tidies = problem.code == SPACES_AROUND
    texts = spaced(rows, problem) if tidies else _spelled(state, rows, problem)
    formulas = rows.base.formulas.get(column.name, ())
    wanted = [row for row in texts if row not in formulas]
    same = rows.live.filter(pl.col(ID).is_in(wanted))
    if same.is_empty():
        return None
    ids, places = same[ID].to_list(), same[ROW].to_list()
    sheets = same[SHEET].to_list() if SHEET in same.columns else [None] * len(ids)
    changes = tuple(
        Replacement(
            row,
            _address(rows.layout.on(sheet), column, place),
            texts[row],
            texts[row].strip() if tidies else problem.suggestion,
        )
        for row, sheet, place in zip(ids, sheets, places, strict=True)
    )
    return Suggestion(problem.entity, column, changes, tidies)


def _spelled(state: BookState, rows: Rows, problem: Problem) -> dict[int, str]:
    """The rows that hold what the cell of a problem held when it was read."""
    row = row_of(state, problem)
    text = None if row is None else state.doubted.get((problem.entity, row, problem.column))
    if not isinstance(text, str) or problem.column not in rows.live.columns:
        return {}
    return dict.fromkeys(rows.live.filter(pl.col(problem.column) == text)[ID], text)


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
