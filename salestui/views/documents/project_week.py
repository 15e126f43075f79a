"""The weekly report of one sales project: how healthy it is, what changed, what is next."""

from __future__ import annotations

from salestui.i18n import _
from salestui.views.documents.basis import Basis, document
from salestui.views.documents.document import Document, Line
from salestui.views.documents.sections.project.head import project
from salestui.views.documents.sections.project.looking import look_of
from salestui.views.documents.sections.project.week import (
    ahead,
    gates,
    reported,
    risks,
    since_day,
    tasks,
)
from salestui.views.portfolio.words import STATES, health_text
from salestui.views.project.head import ProjectHealth, project_health

_REASONS = 3
"""Reasons that a summary tells, the worst first."""


def project_week(basis: Basis) -> Document:
    """The report of a project. Blocks: files of kept days."""
    look = look_of(basis)
    since = since_day(look)
    changes = None if basis.archive is None else basis.archive.changes("stage", look.state)
    sections = (
        project(look),
        reported(look, since, changes),
        gates(look),
        tasks(look, since),
        risks(look, since),
        ahead(look),
    )
    stand = project_health(look.state, look.deal, look.inputs, look.as_of, look.style)
    return document(
        basis,
        "weekly",
        _("Weekly report"),
        _summary(stand),
        sections,
        about=look.state.title_of("deals", look.deal),
        span=_("since {day}").format(day=since.isoformat()),
    )


def _summary(stand: ProjectHealth | None) -> tuple[Line, ...]:
    """How it stands and the worst reasons."""
    if stand is None:
        return (Line(_("This deal does not run as a project.")),)
    state = STATES[stand.health]
    first = Line(_("Health: {health}").format(health=health_text(stand.health)), state)
    return (first, *(Line(reason, state) for reason in stand.reasons[:_REASONS]))
