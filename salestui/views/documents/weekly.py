"""The weekly report: of a company, a team, a rep, or of one sales project."""

from __future__ import annotations

from salestui.i18n import _
from salestui.views.documents.basis import Basis, document
from salestui.views.documents.document import Document, Line
from salestui.views.documents.ground import ground
from salestui.views.documents.project_week import project_week
from salestui.views.documents.sections import behind, forecast
from salestui.views.documents.sections.attainment import attainment
from salestui.views.documents.sections.closed import closed, moved_line
from salestui.views.documents.sections.duty import projects
from salestui.views.documents.sections.followups import Due, due_of, followups
from salestui.views.documents.sections.movement import movement
from salestui.views.documents.sections.owed import owed
from salestui.views.documents.sections.passed import passed
from salestui.views.documents.sections.standing import standing, summary_line
from salestui.views.documents.sections.todo import due_today, todo
from salestui.views.past.looking_back import start_day
from salestui.views.states import State


def weekly(basis: Basis) -> Document:
    """How the period stands, what the week changed, who is behind and why, and what is to be done.

    Blocks: files of kept days.
    """
    if basis.deal is not None:
        return project_week(basis)
    found, present = ground(basis), basis.present
    monday = start_day("monday", present.as_of, present.period) or present.as_of
    due = due_of(present)
    sections = (
        standing(found),
        closed(found, monday),
        passed(present, monday),
        movement(basis, monday),
        *(attainment(found, dimension) for dimension in found.divided_by()),
        behind.behind(found),
        todo(found, due_today(found)),
        *followups(present, due),
        forecast.forecast(found),
        owed(basis),
        *projects(basis),
    )
    summary = (
        summary_line(found.view),
        behind.summary(found),
        moved_line(found, monday),
        forecast.reach_line(found),
        _to_do(due),
    )
    lines = [line for line in summary if line is not None]
    return document(basis, "weekly", _("Weekly report"), lines, sections)


def _to_do(due: Due) -> Line | None:
    """How many follow-ups wait."""
    late, ahead = due.overdue.height, due.ahead.height
    if not late and not ahead:
        return None
    text = _("Follow-ups: {late} overdue, {ahead} due within 7 days")
    state = State.LATE if late else State.NEUTRAL
    return Line(text.format(late=f"{late:,}", ahead=f"{ahead:,}"), state)
