"""Columns that follow from others and stand in no cell of their own."""

from __future__ import annotations

import polars as pl

from salestui.mapping.layout import TableLayout

_FACTORS = ("unit_price", "quantity")


def with_derived(frame: pl.DataFrame, layout: TableLayout) -> pl.DataFrame:
    """The frame with ``amount`` = unit price x quantity, where the team keeps no amount."""
    if layout.column("amount") or any(layout.column(name) is None for name in _FACTORS):
        return frame
    return frame.with_columns((pl.col("unit_price") * pl.col("quantity")).alias("amount"))
