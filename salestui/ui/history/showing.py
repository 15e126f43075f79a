"""From a row to its history."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from salestui.ui.app import SalesApp


def show_history(app: SalesApp, entity: str, row: int) -> None:
    """Change to the history screen and show one row's there."""
    from salestui.ui.screens.history import HistoryScreen

    def narrow() -> None:
        if isinstance(screen := app.book_screen, HistoryScreen):
            screen.only(entity, row)

    app.action_go("history")
    app.call_after_refresh(narrow)
