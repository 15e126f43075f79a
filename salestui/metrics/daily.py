"""Money by day: what was won, and what is due."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from datetime import date

import polars as pl

from salestui.metrics.select import OPEN, WON, within
from salestui.model.period import Period


@dataclass(frozen=True, slots=True)
class Daily:
    """Money by day: ``days`` ascending, ``running`` the total up to and including each."""

    days: tuple[date, ...] = ()
    running: tuple[float, ...] = ()

    def until(self, day: date) -> float:
        """The total up to and including ``day``."""
        index = bisect_right(self.days, day)
        return self.running[index - 1] if index else 0.0

    def between(self, start: date, end: date) -> float:
        """The total from ``start`` to ``end``, both included; 0 where end is before start."""
        if end < start:
            return 0.0
        before = bisect_left(self.days, start)
        return self.until(end) - (self.running[before - 1] if before else 0.0)


def daily_revenue(facts: pl.LazyFrame, as_of: date) -> pl.LazyFrame:
    """``day`` and ``money``: won amounts by close date, up to ``as_of``."""
    won = facts.filter(WON & (pl.col("closed") <= as_of))
    return won.group_by(day="closed").agg(money=pl.col("amount").sum()).sort("day")


def daily_due(facts: pl.LazyFrame, period: Period) -> pl.LazyFrame:
    """``day`` and ``money``: weighted open deals by the day in the period on which they close."""
    due = facts.filter(OPEN & within("expected_close", period))
    weighted = pl.col("amount") * pl.col("probability")
    return due.group_by(day="expected_close").agg(money=weighted.sum()).sort("day")


def read_daily(rows: pl.DataFrame) -> Daily:
    """The collected ``daily_revenue`` or ``daily_due``."""
    return Daily(tuple(rows["day"]), tuple(rows["money"].cum_sum()))
