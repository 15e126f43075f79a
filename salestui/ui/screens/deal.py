"""One deal whole: its figures, its way, its people, its plan, its rivals, its papers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import BindingType
from textual.worker import get_current_worker

from salestui.i18n import _
from salestui.ui.actions import APP_ACTIONS, Action, bindings
from salestui.ui.deal.actions import DEAL_SCREEN_ACTIONS
from salestui.ui.deal.finding import Found, Wanted, found_deal
from salestui.ui.deal.head import DealHeader
from salestui.ui.deal.layout import DEAL_LAYOUT
from salestui.ui.deal.section_screen import SectionScreen
from salestui.views.deal.closing import FOLD

if TYPE_CHECKING:
    from salestui.ui.session import Session
    from salestui.views.deal import DealView
    from salestui.views.inputs import Prepared


class DealScreen(SectionScreen["DealView"]):
    """The head of a deal, and a panel for each section."""

    ACTIONS: ClassVar[Sequence[Action]] = DEAL_SCREEN_ACTIONS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ACTIONS)]
    LAYOUT = DEAL_LAYOUT
    MODE = "deal"

    def __init__(self) -> None:
        super().__init__()
        self._wanted: Wanted | None = None
        self._made: Prepared | None = None

    def actions(self) -> Sequence[Action]:
        """The screen's own first; escape is one of them."""
        return (*DEAL_SCREEN_ACTIONS, *(a for a in APP_ACTIONS if a.id != "app.clear"))

    def head(self) -> DealHeader:
        """Figures and the way through the stages."""
        return DealHeader("", markup=False)

    def show_head(self, view: DealView) -> None:
        """Show the deal's figures."""
        self.query_one(DealHeader).show(view)

    # -- what is shown ---------------------------------------------------------------------------

    def show(self, session: Session) -> None:
        """Put the deal together in a worker; panels keep what they show."""
        if self.row is None:
            return
        self._wanted = Wanted(session.look, self.row, session.stage_changes)
        work = partial(self._work, self._wanted, self._made)
        self.run_worker(work, thread=True, exclusive=True, group="deal", description="deal")

    def _work(self, wanted: Wanted, before: Prepared | None) -> None:
        if not get_current_worker().is_cancelled:
            self.post_message(found_deal(wanted, before))

    @on(Found)
    def _found(self, event: Found) -> None:
        event.stop()
        if event.wanted is self._wanted:
            self._made = event.made
            self.put_view(event.view)

    # -- keys ------------------------------------------------------------------------------------

    def action_act(self) -> None:
        """Edit what is selected; a stage of the path is gone on to, a missing sheet is offered."""
        line = self.line
        if line is None or line.key.startswith(FOLD):
            self.action_add()
        elif line.key.startswith("stage:") and self.row is not None:
            from salestui.ui.deal.advancing import advance_to

            advance_to(self.sales_app, self.row, line.key.removeprefix("stage:"))
        elif line.entity == "deals" and line.column and line.row is not None:
            from salestui.ui.deal.cell_edit import edit_cell

            edit_cell(self.sales_app, "deals", line.row, line.column)
        else:
            self.action_edit()

    def action_discount(self) -> None:
        """Ask for the approval of a discount, or decide."""
        line, writing = self.line, self.writing()
        if line is None or writing is None or line.entity != "quotes" or line.row is None:
            self.say(_("Select a quote: its discount is approved there."))
        else:
            writing.discount(line.row)

    def action_advance(self) -> None:
        """Choose another stage."""
        from salestui.ui.deal.advancing import choose_stage

        if self.row is not None and self.view is not None:
            choose_stage(self.sales_app, self.row)

    def action_project(self) -> None:
        """Show the same deal as a project; escape leads back from there."""
        from salestui.ui.project import open_project

        if self.row is not None:
            open_project(self.sales_app, self.row)

    def action_pay(self) -> None:
        """Enter a payment for the selected contract, else for the deal."""
        from salestui.ui.contract.creating import pay_for_deal

        line = self.line
        on_contract = line is not None and line.entity == "contracts"
        if self.row is not None and self.view is not None:
            pay_for_deal(self.sales_app, self.row, line.row if line and on_contract else None)

    def action_open(self) -> None:
        """Show the selected contract on its screen, any other row on its own sheet."""
        line = self.line
        if line is not None and line.entity == "contracts" and line.row is not None:
            from salestui.ui.contract.showing import show_contract

            show_contract(self.sales_app, line.row)
        else:
            super().action_open()

    def action_explain(self) -> None:
        """Explain the panel's figures, else the weighted value; the arrows go on to the others."""
        from salestui.ui.deal.explaining import explain_deal

        if self.view is None or self._made is None or self._wanted is None:
            self.say(_("The figures are still being worked out."))
        else:
            explain_deal(
                self.sales_app, self._wanted.look, self.view, self._made, self._panels.current
            )
