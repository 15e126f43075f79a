"""What is owed contract by contract."""

from __future__ import annotations

import polars as pl

from salestui.metrics.cash.collection import Collection

BY_CONTRACT: dict[str, pl.DataType] = {
    "contract": pl.Int64(), "deal": pl.Int64(), "title": pl.String(), "customer": pl.String(),
    "rep": pl.String(), "amount": pl.Float64(), "received": pl.Float64(), "unpaid": pl.Float64(),
    "overdue": pl.Float64(), "next_due": pl.Date(),
}  # fmt: skip
"""``contract`` and ``title`` are null for what is planned without one; ``amount`` (with approved
changes) and ``received`` are the contract's, else those of the plan lines; ``next_due``: the first
day on which something unpaid is or was due."""


def by_contract(seen: Collection) -> pl.DataFrame:
    """Those that owe anything, see ``BY_CONTRACT``; who is overdue with most comes first."""
    late = pl.col("late") > 0
    owed = seen.lines.group_by("contract", "deal", maintain_order=True).agg(
        pl.col("customer", "rep").drop_nulls().first(),
        planned=pl.col("amount").sum(),
        paid=pl.col("received").sum(),
        unpaid=pl.col("unpaid").sum(),
        overdue=pl.col("unpaid").filter(late).sum(),
        next_due=pl.col("due").filter(pl.col("unpaid") > 0).min(),
    )
    whose = seen.contracts.select("title", "amount", "got", contract="_id")
    told = owed.filter(pl.col("unpaid") > 0).join(whose, on="contract", how="left")
    known = pl.col("contract").is_not_null()
    found = told.with_columns(
        amount=pl.when(known).then("amount").otherwise("planned"),
        received=pl.when(known).then("got").otherwise("paid"),
    ).sort("overdue", "unpaid", "next_due", descending=[True, True, False], nulls_last=True)
    return found.select(pl.col(name).cast(kind) for name, kind in BY_CONTRACT.items())
