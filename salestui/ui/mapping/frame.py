"""The mapping screen as something to look at: its panels, side by side or as tabs."""

from __future__ import annotations

from pathlib import Path

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Static

from salestui.ui.mapping.panels import ColumnsPanel, PreviewPanel, StagesPanel, TablesPanel
from salestui.ui.screens.base import BookScreen
from salestui.ui.widgets.panel import Panel
from salestui.ui.widgets.panel_tabs import PanelTabs

FOLD_WIDTH, FOLD_HEIGHT = 100, 28
"""Screens with fewer columns or lines show one panel at a time."""

_TABS = ("map-tables", "map-columns", "map-stages", "map-preview")


class MappingFrame(BookScreen):
    """Tables left, the columns of one right, its rows and the stages below."""

    CSS_PATH = Path(__file__).with_name("mapping.tcss")
    AUTO_FOCUS = "#map-tables"

    def __init__(self) -> None:
        super().__init__()
        self._current = _TABS[0]

    def compose_body(self) -> ComposeResult:
        """Summary, panels, and what is to be said of the row under the cursor."""
        yield Static("", id="map-summary", markup=False)
        yield PanelTabs(id="map-tabs")
        with Vertical(id="map-panels"):
            with Horizontal(classes="row above"):
                yield TablesPanel(id="map-tables")
                yield ColumnsPanel(id="map-columns")
            with Horizontal(classes="row below"):
                yield PreviewPanel(id="map-preview")
                yield StagesPanel(id="map-stages")
        yield Static("", id="map-about", markup=False)

    def write(self) -> None:
        """Write the lines above and below the panels."""

    @property
    def active(self) -> Panel | None:
        """The panel that keys are for."""
        return self.focused if isinstance(self.focused, Panel) else None

    def on_resize(self, event: events.Resize) -> None:
        """Fold or unfold."""
        self.set_class(event.size.width < FOLD_WIDTH or event.size.height < FOLD_HEIGHT, "-folded")
        self._show_current()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Remember the panel for the tabs, and say what is to be said there."""
        if event.widget.id in _TABS:
            self._current = event.widget.id
            self._show_current()
            self.call_after_refresh(self.write)

    def _show_current(self) -> None:
        current = self.query_one(f"#{self._current}", Panel)
        shown = {current, *current.ancestors}
        for widget in self.query_one("#map-panels").query("*"):
            widget.set_class(widget in shown, "-current")
        self._write_tabs()

    def _write_tabs(self) -> None:
        names = [(name, self.query_one(f"#{name}", Panel).tab()) for name in _TABS]
        self.query_one("#map-tabs", PanelTabs).show(names, self._current)

    def action_show_panel(self, name: str) -> None:
        """Go to a panel by its id."""
        self._current = name
        self._show_current()
        self.query_one(f"#{name}", Panel).focus()

    def action_cycle_panel(self, by: int) -> None:
        """Go to the next or the previous panel."""
        place = _TABS.index(self._current) + by
        self.action_show_panel(_TABS[place % len(_TABS)])
