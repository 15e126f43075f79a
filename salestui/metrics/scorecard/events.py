"""What scorecards count, a row for each thing done: who did it, in which team, and when."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import polars as pl

from salestui.metrics.cash.collected import Collected, collected
from salestui.metrics.cash.facts import CashRows
from salestui.metrics.costs.selecting import named_currencies
from salestui.metrics.customers.satisfaction import POSITIVE, answers
from salestui.metrics.inputs import Inputs
from salestui.metrics.scorecard.places import Places, places_of
from salestui.metrics.select import WON
from salestui.model.period import Period, PeriodKind


@dataclass(frozen=True, slots=True)
class Sources:
    """The sheets besides deals that scorecards look at; None where the workbook has none.

    Attributes:
        deals: the deals' own rows, for their quantity.
        costs: see ``model.spending.COSTS``.
        cash: contracts, plan lines and payments.
    """

    deals: pl.DataFrame | None = None
    activities: pl.DataFrame | None = None
    surveys: pl.DataFrame | None = None
    customers: pl.DataFrame | None = None
    training: pl.DataFrame | None = None
    scorecards: pl.DataFrame | None = None
    costs: pl.DataFrame | None = None
    cash: CashRows | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Events:
    """What was done: frames with ``_id``, ``day``, ``team`` and ``rep``, None where not kept.

    Attributes:
        facts: the deals, see ``metrics.facts``.
        firsts: the first won deal of each customer: who won it has won the customer.
        quantities: ``_id`` and ``units`` of deals.
        answers: satisfaction surveys with a score, and whether it is ``positive``.
        training: with what makes a training one and the same for all who took part (``what``).
        costs: with their ``amount``; ``cost_currencies``: those of costs and deals together, where
            they are of several.
        cash: payments and what was due.
    """

    facts: pl.DataFrame
    firsts: pl.DataFrame
    quantities: pl.DataFrame | None
    activities: pl.DataFrame | None
    answers: pl.DataFrame | None
    training: pl.DataFrame | None
    costs: pl.DataFrame | None = None
    cost_currencies: tuple[str, ...] = ()
    cash: Collected = field(default_factory=Collected)


def events_of(inputs: Inputs, sources: Sources) -> Events:
    """Gather everything that was done, whenever it was."""
    places, facts = places_of(inputs), inputs.facts
    return Events(
        facts=facts,
        firsts=_first_orders(facts),
        quantities=_quantities(sources.deals),
        activities=_activities(sources.activities, places),
        answers=_answers(facts, sources, places),
        training=_training(sources.training, places),
        costs=_costs(sources.costs),
        cost_currencies=_several(sources.costs, facts),
        cash=collected(sources.cash, inputs),
    )


def during(rows: pl.DataFrame, period: Period, as_of: date) -> pl.DataFrame:
    """The rows whose ``day`` lies in a period, up to the as-of day."""
    known = rows.filter(pl.col("day") <= as_of)
    if period.kind is PeriodKind.ALL:
        return known
    return known.filter(pl.col("day").is_between(period.start, period.end))


def _first_orders(facts: pl.DataFrame) -> pl.DataFrame:
    won = facts.lazy().filter(WON).drop_nulls(["customer", "closed"])
    first = won.sort("closed", maintain_order=True).unique(
        "customer", keep="first", maintain_order=True
    )
    return first.select("_id", "team", "rep", day="closed").collect()


def _quantities(deals: pl.DataFrame | None) -> pl.DataFrame | None:
    if deals is None or "quantity" not in deals.columns:
        return None
    return deals.select("_id", units=pl.col("quantity").cast(pl.Float64))


def _activities(activities: pl.DataFrame | None, places: Places) -> pl.DataFrame | None:
    if activities is None or not {"date", "owner"} <= set(activities.columns):
        return None
    told = activities.drop_nulls("date")
    return places.placed(told.select(pl.col("_id").cast(pl.Int64), day="date", rep="owner"))


def _training(training: pl.DataFrame | None, places: Places) -> pl.DataFrame | None:
    if training is None:
        return None
    if not {"member", "date"} <= set(training.columns):
        schema = {"_id": pl.Int64, "day": pl.Date, "rep": pl.String, "what": pl.String}
        return places.placed(pl.DataFrame(schema=schema))
    named = [c for c in ("date", "course", "topic", "trainer") if c in training.columns]
    what = pl.concat_str([pl.col(c).cast(pl.String) for c in named], separator="\n",
                         ignore_nulls=True)  # fmt: skip
    told = training.drop_nulls(["member", "date"])
    return places.placed(
        told.select(pl.col("_id").cast(pl.Int64), day="date", rep="member", what=what)
    )


def _costs(costs: pl.DataFrame | None) -> pl.DataFrame | None:
    """A cost is its rep's, and of the team that it is spent by."""
    if costs is None:
        return None
    return costs.drop_nulls("date").select("_id", "team", "rep", "amount", day="date")


