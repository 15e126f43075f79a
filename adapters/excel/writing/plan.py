"""What is to become of one sheet, before any byte is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from adapters.errors import N_, Refused
from adapters.excel.ooxml.cellxml import NewCell
from adapters.excel.ooxml.tables import Table
from adapters.excel.writing.touched import TouchedSheet

if TYPE_CHECKING:
    from adapters.excel.adding.new_columns import Widening


@dataclass(frozen=True, slots=True)
class Growth:
    """A table's data reaches further down: from ``old_last`` to ``new_last``.

    ``totals`` counts the totals rows that moved down with its end. ``first`` is its first row of
    data, 0 if that is not known; with ``follows`` references to all of it are to be extended.
    """

    first_column: int
    last_column: int
    old_last: int
    new_last: int
    totals: int = 0
    first: int = 0
    follows: bool = False


@dataclass(slots=True)
class SheetPlan:
    """Cells to write by row and column (a ``bytes`` cell is ready XML), and what grows.

    ``like`` names for a new row the row whose height and format it takes.
    """

    sheet: TouchedSheet
    cells: dict[int, dict[int, NewCell | bytes]] = field(default_factory=dict)
    like: dict[int, int] = field(default_factory=dict)
    growths: list[Growth] = field(default_factory=list)
    tables: list[tuple[Table, int]] = field(default_factory=list)
    widenings: list[Widening] = field(default_factory=list)
    formulas_change: bool = False

    def put(self, row: int, column: int, cell: NewCell | bytes) -> None:
        """Write a cell that no other change writes."""
        if column in self.cells.get(row, {}):
            where = self.sheet.where(row, column)
            raise Refused(N_("Two changes want to write this cell."), where=where)
        self.overwrite(row, column, cell)

    def overwrite(self, row: int, column: int, cell: NewCell | bytes) -> None:
        """Write a cell; a later change of the same cell wins."""
        old = self.sheet.cell(row, column)
        if old is not None and old.formula is not None:
            self.formulas_change = True
        self.cells.setdefault(row, {})[column] = cell

    def empty(self, row: int, column: int) -> None:
        """Empty a cell; one that the sheet does not have is not created for it."""
        if self.sheet.cell(row, column) is not None:
            self.overwrite(row, column, NewCell())
        else:
            self.cells.get(row, {}).pop(column, None)
