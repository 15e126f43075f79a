"""A table of the on-site screen: lines that explain themselves and lead to their rows."""

from __future__ import annotations

from dataclasses import dataclass

from salestui.book.state import BookState
from salestui.i18n import _
from salestui.metrics.definitions import Definition
from salestui.metrics.figure import Figure
from salestui.views.explain import Explanation
from salestui.views.figure_sheet import LARGEST, FigureSheet
from salestui.views.formats import Style
from salestui.views.kpis import figure_kpi


@dataclass(frozen=True, slots=True)
class Heading:
    """A column behind the names. ``rank``: higher ones go first where it is narrow, 0 stays."""

    title: str
    width: int = 8
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One line.

    Attributes:
        key: what makes it the same line after an edit.
        cells: everything but the name, in the order of the headings; ``tones`` what they say.
        figure: the line's figure, in numbers ``numbers``; rows of ``entity`` are behind it.
        filter: a filter of that entity's table that shows them; empty where none says it.
    """

    key: str
    name: str
    cells: tuple[str, ...]
    figure: Figure
    entity: str
    rows: tuple[int, ...]
    numbers: str = ""
    filter: str = ""
    tones: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """One way of looking at something.

    Attributes:
        code: its name among the ways; ``title`` in words.
        named: what the first column is called.
        meant: the definition of the lines' figures.
        nothing: what is said where there are no lines.
    """

    code: str
    title: str
    named: str
    headings: tuple[Heading, ...]
    lines: tuple[Line, ...]
    meant: Definition
    nothing: str


def line_sheet(table: Table, line: Line, state: BookState, style: Style, span: str) -> FigureSheet:
    """All there is to say about a line's figure."""
    shown = figure_kpi(table.meant, line.figure, style)
    listed = tuple((row, state.title_of(line.entity, row), "") for row in line.rows[:LARGEST])
    explanation = Explanation(shown, line.numbers, line.rows)
    scope = f"{table.named} {line.name}"
    return FigureSheet(explanation, span, scope, (), "", listed, line.entity)


def unnamed(key: str) -> str:
    """A key as shown; those without one say so."""
    return key or _("not told")


def equals(field: str, value: str) -> str:
    """A filter for rows that hold a value; empty where none can be written."""
    if not value:
        return f"empty({field})"
    return "" if '"' in value or "”" in value else f'{field}="{value}"'
