"""What is offered where a workbook has no sheet for something."""

from __future__ import annotations

from dataclasses import dataclass

from salestui.book.state import BookState
from salestui.book.widening.new_table import new_sheet
from salestui.i18n import _, joined
from salestui.model.entities import ENTITIES
from salestui.views.names import entity_name


@dataclass(frozen=True, slots=True)
class SheetOffer:
    """A sheet that can be added: the question, and what it would be."""

    question: str
    about: str


def sheet_offer(state: BookState, name: str) -> SheetOffer:
    """The offer to add the sheet for an entity that the workbook has none for.

    Raises:
        Refused: none can be added, see ``new_sheet``.
    """
    sheet = new_sheet(state.layout, name)
    question = _("This workbook has no sheet for: {what}. Add the sheet “{sheet}”?")
    about = _("Its columns: {headers}. All other sheets stay as they are.")
    headers = joined(column.header for column in sheet.columns)
    return SheetOffer(
        question.format(what=entity_name(name), sheet=sheet.title), about.format(headers=headers)
    )


def missing_sheets(state: BookState) -> list[str]:
    """The entities that the workbook has no sheet for, in the model's order."""
    return [known.name for known in ENTITIES if known.name not in state.entities]
