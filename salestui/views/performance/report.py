"""Performance as plain data: for ``salestui performance``, other programs, and exported files."""

from __future__ import annotations

from typing import Any

from salestui import i18n
from salestui.i18n import _
from salestui.metrics.figure import Figure
from salestui.metrics.scorecard.cards import Line
from salestui.metrics.scorecard.definitions import TOTAL
from salestui.metrics.scorecard.incentives import Commission
from salestui.metrics.scorecard.leaderboard import Standing
from salestui.model.fields import FieldType
from salestui.views.formats import say
from salestui.views.past.looking_back import Present
from salestui.views.performance.view import PerformanceView, card_title
from salestui.views.plain_table import aligned

Cell = str | float | None


def performance_report(view: PerformanceView, present: Present) -> dict[str, Any]:
    """The leaderboard as JSON-able values. Keys are stable; texts are in the current language.

    Returns:
        ``kind``, ``period``, ``scope``, ``as_of``, ``missing`` (``renormalise`` or ``zero``),
        ``reason`` (why nobody is listed, else null), ``periods`` (of the trends), ``standings``:
        ``name`` (empty for the company), ``place``, ``of``, ``score``, ``reason``, ``grade``,
        ``change``, ``trend``, ``notes``, ``lines`` and, of reps, ``commission``.
    """
    names = [row.name for row in view.rows]
    found = (view.standing(name) for name in names)
    return {
        "kind": str(view.kind),
        "period": present.period.key,
        "scope": dict(present.focus.terms),
        "as_of": present.as_of.isoformat(),
        "missing": view.board.missing,
        "reason": view.needs or None,
        "periods": [period.key for period in view.board.periods],
        "standings": [_standing(s) for s in found if s is not None],
    }


def _standing(standing: Standing) -> dict[str, Any]:
    card = standing.card
    told: dict[str, Any] = {
        "name": card.subject.name,
        "place": None if card.place is None else card.place.place,
        "of": None if card.place is None else card.place.of,
        "score": card.total.value,
        "reason": _reason(card.total),
        "grade": None if card.grade is None else card.grade.code,
        "change": standing.change,
        "trend": list(standing.trend),
        "notes": [say(n) for n in card.total.notes],
        "lines": [_line(line) for line in card.lines],
    }
    if standing.commission is not None:
        told["commission"] = _commission(standing.commission)
    return told


def _line(line: Line) -> dict[str, Any]:
    measure = line.rule.measure
    return {
        "measure": i18n.label(measure.labels),
        "metric": measure.metric,
        "method": "manual" if line.rule.manual else measure.method,
        "weight": measure.weight,
        "share": line.share,
        "actual": line.actual.value,
        "target": line.target.value,
        "score": line.score.value,
        "reason": _reason(line.score),
        "points": line.points,
    }


def _commission(found: Commission) -> dict[str, Any]:
    above = found.next_tier
    return {
        "paid": found.paid.value,
        "reason": _reason(found.paid),
        "tier": None if found.tier is None else found.tier.code,
        "next_tier": None if above is None else above.code,
        "missing": None if above is None else found.missing,
        "gain": None if above is None else found.gain,
    }


def _reason(figure: Figure) -> str | None:
    return None if figure.reason is None else say(figure.reason)


def performance_text(view: PerformanceView, present: Present) -> str:
    """The leaderboard and then each card as plain tables, for a terminal or a screen reader."""
    parts = [
        f"{present.period.key} · " + _("as of {day}").format(day=present.as_of.isoformat()),
    ]
    heading = f"{view.titles[view.kind]} · {card_title(view)} · {view.missing}"
    if view.needs:
        return "\n".join((*parts, view.needs)) + "\n"
    titles = ("", view.titles[view.kind], _("Grade"), _("Points"), _("Change"), _("Commission"))
    rows = [(r.place, r.label, r.grade, r.score, r.change, r.paid) for r in view.rows]
    parts += [heading, "", aligned([titles, *rows], right=(0, 3, 4, 5))]
    columns = ("", _("Actual"), _("Target"), _("Points"), _("Weight"), _("Adds"), "")
    for row in view.rows:
        lines = [
            (x.label, x.actual, x.target, x.score, x.weight, x.points, x.said)
            for x in view.cards[row.name]
        ]
        parts += ["", aligned([(row.label, *columns[1:]), *lines], right=range(1, 6))]
    return "\n".join(parts) + "\n"


def exported_cards(
    view: PerformanceView,
) -> tuple[list[str], list[list[Cell]], list[FieldType]]:
    """Headers, rows and types of every line of every card, for a file; figures are not rounded."""
    headers = [
        _("Name"), _("Place"), _("Grade"), i18n.label(TOTAL.labels), _("Metric"), _("Actual"),
        _("Target"), _("Points"), _("Weight"), _("Adds"), _("Commission"), _("How"),
    ]  # fmt: skip
    text, number = FieldType.TEXT, FieldType.NUMBER
    types = [text, FieldType.INTEGER, text, number, text, number, number, number,
             FieldType.PERCENT, number, FieldType.MONEY, text]  # fmt: skip
    rows: list[list[Cell]] = []
    for row in view.rows:
        standing = view.standing(row.name)
        if standing is None:
            continue
        card, paid = standing.card, standing.commission
        said = {line.key: line.said for line in view.cards[row.name]}
        whole: list[Cell] = [
            row.label,
            None if card.place is None else float(card.place.place),
            row.grade or None,
            card.total.value,
        ]
        rows += [
            [
                *whole, i18n.label(x.rule.measure.labels), x.actual.value, x.target.value,
                x.score.value, x.share / 100, x.points,
                None if paid is None else paid.paid.value, said[str(place)],
            ]
            for place, x in enumerate(card.lines)
        ]  # fmt: skip
    return headers, rows, types
