"""The filter line: checked and counted while typing, applied with enter."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.timer import Timer
from textual.worker import get_current_worker

from salestui.i18n import _

if TYPE_CHECKING:
    from salestui.ui.session import Session
    from salestui.ui.table.frame import TableFrame

_PAUSE = 0.15
"""Seconds without a key after which the rows are counted."""


class Filtering:
    """What the filter line does."""

    def __init__(self, screen: TableFrame) -> None:
        self.screen = screen
        self._counting: Timer | None = None

    def open(self) -> None:
        """Show the line with the current filter."""
        self.screen.filter_line.open(self.screen.viewing.filter)
        self.typed(self.screen.viewing.filter)

    def typed(self, text: str) -> None:
        """Check the text; count its rows once typing pauses."""
        if self._counting is not None:
            self._counting.stop()
        if self._check(text):
            self._counting = self.screen.set_timer(_PAUSE, partial(self._count, text))

    def _check(self, text: str) -> bool:
        from salestui.views.filtering.expressions import FilterError, row_filter

        session = self.screen.session
        if session is None or session.state.rows(self.screen.entity) is None:
            return False
        try:
            row_filter(text, session.state, self.screen.entity, session.as_of)
        except FilterError as problem:
            self.screen.say(problem.message, "error")
            self.screen.filter_line.note("✖", error=True)
            return False
        self.screen.say("")
        self.screen.filter_line.note("")
        return True

    def _count(self, text: str) -> None:
        session = self.screen.session
        if session is not None and self.screen.filter_line.is_open:
            self.screen.run_worker(
                partial(self._work, session, text),
                thread=True,
                exclusive=True,
                group="count",
                description="count",
            )

    def _work(self, session: Session, text: str) -> None:
        from salestui.views.filtering.expressions import FilterError, row_filter

        frame = session.state.entities[self.screen.entity].frame
        try:
            chosen = row_filter(text, session.state, self.screen.entity, session.as_of)
        except FilterError:
            return
        found = frame.height if chosen is None else frame.lazy().filter(chosen).collect().height
        note = _("{n} of {m} rows").format(n=f"{found:,}", m=f"{frame.height:,}")
        if not get_current_worker().is_cancelled:
            self.screen.app.call_from_thread(self.screen.filter_line.note, note)

    def agreed(self, text: str) -> None:
        """Apply the filter; one that is not understood stays in the line."""
        if self._check(text):
            self.screen.filter_line.close()
            self.apply(text.strip())
            self.screen.focus_body()

    def apply(self, text: str) -> None:
        """Show the rows of this filter."""
        self.screen.viewing.filter = text
        self.screen.viewing.order()

    def left(self) -> None:
        """Keep the filter that was."""
        self.screen.say("")
        self.screen.filter_line.close()
        self.screen.focus_body()
