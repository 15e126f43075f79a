"""From a contract's row, wherever it is listed, to the contract screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salestui.i18n import _
from salestui.ui.offering import offer_table
from salestui.ui.screens.choose import ChooseDialog, Option
from salestui.ui.screens.going import go_and

if TYPE_CHECKING:
    from salestui.ui.app import SalesApp

_OFFERED = 300


def show_contract(app: SalesApp, row: int) -> None:
    """Change to the contract screen and show one; escape leads back from there."""
    from salestui.ui.contract.screen import ContractScreen

    def show(screen: ContractScreen, origin: str) -> None:
        screen.show_contract(row, origin)

    go_and(app, "contract", ContractScreen, show)


def choose_contract(app: SalesApp, *, ask: bool = False) -> None:
    """Show the contract under the cursor, or the one that the row under it names; else ask which.

    Args:
        ask: ask in any case.
    """
    session = app.session
    if session is None:
        return
    row = None if ask else _under_cursor(app)
    if row is not None:
        show_contract(app, row)
        return
    if session.state.rows("contracts") is None:
        offer_table(app, "contracts", lambda: app.action_go("contracts"))
        return
    options = _options(app)
    if not options:
        app.say(_("There is no contract yet: n on the contracts' sheet adds one."))
        app.action_go("contracts")
        return

    def chosen(name: str | None) -> None:
        if name:
            show_contract(app, int(name))

    app.push_screen(ChooseDialog(_("Which contract?"), options, _("type to find")), chosen)


def pay_under_cursor(app: SalesApp) -> None:
    """Enter a payment for what the row under the cursor is or names; else ask for which."""
    from salestui.selling.changes import reference_text
    from salestui.ui.contract.screen import ContractScreen
    from salestui.ui.paying import enter_payment
    from salestui.ui.screens.table import TableScreen

    session, screen = app.session, app.book_screen
    if session is None:
        return
    state, row, plan = session.state, None, ""
    if isinstance(screen, ContractScreen):
        row = screen.row
    elif isinstance(screen, TableScreen) and screen.current_row is not None:
        if screen.entity == "payment_plan":
            plan = reference_text(state, "payment_plan", screen.current_row)
        row = _under_cursor(app)
        if row is None and screen.entity == "deals":
            enter_payment(app, state, deal=reference_text(state, "deals", screen.current_row))
            return
    contract = "" if row is None else reference_text(state, "contracts", row)
    enter_payment(app, state, contract=contract, plan=plan)


def _options(app: SalesApp) -> list[Option]:
    """The contracts, the latest first."""
    session = app.session
    rows = session.state.rows("contracts") if session is not None else None
    if session is None or rows is None:
        return []
    found = []
    for row in reversed(rows.live["_id"].tail(_OFFERED).to_list()):
        told = (rows.value(row, n) for n in ("name", "customer", "status") if rows.layout.column(n))
        note = " · ".join(text for text in told if isinstance(text, str) and text)
        found.append(Option(str(row), session.state.title_of("contracts", row), note))
    return found


def _under_cursor(app: SalesApp) -> int | None:
    """The contract that a row under the cursor is, or refers to; a deal's only contract."""
    from salestui.book.links import referred
    from salestui.selling.contracts.account import contracts_of
    from salestui.ui.screens.table import TableScreen

    screen, session = app.book_screen, app.session
    if not isinstance(screen, TableScreen) or session is None or screen.current_row is None:
        return None
    if screen.entity == "contracts":
        return screen.current_row
    if screen.entity == "deals":
        found = contracts_of(session.state, screen.current_row)
        return found[0] if len(found) == 1 else None
    return referred(session.state, screen.entity, screen.current_row, "contract")
