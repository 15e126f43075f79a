"""What is offered where a table has no column for something."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from salestui.book.state import BookState
from salestui.book.widening.new_columns import column_headers, missing_fields
from salestui.i18n import _, joined, label, ngettext
from salestui.model.entities import entity as entity_of
from salestui.model.fields import Field


@dataclass(frozen=True, slots=True)
class ColumnOffer:
    """Columns that can be added: the question, what they would be, and the answer that adds them.

    Attributes:
        fields: the names of those that are missing.
    """

    question: str
    about: str
    agree: str
    fields: tuple[str, ...]


def column_offer(state: BookState, entity: str, names: Collection[str]) -> ColumnOffer:
    """The offer to add columns for the fields of an entity that its table has none for.

    Raises:
        Refused: none can be added, see ``new_columns``.
    """
    layout = state.entities[entity].layout
    fields = missing_fields(layout, names)
    headers = column_headers(state.layout, entity, [field.name for field in fields])
    sheets = joined(part.sheet for part in layout.sheets)
    number = len(fields)
    question = ngettext(
        "The sheet {sheet} has no column for: {what}. Add it?",
        "The sheet {sheet} has no columns for: {what}. Add them?",
        number,
    )
    about = ngettext(
        "It stands right of the others and is written at once. Nothing else on the sheet changes; "
        "undo does not take the column away.",
        "They stand right of the others and are written at once. Nothing else on the sheet "
        "changes; undo does not take the columns away.",
        number,
    )
    names = [label(field.labels) for field in fields]
    if list(headers) != names:
        about = _("In the sheet: {headers}.").format(headers=joined(headers)) + " " + about
    return ColumnOffer(
        question.format(sheet=sheets, what=joined(names)),
        about,
        ngettext("Add the column", "Add the columns", number),
        tuple(field.name for field in fields),
    )


def missing_columns(state: BookState, entity: str) -> tuple[Field, ...]:
    """The fields of an entity that its table has no column for, in the model's order."""
    known = entity_of(entity)
    return missing_fields(state.entities[entity].layout, [field.name for field in known.fields])
