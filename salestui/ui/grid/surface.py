"""Where the grid is painted: layout, colours and lines of what is on screen.

Costs do not depend on the number of rows: only lines on screen are read and painted, and a line
is painted again only when something about it changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import ClassVar, Self

from rich.style import Style
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from salestui.ui.grid.column_set import ColumnSet
from salestui.ui.grid.columns import ColumnPlan, Layout
from salestui.ui.grid.lines import Flashes, PaintedRows, ScreenLines
from salestui.ui.grid.paint import (
    HeaderLook,
    RowLook,
    paint_blank,
    paint_header,
    paint_message,
    paint_row,
)
from salestui.ui.grid.palette import COMPONENTS, CSS, Look, Palette, look_of
from salestui.ui.grid.source import EmptySource, GridSource
from salestui.ui.grid.window import RowWindow

HEADER_LINES = 1
_HEADER = -1  # where the header is kept among the painted rows
_DECORATIONS = ("hatch", *(f"outline_{edge}" for edge in ("top", "right", "bottom", "left")))


class GridSurface(ScrollView):
    """Paints the lines of a ``GridSource`` that are in view; its state is set by subclasses."""

    DEFAULT_CSS = CSS
    COMPONENT_CLASSES: ClassVar[set[str]] = set(COMPONENTS)
    ALLOW_SELECT = False

    empty_text: reactive[str] = reactive("")
    """What a grid without rows says, in one line."""

    def __init__(
        self,
        *,
        name: str | None = None,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        self._on_screen = ScreenLines()
        super().__init__(name=name, id=id, classes=classes)
        self._grid_source: GridSource = EmptySource()
        self._window = RowWindow(self._grid_source)
        self._column_set = ColumnSet()
        self._cursor_row = 0
        self._cursor_column = 0
        self._cursor_keys: tuple[int, str] | None = None
        self._marked: frozenset[int] = frozenset()
        self._flashes = Flashes()
        self._row_numbers = False
        self._match: re.Pattern[str] | None = None
        self._header = HeaderLook()
        self._palette: Palette | None = None
        self._layout: tuple[int, int, Layout] | None = None
        self._painted = PaintedRows()

    @property
    def page_rows(self) -> int:
        """How many rows are seen at once, at least 1."""
        return max(1, self.scrollable_content_region.height - HEADER_LINES)

    # Arranging and painting

    def _gutter(self) -> int:
        return len(str(self._grid_source.row_count)) + 2 if self._row_numbers else 1

    def _plan(self) -> ColumnPlan:
        return self._column_set.plan(self._gutter())

    def _rearrange(self) -> None:
        """Work out sizes anew and paint everything."""
        self._layout = None
        view = self.scrollable_content_region.width
        height = max(self._grid_source.row_count, 1) + HEADER_LINES
        self.virtual_size = Size(self._plan().virtual_width(view), height)
        self._painted.clear()
        self.refresh()

    def watch_scroll_x(self, old_value: float, new_value: float) -> None:
        """Other columns came into view."""
        super().watch_scroll_x(old_value, new_value)
        self.arranged()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Other rows came into view."""
        super().watch_scroll_y(old_value, new_value)
        self.arranged()

    def arranged(self) -> None:
        """Cells may stand elsewhere now; for subclasses that put something over them."""

    def column_layout(self) -> Layout:
        """Where the columns stand now."""
        view, x = self.scrollable_content_region.width, self.scroll_offset.x
        if self._layout is None or self._layout[:2] != (view, x):
            self._layout = (view, x, self._plan().lay_out(view, x))
        return self._layout[2]

    def notify_style_update(self) -> None:
        """Forget colours when the theme or the focus changes."""
        super().notify_style_update()
        self._palette = None
        self._painted.clear()

    def _colours(self) -> Palette:
        if self._palette is None:
            _base, _colour, background, colour = self.colors
            base = Look(colour, background, None, Style())
            self._palette = Palette(
                base, lambda name: look_of(self.get_component_styles("grid--" + name))
            )
        return self._palette

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines of a part of the view.

        Where styles add nothing around or over them, lines go to the screen as they are kept,
        with all that Textual has worked out for each strip before.
        """
        if not self._undecorated():
            return super().render_lines(crop)
        layout, background = self.column_layout(), self.background_colors[1]
        filters = tuple(self.get_line_filters())

        def paint(y: int) -> Strip:
            strip = self._line(y, layout)
            for line_filter in filters:
                strip = strip.apply_filter(line_filter, background)
            return strip

        key = (layout, self._colours(), self.scroll_offset.y, self.size, filters, background)
        strips = self._on_screen.strips(key, crop.line_range, paint)
        if crop.column_span != (0, self.size.width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Paint anew: these regions of the view, or all of it."""
        if repaint:
            self._on_screen.forget(regions)
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def _undecorated(self) -> bool:
        styles = self.styles
        return not (
            any(styles.gutter)
            or styles.tint.a
            or self.opacity != 1
            or any(styles.has_rule(rule) for rule in _DECORATIONS)
        )

    def render_line(self, y: int) -> Strip:
        """The line ``y`` of the view: the header, a row, or nothing."""
        return self._line(y, self.column_layout())

    def _line(self, y: int, layout: Layout) -> Strip:
        row = self.scroll_offset.y + y - HEADER_LINES
        if y < HEADER_LINES:
            strip = self._header_strip(layout)
        elif row < self._grid_source.row_count:
            strip = self._row_strip(row, layout)
        elif row == 0:
            strip = paint_message(self.empty_text, layout.width, self._colours())
        else:
            strip = paint_blank(layout.width, self._colours())
        return strip.adjust_cell_length(self.size.width, self._colours().style(()))

    def _header_strip(self, layout: Layout) -> Strip:
        current = self._cursor_column if self._grid_source.row_count else None
        look = HeaderLook(self._header.sort, self._header.filtered, current)
        return self._painted.strip(
            _HEADER,
            look,
            layout,
            lambda: paint_header(self._column_set.shown, layout, look, self._colours()),
        )

    def _row_strip(self, row: int, layout: Layout) -> Strip:
        look = self._look(row)

        def paint() -> Strip:
            cells = self._column_set.pick(self._window.cells(row))
            return paint_row(cells, self._column_set.shown, layout, look, self._colours())

        return self._painted.strip(row, look, layout, paint)

    def _look(self, row: int) -> RowLook:
        current = row == self._cursor_row
        flashing: frozenset[int] = frozenset()
        marked = False
        if self._marked or self._flashes:
            key = self._grid_source.row_key(row)
            marked = key in self._marked
            lit = self._flashes.columns(key)
            flashing = frozenset(i for i, c in enumerate(self._column_set.shown) if c.key in lit)
        return RowLook(
            label=str(row + 1) if self._row_numbers else "",
            current=current,
            cursor=self._cursor_column if current else None,
            marked=marked,
            flashing=flashing,
            match=self._match,
        )

    def _repaint_keys(self, row_keys: Iterable[int]) -> None:
        for key in row_keys:
            if (index := self._grid_source.index_of(key)) is not None:
                self._repaint_row(index)

    def _repaint_row(self, row: int) -> None:
        """Paint one row's line again, if it is on screen."""
        y = row + HEADER_LINES - self.scroll_offset.y
        if HEADER_LINES <= y < self.size.height:
            self.refresh(Region(0, y, self.size.width, 1))
