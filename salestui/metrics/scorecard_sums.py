"""What each rep did in each period, summed once for all scorecards and all of their periods."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from salestui.metrics.inputs import Inputs
from salestui.metrics.satisfaction import POSITIVE, answers
from salestui.metrics.scorecard_places import Places, places_of
from salestui.metrics.select import LOST, OPEN, WON, closed_to_date
from salestui.metrics.tally import slot_of, spanning
from salestui.model.period import Period, PeriodKind

Who = tuple[str | None, str | None]
"""Team and rep, as the deals name them."""

Session = tuple[Who, str]
"""Who took part, and what makes a training one and the same for all who did."""


@dataclass(frozen=True, slots=True)
class Sources:
    """The sheets besides deals that scorecards look at; None where the workbook has none.

    Attributes:
        deals: the deals' own rows, for their quantity.
    """

    deals: pl.DataFrame | None = None
    activities: pl.DataFrame | None = None
    surveys: pl.DataFrame | None = None
    customers: pl.DataFrame | None = None
    training: pl.DataFrame | None = None
    scorecards: pl.DataFrame | None = None


@dataclass(frozen=True, slots=True)
class Sums:
    """What was done, by the place of a period in ``periods`` and by team and rep.

    Attributes:
        by_slot: numbers by name: ``revenue``, ``won``, ``lost``, ``won_without``, ``units``,
            ``new_customers``, ``created``, ``activities``, ``answers``, ``positive``.
        still_open: ``open`` and ``in_order`` (with a next step that is not overdue) as of the day;
            empty where the day is another one than the book's.
        sessions: trainings by slot.
        places: in which team each rep was when.
        kept: which of ``units``, ``activities``, ``surveys``, ``training``, ``open`` are told.
    """

    periods: tuple[Period, ...]
    by_slot: tuple[Mapping[Who, Counter[str]], ...]
    still_open: Mapping[Who, Counter[str]]
    sessions: tuple[tuple[Session, ...], ...]
    places: Places
    as_of: date
    kept: frozenset[str] = field(default_factory=frozenset)

    def total(self, slot: int, belongs: Callable[[Who], bool]) -> Counter[str]:
        """The sums of those who belong, over one period."""
        found: Counter[str] = Counter()
        for who, sums in self.by_slot[slot].items():
            if belongs(who):
                found.update(sums)
        return found

    def open_total(self, belongs: Callable[[Who], bool]) -> Counter[str]:
        """The open deals of those who belong."""
        found: Counter[str] = Counter()
        for who, sums in self.still_open.items():
            if belongs(who):
                found.update(sums)
        return found

    def trainings(self, slot: int, belongs: Callable[[Who], bool]) -> int:
        """How many different trainings those who belong took part in."""
        return len({what for who, what in self.sessions[slot] if belongs(who)})


def scorecard_sums(
    inputs: Inputs,
    sources: Sources,
    periods: Sequence[Period],
    as_of: date,
    *,
    past: bool = False,
) -> Sums:
    """Sum everything up in one pass over each sheet.

    Args:
        periods: consecutive and ascending, or all time alone.
        past: ``as_of`` is a day before the one that the book stands for, whose open deals are not
            known any more.
    """
    places = places_of(inputs)
    plans: list[pl.LazyFrame] = [
        _closed(inputs.facts, periods, as_of),
        _new_customers(inputs.facts, periods, as_of),
        _created(inputs.facts, periods, as_of),
    ]
    kept: set[str] = set()
    if (units := _units(inputs.facts, sources.deals, periods, as_of)) is not None:
        plans.append(units)
        kept.add("units")
    if (done := _activities(sources.activities, places, periods, as_of)) is not None:
        plans.append(done)
        kept.add("activities")
    if (asked := survey_rows(inputs, sources)) is not None:
        plans.append(_answers(asked, places, periods, as_of))
        kept.add("surveys")
    if sources.training is not None:
        kept.add("training")
    if not past:
        kept.add("open")
    *slotted, still_open = pl.collect_all([*plans, _still_open(inputs.facts, as_of)])
    by_slot: list[defaultdict[Who, Counter[str]]] = [defaultdict(Counter) for _ in periods]
    for frame in slotted:
        for row in frame.iter_rows(named=True):
            slot, who = row.pop("slot"), (row.pop("team"), row.pop("rep"))
            by_slot[slot][who].update(row)
    rows = still_open.iter_rows(named=True)
    return Sums(
        periods=tuple(periods),
        by_slot=tuple(by_slot),
        still_open={}
        if past
        else {(row.pop("team"), row.pop("rep")): Counter(row) for row in rows},
        sessions=tuple(
            tuple(_sessions(places, sources.training, period, as_of)) for period in periods
        ),
        places=places,
        as_of=as_of,
        kept=frozenset(kept),
    )  # fmt: skip


def _dated(frame: pl.LazyFrame, periods: Sequence[Period], as_of: date) -> pl.LazyFrame:
    """The rows whose ``day`` lies in the periods, up to the as-of day, with their ``slot``."""
    span = spanning(periods)
    known = frame.filter(pl.col("day") <= as_of)
    if span.kind is not PeriodKind.ALL:
        known = known.filter(pl.col("day").is_between(span.start, span.end))
    return known.with_columns(slot_of(periods, "day"))


def _summed(frame: pl.LazyFrame, **sums: pl.Expr) -> pl.LazyFrame:
    return frame.group_by("slot", "team", "rep").agg(**sums)


def _closed(facts: pl.DataFrame, periods: Sequence[Period], as_of: date) -> pl.LazyFrame:
    amount = pl.col("amount")
    closed = facts.lazy().filter(closed_to_date(spanning(periods), as_of))
    return _summed(
        closed.with_columns(slot_of(periods)),
        won=WON.sum(),
        lost=LOST.sum(),
        revenue=amount.filter(WON).sum(),
        won_without=(WON & amount.is_null()).sum(),
    )


def _new_customers(facts: pl.DataFrame, periods: Sequence[Period], as_of: date) -> pl.LazyFrame:
    first = first_orders(facts).lazy().select("team", "rep", day="closed")
    return _summed(_dated(first, periods, as_of), new_customers=pl.len())


def first_orders(facts: pl.DataFrame) -> pl.DataFrame:
    """The first won deal of each customer: who won it has won the customer."""
    won = facts.filter(WON).drop_nulls(["customer", "closed"]).sort("closed", maintain_order=True)
    return won.unique("customer", keep="first", maintain_order=True)


def _created(facts: pl.DataFrame, periods: Sequence[Period], as_of: date) -> pl.LazyFrame:
    made = facts.lazy().drop_nulls("created").select("team", "rep", day="created")
    return _summed(_dated(made, periods, as_of), created=pl.len())


def _units(
    facts: pl.DataFrame, deals: pl.DataFrame | None, periods: Sequence[Period], as_of: date
) -> pl.LazyFrame | None:
    if deals is None or "quantity" not in deals.columns:
        return None
    counted = deals.lazy().select("_id", units=pl.col("quantity").cast(pl.Float64))
    won = facts.lazy().filter(WON & closed_to_date(spanning(periods), as_of))
    joined = won.with_columns(slot_of(periods)).join(counted, on="_id")
    return _summed(joined, units=pl.col("units").sum())


def _activities(
    activities: pl.DataFrame | None, places: Places, periods: Sequence[Period], as_of: date
) -> pl.LazyFrame | None:
    if activities is None or not {"date", "owner"} <= set(activities.columns):
        return None
    told = activities.drop_nulls("date").select(day="date", rep="owner")
    return _summed(_dated(places.placed(told).lazy(), periods, as_of), activities=pl.len())


def survey_rows(inputs: Inputs, sources: Sources) -> pl.DataFrame | None:
    """Satisfaction surveys with a score: ``_id``, ``day``, ``rep``, ``positive``.

    An answer is about the rep of the deal that it names, else of its customer.
    """
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
    )
    deals = pl.concat(
        inputs.facts.select(deal=_key(pl.col(name)), of_deal="rep") for name in ("id", "name")
    ).drop_nulls()
    customers = _owners(inputs, sources.customers)
    return (
        told.filter((pl.col("kind") == "csat") & pl.col("score").is_between(0, pl.col("scale")))
        .join(frame, on="_id")
        .join(deals.unique("deal", keep="last"), on="deal", how="left")
        .join(customers, on="customer", how="left")
        .select(
            "_id",
            "day",
            rep=pl.coalesce("of_deal", "of_customer"),
            positive=pl.col("score") >= POSITIVE * pl.col("scale") - 1e-9,
        )
    )


def _owners(inputs: Inputs, customers: pl.DataFrame | None) -> pl.DataFrame:
    """``customer`` and ``of_customer``: the rep of its own sheet, else of its last deal."""
    won = inputs.facts.sort("created", nulls_last=False, maintain_order=True)
    found = [won.select(customer=_key(pl.col("customer")), of_customer="rep")]
    if customers is not None and customers.schema.get("owner") == pl.String:
        found += [
            customers.select(customer=_key(pl.col(name)), of_customer="owner")
            for name in ("id", "name")
            if customers.schema.get(name) == pl.String
        ]
    return pl.concat(found).drop_nulls().unique("customer", keep="last", maintain_order=True)


def _key(text: pl.Expr) -> pl.Expr:
    return text.str.strip_chars().str.to_lowercase()


def _answers(
    asked: pl.DataFrame, places: Places, periods: Sequence[Period], as_of: date
) -> pl.LazyFrame:
    told = _dated(places.placed(asked.drop_nulls("day")).lazy(), periods, as_of)
    return _summed(told, answers=pl.len(), positive=pl.col("positive").sum())


def in_order(as_of: date) -> pl.Expr:
    """Whether a deal has a next step that is not overdue."""
    step, day = pl.col("next_step"), pl.col("next_date")
    return (step.is_not_null() | day.is_not_null()) & (day.is_null() | (day >= as_of))


def _still_open(facts: pl.DataFrame, as_of: date) -> pl.LazyFrame:
    return (
        facts.lazy()
        .filter(OPEN)
        .group_by("team", "rep")
        .agg(open=pl.len(), in_order=in_order(as_of).sum())
    )


def training_rows(training: pl.DataFrame | None, period: Period, as_of: date) -> pl.DataFrame:
    """``_id``, ``day``, ``rep``, and what makes a training the same for all who took part."""
    schema = {"_id": pl.Int64, "day": pl.Date, "rep": pl.String, "what": pl.String}
    empty = pl.DataFrame(schema=schema)
    if training is None or not {"member", "date"} <= set(training.columns):
        return empty
    named = [c for c in ("date", "course", "topic", "trainer") if c in training.columns]
    told = training.drop_nulls(["member", "date"]).filter(pl.col("date") <= as_of)
    if period.kind is not PeriodKind.ALL:
        told = told.filter(pl.col("date").is_between(period.start, period.end))
    what = pl.concat_str([pl.col(c).cast(pl.String) for c in named], separator="\n",
                         ignore_nulls=True)  # fmt: skip
    return told.select(pl.col("_id").cast(pl.Int64), day="date", rep="member", what=what)


def _sessions(
    places: Places, training: pl.DataFrame | None, period: Period, as_of: date
) -> Iterator[Session]:
    rows = places.placed(training_rows(training, period, as_of))
    for team, rep, what in rows.select("team", "rep", "what").iter_rows():
        yield (team, rep), what
