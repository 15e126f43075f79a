"""The lines of a scorecard as shown: figures, weights, and the method in words with its numbers."""

from __future__ import annotations

from dataclasses import dataclass

from salestui import i18n
from salestui.i18n import _
from salestui.metrics import reasons
from salestui.metrics.definitions import Unit
from salestui.metrics.figure import Figure, Note
from salestui.metrics.scorecard import reasons as scorecard_reasons
from salestui.metrics.scorecard.cards import Line
from salestui.metrics.scorecard.definitions import COMMISSION, TOTAL, metric_definition
from salestui.metrics.scorecard.leaderboard import Standing
from salestui.metrics.scorecard.methods import ALL_OR_NOTHING, MET, excess, reached, step_of
from salestui.model.playbook import Playbook, named
from salestui.views.formats import Style, not_available, say
from salestui.views.states import State

TOTAL_KEY, COMMISSION_KEY = "total", "commission"
_UNITS = {"money": Unit.MONEY, "percent": Unit.PERCENT, "number": Unit.COUNT}
_GOOD, _POOR = 95.0, 70.0
_SHEETS = {
    scorecard_reasons.NO_ACTIVITIES: "activities",
    scorecard_reasons.NO_SURVEYS: "surveys",
    scorecard_reasons.NO_TRAINING: "training",
    scorecard_reasons.NO_PAYMENTS: "payments",
    scorecard_reasons.NO_COSTS: "costs",
    scorecard_reasons.NOT_WORKED_OUT: "scorecards",
    scorecard_reasons.NO_ACTUAL_GIVEN: "scorecards",
    scorecard_reasons.NO_SCORE_GIVEN: "scorecards",
    scorecard_reasons.NO_METRIC_TARGET: "targets",
    reasons.NO_TARGET: "targets",
    reasons.NO_TARGETS_AT_ALL: "targets",
    reasons.DIMENSION_WITHOUT_TARGET: "targets",
}


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line of a card: the total first, then its measures, then the commission.

    Attributes:
        key: ``total``, ``commission``, or the measure's place in the card.
        said: how its points came about, or why there are none.
        needs: the entity whose sheet would give the figure; empty where it has one.
        metric: what the targets' sheet calls it.
    """

    key: str
    label: str
    actual: str
    target: str
    score: str
    weight: str
    points: str
    tone: State
    said: str
    needs: str = ""
    metric: str = ""


def points_text(value: float | None) -> str:
    """Points with one decimal, or ``n/a``."""
    return not_available() if value is None else f"{value:.1f}"


def points_tone(value: float | None) -> State:
    """How so many points stand."""
    if value is None:
        return State.NEUTRAL
    return State.OK if value >= _GOOD else State.LATE if value < _POOR else State.WARNING


def amount(figure: Figure, unit: Unit, style: Style, *, exact: bool = False) -> str:
    """A figure in its unit; counts that are not whole keep their decimals."""
    if figure.value is None:
        return not_available()
    if unit is Unit.COUNT and figure.value != round(figure.value):
        unit = Unit.RATIO
    if exact and unit is Unit.PERCENT:
        return rate_text(figure.value)
    return style.exact(figure.value, unit) if exact else style.value(figure.value, unit)


def unit_of(metric: str, playbook: Playbook) -> Unit:
    """What a metric is counted in."""
    known = metric_definition(metric)
    if known is not None:
        return known.unit
    found = named(playbook.lists.metrics, metric)
    return Unit.COUNT if found is None else _UNITS[found.unit]


def line_rows(standing: Standing, playbook: Playbook, style: Style) -> tuple[LineRow, ...]:
    """All lines of a card."""
    card = standing.card
    rows = [_total(standing)]
    for place, line in enumerate(card.lines):
        measure = line.rule.measure
        unit = unit_of(measure.metric, playbook)
        rows.append(
            LineRow(
                key=str(place),
                label=i18n.label(measure.labels),
                actual=amount(line.actual, unit, style),
                target=amount(line.target, unit, style),
                score=points_text(line.score.value),
                weight=weight_text(line),
                points="" if line.points is None else f"{line.points:.1f}",
                tone=points_tone(line.score.value),
                said=said_of(line, unit, style),
                needs=_needs(line),
                metric=_metric_name(measure.metric, playbook),
            )
        )
    if standing.commission is not None:
        rows.append(_commission(standing, style))
    return tuple(rows)


def weight_text(line: Line) -> str:
    """The weight in effect; in brackets that of a line which does not count."""
    if line.points is None:
        return f"({line.rule.measure.weight:g}%)"
    return f"{line.share:.1f}".removesuffix(".0") + "%"


def _metric_name(metric: str, playbook: Playbook) -> str:
    found = named(playbook.lists.metrics, metric)
    return metric if found is None else i18n.label(found.labels)


def _needs(line: Line) -> str:
    reason = line.score.reason
    return "" if reason is None else _SHEETS.get(reason.text, "")


def _total(standing: Standing) -> LineRow:
    total, grade = standing.card.total, standing.card.grade
    said = [] if grade is None else [i18n.label(grade.labels)]
    said += [say(n) for n in total.notes]
    if total.reason is not None:
        said = [say(total.reason), *said]
    weights = sum(line.rule.measure.weight for line in standing.card.lines)
    return LineRow(
        key=TOTAL_KEY,
        label=i18n.label(TOTAL.labels),
        actual="",
        target="",
        score=points_text(total.value),
        weight=f"{weights:g}%",
        points="" if grade is None else grade.code,
        tone=points_tone(total.value),
        said=" · ".join(said),
    )


def _commission(standing: Standing, style: Style) -> LineRow:
    found = standing.commission
    assert found is not None
    paid = found.paid
    return LineRow(
        key=COMMISSION_KEY,
        label=i18n.label(COMMISSION.labels),
        actual=amount(paid, Unit.MONEY, style),
        target="",
        score="",
        weight="",
        points="",
        tone=State.NEUTRAL,
        said=say(paid.reason) if paid.reason is not None else commission_said(standing, style),
    )


def commission_said(standing: Standing, style: Style) -> str:
    """The tier, and what is missing to the next one and would be gained by it."""
    found = standing.commission
    assert found is not None
    parts = []
    if (tier := found.tier) is not None:
        parts.append(
            _("{tier}: {rate}").format(tier=i18n.label(tier.labels), rate=rate_text(tier.rate))
        )
    if (above := found.next_tier) is not None:
        parts.append(
            _("{missing} more reach “{tier}” and add {gain}; {rate} from there on").format(
                missing=style.money(found.missing),
                tier=i18n.label(above.labels),
                gain=style.money(found.gain),
                rate=rate_text(above.rate),
            )
        )
    elif found.slices:
        parts.append(_("the highest tier"))
    return " · ".join(parts)


def rate_text(rate: float) -> str:
    """A share with two decimals where it has them: ``1.5%``, ``0.25%``."""
    return f"{rate * 100:.2f}".rstrip("0").rstrip(".") + "%"


def said_of(line: Line, unit: Unit, style: Style) -> str:
    """How the points came about, in words with the numbers; or why there are none."""
    if line.score.reason is not None:
        return say(line.score.reason)
    given = [n for n in line.raw.notes if n == Note(scorecard_reasons.SCORE_OF_SHEET)]
    parts = [say(given[0]) if given else method_words(line, unit, style)]
    if line.raw.value != line.score.value:
        measure, score = line.rule.measure, line.score.value or 0.0
        below = (line.raw.value or 0.0) < score
        bound = _("at least {n}") if below else _("at most {n}")
        parts.append(bound.format(n=f"{measure.floor if below else score:g}"))
    parts += [say(n) for n in (*line.actual.notes, *line.target.notes)]
    return " · ".join(parts)


def method_words(line: Line, unit: Unit, style: Style) -> str:
    """The method with the numbers in it, up to its points before floor and cap."""
    measure, raw = line.rule.measure, points_text(line.raw.value)
    actual = amount(line.actual, unit, style, exact=True)
    target = amount(line.target, unit, style, exact=True)
    match measure.method:
        case "rank":
            place = line.place
            if place is None:
                return ""
            text = _("place {place} of {n}: 100 - {step} × {behind} = {raw}")
            return text.format(
                place=place.place, n=place.of, step=f"{measure.rank_step:g}",
                behind=place.place - 1, raw=raw,
            )  # fmt: skip
        case "points":
            above = (excess(measure, line.actual, line.target).value or 0.0) * MET
            better = _("better") if above >= 0 else _("worse")
            text = _(
                "{actual}: {percent}% {better} than {target}, 100 {sign} {per} × {percent} = {raw}"
            )
            return text.format(
                actual=actual, percent=f"{abs(above):.1f}", better=better, target=target,
                sign="+" if above >= 0 else "-", per=f"{measure.per_percent:g}", raw=raw,
            )  # fmt: skip
        case "steps":
            share = reached(measure, line.actual, line.target).value or 0.0
            step = step_of(measure.steps or ALL_OR_NOTHING, share)
            if step is None:
                return _("{share} of the target is below every step").format(
                    share=style.percent(share)
                )
            return _("{share} of the target: {points} points from {at} on").format(
                share=style.percent(share), points=f"{step.score:g}", at=style.percent(step.at)
            )
    if measure.better == "lower":
        actual, target = target, actual
    return f"100 × {actual} / {target} = {raw}"
