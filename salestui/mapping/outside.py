"""Rows right below an Excel table or a named range, which was not drawn down to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from adapters.contents import SheetData
from salestui.mapping import problems
from salestui.mapping.layout import Problem, TableLayout
from salestui.mapping.row_labels import is_total

_CELLS = 2
"""A row with fewer cells is a note below the table."""


def within(table: TableLayout, data: SheetData) -> SheetData:
    """The cells of the table's own rows."""
    last = max(table.last_row, table.first_row)
    if data.frame.height == 0 or data.frame["row"][-1] <= last:
        return data
    return replace(
        data,
        frame=data.frame.filter(pl.col("row") <= last),
        misfits=tuple(m for m in data.misfits if m.row <= last),
        formulas=tuple(
            replace(f, last_row=min(f.last_row, last)) for f in data.formulas if f.first_row <= last
        ),
    )


def rows_outside(table: TableLayout, data: SheetData) -> Iterator[Problem]:
    """What is said of the rows that follow the table without a gap."""
    if table.bound is None:
        return
    below = data.frame.filter(pl.col("row") > table.bound)
    misfits: dict[int, int] = {}
    for misfit in data.misfits:
        misfits[misfit.row] = misfits.get(misfit.row, 0) + 1
    last = table.bound
    for row, *cells in below.iter_rows():
        given = [value for value in cells if value is not None and value != ""]
        label = any(isinstance(value, str) and is_total(value) for value in given)
        if len(given) + misfits.get(row, 0) < _CELLS or label:
            break
        last = row
    if last > table.bound:
        yield problems.rows_below_table(table, table.bound + 1, last)
