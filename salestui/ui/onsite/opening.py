"""From a line of a table to its rows: their sheet filtered, else a choice of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salestui.i18n import _
from salestui.ui.screens.choose_row import choose_row
from salestui.ui.screens.going import go_and

if TYPE_CHECKING:
    from salestui.book.state import BookState
    from salestui.ui.app import SalesApp
    from salestui.views.onsite.table import Line


def open_line(app: SalesApp, state: BookState, line: Line) -> None:
    """Show the rows of a line."""
    if line.filter:
        open_filtered(app, line.entity, line.filter)
    elif line.rows:
        choose_row(app, state, line.name, [(line.entity, row) for row in line.rows])
    else:
        app.say(_("No row is behind {name}.").format(name=line.name))


def open_filtered(app: SalesApp, entity: str, text: str) -> None:
    """Go to the table of an entity, filtered."""
    from salestui.ui.screens.table import TableScreen

    go_and(app, entity, TableScreen, lambda screen, _origin: screen.filtering.apply(text))
