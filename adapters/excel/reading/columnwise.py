"""What the cells of some rows tell of their columns: number formats, and which hold formulas."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import groupby

from adapters.excel.ooxml.formats import GENERAL
from adapters.excel.reading.sheetscan import Cell

_NUMERIC = frozenset("nbd")  # kinds of cells that hold numbers, booleans and dates


def column_formats(cells: Iterable[Cell], format_of: Callable[[Cell], str]) -> dict[int, str]:
    """By column: the format of its first number, else the first one that is not General."""
    formats: dict[int, str] = {}
    by_column = sorted(cells, key=lambda cell: (cell.column, cell.row))
    for column, found in groupby(by_column, key=lambda cell: cell.column):
        column_cells = list(found)
        numbers = [cell for cell in column_cells if cell.kind == "n" and cell.text]
        codes = [format_of(cell) for cell in numbers[:1]] or [
            code for cell in column_cells if (code := format_of(cell)) != GENERAL
        ]
        if codes:
            formats[column] = codes[0]
    return formats


def formula_columns(cells: Iterable[Cell]) -> frozenset[int]:
    """Columns made of formulas; a total above or below typed values makes none.

    Up to three texts (a title, a header of two rows) may stand above few formulas.
    """
    found = set()
    by_column = sorted(cells, key=lambda cell: cell.column)
    for column, group in groupby(by_column, key=lambda cell: cell.column):
        filled = [cell for cell in group if cell.has_value or cell.has_formula]
        formulas = sum(cell.has_formula for cell in filled)
        numbers = sum(cell.kind in _NUMERIC and not cell.has_formula for cell in filled)
        texts = len(filled) - formulas - numbers
        if formulas and formulas >= numbers and formulas + 3 >= texts:
            found.add(column)
    return frozenset(found)
