"""Where a workbook keeps what: which range is which entity, which column which field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from adapters.addresses import parse_cell
from salestui.model.fields import Entity, Field, FieldType
from salestui.model.period import Period

SHEET = "_sheet"
"""The column, in layouts and frames of tables over several sheets, with the row's sheet."""

BOOK = "_book"
"""The column, in layouts and frames of tables of several workbooks, with the workbook's name."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table as the team keeps it.

    Attributes:
        name: its name in frames: the field's name; ``x:HEADER`` for a column of the team's own
            (``x:HEADER:2`` where headers repeat, ``x:LETTERS`` without a header); ``t:2026-01`` for
            targets of one period, ``t:*-01`` where each row's ``year`` says of which year,
            ``t:NAME`` for targets of one rep, team, region or product where rows are periods.
        header: as written in the workbook.
        position: 1-based sheet column; None for a field that the sheet has no column for.
        choices: what the workbook's data validation offers, else the field's own choices.
        calculated: the column holds formulas, so it is read-only.
        scale: what a number in the cells is multiplied with to be in units (``金额(万元)``: 10000).
        percent_scale: what a number in the cells is multiplied with to be a fraction (65 -> 0.01).
        period: the period, for a column of targets; None where the row's year decides it.
        scope: whose targets the column holds, where its header says it.
        number_format: the number format code of the column's cells, such as ``yyyy-mm-dd``.
        grouped: cells are merged over several rows, so the value of the first holds for all.
        day_first: how dates such as ``3/5/2026`` are written here, as far as is known.
        words: how yes and no are written here; empty for true booleans.
        decimal_comma: whether numbers are written as ``1.234,5`` here, as far as is known.
        reason: why it is taken for its field: ``said`` by a profile, by its ``name``, by a name it
            is ``similar`` to, by its ``values``, by the ``period`` it is headed with; else empty.
        given: the value in all rows, told by the sheet's name; such a column has no cells.
    """

    name: str
    header: str
    type: FieldType
    position: int | None
    field: Field | None = None
    choices: tuple[str, ...] = ()
    calculated: bool = False
    scale: float = 1.0
    percent_scale: float = 1.0
    period: Period | None = None
    scope: str = ""
    number_format: str = ""
    grouped: bool = False
    day_first: bool | None = None
    decimal_comma: bool | None = None
    words: tuple[str, str] = ("", "")
    reason: str = ""
    given: str = ""


@dataclass(frozen=True, slots=True)
class TableLayout:
    """One entity's table on a sheet. Rows are absolute sheet rows, both ends included.

    ``last_row`` is below ``first_row`` where the table has a header and no rows yet.

    ``year`` is the year meant where a cell's period names none (targets only): from the sheet's
    name or a title, or assumed, which is listed as a problem then.

    ``bound``: the last row of the Excel table or named range that it is, totals included.

    ``parts``: where one table is cut over several sheets (by month, by rep), each sheet's own
    layout, in the workbook's order. The table's own ``columns`` are then those of all sheets, as
    the first that has them keeps them, and its place is that of the first sheet.
    """

    entity: Entity
    sheet: str
    header_row: int
    first_row: int
    last_row: int
    first_column: int
    last_column: int
    columns: tuple[Column, ...]
    year: int | None = None
    parts: tuple[TableLayout, ...] = ()
    bound: int | None = None

    @property
    def sheets(self) -> tuple[TableLayout, ...]:
        """The layout of each sheet that the table stands on."""
        return self.parts or (self,)

    def on(self, sheet: object) -> TableLayout:
        """The layout of one sheet; the table's own where it is not cut, or not there."""
        return next((part for part in self.parts if part.sheet == sheet), self)

    def column(self, name: str) -> Column | None:
        """The column of that name."""
        return next((c for c in self.columns if c.name == name), None)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be understood, or was understood with a doubt.

    Attributes:
        severity: ``error`` where a value is left out of figures, ``warning`` where one may be
            wrong, ``info`` where something was done that the user should know.
        code: a stable identifier, such as ``not-a-number``, ``duplicate-id``, ``unknown-stage``.
        where: sheet and cell, ``Deals!C7``, or the sheet alone.
        message, hint: English templates with ``{placeholders}``; shown translated and filled in,
            see ``mapping.problems.sentence``.
        parts: the values of the placeholders.
        entity, row, column: what it concerns: sheet row and column name, where there is one.
        suggestion: the value, whole, that this cell and all others of its column with the same one
            should most likely hold; empty for none. Of ``spaces-around`` each cell has its own.
    """

    severity: str
    code: str
    where: str
    message: str
    hint: str = ""
    parts: tuple[tuple[str, str], ...] = ()
    entity: str = ""
    row: int | None = None
    column: str = ""
    suggestion: str = ""

    @property
    def sheet(self) -> str:
        """The sheet that it is about; empty for the workbook as a whole."""
        cell = parse_cell(self.where)
        return cell.sheet if cell else self.where


@dataclass(frozen=True, slots=True)
class Layout:
    """What was recognised in a workbook.

    ``tables`` is by entity name. ``found`` serves the sentence that is shown when no pipeline was
    recognised: per sheet, the headers of its most header-like row.
    """

    tables: Mapping[str, TableLayout]
    problems: tuple[Problem, ...]
    found: tuple[tuple[str, tuple[str, ...]], ...] = ()
