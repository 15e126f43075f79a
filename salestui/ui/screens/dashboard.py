"""The first screen: are we going to make it, who and what is behind that, what needs me today?"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType

from salestui.dashboards import Home
from salestui.i18n import _
from salestui.ui.actions import Action, bindings
from salestui.ui.home.area_panel import AreaPanel, Led
from salestui.ui.home.catalogue import STRIP, UNITS, kind_of
from salestui.ui.home.following import explain_row, follow, offer_sheet
from salestui.ui.home.frame import HomeFrame
from salestui.ui.home.keeping import kept_home, panels_of
from salestui.ui.home.layout import PanelRows
from salestui.ui.home.person import look_at_me
from salestui.ui.screens.dashboard_actions import DASHBOARD_ACTIONS
from salestui.ui.screens.explain import ExplainDialog
from salestui.ui.widgets.attainment import AttainmentPanel
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

if TYPE_CHECKING:
    from salestui.ui.session import Session

FOLD_WIDTH, FOLD_HEIGHT = 100, 30
"""Screens with fewer columns or lines show one panel at a time."""

ROOMY_HEIGHT = 36
"""Screens with fewer lines show the key figures in pages of one row."""


class DashboardScreen(HomeFrame):
    """Headline, key figures and the panels of a role, as the user arranged them.

    A small screen shows the panels as tabs.
    """

    CSS_PATH = "dashboard.tcss"
    ACTIONS: ClassVar[Sequence[Action]] = DASHBOARD_ACTIONS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ACTIONS)]

    def __init__(self) -> None:
        super().__init__()
        self.home, self._broken = kept_home()
        self._current = ""
        self._begun = False

    def compose_body(self) -> ComposeResult:
        """Headline and figures above, the panels below."""
        names, _least = self._panels()
        yield Headline(id="headline")
        yield KpiStrip(id=STRIP)
        yield PanelTabs(id="tabs")
        yield PanelRows(UNITS, *map(_made, names), id="panels")

    def show(self, session: Session) -> None:
        """Begin with the user's own part of the business, where the home is about a person."""
        if not self._begun:
            self._begun = True
            if self._broken:
                self.call_after_refresh(self.say, self._broken, "error")
            if look_at_me(self.sales_app, session, self.home):
                return  # shown anew, narrowed
        super().show(session)

    # -- which panels ----------------------------------------------------------------------------

    def _panels(self) -> tuple[list[str], int]:
        """The panels below the strip, and how many of them are shown wherever there is room."""
        names, least = panels_of(self.home)
        kept = [name for name in names if name != STRIP]
        return kept, least - (STRIP in names[:least])

    @property
    def rows(self) -> PanelRows:
        """Where the panels are."""
        return self.query_one(PanelRows)

    @property
    def tabs(self) -> list[str]:
        """The panels of a small screen."""
        names, least = self._panels()
        return names[:least]

    def seen(self) -> Sequence[str]:
        """The panels that are displayed, and what needs somebody: its tab tells the count."""
        shown = [child.id or "" for child in self.rows.children if child.display]
        return list(dict.fromkeys([*shown, *(n for n in self.tabs if n == "attention")]))

    async def take(self, home: Home) -> None:
        """Show another home: panels that stay keep what they show."""
        self.home = home
        names, _least = self._panels()
        there = {child.id: child for child in self.rows.children}
        for name, child in there.items():
            if name not in names:
                self._fresh.discard(name or "")
                await child.remove()
        await self.rows.mount(*(_made(name) for name in names if name not in there))
        self.rows.sort_children(key=lambda child: names.index(child.id or ""))
        if self._view is not None:
            self.apply(self._view)
        self._fold()
        self.fill()

    @on(PanelRows.Shown)
    def _shown_panels(self, event: PanelRows.Shown) -> None:
        event.stop()
        self.fill()

    @property
    def folded(self) -> bool:
        """Whether the screen is too small for all panels at once."""
        return self.size.width < FOLD_WIDTH or self.size.height < FOLD_HEIGHT

    @property
    def panels(self) -> list[Panel]:
        """The panels that the tab key goes through, in its order."""
        if self.folded:
            strip = [STRIP] if self.query_one(KpiStrip).display else []
            return [self.query_one(f"#{name}", Panel) for name in (*strip, *self.tabs)]
        return [widget for widget in self.focus_chain if isinstance(widget, Panel)]

    @property
    def active(self) -> Panel | None:
        """The panel that keys are for."""
        return self.focused if isinstance(self.focused, Panel) else None

    def on_resize(self, event: events.Resize) -> None:  # noqa: ARG002 - size is read above
        """Fold or unfold."""
        self._fold()

    def on_mount(self) -> None:
        """Begin at the first panel."""
        self._fold()

    def _fold(self) -> None:
        self.set_class(self.folded, "-folded")
        strip = self.query_one(KpiStrip)
        strip.display = STRIP in panels_of(self.home)[0]
        strip.fold(self.folded or self.size.height < ROOMY_HEIGHT)
        self.query_one(Headline).fold(self.folded)
        self.rows.show_at_least(len(self.tabs))
        self._show_current()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Remember the panel for the tabs."""
        if event.widget.id in self.tabs:
            self._current = event.widget.id
            self._show_current()

    def action_show_panel(self, name: str) -> None:
        """Go to a panel by its id."""
        if name in self.tabs:
            self._current = name
            self._show_current()
        self.query_one(f"#{name}", Panel).focus()

    def action_cycle_panel(self, by: int) -> None:
        """Go to the next or the previous panel."""
        panels = self.panels
        place = panels.index(self.active) + by if self.active in panels else 0
        self.action_show_panel(panels[place % len(panels)].id or "")

    def _show_current(self) -> None:
        if self._current not in self.tabs:
            self._current = self.tabs[0]
        self.rows.show_alone(self._current if self.folded else "")
        self.write_tabs()

    def write_tabs(self) -> None:
        """Name the panels of a small screen."""
        names = [(name, self.query_one(f"#{name}", Panel).tab()) for name in self.tabs]
        self.query_one(PanelTabs).show(names, self._current, self.problems())

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
        if event.dimension == "rep":
            from salestui.ui.person import open_person

            open_person(self.sales_app, event.value)
        elif session is not None:
            self.sales_app.narrow(session.focus.with_term(event.dimension, event.value))
            self.sales_app.action_go("deals")

    @on(DealOpened)
    def _deal_opened(self, event: DealOpened) -> None:
        event.stop()
        self.sales_app.open_row(event.entity, event.row)

    @on(Led)
    def _led(self, event: Led) -> None:
        event.stop()
        follow(self.sales_app, event.opens, event.mode)

    @on(ExplainRequested)
    def _explain_requested(self, event: ExplainRequested) -> None:
        event.stop()
        self._explain(event.key)

    # -- keys ------------------------------------------------------------------------------------

    def action_act(self) -> None:
        """Filter by the selected row, or open it."""
        if self.active is None:
            self.say(_("No panel is selected: tab goes to the first one."))
        elif type(self.active).act is Panel.act:  # it has no rows
            self.action_open()
        else:
            self.active.act()

    def action_open(self) -> None:
        """Open what is selected; where nothing is, the screen that the panel leads to."""
        if self.active is None:
            self.say(_("Nothing to open here: tab goes to the next panel."))
        elif not self.active.open():
            mode = kind_of(self.active.id or STRIP).mode
            if mode == "home":
                self.say(_("Nothing to open here: tab goes to the next panel."))
            else:
                self.sales_app.action_go(mode)

    def action_explain(self) -> None:
        """Explain the selected figure, or the one that the panel is about."""
        if isinstance(self.active, AreaPanel):
            explain_row(self.sales_app, self.active)
            return
        key = self.active.explains() if self.active else self.query_one(KpiStrip).explains()
        self._explain(key)

    def _explain(self, key: str) -> None:
        view, made = self._view, self._made
        if view is None or made is None:
            self.say(_("The figures are still being worked out."))
            return
        from salestui.views.explain import explained
        from salestui.views.figure_sheet import figure_sheet

        keys = explained(kpi.key for kpi in view.kpis)
        explain = partial(figure_sheet, view, made.inputs, made.state)
        self.app.push_screen(ExplainDialog(keys, key, explain))

    def action_add(self) -> None:
        """Add the sheet that the panel lacks."""
        if isinstance(self.active, AreaPanel):
            offer_sheet(self.sales_app, self.active)
        else:
            self.say(_("Nothing is added here: o goes to the screen where rows are."))

    def action_sort(self) -> None:
        """Sort the bars in another way."""
        if (bars := self._bars) is not None:
            bars.cycle_order()

    def action_dimension(self, by: int) -> None:
        """Show the bars of another dimension."""
        if (bars := self._bars) is not None:
            bars.cycle_dimension(by)
            self.write_tabs()

    @property
    def _bars(self) -> AttainmentPanel | None:
        """The breakdown that keys are for; where none is on the home, that is said."""
        if isinstance(self.active, AttainmentPanel):
            return self.active
        shown = [bars for bars in self.query(AttainmentPanel) if bars.display or self.folded]
        if not shown:
            self.say(_("No bars are on this dashboard: ctrl+p, arrange dashboard, adds them."))
        return shown[0] if shown else None

    def action_copy(self) -> None:
        """Copy the active panel as text."""
        panel = self.active or self.query_one(Headline)
        self.app.copy_to_clipboard(panel.as_text())
        self.say(_("Copied {panel} to the clipboard.").format(panel=panel.title()), "ok")


def _made(name: str) -> Panel:
    kind = kind_of(name)
    return kind.make(kind)
