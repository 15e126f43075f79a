"""A table screen: what its keys do, and what is done when the grid or the board asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.binding import BindingType

from salestui.i18n import _
from salestui.ui.actions import APP_ACTIONS, Action, bindings
from salestui.ui.grid import (
    CellEdited,
    CursorMoved,
    EditGuarded,
    EditRefused,
    EditRejected,
    MarkedChanged,
    RowOpened,
    SortRequested,
)
from salestui.ui.offering import offer_table
from salestui.ui.screens.dialogs import TextDialog
from salestui.ui.table.actions import DEAL_ACTIONS, TABLE_ACTIONS
from salestui.ui.table.board import Board
from salestui.ui.table.entry import EntryLine
from salestui.ui.table.exporting import Exporting
from salestui.ui.table.filtering import Filtering
from salestui.ui.table.frame import TableFrame
from salestui.ui.table.guarding import Guarding
from salestui.ui.table.searching import Searching

if TYPE_CHECKING:
    from salestui.book.edits import Value


class TableScreen(TableFrame):
    """The rows of one entity, to be looked at and edited."""

    ACTIONS: ClassVar[Sequence[Action]] = (*TABLE_ACTIONS, *DEAL_ACTIONS)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(ACTIONS)]

    def __init__(self, entity_name: str) -> None:
        super().__init__(entity_name)
        self.filtering = Filtering(self)
        self.searching = Searching(self)
        self.exporting = Exporting(self)
        self.guarding = Guarding(self)

    def actions(self) -> Sequence[Action]:
        """The actions of this entity."""
        own = TABLE_ACTIONS
        if self.entity == "deals":
            own = (*(replace(a, bar=0) if a.id == "grid.open" else a for a in own), *DEAL_ACTIONS)
        return (*own, *APP_ACTIONS)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only deals have a board."""
        if action == "toggle_board":
            return self.entity == "deals"
        return super().check_action(action, parameters)

    def _in_grid(self) -> bool:
        """Whether the grid is seen; says where the key works otherwise."""
        if self.on_board:
            self.say(_("That works in the grid: b goes there."))
        return not self.on_board and self.view is not None

    # -- filter, search, go to -------------------------------------------------------------------

    def action_filter(self) -> None:
        """Type a filter."""
        if self.view is not None:
            self.filtering.open()

    def action_search(self) -> None:
        """Type what to search for."""
        if self._in_grid():
            self.searching.open()

    def action_add_or_next(self) -> None:
        """The next match while searching, otherwise a new row."""
        if self.searching.term:
            self.searching.step(1)
        else:
            offer_table(
                self.sales_app,
                self.entity,
                lambda: self.guarding.unless_protected(self.editing.add),
            )

    def action_previous_match(self) -> None:
        """The match before."""
        if self.searching.term:
            self.searching.step(-1)
        else:
            self.say(_("Nothing is searched for: / starts a search."))

    def action_goto(self) -> None:
        """Ask for a row."""
        if self.view is not None:
            self.app.push_screen(TextDialog(_("Go to row number, ID or text")), self.searching.goto)

    @on(EntryLine.Typed)
    def _typed(self, event: EntryLine.Typed) -> None:
        event.stop()
        if isinstance(event, EntryLine.Agreed):
            return
        if event.line is self.filter_line:
            self.filtering.typed(event.text)
        else:
            self.searching.typed(event.text)

    @on(EntryLine.Agreed)
    def _agreed(self, event: EntryLine.Agreed) -> None:
        event.stop()
        if event.line is self.filter_line:
            self.filtering.agreed(event.text)
        else:
            self.searching.agreed()

    @on(EntryLine.Cancelled)
    def _cancelled(self, event: EntryLine.Cancelled) -> None:
        event.stop()
        if event.line is self.filter_line:
            self.filtering.left()
        else:
            self.searching.leave()

    def action_back(self) -> None:
        """Undo one thing that narrows the look."""
        if self.searching.term:
            self.searching.leave()
            self.say("")
        elif self.detail_open:
            self.detailing.close()
        elif self.grid.marked:
            self.grid.mark(frozenset())
        elif self.viewing.filter:
            self.filtering.apply("")
            self.say(_("Filter cleared: all rows."))
        elif not self.free_digits():
            self.sales_app.action_clear_focus()

    # -- order and columns -----------------------------------------------------------------------

    def action_sort(self) -> None:
        """Sort by the column under the cursor."""
        if self._in_grid() and self.grid.cursor_column_key:
            self._sort(self.grid.cursor_column_key, further=False)

    def action_sort_further(self) -> None:
        """Sort by the column under the cursor too."""
        if self._in_grid() and self.grid.cursor_column_key:
            self._sort(self.grid.cursor_column_key, further=True)

    @on(SortRequested)
    def _sort_requested(self, event: SortRequested) -> None:
        event.stop()
        self._sort(event.column_key, further=event.additive)

    def _sort(self, column: str, *, further: bool) -> None:
        from salestui.views.ordering import cycled

        self.viewing.sort = cycled(self.viewing.sort, column, further=further)
        self.viewing.order()

    def action_freeze(self) -> None:
        """Keep the columns up to the cursor in view, or let them go."""
        if self._in_grid():
            keys = [c.key for c in self.grid.shown_columns]
            count = keys.index(self.grid.cursor_column_key or keys[0]) + 1
            self.grid.freeze_columns(0 if count == self.grid.frozen_columns else count)

    def action_hide_column(self) -> None:
        """Hide the column under the cursor."""
        name = self.grid.cursor_column_key
        if not self._in_grid() or name is None:
            return
        if len(self.grid.shown_columns) == 1:
            self.say(_("The last column stays."))
            return
        self.hidden.add(name)
        self.grid.hide_columns(self.hidden)
        self.show_summary()
        self.say(_("Column hidden: A brings all columns back."))

    def action_show_columns(self) -> None:
        """Bring all columns back."""
        self.hidden.clear()
        self.grid.hide_columns(self.hidden)
        self.show_summary()

    def action_resize_column(self, by: int) -> None:
        """Make the column under the cursor wider or narrower."""
        if self._in_grid():
            self.grid.action_resize(by)

    # -- editing ---------------------------------------------------------------------------------

    def action_edit_cell(self) -> None:
        """Edit the cell under the cursor."""
        if self._in_grid():
            self.grid.edit()

    def action_retype_cell(self) -> None:
        """Edit the cell under the cursor from nothing."""
        if self._in_grid():
            self.grid.action_retype()

    def action_mark_row(self) -> None:
        """Mark the row under the cursor."""
        if self._in_grid():
            self.grid.action_toggle_mark()

    def action_duplicate(self) -> None:
        """Add copies of the marked rows or the current one."""
        rows = self.acted_rows
        self.guarding.unless_protected(lambda: self.editing.duplicate(rows))

    def action_delete_rows(self) -> None:
        """Delete the marked rows or the current one."""
        rows = self.acted_rows
        self.guarding.unless_protected(lambda: self.editing.delete(rows))

    def action_fill_down(self) -> None:
        """Fill the marked rows, or the current cell."""
        if self._in_grid():
            self.guarding.unless_protected(self.editing.fill_down)

    @on(CellEdited)
    def _cell_edited(self, event: CellEdited) -> None:
        event.stop()
        self.editing.set_cell(event.row_key, event.column_key, cast("Value", event.value))

    @on(EditRejected)
    def _edit_rejected(self, event: EditRejected) -> None:
        event.stop()
        message = event.reason
        if event.closed:
            message = _("{reason} {text} was not taken.").format(
                reason=event.reason, text=event.text
            )
        self.say(message, "error")

    @on(EditRefused)
    def _edit_refused(self, event: EditRefused) -> None:
        event.stop()
        self.say(event.reason, "warning")

    @on(EditGuarded)
    def _edit_guarded(self, event: EditGuarded) -> None:
        event.stop()
        self.guarding.ask_for_cell(event)

    @on(MarkedChanged)
    def _marked_changed(self, event: MarkedChanged) -> None:
        event.stop()
        self.show_summary()

    # -- taking away -----------------------------------------------------------------------------

    def action_copy(self) -> None:
        """Copy the cell or the marked rows."""
        self.exporting.copy()

    def action_export_shown(self) -> None:
        """Export what is shown."""
        self.exporting.export()

    # -- detail and board ------------------------------------------------------------------------

    def action_open_detail(self) -> None:
        """Show a deal, customer, rep or contract on its own screen, else the row's detail."""
        from salestui.ui.contract.showing import show_contract
        from salestui.ui.customer.showing import show_customer
        from salestui.ui.deal.showing import show_deal
        from salestui.ui.person import choose_person

        row = self.current_row
        if self.entity == "deals" and row is not None:
            show_deal(self.sales_app, row)
        elif self.entity == "customers" and row is not None:
            show_customer(self.sales_app, row)
        elif self.entity == "members" and row is not None:
            choose_person(self.sales_app)
        elif self.entity == "contracts" and row is not None:
            show_contract(self.sales_app, row)
        else:
            self.action_toggle_pane()

    def action_toggle_pane(self) -> None:
        """Show or hide the detail."""
        row = self.current_row
        if self.detail_open:
            self.detailing.close()
        elif row is None:
            self.say(_("There is no row to open."))
        else:
            self.detailing.open(row)

    def action_row_history(self) -> None:
        """Show who changed the row, when and how."""
        from salestui.ui.history.showing import show_history

        row = self.current_row
        if row is None:
            self.say(_("There is no row to open."))
        else:
            show_history(self.sales_app, self.entity, row)

    @on(RowOpened)
    @on(Board.CardOpened)
    def _opened(self, event: RowOpened | Board.CardOpened) -> None:
        event.stop()
        self.action_open_detail()

    @on(CursorMoved)
    @on(Board.CursorMoved)
    def _cursor_moved(self, event: CursorMoved | Board.CursorMoved) -> None:
        event.stop()
        self.detailing.follow()

    def action_toggle_board(self) -> None:
        """Show the board, or the grid again."""
        if self.view is not None:
            self.set_board(not self.on_board)

    @on(Board.CardMoved)
    def _card_moved(self, event: Board.CardMoved) -> None:
        event.stop()
        row, lane = event.row, event.lane
        self.guarding.unless_protected(lambda: self.editing.move_to_stage(row, lane))

    @on(Board.Refused)
    def _board_refused(self, event: Board.Refused) -> None:
        event.stop()
        self.say(event.reason)
