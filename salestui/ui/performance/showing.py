"""From a name to its scorecard, and from a scorecard to what it is about or lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salestui.i18n import _
from salestui.ui.offering import offer_table
from salestui.ui.screens.going import go_and

if TYPE_CHECKING:
    from salestui.ui.app import SalesApp
    from salestui.views.performance.lines import LineRow


def show_performance(app: SalesApp, name: str, kind: str = "rep") -> None:
    """Show the scorecard of a rep, or of a team or manager of that name.

    Args:
        kind: a value of ``metrics.scorecard.people.Kind``.
    """
    from salestui.ui.performance.screen import PerformanceScreen

    def select(screen: PerformanceScreen, _origin: str) -> None:
        screen.select(name, kind)

    go_and(app, "performance", PerformanceScreen, select)


def open_team(app: SalesApp, name: str) -> None:
    """Show the deals of a team, of the company where the name is empty."""
    if app.session is None:
        return
    if name:
        app.narrow(app.session.focus.without("rep").with_term("team", name))
    app.action_go("deals")


def offer_sheet(app: SalesApp, line: LineRow | None) -> None:
    """Go to the sheet that would give a line its figure, else to that of scorecards; offers to add
    it where it is missing.
    """
    entity = (line.needs if line is not None else "") or "scorecards"

    def there() -> None:
        app.action_go(entity)
        if line is not None and entity == "targets":
            text = _("n adds a row here: give it the metric “{metric}”.")
            app.call_after_refresh(app.say, text.format(metric=line.metric))

    offer_table(app, entity, there)
