"""A deal's contract with its payment plan, and payments from the deal: one question, one edit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from salestui.i18n import _
from salestui.plain_text import short
from salestui.ui.applying import make_changes
from salestui.ui.offering import offer_table
from salestui.ui.screens.choose import ChooseDialog, Option

if TYPE_CHECKING:
    from salestui.ui.app import SalesApp

_NO_PLAN = "-"


def create_contract(app: SalesApp, deal: int) -> None:
    """Make the contract of a deal: amount, customer and name are its own, the plan by shares.

    Sheets that are missing are offered first; without one for plans the contract is made alone.
    """

    def contracts_are_there() -> None:
        offer_table(app, "payment_plan", lambda: _ask(app, deal), lambda: _make(app, deal, ()))

    offer_table(app, "contracts", contracts_are_there)


def _ask(app: SalesApp, deal: int) -> None:
    """Ask for the shares of the payments."""
    from salestui.selling.contracts.creating import SPLITS, parse_split

    session = app.session
    if session is None:
        return

    def answered(text: str | None) -> None:
        if text is None:
            app.say(_("No contract was made."))
        elif text == _NO_PLAN:
            _make(app, deal, ())
        elif shares := parse_split(text):
            _make(app, deal, shares)
        else:
            said = _("{text} is no split: shares such as 30/60/10 sum to 100.")
            app.say(said.format(text=short(text)), "error")

    options = [Option(split, split.replace("/", " / ") + " %") for split in SPLITS]
    options.append(Option(_NO_PLAN, _("No payment plan")))
    title = short(session.state.title_of("deals", deal))
    question = _("Contract of {title}: how is it paid?").format(title=title)
    hint = _("choose, or type shares such as 30/60/10")
    app.push_screen(ChooseDialog(question, options, hint, free=True), answered)


def _make(app: SalesApp, deal: int, shares: Sequence[float]) -> None:
    """Make contract and plan as one edit, and show the contract."""
    from salestui.selling.contracts.creating import new_contract
    from salestui.ui.contract.showing import show_contract

    session = app.session
    if session is None:
        return
    changes = new_contract(session.state, deal, session.as_of, shares)
    title = short(session.state.title_of("deals", deal))

    def made(new: Sequence[int]) -> None:
        show_contract(app, new[0])

    make_changes(app, _("Contract made for {title}").format(title=title), changes, made)


def pay_for_deal(app: SalesApp, deal: int, contract: int | None) -> None:
    """Enter a payment for a contract of a deal; of several it is asked which, without one the
    deal itself is paid for.
    """
    from salestui.selling.changes import reference_text
    from salestui.selling.contracts.account import contracts_of
    from salestui.ui.paying import enter_payment

    session = app.session
    if session is None:
        return
    state = session.state
    if contract is None and len(found := contracts_of(state, deal)) == 1:
        contract = found[0]
    elif contract is None and found:
        names = [reference_text(state, "contracts", row) for row in found]

        def chosen(name: str | None) -> None:
            if name:
                enter_payment(app, state, contract=name)

        options = [Option(name, name) for name in names]
        app.push_screen(ChooseDialog(_("Payment for which contract?"), options), chosen)
        return
    if contract is not None:
        enter_payment(app, state, contract=reference_text(state, "contracts", contract))
    else:
        enter_payment(app, state, deal=reference_text(state, "deals", deal))
