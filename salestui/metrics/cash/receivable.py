"""What is still owed on a day, line by line, and for how long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from salestui.metrics.cash.allocation import Allocation, allocate
from salestui.metrics.cash.facts import CashRows

NOT_DUE = "not due"
BUCKETS = (NOT_DUE, "1-30", "31-60", "61-90", "over 90")
"""Days since the due day; a line without one is not due."""

_DAYS = 8
"""So many days' allocations are kept: today's, and those of the starts of periods looked at."""

_ENDS = (0, 30, 60, 90)


@dataclass(frozen=True, slots=True)
class Age:
    """One bucket of the ageing: the unpaid part of its lines."""

    bucket: str
    amount: float
    lines: int


def allocation_on(cash: CashRows, day: date) -> Allocation:
    """Which lines were closed by the payments until a day; those without a day count."""
    later = cash.receipts["date"] > day
    if not later.any():
        return cash.allocation
    known = cash.by_day.get(day)
    if known is None:
        if len(cash.by_day) >= _DAYS:
            cash.by_day.clear()
        known = allocate(cash.lines, cash.receipts.filter(~later.fill_null(value=False)))
        cash.by_day[day] = known
    return known


def owed_on(cash: CashRows, found: Allocation, day: date) -> pl.DataFrame:
    """The plan lines that are owed on a day, paid or not.

    Lines of contracts that are not signed by then, or terminated, are not.

    Args:
        found: see ``allocation_on``.

    Returns:
        The columns of ``facts.PLAN`` with ``received``, ``unpaid``, ``late`` (days since the due
        day, 0 where it has not passed) and ``bucket``.
    """
    signed = pl.col("signed").is_null() | (pl.col("signed") <= day)
    owed = cash.lines.filter(pl.col("counts") & signed & (pl.col("amount") > 0))
    paid = found.lines.select("_id", "received", "unpaid")
    late = (pl.lit(day) - pl.col("due")).dt.total_days().clip(lower_bound=0).fill_null(0)
    past = zip(reversed(_ENDS), reversed(BUCKETS[1:]), strict=True)
    buckets = [pl.when(pl.col("late") > end).then(pl.lit(name)) for end, name in past]
    return (
        owed.join(paid, on="_id", how="left", maintain_order="left")
        .with_columns(late=late)
        .with_columns(bucket=pl.coalesce(*buckets, pl.lit(NOT_DUE)))
    )


def ageing(owed: pl.DataFrame) -> Sequence[Age]:
    """All buckets, in order, empty ones too."""
    unpaid = owed.filter(pl.col("unpaid") > 0).group_by("bucket")
    sums = {
        name: (amount, lines)
        for name, amount, lines in unpaid.agg(pl.col("unpaid").sum(), pl.len()).iter_rows()
    }
    return tuple(Age(name, *sums.get(name, (0.0, 0))) for name in BUCKETS)
