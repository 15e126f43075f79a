"""Which rep the cursor is on, whatever screen it is on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widget import Widget

from salestui.ui.widgets.attainment import AttainmentPanel

if TYPE_CHECKING:
    from salestui.ui.app import SalesApp

_FIELDS = {"members": "name", "training": "member", "coaching": "member", "scorecards": "member"}
"""By entity, the field that names a rep, where it is not ``owner``."""


def rep_under_cursor(app: SalesApp) -> str | None:
    """The rep that the focused list or the row of a table names; None where there is none."""
    from salestui.ui.screens.table import TableScreen

    screen, session = app.book_screen, app.session
    if screen is None or session is None:
        return None
    if isinstance(screen, TableScreen):
        rows = session.state.rows(screen.entity)
        field = _FIELDS.get(screen.entity, "owner")
        if rows is None or screen.current_row is None or rows.layout.column(field) is None:
            return None
        return _name(rows.value(screen.current_row, field))
    return _listed(screen.focused)


def _listed(focused: Widget | None) -> str | None:
    if isinstance(focused, AttainmentPanel):
        row = focused.current
        return row.value if row is not None and focused.dimension == "rep" else None
    current = getattr(focused, "current", None)
    path = getattr(current, "path", None)  # a line of the forecast's tree: team, rep
    if isinstance(path, tuple):
        return _name(path[1]) if len(path) > 1 else None
    return _name(getattr(current, "rep", None))


def _name(value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() else None
