"""The forecast pack: where the period lands, what that rests on, and how forecasts fared."""

from __future__ import annotations

from salestui.i18n import _
from salestui.views.documents.basis import Basis, document
from salestui.views.documents.document import Document, Figures, Line, Notes, Section
from salestui.views.documents.ground import Ground, ground
from salestui.views.documents.sections.accuracy import accuracy
from salestui.views.documents.sections.coverage import coverage
from salestui.views.documents.sections.deals import due_deals
from salestui.views.documents.sections.forecast import (
    by_category,
    by_chance,
    needs_of,
    reach_line,
    whole,
)
from salestui.views.documents.sections.landing import landing
from salestui.views.documents.sections.slips import slips
from salestui.views.documents.sections.standing import summary_line

_DEALS = 60


def forecast_pack(basis: Basis) -> Document:
    """The pack of a company, a team or a rep. Blocks: files of kept days."""
    found = ground(basis)
    sections: tuple[Section, ...] = (_whole(found),)
    if not needs_of(found):
        sections += _behind_it(found)
    summary = (summary_line(found.view), reach_line(found))
    lines = [line for line in summary if line is not None]
    return document(basis, "forecast", _("Forecast pack"), lines, sections)


def _behind_it(found: Ground) -> tuple[Section, ...]:
    return (
        *_divided(found),
        landing(found),
        coverage(found),
        due_deals(found, _DEALS),
        slips(found.basis),
        accuracy(found),
    )


def _whole(found: Ground) -> Section:
    title = _("Commit, best case and landing")
    if needs := needs_of(found):
        return Section("whole", title, needs=needs)
    notes = Notes(tuple(Line(text) for text in found.forecast.notes))
    figures = Figures(whole(found))
    return Section("whole", title, (figures, notes) if notes.lines else (figures,))


def _divided(found: Ground) -> tuple[Section, ...]:
    """The lines of teams and reps by category, then by chance."""
    dimensions = found.divided_by()
    by = [block for one in dimensions for block in by_category(found, one)]
    chances = [block for one in dimensions for block in by_chance(found, one)]
    return (
        Section("categories", _("By forecast category"), tuple(by)),
        Section("chances", _("By probability"), tuple(chances)),
    )
