"""Budgets with what was spent of them, and why some were not enough."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from salestui.metrics.costs import reasons
from salestui.metrics.figure import Figure, na, ratio
from salestui.model.period import Period, PeriodKind
from salestui.model.spending import SHARED, matches, spent

CENT = 0.005
"""Less than this is nothing: what adding up amounts leaves behind."""


@dataclass(frozen=True, slots=True)
class Overrun:
    """A budget that was not enough.

    Attributes:
        budget: its ``_id``; ``deal_row`` the deal's, where it is of one.
        named: what it is of, by column: see ``model.spending.SHARED``.
        start, end: its period, None for all the time.
        over: spent - budget, above zero; ``share`` of the budget, n/a where that is zero.
        reasons: of the budget's own row, then of its costs; empty where nobody gave any.
    """

    budget: int
    deal_row: int | None
    named: dict[str, str]
    start: date | None
    end: date | None
    amount: float
    spent: float
    over: float
    share: Figure
    reasons: tuple[str, ...]


def spent_of(costs: pl.DataFrame, budgets: pl.DataFrame) -> pl.DataFrame:
    """The budgets with an amount, with ``spent`` and ``over`` (spent - amount).

    Args:
        costs: up to the as-of day.
    """
    known = spent(costs, budgets)
    joined = budgets.drop_nulls("amount").join(
        known, left_on="_id", right_on="budget", how="left", maintain_order="left"
    )
    return joined.with_columns(pl.col("spent").fill_null(0.0)).with_columns(
        over=pl.col("spent") - pl.col("amount")
    )


def overruns(held: pl.DataFrame, costs: pl.DataFrame) -> tuple[Overrun, ...]:
    """Those of ``spent_of`` that were not enough, the worst first, with their reasons.

    Args:
        costs: those that the budgets were held against.
    """
    beyond = held.filter("readable", pl.col("over") > CENT)
    worst = beyond.sort("over", descending=True, maintain_order=True)
    why = matches(costs.filter(pl.col("reason").is_not_null()), worst)
    told = why.group_by("budget", maintain_order=True).agg(
        told=pl.col("reason").unique(maintain_order=True)
    )
    rows = worst.join(told, left_on="_id", right_on="budget", how="left", maintain_order="left")
    return tuple(_overrun(row) for row in rows.iter_rows(named=True))


def _overrun(row: dict[str, Any]) -> Overrun:
    given = [row["reason"], *(row["told"] or [])]
    return Overrun(
        budget=row["_id"],
        deal_row=row["deal_row"],
        named={name: row[name] for name in SHARED if row[name] is not None},
        start=row["start"],
        end=row["end"],
        amount=row["amount"],
        spent=row["spent"],
        over=row["over"],
        share=ratio(Figure(row["over"]), Figure(row["amount"]), reasons.ZERO_BUDGET),
        reasons=tuple(dict.fromkeys(text for text in given if text)),
    )


def touching(budgets: pl.DataFrame, period: Period) -> pl.DataFrame:
    """The readable budgets whose period has a day in common with ``period``."""
    known = budgets.filter("readable")
    if period.kind is PeriodKind.ALL:
        return known
    always = pl.col("start").is_null()
    return known.filter(
        always | ((pl.col("start") <= period.end) & (pl.col("end") >= period.start))
    )


def variance(spent: float, budget: Figure) -> tuple[Figure, Figure]:
    """Actual - budget, and actual / budget; n/a with the budget's reason without one."""
    if budget.value is None:
        none = na(budget.reason or reasons.NO_BUDGET)
        return none, none
    actual = Figure(spent)
    return Figure(spent - budget.value), ratio(actual, budget, reasons.ZERO_BUDGET)
