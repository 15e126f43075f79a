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
    """Ask which report, and show it."""
    from salestui.views.documents.kinds import KINDS, kind_named

    if app.session is None:
        return

    def chosen(name: str | None) -> None:
        if not name:
            return
        if kind_named(name).of_deal:
            report_of_deal(app, name)
        else:
            show_report(app, name)

    options = [Option(kind.name, _(kind.title), _(kind.about)) for kind in KINDS]
    app.push_screen(ChooseDialog(_("Which report?"), options, _("type to find")), chosen)
