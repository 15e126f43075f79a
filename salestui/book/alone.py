"""Whether edits can be written by themselves, while others wait."""

from __future__ import annotations

from collections.abc import Collection

from adapters.errors import Refused
from salestui.book.state import BookState
from salestui.i18n import N_


def check_alone(state: BookState, rows: Collection[tuple[str, int]]) -> None:
    """Raise ``Refused`` where edits of the same rows (entity, identity) are pending."""
    for entity, row in rows:
        overlay = state.entities[entity].overlay
        if row in overlay.deleted or any(place[0] == row for place in overlay.cells):
            raise Refused(
                N_("{title} has edits that are not saved yet."),
                N_("Save them or take them back first, then repeat."),
                title=state.title_of(entity, row),
            )
