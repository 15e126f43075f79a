"""All units by building and floor, with the card of the one under the cursor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.widgets import Static
from textual.worker import get_current_worker

from salestui.i18n import _
from salestui.ui.actions import Action, bindings
from salestui.ui.floor.actions import FLOOR_ACTIONS
from salestui.ui.floor.card import CardPanel
from salestui.ui.floor.doing import start_step
from salestui.ui.floor.filters import filter_options, filters_text
from salestui.ui.floor.grid import FloorGrid
from salestui.ui.floor.worked_out import CardWorkedOut, FloorWorkedOut
from salestui.ui.offering import offer_table
from salestui.ui.plain_content import assemble
from salestui.ui.screens.base import BookScreen
from salestui.ui.screens.choose import ChooseDialog, Option
from salestui.ui.screens.dialogs import AskDialog
from salestui.ui.widgets.panel import Panel
from salestui.ui.widgets.panel_tabs import PanelTabs

if TYPE_CHECKING:
    from salestui.ui.session import Look, Session
    from salestui.views.floor.card import UnitCard
    from salestui.views.floor.grid import Building, FloorView

_NARROW = 110


class FloorScreen(BookScreen):
    """Buildings as tabs, the states with their numbers, the grid and the card."""

    CSS_PATH = "floor.tcss"
    AUTO_FOCUS = "#units"
    ACTIONS: ClassVar[Sequence[Action]] = FLOOR_ACTIONS
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ACTIONS)]

    def __init__(self) -> None:
        super().__init__()
        self._look: Look | None = None
        self._view: FloorView | None = None
        self._page: int | None = None
        self._pages: tuple[Building, ...] = ()
        self._status, self._kind = "", ""
        self._wanted: int | None = None

    def compose_body(self) -> ComposeResult:
        """Tabs, legend, grid, card."""
        yield PanelTabs(id="buildings")
        yield Static("", id="floor-legend", markup=False)
        with Horizontal(id="floor-body"):
            yield FloorGrid(id="units")
            yield CardPanel(id="unit-card")

    def on_resize(self, event: events.Resize) -> None:  # noqa: ARG002 - size is read below
        """The card goes below where there is no room beside."""
        self.set_class(self.size.width < _NARROW, "-narrow")

    # -- what is shown ---------------------------------------------------------------------------

    @property
    def view(self) -> FloorView | None:
        """What is on screen; None until it is worked out."""
        return self._view

    @property
    def grid(self) -> FloorGrid:
        """The units of a building."""
        return self.query_one(FloorGrid)

    @property
    def card(self) -> UnitCard | None:
        """The unit under the cursor, once it is looked up."""
        found, unit = self.query_one(CardPanel).card, self.grid.unit
        same = found is not None and unit is not None and found.unit.row == unit.row
        return found if same else None

    def show(self, session: Session) -> None:
        """Put the units in their places, in a worker."""
        self._look = session.look
        self._work_out()

    def _work_out(self) -> None:
        look, status, layout = self._look, self._status, self._kind
        if look is None:
            return

        def work() -> None:
            from salestui.views.floor.grid import floor_view

            view = floor_view(look.state, look.as_of, status=status, layout=layout)
            if not get_current_worker().is_cancelled:
                self.post_message(FloorWorkedOut(look, view))

        self.run_worker(work, thread=True, exclusive=True, group="floor")

    @on(FloorWorkedOut)
    def _worked_out(self, event: FloorWorkedOut) -> None:
        event.stop()
        if event.look is not self._look:
            return
        self._view, self._pages = event.view, event.view.pages
        self._turn_page()
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self._go_to(wanted)
        self._fill()
        if wanted is not None:
            self.grid.find(wanted)
            self._follow()

    def _turn_page(self) -> None:
        """Stay on the page that was chosen; at first all buildings where there is room for them."""
        last = max(len(self._pages) - 1, 0)
        if self._page is None and self._pages:
            self._page = last if self.grid.fits(self._pages[last]) else 0
        self._page = min(self._page or 0, last) if self._pages else None

    def _go_to(self, row: int) -> None:
        holding = [
            number
            for number, page in enumerate(self._pages)
            if any(cell.row == row for floor in page.floors for cell in floor.cells)
        ]
        if holding and self._page not in holding:
            self._page = holding[0]

    def _fill(self) -> None:
        view, pages, page = self._view, self._pages, self._page
        if view is None:
            return
        names = [(str(n), b.name or _("no building")) for n, b in enumerate(pages)]
        if len(pages) > 1:
            names[-1] = (names[-1][0], _("All buildings"))
        self.query_one(PanelTabs).show(names, str(page), filters_text(self._status, self._kind))
        self.query_one("#floor-legend", Static).update(assemble(view.legend))
        self.grid.put_building(None if page is None else pages[page], view.needs)
        self._follow()

    @on(FloorGrid.Chosen)
    def _chosen(self, event: FloorGrid.Chosen) -> None:
        event.stop()
        self._follow()

    def _follow(self) -> None:
        """Show the card of the unit under the cursor, once a worker has it."""
        look, unit = self._look, self.grid.unit
        if look is None or unit is None:
            self.query_one(CardPanel).put_card(None)
            return

        def work() -> None:
            from salestui.views.currency import book_sign
            from salestui.views.floor.card import unit_card
            from salestui.views.formats import style

            card = unit_card(look.state, unit.row, look.as_of, style(book_sign(look.state)))
            if not get_current_worker().is_cancelled:
                self.post_message(CardWorkedOut(card))

        self.run_worker(work, thread=True, exclusive=True, group="card")

    @on(CardWorkedOut)
    def _looked_up(self, event: CardWorkedOut) -> None:
        event.stop()
        self.query_one(CardPanel).put_card(event.card)

    def reveal(self, row: int, column: str = "") -> None:  # noqa: ARG002 - a unit as a whole
        """Go to a unit."""
        self._status, self._kind, self._wanted = "", "", row
        self._work_out()

    # -- keys ------------------------------------------------------------------------------------

    def action_show_panel(self, name: str) -> None:
        """Another building, by the tab that was clicked."""
        self._page = int(name)
        self._fill()

    def action_building(self, by: int) -> None:
        """The next building, or the one before."""
        if len(self._pages) < 2:
            self.say(_("There is no other building."))
            return
        self._page = ((self._page or 0) + by) % len(self._pages)
        self._fill()

    def action_add(self) -> None:
        """Take the unit with a deposit; where there are no units yet, go where they are added."""
        if self._view is not None and not self._view.counts:
            offer_table(self.sales_app, "units", lambda: self.sales_app.action_go("units"))
            return
        self._step("deposit")

    def action_hold(self) -> None:
        """Hold the unit."""
        self._step("hold")

    def action_delete(self) -> None:
        """Give the unit back."""
        self._step("release")

    def _step(self, code: str) -> None:
        if (card := self._known()) is not None:
            start_step(self.sales_app, card.unit, code)

    def _known(self) -> UnitCard | None:
        """The card of the unit under the cursor; else say why there is none."""
        if (card := self.card) is None:
            none = self.grid.unit is None
            self.say(_("There is no unit here.") if none else _("The unit is being looked up."))
        return card

    @on(FloorGrid.Acted)
    def _acted(self, event: FloorGrid.Acted) -> None:
        event.stop()
        self.action_act()

    def action_act(self) -> None:
        """Choose the next step."""
        card = self._known()
        if card is None:
            return
        from salestui.selling.floor.words import step_word

        def chosen(code: str | None) -> None:
            if code:
                start_step(self.sales_app, card.unit, code)

        options = [Option(code, str(step_word(code)), also=(code,)) for code in card.steps]
        self.app.push_screen(ChooseDialog(card.title, options, _("type to find")), chosen)

    def action_filter(self) -> None:
        """Choose a state or a layout to show alone, or all again."""
        view = self._view
        if view is None:
            return

        def chosen(answer: str | None) -> None:
            if answer is None:
                return
            kind, _sign, value = answer.partition(":")
            self._status = value if kind == "state" else "" if not answer else self._status
            self._kind = value if kind == "layout" else "" if not answer else self._kind
            self._work_out()

        options = filter_options(view)
        self.app.push_screen(ChooseDialog(_("Show only"), options, _("type to find")), chosen)

    def action_open(self) -> None:
        """Open the deal behind the unit."""
        card = self._known()
        if card is not None and card.unit.deal is not None:
            self.sales_app.open_row("deals", card.unit.deal)
        elif card is not None:
            self.say(_("No deal is behind this unit."))

    def action_customer(self) -> None:
        """Open the page of who has the unit."""
        card, look = self._known(), self._look
        if card is None or look is None:
            return
        from salestui.book.links import referred

        row = referred(look.state, "units", card.unit.row, "holder")
        if row is None:
            self.say(_("Nobody on the sheet of customers has this unit."))
            return
        from salestui.ui.customer.showing import show_customer

        show_customer(self.sales_app, row)

    def action_explain(self) -> None:
        """The whole log of the unit."""
        card = self._known()
        if card is None:
            return
        text = "\n".join(card.log) or _("Nothing is in the log of this unit.")
        self.app.push_screen(AskDialog(card.title, text, {"": _("Close")}))

    def action_copy(self) -> None:
        """Copy the active panel as text."""
        panel = self.focused if isinstance(self.focused, Panel) else self.grid
        self.app.copy_to_clipboard(panel.as_text())
        self.say(_("Copied {panel} to the clipboard.").format(panel=panel.title()), "ok")
