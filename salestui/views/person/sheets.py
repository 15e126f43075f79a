"""What explains a line of a rep's page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from salestui.book.state import BookState
from salestui.metrics.definitions import Unit
from salestui.metrics.figure import Figure
from salestui.views.explain import Explanation
from salestui.views.figure_sheet import LARGEST, FigureSheet
from salestui.views.formats import Style, not_available, say
from salestui.views.kpis import Kpi
from salestui.views.states import State


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a line's figure means: its title, how it is worked out, and with its numbers."""

    key: str
    title: str
    formula: str
    numbers: str = ""
    edge: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """A figure with its meaning and the rows (``_id``) behind it, deals unless said otherwise."""

    meaning: Meaning
    figure: Figure
    unit: Unit
    rows: tuple[int, ...]
    severity: State = State.NEUTRAL
    entity: str = "deals"

    def sheet(self, state: BookState, style: Style, span: str, scope: str) -> FigureSheet:
        """All there is to say about it."""
        value, meant = self.figure.value, self.meaning
        exact = "" if value is None else style.exact(value, self.unit)
        shown = Kpi(
            key=meant.key,
            label=meant.title,
            value=not_available() if value is None else style.value(value, self.unit),
            exact=exact,
            severity=self.severity,
            word="",
            trend=(),
            delta="",
            reason="" if self.figure.reason is None else say(self.figure.reason),
            notes=(*(say(n) for n in self.figure.notes), *meant.notes),
            formula=meant.formula,
            edge=meant.edge,
        )
        named = tuple((row, *_named(state, self.entity, row, style)) for row in self.rows[:LARGEST])
        told = Explanation(shown, meant.numbers if exact else "", self.rows)
        return FigureSheet(told, span, scope, (), "", named, self.entity)


def _named(state: BookState, entity: str, row: int, style: Style) -> tuple[str, str]:
    """A row's title, and its money or its day."""
    rows = state.entities[entity]
    amount, day = rows.value(row, "amount"), rows.value(row, "date")
    aside = day.isoformat() if isinstance(day, date) else ""
    return state.title_of(entity, row), (
        style.exact_money(amount) if isinstance(amount, float) else aside
    )
