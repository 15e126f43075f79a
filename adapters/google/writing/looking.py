"""Rows looked at before and after a batch, and compared with what they should hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest

from adapters.errors import N_, StaleRevision
from adapters.google.pulled import Json, Pull, PulledSheet
from adapters.google.writing.cells import same
from adapters.google.writing.operations import Batch
from adapters.google.writing.prediction import predicted
from adapters.google.writing.service import RowCells

Place = tuple[int, int]
"""The id of a sheet, and a row of it."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell that does not hold what it should."""

    sheet: int
    row: int
    column: int
    value: Json


def touched_rows(batch: Batch) -> set[Place]:
    """The rows that a batch is about, and those next to where it inserts."""
    rows = set(batch.touched()) | {(r.sheet, r.row) for r in batch.removes}
    for insert in batch.inserts:
        rows |= {(insert.sheet, insert.after), (insert.sheet, insert.after + 1)}
    return rows


def resulting_rows(batch: Batch) -> set[Place]:
    """Where these rows are at the end, and those around them, which tell whether rows moved."""
    rows: set[Place] = set()
    for put in batch.puts:
        row = batch.final(put.sheet, put.row, put.column, put.column)
        rows |= _around(put.sheet, [row])
    for insert, places in batch.inserted():
        rows |= _around(insert.sheet, places)
    for remove in batch.removed_upwards:
        rows |= _around(remove.sheet, [batch.raised(remove.sheet, remove.row)])
    return rows


def _around(sheet: int, rows: Iterable[int]) -> set[Place]:
    return {(sheet, near) for row in rows for near in (row - 1, row, row + 1) if near > 0}


def seen(held: Pull, batch: Batch) -> set[Place]:
    """Those of ``resulting_rows`` that the grid will have."""
    rows = {sheet.id: sheet.rows for sheet in predicted(held, batch).sheets}
    return {(id_, row) for id_, row in resulting_rows(batch) if row <= rows[id_]}


def pulled_rows(pull: Pull, places: Iterable[Place]) -> RowCells:
    """Rows of a pull, as ``Service.rows`` gives them."""
    sheets = {sheet.id: sheet for sheet in pull.sheets}
    return {
        (sheet, row): sheets[sheet].row(row)
        for sheet, row in places
        if sheet in sheets and row <= sheets[sheet].rows
    }


def differences(pull: Pull, rows: RowCells) -> Iterator[Difference]:
    """The cells that are other than in a pull. Results of formulas are not compared."""
    sheets = {sheet.id: sheet for sheet in pull.sheets}
    for (id_, row), cells in rows.items():
        sheet = sheets[id_]
        if row > sheet.rows:
            continue
        held = sheet.row(row)
        for column in held.keys() | cells.keys():
            value = cells.get(column)
            if row in sheet.formulas.get(column, ()):
                continue
            if not same(held.get(column), value):
                yield Difference(id_, row, column, value)


def check_unchanged(pull: Pull, rows: RowCells) -> None:
    """Whether rows read just now, with formulas, are those of a pull.

    Raises:
        StaleRevision: others changed them meanwhile.
    """
    sheets = {sheet.id: sheet for sheet in pull.sheets}
    changed = any(True for _ in differences(pull, rows))
    if changed or any(_typed_over(sheets[id_], row, cells) for (id_, row), cells in rows.items()):
        raise stale()


def same_cells(meant: Pull, now: Pull) -> bool:
    """Whether two pulls hold the same sheets and cells, results of formulas aside."""
    if [(s.id, s.title) for s in meant.sheets] != [(s.id, s.title) for s in now.sheets]:
        return False
    return all(map(_same_sheet, meant.sheets, now.sheets))


def check_unmoved(held: Pull, now: Pull, sheets: Iterable[str]) -> None:
    """Compare sheets that were there with another pull of them.

    Raises:
        StaleRevision: one of them is not as it was, so that rows may have moved.
    """
    for title in set(sheets):
        before, after = held.sheet(title), now.sheet(title)
        if before is not None and (after is None or not _same_sheet(before, after)):
            raise stale()


def _same_sheet(meant: PulledSheet, now: PulledSheet) -> bool:
    if _computed(meant) != _computed(now):
        return False
    for column in meant.values.keys() | now.values.keys():
        one, other = meant.values.get(column, ()), now.values.get(column, ())
        if one == other:
            continue
        rows = meant.formulas.get(column, ())
        for row, (a, b) in enumerate(zip_longest(one, other), 1):
            if row not in rows and not same(a, b):
                return False
    return True


def _computed(sheet: PulledSheet) -> dict[int, frozenset[int]]:
    return {column: frozenset(rows) for column, rows in sheet.formulas.items() if rows}


def computed_anew(before: Pull, now: Pull) -> tuple[tuple[str, int, int], ...]:
    """Sheet, row and column of the formulas that give something else now."""
    return tuple(
        (after.title, row, column)
        for held, after in zip(before.sheets, now.sheets, strict=True)
        for column, rows in sorted(after.formulas.items())
        for row in sorted(rows)
        if not same(held.cell(row, column), after.cell(row, column))
    )


def _typed_over(sheet: PulledSheet, row: int, cells: dict[int, Json]) -> bool:
    """Whether a formula gave way to a value. One that fills from another cell shows nothing."""
    return any(
        row in rows and column in cells and not str(cells[column]).startswith("=")
        for column, rows in sheet.formulas.items()
    )


def stale() -> StaleRevision:
    """Others changed the spreadsheet."""
    return StaleRevision(
        N_("The spreadsheet was changed by others."),
        N_("It is read again; your edits are kept and put on top."),
    )
