"""Figures of an area with the rows behind each, as strips show and dialogs explain them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from salestui.book.state import BookState
from salestui.metrics.definitions import Definition
from salestui.metrics.figure import Figure
from salestui.views.explain import Explanation
from salestui.views.figure_sheet import LARGEST, FigureSheet
from salestui.views.formats import Style
from salestui.views.kpis import Kpi, figure_kpi


@dataclass(frozen=True, slots=True)
class Told:
    """Figures with the rows behind each: an entity's name and ``_id`` by the figure's key.

    Attributes:
        numbers: formulas with their numbers, by key, where there are any.
        largest: the first rows behind a figure as they are listed, by key, where it is not their
            title and amount: ``_id``, title, amount.
    """

    figures: Mapping[str, Figure]
    behind: Mapping[str, tuple[str, tuple[int, ...]]]
    definitions: tuple[Definition, ...]
    span: str
    scope: str
    numbers: Mapping[str, str] = field(default_factory=dict)
    largest: Mapping[str, tuple[tuple[int, str, str], ...]] = field(default_factory=dict)

    def kpis(self, style: Style) -> tuple[Kpi, ...]:
        """All of them as shown, in order."""
        return tuple(figure_kpi(d, self.figures[d.key], style) for d in self.definitions)


def told_sheet(told: Told, state: BookState, style: Style, key: str) -> FigureSheet:
    """All there is to say about one of the figures.

    Raises:
        KeyError: there is none of that key.
    """
    meant = next((d for d in told.definitions if d.key == key), None)
    if meant is None:
        raise KeyError(key)
    entity, rows = told.behind.get(key, ("", ()))
    listed = told.largest.get(key)
    if listed is None:
        listed = tuple((row, *_named(state, entity, row, style)) for row in rows[:LARGEST])
    shown = figure_kpi(meant, told.figures[key], style)
    explanation = Explanation(shown, told.numbers.get(key, ""), rows)
    of = entity or "deals"
    return FigureSheet(explanation, told.span, told.scope, (), "", listed, of)


def _named(state: BookState, entity: str, row: int, style: Style) -> tuple[str, str]:
    rows = state.entities[entity]
    amount = rows.value(row, "amount")
    score = rows.value(row, "score")
    if isinstance(amount, float):
        return state.title_of(entity, row), style.exact_money(amount)
    return state.title_of(entity, row), f"{score:g}" if isinstance(score, float) else ""
