"""A report before it is a file: values and texts in sections, with no layout.

Renderers (``salestui.reports``) know these blocks and nothing of sales; builders (the other modules
of this package) know sales and nothing of formats. Values are raw (money in the book's currency,
shares as fractions) beside the texts, so that a spreadsheet can compute with them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from salestui.views.states import State

Trend = tuple[float | None, ...]
"""Older to newer; null where nothing is known."""

Cell = str | int | float | date | Trend | None
"""What a table's cell holds; null is told as ``n/a`` in a column of numbers."""


class Form(StrEnum):
    """What a value is, for its format and its alignment."""

    TEXT = "text"
    DAY = "day"
    MONEY = "money"
    MONEY_PER_DAY = "money per day"
    SHARE = "share"
    RATIO = "ratio"
    DAYS = "days"
    COUNT = "count"
    POINTS = "points"
    TREND = "trend"


class Total(StrEnum):
    """What the last line of a table holds in a column; a sum is of the column's own cells."""

    NONE = "none"
    SUM = "sum"


class Operation(StrEnum):
    """How a column follows from two others of its row."""

    QUOTIENT = "quotient"
    DIFFERENCE = "difference"
    PRODUCT = "product"


@dataclass(frozen=True, slots=True)
class Derived:
    """``left / right``, ``left - right`` or ``left * right`` of two columns, by their names."""

    operation: Operation
    left: str
    right: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        name: unique in its table, for charts, formulas and templates.
        derived: where given, each cell equals it (a builder says what is true: the figures of both
            columns are the row's own); None in a cell leaves it n/a. Its total follows from the
            totals of the two columns, unless it is a sum: weight x score adds up line by line.
        bar: a bar in the cell helps to compare.
    """

    name: str
    title: str
    form: Form = Form.TEXT
    total: Total = Total.NONE
    derived: Derived | None = None
    bar: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table.

    Attributes:
        cells: one value per column.
        state: how it stands; some cell or the word says the same in words.
    """

    cells: tuple[Cell, ...]
    state: State = State.NEUTRAL


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under typed columns.

    Attributes:
        name: unique in its section.
        left_out: rows that are not listed; a total is then not of the rows shown, and not given.
        needs: why there are no rows, else empty.
        drawn: it is there for its chart, and not read as a table.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    left_out: int = 0
    needs: str = ""
    drawn: bool = False

    def place(self, column: str) -> int:
        """Where a column stands, from 0.

        Raises:
            KeyError: there is none of that name.
        """
        for place, one in enumerate(self.columns):
            if one.name == column:
                return place
        raise KeyError(column)

    def values(self, column: str) -> tuple[Cell, ...]:
        """A column's cells."""
        place = self.place(column)
        return tuple(row.cells[place] for row in self.rows)


class ChartKind(StrEnum):
    """How a table is drawn; its series are columns of the table, in this order.

    TARGET: a bar for what was reached and a mark for the target, by name (two series).
    FUNNEL: bars from the first stage to the last (one series).
    WATERFALL: a start, steps up and down, and an end (two series: from and to, in money).
    COLUMNS, STACKED: columns side by side or upon each other (ageing), one series and more.
    LINES: over days, one series and more; null where a line is not.
    """

    TARGET = "target"
    FUNNEL = "funnel"
    WATERFALL = "waterfall"
    COLUMNS = "columns"
    STACKED = "stacked"
    LINES = "lines"


@dataclass(frozen=True, slots=True)
class Chart:
    """A table of the same section, drawn.

    Attributes:
        table, by, series: names of the table, of its column of names or days, of those drawn.
        says: what it shows in a sentence, for who cannot see it.
    """

    kind: ChartKind
    title: str
    table: str
    by: str
    series: tuple[str, ...]
    says: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """One figure.

    Attributes:
        value: null where ``reason`` says why there is none.
        word: how it stands in a word; empty where it does not stand one way or another.
        notes: what to know about the value.
        definition: how it is computed.
    """

    key: str
    label: str
    form: Form
    value: float | None
    reason: str = ""
    state: State = State.NEUTRAL
    word: str = ""
    notes: tuple[str, ...] = ()
    definition: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures side by side."""

    figures: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Names with what they are: customer, director, phase."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of a list; ``state`` is told by the sentence too."""

    text: str
    state: State = State.NEUTRAL


@dataclass(frozen=True, slots=True)
class Notes:
    """Sentences, one below the other."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Check:
    """A line of a checklist.

    Attributes:
        done: null where nobody said.
        about: who, until when, where it stands: short texts.
    """

    text: str
    done: bool | None
    about: tuple[str, ...] = ()
    state: State = State.NEUTRAL


@dataclass(frozen=True, slots=True)
class Checklist:
    """Things to do or to have."""

    checks: tuple[Check, ...]


Block = Figures | Table | Chart | Facts | Notes | Checklist


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report under its own heading.

    Attributes:
        name: stable, for templates and sheets: ``behind``, ``forecast``.
        needs: why it has nothing to tell, and what to do, else empty.
    """

    name: str
    title: str
    blocks: tuple[Block, ...] = ()
    needs: str = ""

    def table(self, name: str) -> Table:
        """One of its tables.

        Raises:
            KeyError: there is none of that name.
        """
        for block in self.blocks:
            if isinstance(block, Table) and block.name == name:
                return block
        raise KeyError(name)


@dataclass(frozen=True, slots=True)
class Document:
    """A report.

    Attributes:
        kind: of ``salestui.views.documents.kinds``.
        about: the team, rep, project or company that it is of.
        span: the period in words; empty where it has none.
        source: the workbook's name.
        summary: what to know if nothing else is read, and how that stands.
        language, symbol: of its texts, and of its money.
    """

    kind: str
    title: str
    about: str
    span: str
    as_of: date
    source: str
    summary: tuple[Line, ...]
    sections: tuple[Section, ...]
    language: str = "en"
    symbol: str = ""

    def section(self, name: str) -> Section | None:
        """One of its sections, if it has it."""
        return next((one for one in self.sections if one.name == name), None)


def filled(sections: Sequence[Section]) -> tuple[Section, ...]:
    """Those that tell something, be it only why they cannot."""
    return tuple(one for one in sections if one.blocks or one.needs)
