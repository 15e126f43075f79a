"""Risks: probability x impact, what is open, and who watches it."""

from __future__ import annotations

from datetime import date

import polars as pl

from salestui.metrics.projects.thresholds import THRESHOLDS

RISKS: dict[str, pl.DataType] = {
    "_id": pl.Int64(),
    "deal": pl.Int64(),
    "risk": pl.String(),
    "owner": pl.String(),
    "probability": pl.Int64(),
    "impact": pl.Int64(),
    "due": pl.Date(),
    "closed": pl.Date(),
    "status": pl.String(),
}
"""Risks of deals; ``probability`` and ``impact`` from 1 to 5, ``status`` a code of the model."""

OPEN_RISKS: dict[str, pl.DataType] = {
    "_id": pl.Int64(),
    "deal": pl.Int64(),
    "risk": pl.String(),
    "owner": pl.String(),
    "score": pl.Int64(),
    "due": pl.Date(),
    "late": pl.Int64(),
}
"""``score``: null where one of the two levels is not known; ``late``: days that the action against
it is overdue, 0 where it is not."""


def open_risks(risks: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """The risks that are not closed by a day, see ``OPEN_RISKS``; the highest score first.

    A risk is closed as its status says; where that is blank, by a day of closing up to ``as_of``.
    """
    dated = pl.col("status").is_null() & (pl.col("closed") <= as_of).fill_null(value=False)
    over = (pl.col("status") == "closed").fill_null(value=False) | dated
    late = (pl.lit(as_of) - pl.col("due")).dt.total_days().clip(lower_bound=0).fill_null(0)
    return (
        risks.filter(~over)
        .select(
            "_id", "deal", "risk", "owner", "due",
            score=pl.col("probability") * pl.col("impact"), late=late,
        )
        .select(list(OPEN_RISKS))
        .sort("score", "late", descending=True, nulls_last=True, maintain_order=True)
    )  # fmt: skip


def risks_by_deal(still: pl.DataFrame) -> pl.DataFrame:
    """Of each deal: ``open``, ``high``, ``overdue`` (numbers), ``exposure`` (sum of the scores),
    ``top``, ``top_score``, ``top_risk`` (the risk of the highest score).

    Args:
        still: see ``open_risks``.
    """
    return still.group_by("deal", maintain_order=True).agg(
        *_numbers(),
        top=pl.col("_id").first(),
        top_score=pl.col("score").first(),
        top_risk=pl.col("risk").first(),
    )


def risks_by_owner(still: pl.DataFrame) -> pl.DataFrame:
    """The same numbers by ``owner`` (null where nobody watches), with ``rows`` and
    ``top_risk``, the most exposed first.

    Args:
        still: see ``open_risks``.
    """
    found = still.group_by("owner", maintain_order=True).agg(
        *_numbers(), rows=pl.col("_id"), top_risk=pl.col("risk").first()
    )
    return found.sort("exposure", "open", "owner", descending=[True, True, False], nulls_last=False)


def _numbers() -> tuple[pl.Expr, ...]:
    return (
        pl.len().cast(pl.Int64).alias("open"),
        (pl.col("score") >= THRESHOLDS.risk_red).sum().cast(pl.Int64).alias("high"),
        (pl.col("late") > 0).sum().cast(pl.Int64).alias("overdue"),
        pl.col("score").sum().alias("exposure"),
    )
