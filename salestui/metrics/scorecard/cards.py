"""One scorecard after another: each line's points, the total, the grade, and who is where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from salestui.metrics.figure import Figure, Note, na, note
from salestui.metrics.scorecard import reasons as told
from salestui.metrics.scorecard.actuals import Actuals, ScoreInputs, actuals
from salestui.metrics.scorecard.methods import Place, bounded, place_among, raw_points
from salestui.metrics.scorecard.people import Kind, Subject, subjects
from salestui.metrics.scorecard.remembered import MadeOf
from salestui.metrics.scorecard.sheet import Rule, SheetRow, own_rules, playbook_rules
from salestui.metrics.scorecard.sums import Sums
from salestui.metrics.standstill import keeps
from salestui.model.period import PeriodKind
from salestui.model.playbook.scoring import Grade, Scorecard
from salestui.model.scorecard_cells import WHOLE, off_whole

Missing = Literal["renormalise", "zero"]
Measured = list[tuple[Rule, Figure]]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a card.

    Attributes:
        rule: metric, weight of 100, method and bounds.
        raw, score: points before and after floor and cap; n/a with the reason.
        place: among all of the same kind; only where the method is ``rank``.
        share: the weight in effect, of 100, after lines without a figure were left out.
        points: what the line adds to the total.
    """

    rule: Rule
    actual: Figure
    target: Figure
    raw: Figure
    score: Figure
    place: Place | None
    share: float = 0.0
    points: float | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """A scorecard with its figures.

    Attributes:
        total: sum of share x points of the lines; n/a where no line has any.
        place: among all of the same kind; None without a total, for the company, and for the only
            one of his kind.
    """

    subject: Subject
    lines: tuple[Line, ...]
    total: Figure
    grade: Grade | None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Ground:
    """What all cards of a board are made of."""

    book: ScoreInputs
    sums: Sums
    sheet: Sequence[SheetRow]
    scorecard: Scorecard
    missing: Missing


def cards_of(ground: Ground, kind: Kind, slot: int) -> Mapping[str, Card]:
    """The cards of everyone of a kind in the period of a slot, with their places."""
    key = kind, ground.missing, ground.sums.periods[slot], ground.sums.as_of
    cards: Mapping[str, Card] = ground.book.remembered.cards(
        key, _made_of(ground, slot), lambda: _worked_out(ground, kind, slot)
    )
    return cards


def _made_of(ground: Ground, slot: int) -> MadeOf:
    """All that ``_worked_out`` looks at."""
    book, sums = ground.book, ground.sums
    inputs, events, period = book.inputs, sums.events, sums.periods[slot]
    running = period.start <= sums.as_of <= period.end
    return MadeOf(
        (inputs.playbook, inputs.people, inputs.stints, inputs.targets, book.targets,
         book.sources.scorecards, ground.scorecard),
        (
            inputs.kept, inputs.options, book.mixed, sums.open_known,
            *(keeps(inputs.facts, name) for name in ("next_step", "next_date")),
            *(rows is None for rows in
              (events.quantities, events.activities, events.answers, events.training,
               events.costs)),
            events.cost_currencies, events.cash.currencies, events.cash.said,
            events.cash.received is None, events.cash.due is None,
            sums.by_slot[slot], sums.sessions[slot], sums.teams,
            sums.still_open if running else sums.still_open.keys(),
        ),
    )  # fmt: skip


def _worked_out(ground: Ground, kind: Kind, slot: int) -> Mapping[str, Card]:
    found = actuals(ground.book, ground.sums, slot)
    people = subjects(ground.book.inputs, ground.sums, kind, found.period)
    managers = subjects(ground.book.inputs, ground.sums, Kind.MANAGER, found.period)
    elsewhere = {m.name for m in managers} if kind is Kind.REP else set()
    lines = {}
    for subject in people:
        own: tuple[Rule, ...] = ()
        if subject.kind in (Kind.REP, Kind.MANAGER) and subject.name not in elsewhere:
            own = own_rules(ground.sheet, subject.name, found.period)
        rules = own or playbook_rules(ground.scorecard.measures)
        lines[subject] = [(rule, _actual(found, rule, subject)) for rule in rules]
    pool = _pool(lines)
    cards = [_card(ground, found, s, measured, pool) for s, measured in lines.items()]
    return {card.subject.name: card for card in _placed(cards)}


