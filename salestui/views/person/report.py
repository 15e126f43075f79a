"""A rep's page for the command line: titles of its parts, and its figures as JSON."""

from __future__ import annotations

from typing import Any

from salestui.i18n import _
from salestui.metrics.figure import Figure
from salestui.metrics.people.funnel import Passage, RepFunnel, Step
from salestui.metrics.people.patterns import PatternFound
from salestui.views.formats import say
from salestui.views.person.view import PersonView


def section_titles() -> dict[str, str]:
    """The title of each section, in the order of the page."""
    return {
        "strengths": _("Strengths and weak stages"),
        "patterns": _("Patterns to watch"),
        "deals": _("Deals that need something"),
        "due": _("Follow-ups"),
        "coaching": _("Coaching"),
        "training": _("Training"),
        "tasks": _("Tasks by department"),
    }


def person_data(view: PersonView) -> dict[str, Any]:
    """The page for JSON: figures as numbers, null with a reason where there is none."""
    figures = view.board.figures.kpis
    lists = ("deals", "due", "coaching", "training", "tasks")
    return {
        "rep": view.name,
        "about": view.about,
        "period": view.present.period.key,
        "as_of": view.present.as_of.isoformat(),
        "score": _score(view),
        "figures": {
            kpi.key: _figure(figures[kpi.key]) for kpi in view.figures if kpi.key in figures
        },
        "funnel": _funnel(view.funnel),
        "patterns": [_pattern(found) for found in view.patterns],
        **{
            key: [
                {"title": x.title, "detail": x.detail, "aside": x.aside}
                for x in view.sections[key].lines
            ]
            for key in lists
        },
    }


def _score(view: PersonView) -> dict[str, Any] | None:
    standing = view.scores.standing(view.name) if view.scores is not None else None
    if standing is None:
        return None
    card = standing.card
    return {
        "points": _figure(card.total),
        "grade": None if card.grade is None else card.grade.code,
        "place": None if card.place is None else card.place.place,
        "of": None if card.place is None else card.place.of,
    }


def _figure(figure: Figure) -> dict[str, Any]:
    reason = None if figure.reason is None else say(figure.reason)
    return {"value": figure.value, "reason": reason, "notes": [say(n) for n in figure.notes]}


def _funnel(found: RepFunnel) -> dict[str, Any]:
    return {
        "compared_with": found.compared,
        "steps": [
            {
                "from": step.start.code,
                "to": step.end.code,
                "rep": _passage(step.rep),
                "team": _passage(step.team),
                "ahead": step.ahead,
            }
            for step in found.steps
        ],
        "strongest": _name(found.strongest),
        "weakest": _name(found.weakest),
        "bottleneck": _name(found.bottleneck),
        "win_rate": {"rep": _figure(found.wins.rate), "team": _figure(found.team_wins.rate)},
    }


def _passage(passage: Passage) -> dict[str, Any]:
    return {
        "came": len(passage.came),
        "went": passage.went,
        "rate": _figure(passage.rate),
        "days": _figure(passage.days),
    }


def _name(step: Step | None) -> str | None:
    return None if step is None else f"{step.start.code} > {step.end.code}"


def _pattern(found: PatternFound) -> dict[str, Any]:
    return {
        "pattern": found.pattern.code,
        "seen": found.seen,
        "share": _figure(found.share),
        "part": found.part,
        "whole": found.whole,
        "threshold": found.pattern.threshold,
        "at_least": found.pattern.at_least,
    }
