"""Leaderboards: scorecards in order, how they moved over the periods, and what they earn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from salestui.metrics.figure import Note
from salestui.metrics.scorecard import reasons as told
from salestui.metrics.scorecard.actuals import ScoreInputs, actuals
from salestui.metrics.scorecard.cards import Card, Ground, Missing, cards_of
from salestui.metrics.scorecard.incentives import Commission, commission
from salestui.metrics.scorecard.people import Kind, Subject
from salestui.metrics.scorecard.sheet import sheet_rows
from salestui.metrics.scorecard.sums import Sums, scorecard_sums
from salestui.metrics.targets.course import same_point
from salestui.metrics.trend import Series, trend_periods
from salestui.model.period import Period
from salestui.model.playbook.scoring import Scorecard

PERIODS = 6
"""So many periods a trend shows, the present one included."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A card with what it was before and what it earns.

    Attributes:
        before: the same card of the previous period when that was as old as this one is; None where
            there was none.
        change: points more than then; None where either has no total.
        trend: totals by period, older to newer, the present one last.
        commission: of reps only.
    """

    card: Card
    before: Card | None
    trend: Series
    commission: Commission | None

    @property
    def change(self) -> float | None:
        """Points more than in the previous period."""
        now, then = self.card.total.value, self.before.total.value if self.before else None
        return None if now is None or then is None else now - then


@dataclass(frozen=True, slots=True)
class Board:
    """The leaderboard of a kind, the best first, those without a total last.

    Attributes:
        reason: why it is empty; None where it is not.
        missing: what a line without a figure counts.
        periods: those of the trends.
        compared: up to which day of the previous period ``before`` counts; None without one.
    """

    kind: Kind
    reason: Note | None
    scorecard: Scorecard | None
    missing: Missing
    standings: tuple[Standing, ...]
    periods: tuple[Period, ...]
    sums: Sums | None = None
    compared: date | None = None

    def standing(self, name: str) -> Standing | None:
        """The standing of somebody by name; the company's is empty."""
        return next((s for s in self.standings if s.card.subject.name == name), None)


def board(
    book: ScoreInputs, kind: Kind, period: Period, as_of: date, missing: Missing | None = None
) -> Board:
    """The leaderboard of a kind in a period; places are among everyone of the kind.

    Args:
        missing: what a line without a figure counts; as the playbook says where it is None.
    """
    inputs = book.inputs
    scorecard = inputs.playbook.scorecard("manager" if kind is Kind.MANAGER else "rep")
    fiscal = inputs.options.fiscal_start
    periods = trend_periods(period, PERIODS, fiscal)
    if scorecard is None:
        return Board(kind, Note(told.NO_SCORECARD), None, missing or "renormalise", (), periods)
    sums = scorecard_sums(book.events, periods, as_of)
    sheet = sheet_rows(book.sources.scorecards, inputs.playbook, fiscal)
    chosen = missing or scorecard.missing
    ground = Ground(book, sums, sheet, scorecard, chosen)
    history = [cards_of(ground, kind, slot) for slot in range(len(periods))]
    cards = history[-1]
    if not any(card.subject.name for card in cards.values()):
        return Board(kind, Note(_nobody(kind)), scorecard, chosen, (), periods, sums)
    begun = _begun(sums)
    day = None if len(periods) < 2 else same_point(period, periods[-2], as_of)
    then = _cards_then(ground, kind, day) if begun < len(periods) - 1 else {}
    found = [_standing(ground, card, history[begun:], then) for card in cards.values()]
    standings = tuple(sorted(found, key=_best))
    return Board(kind, None, scorecard, chosen, standings, periods, sums, day)


def _cards_then(ground: Ground, kind: Kind, day: date | None) -> Mapping[str, Card]:
    """The cards of the previous period up to a day of it: a running one is compared with as much
    of the other, each against the target of the whole period.
    """
    if day is None:
        return {}
    before = ground.sums.periods[-2]
    if day == before.end:
        return cards_of(ground, kind, len(ground.sums.periods) - 2)
    sums = scorecard_sums(ground.book.events, (before,), day, past=True)
    return cards_of(replace(ground, sums=sums), kind, 0)


def _nobody(kind: Kind) -> str:
    return {Kind.TEAM: told.NO_TEAMS, Kind.MANAGER: told.NO_MANAGERS}.get(kind, told.NOBODY)


def _begun(sums: Sums) -> int:
    """The first period in which anything closed: the book did not exist before."""
    did = (any(c["won"] or c["lost"] for c in slot.values()) for slot in sums.by_slot)
    return next((place for place, any_of in enumerate(did) if any_of), len(sums.periods) - 1)


def _best(standing: Standing) -> tuple[bool, bool, float, str]:
    total, subject = standing.card.total.value, standing.card.subject
    return subject.kind is Kind.COMPANY, total is None, -(total or 0.0), subject.name


def _standing(
    ground: Ground, card: Card, history: Sequence[Mapping[str, Card]], then: Mapping[str, Card]
) -> Standing:
    name = card.subject.name
    before = then.get(name)
    earlier = [cards.get(name) for cards in history]
    known = tuple(None if c is None else c.total.value for c in earlier)
    trend = (None,) * (len(ground.sums.periods) - len(known)) + known
    paid = _commission(ground, card.subject) if card.subject.kind is Kind.REP else None
    return Standing(card, before, trend, paid)


def _commission(ground: Ground, subject: Subject) -> Commission:
    slot = len(ground.sums.periods) - 1
    now = actuals(ground.book, ground.sums, slot)
    target = ground.book.targets.target("revenue", subject, now.period)
    return commission(ground.book.inputs.playbook.lists.commission, now.revenue(subject), target)
