"""What is done about a plan line that is owed: opened, paid, promised."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salestui.i18n import _
from salestui.plain_text import short
from salestui.ui.applying import make_changes
from salestui.ui.offering import offer_column
from salestui.ui.screens.dialogs import TextDialog

if TYPE_CHECKING:
    from salestui.ui.app import SalesApp
    from salestui.views.cash.lines import ChaseLine


def open_line(app: SalesApp, line: ChaseLine) -> None:
    """Open the contract of a line, else its deal, else the line itself."""
    if line.contract is not None:
        from salestui.ui.contract.showing import show_contract

        show_contract(app, line.contract)
    elif line.deal is not None:
        from salestui.ui.deal.showing import show_deal

        show_deal(app, line.deal)
    else:
        app.open_row("payment_plan", line.row)


def open_customer(app: SalesApp, row: int | None, name: str) -> None:
    """Open a customer, where it is on a sheet."""
    if row is not None:
        from salestui.ui.customer.showing import show_customer

        show_customer(app, row)
    elif name:
        app.say(_("{name} is on no sheet here.").format(name=short(name)), "warning")
    else:
        app.say(_("The line names no customer."))


def pay(app: SalesApp, line: int, contract: int | None, deal: int | None) -> None:
    """Enter a payment for a line of the plan, which is of a contract or a deal."""
    from salestui.selling.cash.promising import pays_for
    from salestui.ui.paying import enter_payment

    if app.session is None:
        return
    state = app.session.state
    if line not in state.entities["payment_plan"].positions:
        app.say(_("That row is gone from the workbook."), "warning")
        return
    named = pays_for(state, line, contract, deal)
    of_contract, of_line, of_deal = (named.get(key, "") for key in ("contract", "plan", "deal"))
    enter_payment(app, state, contract=of_contract, plan=of_line, deal=of_deal)


def promise(app: SalesApp, line: ChaseLine) -> None:
    """Ask for when payment was promised and in what words; write it as one edit."""
    from salestui.selling.cash.promising import PROMISE

    def ask() -> None:
        title = _("When does {customer} promise to pay, and what was said?").format(
            customer=short(line.customer or line.title)
        )
        hint = _("a day, then the words: +3d after the board meets · empty takes it back")
        app.push_screen(TextDialog(title, line.said, hint), typed)

    def typed(text: str | None) -> None:
        if text is not None:
            _write(app, line, text)

    offer_column(app, "payment_plan", PROMISE, ask)


def _write(app: SalesApp, line: ChaseLine, text: str) -> None:
    from salestui.mapping.input import Rejected
    from salestui.selling.cash.promising import promise_changes

    session = app.session
    if session is None or line.row not in session.state.entities["payment_plan"].positions:
        app.say(_("That row is gone from the workbook."), "warning")
        return
    changes = promise_changes(session.state, line.row, text, session.as_of)
    if isinstance(changes, Rejected):
        parts = {name: _(value) for name, value in changes.parts}
        said = f"{_(changes.reason)} {_(changes.hint)}".strip()
        app.say(said.format(**parts), "error")
        return
    label = _("Promise of {customer}: {promise}").format(
        customer=short(line.customer or line.title), promise=short(text) or _("none")
    )
    make_changes(app, label, changes)
