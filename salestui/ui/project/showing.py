"""From a deal's row, wherever it is listed, to its project screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salestui.i18n import _
from salestui.ui.screens.choose import ChooseDialog, Option

if TYPE_CHECKING:
    from salestui.ui.app import SalesApp

_OFFERED = 300


def open_project(app: SalesApp, deal_row: int) -> None:
    """Change to the project screen and show a deal there; escape leads back from there."""
    from salestui.ui.project.screen import ProjectScreen

    origin = app.current_mode

    def opened() -> None:
        if isinstance(screen := app.book_screen, ProjectScreen):
            screen.show_deal(deal_row, origin)

    app.action_go("project")
    app.call_after_refresh(opened)


def choose_project(app: SalesApp) -> None:
    """Show the deal of the deal screen, or under the cursor of the pipeline; else ask which."""
    from salestui.ui.screens.deal import DealScreen
    from salestui.ui.screens.table import TableScreen
    from salestui.views.deal.choosing import deal_options

    session, screen = app.session, app.book_screen
    if session is None:
        return
    if isinstance(screen, DealScreen) and screen.row is not None:
        open_project(app, screen.row)
        return
    on_deals = screen if isinstance(screen, TableScreen) and screen.entity == "deals" else None
    if on_deals is not None and on_deals.current_row is not None:
        open_project(app, on_deals.current_row)
        return
    found = deal_options(session.state, _OFFERED)
    if not found:
        app.say(_("The workbook has no deals."))
        return

    def chosen(name: str | None) -> None:
        if name:
            open_project(app, int(name))

    options = [Option(str(o.row), o.title, o.about) for o in found]
    app.push_screen(ChooseDialog(_("Which project?"), options, _("type to find")), chosen)
