"""A line of a scorecard, its total or a commission, explained."""

from __future__ import annotations

from dataclasses import replace

from salestui import i18n
from salestui.book.state import BookState
from salestui.i18n import _
from salestui.metrics.definitions import Definition, Unit
from salestui.metrics.figure import Figure
from salestui.metrics.scorecard.cards import Line
from salestui.metrics.scorecard.definitions import (
    COMMISSION,
    TOTAL,
    method_definition,
    metric_definition,
)
from salestui.metrics.scorecard.leaderboard import Standing
from salestui.views.explain import Explanation
from salestui.views.figure_sheet import LARGEST, FigureSheet
from salestui.views.formats import Style, not_available, say
from salestui.views.kpis import Kpi
from salestui.views.names import period_name
from salestui.views.performance.behind import behind, behind_rows
from salestui.views.performance.lines import (
    COMMISSION_KEY,
    TOTAL_KEY,
    commission_said,
    points_text,
    points_tone,
    rate_text,
    said_of,
    unit_of,
)
from salestui.views.performance.view import PerformanceView, missing_words, subject_label
from salestui.views.states import State


def performance_sheet(
    view: PerformanceView, state: BookState, name: str, span: str, key: str
) -> FigureSheet:
    """The sheet of a line of somebody's card.

    Args:
        span: the days looked at.
        key: see ``LineRow.key``.

    Raises:
        KeyError: nobody of that name is on the board.
    """
    standing = view.standing(name)
    if standing is None:
        raise KeyError(name)
    kpi, numbers, history = _explained(view, standing, key)
    entity, rows = behind(view, name, key)
    listed = behind_rows(view, state, name, key)[:LARGEST]
    return FigureSheet(
        explanation=Explanation(kpi, numbers, rows),
        span=span,
        scope=subject_label(name),
        history=history,
        approximate="",
        largest=tuple((r.row, r.title, r.money or r.said) for r in listed if r.row is not None),
        entity=entity,
    )


History = tuple[tuple[str, str], ...]


def _explained(view: PerformanceView, standing: Standing, key: str) -> tuple[Kpi, str, History]:
    if key == TOTAL_KEY:
        history = tuple(
            (period.key, points_text(value))
            for period, value in zip(view.board.periods, standing.trend, strict=True)
        )
        return _total(view, standing), _sum(standing), history
    if key == COMMISSION_KEY:
        return _commission(standing, view.style), _slices(standing, view.style), ()
    line = standing.card.lines[int(key)]
    return _line(view, line), "", ()


def _kpi(meant: Definition, key: str, figure: Figure, **texts: str) -> Kpi:
    return Kpi(
        key=key,
        label=i18n.label(meant.labels),
        value=texts["value"],
        exact=texts.get("exact", ""),
        severity=State.NEUTRAL,
        word=texts.get("word", ""),
        trend=(),
        delta="",
        reason="" if figure.reason is None else say(figure.reason),
        notes=tuple(say(n) for n in figure.notes),
        formula=texts.get("formula", i18n.label(meant.formulas)),
        edge=texts.get("edge", i18n.label(meant.edges)),
    )


def _total(view: PerformanceView, standing: Standing) -> Kpi:
    card = standing.card
    grade = "" if card.grade is None else i18n.label(card.grade.labels)
    scorecard = view.board.scorecard
    grades = [] if scorecard is None else sorted(scorecard.grades, key=lambda g: -g.at_least)
    tiers = " · ".join(
        _("{grade} from {points}").format(grade=g.code, points=f"{g.at_least:g}") for g in grades
    )
    value = points_text(card.total.value)
    notes = "\n".join(filter(None, (missing_words(view.board.missing), _compared(view))))
    if card.place is not None:
        place = _("place {place} of {n}").format(place=card.place.place, n=card.place.of)
        grade = " · ".join(filter(None, (grade, place)))
    found = _kpi(TOTAL, TOTAL_KEY, card.total, value=value, exact=value, word=grade)
    formula = "\n".join(filter(None, (found.formula, tiers, notes)))
    tone = points_tone(card.total.value)
    return replace(found, severity=tone, trend=standing.trend, formula=formula)


def _compared(view: PerformanceView) -> str:
    """With what the change is."""
    day, periods = view.board.compared, view.board.periods
    if day is None:
        return ""
    return _("the change is against {period} up to {day}").format(
        period=period_name(periods[-2]), day=view.style.day(day)
    )


def _sum(standing: Standing) -> str:
    """The points of each line that counts, added up."""
    counted = [x for x in standing.card.lines if x.points is not None]
    return " + ".join(
        f"{x.share:.1f}".removesuffix(".0") + f"% × {x.score.value or 0:.1f}" for x in counted
    )


def _commission(standing: Standing, style: Style) -> Kpi:
    found = standing.commission
    assert found is not None
    paid = found.paid.value
    value = not_available() if paid is None else style.money(paid)
    exact = "" if paid is None else style.exact_money(paid)
    word = "" if paid is None else commission_said(standing, style)
    return _kpi(COMMISSION, COMMISSION_KEY, found.paid, value=value, exact=exact, word=word)


def _slices(standing: Standing, style: Style) -> str:
    found = standing.commission
    assert found is not None
    return " + ".join(
        f"{rate_text(part.tier.rate)} × {style.exact_money(part.revenue)}" for part in found.slices
    )


def _line(view: PerformanceView, line: Line) -> Kpi:
    measure = line.rule.measure
    unit = unit_of(measure.metric, view.book.inputs.playbook)
    metric = metric_definition(measure.metric)
    method = method_definition("manual" if line.rule.manual else measure.method)
    meant = metric or Definition(measure.code, measure.en, measure.zh, Unit.COUNT, "", "")
    score = points_text(line.score.value)
    words = "" if line.score.value is None else said_of(line, unit, view.style)
    bounds = _("from {floor} to {cap} points, weight {weight}").format(
        floor=f"{measure.floor:g}", cap=f"{measure.cap:g}", weight=f"{measure.weight:g}%"
    )
    texts = (
        i18n.label(meant.formulas),
        f"{i18n.label(method.labels)}: {i18n.label(method.formulas)}",
        bounds,
        i18n.label(measure.about),
    )
    edges = filter(None, (i18n.label(meant.edges), i18n.label(method.edges)))
    kpi = _kpi(
        meant, measure.code, line.score, value=score, exact=words,
        formula="\n".join(filter(None, texts)), edge="\n".join(edges),
    )  # fmt: skip
    label = i18n.label(measure.labels)
    return replace(kpi, label=label, severity=points_tone(line.score.value))
