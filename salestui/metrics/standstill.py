"""How long a deal has stood still: which date counts, and when it is too long."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import polars as pl


class RotClock(StrEnum):
    """Since when a deal is taken to have stood still."""

    AUTO = "auto"
    STAGE = "stage"
    ACTIVITY = "activity"
    CREATED = "created"


CLOCKS = {
    RotClock.STAGE: "stage_entered",
    RotClock.ACTIVITY: "last_activity",
    RotClock.CREATED: "created",
}
"""The column that each clock counts from."""


def clock_column(facts: pl.DataFrame, clock: RotClock) -> str | None:
    """The column the clock counts from; ``AUTO`` takes the first that the workbook keeps.

    Returns:
        None where the workbook keeps no such date.
    """
    wanted = list(CLOCKS.values()) if clock is RotClock.AUTO else [CLOCKS[clock]]
    return next((c for c in wanted if keeps(facts, c)), None)


def keeps(facts: pl.DataFrame, column: str) -> bool:
    """Whether any deal has something in that column."""
    return facts[column].null_count() < facts.height


def rotting(clock: str, as_of: date) -> pl.Expr:
    """Whether a deal stands past its stage's threshold; never where the threshold is 0."""
    stood = (pl.lit(as_of) - pl.col(clock)).dt.total_days()
    return (pl.col("rot_days") > 0) & (stood > pl.col("rot_days"))
