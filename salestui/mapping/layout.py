"""Where a workbook keeps what: which range is which entity, which column which field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from salestui.model.fields import Entity, Field, FieldType
from salestui.model.period import Period


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table as the team keeps it.

    Attributes:
        name: its name in frames: the field's name; ``x:HEADER`` for a column of the team's own
            (``x:HEADER:2`` where headers repeat, ``x:LETTERS`` without a header); ``t:2026-01`` for
            targets of one period, ``t:*-01`` where each row's ``year`` says of which year.
        header: as written in the workbook.
        position: 1-based sheet column; None for a field that the sheet has no column for.
        choices: what the workbook's data validation offers, else the field's own choices.
        calculated: the column holds formulas, so it is read-only.
        scale: what a number in the cells is multiplied with to be in units (``金额(万元)``: 10000).
        percent_scale: what a number in the cells is multiplied with to be a fraction (65 -> 0.01).
        period: the period, for a column of targets; None where the row's year decides it.
        number_format: the number format code of the column's cells, such as ``yyyy-mm-dd``.
        grouped: cells are merged over several rows, so the value of the first holds for all.
        day_first: how dates such as ``3/5/2026`` are written here, as far as is known.
        decimal_comma: whether numbers are written as ``1.234,5`` here, as far as is known.
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
    number_format: str = ""
    grouped: bool = False
    day_first: bool | None = None
    decimal_comma: bool | None = None


@dataclass(frozen=True, slots=True)
class TableLayout:
    """One entity's table on a sheet. Rows are absolute sheet rows, both ends included.

    ``last_row`` is below ``first_row`` where the table has a header and no rows yet.

    ``year`` is the year meant where a cell's period names none (targets only): from the sheet's
    name or a title, or assumed, which is listed as a problem then.
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


@dataclass(frozen=True, slots=True)
class Layout:
    """What was recognised in a workbook.

    ``tables`` is by entity name. ``found`` serves the sentence that is shown when no pipeline was
    recognised: per sheet, the headers of its most header-like row.
    """

    tables: Mapping[str, TableLayout]
    problems: tuple[Problem, ...]
    found: tuple[tuple[str, tuple[str, ...]], ...] = ()
