"""From anywhere to a report."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from salestui.i18n import _
from salestui.ui.deal.showing import pick_deal
from salestui.ui.screens.choose import ChooseDialog, Option
from salestui.ui.screens.going import go_and

if TYPE_CHECKING:
    from salestui.ui.app import SalesApp


def show_report(app: SalesApp, kind: str, deal: int | None = None) -> None:
    """Change to the screen of reports, and show one there."""
    from salestui.ui.report.screen import ReportScreen

    go_and(app, "report", ReportScreen, lambda screen, _origin: screen.show_kind(kind, deal))


def report_of_deal(app: SalesApp, kind: str) -> None:
    """Show a report of the deal on screen or under the cursor, else ask which."""
    from salestui.ui.deal.section_screen import SectionScreen

    screen = app.book_screen
    if isinstance(screen, SectionScreen) and screen.row is not None:
        show_report(app, kind, screen.row)
    else:
        pick_deal(app, _("Of which deal?"), partial(show_report, app, kind))


def choose_report(app: SalesApp) -> None:
    """Ask which report, and show it; on a project's screen, those of the project first."""
    from salestui.ui.deal.section_screen import SectionScreen
    from salestui.views.documents.kinds import KINDS, kind_named

    if app.session is None:
        return
    screen = app.book_screen
    row = screen.row if isinstance(screen, SectionScreen) else None

    def chosen(name: str | None) -> None:
        if not name:
            return
        kind = kind_named(name)
        if kind.of_deal:
            report_of_deal(app, name)
        else:
            show_report(app, name, row if kind.may_deal else None)

    kinds = sorted(KINDS, key=lambda kind: row is not None and not kind.takes_deal)
    options = [Option(kind.name, _(kind.title), _(kind.about)) for kind in kinds]
    now = _due_here(app)
    app.push_screen(ChooseDialog(_("Which report?"), options, _("type to find"), now=now), chosen)


def _due_here(app: SalesApp) -> str:
    """The report that the document under the cursor of a project is; empty where it is none."""
    from salestui.ui.project.screen import ProjectScreen
    from salestui.views.documents.due_kinds import kind_of_code

    screen, session = app.book_screen, app.session
    line = screen.line if isinstance(screen, ProjectScreen) else None
    if session is None or line is None or not line.key.startswith("due:"):
        return ""
    kind = kind_of_code(session.state.playbook, line.key.removeprefix("due:"))
    return kind.name if kind else ""
