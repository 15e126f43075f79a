"""On-site: how units sell, what does not and why, who comes, what is due, what phases reached."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message

from salestui.i18n import N_, _
from salestui.ui.actions import Action, bindings
from salestui.ui.followups.doing import put_off, tick_off
from salestui.ui.followups.listing import FollowUpList
from salestui.ui.offering import offer_table
from salestui.ui.onsite.actions import ONSITE_ACTIONS
from salestui.ui.onsite.opening import open_line
from salestui.ui.onsite.panels import ChaseList, Wanted, WaysPanel
from salestui.ui.onsite.registering import register_visitor
from salestui.ui.onsite.visitors import assign_visitor, convert_visitor
from salestui.ui.screens.explain import ExplainDialog
from salestui.ui.screens.explaining import explain_figure
from salestui.ui.screens.panels import PanelScreen
from salestui.ui.screens.worked_out import WorkedOut, WorkedOutScreen
from salestui.ui.widgets.kpi_strip import KpiStrip
from salestui.ui.widgets.panel_tabs import PanelTabs

if TYPE_CHECKING:
    from salestui.metrics.inputs import Inputs
    from salestui.ui.session import Look
    from salestui.views.figure_sheet import FigureSheet
    from salestui.views.followups import FollowUpRow
    from salestui.views.formats import Style
    from salestui.views.onsite.view import OnsiteView


class OnsiteScreen(WorkedOutScreen["OnsiteView"], PanelScreen):
    """Figures above five panels."""

    CSS_PATH = "onsite.tcss"
    AUTO_FOCUS = "#sold"
    MAIN = "sold"
    TABS = ("sold", "unsold", "chases", "came", "phases")
    FOLD = (110, 32)
    FAILED = N_("The sales floor could not be worked out: {problem}")
    ACTIONS: ClassVar[Sequence[Action]] = ONSITE_ACTIONS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ACTIONS)]

    def compose_body(self) -> ComposeResult:
        """Figures, units at the left, what is due and who comes at the right."""
        yield KpiStrip(id="figures")
        yield PanelTabs(id="tabs")
        with Horizontal(id="panels"):
            with Vertical(classes="column"):
                yield WaysPanel(N_("Sell-through"), "units", id="sold")
                yield WaysPanel(N_("Unsold"), "units", id="unsold")
            with Vertical(classes="column"):
                yield ChaseList(id="chases")
                yield WaysPanel(N_("Visitors"), "visitors", id="came")
                yield WaysPanel(N_("Phases"), "phases", id="phases")

    @staticmethod
    def see(look: Look, inputs: Inputs, style: Style) -> OnsiteView:
        """Work it out. Blocks: called in a worker."""
        from salestui.views.onsite.view import onsite_view
        from salestui.views.past.looking_back import Present

        present = Present(look.state, inputs, look.focus, look.period, look.as_of)
        return onsite_view(present, style)

    def put_view(self, view: OnsiteView) -> None:
        """Show what was worked out."""
        self.query_one(KpiStrip).put(view.figures)
        tables = {"sold": view.sold, "unsold": view.unsold, "came": view.came,
                  "phases": (view.phases,)}  # fmt: skip
        for name, shown in tables.items():
            self.query_one(f"#{name}", WaysPanel).put_tables(shown)
        nothing = _("nothing is due on the floor")
        self.query_one(ChaseList).put_bucket(_("Due"), view.chases, view.due, nothing)
        self._write_tabs()

    # -- keys ------------------------------------------------------------------------------------

    @property
    def _chase(self) -> FollowUpRow | None:
        """What is due and selected; where nothing is, that is said."""
        panel = self.active
        row = panel.current if isinstance(panel, ChaseList) else None
        if row is None:
            self.say(_("Choose what is due first: tab goes to the next panel."))
        return row

    @property
    def _visitor(self) -> int | None:
        """The row of the visitor that is due and selected, if any."""
        panel = self.active
        row = panel.current if isinstance(panel, ChaseList) else None
        return row.item.row if row is not None and row.item.entity == "visitors" else None

    @on(Wanted)
    @on(FollowUpList.Wanted)
    def _wanted(self, event: Message) -> None:
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        """Open what is behind the selected line."""
        panel = self.active
        if isinstance(panel, ChaseList):
            if (row := self._chase) is not None:
                self.sales_app.open_row(row.item.entity, row.item.row)
        elif isinstance(panel, WaysPanel) and self._found is not None:
            line = panel.current
            if line is None:
                self.say(panel.nothing())
            else:
                open_line(self.sales_app, self._found.look.state, line)
        else:
            self.say(_("There is nothing to open here: tab goes to the next panel."))

    def action_turn(self, by: int) -> None:
        """Look at the active table in another way."""
        panel = self.active
        if not isinstance(panel, WaysPanel) or not panel.turn(by):
            self.say(_("This panel has one way only: tab goes to the next one."))

    def action_add(self) -> None:
        """Register a visitor; offer the sheet that the active panel lacks first."""
        panel, app = self.active, self.sales_app
        missing = self.view.missing if self.view is not None else ()
        if isinstance(panel, WaysPanel) and panel.lacks in missing:
            offer_table(app, panel.lacks, app.publish)
        elif isinstance(panel, WaysPanel) and panel.lacks == "phases":
            app.action_go("phases")
        else:
            register_visitor(app)

    def action_convert(self) -> None:
        """Make a customer and a deal of a visitor."""
        convert_visitor(self.sales_app, self._visitor)

    def action_assign(self) -> None:
        """Give a visitor to another agent."""
        assign_visitor(self.sales_app, self._visitor)

    def action_done(self) -> None:
        """Say that it was done."""
        if (row := self._chase) is not None:
            tick_off(self.sales_app, row)

    def action_postpone(self) -> None:
        """Ask for another day."""
        if (row := self._chase) is not None:
            put_off(self.sales_app, row)

    def action_explain(self) -> None:
        """Explain the selected figure, line, or why something is due."""
        panel, found = self.active, self._found
        if isinstance(panel, ChaseList):
            if (row := self._chase) is not None:
                self.say(row.why)
        elif isinstance(panel, WaysPanel) and found is not None and panel.current is not None:
            self._explain_line(panel, found)
        else:
            explain_figure(self, found)

    def _explain_line(self, panel: WaysPanel, found: WorkedOut[OnsiteView]) -> None:
        from salestui.views.onsite.table import line_sheet

        table, line = panel.table, panel.current
        if table is None or line is None:
            return
        by_key = {each.key: each for each in table.lines}
        state, view = found.look.state, found.view

        def sheet(key: str) -> FigureSheet:
            return line_sheet(table, by_key[key], state, view.style, view.told.span)

        self.app.push_screen(ExplainDialog(list(by_key), line.key, sheet))
