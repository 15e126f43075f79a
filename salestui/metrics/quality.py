"""What the figures had to do without: counts of gaps and contradictions in the book."""

from __future__ import annotations

from datetime import date

import polars as pl

from salestui.metrics.people.stints import sellers
from salestui.metrics.select import OPEN, WON
from salestui.metrics.standstill import keeps

KEYS = (
    "deals", "reps_without_deals", "deals_without_customer", "deals_without_rep",
    "deals_without_stage", "deals_with_unknown_stage", "deals_with_unknown_product",
    "deals_without_product", "open_without_amount", "open_without_close_date",
    "open_with_stage_probability", "open_without_probability", "won_without_amount",
    "won_without_close_date", "won_in_future", "closed_before_created",
)  # fmt: skip
"""The counts, in the order they are shown."""


def quality(
    facts: pl.DataFrame, people: pl.DataFrame, products: pl.DataFrame | None, as_of: date
) -> pl.LazyFrame:
    """One row with a count per key of ``KEYS`` (``reps_without_deals`` apart, see there).

    A product is unknown where the workbook lists products and not this one; nothing is counted as
    missing in a column that the workbook does not keep.
    """
    amount, closed = pl.col("amount"), pl.col("closed")
    stage, product = pl.col("stage"), pl.col("product")
    has_stages = keeps(facts, "stage")
    unknown_product = pl.lit(False)
    if products is not None and "name" in products.columns:
        names = products["name"].drop_nulls().unique().to_list()
        unknown_product = product.is_not_null() & ~product.is_in(names)
    counts = {
        "deals_without_customer": _missing(facts, "customer"),
        "deals_without_rep": _missing(facts, "rep"),
        "deals_without_stage": _missing(facts, "stage"),
        "deals_with_unknown_stage": stage.is_not_null() & (pl.col("status") == "unknown")
        if has_stages
        else pl.lit(False),
        "deals_with_unknown_product": unknown_product,
        "deals_without_product": _missing(facts, "product"),
        "open_without_amount": OPEN & amount.is_null(),
        "open_without_close_date": OPEN & pl.col("expected_close").is_null(),
        "open_with_stage_probability": OPEN & pl.col("probability_from_stage"),
        "open_without_probability": OPEN & pl.col("probability").is_null(),
        "won_without_amount": WON & amount.is_null(),
        "won_without_close_date": WON & closed.is_null(),
        "won_in_future": WON & (closed > as_of),
        "closed_before_created": closed < pl.col("created"),
    }
    known = pl.col("rep").drop_nulls().unique()
    here = sellers(people).filter(pl.col("left").is_null() | (pl.col("left") >= as_of))
    idle = pl.lit(here["name"]).is_in(known.implode()).not_().sum()
    return facts.lazy().select(
        deals=pl.len(),
        reps_without_deals=idle if here.height else pl.lit(0),
        **{key: holds.sum() for key, holds in counts.items()},
    )


def _missing(facts: pl.DataFrame, column: str) -> pl.Expr:
    return pl.col(column).is_null() if keeps(facts, column) else pl.lit(False)


def read_quality(rows: pl.DataFrame) -> dict[str, int]:
    """The collected ``quality``, by key."""
    row = rows.row(0, named=True)
    return {key: int(row[key] or 0) for key in KEYS}
