"""The content of a spreadsheet as the service gave it, before anything is made of it."""

from __future__ import annotations

import msgspec

from adapters.google.structure import Looks, Shape

Json = str | float | int | bool | None
"""A cell as the service gives it unformatted: dates are serial numbers, blank is None."""

OWN_ROW = "\0"
"""Stands for the number of a formula's own row, see ``FormulaRun``."""


class FormulaRun(msgspec.Struct, frozen=True, array_like=True):
    """Formulas one below the other that differ in nothing but the number of their row.

    Attributes:
        first_row, last_row: where they stand, both included.
        shape: their text from ``=`` on, with ``OWN_ROW`` for that number.
    """

    first_row: int
    last_row: int
    shape: str


class SheetCells(msgspec.Struct, frozen=True):
    """The cells of one sheet, by column.

    Attributes:
        values: from row 1 on; only columns that hold anything.
        formulas: top to bottom.
        looks: of the first rows, and of others where a table may begin.
    """

    values: dict[int, list[Json]]
    formulas: dict[int, tuple[FormulaRun, ...]]
    looks: tuple[Looks, ...] = ()

    @property
    def last_row(self) -> int:
        """The last one with a value or a formula; 0 if there is none."""
        ends = [run.last_row for runs in self.formulas.values() for run in runs[-1:]]
        return max([*map(len, self.values.values()), *ends], default=0)

    @property
    def last_column(self) -> int:
        """The last one with a value or a formula; 0 if there is none."""
        return max([*self.values, *self.formulas], default=0)


class Content(msgspec.Struct, frozen=True):
    """All that was pulled, by the sheets' ids."""

    shape: Shape
    sheets: dict[int, SheetCells]
