"""The table screen as something to look at: its widgets, and how they follow the book."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from salestui.i18n import _, joined, label
from salestui.model.entities import entity
from salestui.model.focus import EVERYTHING
from salestui.ui.grid import SortKey
from salestui.ui.screens.base import BookScreen
from salestui.ui.table.board import Board
from salestui.ui.table.book_grid import BookGrid
from salestui.ui.table.detail import DetailPane
from salestui.ui.table.detailing import BESIDE, Detailing
from salestui.ui.table.editing import Editing
from salestui.ui.table.entry import EntryLine
from salestui.ui.table.summary import SummaryLine
from salestui.ui.table.viewing import Viewing
from salestui.views.names import entity_name

if TYPE_CHECKING:
    from salestui.ui.session import Session
    from salestui.ui.table.source import BookSource
    from salestui.views.table import TableView


class TableFrame(BookScreen):
    """Summary, entry lines, grid or board, and the detail pane."""

    AUTO_FOCUS = "BookGrid"
    DEFAULT_CSS = """
    TableFrame {
        & #table-body { height: 1fr; }
        & #table-body > BookGrid, & #table-body > Board { width: 3fr; }
        & #table-body > Board { display: none; }
        & #missing { display: none; height: 1fr; padding: 1 2; color: $text-muted; }
        &.-board #table-body > Board { display: block; }
        &.-board #table-body > BookGrid { display: none; }
        &.-missing #table-body, &.-missing SummaryLine { display: none; }
        &.-missing #missing { display: block; }
    }
    """

    def __init__(self, entity_name: str) -> None:
        super().__init__()
        self.entity = entity_name
        self.hidden: set[str] = set()
        self.viewing = Viewing(self)
        self.editing = Editing(self)
        self.detailing = Detailing(self)
        self._awaited: tuple[int, str] | None = None

    def compose_body(self) -> ComposeResult:
        """Summary, entry lines, grid, board and detail."""
        yield SummaryLine(self.entity)
        hint = _("stage=won amount>1m close<+30d overdue empty(next_step) or text")
        yield EntryLine(_("Filter"), hint, id="filter")
        yield EntryLine(_("Search"), _("any text"), id="search")
        yield Static("", id="missing", markup=False)
        with Horizontal(id="table-body"):
            yield BookGrid(parse=self.editing.parse, id="grid")
            yield Board(id="board")
            yield DetailPane(id="detail")

    # -- what parts and helpers ask for ----------------------------------------------------------

    @property
    def session(self) -> Session | None:
        """What all screens share, once the workbook is read."""
        return self.sales_app.session

    @property
    def view(self) -> TableView | None:
        """The rows shown now."""
        return self.viewing.view

    @property
    def grid(self) -> BookGrid:
        """The grid."""
        return self.query_one(BookGrid)

    @property
    def board(self) -> Board:
        """The board."""
        return self.query_one(Board)

    @property
    def filter_line(self) -> EntryLine:
        """Where the filter is typed."""
        return self.query_one("#filter", EntryLine)

    @property
    def search_line(self) -> EntryLine:
        """Where a search is typed."""
        return self.query_one("#search", EntryLine)

    @property
    def widest_text(self) -> int:
        """Cells that a column of texts gets at most, so that figures are seen without scrolling."""
        return max(14, min(self.size.width // 5, 40))

    @property
    def on_board(self) -> bool:
        """Whether the board is seen instead of the grid."""
        return self.has_class("-board")

    @property
    def current_row(self) -> int | None:
        """The row under the cursor, in the grid or on the board."""
        return self.board.current_row if self.on_board else self.grid.cursor_row_key

    @property
    def acted_rows(self) -> list[int]:
        """The marked rows as shown, or else the current one."""
        view, row = self.view, self.current_row
        if view is not None and self.grid.marked and not self.on_board:
            return sorted(self.grid.marked, key=view.places.__getitem__)
        return [] if row is None else [row]

    def publish(self, message: str) -> None:
        """Show an edit everywhere, and say what it was."""
        self.sales_app.publish()
        self.say(message)

    def focus_body(self) -> None:
        """Give the keyboard to the grid or the board."""
        (self.board if self.on_board else self.grid).focus()

    # -- following the book ----------------------------------------------------------------------

    def on_screen_resume(self) -> None:
        """Show what changed while another screen was seen."""
        self.sync(self.session)

    def show(self, session: Session) -> None:
        """Show the session's look."""
        missing = session.state.rows(self.entity) is None
        self.set_class(missing, "-missing")
        if missing:
            self.query_one("#missing", Static).update(Content(self._what_is_missing()))
        else:
            self.viewing.show(session)

    def _what_is_missing(self) -> str:
        kind = entity(self.entity)
        fields = [f for name in kind.evidence[:5] if (f := kind.field(name)) is not None]
        return _(
            "This workbook has no sheet for: {what}. Press n to add one with columns such as "
            "{headers}; or press m to map a sheet that is one."
        ).format(what=entity_name(self.entity), headers=joined(label(f.labels) for f in fields))

    def rearranged(self, source: BookSource, *, first: bool) -> None:
        """Other rows are shown, or in another order."""
        view = source.view
        self.grid.empty_text = self._nothing(view)
        self.grid.show(source, keep=not first)
        if first:
            self.grid.freeze_columns(1)
        self.grid.show_order([SortKey(s.column, s.descending) for s in view.wanted.sort])
        self._refreshed()
        if self._awaited is not None:
            cell, self._awaited = self._awaited, None
            self.reveal(*cell)

    def changed(self, rows: Collection[int]) -> None:
        """The same rows are shown, some of them with other cells."""
        self.grid.update_rows(rows)
        self._refreshed()

    def _refreshed(self) -> None:
        if self.on_board:
            self.show_board()
        self.show_summary()
        self.detailing.follow()

    def _nothing(self, view: TableView) -> str:
        if view.wanted.filter or view.wanted.focus.terms:
            return _("No row fits the filter; esc clears it.")
        return _("No rows yet: n adds one.")

    def show_summary(self) -> None:
        """Write the line above the rows."""
        if self.view is not None:
            marked = len(self.grid.marked)
            self.query_one(SummaryLine).show(self.view, marked, len(self.hidden))

    def flash(self, entity: str, cells: Sequence[tuple[int, str]]) -> None:
        """Let cells that changed by themselves stand out for a moment."""
        if entity == self.entity:
            self.grid.flash(cells)

    # -- cursor ----------------------------------------------------------------------------------

    def go_to_cell(self, row: int, column: str | None) -> None:
        """Put the cursor on a cell; the column stays where None is given or it is hidden."""
        if self.on_board:
            self.board.go_to(row)
        place = self.view.places.get(row) if self.view else None
        if place is not None:
            keys = [c.key for c in self.grid.shown_columns]
            name = column if column in keys else self.grid.cursor_column_key
            self.grid.move_cursor(place, keys.index(name) if name in keys else 0)
            if column is not None:
                self.grid.claim_digits()

    def go_to_row(self, row: int) -> None:
        """Put the cursor on a row."""
        self.go_to_cell(row, None)

    def edit_new(self, row: int) -> None:
        """Edit the first cell of a new row that can be."""
        hidden = self.on_board
        self.set_board(False)
        columns = [c.key for c in self.grid.shown_columns if not c.read_only]
        self.go_to_cell(row, columns[0] if columns else None)
        if columns and hidden:
            self.call_after_refresh(self.grid.edit)  # it has no size yet
        elif columns:
            self.grid.edit()

    def reveal(self, row: int, column: str = "") -> None:
        """Show a row, with its detail or at one of its cells, whatever filter or focus hides it."""
        view = self.view
        if view is None:
            self._awaited = row, column
        elif row in view.places:
            self._reveal(row, column)
        elif self.viewing.filter:
            self._awaited, self.viewing.filter = (row, column), ""
            self.viewing.order()
        elif view.wanted.focus.terms:
            self._awaited = row, column
            self.sales_app.narrow(EVERYTHING)
        else:
            self.say(_("That row is no longer there."), "warning")

    def _reveal(self, row: int, column: str) -> None:
        if not column:
            self.go_to_row(row)
            self.detailing.open(row)
            return
        self.set_board(False)
        self.go_to_cell(row, column)

    # -- board -----------------------------------------------------------------------------------

    def set_board(self, on: bool) -> None:
        """Show the board, or the grid."""
        row = self.current_row
        self.set_class(on, "-board")
        if on:
            self.show_board()
        if row is not None and not (on and self.board.is_closed(row)):
            self.go_to_row(row)
        self.focus_body()

    def show_board(self) -> None:
        """Show the rows of the view as cards."""
        from salestui.views.board import board_view
        from salestui.views.currency import book_sign
        from salestui.views.formats import style

        view = self.view
        board = board_view(view) if view else None
        if view is None or board is None:
            self.remove_class("-board")
            self.say(_("The board needs a column of stages, and there is none."), "warning")
        else:
            self.board.show(board, style(book_sign(view.state)))

    # -- detail ----------------------------------------------------------------------------------

    @property
    def detail_open(self) -> bool:
        """Whether the detail is seen beside the grid."""
        return self.query_one(DetailPane).has_class("-open")

    def on_resize(self, event: events.Resize) -> None:
        """A screen that became narrow has no room for the detail beside the grid."""
        if event.size.width < BESIDE:
            self.detailing.close()
