"""From a name, wherever it is listed, to its scorecard."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from salestui.ui.app import SalesApp


def show_performance(app: SalesApp, name: str, kind: str = "rep") -> None:
    """Show the scorecard of a rep, or of a team or manager of that name.

    Args:
        kind: a value of ``metrics.scorecard_people.Kind``.
    """
    from salestui.ui.performance.screen import PerformanceScreen

    def opened() -> None:
        if isinstance(screen := app.book_screen, PerformanceScreen):
            screen.select(name, kind)

    app.action_go("performance")
    app.call_after_refresh(opened)
