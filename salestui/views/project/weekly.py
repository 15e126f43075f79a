"""The weekly reports of a project, and when the next one is due."""

from __future__ import annotations

from datetime import date

from salestui.book.state import BookState
from salestui.i18n import _
from salestui.model.entities import WEEKLY_REPORTS
from salestui.selling.projects.phases import report_every
from salestui.selling.projects.weekly import Report, next_due, reports_of
from salestui.views.deal.lines import DealLine, DealSection, absent, none_yet, shown, title_of
from salestui.views.states import State

_TOLD = ("date", "health", "progress", "issues", "next_steps", "author")
_STATES = {
    "green": (State.OK, "●"),
    "amber": (State.WARNING, "◆"),
    "red": (State.LATE, "■"),
}

DUE = "weekly:due"
"""Key of the line that tells when the next report is due."""


def weekly_section(state: BookState, deal: int, today: date) -> DealSection:
    """The reports, the latest first, below the day on which the next one is due."""
    title = _("Weekly reports")
    if missing := absent(state, "weekly_reports"):
        return DealSection("weekly", title, (), "", "weekly_reports", absent=True, nothing=missing)
    reports = reports_of(state, deal)
    lines = [_report(report) for report in reports]
    due, every = next_due(state, deal, today), report_every(state, deal)
    note = str(len(reports)) if reports else ""
    if due is not None and every is not None:
        lines.insert(0, _due(due, today))
        note = " · ".join(filter(None, (note, _("every {n} d").format(n=every))))
    return DealSection(
        "weekly", title, tuple(lines), note, "weekly_reports", nothing=none_yet(),
        columns=tuple(title_of("weekly_reports", name) for name in _TOLD),
        about=_("A report is due so many days after the one before, as the project's level asks."),
    )  # fmt: skip


def _due(due: date, today: date) -> DealLine:
    late = (today - due).days
    how, mark, said = State.NEUTRAL, "·", _("next report")
    if late > 0:
        how, mark, said = State.LATE, "!", _("{n} d overdue").format(n=late)
    cells = (due.isoformat(), said, _("n writes it from what happened"))
    return DealLine(DUE, cells, "weekly_reports", None, "progress", how, mark)


def _report(report: Report) -> DealLine:
    day = report.dated.isoformat() if report.dated is not None else ""
    code = _health_code(report.health)
    how, mark = _STATES.get(code, (State.NEUTRAL, "·"))
    health = shown("weekly_reports", "health", report.health)
    cells = (day, health, report.progress, report.issues, report.next_steps, report.author)
    return DealLine(
        f"report:{report.row}", cells, "weekly_reports", report.row, "progress", how, mark
    )


def _health_code(said: str) -> str:
    field = WEEKLY_REPORTS.field("health")
    return field.code(said) if field is not None and said else ""
