"""Incremental search: to the first match while typing, then from one to the next."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from textual.worker import get_current_worker

from salestui.i18n import _
from salestui.ui.table.viewing import IN_PLACE

if TYPE_CHECKING:
    from salestui.ui.table.frame import TableFrame
    from salestui.views.table import TableView


class Searching:
    """What the search line does; ``term`` is empty while nothing is searched for."""

    def __init__(self, screen: TableFrame) -> None:
        self.screen = screen
        self.term = ""
        self._origin = 0
        self._found: tuple[TableView, str, list[int]] | None = None

    def open(self) -> None:
        """Start at the cursor."""
        self._origin = self.screen.grid.cursor_row
        self.screen.search_line.note("")
        self.screen.search_line.open("")

    def typed(self, text: str) -> None:
        """Find the text from where the search began."""
        self.term = text.strip()
        self.screen.grid.highlight(self.term)
        if not self.term:
            self.screen.search_line.note("")
            return
        self._search(self.term, self._origin, 1, inclusive=True)

    def agreed(self) -> None:
        """Back to the grid; n and N go on."""
        self.screen.search_line.close()
        self.screen.focus_body()
        if self.term:
            self.screen.say(self._told(self.screen.grid.cursor_row))

    def leave(self) -> None:
        """End the search; the cursor stays."""
        self.term, self._found = "", None
        self.screen.grid.highlight("")
        self.screen.search_line.close()
        self.screen.focus_body()

    def step(self, by: int) -> None:
        """Go to the next (1) or the previous (-1) match, around the ends."""
        self._search(self.term, self.screen.grid.cursor_row, by, inclusive=False)

    def goto(self, text: str | None) -> None:
        """Go to the row of this ID, else of this number, else to the first with this text."""
        view = self.screen.view
        if not text or view is None:
            return
        if (row := _row_named(view, text)) is not None:
            self.screen.go_to_row(row)
        elif text.isdecimal() and 1 <= int(text) <= len(view.ids):
            self.screen.go_to_row(view.ids[int(text) - 1])
        else:
            self._search(text, 0, 1, inclusive=True)

    def _search(self, term: str, start: int, by: int, *, inclusive: bool) -> None:
        view = self.screen.view
        if view is None or not term:
            return
        go = partial(self._go, view, term, partial(_next, start=start, by=by, inclusive=inclusive))
        if self._found is not None and self._found[0] is view and self._found[1] == term:
            go(self._found[2])
        elif len(view.rows.frame) <= IN_PLACE:
            from salestui.views.searching import matching_places

            go(matching_places(view, term))
        else:
            work = partial(self._work, view, term, go)
            self.screen.run_worker(
                work, thread=True, exclusive=True, group="search", description="search"
            )

    def _work(self, view: TableView, term: str, go: Callable[[list[int]], None]) -> None:
        from salestui.views.searching import matching_places

        places = matching_places(view, term)
        if not get_current_worker().is_cancelled:
            self.screen.app.call_from_thread(go, places)

    def _go(
        self, view: TableView, term: str, choose: Callable[[list[int]], int], places: list[int]
    ) -> None:
        from salestui.views.searching import matching_column

        self._found = (view, term, places)
        if not places:
            message = _("{term} is nowhere in what is shown.").format(term=term)
            self.screen.search_line.note(message, error=True)
            self.screen.say(message)
            return
        place = choose(places)
        self.screen.go_to_cell(view.ids[place], matching_column(view, place, term))
        told = self._told(place) if self.term else ""
        self.screen.search_line.note(told)
        self.screen.say(told)

    def _told(self, place: int) -> str:
        places = self._found[2] if self._found else []
        if place not in places:
            return ""
        return _("match {n} of {m}: n next, N previous, esc leaves").format(
            n=places.index(place) + 1, m=len(places)
        )


def _next(places: list[int], *, start: int, by: int, inclusive: bool) -> int:
    """The match after ``start`` (before it for ``by`` -1), around the ends."""
    if by < 0:
        return places[bisect_left(places, start) - 1]
    after = bisect_left(places, start) if inclusive else bisect_right(places, start)
    return places[after % len(places)]


def _row_named(view: TableView, text: str) -> int | None:
    """The first row shown whose key is this text, whatever its case."""
    from salestui.mapping.table import ID

    key, wanted = view.rows.layout.entity.key, text.casefold()
    if not key or view.rows.layout.column(key) is None:
        return None
    keys = view.rows.frame[key]
    found = set(view.rows.frame[ID].filter(keys.str.to_lowercase() == wanted).to_list())
    return next((row for row in view.ids if row in found), None)
