"""When the detail is shown, where, and of which row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.timer import Timer

from salestui.ui.table.detail import DetailDialog, DetailPane

if TYPE_CHECKING:
    from salestui.ui.table.frame import TableFrame
    from salestui.views.detail import Detail

BESIDE = 120
"""Screens of so many columns have room for the detail beside the grid."""

_SETTLE = 0.05
"""Seconds the cursor must rest before the detail follows it."""


class Detailing:
    """Shows the record of a row beside the grid, or over it on a narrow screen."""

    def __init__(self, screen: TableFrame) -> None:
        self.screen = screen
        self._waiting: Timer | None = None

    def open(self, row: int) -> None:
        """Show everything about a row."""
        if (shown := self._detail(row)) is None:
            return
        if self.screen.size.width < BESIDE:
            self.screen.app.push_screen(DetailDialog(shown))
            return
        pane = self.screen.query_one(DetailPane)
        pane.add_class("-open")
        pane.show(shown)

    def close(self) -> None:
        """Give its room back."""
        pane = self.screen.query_one(DetailPane)
        if pane.has_focus:
            self.screen.focus_body()
        pane.remove_class("-open")

    def follow(self) -> None:
        """Show the cursor's row, once the cursor rests."""
        if self._waiting is not None:
            self._waiting.stop()
        if self.screen.detail_open:
            self._waiting = self.screen.set_timer(_SETTLE, self._follow_now)

    def _follow_now(self) -> None:
        row = self.screen.current_row
        self.screen.query_one(DetailPane).show(None if row is None else self._detail(row))

    def _detail(self, row: int) -> Detail | None:
        from salestui.views.currency import book_sign
        from salestui.views.detail import detail
        from salestui.views.formats import style

        view = self.screen.view
        if view is None or row not in view.rows.positions:
            return None
        session = self.screen.session
        changes = session.stage_changes if session is not None else None
        shown = style(book_sign(view.state))
        return detail(view.state, self.screen.entity, row, shown, changes)
