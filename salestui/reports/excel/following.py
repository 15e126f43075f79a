"""Columns that follow from others: as formulas, where the formula gives the document's value."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from salestui.reports.excel.names import in_brackets
from salestui.reports.excel.number_formats import quoted
from salestui.views.documents.document import Cell, Column, Derived, Operation, Row, Table, Total
from salestui.views.documents.texts import applied
from salestui.views.formats import not_available

SIGNS = {Operation.QUOTIENT: "/", Operation.DIFFERENCE: "-", Operation.PRODUCT: "*"}
"""In formulas."""

_LIKENESS = 1e-9


class Following:
    """The formulas of one table, by its name and its headers in the workbook."""

    def __init__(self, name: str, headers: Mapping[str, str]) -> None:
        self._name = name
        self._headers = headers

    def of_row(self, derived: Derived) -> str:
        """The formula of a cell, from two cells of its row; without an equals sign."""
        return self._guarded(derived, "This Row")

    def of_total(self, column: Column, summed: Collection[str]) -> str:
        """The formula of a total; empty where the column has none.

        Args:
            summed: the columns that add up.
        """
        if column.name in summed:
            # Of the rows that a filter leaves.
            return f"SUBTOTAL(109,{self._name}[{in_brackets(self._headers[column.name])}])"
        derived = column.derived
        if derived is None or not {derived.left, derived.right} <= set(summed):
            return ""
        return self._guarded(derived, "Totals")

    def _guarded(self, derived: Derived, part: str) -> str:
        left, right = (
            f"{self._name}[[#{part}],[{in_brackets(self._headers[name])}]]"
            for name in (derived.left, derived.right)
        )
        said = quoted(not_available())
        return f"IFERROR({left}{SIGNS[derived.operation]}{right},{said})"


def summed(table: Table) -> frozenset[str]:
    """The columns that add up and have something to add."""
    return frozenset(
        column.name
        for column in table.columns
        if column.total is Total.SUM
        and any(number(value) is not None for value in table.values(column.name))
    )


def computes(table: Table, column: Column, row: Row) -> bool:
    """Whether a formula in the row gives what the document says there."""
    if column.derived is None:
        return False
    values = {
        name: number(row.cells[table.place(name)])
        for name in (column.derived.left, column.derived.right)
    }
    said = number(row.cells[table.place(column.name)])
    found = applied(column.derived, values)
    if said is None or found is None:
        return said is None and found is None
    return abs(said - found) <= _LIKENESS * max(abs(said), abs(found), 1e-6)


def number(value: Cell) -> float | None:
    """A cell's value as a number that can be computed with."""
    return float(value) if isinstance(value, int | float) else None
