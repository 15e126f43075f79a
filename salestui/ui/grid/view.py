"""The grid as something to look at: what is shown, how columns stand, where the cursor is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from textual import events
from textual.geometry import Region

from salestui.ui.grid.columns import SAMPLE_ROWS
from salestui.ui.grid.messages import CursorMoved, MarkedChanged
from salestui.ui.grid.paint import HeaderLook
from salestui.ui.grid.source import GridColumn, GridSource, SortKey
from salestui.ui.grid.surface import HEADER_LINES, GridSurface
from salestui.ui.grid.text import matcher
from salestui.ui.grid.window import RowWindow

FLASH_SECONDS = 0.9


class GridView(GridSurface):
    """Paints a ``GridSource`` and keeps a cell cursor in view. Knows no keys and no mouse."""

    # What is shown

    def show(self, source: GridSource, *, keep: bool = True) -> None:
        """Show a source; with ``keep``, the cursor stays on its row and column, as does the view.

        A row that is gone leaves the cursor at its place. Marks on rows that are gone go too.
        """
        above_cursor = self._cursor_row - self.scroll_offset.y
        keys = self._cursor_keys if keep else None
        self._grid_source = source
        self._window = RowWindow(source)
        sample = [self._window.cells(i) for i in range(min(SAMPLE_ROWS, source.row_count))]
        self._column_set.load(source.columns, sample, keep=keep)
        row = self._cursor_row if keep else 0
        if keys is not None and (found := source.index_of(keys[0])) is not None:
            row = found
        marked = frozenset(k for k in self._marked if source.index_of(k) is not None)
        self._rearrange()
        if keep:
            self.scroll_to(y=row - above_cursor, animate=False, force=True)
        else:
            self.scroll_to(0, 0, animate=False, force=True)
        place = self._column_set.place_of(keys[1]) if keys else None
        self.move_cursor(row, self._cursor_column if place is None else place)
        self.mark(marked)
        self.arranged()

    def update_rows(self, row_keys: Iterable[int]) -> None:
        """Paint these rows again after their cells changed in place."""
        for key in row_keys:
            if (index := self._grid_source.index_of(key)) is not None:
                self._window.forget(index)
                self._painted.forget(index)
                self._repaint_row(index)

    def flash(self, cells: Iterable[tuple[int, str]]) -> None:
        """Light up cells (row key, column key) that changed by themselves, for a moment."""
        if self.app.animation_level == "none":
            return
        lit = tuple(cells)
        self._flashes.light(lit)
        self._repaint_keys(row_key for row_key, _column in lit)
        self.set_timer(FLASH_SECONDS, lambda: self._end_flash(lit))

    def _end_flash(self, lit: Sequence[tuple[int, str]]) -> None:
        self._flashes.end(lit)
        self._repaint_keys(row_key for row_key, _column in lit)

    def highlight(self, term: str) -> None:
        """Mark this text wherever it is shown, whatever its case; an empty text ends it."""
        self._match = matcher(term)
        self.refresh()

    @property
    def shown_source(self) -> GridSource:
        """The source shown now."""
        return self._grid_source

    # Columns

    @property
    def shown_columns(self) -> tuple[GridColumn, ...]:
        """The columns that are not hidden, in order."""
        return self._column_set.shown

    @property
    def resized_columns(self) -> Mapping[str, int]:
        """Content widths the user chose, by column key."""
        return self._column_set.resized

    def hide_columns(self, keys: Collection[str]) -> None:
        """Hide exactly these columns."""
        key = self.cursor_column_key
        self._column_set.hide(keys)
        self._rearrange()
        place = self._column_set.place_of(key)
        self.move_cursor(self._cursor_row, self._cursor_column if place is None else place)

    def freeze_columns(self, count: int) -> None:
        """Keep the first columns in view while the others scroll."""
        self._column_set.frozen = max(0, count)
        self._rearrange()
        self.move_cursor(self._cursor_row, self._cursor_column)

    @property
    def frozen_columns(self) -> int:
        """How many columns are to stay in view; a narrow view may keep fewer."""
        return self._column_set.frozen

    def resize_columns(self, widths: Mapping[str, int]) -> None:
        """Set content widths (cells) by column key."""
        self._column_set.resize(widths)
        self._rearrange()
        self.move_cursor(self._cursor_row, self._cursor_column)

    def number_rows(self, numbers: bool) -> None:
        """Show or hide row numbers at the left."""
        self._row_numbers = numbers
        self._rearrange()

    def show_order(self, sort: Sequence[SortKey], filtered: Collection[str] = ()) -> None:
        """Tell in the header what sorts and which columns filter the rows."""
        self._header = HeaderLook(tuple(sort), frozenset(filtered), self._header.current)
        self.refresh()

    # Marks

    @property
    def marked(self) -> frozenset[int]:
        """The keys of the marked rows."""
        return self._marked

    def mark(self, row_keys: frozenset[int]) -> None:
        """Mark exactly these rows."""
        if row_keys != self._marked:
            changed = row_keys ^ self._marked
            self._marked = row_keys
            self._repaint_keys(changed)
            self.post_message(MarkedChanged(self, row_keys))

    # The cursor

    @property
    def cursor_row(self) -> int:
        """The place of the row under the cursor; 0 without rows."""
        return self._cursor_row

    @property
    def cursor_row_key(self) -> int | None:
        """The key of the row under the cursor."""
        return self._cursor_keys[0] if self._cursor_keys else None

    @property
    def cursor_column_key(self) -> str | None:
        """The key of the column under the cursor."""
        shown = self._column_set.shown
        return shown[self._cursor_column].key if shown else None

    def goto(self, row: int) -> None:
        """Move to the row at this place, staying in the column."""
        self.move_cursor(row, self._cursor_column)

    def move_cursor(self, row: int, column: int) -> None:
        """Move to a place, as near as there is one, and scroll it into view."""
        before, column_before = self._cursor_row, self._cursor_column
        self._cursor_row = max(0, min(row, self._grid_source.row_count - 1))
        self._cursor_column = max(0, min(column, len(self._column_set.shown) - 1))
        self._repaint_row(before)
        self._repaint_row(self._cursor_row)
        if self._cursor_column != column_before:
            self.refresh(Region(0, 0, self.size.width, HEADER_LINES))
        self._reveal()
        keys = self._keys_here()
        if keys != self._cursor_keys:
            self._cursor_keys = keys
            if keys is not None:
                self.post_message(CursorMoved(self, *keys))

    def _keys_here(self) -> tuple[int, str] | None:
        column_key = self.cursor_column_key
        if column_key is None or not self._grid_source.row_count:
            return None
        return self._grid_source.row_key(self._cursor_row), column_key

    def _reveal(self) -> None:
        """Scroll as little as needed to see the cursor's cell."""
        view = self.scrollable_content_region.size
        if not view.width or not self._column_set.shown:
            return
        x, y = self.scroll_offset
        to_x = self._plan().scroll_to_show(self._cursor_column, view.width, x)
        to_y = min(max(y, self._cursor_row - self.page_rows + 1), self._cursor_row)
        if (to_x, to_y) != (x, y):
            self.scroll_to(to_x, to_y, animate=False, force=True)

    def on_resize(self, event: events.Resize) -> None:  # noqa: ARG002
        """Keep the cursor in view."""
        self._rearrange()
        self._reveal()
        self.arranged()
