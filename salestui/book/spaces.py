"""Texts with white space around them that stand without it elsewhere in their column."""

from __future__ import annotations

import polars as pl

from salestui.book.rows import Rows
from salestui.mapping.layout import SHEET, Problem
from salestui.mapping.table import ID

SPACES_AROUND = "spaces-around"
"""The code of the problem that names the first of them."""


def spaced(rows: Rows, problem: Problem) -> dict[int, str]:
    """The texts that a problem means and that are still so, by row identity in sheet order.

    They are those of its column, and of its sheet where the table is over several.
    """
    padded = rows.padded
    base = rows.base.frame
    if rows.layout.parts:
        base = base.filter(pl.col(SHEET) == problem.sheet)
    cells = ((row, padded.get((row, problem.column))) for row in base[ID])
    gone = rows.overlay.deleted
    return {row: text for row, text in cells if text is not None and row not in gone}
