"""The actual figure of each metric of a scorecard, and the rows that it is made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import polars as pl

from salestui.metrics import reasons
from salestui.metrics.cash import reasons as cash_told
from salestui.metrics.cash.figures import capped
from salestui.metrics.conversion import win_rate
from salestui.metrics.costs.selecting import cost_ratio
from salestui.metrics.currencies import currencies, mixed
from salestui.metrics.figure import Figure, na, note
from salestui.metrics.inputs import Inputs
from salestui.metrics.kept import Kept
from salestui.metrics.scorecard import reasons as told
from salestui.metrics.scorecard.events import Events, Sources, during, events_of
from salestui.metrics.scorecard.people import Subject
from salestui.metrics.scorecard.remembered import Remembered
from salestui.metrics.scorecard.sums import Sums
from salestui.metrics.scorecard.targets import ScoreTargets
from salestui.metrics.select import CLOSED, OPEN, WON, closed_to_date, within
from salestui.metrics.standstill import keeps
from salestui.metrics.tally import ClosedTally
from salestui.metrics.targets.attainment import actual, attainment
from salestui.model.period import Period


@dataclass(frozen=True, eq=False)
class ScoreInputs:
    """What scorecards are worked out from.

    Attributes:
        targets: of all metrics, see ``scorecard_targets.score_targets``.
        remembered: cards of this and of earlier states of the same book.
    """

    inputs: Inputs
    sources: Sources
    targets: ScoreTargets
    remembered: Remembered[Any] = field(default_factory=Remembered)

    @cached_property
    def events(self) -> Events:
        """Everything that was done; worked out when first asked for."""
        return events_of(self.inputs, self.sources)

    @cached_property
    def mixed(self) -> tuple[str, ...]:
        """The currencies of the deals, where they are of several."""
        return tuple(currencies(self.inputs.facts))


@dataclass(frozen=True, slots=True, eq=False)
class Actuals:
    """Figures of metrics for one period; each is asked for by metric and subject.

    Attributes:
        mixed: the currencies of the deals, where they are of several.
    """

    inputs: Inputs
    targets: ScoreTargets
    sums: Sums
    slot: int
    mixed: tuple[str, ...] = ()

    @property
    def period(self) -> Period:
        """The period that the figures are of."""
        return self.sums.periods[self.slot]

    def figure(self, metric: str, subject: Subject) -> Figure:
        """What was reached; n/a with its reason where the book does not tell."""
        known = _METRICS.get(metric)
        return na(told.NOT_WORKED_OUT) if known is None else known(self, subject)

    def revenue(self, subject: Subject) -> Figure:
        """Net amount won, n/a where it cannot be added up."""
        if self.inputs.kept is Kept.NOTHING:
            return na(reasons.NO_PIPELINE)
        if len(self.mixed) > 1:
            return na(note(reasons.MIXED_CURRENCIES, currencies=", ".join(self.mixed)))
        return actual(self._tally(subject))

    def _tally(self, subject: Subject) -> ClosedTally:
        did = self.sums.total(self.slot, subject.owns)
        return ClosedTally(
            int(did["won"]), int(did["lost"]), float(did["revenue"]),
            won_without_amount=int(did["won_without"]),
        )  # fmt: skip

    def count(self, name: str, subject: Subject) -> Figure:
        """A number of things done."""
        return Figure(float(self.sums.total(self.slot, subject.owns)[name]))

    def win_rate(self, subject: Subject) -> Figure:
        """Won / (won + lost)."""
        if self.inputs.kept is not Kept.PIPELINE:
            none = self.inputs.kept is Kept.NOTHING
            return na(reasons.NO_PIPELINE if none else reasons.NO_STAGES)
        return win_rate(self._tally(subject))

    def satisfaction(self, subject: Subject) -> Figure:
        """Positive answers / answers."""
        if self.sums.events.answers is None:
            return na(told.NO_SURVEYS)
        did = self.sums.total(self.slot, subject.owns)
        return Figure(did["positive"] / did["answers"]) if did["answers"] else na(told.NO_ANSWERS)

    def attainment(self, subject: Subject) -> Figure:
        """Revenue / target of everyone who belongs to the subject, the ratio of sums."""
        target = self.targets.target("revenue", subject, self.period)
        return attainment(self.revenue(subject), target)

    def in_order(self, subject: Subject) -> Figure:
        """The share of open deals with a next step that is not overdue, as of the day."""
        facts = self.inputs.facts
        if not keeps(facts, "next_step") and not keeps(facts, "next_date"):
            return na(told.NO_NEXT_STEPS)
        if not self.sums.open_known or not self.period.start <= self.sums.as_of <= self.period.end:
            return na(told.TODAY_ONLY)
        deals = self.sums.open_total(subject.owns)
        if not deals["open"]:
            return na(told.NO_OPEN_DEALS)
        return Figure(deals["in_order"] / deals["open"])

    def trainings(self, subject: Subject) -> Figure:
        """How many different trainings took place."""
        if self.sums.events.training is None:
            return na(told.NO_TRAINING)
        return Figure(float(self.sums.trainings(self.slot, subject.owns)))

    def units(self, subject: Subject) -> Figure:
        """Quantities of won deals."""
        if self.sums.events.quantities is None:
            return na(told.NO_QUANTITIES)
        return self.count("units", subject)

    def activities(self, subject: Subject) -> Figure:
        """Rows of the sheet of activities."""
        if self.sums.events.activities is None:
            return na(told.NO_ACTIVITIES)
        return self.count("activities", subject)

    def cost_ratio(self, subject: Subject) -> Figure:
        """Costs / net amount won."""
        events = self.sums.events
        if events.costs is None:
            return na(told.NO_COSTS)
        if events.cost_currencies:
            return mixed(events.cost_currencies)
        cost = self.sums.total(self.slot, subject.owns)["cost"]
        return cost_ratio(Figure(float(cost)), self.revenue(subject))

    def collections(self, subject: Subject) -> Figure:
        """Payments of the period, refunds taken off."""
        cash = self.sums.events.cash
        if cash.received is None:
            return na(told.NO_PAYMENTS)
        if cash.currencies:
            return mixed(cash.currencies)
        return self.count("received", subject).noted(note(cash_told.SAID) if cash.said else None)

    def collection_rate(self, subject: Subject) -> Figure:
        """Payments of the period / what falls due in it, 1 at most."""
        got = self.collections(subject)
        if got.value is None or self.sums.events.cash.due is None:
            return got if got.value is None else na(cash_told.NO_PLAN)
        due = float(self.sums.total(self.slot, subject.owns)["due"])
        return capped(got.value, due, cash_told.NOTHING_DUE).noted(*got.notes)


_METRICS: Mapping[str, Callable[[Actuals, Subject], Figure]] = {
    "revenue": Actuals.revenue,
    "units": Actuals.units,
    "new customers": lambda a, s: a.count("new_customers", s),
    "new deals": lambda a, s: a.count("created", s),
    "activities": Actuals.activities,
    "win rate": Actuals.win_rate,
    "satisfaction": Actuals.satisfaction,
    "team attainment": Actuals.attainment,
    "data quality": Actuals.in_order,
    "training": Actuals.trainings,
    "cost ratio": Actuals.cost_ratio,
    "collections": Actuals.collections,
    "collection rate": Actuals.collection_rate,
}


def actuals(book: ScoreInputs, sums: Sums, slot: int) -> Actuals:
    """The figures of the period at ``slot``."""
    return Actuals(book.inputs, book.targets, sums, slot, book.mixed)


_SHEETS = {
    "activities": "activities", "satisfaction": "surveys", "training": "training",
    "cost ratio": "costs", "collections": "payments", "collection rate": "payment_plan",
}  # fmt: skip


def rows_behind(sums: Sums, metric: str, subject: Subject) -> tuple[str, tuple[int, ...]]:
    """The entity, and the ``_id`` of its rows, that a metric's latest figure is made of."""
    rows = _behind(sums, metric)
    who = () if rows is None else rows.select("team", "rep", "_id").iter_rows()
    found = tuple(row for team, rep, row in who if subject.owns((team, rep)))
    if metric == "collections" and sums.events.cash.said:
        return "payment_plan", found
    return _SHEETS.get(metric, "deals"), found


def _behind(sums: Sums, metric: str) -> pl.DataFrame | None:
    events, period, as_of = sums.events, sums.periods[-1], sums.as_of
    facts, closed = events.facts, closed_to_date(period, as_of)
    match metric:
        case "revenue" | "units" | "team attainment":
            return facts.filter(WON & closed)
        case "win rate":
            return facts.filter(CLOSED & closed)
        case "new deals":
            return facts.filter(within("created", period) & (pl.col("created") <= as_of))
        case "data quality":
            return facts.filter(OPEN)
        case "collection rate" if events.cash.due is not None:
            return events.cash.due.filter(within("day", period))
    told = {
        "new customers": events.firsts,
        "activities": events.activities,
        "satisfaction": events.answers,
        "training": events.training,
        "cost ratio": events.costs,
        "collections": events.cash.received,
    }.get(metric)
    return None if told is None else during(told, period, as_of)