def _several(costs: pl.DataFrame | None, facts: pl.DataFrame) -> tuple[str, ...]:
    named = () if costs is None else tuple(named_currencies(costs, facts))
    return named if len(named) > 1 else ()


def _answers(facts: pl.DataFrame, sources: Sources, places: Places) -> pl.DataFrame | None:
    """An answer is about the rep of the deal that it names, else of its customer."""
    surveys = sources.surveys
    told = answers(surveys)
    if surveys is None or told is None or surveys.schema.get("date") != pl.Date:
        return None
    none = pl.lit(None, pl.String())
    has = {n for n in ("deal", "customer") if surveys.schema.get(n) == pl.String}
    frame = surveys.select(
        pl.col("_id").cast(pl.Int64),
        day="date",
        deal=_key(pl.col("deal")) if "deal" in has else none,
        customer=_key(pl.col("customer")) if "customer" in has else none,
    ).drop_nulls("day")
    asked = told.filter((pl.col("kind") == "csat") & pl.col("score").is_between(0, pl.col("scale")))
    asked = (
        asked.join(frame, on="_id")
        .join(_sellers(facts, frame), on="deal", how="left")
        .join(_owners(facts, sources.customers, frame), on="customer", how="left")
        .select(
            "_id",
            "day",
            rep=pl.coalesce("of_deal", "of_customer"),
            positive=pl.col("score") >= POSITIVE * pl.col("scale") - 1e-9,
        )
    )
    return places.placed(asked)


def _sellers(facts: pl.DataFrame, asked: pl.DataFrame) -> pl.DataFrame:
    """``deal`` (number or name) and ``of_deal``: the rep, of the deals that are asked for."""
    wanted = asked.lazy().select("deal").drop_nulls().unique()
    found = [facts.lazy().select(deal=_key(pl.col(n)), of_deal="rep") for n in ("id", "name")]
    told = pl.concat(found).join(wanted, on="deal", how="semi", maintain_order="left").drop_nulls()
    return told.unique("deal", keep="last", maintain_order=True).collect()


def _owners(
    facts: pl.DataFrame, customers: pl.DataFrame | None, asked: pl.DataFrame
) -> pl.DataFrame:
    """``customer`` and ``of_customer``: the rep of its own sheet, else of its last deal."""
    wanted = asked.lazy().select("customer").drop_nulls().unique()
    found = [facts.lazy().select(customer=_key(pl.col("customer")), of_customer="rep")]
    if customers is not None and customers.schema.get("owner") == pl.String:
        found += [
            customers.lazy().select(customer=_key(pl.col(name)), of_customer="owner")
            for name in ("id", "name")
            if customers.schema.get(name) == pl.String
        ]
    told = pl.concat(found).join(wanted, on="customer", how="semi", maintain_order="left")
    return told.drop_nulls().unique("customer", keep="last", maintain_order=True).collect()


def _key(text: pl.Expr) -> pl.Expr:
    return text.str.strip_chars().str.to_lowercase()
