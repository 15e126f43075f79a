"""A spreadsheet as it was pulled: what reading, following and writing share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from adapters.addresses import CellRange
from adapters.google.content import Content, FormulaRun, Json
from adapters.outlines import NamedRange, SheetOutline

__all__ = ["Json", "Pull", "PulledSheet"]


@dataclass(frozen=True, slots=True)
class PulledSheet:
    """One sheet at the moment of a pull.

    Attributes:
        id: the service's number of the sheet; it outlives renaming.
        rows, columns: the size of its grid, values or not.
        values: of each column that holds any, its cells from row 1 on, without the blank ones at
            the end.
        formulas: of each column, the rows whose cell holds a formula; they are only read.
        runs: the same with the formulas' texts, top to bottom.
        guarded: ranges that this account may not change.
        outline: what mapping sees of the sheet.
    """

    id: int
    title: str
    rows: int
    columns: int
    values: Mapping[int, Sequence[Json]]
    outline: SheetOutline
    formulas: Mapping[int, frozenset[int]] = field(default_factory=dict)
    guarded: tuple[CellRange, ...] = ()
    runs: Mapping[int, Sequence[FormulaRun]] = field(default_factory=dict)

    def cell(self, row: int, column: int) -> Json:
        """The value of one cell; None for a blank one."""
        values = self.values.get(column, ())
        return values[row - 1] if 0 < row <= len(values) else None

    def row(self, row: int) -> dict[int, Json]:
        """The values of one row, blank ones left out."""
        cells = ((column, self.cell(row, column)) for column in self.values)
        return {column: value for column, value in cells if value is not None}


@dataclass(frozen=True, slots=True)
class Pull:
    """A spreadsheet at one moment.

    Attributes:
        token: equal tokens hold equal cells, see ``Revision``.
        at: when it was pulled, with time zone.
        content: what it was put together from.
        version: Drive's number of the file then; empty where it was not asked for.
    """

    spreadsheet: str
    title: str
    locale: str
    time_zone: str
    sheets: tuple[PulledSheet, ...]
    token: str
    at: datetime
    content: Content
    version: str = ""
    names: tuple[NamedRange, ...] = ()

    def sheet(self, title: str) -> PulledSheet | None:
        """A sheet by its title."""
        return next((sheet for sheet in self.sheets if sheet.title == title), None)
