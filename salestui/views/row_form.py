"""One row as a form: a line per field that can be filled."""

from __future__ import annotations

from dataclasses import dataclass

from salestui.book.state import BookState
from salestui.mapping.layout import SHEET
from salestui.model.fields import FieldType
from salestui.views.cells import column_title, value_text
from salestui.views.choices import choices

_LONG = frozenset({
    "notes", "need", "commitment", "key_info", "strengths", "weaknesses", "openings", "threats",
    "customer_analysis", "own_analysis", "competition_analysis", "environment_analysis",
    "strength", "weakness", "product", "focus", "policy", "strategy", "win_note", "conditions",
    "reason", "lessons", "outcome", "analysis", "target", "progress", "next_steps", "issues",
    "help",
})  # fmt: skip
"""Fields of several lines."""


_TOGETHER = (
    ("strengths", "weaknesses", "openings", "threats"),
    ("customer_analysis", "own_analysis", "competition_analysis", "environment_analysis"),
    ("tender_no", "tender_deadline", "tender_bond", "tender_result"),
    ("market_potential", "strategic_fit"),
)
"""Fields of which none makes sense without the others."""


@dataclass(frozen=True, slots=True)
class FormLine:
    """A field: its column's name, its title, its text."""

    column: str
    title: str
    text: str


def form_lines(state: BookState, entity: str, row: int) -> tuple[FormLine, ...]:
    """The fields of a row that are not made by formulas, in the sheet's order."""
    rows = state.entities[entity]
    columns = (c for c in rows.layout.columns if c.position is not None and c.name != SHEET)
    return tuple(
        FormLine(c.name, column_title(c), value_text(c, rows.value(row, c.name)))
        for c in columns
        if not c.calculated
    )


def is_long(state: BookState, entity: str, name: str) -> bool:
    """Whether a field takes several lines of text."""
    column = state.entities[entity].layout.column(name)
    if column is None or column.type is not FieldType.TEXT or name not in _LONG:
        return False
    return not choices(state, entity, column)


def told_together(name: str) -> tuple[str, ...]:
    """A field and those that belong to it, such as the four of a SWOT."""
    return next((group for group in _TOGETHER if name in group), (name,))
