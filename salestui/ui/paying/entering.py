"""Entering a payment: which contract it is for, what it closes, then all of it as one edit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from salestui.i18n import _
from salestui.plain_text import short
from salestui.ui.applying import make_changes
from salestui.ui.offering import offer_table
from salestui.ui.screens.choose import ChooseDialog, Option
from salestui.ui.working import work_out

if TYPE_CHECKING:
    from salestui.book.state import BookState
    from salestui.selling.contracts.paying import Draft
    from salestui.ui.app import SalesApp
    from salestui.ui.session import Session
    from salestui.views.contract.paying import PaymentPreview
    from salestui.views.contract.payment_form import Asked

_NOT_IN_FORCE = frozenset(("draft", "review", "terminated"))
_OFFERED = 300


@dataclass(frozen=True, slots=True)
class PayFor:
    """What a payment is for, as other sheets name it; see ``enter_payment``."""

    contract: str = ""
    plan: str = ""
    deal: str = ""
    unit: str = ""
    kind: str = ""


def enter_payment(
    app: SalesApp,
    state: BookState,
    *,
    contract: str = "",
    plan: str = "",
    deal: str = "",
    unit: str = "",
    kind: str = "",
    then: Callable[[], None] | None = None,
) -> None:
    """Ask for a payment and enter it with what it closes, as one edit that undo takes back.

    Args:
        state: what is on screen; a missing sheet of payments is offered first.
        contract, plan, deal: keys or names of what it is for: a plan line (of the contract where
            both are given), else a contract, else a deal. Without any of them it is asked.
        unit: the home that it is for.
        kind: code of ``payments.kind`` that it is taken for.
        then: runs once it is entered.
    """
    session = app.session
    if session is None:
        return
    if session.refusal is not None:
        app.say(session.refusal.sentence(_), "warning")
        return
    wanted = PayFor(contract, plan, deal, unit, kind)
    if contract or plan or deal:
        offer_table(app, "payments", lambda: _ask(app, session, wanted, then))
        return
    options = _contracts(state)
    if not options:
        app.say(_("The workbook has no contracts: a payment is entered from a deal, too."))
        return

    def chosen(name: str | None) -> None:
        if name:
            wanted = PayFor(name, "", "", unit, kind)
            offer_table(app, "payments", lambda: _ask(app, session, wanted, then))

    app.push_screen(
        ChooseDialog(_("Payment for which contract?"), options, _("type to find")), chosen
    )


def _contracts(state: BookState) -> list[Option]:
    """The contracts, the latest first; those that are not in force last."""
    from salestui.model.entities import CONTRACTS
    from salestui.selling.changes import reference_text

    rows = state.rows("contracts")
    if rows is None:
        return []
    status = CONTRACTS.field("status")
    found: list[Option] = []
    idle: list[Option] = []
    for row in reversed(rows.live["_id"].tail(_OFFERED).to_list()):
        told = (rows.value(row, n) for n in ("name", "customer") if rows.layout.column(n))
        note = " · ".join(text for text in told if isinstance(text, str) and text)
        name = state.title_of("contracts", row)
        state_text = rows.value(row, "status") if rows.layout.column("status") else None
        code = status.code(state_text) if status and isinstance(state_text, str) else ""
        option = Option(reference_text(state, "contracts", row) or name, name, note)
        (idle if code in _NOT_IN_FORCE else found).append(option)
    return [*found, *idle]


def _ask(app: SalesApp, session: Session, wanted: PayFor, then: Callable[[], None] | None) -> None:
    """Show the form over the account, then enter what was agreed."""

    def found(asked: Asked | None) -> None:
        from salestui.ui.paying.dialog import PaymentDialog

        if asked is None:
            name = short(wanted.plan or wanted.contract or wanted.deal)
            app.say(_("{name} is on no sheet here.").format(name=name), "warning")
            return
        app.push_screen(PaymentDialog(session, asked), entered)

    def entered(draft: Draft | None) -> None:
        if draft is not None:
            _enter(app, wanted, draft, then)

    work_out(app, lambda state: _asked(state, wanted), found, _("Looking the payments up …"))


def _enter(app: SalesApp, wanted: PayFor, draft: Draft, then: Callable[[], None] | None) -> None:
    """Work it out from the book as it is by now, and write it."""
    session = app.session
    if session is None:
        return
    today = session.as_of

    def work(state: BookState) -> PaymentPreview | None:
        from salestui.views.contract.paying import payment_preview

        asked = _asked(state, wanted)
        return None if asked is None else payment_preview(state, asked.account, draft, today)

    def done(seen: PaymentPreview | None) -> None:
        if seen is None:
            app.say(_("That row is gone from the workbook."), "warning")
        else:
            make_changes(app, seen.label, seen.changes, lambda _new: then() if then else None)

    work_out(app, work, done, _("Entering the payment …"))


def _asked(state: BookState, wanted: PayFor) -> Asked | None:
    """What a payment is for in a state of the book; None where no row is called that."""
    from salestui.selling.contracts.account import account_named, line_named
    from salestui.selling.contracts.paying import written_choice
    from salestui.views.contract.payment_form import Asked

    account = account_named(state, wanted.plan, wanted.contract, wanted.deal)
    if account is None:
        return None
    plan = line_named(state, wanted.plan, wanted.contract) if wanted.plan else None
    kind = written_choice(state, "kind", wanted.kind) if wanted.kind else ""
    return Asked(account, plan, kind, wanted.unit)
