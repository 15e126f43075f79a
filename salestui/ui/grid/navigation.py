"""What the grid's keys do besides editing: moving, marking, opening, resizing."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType

from salestui.ui.grid.bindings import GRID_BINDINGS
from salestui.ui.grid.messages import ColumnResized, RowOpened
from salestui.ui.grid.source import GridColumn
from salestui.ui.grid.view import GridView


class NavigableGrid(GridView):
    """A grid with a keyboard: every action is bound by an id in ``bindings.py``."""

    BINDINGS: ClassVar[list[BindingType]] = [*GRID_BINDINGS]

    vim_keys = False
    """Whether h, j, k, l, g and G move the cursor too."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leave the letters alone while ``vim_keys`` is off."""
        if action == "vim":
            return self.vim_keys
        return super().check_action(action, parameters)

    async def action_vim(self, action: str) -> None:
        """Do what the arrow keys do."""
        await self.run_action(action)

    # Moving

    def _step(self, rows: int, columns: int) -> None:
        self.move_cursor(self._cursor_row + rows, self._cursor_column + columns)

    def action_cursor_up(self) -> None:
        """Go one row up."""
        self._step(-1, 0)

    def action_cursor_down(self) -> None:
        """Go one row down."""
        self._step(1, 0)

    def action_cursor_left(self) -> None:
        """Go one column left."""
        self._step(0, -1)

    def action_cursor_right(self) -> None:
        """Go one column right."""
        self._step(0, 1)

    def _page(self, rows: int) -> None:
        """Scroll by a page, so that the cursor keeps its place on screen."""
        self.scroll_to(y=self.scroll_offset.y + rows, animate=False, force=True)
        self._step(rows, 0)

    def action_page_up(self) -> None:
        """Go one page up."""
        self._page(-self.page_rows)

    def action_page_down(self) -> None:
        """Go one page down."""
        self._page(self.page_rows)

    def action_first_column(self) -> None:
        """Go to the first column."""
        self._step(0, -len(self.shown_columns))

    def action_last_column(self) -> None:
        """Go to the last column."""
        self._step(0, len(self.shown_columns))

    def action_first_row(self) -> None:
        """Go to the first row."""
        self._step(-self._cursor_row, 0)

    def action_last_row(self) -> None:
        """Go to the last row."""
        self._step(self.shown_source.row_count, 0)

    def _column_here(self) -> GridColumn | None:
        """The column under the cursor."""
        return self.shown_columns[self._cursor_column] if self.shown_columns else None

    def action_resize(self, by: int) -> None:
        """Make the column under the cursor wider or narrower."""
        column = self._column_here()
        if column is not None:
            self.resize_columns({column.key: self._column_set.width(column.key) + by})
            width = self._column_set.width(column.key)
            self.post_message(ColumnResized(self, column.key, width))

    def action_open(self) -> None:
        """Ask the screen to open the row."""
        if self.cursor_row_key is not None:
            self.post_message(RowOpened(self, self.cursor_row_key))

    # Marking

    def action_toggle_mark(self) -> None:
        """Mark the row, or take its mark away, and go on to the next."""
        if self.cursor_row_key is not None:
            self.mark(self._marked ^ {self.cursor_row_key})
            self._step(1, 0)

    def _mark_and_step(self, rows: int) -> None:
        if self.cursor_row_key is not None:
            here = self.cursor_row_key
            self._step(rows, 0)
            self.mark(self._marked | {here, self.cursor_row_key})

    def action_mark_up(self) -> None:
        """Mark this row and the one above."""
        self._mark_and_step(-1)

    def action_mark_down(self) -> None:
        """Mark this row and the one below."""
        self._mark_and_step(1)
