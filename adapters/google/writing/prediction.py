"""What a spreadsheet holds once a batch is done, if nobody else does anything."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from adapters.google.pulled import Json, Pull, PulledSheet
from adapters.google.writing.operations import Batch, Insert

Columns = dict[int, list[Json]]
Formulas = dict[int, set[int]]


def predicted(pull: Pull, batch: Batch) -> Pull:
    """The cells after a batch. Token and outlines are still those of before.

    Results of formulas are as before; new formulas have none.
    """
    sheets = [_sheet(s, batch) if s.id in batch.sheets else s for s in pull.sheets]
    return replace(pull, sheets=tuple(sheets))


def _sheet(sheet: PulledSheet, batch: Batch) -> PulledSheet:
    values: Columns = {column: list(cells) for column, cells in sheet.values.items()}
    formulas: Formulas = {column: set(rows) for column, rows in sheet.formulas.items()}
    for put in batch.puts:
        if put.sheet == sheet.id:
            _put(values, put.row, put.column, put.value)
            formulas.get(put.column, set()).discard(put.row)
    rows = sheet.rows
    for insert in batch.inserts_upwards():
        if insert.sheet == sheet.id:
            _insert(values, formulas, insert)
            rows += len(insert.rows)
    for remove in batch.removed_upwards:
        if remove.sheet == sheet.id:
            _remove(values, formulas, remove.row)
            rows -= 1
    return replace(
        sheet,
        rows=rows,
        values={column: _trimmed(cells) for column, cells in values.items()},
        formulas={column: frozenset(found) for column, found in formulas.items() if found},
    )


def _put(values: Columns, row: int, column: int, value: Json) -> None:
    cells = values.setdefault(column, [])
    cells.extend([None] * (row - len(cells)))
    cells[row - 1] = value


def _insert(values: Columns, formulas: Formulas, insert: Insert) -> None:
    count, at = len(insert.rows), insert.after
    inside = range(insert.first, insert.last + 1)
    for column in {*values, *(column for row in insert.rows for column in row)}:
        if insert.narrow and column not in inside:
            continue
        cells = values.setdefault(column, [])
        cells.extend([None] * (at - len(cells)))
        cells[at:at] = [row.get(column) for row in insert.rows]
    for column, rows in formulas.items():
        if not insert.narrow or column in inside:
            formulas[column] = {row + count if row > at else row for row in rows}
    for column in insert.formulas:
        new = (at + 1 + offset for offset, row in enumerate(insert.rows) if column not in row)
        formulas.setdefault(column, set()).update(new)


def _remove(values: Columns, formulas: Formulas, row: int) -> None:
    for cells in values.values():
        del cells[row - 1 : row]
    for column, rows in formulas.items():
        formulas[column] = {other - (other > row) for other in rows if other != row}


def _trimmed(cells: list[Json]) -> Sequence[Json]:
    end = len(cells)
    while end and cells[end - 1] in (None, ""):
        end -= 1
    return cells[:end]


def moves_others(pull: Pull, batch: Batch) -> bool:
    """Whether rows that stand below new ones move down."""
    lengths = {s.id: max(map(len, s.values.values()), default=0) for s in pull.sheets}
    return any(lengths[insert.sheet] > insert.after for insert in batch.inserts)
