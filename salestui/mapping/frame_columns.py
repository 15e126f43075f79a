"""Columns of an entity's rows, as null where the sheet has none of that kind."""

from __future__ import annotations

import polars as pl


def column_of(frame: pl.DataFrame, name: str, kind: pl.DataType | type[pl.DataType]) -> pl.Expr:
    """A column; null where the frame has none of that name and kind."""
    return pl.col(name) if frame.schema.get(name) == kind else pl.lit(None, kind)


def bare_text(frame: pl.DataFrame, name: str) -> pl.Expr:
    """A column of texts without the white space around them, blank ones as null; null for none."""
    if frame.schema.get(name) != pl.String:
        return pl.lit(None, pl.String)
    bare = pl.col(name).str.strip_chars()
    return pl.when(bare != "").then(bare)
