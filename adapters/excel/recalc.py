"""Results of formulas in rows that change: computed where they are plain arithmetic, else dropped.

A stored result would otherwise contradict the edited cells: LibreOffice shows it as it is, and so
does every reader that does not compute. A formula without a result is computed by both.
"""

from __future__ import annotations

import ast
import math
import operator
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, time
from itertools import pairwise

from adapters.errors import Refused
from adapters.excel.cellxml import NewCell, serial, stored_number
from adapters.excel.formulas import lexemes
from adapters.excel.plan import SheetPlan
from adapters.excel.ranges import cell_range, overlap, parse_range
from adapters.excel.shared import formula_text
from adapters.protocol import CellRange

_NAME = re.compile(r"[^\[\]@,]+")
_THIS_ROW = re.compile(r"\[(?:\[#This Row\],|@)\[?([^\[\]'#@,:]+)\]*")
_PLAIN = frozenset("+-*/() \r\n\t")
_ARITHMETIC: dict[type[ast.AST], Callable[..., float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.USub: operator.neg,
    ast.UAdd: operator.pos,
}


class _NotArithmeticError(Exception):
    """Only a spreadsheet program can compute this formula."""


def row_results(plan: SheetPlan, row: int, from_1904: bool) -> dict[int, float | None]:
    """New results of the row's formulas by column: of planned ones, and of stored ones that read
    a cell which changes in this row, directly or through each other. None: not known.
    """
    planned = plan.cells.get(row, {})
    stored = plan.sheet.row(row)
    waiting = {
        cell.column: formula_text(plan.sheet, cell)
        for cell in (stored.cells.values() if stored else ())
        if cell.formula is not None and cell.column not in planned
    }
    formulas = {
        column: cell.formula
        for column, cell in planned.items()
        if isinstance(cell, NewCell) and cell.formula is not None and not cell.array
    }
    evaluator = _Row(plan, row, formulas, from_1904)
    changed = set(planned)
    while depending := [c for c, text in waiting.items() if evaluator.reads(text, changed)]:
        changed.update(depending)
        formulas.update((column, waiting.pop(column)) for column in depending)
    return {column: evaluator.result(column) for column in formulas}


def refresh_results(plan: SheetPlan, from_1904: bool) -> None:
    """Put the results of formulas in touched rows into the plan."""
    for row, planned in plan.cells.items():
        for column, result in row_results(plan, row, from_1904).items():
            cell = planned.get(column)
            if isinstance(cell, NewCell):
                planned[column] = replace(cell, result=result)
            else:
                plan.results.setdefault(row, {})[column] = result


@dataclass(slots=True)
class _Row:
    """Evaluates the formulas of one row; a formula in a circle has no result."""

    plan: SheetPlan
    row: int
    formulas: dict[int, str]
    from_1904: bool
    known: dict[int, float | None] = field(default_factory=dict)

    def reads(self, formula: str, changed: set[int]) -> bool:
        """Whether the formula may read one of the columns in this row."""
        cells = [cell_range(self.row, column) for column in changed]
        try:
            parts = [("", ""), *lexemes(formula)]
        except Refused:
            return True
        start: CellRange | None = None
        for (_, before), (kind, lexeme) in pairwise(parts):
            if kind == "bracket" and self._reads_columns(lexeme, changed):
                return True
            if kind in ("cell", "columns", "rows"):
                read = parse_range(lexeme)
                if before == ":" and start is not None and read is not None:
                    read = replace(start, last_row=read.last_row, last_column=read.last_column)
                if read is not None and any(overlap(read, cell) for cell in cells):
                    return True
                start = read
        return False

    def _reads_columns(self, reference: str, changed: set[int]) -> bool:
        """Whether a structured reference names one of the columns, or may."""
        names = [name for name in _NAME.findall(reference) if not name.startswith("#")]
        columns = self._table_columns()
        known = names and all(name.casefold() in columns for name in names)
        return not known or any(columns[name.casefold()] in changed for name in names)

    def _table_columns(self) -> dict[str, int]:
        """Columns by lower-case heading of the tables that hold, or will hold, this row."""
        growing = {table.part: rows for table, rows in self.plan.tables}
        columns: dict[str, int] = {}
        for table in self.plan.sheet.tables:
            last = table.last_data_row + growing.get(table.part, 0)
            if table.range.first_row <= self.row <= last:
                columns.update(table.columns)
        return columns

    def result(self, column: int) -> float | None:
        """The formula's value, or None when it is not plain arithmetic on numbers."""
        if column not in self.known:
            self.known[column] = None
            with suppress(_NotArithmeticError, Refused):
                self.known[column] = _evaluated("".join(self._operands(self.formulas[column])))
        return self.known[column]

    def _operands(self, formula: str) -> Iterator[str]:
        """The formula with its references as numbers in parentheses."""
        parts = [*lexemes(formula), ("", "")]
        for (kind, lexeme), (following, _) in pairwise(parts):
            if kind == "number" or (kind == "other" and lexeme in _PLAIN):
                yield lexeme
            elif kind == "cell":
                place = parse_range(lexeme)
                assert place is not None, "the lexer found a reference"
                yield f"({self._number(place.first_row, place.first_column)!r})"
            elif kind == "bracket":
                named = _THIS_ROW.fullmatch(lexeme)
                column = self._table_columns().get(named[1].casefold()) if named else None
                if column is None:
                    raise _NotArithmeticError
                yield f"({self._number(self.row, column)!r})"
            elif not (kind == "word" and following == "bracket"):  # a table's name may stand there
                raise _NotArithmeticError

    def _number(self, row: int, column: int) -> float:
        """The number in a cell as it will be; blank counts as 0, as in Excel."""
        if row == self.row and column in self.formulas:
            return _known(self.result(column))
        planned = self.plan.cells.get(row, {}).get(column)
        if planned is not None:
            return self._planned_number(planned)
        cell = self.plan.sheet.cell(row, column)
        if cell is None or cell.is_blank:
            return 0.0
        value = cell.element.find("v")
        unsure = cell.formula is not None and row != self.row
        if unsure or value is None or cell.element.attributes.get("t", "n") != "n":
            raise _NotArithmeticError
        return _known(stored_number(value))

    def _planned_number(self, planned: NewCell | bytes) -> float:
        if isinstance(planned, bytes) or planned.formula is not None:
            raise _NotArithmeticError
        value = planned.value
        if isinstance(value, (date, time)):
            return float(serial(value, self.from_1904))
        if isinstance(value, (bool, str)):
            raise _NotArithmeticError
        return float(value or 0)


def _known(value: float | None) -> float:
    if value is None:
        raise _NotArithmeticError
    return value


def _evaluated(expression: str) -> float:
    """The value of numbers, the four operations and parentheses."""
    try:
        value = _value(ast.parse(f"({expression})", mode="eval").body)
    except (SyntaxError, ArithmeticError, RecursionError, MemoryError, ValueError) as problem:
        raise _NotArithmeticError from problem
    if not math.isfinite(value):
        raise _NotArithmeticError
    return value


def _value(node: ast.expr) -> float:
    if isinstance(node, ast.Constant) and isinstance(node.value, (int, float)):
        return float(node.value)
    if isinstance(node, ast.UnaryOp) and type(node.op) in _ARITHMETIC:
        return _ARITHMETIC[type(node.op)](_value(node.operand))
    if isinstance(node, ast.BinOp) and type(node.op) in _ARITHMETIC:
        return _ARITHMETIC[type(node.op)](_value(node.left), _value(node.right))
    raise _NotArithmeticError
