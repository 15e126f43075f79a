"""Questions before a formula is replaced, or anything on a protected sheet is changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from salestui.ui.asking import ask_first

if TYPE_CHECKING:
    from salestui.ui.grid import EditGuarded
    from salestui.ui.table.frame import TableFrame


class Guarding:
    """Asks, and goes on with what was wanted if the user insists."""

    def __init__(self, screen: TableFrame) -> None:
        self.screen = screen

    def ask_for_cell(self, event: EditGuarded) -> None:
        """Ask about one cell, then edit it as it was to be edited."""
        from salestui.views.guards import cell_guard

        view, session = self.screen.view, self.screen.session
        if view is None or session is None:
            return
        column = view.column(event.column_key)
        agreed = session.agreed_sheets
        guard = cell_guard(session.state, self.screen.entity, event.row_key, column, agreed)

        def insist() -> None:
            self.screen.go_to_cell(event.row_key, event.column_key)
            self.screen.grid.edit(
                event.typed, select=event.select, insist=guard is None or not guard.sheet
            )

        ask_first(self.screen.app, session, guard, insist)

    def unless_protected(self, then: Callable[[], None]) -> None:
        """Change rows of the sheet, after a question where it is protected."""
        from salestui.views.guards import sheet_guard

        session = self.screen.session
        if session is None or session.state.rows(self.screen.entity) is None:
            return
        guard = sheet_guard(session.state, self.screen.entity, session.agreed_sheets)
        ask_first(self.screen.app, session, guard, then)
