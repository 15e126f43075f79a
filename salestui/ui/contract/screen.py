"""One contract: its way, its money, what is delivered, and what was changed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message

from salestui.i18n import N_, _
from salestui.plain_text import visible
from salestui.ui.actions import Action, bindings
from salestui.ui.contract.actions import CONTRACT_ACTIONS
from salestui.ui.deal.panel import SectionPanel
from salestui.ui.screens.explaining import explain_figure
from salestui.ui.screens.panels import PanelScreen
from salestui.ui.widgets.kpi_strip import KpiStrip
from salestui.ui.widgets.panel_tabs import PanelTabs

if TYPE_CHECKING:
    from salestui.ui.contract.writing import ContractWriting
    from salestui.ui.session import Look, Session
    from salestui.views.contract.view import ContractView
    from salestui.views.deal import DealLine


class ContractShown(Message):
    """A worker has worked a contract out."""

    def __init__(self, look: Look, view: ContractView) -> None:
        super().__init__()
        self.look, self.view = look, view


def worked_out(look: Look, row: int) -> ContractShown:
    """Work a contract out. Blocks; polars is first imported here."""
    from salestui.views.contract.view import contract_view
    from salestui.views.currency import book_sign
    from salestui.views.formats import style

    view = contract_view(look.state, row, look.as_of, style(book_sign(look.state)))
    return ContractShown(look, view)


class ContractScreen(PanelScreen):
    """Figures above, panels below; the keys act on what is selected."""

    CSS_PATH = "contract.tcss"
    AUTO_FOCUS = "#path"
    MAIN = "path"
    TABS = ("path", "plan", "changes", "deliveries", "facts", "documents")
    FAILED = N_("The contract could not be worked out: {problem}")
    ACTIONS: ClassVar[Sequence[Action]] = CONTRACT_ACTIONS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ACTIONS)]

    def __init__(self) -> None:
        super().__init__()
        self.row: int | None = None
        self._origin = "contracts"
        self._look: Look | None = None
        self._found: ContractShown | None = None

    @property
    def view(self) -> ContractView | None:
        """What is on screen; None until it is worked out."""
        return self._found.view if self._found else None

    @property
    def about(self) -> str:
        """The contract's number."""
        return self.view.title if self.view is not None else ""

    def compose_body(self) -> ComposeResult:
        """Figures, then two columns of panels."""
        yield KpiStrip(id="figures")
        yield PanelTabs(id="tabs")
        with Horizontal(id="panels"):
            with Vertical(classes="column", id="left"):
                for key in self.TABS[:3]:
                    yield SectionPanel(key)
            with Vertical(classes="column", id="right"):
                for key in self.TABS[3:]:
                    yield SectionPanel(key)

    # -- showing ---------------------------------------------------------------------------------

    def show_contract(self, row: int, origin: str) -> None:
        """Show a contract; escape goes back to the screen ``origin``."""
        self.row, self._origin = row, origin or self._origin
        if (session := self.sales_app.session) is not None:
            self.show(session)

    def show(self, session: Session) -> None:
        """Work the contract out in a worker; panels keep what they show."""
        rows = session.state.rows("contracts")
        if self.row is None:  # it is told which one as soon as the screen is there
            return
        if rows is None or self.row not in rows.positions or self.row in rows.overlay.deleted:
            self.say(_("This contract is gone: w chooses another, u may bring it back."))
            return
        self._look = session.look
        self.work_out(partial(worked_out, self._look, self.row))

    @on(ContractShown)
    def _shown_contract(self, event: ContractShown) -> None:
        event.stop()
        if event.look is not self._look or event.view.row != self.row:
            return
        self._found = event
        figures = self.query_one(KpiStrip)
        figures.put(event.view.figures)
        figures.border_title = Content(visible(event.view.title))
        for section in event.view.sections:
            self.query_one(f"#{section.key}", SectionPanel).put_section(section)
        self._write_tabs()

    # -- keys ------------------------------------------------------------------------------------

    @property
    def _panel(self) -> SectionPanel:
        active = self.active
        return active if isinstance(active, SectionPanel) else self.query_one("#path", SectionPanel)

    @property
    def _line(self) -> DealLine | None:
        return self._panel.current

    @property
    def _writing(self) -> ContractWriting | None:
        from salestui.ui.contract.writing import ContractWriting

        session = self.sales_app.session
        if session is None or self.row is None or self.view is None:
            return None
        return ContractWriting(self.sales_app, session, self.row)

    def action_advance(self) -> None:
        """Take the contract to another step."""
        from salestui.ui.contract.stepping import choose_step

        if self.row is not None and self.view is not None:
            choose_step(self.sales_app, self.row)

    def action_pay(self) -> None:
        """Enter a payment: for the selected plan line while it is unpaid, else the contract."""
        line, writing = self._line, self._writing
        if writing is None:
            return
        unpaid = line is not None and line.key.startswith("plan:") and line.state != "ok"
        writing.pay(line.row if line is not None and unpaid else None)

    def action_settle(self) -> None:
        """The next step of a delivery, the decision about a change."""
        line, writing = self._line, self._writing
        if line is None or writing is None or line.row is None:
            self.say(_("There is nothing to go on with here."))
        elif line.key.startswith("delivery:"):
            writing.deliver(line.row)
        elif line.key.startswith("change:"):
            writing.decide(line.row)
        elif line.key.startswith("plan:"):
            writing.pay(line.row)
        elif line.key.startswith(("step:", "lack:")):
            self.action_advance()
        else:
            self.say(_("There is nothing to go on with here."))

    def action_add(self) -> None:
        """Add a row to the panel."""
        section, writing = self._panel.section, self._writing
        if section is None or writing is None:
            return
        if section.entity in ("", "contracts"):
            self.say(_("Nothing is added here: e edits the contract."))
        else:
            writing.add(section.entity)

    def action_change(self) -> None:
        """Log a change."""
        if self._writing is not None:
            self._writing.add("contract_changes")

    def action_delivery(self) -> None:
        """Add a delivery."""
        if self._writing is not None:
            self._writing.add("deliveries")

    def action_open(self) -> None:
        """Open the selected row on its sheet; of the contract itself its deal."""
        line = self._line
        if line is None or line.row is None or line.entity == "contracts":
            self.action_open_deal()
        else:
            self.sales_app.open_row(line.entity, line.row)

    def action_open_deal(self) -> None:
        """Open the deal of the contract."""
        from salestui.ui.deal.showing import show_deal

        if self.view is None or self.view.deal is None:
            self.say(_("The contract names no deal of the pipeline."))
        else:
            show_deal(self.sales_app, self.view.deal)

    def action_open_customer(self) -> None:
        """Open the customer of the contract."""
        from salestui.ui.customer.showing import show_customer

        if self.view is None or self.view.customer is None:
            self.say(_("The contract names no customer of the list."))
        else:
            show_customer(self.sales_app, self.view.customer)

    def action_act(self) -> None:
        """Edit what is selected, or explain the selected figure."""
        line = self._line
        if isinstance(self.active, KpiStrip):
            self.action_explain()
        elif line is not None and line.row is not None and line.column:
            from salestui.ui.deal.cell_edit import edit_cell

            if line.key.startswith("delivery:"):
                self.action_edit()
            else:
                edit_cell(self.sales_app, line.entity, line.row, line.column)
        else:
            self.action_edit()

    def action_edit(self) -> None:
        """Edit the selected row, else the contract, field by field."""
        from salestui.ui.deal.cell_edit import edit_row

        line = self._line
        if line is not None and line.row is not None and line.entity:
            edit_row(self.sales_app, line.entity, line.row, line.column)
        elif self.row is not None:
            edit_row(self.sales_app, "contracts", self.row)

    def action_delete(self) -> None:
        """Delete the selected row."""
        line, writing = self._line, self._writing
        if line is None or writing is None or line.row is None or line.entity == "contracts":
            self.say(_("A contract is deleted on its sheet: o on a contract there leads here."))
        else:
            writing.delete(line.entity, line.row)

    def action_choose(self) -> None:
        """Choose another contract."""
        from salestui.ui.contract.showing import choose_contract

        choose_contract(self.sales_app, ask=True)

    def action_explain(self) -> None:
        """Explain the selected figure."""
        explain_figure(self, self._found)

    def action_history(self) -> None:
        """Show who changed the contract."""
        from salestui.ui.history.showing import show_history

        if self.row is not None:
            show_history(self.sales_app, "contracts", self.row)

    def action_back(self) -> None:
        """Go back to the screen that this was opened from."""
        self.sales_app.action_go(self._origin)
