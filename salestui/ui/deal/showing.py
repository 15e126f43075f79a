"""From a deal's row, wherever it is listed, to the deal screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from salestui.i18n import _
from salestui.ui.screens.choose import ChooseDialog, Option
from salestui.ui.screens.going import go_and

if TYPE_CHECKING:
    from salestui.ui.app import SalesApp

_OFFERED = 300


def show_deal(app: SalesApp, row: int) -> None:
    """Change to the deal screen and show one deal; escape leads back from there."""
    from salestui.ui.screens.deal import DealScreen

    go_and(app, "deal", DealScreen, lambda screen, origin: screen.show_deal(row, origin))


def choose_deal(app: SalesApp) -> None:
    """Show the deal under the cursor of the pipeline, else ask which."""
    pick_deal(app, _("Which deal?"), lambda row: show_deal(app, row))


def pick_deal(app: SalesApp, question: str, then: Callable[[int], None]) -> None:
    """Call ``then`` with the deal under the cursor of the pipeline, else ask which."""
    from salestui.ui.screens.table import TableScreen
    from salestui.views.deal.choosing import deal_options

    session, screen = app.session, app.book_screen
    if session is None:
        return
    on_deals = screen if isinstance(screen, TableScreen) and screen.entity == "deals" else None
    if on_deals is not None and on_deals.current_row is not None:
        then(on_deals.current_row)
        return
    found = deal_options(session.state, _OFFERED)
    if not found:
        app.say(_("The workbook has no deals."))
        return

    def chosen(name: str | None) -> None:
        if name:
            then(int(name))

    options = [Option(str(o.row), o.title, o.about) for o in found]
    app.push_screen(ChooseDialog(question, options, _("type to find")), chosen)
