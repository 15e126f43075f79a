"""Cells that are asked for and given: values, and what is known of formulas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

CellValue = str | float | int | bool | date | datetime | time | None


class ColumnKind(StrEnum):
    """How a column is to be read."""

    TEXT = "text"
    NUMBER = "number"
    DATETIME = "datetime"


@dataclass(frozen=True, slots=True)
class ReadRequest:
    """Read these rows of these columns: ``columns`` maps an absolute column to its kind."""

    sheet: str
    first_row: int
    last_row: int
    columns: Mapping[int, ColumnKind]


@dataclass(frozen=True, slots=True)
class Misfit:
    """A cell whose value is not of the kind asked for (``null`` in the frame).

    ``text`` is the value as text; ``is_error`` marks error values such as ``#DIV/0!``.
    """

    row: int
    column: int
    text: str
    is_error: bool = False


class FormulaState(StrEnum):
    """What is known of the result that the file stores for a formula."""

    CALCULATED = "calculated"
    UNCALCULATED = "uncalculated"
    """None is stored: ``null`` in the frame, and no misfit."""
    VOLATILE = "volatile"
    """It depends on the day or on addresses made up as it runs, so it may be out of date."""
    EXTERNAL = "external"
    """It comes from another workbook, so it may be out of date."""


@dataclass(frozen=True, slots=True)
class FormulaCells:
    """Formulas of one column, one below the other, both rows included, all in one state.

    ``local``: whether each is certain to change only with cells of its own row that were asked for.
    """

    column: int
    first_row: int
    last_row: int
    state: FormulaState
    local: bool = True


@dataclass(frozen=True, slots=True)
class SheetData:
    """The cells that were asked for.

    ``frame`` has ``row`` (UInt32, the absolute sheet row, every row of the range, blank ones too)
    and one column per requested column named by its letters (``A``, ``AB``), of type String,
    Float64 or Datetime("ms") as requested. Cells of a TEXT column that hold numbers or dates come
    as text: numbers without a needless ``.0``, dates as ISO. ``misfits`` lists every non-empty
    cell that is null in ``frame``; ``formulas`` the cells that hold formulas, by column and row.
    """

    sheet: str
    frame: pl.DataFrame
    misfits: tuple[Misfit, ...]
    formulas: tuple[FormulaCells, ...] = ()
