"""A panel of rows with a cursor that stays on its row while the rows are refreshed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Generic, TypeVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from salestui.ui.grid.text import fit
from salestui.ui.widgets.panel import Panel, sentence, skeleton

Row = TypeVar("Row")


class ListPanel(Panel, ScrollView, Generic[Row], can_focus=True):
    """Rows of equally many lines; only those in view are drawn.

    A subclass says each row's ``key`` and ``line``, and what acting on one does. One whose rows
    gain from it may use more lines per row (``tall``) where there is room.
    """

    DEFAULT_CSS = """
    ListPanel {
        overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1;
        & > .panel--cursor { background: $foreground 10%; }
        &:focus > .panel--cursor {
            background: $block-cursor-background; color: $block-cursor-foreground;
            text-style: $block-cursor-text-style;
        }
        &:nocolor:focus > .panel--cursor, &:ansi:focus > .panel--cursor { text-style: reverse; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"panel--cursor"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "move(-1000000)", show=False),
        Binding("end", "move(1000000)", show=False),
    ]

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.rows: Sequence[Row] = ()
        self.cursor = 0
        self.tall = 1
        self._fitted = -1

    # -- what a subclass says --------------------------------------------------------------------

    def key(self, row: Row) -> object:
        """What makes the row the same one after a refresh."""
        return row

    def line(self, row: Row, width: int) -> Content:
        """The row in exactly ``width`` cells."""
        return Content(fit(str(row), width))

    def fit_columns(self, width: int) -> None:
        """Share the width out among the columns of all rows; called before they are drawn."""

    def more(self, row: Row, width: int) -> Sequence[Content]:  # noqa: ARG002 - for subclasses
        """The row's further lines, for panels that have room for them."""
        return ()

    def tallest(self) -> int:
        """How many lines a row may take."""
        return 1

    def nothing(self) -> str:
        """What to say when there are no rows."""
        return ""

    # -- rows and cursor -------------------------------------------------------------------------

    @property
    def current(self) -> Row | None:
        """The row under the cursor."""
        return self.rows[self.cursor] if 0 <= self.cursor < len(self.rows) else None

    def put(self, rows: Sequence[Row]) -> None:
        """Show these rows; the cursor stays on its row, or at its place where the row is gone."""
        if self.ready and rows == self.rows:
            self.decorate()
            return
        before = None if self.current is None else self.key(self.current)
        layout = len(rows) != len(self.rows)
        self.rows = rows
        self._fitted = -1
        found = next((n for n, row in enumerate(rows) if self.key(row) == before), None)
        self.cursor = found if found is not None else max(0, min(self.cursor, len(self.rows) - 1))
        self._measure()
        self.changed(layout=layout)
        self._reveal()

    def lines(self, width: int, height: int) -> list[Content]:  # noqa: ARG002 - copied whole
        """Every row, or the sentence that stands for none."""
        if not self.rows:
            return sentence(self.nothing(), width)
        self._fit(width)
        return [self.line(row, width) for row in self.rows]

    def _fit(self, width: int) -> None:
        if self._fitted != width:
            self._fitted = width
            self.fit_columns(width)

    def _measure(self) -> None:
        width, height = self.scrollable_content_region.size
        self.tall = max(1, min(self.tallest(), height // max(1, len(self.rows))))
        self.virtual_size = Size(width, len(self.rows) * self.tall)

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self._measure()
        self._reveal()

    def _reveal(self) -> None:
        if self.rows:
            self.scroll_to_region(
                Region(0, self.cursor * self.tall, 1, self.tall),
                animate=False,
                force=True,
                immediate=True,
            )

    # -- keys and mouse --------------------------------------------------------------------------

    def action_move(self, by: int) -> None:
        """Move the cursor by rows."""
        if self.rows:
            before, self.cursor = self.cursor, max(0, min(self.cursor + by, len(self.rows) - 1))
            self._reveal()
            for row in (before, self.cursor):
                self.refresh_lines(row * self.tall, self.tall)

    def action_page(self, by: int) -> None:
        """Move the cursor by what is in view."""
        self.action_move(by * max(1, self.scrollable_content_region.height // self.tall - 1))

    def on_click(self, event: events.Click) -> None:
        """Select the row; a double click acts on it."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        row = (offset.y + self.scroll_offset.y) // self.tall
        if 0 <= row < len(self.rows):
            self.action_move(row - self.cursor)
            if event.chain == 2:
                self.act()

    # -- drawing ---------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """The row at this place of the view."""
        width = self.scrollable_content_region.width
        style = self.visual_style
        if not self.ready:
            return self._strip(skeleton(width, self.size.height), y, width)
        if not self.rows:
            return self._strip(sentence(self.nothing(), width), y, width)
        row, part = divmod(y + self.scroll_offset.y, self.tall)
        if row >= len(self.rows):
            return Strip.blank(width, style.rich_style)
        self._fit(width)
        parts = [self.line(self.rows[row], width)]
        if part:
            parts += self.more(self.rows[row], width)
        content = parts[part] if part < len(parts) else Content("")
        if row == self.cursor and part < len(parts):
            style = self.get_visual_style("panel--cursor")
            if self.has_focus:
                content = Content(content.plain)
        return Visual.to_strips(self, content, width, 1, style, pad=True)[0]

    def _strip(self, lines: Sequence[Content], y: int, width: int) -> Strip:
        style = self.visual_style
        if not (0 <= y < len(lines)) or width <= 0:
            return Strip.blank(width, style.rich_style)
        return Visual.to_strips(self, lines[y], width, 1, style, pad=True)[0]
