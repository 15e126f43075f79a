"""One customer: who decides there, what is missing, what happened, what is open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType

from salestui.i18n import _
from salestui.ui.actions import Action, bindings
from salestui.ui.customer.actions import CUSTOMER_ACTIONS
from salestui.ui.customer.frame import CustomerFrame
from salestui.ui.customer.panels import (
    DealsPanel,
    FilePanel,
    GapsPanel,
    PeoplePanel,
    TimelinePanel,
)
from salestui.ui.customer.writing import CustomerWriting
from salestui.ui.screens.explaining import explain_figure


class CustomerScreen(CustomerFrame):
    """What the customer screen's keys do."""

    ACTIONS: ClassVar[Sequence[Action]] = CUSTOMER_ACTIONS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ACTIONS)]

    @property
    def _writing(self) -> CustomerWriting | None:
        session = self.sales_app.session
        if session is None or self.row is None or self.view is None:
            return None
        return CustomerWriting(self.sales_app, session, self.row)

    def _selected(self) -> tuple[str, int] | None:
        """Entity and row of what is selected."""
        match self.active:
            case PeoplePanel(current=current) | GapsPanel(current=current) if current is not None:
                return None if current.row is None else ("contacts", current.row)
            case DealsPanel(current=current) if current is not None:
                return "deals", current.row
            case TimelinePanel(current=current) if current is not None:
                return current.entity, current.row
            case FilePanel() if self.row is not None:
                return "customers", self.row
        return None

    def action_open(self) -> None:
        """Open what is selected."""
        selected = self._selected()
        if selected is None:
            self.say(_("Nothing to open here: tab goes to the next panel."))
        elif selected[0] == "deals":
            from salestui.ui.deal.showing import show_deal

            show_deal(self.sales_app, selected[1])
        else:
            self.sales_app.open_row(*selected)

    def action_add(self) -> None:
        """Add a contact, or an activity in the history."""
        if self._writing is not None:
            history = isinstance(self.active, TimelinePanel)
            self._writing.add("activities" if history else "contacts")

    def action_edit(self) -> None:
        """Edit what is selected, field by field."""
        selected = self._selected()
        if selected is None or self._writing is None:
            self.say(_("Nothing to edit here: tab goes to the next panel."))
        else:
            self._writing.edit(*selected)

    def action_delete(self) -> None:
        """Delete the selected contact, or what happened."""
        selected = self._selected()
        if selected is None or self._writing is None or selected[0] in ("customers", "deals"):
            self.say(_("Only contacts and what happened are deleted here."))
        else:
            self._writing.delete(*selected)

    def action_layers(self) -> None:
        """Order the people in the other way."""
        self._layered = not self._layered
        if (session := self.sales_app.session) is not None:
            self.show(session)

    def action_choose(self) -> None:
        """Choose another customer."""
        from salestui.ui.customer.showing import choose_customer

        choose_customer(self.sales_app, ask=True)

    def action_merge(self) -> None:
        """Show the customers that may be one."""
        from salestui.ui.customer.merging import show_duplicates

        show_duplicates(self.sales_app)

    def action_explain(self) -> None:
        """Explain the selected figure."""
        explain_figure(self, self._found)

    def action_back(self) -> None:
        """Go back to the screen that this was opened from."""
        self.sales_app.action_go(self._origin)
