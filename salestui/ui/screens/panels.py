"""A strip of figures over columns of panels; a small screen shows one panel at a time."""

from __future__ import annotations

from typing import ClassVar

from textual import events

from salestui.ui.screens.strip import StripScreen
from salestui.ui.widgets.kpi_strip import KpiStrip
from salestui.ui.widgets.panel import Panel
from salestui.ui.widgets.panel_tabs import PanelTabs


class PanelScreen(StripScreen):
    """Panels under ``#panels``, and ``#tabs`` for them; the strip is ``#figures``."""

    TABS: ClassVar[tuple[str, ...]]
    """The ids of the panels in their order; the first is shown at first."""
    FOLD: ClassVar[tuple[int, int]] = (100, 30)
    """A screen that is narrower or lower shows one panel at a time."""

    def __init__(self) -> None:
        super().__init__()
        self._current = self.TABS[0]

    @property
    def folded(self) -> bool:
        """Whether the screen is too small for all panels at once."""
        return self.size.width < self.FOLD[0] or self.size.height < self.FOLD[1]

    @property
    def about(self) -> str:
        """What the panels are about, said beside the tabs."""
        return ""

    def on_resize(self, event: events.Resize) -> None:  # noqa: ARG002 - size is read above
        """Fold or unfold."""
        self.set_class(self.folded, "-folded")
        self.query_one(KpiStrip).fold(self.folded)
        self._show_current()

    def on_mount(self) -> None:
        """Begin at the first panel."""
        self._show_current()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Remember the panel for the tabs."""
        if event.widget.id in self.TABS:
            self._current = event.widget.id
            self._show_current()

    def action_show_panel(self, name: str) -> None:
        """Go to a panel by its id."""
        if name in self.TABS:
            self._current = name
            self._show_current()
        self.query_one(f"#{name}", Panel).focus()

    def action_cycle_panel(self, by: int) -> None:
        """Go to the next or the previous panel."""
        names = ("figures", *self.TABS)
        now = self.active.id if self.active is not None else None
        place = names.index(now) + by if now in names else 0
        self.action_show_panel(names[place % len(names)])

    def _show_current(self) -> None:
        current = self.query_one(f"#{self._current}", Panel)
        shown = {current, *current.ancestors}
        for widget in self.query_one("#panels").query("*"):
            widget.set_class(widget in shown, "-current")
        self._write_tabs()

    def _write_tabs(self) -> None:
        names = [(name, self.query_one(f"#{name}", Panel).tab()) for name in self.TABS]
        self.query_one(PanelTabs).show(names, self._current, self.about)
