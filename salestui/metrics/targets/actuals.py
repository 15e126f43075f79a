"""What was reached of each metric that targets are set for: by month and by whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from salestui.metrics.cash.collected import Collected
from salestui.metrics.currencies import currencies
from salestui.model.focus import SCOPES
from salestui.model.period import Period, add_months

RATES = frozenset({"collection rate", "satisfaction", "market share", "margin"})
"""Metrics whose parts do not add up to their whole."""

COLLECTED = frozenset({"collections", "collection rate"})
"""Metrics of payments."""

_EVENT = ["day", *SCOPES, "value"]

Scope = tuple[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Actuals:
    """Sums by scope and month.

    Attributes:
        months: by scope, and the first day of the month.
        known: whether the book tells what was reached; else nothing here means anything.
        of: of a rate, the sums that those of ``months`` are held against; it is 1 at most.
    """

    months: Mapping[Scope, Mapping[date, float]] = field(default_factory=dict)
    known: bool = True
    of: Mapping[Scope, Mapping[date, float]] | None = None

    @property
    def since(self) -> date | None:
        """The first month that anything is told of; None for nothing at all."""
        return min((month for sums in self.months.values() for month in sums), default=None)

    def reached(self, scope: Scope, period: Period) -> float | None:
        """The sum over a period of whole months, or its rate; None where the book does not tell."""
        if not self.known:
            return None
        total = _over(self.months.get(scope, {}), period)
        if self.of is None:
            return total
        whole = _over(self.of.get(scope, {}), period)
        return min(total / whole, 1.0) if whole > 0 else None


def _over(months: Mapping[date, float], period: Period) -> float:
    month, total = period.start.replace(day=1), 0.0
    while month <= period.end:
        total += months.get(month, 0.0)
        month = add_months(month, 1)
    return total


UNKNOWN = Actuals(known=False)


def actuals(
    metric: str,
    facts: pl.DataFrame,
    deals: pl.DataFrame | None,
    activities: pl.DataFrame | None,
    as_of: date,
    *,
    cash: Collected | None = None,
) -> Actuals:
    """What was reached of a metric up to and including the as-of day.

    Revenue and units are those of won deals by the day they closed; units need a quantity. A
    customer is new in the month of the first won deal, and counts for whom it belongs to. New
    deals count by the day they were created, activities by their day and owner, payments by their
    day; the collection rate is what was received of what falls due in the same months.

    Args:
        facts: see ``metrics.facts``.
        deals: the deals' own rows, for their quantity.
        activities: their rows; None where the workbook keeps none.
        cash: payments and what falls due; None where the workbook keeps neither.
    """
    if metric in COLLECTED:
        return _collected(metric, cash or Collected(), as_of)
    events = _events(metric, facts, deals, activities)
    if events is None:
        return UNKNOWN
    return Actuals(_by_month(events.filter(pl.col("day") <= as_of)))


def _collected(metric: str, cash: Collected, as_of: date) -> Actuals:
    if cash.received is None or cash.currencies:
        return UNKNOWN
    came = cash.received.filter(pl.col("day") <= as_of).with_columns(value="amount")
    if metric == "collections":
        return Actuals(_by_month(came))
    if cash.due is None:
        return UNKNOWN
    return Actuals(_by_month(came), of=_by_month(cash.due.with_columns(value="amount")))


def _by_month(events: pl.DataFrame) -> Mapping[Scope, Mapping[date, float]]:
    """The sums of events by scope and month."""
    events = events.drop_nulls("value")
    months = events.with_columns(pl.col("day").dt.truncate("1mo"))
    sums: dict[Scope, dict[date, float]] = defaultdict(dict)
    whole = months.group_by("day").agg(pl.col("value").sum())
    sums["company", ""] = dict(whole.select("day", "value").iter_rows())
    for kind in SCOPES:
        by = months.drop_nulls(kind).group_by(kind, "day").agg(pl.col("value").sum())
        for name, month, value in by.select(kind, "day", "value").iter_rows():
            sums[kind, name][month] = value
    return sums


def _events(
    metric: str, facts: pl.DataFrame, deals: pl.DataFrame | None, activities: pl.DataFrame | None
) -> pl.DataFrame | None:
    won = facts.filter(pl.col("status") == "won").drop_nulls("closed")
    won = won.with_columns(day="closed")
    match metric:
        case "revenue":
            if len(currencies(facts)) > 1 or won["amount"].null_count() == facts.height:
                return None
            return won.with_columns(value="amount").select(_EVENT)
        case "units":
            return _units(won, deals)
        case "new customers":
            first = won.drop_nulls("customer").sort("day", maintain_order=True)
            first = first.unique("customer", keep="first", maintain_order=True)
            return first.with_columns(value=pl.lit(1.0)).select(_EVENT)
        case "new deals":
            made = facts.drop_nulls("created").with_columns(day="created", value=pl.lit(1.0))
            return made.select(_EVENT) if made.height else None
        case "activities":
            return _activities(facts, activities)
    return None


def _units(won: pl.DataFrame, deals: pl.DataFrame | None) -> pl.DataFrame | None:
    if deals is None or "quantity" not in deals.columns:
        return None
    quantity = deals.select("_id", value=pl.col("quantity").cast(pl.Float64))
    return won.join(quantity, on="_id", how="left").select(_EVENT)


def _activities(facts: pl.DataFrame, activities: pl.DataFrame | None) -> pl.DataFrame | None:
    """Activities by their owner's team and region, as deals tell them; products have none."""
    if activities is None or not {"date", "owner"} <= set(activities.columns):
        return None
    places = facts.drop_nulls("rep").group_by("rep").agg(
        pl.col("team").drop_nulls().last(), pl.col("region").drop_nulls().last()
    )  # fmt: skip
    told = activities.drop_nulls("date").select(day="date", rep="owner")
    none = pl.lit(None, pl.String())
    joined = told.join(places, on="rep", how="left")
    return joined.with_columns(product=none, value=pl.lit(1.0)).select(_EVENT)
