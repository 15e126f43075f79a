"""Columns that follow from others and stand in no cell of their own."""

from __future__ import annotations

import polars as pl

from salestui.mapping.layout import SHEET, TableLayout

_FACTORS = ("unit_price", "quantity")


def with_derived(frame: pl.DataFrame, layout: TableLayout) -> pl.DataFrame:
    """The frame with ``amount`` = unit price x quantity on the sheets that keep no amount."""
    lacking = [
        part.sheet
        for part in layout.sheets
        if part.column("amount") is None and all(part.column(name) for name in _FACTORS)
    ]
    if not lacking:
        return frame
    product = pl.col("unit_price") * pl.col("quantity")
    if len(lacking) < len(layout.sheets) and "amount" in frame.columns:
        product = pl.when(pl.col(SHEET).is_in(lacking)).then(product).otherwise(pl.col("amount"))
    return frame.with_columns(product.alias("amount"))
