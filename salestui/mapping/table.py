"""An entity's rows as understood: a typed frame and what could not be understood in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from salestui.mapping.layout import SHEET, Problem, TableLayout
from salestui.model.fields import FieldType

ID = "_id"
"""Int64: the row's identity for as long as the workbook is open."""

ROW = "_row"
"""Int64: the absolute sheet row; null for a row that is not in the workbook yet."""

DTYPES: Mapping[FieldType, pl.DataType] = {
    FieldType.TEXT: pl.String(),
    FieldType.CHOICE: pl.String(),
    FieldType.INTEGER: pl.Float64(),
    FieldType.NUMBER: pl.Float64(),
    FieldType.MONEY: pl.Float64(),
    FieldType.PERCENT: pl.Float64(),
    FieldType.DATE: pl.Date(),
    FieldType.FLAG: pl.Boolean(),
}


@dataclass(frozen=True, slots=True)
class EntityTable:
    """The rows of one entity.

    Attributes:
        frame: ``_id``, ``_row``, then one column per ``layout.columns`` (including fields that the
            sheet has no column for only where a figure is derived, such as amount from price and
            quantity); dtypes by ``DTYPES``; money in units of currency, percentages as fractions.
        unread: raw text of the cells that are null in ``frame`` because they could not be
            understood, by (``_id``, column name); empty for a formula that was not calculated.
        inherited: by column, outer groups first: the ``_id`` of rows whose cell is blank and whose
            value in ``frame`` is the label of their group, which stands further up.
        formulas: by column that is not calculated as a whole: the ``_id`` of rows whose cell holds
            a formula.
        distant: the columns with formulas that may change with cells of other rows or sheets.
        padded: the cells whose text stands in ``frame`` without the white space around it, where
            other cells of the column hold it without: their text as it is.
    """

    layout: TableLayout
    frame: pl.DataFrame
    unread: Mapping[tuple[int, str], str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    inherited: Mapping[str, frozenset[int]] = field(default_factory=dict)
    formulas: Mapping[str, frozenset[int]] = field(default_factory=dict)
    distant: frozenset[str] = frozenset()
    padded: Mapping[tuple[int, str], str] = field(default_factory=dict)

    @property
    def place(self) -> tuple[str, ...]:
        """The columns of ``frame`` that say where in the workbook a row stands."""
        return (SHEET, ROW) if SHEET in self.frame.columns else (ROW,)
