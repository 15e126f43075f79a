"""What is expected to come in: the unpaid plan lines by the week of their promised or due day."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl

WEEKS = 8
"""So many weeks are looked ahead, the present one among them."""

COMING: dict[str, pl.DataType] = {
    "week": pl.Date(), "until": pl.Date(), "expected": pl.Float64(), "promised": pl.Float64(),
    "lines": pl.Int64(),
}  # fmt: skip
"""Weeks from Monday (the first one from the as-of day on) to Sunday; ``promised`` is the part of
``expected`` that somebody promised; ``lines``: how many."""


def coming(lines: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """See ``COMING``: the weeks in their order, those without anything too.

    A line comes in on the day that it is promised for, else on its due day; what is overdue and not
    promised for a day to come is in no week.

    Args:
        lines: owed on the day, see ``receivable.owed_on``.
    """
    monday = as_of - timedelta(days=as_of.weekday())
    starts = [monday + timedelta(weeks=n) for n in range(WEEKS)]
    weeks = pl.DataFrame({"monday": starts}, schema={"monday": pl.Date()})
    kept = (pl.col("promised") >= as_of).fill_null(value=False)
    day = pl.when(kept).then("promised").otherwise("due")
    owed = (
        lines.filter(pl.col("unpaid") > 0)
        .with_columns(day=day, kept=kept)
        .filter(pl.col("day") >= as_of)
        .group_by(monday=pl.col("day").dt.truncate("1w"))
        .agg(
            expected=pl.col("unpaid").sum(),
            promised=pl.col("unpaid").filter(pl.col("kept")).sum(),
            lines=pl.len(),
        )
    )
    found = weeks.join(owed, on="monday", how="left", maintain_order="left").with_columns(
        week=pl.max_horizontal("monday", pl.lit(as_of)), until=pl.col("monday").dt.offset_by("6d")
    )
    return found.select(
        pl.col(name).cast(kind).fill_null(0) if kind != pl.Date else pl.col(name)
        for name, kind in COMING.items()
    )


def last_payments(receipts: pl.DataFrame) -> pl.DataFrame:
    """``customer``, ``date`` and ``amount`` of the last payment of each; refunds are none.

    Args:
        receipts: until the as-of day, in the columns of ``facts.MONEY_IN``.
    """
    paid = receipts.filter(pl.col("amount") > 0).drop_nulls(["customer", "date"])
    by_day = paid.group_by("customer", "date").agg(pl.col("amount").sum())
    return by_day.sort("date").group_by("customer", maintain_order=True).last()
