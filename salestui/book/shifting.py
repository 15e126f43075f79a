"""The book's rows once rows of its sheets are gone: what stood below has moved up."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import polars as pl

from adapters.addresses import a1, parse_cell
from adapters.changes import Change, DeleteRow
from salestui.book.rows import Rows
from salestui.mapping.layout import SHEET, Problem, TableLayout
from salestui.mapping.table import ROW

Gone = Mapping[str, Sequence[int]]
"""Sheet rows that were taken out, ascending, by sheet."""


def gone_rows(changes: Iterable[Change], removed: Iterable[bool]) -> Gone:
    """The rows that a commit took out; ``removed`` is what it says of each ``DeleteRow``."""
    deletes = [change for change in changes if isinstance(change, DeleteRow)]
    gone: dict[str, list[int]] = {}
    for delete, out in zip(deletes, removed, strict=True):
        if out:
            gone.setdefault(delete.sheet, []).append(delete.row)
    return {sheet: sorted(rows) for sheet, rows in gone.items()}


def moved_row(gone: Gone, sheet: str, row: int) -> int:
    """Where a row stands now."""
    return row - bisect_left(gone.get(sheet, ()), row)


def moved_up(rows: Rows, gone: Gone) -> Rows:
    """An entity's rows with their new places; rows that are gone are still among them."""
    layout = rows.layout
    if not any(part.sheet in gone for part in layout.sheets):
        return rows
    base = replace(
        rows.base,
        layout=_moved_layout(layout, gone),
        frame=_moved_frame(rows.base.frame, layout, gone),
        problems=tuple(moved_problems(rows.base.problems, gone)),
    )
    return replace(rows, base=base, frame=_moved_frame(rows.frame, layout, gone))


def _moved_layout(layout: TableLayout, gone: Gone) -> TableLayout:
    out = gone.get(layout.sheet, ())
    return replace(
        layout,
        header_row=moved_row(gone, layout.sheet, layout.header_row),
        first_row=moved_row(gone, layout.sheet, layout.first_row),
        last_row=layout.last_row - bisect_right(out, layout.last_row),
        parts=tuple(_moved_layout(part, gone) for part in layout.parts),
    )


def _moved_frame(frame: pl.DataFrame, layout: TableLayout, gone: Gone) -> pl.DataFrame:
    for sheet, out in gone.items():
        if SHEET not in frame.columns and layout.sheet != sheet:
            continue
        above = pl.Series(out, dtype=pl.Int64).search_sorted(frame[ROW].fill_null(0))
        up = pl.lit(above.cast(pl.Int64))
        if SHEET in frame.columns:
            up = pl.when(pl.col(SHEET).eq_missing(pl.lit(sheet))).then(up).otherwise(0)
        frame = frame.with_columns((pl.col(ROW) - up).alias(ROW))
    return frame


def moved_problems(problems: Iterable[Problem], gone: Gone) -> Iterator[Problem]:
    """The problems with the cells that they are about now; those of rows that are gone end."""
    for problem in problems:
        cell = parse_cell(problem.where)
        out = gone.get(cell.sheet, ()) if cell else ()
        if cell is None or not out:
            yield problem
        elif cell.row not in out:
            row = moved_row(gone, cell.sheet, cell.row)
            where = a1(cell.sheet, row, cell.column) if cell.column else problem.where
            moved = None if problem.row is None else moved_row(gone, cell.sheet, problem.row)
            yield replace(problem, row=moved, where=where)
