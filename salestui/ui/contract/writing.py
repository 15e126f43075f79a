"""What the contract screen's keys do to the book; each is undone as one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from salestui.i18n import _
from salestui.plain_text import short
from salestui.ui.applying import delete_row, make_changes
from salestui.ui.deal.cell_edit import edit_row
from salestui.ui.offering import offer_column, offer_table
from salestui.ui.screens.choose import ChooseDialog, Option
from salestui.ui.screens.dialogs import TextDialog

if TYPE_CHECKING:
    from salestui.selling.changes import Changes
    from salestui.ui.app import SalesApp
    from salestui.ui.session import Session


class ContractWriting:
    """Edits of what belongs to one contract."""

    def __init__(self, app: SalesApp, session: Session, contract: int) -> None:
        self.app, self.session, self.contract = app, session, contract

    # -- payments --------------------------------------------------------------------------------

    def pay(self, plan: int | None) -> None:
        """Enter a payment for a plan line, or for the contract."""
        from salestui.selling.changes import reference_text
        from salestui.ui.paying import enter_payment

        state = self.session.state
        line = "" if plan is None else reference_text(state, "payment_plan", plan)
        name = reference_text(state, "contracts", self.contract)
        enter_payment(self.app, state, contract=name, plan=line)

    # -- new rows --------------------------------------------------------------------------------

    def add(self, entity: str) -> None:
        """Add a row of the contract; first its sheet, where the workbook lacks it."""
        offer_table(self.app, entity, lambda: self._add(entity))

    def _add(self, entity: str) -> None:
        from salestui.selling.contracts.rows import new_row

        changes = new_row(self.session.state, self.contract, entity, self.session.as_of)

        def made(new: Sequence[int]) -> None:
            self.app.say(_("New row: fill its fields; u takes it back."))
            edit_row(self.app, entity, new[0])

        make_changes(self.app, _("New row"), changes, made)

    def delete(self, entity: str, row: int) -> None:
        """Delete a row."""
        delete_row(self.app, entity, row)

    # -- deliveries ------------------------------------------------------------------------------

    def deliver(self, row: int) -> None:
        """Take a delivery to its next step; of an acceptance the report is asked for."""
        offer_column(self.app, "deliveries", ["status"], lambda: self._deliver(row))

    def _deliver(self, row: int) -> None:
        from salestui.selling.contracts.fulfilling import next_delivery_step

        after = next_delivery_step(self.session.state, row)
        if not after:
            self.app.say(_("It is accepted or cancelled: nothing follows."))
        elif after == "accepted" and self._takes_report(row):
            hint = _("number or link of the acceptance report; empty for none")
            title = _("Acceptance report of {title}").format(
                title=short(self.session.state.title_of("deliveries", row))
            )

            def reported(report: str | None) -> None:
                if report is not None:
                    self._delivered(row, after, report)

            self.app.push_screen(TextDialog(title, hint=hint), reported)
        else:
            self._delivered(row, after, "")

    def _takes_report(self, row: int) -> bool:
        from salestui.selling.changes import is_writable

        state = self.session.state
        writable = is_writable(state, "deliveries", row, "report")
        return writable and not state.entities["deliveries"].value(row, "report")

    def _delivered(self, row: int, after: str, report: str) -> None:
        from salestui.selling.contracts.fulfilling import awaiting_acceptance, delivery_changes
        from salestui.views.contract.orders import delivery_step_name
        from salestui.views.contract.paying import line_title

        state, today = self.session.state, self.session.as_of
        changes = delivery_changes(state, row, after, today, report)
        title = short(state.title_of("deliveries", row))
        label = _("{title}: {step}").format(title=title, step=delivery_step_name(after))

        def then(_new: Sequence[int]) -> None:
            lines = awaiting_acceptance(state, row) if after == "accepted" else ()
            if lines:
                names = ", ".join(line_title(state, line) for line in lines)
                said = _("{label}; may be due now, set the day: {lines}")
                self.app.say(said.format(label=label, lines=names), "warning")

        make_changes(self.app, label, changes, then)

    # -- changes ---------------------------------------------------------------------------------

    def decide(self, change: int) -> None:
        """Approve a change of the contract, or reject it."""
        options = [Option("approve", _("Approve")), Option("reject", _("Reject"))]
        title = short(self.session.state.title_of("contract_changes", change))

        def chosen(answer: str | None) -> None:
            if answer:
                self._who(change, approved=answer == "approve")

        question = _("Change: {title}").format(title=title)
        self.app.push_screen(ChooseDialog(question, options), chosen)

    def _who(self, change: int, *, approved: bool) -> None:
        from salestui.views.contract.stepping import reviewers

        def chosen(who: str | None) -> None:
            if who:
                decided = partial(self._decided, change, who, approved=approved)
                offer_column(self.app, "contract_changes", ["status"], decided)

        options = [Option(name, name) for name in reviewers(self.session.state, self.contract)]
        dialog = ChooseDialog(_("Who decides?"), options, _("choose, or type a name"), free=True)
        self.app.push_screen(dialog, chosen)

    def _decided(self, change: int, who: str, *, approved: bool) -> None:
        from salestui.selling.contracts.stepping import decision_cells

        state, today = self.session.state, self.session.as_of
        changes: Changes = decision_cells(state, change, who, today, approved=approved)
        said = _("{title} approved by {who}") if approved else _("{title} rejected by {who}")
        title = short(state.title_of("contract_changes", change))
        make_changes(self.app, said.format(title=title, who=who), changes)
