"""Costs and budgets: what was spent of what, by whom, in which stage, and why too much."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message

from salestui.i18n import N_, _
from salestui.ui.actions import Action, bindings
from salestui.ui.costs.actions import COSTS_ACTIONS
from salestui.ui.costs.panels import MonthsPanel, OverrunsPanel, VariancePanel, Wanted
from salestui.ui.costs.writing import CostsWriting, Selected
from salestui.ui.screens.choose_row import choose_row
from salestui.ui.screens.explain import ExplainDialog
from salestui.ui.screens.panels import PanelScreen
from salestui.ui.widgets.kpi_strip import KpiStrip
from salestui.ui.widgets.panel_tabs import PanelTabs

if TYPE_CHECKING:
    from salestui.ui.session import Look, Session
    from salestui.views.costs.lines import CostRow
    from salestui.views.costs.view import CostsView
    from salestui.views.inputs import Prepared
    from salestui.views.past.archive import Archive

DIMENSIONS = ("deal", "stage", "team", "rep", "type", "campaign")


class CostsWorkedOut(Message):
    """A worker has worked the costs out."""

    def __init__(self, look: Look, view: CostsView, made: Prepared) -> None:
        super().__init__()
        self.look, self.view, self.made = look, view, made


def worked_out(
    look: Look, archive: Archive | None, by: str, before: Prepared | None
) -> CostsWorkedOut:
    """Work the costs out. Blocks; polars is first imported here."""
    from salestui.views.costs.view import costs_view
    from salestui.views.currency import book_sign
    from salestui.views.formats import style
    from salestui.views.inputs import prepared
    from salestui.views.past.looking_back import Present
    from salestui.views.past.remembering import with_history

    made = prepared(look.state, before)
    told = with_history(look.state, made.inputs, archive)
    present = Present(look.state, told.inputs, look.focus, look.period, look.as_of)
    view = costs_view(present, told.stays, by, style(book_sign(look.state)))
    return CostsWorkedOut(look, view, made)


class CostsScreen(PanelScreen):
    """Figures, costs beside budgets, overruns with their reasons, the months."""

    CSS_PATH = "costs.tcss"
    AUTO_FOCUS = "#costs"
    MAIN = "costs"
    TABS = ("costs", "overruns", "months")
    FOLD = (100, 28)
    FAILED = N_("The costs could not be worked out: {problem}")
    ACTIONS: ClassVar[Sequence[Action]] = COSTS_ACTIONS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ACTIONS)]

    def __init__(self) -> None:
        super().__init__()
        self._look: Look | None = None
        self._archive: Archive | None = None
        self._found: CostsWorkedOut | None = None
        self._by = DIMENSIONS[0]

    @property
    def view(self) -> CostsView | None:
        """What is on screen; None until it is worked out."""
        return self._found.view if self._found else None

    def compose_body(self) -> ComposeResult:
        """Figures, the table, overruns beside months."""
        yield KpiStrip(id="figures")
        yield PanelTabs(id="tabs")
        with Vertical(id="panels"):
            yield VariancePanel(id="costs")
            with Horizontal(id="below"):
                yield OverrunsPanel(id="overruns")
                yield MonthsPanel(id="months")

    def show(self, session: Session) -> None:
        """Work the costs out in a worker; the panels keep what they show."""
        self._look, self._archive = session.look, session.archive
        self._work()

    def _work(self) -> None:
        if self._look is not None:
            before = self._found.made if self._found else None
            self.work_out(partial(worked_out, self._look, self._archive, self._by, before))

    @on(CostsWorkedOut)
    def _worked_out(self, event: CostsWorkedOut) -> None:
        event.stop()
        if event.look is not self._look or event.view.by != self._by:
            return
        self._found, view = event, event.view
        self.query_one(KpiStrip).put(view.figures)
        self.query_one(VariancePanel).put_view(view)
        budgets = "budgets" not in view.missing
        self.query_one(OverrunsPanel).put_overruns(view.overruns, budgets=budgets)
        months = self.query_one(MonthsPanel)
        months.put(view.months)
        self._write_tabs()

    # -- keys ------------------------------------------------------------------------------------

    @property
    def _line(self) -> CostRow | None:
        """The selected line of the table."""
        return self.query_one(VariancePanel).current

    def _selected(self) -> Selected | None:
        line = self._line
        return None if line is None else Selected(self._by, line.key, line.deal_row)

    @property
    def _writing(self) -> CostsWriting | None:
        session = self.sales_app.session
        return None if session is None else CostsWriting(self.sales_app, session)

    @on(Wanted)
    def _wanted(self, event: Wanted) -> None:
        event.stop()
        self.action_open()

    def action_open(self) -> None:
        """The deal of what is selected, else the rows behind it, one to be opened."""
        if isinstance(self.active, OverrunsPanel):
            self._open_overrun(self.active)
            return
        line = self._line
        if line is None or isinstance(self.active, MonthsPanel):
            self.say(_("There is nothing to open here: tab goes to the next panel."))
        elif line.deal_row is not None:
            self._open_deal(line.deal_row)
        else:
            self._choose_behind(line)

    def _open_overrun(self, panel: OverrunsPanel) -> None:
        over = panel.current
        if over is None:
            self.say(panel.nothing())
        elif over.deal_row is not None:
            self._open_deal(over.deal_row)
        else:
            self.sales_app.open_row("budgets", over.budget)

    def _open_deal(self, row: int) -> None:
        from salestui.ui.deal.showing import show_deal

        show_deal(self.sales_app, row)

    def _choose_behind(self, line: CostRow) -> None:
        """List the costs and budgets of a line, to open one."""
        found = self._found
        if found is None:
            return
        rows = [("costs", row) for row in line.costs] + [("budgets", row) for row in line.budgets]
        choose_row(self.sales_app, found.look.state, line.name, rows)

    def action_turn(self, by: int) -> None:
        """List by something else."""
        place = (DIMENSIONS.index(self._by) + by) % len(DIMENSIONS)
        self._by = DIMENSIONS[place]
        self._work()

    def action_add(self) -> None:
        """Add a cost of what is selected."""
        if self._writing is not None:
            self._writing.add(self._selected())

    def action_reason(self) -> None:
        """Write why the selected budget was not enough."""
        panel = self.query_one(OverrunsPanel)
        over = panel.current
        if over is None:
            self.say(panel.nothing())
        elif self.active is not panel:
            self.action_show_panel("overruns")
            self.say(_("Choose the overrun: e writes its reason."))
        elif self._writing is not None:
            self._writing.give_reason(over.budget)

    def action_propose(self) -> None:
        """Propose budgets for the selected deal or team."""
        if self._writing is not None:
            self._writing.propose(self._selected())

    def action_explain(self) -> None:
        """Explain the selected figure, or the variance of the selected line."""
        found, line = self._found, self._line
        if found is None:
            self.say(_("The figures are still being worked out."))
            return
        from salestui.views.costs.view import LINE
        from salestui.views.told import told_sheet

        view = found.view
        if isinstance(self.active, VariancePanel) and line is not None:
            keys, key = view.line_keys(), LINE + line.key
        else:
            keys = [kpi.key for kpi in view.figures]
            key = self.query_one(KpiStrip).explains() if self.active is not None else keys[0]
            if isinstance(self.active, OverrunsPanel | MonthsPanel):
                key = "overruns" if isinstance(self.active, OverrunsPanel) else "cost_ratio"
        sheet = partial(told_sheet, view.told, found.look.state, view.style)
        self.app.push_screen(ExplainDialog(keys, key, sheet))
