"""What is sold beside its cost and its market: units, margin, cost ratio, share of the market."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from salestui.metrics.customers import reasons as told
from salestui.metrics.figure import Figure, na, note, ratio
from salestui.metrics.select import WON, closed_to_date
from salestui.model.period import Period, PeriodKind

YEAR = 365
"""Market sizes are those of a year; own sales are taken over as many days."""

_PLACE = ("segment", "region", "product")


@dataclass(frozen=True, slots=True)
class Sources:
    """What the figures are made of.

    Attributes:
        facts: see ``metrics.facts``.
        quantities: ``_id`` and ``quantity`` of deals; None where they carry none.
        unit_costs: of products by name; empty where none is kept.
        market: ``date``, ``segment``, ``region``, ``product``, ``size``, ``growth``; None without.
        costs: of selling and marketing in the period; None where none are kept.
        leads: how many came in the period, ``converted`` of them; None where no leads are kept.
    """

    facts: pl.DataFrame
    quantities: pl.DataFrame | None = None
    unit_costs: Mapping[str, float] | None = None
    market: pl.DataFrame | None = None
    costs: float | None = None
    leads: int | None = None
    converted: int = 0


def market_figures(sources: Sources, period: Period, as_of: date) -> dict[str, Figure]:
    """The figures of a period up to the as-of day, by key (see ``MARKET_FIGURES``)."""
    sold = sources.facts.filter(WON & closed_to_date(period, as_of))
    end = as_of if period.kind is PeriodKind.ALL else period.clamp(as_of)
    revenue = Figure(float(sold["amount"].sum()))
    costs = na(told.NO_COSTS) if sources.costs is None else Figure(sources.costs)
    return {
        "lead_conversion": _conversion(sources),
        "units": _units(sources.quantities, sold),
        "cost_ratio": ratio(costs, revenue, told.NOTHING_SOLD),
        "margin": _margin(sources, sold),
        **_market(sources, end),
    }


def _conversion(sources: Sources) -> Figure:
    if sources.leads is None:
        return na(told.NO_LEADS)
    return Figure(sources.converted / sources.leads) if sources.leads else na(told.NO_LEAD_CAME)


def _units(quantities: pl.DataFrame | None, sold: pl.DataFrame) -> Figure:
    if quantities is None:
        return na(told.NO_QUANTITIES)
    counted = sold.join(quantities, on="_id")["quantity"]
    missing = sold.height - counted.count()
    said = note(told.WITHOUT_QUANTITY, n=missing) if missing else None
    return Figure(float(counted.sum())).noted(said)


def _margin(sources: Sources, sold: pl.DataFrame) -> Figure:
    """(Amount - quantity x unit cost) / amount, over the deals for which all three are known."""
    if not sources.unit_costs:
        return na(told.NO_UNIT_COSTS)
    if sources.quantities is None:
        return na(told.NO_QUANTITIES)
    cost = pl.col("product").replace_strict(
        dict(sources.unit_costs), default=None, return_dtype=pl.Float64
    )
    rows = sold.join(sources.quantities, on="_id", how="left").with_columns(
        spent=cost * pl.col("quantity")
    )
    known = rows.drop_nulls(["spent", "amount"])
    if not known.height:
        return na(told.NO_UNIT_COSTS if sold.height else told.NOTHING_SOLD)
    left, amount = rows.height - known.height, float(known["amount"].sum())
    made = Figure(amount - float(known["spent"].sum()))
    found = ratio(made, Figure(amount), told.NOTHING_SOLD)
    return found.noted(note(told.WITHOUT_UNIT_COST, n=left) if left else None)


def _market(sources: Sources, end: date) -> dict[str, Figure]:
    size, growth = _size_and_growth(sources.market, end)
    own = _won_in_year(sources.facts, end)
    before = _won_in_year(sources.facts, end - timedelta(days=YEAR))
    first = sources.facts.select(pl.min_horizontal("created", "closed").min()).item()
    if growth.value is None:
        ahead = growth
    elif first is None or first > end - timedelta(days=2 * YEAR - 1):
        ahead = na(told.NO_TWO_YEARS)
    elif before <= 0:
        ahead = na(told.NO_YEAR_BEFORE)
    else:
        ahead = Figure((own - before) / before - growth.value)
    return {"market_share": ratio(Figure(own), size, told.NO_MARKET), "growth_ahead": ahead}


def _won_in_year(facts: pl.DataFrame, end: date) -> float:
    inside = pl.col("closed").is_between(end - timedelta(days=YEAR - 1), end)
    return float(facts.filter(WON & inside)["amount"].sum())


def _size_and_growth(market: pl.DataFrame | None, end: date) -> tuple[Figure, Figure]:
    """The yearly size as last known, and its growth, weighted by size.

    Rows that name fewer of segment, region and product than others are their sums, or part of
    another view of the same market: only those that name most are added up.
    """
    if market is None:
        return na(told.NO_MARKET), na(told.NO_MARKET)
    known = market.filter(
        pl.col("size").is_not_null() & (pl.col("date").is_null() | (pl.col("date") <= end))
    )
    named = pl.sum_horizontal(pl.col(name).is_not_null().cast(pl.Int32) for name in _PLACE)
    last = (
        known.with_columns(named=named)
        .filter(pl.col("named") == pl.col("named").max())
        .sort("date", nulls_last=False, maintain_order=True)
        .unique(list(_PLACE), keep="last", maintain_order=True)
    )
    size = float(last["size"].sum())
    if size <= 0:
        return na(told.NO_MARKET), na(told.NO_MARKET)
    grown = last.filter(pl.col("growth") > -1)
    if not grown.height:
        return Figure(size), na(told.NO_MARKET_GROWTH)
    # a size has grown to what it is: its part of the growth is that of the size before
    now = float(grown["size"].sum())
    earlier = float(grown.select((pl.col("size") / (1 + pl.col("growth"))).sum()).item())
    return Figure(size), ratio(Figure(now - earlier), Figure(earlier), told.NO_MARKET_GROWTH)
