"""Who buys again, who is referred, who stays, and what a customer is worth."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from salestui.metrics.customers.reasons import (
    ACTIVE_MEANS,
    ALL_TIME_CHURN,
    CUSTOMER_UNKNOWN,
    NO_BUYERS,
    NO_BUYERS_BEFORE,
    NO_CHURN,
    NO_COSTS,
    NO_NEW,
    NO_ORDER_AMOUNTS,
    NO_REFERRERS,
    UNDATED_ORDERS,
)
from salestui.metrics.figure import Figure, Note, na, note
from salestui.metrics.reasons import RETURNS_LEFT_OUT
from salestui.model.period import Period, PeriodKind

YEAR = 365
"""Days without an order after which a buyer is no customer any more."""

ORDERS: dict[str, pl.DataType] = {
    "_id": pl.Int64(), "customer": pl.String(), "closed": pl.Date(), "amount": pl.Float64(),
}  # fmt: skip
"""Won deals: ``customer`` is one text per customer, however deals write it; null where none."""


@dataclass(frozen=True, slots=True)
class Loyalty:
    """Figures by key (see ``customer_definitions``); ``behind``: ``_id`` of the deals behind."""

    figures: dict[str, Figure]
    behind: dict[str, tuple[int, ...]]


def loyalty(
    orders: pl.DataFrame,
    referred: pl.DataFrame | None,
    costs: float | None,
    period: Period,
    as_of: date,
) -> Loyalty:
    """The figures of a span of days, up to the as-of day.

    Args:
        orders: in the columns of ``ORDERS``, all there ever were.
        referred: ``customer`` of those that somebody referred; None where that is not kept.
        costs: of selling and marketing in the period; None where none are kept.
    """
    end = period.clamp(as_of)
    bought_for = sold(orders)
    named = bought_for.drop_nulls("customer")
    notes = _notes(orders, bought_for, named)
    dated = named.filter(pl.col("closed") <= end)
    firsts = dated.group_by("customer").agg(first=pl.col("closed").min())
    new = firsts.filter(pl.col("first") >= period.start)
    churn = _churn(dated, period, end)
    bought = dated.join(new, on="customer", how="semi")
    figures = {
        "repeat_rate": _repeat(dated),
        "referral_rate": _referral(new, referred),
        "new_customers": Figure(float(new.height)),
        "retention": churn if churn.value is None else Figure(1 - churn.value, None, churn.notes),
        "churn": churn,
        "cac": _cac(costs, new.height),
        "clv": lifetime(dated, yearly_churn(dated, end), end),
    }
    rows = tuple(dated["_id"].to_list())
    news = tuple(bought["_id"].to_list())
    behind = dict.fromkeys(("repeat_rate", "retention", "churn", "clv"), rows)
    behind |= dict.fromkeys(("referral_rate", "new_customers", "cac"), news)
    return Loyalty({key: f.noted(*notes) for key, f in figures.items()}, behind)


def sold(orders: pl.DataFrame) -> pl.DataFrame:
    """The orders without returns (negative amounts): who gives something back buys nothing."""
    return orders.filter((pl.col("amount") >= 0).fill_null(value=True))


def yearly_churn(dated: pl.DataFrame, end: date) -> Figure:
    """The churn of the 365 days up to a day."""
    start = end - timedelta(days=YEAR - 1)
    return _churn(dated, Period(start, end, PeriodKind.CUSTOM, "year"), end)


def lifetime(orders: pl.DataFrame, churn: Figure, end: date) -> Figure:
    """Average order x orders per customer and year x lifespan, which is a year / churn.

    Args:
        orders: dated ones up to ``end``, of one customer or of all.
    """
    amounts = orders["amount"].drop_nulls()
    if not orders.height:
        return na(NO_BUYERS)
    if not amounts.len():
        return na(NO_ORDER_AMOUNTS)
    if churn.value is None:
        return Figure(None, churn.reason)
    if churn.value <= 0:
        return na(NO_CHURN)
    since = orders.group_by("customer").agg(first=pl.col("closed").min())["first"].to_list()
    years = sum(max((end - first).days, YEAR) / YEAR for first in since)
    average = float(amounts.sum()) / amounts.len()
    return Figure(average * (orders.height / years) / churn.value)


def _repeat(dated: pl.DataFrame) -> Figure:
    counts = dated.group_by("customer").len()
    if not counts.height:
        return na(NO_BUYERS)
    return Figure(counts.filter(pl.col("len") >= 2).height / counts.height)


def _referral(new: pl.DataFrame, referred: pl.DataFrame | None) -> Figure:
    if referred is None:
        return na(NO_REFERRERS)
    if not new.height:
        return na(NO_NEW)
    return Figure(new.join(referred, on="customer", how="semi").height / new.height)


def _churn(dated: pl.DataFrame, period: Period, end: date) -> Figure:
    """1 - (customers at the end - new ones) / customers at the start."""
    if period.kind is PeriodKind.ALL:
        return na(ALL_TIME_CHURN)
    before = _customers(dated, period.start - timedelta(days=1))
    if not before.height:
        return na(NO_BUYERS_BEFORE)
    kept = _customers(dated, end).join(before, on="customer", how="semi").height
    return Figure(1 - kept / before.height, None, (Note(ACTIVE_MEANS),))


def _customers(dated: pl.DataFrame, day: date) -> pl.DataFrame:
    since = day - timedelta(days=YEAR)
    inside = (pl.col("closed") > since) & (pl.col("closed") <= day)
    return dated.filter(inside).select("customer").unique()


def _cac(costs: float | None, new: int) -> Figure:
    if costs is None:
        return na(NO_COSTS)
    return Figure(costs / new) if new else na(NO_NEW)


def _notes(orders: pl.DataFrame, bought: pl.DataFrame, named: pl.DataFrame) -> tuple[Note, ...]:
    nameless, undated = bought.height - named.height, named["closed"].null_count()
    returns = orders.height - bought.height
    counted = (
        (CUSTOMER_UNKNOWN, nameless), (UNDATED_ORDERS, undated), (RETURNS_LEFT_OUT, returns),
    )  # fmt: skip
    return tuple(note(text, n=n) for text, n in counted if n)
