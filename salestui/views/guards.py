"""What speaks against changing a cell that could be changed: the user is asked first."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from salestui.book.state import BookState
from salestui.i18n import _
from salestui.mapping.layout import Column


@dataclass(frozen=True, slots=True)
class Guard:
    """A question before a change. ``sheet``: agreeing once holds for this sheet from then on."""

    question: str
    hint: str
    sheet: str = ""


def cell_guard(
    state: BookState, entity: str, row: int, column: Column, agreed: Collection[str] = ()
) -> Guard | None:
    """What to ask before a cell is changed; nothing where its change is pending already.

    Args:
        agreed: the protected sheets that the user wants to change all the same.
    """
    rows = state.entities[entity]
    if (row, column.name) in rows.overlay.cells:
        return None
    if guard := sheet_guard(state, entity, agreed):
        return guard
    if not rows.has_formula(row, column):
        return None
    return Guard(
        _("This cell holds a formula. Replace it with a value?"),
        _("Others keep theirs. u brings this one back until you save, later only its value."),
    )


def sheet_guard(state: BookState, entity: str, agreed: Collection[str] = ()) -> Guard | None:
    """What to ask before anything on an entity's sheet is changed."""
    sheets = (part.sheet for part in state.entities[entity].layout.sheets)
    sheet = next((s for s in sheets if s in state.protected and s not in agreed), None)
    if sheet is None:
        return None
    return Guard(
        _("The sheet {sheet} is protected in Excel. Change it all the same?").format(sheet=sheet),
        _("To be asked no more, take the protection away in Excel."),
        sheet,
    )
