"""One of several rows, of whatever kind, to be opened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from salestui.i18n import _
from salestui.ui.screens.choose import ChooseDialog, Option

if TYPE_CHECKING:
    from salestui.book.state import BookState
    from salestui.ui.app import SalesApp

_LISTED = 300


def choose_row(
    app: SalesApp, state: BookState, title: str, rows: Sequence[tuple[str, int]]
) -> None:
    """List rows by their titles and open the one that is chosen.

    Args:
        rows: entity and ``_id`` of each, as ``state`` has them.
    """
    from salestui.views.names import entity_name

    options = [
        Option(f"{name}:{row}", state.title_of(name, row), entity_name(name))
        for name, row in rows[:_LISTED]
    ]

    def chosen(text: str | None) -> None:
        if text:
            name, _sign, row = text.partition(":")
            app.open_row(name, int(row))

    app.push_screen(ChooseDialog(title, options, _("type to find")), chosen)