def _pool(lines: Mapping[Subject, Measured]) -> dict[str, list[float]]:
    """The figures of each metric among which places are given; the company is no rival."""
    pool: dict[str, list[float]] = {}
    for subject, measured in lines.items():
        if subject.kind is not Kind.COMPANY:
            for rule, figure in measured:
                if figure.value is not None:
                    pool.setdefault(rule.measure.metric, []).append(figure.value)
    return pool


def _actual(found: Actuals, rule: Rule, subject: Subject) -> Figure:
    if rule.actual is not None:
        return Figure(rule.actual, notes=(Note(told.ACTUAL_OF_SHEET),))
    figure = found.figure(rule.measure.metric, subject)
    if rule.row is not None and figure.reason == Note(told.NOT_WORKED_OUT):
        return na(told.NO_ACTUAL_GIVEN)
    return figure


def _target(found: Actuals, rule: Rule, subject: Subject) -> Figure:
    if rule.target is not None:
        return Figure(rule.target, notes=(Note(told.TARGET_OF_SHEET),))
    return found.targets.target(rule.measure.metric, subject, found.period)


def _card(
    ground: Ground,
    found: Actuals,
    subject: Subject,
    measured: Measured,
    pool: Mapping[str, list[float]],
) -> Card:
    lines = []
    for rule, actual in measured:
        measure, place = rule.measure, None
        target = _target(found, rule, subject)
        if measure.method == "rank" and actual.value is not None and subject.kind != Kind.COMPANY:
            place = place_among(measure, actual.value, pool[measure.metric])
        raw = _raw(rule, actual, target, place)
        lines.append(Line(rule, actual, target, raw, bounded(measure, raw), place))
    weighed = _weighed(lines, ground.missing)
    total = _total(weighed, ground.missing, found)
    grade = None
    if total.value is not None:
        # a grade goes by what is shown: 84.96 is shown as 85.0
        grade = ground.scorecard.grade(round(total.value, 1))
    return Card(subject, weighed, total, grade)


def _raw(rule: Rule, actual: Figure, target: Figure, place: Place | None) -> Figure:
    if rule.score is not None:
        return Figure(rule.score, notes=(Note(told.SCORE_OF_SHEET),))
    if rule.manual:
        return na(told.NO_SCORE_GIVEN)
    return raw_points(rule.measure, actual, target, place)


def _weighed(lines: Sequence[Line], missing: Missing) -> tuple[Line, ...]:
    """The lines with the weights in effect and what they add to the total."""
    counted = [x for x in lines if x.score.value is not None or missing == "zero"]
    whole = sum(x.rule.measure.weight for x in counted)
    if whole <= 0 or all(x.score.value is None for x in lines):
        return tuple(lines)
    weighed = []
    for line in lines:
        if line not in counted:
            weighed.append(line)
            continue
        share = line.rule.measure.weight / whole * WHOLE
        weighed.append(replace(line, share=share, points=share * (line.score.value or 0.0) / WHOLE))
    return tuple(weighed)


def _total(lines: Sequence[Line], missing: Missing, found: Actuals) -> Figure:
    points = [x.points for x in lines if x.points is not None]
    without = sum(x.score.value is None for x in lines)
    notes: list[Note] = []
    if any(x.rule.row is not None for x in lines):
        notes.append(Note(told.OWN_CARD))
    weights = [x.rule.measure.weight for x in lines]
    if off_whole(weights):
        notes.append(note(told.WEIGHTS_OFF, sum=f"{sum(weights):g}"))
    if not points:
        scored = any(x.score.value is not None for x in lines)
        return na(Note(told.NO_WEIGHTS if scored else told.NO_LINES), *notes)
    if without:
        notes.append(note(told.LEFT_OUT if missing == "renormalise" else told.COUNTED_ZERO,
                          n=without))  # fmt: skip
    period, as_of = found.period, found.sums.as_of
    if period.kind is not PeriodKind.ALL and period.start <= as_of < period.end:
        notes.append(note(told.SO_FAR, day=period.elapsed(as_of), days=period.days))
    return Figure(sum(points), notes=tuple(notes))


def _placed(cards: Sequence[Card]) -> tuple[Card, ...]:
    """The cards with their places; those whose points are equal as shown share one."""
    totals = {
        card.subject: round(card.total.value, 1)
        for card in cards
        if card.total.value is not None and card.subject.kind is not Kind.COMPANY
    }
    if len(totals) < 2:
        return tuple(cards)
    return tuple(
        replace(card, place=Place(1 + sum(v > mine for v in totals.values()), len(totals)))
        if (mine := totals.get(card.subject)) is not None
        else card
        for card in cards
    )
