"""The actual figure of each metric of a scorecard, and the rows that it is made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from salestui.metrics import reasons
from salestui.metrics import scorecard_reasons as told
from salestui.metrics.attainment import actual, attainment
from salestui.metrics.conversion import win_rate
from salestui.metrics.currencies import currencies
from salestui.metrics.figure import Figure, na, note
from salestui.metrics.inputs import Inputs
from salestui.metrics.kept import Kept
from salestui.metrics.scorecard_people import Subject
from salestui.metrics.scorecard_sums import (
    Sources,
    Sums,
    first_orders,
    survey_rows,
    training_rows,
)
from salestui.metrics.scorecard_targets import ScoreTargets
from salestui.metrics.select import CLOSED, OPEN, WON, closed_to_date, within
from salestui.metrics.standstill import keeps
from salestui.metrics.tally import ClosedTally
from salestui.model.period import Period, PeriodKind

_ELSEWHERE = {
    "collections": told.NO_PAYMENTS,
    "collection rate": told.NO_PAYMENTS,
    "cost ratio": told.NO_COSTS,
}


@dataclass(frozen=True, slots=True, eq=False)
class ScoreInputs:
    """What scorecards are worked out from.

    Attributes:
        targets: of all metrics, see ``scorecard_targets.score_targets``.
    """

    inputs: Inputs
    sources: Sources
    targets: ScoreTargets


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
        if (reason := _ELSEWHERE.get(metric)) is not None:
            return na(reason)
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
        if "surveys" not in self.sums.kept:
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
        known = "open" in self.sums.kept
        if not known or not self.period.start <= self.sums.as_of <= self.period.end:
            return na(told.TODAY_ONLY)
        deals = self.sums.open_total(subject.owns)
        if not deals["open"]:
            return na(told.NO_OPEN_DEALS)
        return Figure(deals["in_order"] / deals["open"])

    def trainings(self, subject: Subject) -> Figure:
        """How many different trainings took place."""
        if "training" not in self.sums.kept:
            return na(told.NO_TRAINING)
        return Figure(float(self.sums.trainings(self.slot, subject.owns)))

    def kept_count(self, name: str, reason: str, subject: Subject) -> Figure:
        """A number of things that few workbooks keep."""
        return self.count(name, subject) if name in self.sums.kept else na(reason)


_METRICS: Mapping[str, Callable[[Actuals, Subject], Figure]] = {
    "revenue": Actuals.revenue,
    "units": lambda a, s: a.kept_count("units", told.NO_QUANTITIES, s),
    "new customers": lambda a, s: a.count("new_customers", s),
    "new deals": lambda a, s: a.count("created", s),
    "activities": lambda a, s: a.kept_count("activities", told.NO_ACTIVITIES, s),
    "win rate": Actuals.win_rate,
    "satisfaction": Actuals.satisfaction,
    "team attainment": Actuals.attainment,
    "data quality": Actuals.in_order,
    "training": Actuals.trainings,
}


def actuals(book: ScoreInputs, sums: Sums, slot: int) -> Actuals:
    """The figures of the period at ``slot``."""
    mixed = tuple(currencies(book.inputs.facts))
    return Actuals(book.inputs, book.targets, sums, slot, mixed)


def rows_behind(
    book: ScoreInputs, sums: Sums, metric: str, subject: Subject
) -> tuple[str, tuple[int, ...]]:
    """The entity, and the ``_id`` of its rows, that a metric's latest figure is made of."""
    sources, as_of, period = book.sources, sums.as_of, sums.periods[-1]
    match metric:
        case "activities":
            return "activities", _ids(_activities(sources, sums, period), subject)
        case "satisfaction":
            asked = survey_rows(book.inputs, sources)
            told = sums.places.placed(asked) if asked is not None else None
            return "surveys", _ids(_between(told, period, as_of), subject)
        case "training":
            rows = training_rows(sources.training, period, as_of)
            return "training", _ids(sums.places.placed(rows), subject)
    return "deals", _ids(_deals(book.inputs, metric, period, as_of), subject)


def _deals(inputs: Inputs, metric: str, period: Period, as_of: date) -> pl.DataFrame | None:
    facts, closed = inputs.facts, closed_to_date(period, as_of)
    match metric:
        case "revenue" | "units" | "team attainment":
            return facts.filter(WON & closed)
        case "win rate":
            return facts.filter(CLOSED & closed)
        case "new customers":
            return first_orders(facts).filter(closed)
        case "new deals":
            return facts.filter(within("created", period) & (pl.col("created") <= as_of))
        case "data quality":
            return facts.filter(OPEN)
    return None


def _activities(sources: Sources, sums: Sums, period: Period) -> pl.DataFrame | None:
    rows = sources.activities
    if rows is None or not {"date", "owner"} <= set(rows.columns):
        return None
    told = rows.select(pl.col("_id").cast(pl.Int64), day="date", rep="owner")
    return _between(sums.places.placed(told), period, sums.as_of)


def _between(rows: pl.DataFrame | None, period: Period, as_of: date) -> pl.DataFrame | None:
    if rows is None:
        return None
    told = rows.drop_nulls("day").filter(pl.col("day") <= as_of)
    return told if period.kind is PeriodKind.ALL else told.filter(within("day", period))


def _ids(rows: pl.DataFrame | None, subject: Subject) -> tuple[int, ...]:
    if rows is None:
        return ()
    who = rows.select("team", "rep", "_id").iter_rows()
    return tuple(row for team, rep, row in who if subject.owns((team, rep)))
