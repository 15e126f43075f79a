"""What is refused before anything is sent."""

from __future__ import annotations

from collections.abc import Iterable

from adapters.addresses import CellRange, a1
from adapters.changes import AddColumns, CellChange
from adapters.errors import N_, Refused, StaleRevision
from adapters.google.pulled import Pull, PulledSheet
from adapters.google.writing.operations import Batch

MOST_CELLS = 10_000_000


def sheet_of(pull: Pull, change: CellChange | AddColumns) -> PulledSheet:
    """The sheet of a change.

    Raises:
        StaleRevision: there is none of that name any more.
    """
    sheet = pull.sheet(change.sheet)
    if sheet is None:
        raise StaleRevision(
            N_("The sheet {sheet} was renamed or removed in Google Sheets."),
            N_("The spreadsheet is read again; your edits are kept."),
            sheet=change.sheet,
        )
    return sheet


def check_cell(sheet: PulledSheet, row: int, column: int, *, over_formula: bool) -> None:
    """Whether one cell may be put.

    Raises:
        Refused: it holds a formula, or is outside of the grid.
    """
    where = a1(sheet.title, row, column)
    if not (1 <= row <= sheet.rows and 1 <= column <= sheet.columns):
        raise Refused(N_("There is no such cell on the sheet."), where=where)
    if not over_formula and row in sheet.formulas.get(column, ()):
        raise Refused(
            N_("The cell holds a formula, which is not overwritten."),
            N_("Nothing was written. Change the formula in Google Sheets."),
            where=where,
        )


def check_guarded(pull: Pull, batch: Batch) -> None:
    """Whether everything is outside of the ranges that this account may not change.

    Raises:
        Refused: something is inside.
    """
    touched: dict[int, list[CellRange]] = {}
    for put in batch.puts:
        area = CellRange(put.row, put.column, put.row, put.column)
        touched.setdefault(put.sheet, []).append(area)
    for insert in batch.inserts:
        # What is above stays; but cells that move down or come between are changed.
        between = CellRange(insert.after, insert.first, insert.after + 1, insert.last)
        touched.setdefault(insert.sheet, []).append(between)
    for remove in batch.removes:
        whole = CellRange(remove.row, 1, remove.row, 10**6)
        touched.setdefault(remove.sheet, []).append(whole)
    for sheet in pull.sheets:
        _check_sheet(sheet, touched.get(sheet.id, ()), batch)


def _check_sheet(sheet: PulledSheet, touched: Iterable[CellRange], batch: Batch) -> None:
    gaps = {(insert.after, insert.after + 1) for insert in batch.inserts}
    for area in touched:
        is_gap = (area.first_row, area.last_row) in gaps
        for guarded in sheet.guarded:
            if not _meet(area, guarded):
                continue
            if is_gap and not guarded.first_row <= area.first_row < guarded.last_row:
                continue
            raise Refused(
                N_("The cell is in a protected range of the spreadsheet."),
                N_("Nothing was written. Ask the spreadsheet's owner to let you edit that range."),
                where=a1(sheet.title, area.first_row, max(area.first_column, guarded.first_column)),
            )


def _meet(one: CellRange, other: CellRange) -> bool:
    return (
        one.first_row <= other.last_row
        and other.first_row <= one.last_row
        and one.first_column <= other.last_column
        and other.first_column <= one.last_column
    )


def check_size(pull: Pull, batch: Batch) -> None:
    """Whether the new rows fit into the spreadsheet.

    Raises:
        Refused: they do not.
    """
    columns = {sheet.id: sheet.columns for sheet in pull.sheets}
    more = sum(len(insert.rows) * columns[insert.sheet] for insert in batch.inserts)
    if more and more + sum(sheet.rows * sheet.columns for sheet in pull.sheets) > MOST_CELLS:
        raise Refused(
            N_("The spreadsheet is full: Google allows 10 million cells."),
            N_("Nothing was written. Delete empty rows and columns, or old sheets."),
        )
