"""From a deal's row, wherever it is listed, to its project screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salestui.i18n import _
from salestui.ui.deal.showing import pick_deal
from salestui.ui.screens.going import go_and

if TYPE_CHECKING:
    from salestui.ui.app import SalesApp


def open_project(app: SalesApp, deal_row: int) -> None:
    """Change to the project screen and show a deal there; escape leads back from there."""
    from salestui.ui.project.screen import ProjectScreen

    def show(screen: ProjectScreen, origin: str) -> None:
        screen.show_deal(deal_row, origin)

    go_and(app, "project", ProjectScreen, show)


def choose_project(app: SalesApp) -> None:
    """Show the deal of the deal screen, or under the cursor of the pipeline; else ask which."""
    from salestui.ui.screens.deal import DealScreen

    screen = app.book_screen
    if isinstance(screen, DealScreen) and screen.row is not None:
        open_project(app, screen.row)
    else:
        pick_deal(app, _("Which project?"), lambda row: open_project(app, row))
