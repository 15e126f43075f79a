"""Writing the leaderboard and its cards into a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salestui.ui.exporting import Exported, export_to_file

if TYPE_CHECKING:
    from salestui.ui.screens.base import BookScreen
    from salestui.ui.session import Look
    from salestui.views.performance.view import PerformanceView


def export_board(screen: BookScreen, look: Look, view: PerformanceView) -> None:
    """Ask for a file name; its ending decides the format."""
    from salestui.views.exporting import suggested_copy
    from salestui.views.performance.report import exported_cards

    if not view.rows:
        screen.say(view.needs)
        return
    name = suggested_copy(look.state, "performance", view.kind, look.period.key, suffix=".xlsx")
    export_to_file(screen, name, lambda: Exported(*exported_cards(view)))
