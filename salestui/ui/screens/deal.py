"""One deal whole: its figures, its way, its people, its plan, its rivals, its papers."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.worker import get_current_worker

from salestui.i18n import _
from salestui.ui.actions import APP_ACTIONS, Action, bindings
from salestui.ui.deal.actions import DEAL_SCREEN_ACTIONS
from salestui.ui.deal.finding import Found, Wanted, found_deal
from salestui.ui.deal.head import DealHeader
from salestui.ui.deal.panel import SectionPanel
from salestui.ui.deal.panels import DealPanels
from salestui.ui.screens.base import BookScreen
from salestui.ui.widgets.panel_tabs import PanelTabs
from salestui.views.deal.closing import FOLD, REST

if TYPE_CHECKING:
    from salestui.ui.deal.writing import DealWriting
    from salestui.ui.session import Session
    from salestui.views.deal import DealLine, DealView
    from salestui.views.inputs import Prepared


class DealScreen(BookScreen):
    """The head of a deal, and a panel for each section."""

    CSS_PATH = "deal.tcss"
    AUTO_FOCUS = "SectionPanel"
    ACTIONS: ClassVar[Sequence[Action]] = DEAL_SCREEN_ACTIONS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ACTIONS)]

    def __init__(self) -> None:
        super().__init__()
        self.row: int | None = None
        self.view: DealView | None = None
        self._origin = "deals"
        self._wanted: Wanted | None = None
        self._made: Prepared | None = None

    def actions(self) -> Sequence[Action]:
        """The screen's own first; escape is one of them."""
        return (*DEAL_SCREEN_ACTIONS, *(a for a in APP_ACTIONS if a.id != "app.clear"))

    def compose_body(self) -> ComposeResult:
        """Head, tabs, panels."""
        yield DealHeader("", markup=False)
        yield PanelTabs(id="deal-tabs")
        yield DealPanels(id="deal-panels")

    # -- what is shown ---------------------------------------------------------------------------

    def show_deal(self, row: int, origin: str = "") -> None:
        """Show a deal; escape goes to ``origin``, a mode of the app."""
        if row != self.row:
            self._panels.forget()
        self.row = row
        if origin and origin != "deal":
            self._origin = origin
        if session := self.sales_app.session:
            self.show(session)

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
        if event.wanted is not self._wanted:
            return
        self._made, self.view = event.made, event.view
        if event.view is None:
            self.say(_("That deal is no longer there; u may bring it back."), "warning")
            return
        self.query_one(DealHeader).show(event.view)
        if self._panels.put(event.view):
            self._focus_current()
        else:
            self._show_current()

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

    def _writing(self) -> DealWriting | None:
        """What edits the deal; None before it is read."""
        from salestui.ui.deal.writing import DealWriting

        session = self.sales_app.session
        if session is None or self.row is None or self.view is None:
            return None
        return DealWriting(self.sales_app, session, self.row)

    @property
    def _line(self) -> DealLine | None:
        return self.panel.current

    def action_act(self) -> None:
        """Edit what is selected; a stage of the path is gone on to, a missing sheet is offered."""
        line = self._line
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

    def action_edit(self) -> None:
        """Edit the row of what is selected."""
        from salestui.ui.deal.cell_edit import edit_row

        line, writing = self._line, self._writing()
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
        section, writing = self.panel.section, self._writing()
        if section is None or writing is None:
            return
        if section.key == REST:
            self._open_folded(writing)
        elif not section.entity:
            self.say(_("Nothing is added here: enter edits the field."))
        else:
            writing.add(section, self._line)

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
        line, writing = self._line, self._writing()
        if line is None or writing is None or line.done is None:
            self.say(_("There is nothing to tick off here."))
        else:
            writing.tick(line)

    def action_delete(self) -> None:
        """Delete the selected row."""
        line, writing = self._line, self._writing()
        if line is None or writing is None:
            self.say(_("There is nothing to delete here."))
        else:
            writing.delete(line)

    def action_discount(self) -> None:
        """Ask for the approval of a discount, or decide."""
        line, writing = self._line, self._writing()
        if line is None or writing is None or line.entity != "quotes" or line.row is None:
            self.say(_("Select a quote: its discount is approved there."))
        else:
            writing.discount(line.row)

    def action_advance(self) -> None:
        """Choose another stage."""
        from salestui.ui.deal.advancing import choose_stage

        if self.row is not None and self.view is not None:
            choose_stage(self.sales_app, self.row)

    def action_open(self) -> None:
        """Show the selected row on its own screen."""
        line = self._line
        row = line.row if line is not None else None
        if line is None or not line.entity or (row is None and line.entity != "deals"):
            self.say(_("There is no row to open."))
        elif line.entity == "deals" and self.row is not None:
            self.sales_app.open_row("deals", self.row, line.column or "stage")
        elif row is not None:
            self.sales_app.open_row(line.entity, row)

    def action_explain(self) -> None:
        """Explain the panel's figures, else the weighted value; the arrows go on to the others."""
        from salestui.ui.deal.explaining import explain_deal

        if self.view is None or self._made is None or self._wanted is None:
            self.say(_("The figures are still being worked out."))
        else:
            explain_deal(
                self.sales_app, self._wanted.look, self.view, self._made, self._panels.current
            )

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
