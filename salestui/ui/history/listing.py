"""The list of the history: pages come while it is scrolled, read by a worker."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import OptionList
from textual.widgets.option_list import Option
from textual.worker import get_current_worker

from salestui.ui.history.lines import line_content

if TYPE_CHECKING:
    from salestui.book.journal.reader import HistoryReader, Page, Query
    from salestui.book.state import BookState
    from salestui.views.history import HistoryLine

_AHEAD = 40
"""So many lines before the last one the next page is read."""


class HistoryList(OptionList, inherit_bindings=False):
    """Acts and their changes, newest first. Enter is the screen's."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "cursor_up", show=False),
        Binding("down,j", "cursor_down", show=False),
        Binding("pageup", "page_up", show=False),
        Binding("pagedown", "page_down", show=False),
        Binding("home", "first", show=False),
        Binding("end", "last", show=False),
    ]

    DEFAULT_CSS = """
    HistoryList {
        height: 1fr; padding: 0 1; background: $surface;
        &, &:focus { border: none; }
        &:focus > .option-list--option-highlighted {
            color: $foreground; background: $block-cursor-blurred-background;
        }
    }
    """

    class Filled(Message):
        """The first page was read."""

        def __init__(self, count: int) -> None:
            super().__init__()
            self.count = count

    class Wanted(Message):
        """The row of the highlighted line is to be shown."""

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._shown_lines: list[HistoryLine] = []
        self._page: Page | None = None
        self._asked: tuple[HistoryReader, Query, BookState | None] | None = None
        self._reading = False
        self._fitted = 0

    @property
    def line(self) -> HistoryLine | None:
        """The line under the cursor."""
        place, lines = self.highlighted, self._shown_lines
        return lines[place] if place is not None and place < len(lines) else None

    def read(self, reader: HistoryReader, query: Query, state: BookState | None) -> None:
        """Show the history anew; the cursor stays on its line where that is on the first page."""
        self._asked, self._page = (reader, query, state), None
        self._next()

    def _next(self) -> None:
        self._reading = True
        self.run_worker(self._read, thread=True, exclusive=True, group="history")

    def _read(self) -> None:
        from salestui.views.history import history_lines

        assert self._asked is not None, "asked for before it is read"
        reader, query, state = self._asked
        before = self._page
        page = reader.page(query, before.rest if before is not None else None)
        last = before.entries[-1] if before is not None and before.entries else None
        lines = history_lines(page.entries, state, last)
        worker = get_current_worker()
        if not worker.is_cancelled:
            self.app.call_from_thread(self._take, page, lines, first=before is None)

    def _take(self, page: Page, lines: list[HistoryLine], *, first: bool) -> None:
        if not self.is_attached:
            return
        self._page, self._reading = page, False
        if first:
            self._begin(lines)
            return
        self._shown_lines += lines
        self.add_options([self._option(line) for line in lines])

    def _begin(self, lines: list[HistoryLine]) -> None:
        held = _place_of(self.line)
        self._shown_lines = lines
        self.clear_options()
        self.add_options([self._option(line) for line in lines])
        self.highlighted = next((i for i, x in enumerate(lines) if _place_of(x) == held), 0)
        self.post_message(self.Filled(len(lines)))

    def _option(self, line: HistoryLine) -> Option:
        return Option(line_content(line, self._room))

    @property
    def _room(self) -> int:
        return self.size.width - 4 if self.size.width else 76

    def _maybe_next(self) -> None:
        if not self._reading and self._page is not None and self._page.rest is not None:
            self._next()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Near the end the next page is read."""
        event.stop()
        if event.option_index > len(self._shown_lines) - _AHEAD:
            self._maybe_next()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter shows the row; a click only chooses the line, see ``on_click``."""
        event.stop()

    def on_click(self, event: events.Click) -> None:
        """A double click shows the row."""
        if event.chain == 2:
            self.post_message(self.Wanted())

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Scrolled by the mouse towards the end: the next page is read."""
        super().watch_scroll_y(old_value, new_value)
        if new_value + self.size.height > len(self._shown_lines) - _AHEAD:
            self._maybe_next()

    def on_resize(self, event: events.Resize) -> None:
        """Fit the lines into the new width."""
        if event.size.width == self._fitted:
            return
        self._fitted = event.size.width
        place = self.highlighted
        self.clear_options()
        self.add_options([self._option(line) for line in self._shown_lines])
        self.highlighted = place


def _place_of(line: HistoryLine | None) -> tuple[int, int, int] | None:
    if line is None:
        return None
    entry = line.entry
    return entry.slot, entry.act, entry.change.number if entry.change and _is_change(line) else 0


def _is_change(line: HistoryLine) -> bool:
    return hasattr(line, "fate")
