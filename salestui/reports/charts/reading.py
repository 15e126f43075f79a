"""What a chart draws, taken from its table: names, and values of the series."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from salestui.reports.charts.labels import wrapped
from salestui.reports.sheet_style import text_width
from salestui.views.documents.document import Cell, Chart, ChartKind, Form, Table
from salestui.views.documents.texts import figure_text, value_text
from salestui.views.formats import Style

MOST = 20
"""More rows than these are not told apart in a picture; the table has them."""

MOST_SERIES = 6

_WIDTH = 20
_LEGEND = 76


@dataclass(frozen=True, slots=True)
class Series:
    """A column that is drawn; null where a value is not known."""

    title: str
    form: Form
    values: tuple[float | None, ...]

    @property
    def least(self) -> float:
        """The smallest difference that its axis tells."""
        return 1.0 if self.form in (Form.COUNT, Form.DAYS) else 0.0

    def text(self, value: float, style: Style) -> str:
        """A value, compact."""
        return figure_text(value, self.form, style)


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a specification is completed with.

    Attributes:
        rows: its data by the names that it uses.
        known: values of its parameters by their names.
        frame: what of it depends on the data otherwise.
    """

    rows: dict[str, list[dict[str, Any]]]
    known: dict[str, Any]
    frame: dict[str, Any] = field(default_factory=dict)


def is_known(chart: Chart, table: Table) -> bool:
    """Whether there is a number to draw."""
    return any(_number(cell) is not None for name in chart.series for cell in table.values(name))


def not_drawn(chart: Chart, table: Table) -> int:
    """How many rows of the table the chart leaves out; lines have them all."""
    return 0 if chart.kind is ChartKind.LINES else max(0, len(table.rows) - MOST)


def names(chart: Chart, table: Table, style: Style) -> list[list[str]]:
    """The names of the rows drawn, each on one line or two."""
    column = table.columns[table.place(chart.by)]
    texts = (value_text(cell, column.form, style) for cell in table.values(chart.by)[:MOST])
    return [wrapped(text, _WIDTH) for text in texts]


def all_series(chart: Chart, table: Table, most: int | None = MOST) -> list[Series]:
    """The series of a chart over the rows drawn."""
    return [_series(table, name, most) for name in chart.series[:MOST_SERIES]]


def _series(table: Table, name: str, most: int | None) -> Series:
    column = table.columns[table.place(name)]
    return Series(column.title, column.form, tuple(map(_number, table.values(name)[:most])))


def _number(cell: Cell) -> float | None:
    return float(cell) if isinstance(cell, int | float) else None


def legend(series: list[Series]) -> dict[str, Any]:
    """What a legend above the chart tells: the titles, how many in a line, the room they take."""
    titles = [one for each in series for one in wrapped(each.title, _LEGEND // 2, 1)]
    across = max(1, _LEGEND // (max(map(text_width, titles), default=0) + 5))
    return {
        "series": titles,
        "places": list(range(len(titles))),
        "across": across,
        "above": 8 + 17 * -(-len(titles) // across) if len(titles) > 1 else 0,
    }


def ends(values: list[float]) -> dict[str, float]:
    """From where to where an axis goes that has 0 on it."""
    low, high = min(0.0, *values), max(0.0, *values)
    return {"low": low, "high": high if high > low else low + 1}
