"""The first screen: are we going to make it, who and what is behind that, what needs me today?"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.worker import Worker, WorkerState, get_current_worker

from salestui.i18n import _, ngettext
from salestui.ui.actions import Action, bindings
from salestui.ui.screens.base import BookScreen
from salestui.ui.screens.dashboard_actions import DASHBOARD_ACTIONS
from salestui.ui.screens.explain import ExplainDialog
from salestui.ui.screens.figures import Counted, Figured, edited, figured, with_past
from salestui.ui.widgets.attainment import AttainmentPanel
from salestui.ui.widgets.attention import AttentionPanel
from salestui.ui.widgets.funnel import FunnelPanel
from salestui.ui.widgets.headline import Headline
from salestui.ui.widgets.kpi_strip import KpiStrip
from salestui.ui.widgets.messages import (
    DealOpened,
    DealsRequested,
    ExplainRequested,
    FocusRequested,
)
from salestui.ui.widgets.panel import Panel
from salestui.ui.widgets.panel_tabs import PanelTabs
from salestui.ui.widgets.target_chart import TargetChart

if TYPE_CHECKING:
    from salestui.ui.session import Look, Session
    from salestui.views.archive import Archive
    from salestui.views.dashboard import DashboardView
    from salestui.views.inputs import Prepared

FOLD_WIDTH, FOLD_HEIGHT = 100, 30
"""Screens with fewer columns or lines show one panel at a time."""

ROOMY_HEIGHT = 36
"""Screens with fewer lines show the key figures in pages of one row."""

TABS = ("chart", "attainment", "funnel", "attention")
"""The panels of a small screen."""


class DashboardScreen(BookScreen):
    """Headline, key figures and four panels; a small screen shows the panels as tabs."""

    CSS_PATH = "dashboard.tcss"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (50, "-tall")]  # noqa: RUF012 - declared so by Textual
    ACTIONS: ClassVar[Sequence[Action]] = DASHBOARD_ACTIONS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ACTIONS)]

    def __init__(self) -> None:
        super().__init__()
        self._wanted: Look | None = None
        self._look: Look | None = None
        self._view: DashboardView | None = None
        self._made: Prepared | None = None
        self._doubts = 0
        self._current = "chart"

    def compose_body(self) -> ComposeResult:
        """Headline and figures above, four panels below."""
        yield Headline(id="headline")
        yield KpiStrip(id="kpis")
        yield PanelTabs(id="tabs")
        with Vertical(id="panels"):
            with Horizontal(classes="row"):
                yield TargetChart(id="chart")
                with Vertical(id="breakdowns"):
                    yield AttainmentPanel(id="attainment")
                    yield AttainmentPanel(("team", "product"), id="second")
            with Horizontal(classes="row"):
                yield FunnelPanel(id="funnel")
                yield AttentionPanel(id="attention")

    @property
    def view(self) -> DashboardView | None:
        """What is on screen; None until the first figures are there."""
        return self._view

    # -- showing a look --------------------------------------------------------------------------

    def show(self, session: Session) -> None:
        """Work out the figures of the current look in a worker; panels keep what they show."""
        self._wanted = session.look
        self._made, session.made = session.made or self._made, None
        self.run_worker(
            partial(self._work, self._wanted, self._made, session.archive),
            thread=True,
            exclusive=True,
            group="figures",
            exit_on_error=False,
        )

    def _work(self, look: Look, before: Prepared | None, archive: Archive | None) -> None:
        worker = get_current_worker()
        if worker.is_cancelled:
            return
        found = figured(look, before)
        self.post_message(found)
        if archive is not None and not worker.is_cancelled:
            told = with_past(found, archive)
            if told is not None and not worker.is_cancelled:
                self.post_message(told)
        if not worker.is_cancelled:  # the count takes about as long again: figures do not wait
            self.post_message(Counted(look, look.state.doubts))

    @on(Figured)
    def _figured(self, event: Figured) -> None:
        event.stop()
        if event.look is self._wanted:  # a slower worker may still bring an older look
            live = self._look is not None and edited(self._look, event.look)
            self._look, self._made = event.look, event.made
            self.apply(event.view, live=live)

    @on(Counted)
    def _counted(self, event: Counted) -> None:
        event.stop()
        if event.look is self._wanted:
            self._doubts = event.count
            self.query_one(Headline).put_problems(self._problems())
            self._write_tabs()

    def apply(self, view: DashboardView, *, live: bool = False) -> None:
        """Show a view in every panel; ``live`` when what is looked at changed, not the look."""
        self._view = view
        landing = next((k for k in view.kpis if k.key == "landing"), None)
        self.query_one(Headline).put_headline(view.headline, landing)
        self.query_one(KpiStrip).put(view.kpis, flash=live)
        self.query_one(TargetChart).put_chart(view.chart, view.style.money)
        for breakdown in self.query(AttainmentPanel):
            breakdown.put_panels(view.breakdowns)
        self.query_one(FunnelPanel).put_funnel(view.funnel)
        self.query_one(AttentionPanel).put_panel(view.attention)
        self._write_tabs()

    def _problems(self) -> str:
        count = self._doubts
        if not count:
            return ""
        return ngettext(
            "{n} cell needs a look: ctrl+e",
            "{n} cells need a look: ctrl+e",
            count,
        ).format(n=count)

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Say when the figures could not be worked out; what was shown before stays."""
        if event.worker.group == "figures" and event.state is WorkerState.ERROR:
            self.log.error(event.worker.error)
            self.say(
                _("The figures could not be worked out: {problem}").format(
                    problem=event.worker.error
                ),
                "error",
            )

    # -- panels ----------------------------------------------------------------------------------

    @property
    def folded(self) -> bool:
        """Whether the screen is too small for all panels at once."""
        return self.size.width < FOLD_WIDTH or self.size.height < FOLD_HEIGHT

    @property
    def panels(self) -> list[Panel]:
        """The panels that the tab key goes through, in its order."""
        if self.folded:
            return [self.query_one(f"#{name}", Panel) for name in ("kpis", *TABS)]
        return [widget for widget in self.focus_chain if isinstance(widget, Panel)]

    @property
    def active(self) -> Panel | None:
        """The panel that keys are for."""
        return self.focused if isinstance(self.focused, Panel) else None

    def on_resize(self, event: events.Resize) -> None:  # noqa: ARG002 - size is read above
        """Fold or unfold."""
        self.set_class(self.folded, "-folded")
        self.query_one(KpiStrip).fold(self.folded or self.size.height < ROOMY_HEIGHT)
        self.query_one(Headline).fold(self.folded)
        self._show_current()

    def on_mount(self) -> None:
        """Begin at the first panel."""
        self._show_current()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Remember the panel for the tabs."""
        if event.widget.id in TABS:
            self._current = event.widget.id
            self._show_current()

    def action_show_panel(self, name: str) -> None:
        """Go to a panel by its id."""
        if name in TABS:
            self._current = name
            self._show_current()
        self.query_one(f"#{name}", Panel).focus()

    def action_cycle_panel(self, by: int) -> None:
        """Go to the next or the previous panel."""
        panels = self.panels
        place = panels.index(self.active) + by if self.active in panels else 0
        self.action_show_panel(panels[place % len(panels)].id or "")

    def _show_current(self) -> None:
        current = self.query_one(f"#{self._current}", Panel)
        shown = {current, *current.ancestors}
        for widget in self.query_one("#panels").query("*"):
            widget.set_class(widget in shown, "-current")
        self._write_tabs()

    def _write_tabs(self) -> None:
        names = [(name, self.query_one(f"#{name}", Panel).tab()) for name in TABS]
        self.query_one(PanelTabs).show(names, self._current, self._problems())

    # -- what panels ask for ---------------------------------------------------------------------

    @on(FocusRequested)
    def _focus_requested(self, event: FocusRequested) -> None:
        event.stop()
        session = self.sales_app.session
        if session is None:
            return
        same = session.focus.value(event.dimension) == event.value
        self.sales_app.narrow(
            session.focus.without(event.dimension)
            if same
            else session.focus.with_term(event.dimension, event.value)
        )

    @on(DealsRequested)
    def _deals_requested(self, event: DealsRequested) -> None:
        event.stop()
        session = self.sales_app.session
        if session is not None:
            self.sales_app.narrow(session.focus.with_term(event.dimension, event.value))
            self.sales_app.action_go("deals")

    @on(DealOpened)
    def _deal_opened(self, event: DealOpened) -> None:
        event.stop()
        self.sales_app.open_row("deals", event.row)

    @on(ExplainRequested)
    def _explain_requested(self, event: ExplainRequested) -> None:
        event.stop()
        self._explain(event.key)

    # -- keys ------------------------------------------------------------------------------------

    def action_act(self) -> None:
        """Filter by the selected row, or open it."""
        if self.active is not None:
            self.active.act()

    def action_open(self) -> None:
        """Open what is selected."""
        if self.active is None or not self.active.open():
            self.say(_("Nothing to open here: tab goes to the next panel."))

    def action_explain(self) -> None:
        """Explain the selected figure, or the one that the panel is about."""
        key = self.active.explains() if self.active else self.query_one(KpiStrip).explains()
        self._explain(key)

    def _explain(self, key: str) -> None:
        view, made = self._view, self._made
        if view is None or made is None:
            self.say(_("The figures are still being worked out."))
            return
        from salestui.views.figure_sheet import figure_sheet

        keys = [kpi.key for kpi in view.kpis]
        explain = partial(figure_sheet, view, made.inputs, made.state)
        self.app.push_screen(ExplainDialog(keys, key, explain))

    def action_sort(self) -> None:
        """Sort the bars in another way."""
        self._bars.cycle_order()

    def action_dimension(self, by: int) -> None:
        """Show the bars of another dimension."""
        self._bars.cycle_dimension(by)
        self._write_tabs()

    @property
    def _bars(self) -> AttainmentPanel:
        """The breakdown that keys are for."""
        if isinstance(self.active, AttainmentPanel):
            return self.active
        return self.query_one("#attainment", AttainmentPanel)

    def action_copy(self) -> None:
        """Copy the active panel as text."""
        panel = self.active or self.query_one(Headline)
        self.app.copy_to_clipboard(panel.as_text())
        self.say(_("Copied {panel} to the clipboard.").format(panel=panel.title()), "ok")
