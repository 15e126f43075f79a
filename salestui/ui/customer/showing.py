"""From a customer's row, wherever it is listed, to the customer screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salestui.i18n import _
from salestui.ui.screens.choose import ChooseDialog, Option
from salestui.ui.screens.going import go_and

if TYPE_CHECKING:
    from salestui.ui.app import SalesApp


def show_customer(app: SalesApp, row: int) -> None:
    """Change to the customer screen and show one; escape leads back from there."""
    from salestui.ui.customer.screen import CustomerScreen

    def show(screen: CustomerScreen, origin: str) -> None:
        screen.show_customer(row, origin or "customers")

    go_and(app, "customer", CustomerScreen, show)


def choose_customer(app: SalesApp, *, ask: bool = False) -> None:
    """Show the customer under the cursor, or that of the deal under it; else ask which.

    Args:
        ask: ask in any case.
    """
    session = app.session
    if session is None:
        return
    row = None if ask else _under_cursor(app)
    if row is not None:
        show_customer(app, row)
        return
    rows = session.state.rows("customers")
    if rows is None or rows.live.is_empty():
        app.say(_("The workbook has no customers: 3 goes to their sheet, n adds one."))
        return
    state = session.state

    def chosen(name: str | None) -> None:
        if name:
            show_customer(app, int(name))

    ids = rows.live["_id"].to_list()
    options = [Option(str(row), state.title_of("customers", row)) for row in ids]
    app.push_screen(ChooseDialog(_("Which customer?"), options, _("type to find")), chosen)


def _under_cursor(app: SalesApp) -> int | None:
    """The customer that a row under the cursor is, or refers to."""
    from salestui.book.links import referred
    from salestui.ui.screens.table import TableScreen

    screen, session = app.book_screen, app.session
    if not isinstance(screen, TableScreen) or session is None or screen.current_row is None:
        return None
    if screen.entity == "customers":
        return screen.current_row
    field = "company" if screen.entity == "leads" else "customer"
    return referred(session.state, screen.entity, screen.current_row, field)
