"""A screen about one deal, a panel for each section: its keys edit what is selected."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.widget import Widget

from salestui.i18n import _
from salestui.ui.deal.layout import PanelLayout
from salestui.ui.deal.panel import SectionPanel
from salestui.ui.deal.panels import DealPanels
from salestui.ui.screens.base import BookScreen
from salestui.ui.widgets.panel_tabs import PanelTabs
from salestui.views.deal.closing import FOLD, REST

if TYPE_CHECKING:
    from salestui.ui.deal.writing import DealWriting
    from salestui.views.deal import DealLine, Sectioned

View = TypeVar("View", bound="Sectioned")


class SectionScreen(BookScreen, Generic[View]):
    """A head, and panels in columns, or one at a time under tabs where there is little room.

    A subclass says its ``LAYOUT``, ``MODE`` and ``head``, puts the view together in ``show`` and
    hands it to ``put_view``.
    """

    CSS_PATH = Path(__file__).with_name("sections.tcss")  # of this class, not of a subclass
    AUTO_FOCUS = "SectionPanel"
    LAYOUT: ClassVar[PanelLayout]
    KINDS: ClassVar[dict[str, type[SectionPanel]]] = {}
    """By key, the panels that are drawn in a way of their own."""
    MODE: ClassVar[str]
    """The screen's name among the modes of the app."""

    def __init__(self) -> None:
        super().__init__()
        self.row: int | None = None
        self.view: View | None = None
        self._origin = "deals"

    def head(self) -> Widget:
        """What stands above the panels."""
        return Widget()

    def compose_body(self) -> ComposeResult:
        """Head, tabs, panels."""
        yield self.head()
        yield PanelTabs(id="section-tabs")
        yield DealPanels(self.LAYOUT, self.KINDS, id="section-panels")

    # -- what is shown ---------------------------------------------------------------------------

    def show_deal(self, row: int, origin: str = "") -> None:
        """Show a deal; escape goes to ``origin``, a mode of the app."""
        if row != self.row:
            self._panels.forget()
        self.row = row
        if origin and origin != self.MODE:
            self._origin = origin
        if session := self.sales_app.session:
            self.show(session)

    def put_view(self, view: View | None) -> None:
        """Show what was put together; None where the deal is gone. Panels keep their lines."""
        self.view = view
        if view is None:
            self.say(_("That deal is no longer there; u may bring it back."), "warning")
            return
        self.show_head(view)
        if self._panels.put(view):
            self._focus_current()
        else:
            self._show_current()

    def show_head(self, view: View) -> None:
        """Show what stands above the panels."""

    def on_resize(self, event: events.Resize) -> None:
        """Columns, or tabs where there is little room."""
        self._panels.fit_to(event.size.width)
        self._show_current()

    @property
    def _panels(self) -> DealPanels:
        return self.query_one(DealPanels)

    @property
    def panel(self) -> SectionPanel:
        """The panel with the focus, or the one that had it last."""
        if isinstance(self.focused, SectionPanel):
            return self.focused
        return self._panels.panel(self._panels.current)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Remember the panel."""
        if isinstance(event.widget, SectionPanel) and event.widget.id:
            self._panels.current = event.widget.id
            self._show_current()

    def action_show_panel(self, name: str) -> None:
        """Go to a panel by its key; to a folded one's line in the closing panel."""
        self._panels.point_at(name)
        self._focus_current()

    def action_cycle_panel(self, by: int) -> None:
        """Go to the next or the previous panel."""
        self.action_show_panel(self._panels.beside(by))

    def _focus_current(self) -> None:
        self._show_current()
        self._panels.panel(self._panels.current).focus()

    def _show_current(self) -> None:
        panels = self._panels
        for panel in self.query(SectionPanel):
            panel.set_class(panel.id == panels.current, "-current")
        near = [panels.beside(step) for step in range(-1, min(5, len(panels.keys) - 1))]
        names = [(key, panels.panel(key).title()) for key in near]
        aside = f"{panels.keys.index(panels.current) + 1}/{len(panels.keys)}"
        self.query_one(PanelTabs).show(names, panels.current, aside)

    # -- keys ------------------------------------------------------------------------------------

    def writing(self) -> DealWriting | None:
        """What edits the deal; None before it is read."""
        from salestui.ui.deal.writing import DealWriting

        session = self.sales_app.session
        if session is None or self.row is None or self.view is None:
            return None
        return DealWriting(self.sales_app, session, self.row)

    @property
    def line(self) -> DealLine | None:
        """The selected line."""
        return self.panel.current

    def action_edit(self) -> None:
        """Edit the row of what is selected."""
        from salestui.ui.deal.cell_edit import edit_row

        line, writing = self.line, self.writing()
        if writing is None or self.row is None:
            return
        if line is not None and line.key.startswith(FOLD):
            self.action_add()
        elif line is None or not line.entity:
            self.say(_("There is nothing to edit here: n adds a row."))
        elif line.entity == "deals":
            edit_row(self.sales_app, "deals", self.row, line.column)
        elif line.row is not None:
            edit_row(self.sales_app, line.entity, line.row, line.column)
        else:
            writing.make(line)

    def action_add(self) -> None:
        """Add a row to the panel."""
        section, writing = self.panel.section, self.writing()
        if section is None or writing is None:
            return
        if section.key == REST:
            self._open_folded(writing)
        elif not section.entity:
            self.say(_("Nothing is added here: enter edits the field."))
        else:
            writing.add(section, self.line)

    def _open_folded(self, writing: DealWriting) -> None:
        """Go on from a line of the closing panel: a first row, the fields, the history."""
        section = self._panels.folded()
        if section is None:
            return
        if section.entity:
            self._panels.await_row(section.key)
            writing.add(section, None)
        elif not section.lines:
            self.action_history()
        elif self._panels.unfold(section.key):
            self._focus_current()

    def action_tick(self) -> None:
        """Tick off, or take the tick away."""
        line, writing = self.line, self.writing()
        if line is None or writing is None or line.done is None:
            self.say(_("There is nothing to tick off here."))
        else:
            writing.tick(line)

    def action_delete(self) -> None:
        """Delete the selected row."""
        line, writing = self.line, self.writing()
        if line is None or writing is None:
            self.say(_("There is nothing to delete here."))
        else:
            writing.delete(line)

    def action_open(self) -> None:
        """Show the selected row on its own screen."""
        line = self.line
        row = line.row if line is not None else None
        if line is None or not line.entity or (row is None and line.entity != "deals"):
            self.say(_("There is no row to open."))
        elif line.entity == "deals" and self.row is not None:
            self.sales_app.open_row("deals", self.row, line.column or "stage")
        elif row is not None:
            self.sales_app.open_row(line.entity, row)

    def action_history(self) -> None:
        """Show who changed the deal."""
        from salestui.ui.history.showing import show_history

        if self.row is not None:
            show_history(self.sales_app, "deals", self.row)

    def action_copy(self) -> None:
        """Copy the panel as text."""
        self.app.copy_to_clipboard(self.panel.as_text())
        said = _("Copied {panel} to the clipboard.").format(panel=self.panel.title())
        self.say(said, "ok")

    def action_back(self) -> None:
        """Back to where the deal was opened."""
        self.sales_app.action_go(self._origin)
