"""The four elements of a project's strategy: what is analysed, aimed at and done in each."""

from __future__ import annotations

from dataclasses import dataclass

from salestui.book.state import BookState
from salestui.model.entities import STRATEGIES
from salestui.model.fields import Choice
from salestui.selling.changes import NewRow, choice_text
from salestui.selling.deals.rows import new_row
from salestui.selling.projects.records import code, records, row_id, text

ASPECTS = ("analysis", "target", "strategy")


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a project; ``texts`` are those of ``ASPECTS``, ``row`` None without a row."""

    choice: Choice
    row: int | None
    texts: tuple[str, str, str]
    owner: str

    @property
    def filled(self) -> int:
        """How many of its three texts there are."""
        return sum(bool(said) for said in self.texts)


def elements_of(state: BookState, deal: int) -> tuple[Element, ...]:
    """The four elements in their order; of two rows about one, the first."""
    rows: dict[str, dict[str, object]] = {}
    for row in records(state, deal, "strategies"):
        rows.setdefault(code(row, "strategies", "element"), row)
    found = []
    for choice in _choices():
        row = rows.get(choice.code, {})
        analysis, target, strategy = (text(row, name) for name in ASPECTS)
        number = row_id(row) if row else None
        found.append(Element(choice, number, (analysis, target, strategy), text(row, "owner")))
    return tuple(found)


def completeness(elements: tuple[Element, ...]) -> tuple[int, int]:
    """How many of the texts are there, and how many there are to be."""
    return sum(e.filled for e in elements), len(elements) * len(ASPECTS)


def element_rows(state: BookState, deal: int) -> list[NewRow]:
    """A row for each element that has none, to be filled in."""
    return [
        new_row(
            state, deal, "strategies", state.today,
            {"element": choice_text(state, "strategies", "element", e.choice.code)},
        )
        for e in elements_of(state, deal)
        if e.row is None
    ]  # fmt: skip


def _choices() -> tuple[Choice, ...]:
    field = STRATEGIES.field("element")
    return field.choices if field is not None else ()
