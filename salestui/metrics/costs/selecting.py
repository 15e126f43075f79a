"""Which costs and budgets a figure is of, and what stands against them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from salestui.metrics import reasons as general
from salestui.metrics.costs import reasons
from salestui.metrics.currencies import currencies, mixed
from salestui.metrics.figure import Figure, na, ratio
from salestui.metrics.inputs import Inputs
from salestui.metrics.kept import Kept
from salestui.metrics.select import WON, closed_to_date, in_focus
from salestui.model.focus import Focus
from salestui.model.period import Period, PeriodKind
from salestui.model.spending import Spending


@dataclass(frozen=True, slots=True, eq=False)
class CostLook:
    """What is looked at.

    Attributes:
        spending: its costs with the stages that are known, see ``metrics.costs.staging``.
        inputs: of the figures of deals, made from the same state of the book.
    """

    spending: Spending
    inputs: Inputs
    focus: Focus
    period: Period
    as_of: date


def to_date(costs: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """The costs up to a day; those without a date are among them."""
    return costs.filter(pl.col("date").is_null() | (pl.col("date") <= as_of))


def in_period(costs: pl.DataFrame, period: Period) -> pl.DataFrame:
    """The costs of a period; all time takes those without a date too."""
    if period.kind is PeriodKind.ALL:
        return costs
    return costs.filter(pl.col("date").is_between(period.start, period.end))


def focused(rows: pl.DataFrame, facts: pl.DataFrame, focus: Focus) -> pl.DataFrame:
    """Costs or budgets of a focus: by their own team and rep, else by their deal."""
    for dimension, value in focus.terms:
        deals = in_focus(facts, Focus(((dimension, value),)))["_id"]
        of_deal = pl.col("deal_row").is_in(deals.implode()).fill_null(value=False)
        if dimension in ("team", "rep") and dimension in rows.columns:
            own = pl.col(dimension)
            of_deal = (own == value).fill_null(value=False) | (own.is_null() & of_deal)
        rows = rows.filter(of_deal)
    return rows


def revenue(look: CostLook) -> Figure:
    """Net amount won in the period up to the as-of day."""
    inputs = look.inputs
    if inputs.kept is Kept.NOTHING:
        return na(general.NO_PIPELINE)
    won = in_focus(inputs.facts, look.focus).filter(WON & closed_to_date(look.period, look.as_of))
    found = currencies(inputs.facts)
    return mixed(found) if len(found) > 1 else Figure(float(won["amount"].sum()))


def cost_ratio(cost: Figure, won: Figure, nothing: str = reasons.NOTHING_WON) -> Figure:
    """Selling cost / revenue; n/a where there is none, or more was given back than sold.

    Args:
        nothing: the reason then.
    """
    if won.value is not None and won.value <= 0:
        return na(nothing)
    return ratio(cost, won, nothing)


def named_currencies(*frames: pl.DataFrame | None) -> list[str]:
    """The currencies that rows with an amount name, of facts, costs and budgets together."""
    return sorted({name for f in frames if f is not None for name in currencies(f)})
