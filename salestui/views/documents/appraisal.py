"""The appraisal sheet: the scorecard of a rep, or the ranking and the cards of everyone."""

from __future__ import annotations

from salestui.i18n import _, joined
from salestui.metrics.scorecard.leaderboard import Standing
from salestui.metrics.scorecard.people import Kind
from salestui.views.documents.basis import Basis, document
from salestui.views.documents.document import Document, Line, Section
from salestui.views.documents.sections.card import card
from salestui.views.documents.sections.ranking import ranking, standings
from salestui.views.performance.lines import points_text, points_tone
from salestui.views.performance.view import PerformanceView, performance

MOST = 20
"""Cards of one document."""


def appraisal(basis: Basis) -> Document:
    """The sheet of whom is looked at. Blocks: a worker's work."""
    view, found = _of_whom(basis)
    alone = basis.present.focus.value("rep") is not None
    sections = [] if alone and found else [ranking(view)]
    rated = found if alone else [s for s in found if s.card.total.value is not None]
    sections += [
        card(view, basis.present, standing, f"card_{place}")
        for place, standing in enumerate(rated[:MOST], start=1)
    ]
    if more := len(rated) - MOST:
        sections += [_more(more)] if more > 0 else []
    title = _("Appraisal sheet")
    return document(basis, "appraisal", title, _summary(found, alone=alone), sections)


def _of_whom(basis: Basis) -> tuple[PerformanceView, list[Standing]]:
    """The reps of what is looked at; of somebody who only manages others, his card as one."""
    present, style = basis.present, basis.style
    view = performance(present, Kind.REP, style)
    found, name = standings(view), present.focus.value("rep")
    if found or name is None:
        return view, found
    managers = performance(present, Kind.MANAGER, style)
    own = [one for one in standings(managers) if one.card.subject.name == name]
    return (managers, own) if own else (view, [])


def _more(more: int) -> Section:
    text = _("{n} more have points: ask for them with --scope team:NAME or rep:NAME.")
    return Section("more", _("Further scorecards"), needs=text.format(n=more))


def _summary(found: list[Standing], *, alone: bool) -> list[Line]:
    """Points and grade of one, or who leads and who is last."""
    rated = [one for one in found if one.card.total.value is not None]
    if not rated:
        return [Line(_("Nobody who is looked at has points in this period."))]
    if alone:
        return [_one(rated[0])]
    lines = [_one(rated[0])]
    if len(rated) > 1:
        lines.append(_one(rated[-1]))
    return lines


def _one(standing: Standing) -> Line:
    found = standing.card
    text = _("{name}: {points} points").format(
        name=found.subject.name, points=points_text(found.total.value)
    )
    grade = "" if found.grade is None else _("grade {grade}").format(grade=found.grade.code)
    place = ""
    if found.place is not None:
        place = _("place {place} of {n}").format(place=found.place.place, n=found.place.of)
    return Line(joined((text, grade, place)), points_tone(found.total.value))
