"""Taking a contract to its next step: asks what must be asked, then does it as one edit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salestui.i18n import _
from salestui.plain_text import short
from salestui.ui.applying import make_changes
from salestui.ui.offering import offer_column
from salestui.ui.screens.choose import ChooseDialog, Option
from salestui.ui.screens.dialogs import TextDialog

if TYPE_CHECKING:
    from salestui.selling.contracts.lifecycle import Missing
    from salestui.ui.advancing.dialog import Decision
    from salestui.ui.app import SalesApp
    from salestui.ui.session import Session


def choose_step(app: SalesApp, contract: int) -> None:
    """Offer the steps of a contract, the next one first under the cursor, and take it there."""
    from salestui.selling.contracts.lifecycle import STEPS, TERMINATED, contract_state, next_step
    from salestui.views.contract.path import step_name

    session = app.session
    if session is None:
        return
    if session.refusal is not None:
        app.say(session.refusal.sentence(_), "warning")
        return
    now = contract_state(session.state, contract)
    options = [Option(step, step_name(step)) for step in (*STEPS, TERMINATED) if step != now]

    def chosen(step: str | None) -> None:
        if step:
            take_step(app, contract, step)

    title = short(session.state.title_of("contracts", contract))
    question = _("{title}: which step?").format(title=title)
    dialog = ChooseDialog(question, options, now=next_step(session.state, contract))
    app.push_screen(dialog, chosen)


def take_step(app: SalesApp, contract: int, step: str) -> None:
    """Take a contract to a step, at once where nothing is missing and nothing is to be asked."""
    session = app.session
    if session is not None:
        asking = _Asking(app, session, contract, step)
        offer_column(app, "contracts", ["status"], asking.about_what_is_missing)


class _Asking:
    """The questions about one step, one after the other; any of them may be left with escape."""

    def __init__(self, app: SalesApp, session: Session, contract: int, step: str) -> None:
        from salestui.selling.contracts.lifecycle import contract_move

        self.app, self.session = app, session
        self.move = contract_move(session.state, contract, step)
        self.done: tuple[Missing, ...] = ()
        self.reason = ""

    def about_what_is_missing(self) -> None:
        from salestui.ui.advancing.dialog import AdvanceDialog
        from salestui.views.contract.stepping import lack_lines, step_title
        from salestui.views.currency import book_sign
        from salestui.views.formats import style

        state = self.session.state
        lines = lack_lines(state, self.move, style(book_sign(state)))
        if not lines:
            self._about_the_reason()
            return
        title = step_title(state, self.move)
        self.app.push_screen(AdvanceDialog(title, lines, (), self.move.unkept), self._decided)

    def _decided(self, decision: Decision[Missing] | None) -> None:
        from salestui.ui.advancing.dialog import AddColumns, Jump, Move

        match decision:
            case Jump(missing):
                self._jump(missing)
            case AddColumns(fields):
                offer_column(self.app, "contracts", fields, self._again)
            case Move(done, override):
                self.done, self.reason = done, override
                self._about_the_reason()
            case _:
                self.app.say(_("Not moved."))

    def _again(self) -> None:
        """Ask anew, about the workbook as it is by now."""
        take_step(self.app, self.move.contract, self.move.after)

    def _jump(self, missing: Missing) -> None:
        """Go where it is put right: the contract's field, the delivery, the payment."""
        from salestui.selling.changes import reference_text
        from salestui.selling.contracts.lifecycle import Lack
        from salestui.ui.deal.cell_edit import edit_cell
        from salestui.ui.paying import enter_payment

        state = self.session.state
        match missing.kind:
            case Lack.FIELD:
                edit_cell(self.app, "contracts", missing.row, missing.column, self._again)
            case Lack.DELIVERY:
                self.app.open_row("deliveries", missing.row, "status")
            case Lack.PAYMENT:
                name = reference_text(state, "contracts", self.move.contract)
                enter_payment(self.app, state, contract=name)

    def _about_the_reason(self) -> None:
        """Ask why a contract is terminated."""
        from salestui.selling.contracts.stepping import needs_reason

        if self.reason or not needs_reason(self.move):
            self._about_the_reviewer()
            return

        def answered(reason: str | None) -> None:
            if not reason:
                self.app.say(_("Not moved."))
            else:
                self.reason = reason
                self._make("")

        hint = _("The reason is kept in its notes and in the history.")
        self.app.push_screen(TextDialog(_("Why is it terminated?"), hint=hint), answered)

    def _about_the_reviewer(self) -> None:
        """Ask who reviews it, unless that is told already."""
        from salestui.views.contract.stepping import reviewers

        state, contract = self.session.state, self.move.contract
        rows = state.entities["contracts"]
        column = rows.layout.column("reviewer")
        if self.move.after != "review" or column is None or rows.value(contract, "reviewer"):
            self._make("")
            return

        def chosen(who: str | None) -> None:
            if who:
                self._make(who)
            else:
                self.app.say(_("Not moved."))

        options = [Option(name, name) for name in reviewers(state, contract)]
        hint = _("choose, or type a name")
        dialog = ChooseDialog(_("Who reviews it?"), options, hint, free=True)
        self.app.push_screen(dialog, chosen)

    def _make(self, reviewer: str) -> None:
        """Write all of it as one edit."""
        from salestui.selling.contracts.stepping import step_changes
        from salestui.views.contract.stepping import step_label

        state, today = self.session.state, self.session.as_of
        changes = step_changes(
            state, self.move, today, done=self.done, reason=self.reason, reviewer=reviewer
        )
        make_changes(self.app, step_label(state, self.move, self.reason), changes)
