"""The deals of a period's forecast, each in one category and one band of probability."""

from __future__ import annotations

from datetime import date

import polars as pl

from salestui.metrics.inputs import Inputs
from salestui.metrics.select import OPEN, WON, closed_to_date, in_focus, within
from salestui.model.focus import Focus
from salestui.model.period import Period

CATEGORIES = ("commit", "best_case", "pipeline", "omitted")
"""Categories of open deals; what names none of them is counted as pipeline."""

BANDS = {"likely": 0.75, "even": 0.5, "unlikely": 0.25, "remote": 0.0, "unrated": None}
"""Bands of probability by the least one in them; None takes deals without any."""

_CATEGORY_OF = {"commit": "commit", "best case": "best_case", "omitted": "omitted"}


def forecast_deals(inputs: Inputs, focus: Focus, period: Period, as_of: date) -> pl.DataFrame:
    """Deals won in the period up to ``as_of``, and open ones that close in it.

    Returns:
        ``_id``, ``name``, ``customer``, ``team``, ``rep``, ``stage``, ``expected_close``,
        ``amount``, ``chance``, ``won``; of open deals ``category`` (of ``CATEGORIES``), ``band``
        (of ``BANDS``), ``named`` (the category is one of them), ``weighted`` (amount x
        probability), ``override`` (the manager's forecast) and ``judged`` (that, else weighted).
    """
    won = (WON & closed_to_date(period, as_of)).fill_null(False)
    due = (OPEN & within("expected_close", period)).fill_null(False)
    weighted = pl.col("amount") * pl.col("probability")
    return (
        in_focus(inputs.facts.lazy(), focus)
        .filter(won | due)
        .select(
            "_id", "name", "customer", "team", "rep", "stage", "expected_close", "amount",
            chance="probability",
            won=WON,
            category=_open(
                pl.col("category").replace_strict(_CATEGORY_OF, default="pipeline",
                                                  return_dtype=pl.String())
            ),
            band=_open(_band()),
            named=_open(pl.col("category").is_in([*_CATEGORY_OF, "pipeline"]).fill_null(False)),
            weighted=_open(weighted),
            override=_open(pl.col("forecast_override")),
            judged=_open(pl.coalesce("forecast_override", weighted)),
        )
        .collect()
    )  # fmt: skip


def _open(value: pl.Expr) -> pl.Expr:
    return pl.when(OPEN).then(value)


def _band() -> pl.Expr:
    chance, found = pl.col("probability"), pl.lit("unrated")
    for name, least in reversed(BANDS.items()):
        if least is not None:
            found = pl.when(chance >= least).then(pl.lit(name)).otherwise(found)
    return found


def behind(deals: pl.DataFrame, path: tuple[str | None, ...], key: str) -> pl.DataFrame:
    """The deals behind one cell of the forecast, the largest share of it first.

    Args:
        deals: from ``forecast_deals``.
        path: none for all, the team, or team and rep; None for deals that name none.
        key: of ``metrics.forecast_definitions.FORECAST``.

    Returns:
        The same columns and ``money``: what the deal adds to the cell.
    """
    for column, name in zip(("team", "rep"), path, strict=False):
        deals = deals.filter(pl.col(column).eq_missing(pl.lit(name, pl.String())))
    chosen, money = _chosen(key)
    return (
        deals.filter(chosen.fill_null(False))
        .with_columns(money=money)
        .sort(pl.col("money").abs(), descending=True, nulls_last=True, maintain_order=True)
    )


def _chosen(key: str) -> tuple[pl.Expr, pl.Expr]:
    """Which deals a figure is made of, and what each adds to it."""
    still_open, amount = ~pl.col("won"), pl.col("amount")
    landed = pl.when("won").then("amount")
    if key == "won":
        return pl.col("won"), amount
    if key in CATEGORIES:
        return pl.col("category") == key, amount
    if key in BANDS:
        return pl.col("band") == key, amount
    if key == "weighted":
        return still_open, pl.col("weighted")
    if key == "override":
        return pl.lit(True), landed.otherwise("judged")
    if key == "difference":
        return pl.col("override").is_not_null(), pl.col("judged") - pl.col("weighted").fill_null(0)
    return pl.lit(True), landed.otherwise("weighted")
