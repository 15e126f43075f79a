"""What the formulas among a table's cells mean for its rows: results that are missing or old."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import polars as pl

from adapters.contents import FormulaCells, FormulaState, SheetData
from salestui.mapping import problems
from salestui.mapping.layout import Problem, TableLayout
from salestui.mapping.typed import Bad, Typed

Formulas = Mapping[int, Sequence[FormulaCells]]
"""The formulas read for a table, by sheet column."""

_TOLD = {
    FormulaState.UNCALCULATED: problems.not_calculated,
    FormulaState.VOLATILE: problems.volatile_formulas,
    FormulaState.EXTERNAL: problems.external_formulas,
}


def formulas_of(data: SheetData) -> Formulas:
    """The formulas among what was read."""
    found: dict[int, list[FormulaCells]] = {}
    for cells in data.formulas:
        found.setdefault(cells.column, []).append(cells)
    return found


def with_uncalculated(column: Typed, formulas: Formulas, first_row: int) -> Typed:
    """The column with its formulas without a result as cells that are null without being empty.

    Their text is empty, which no other such cell's is.
    """
    missing = tuple(
        Bad(row - first_row, "") for row in _rows(_of(column, formulas, FormulaState.UNCALCULATED))
    )
    return replace(column, bad=(*column.bad, *missing)) if missing else column


def formula_notes(
    table: TableLayout, column: Typed, formulas: Formulas, rows: pl.Series, kept: pl.Series
) -> Iterator[Problem]:
    """What is said of a column's formulas that cannot be relied on.

    Args:
        rows: the sheet rows read.
        kept: which of them are looked at.
    """
    first = rows[0] if rows.len() else 0
    for state, told in _TOLD.items():
        found = _of(column, formulas, state)
        if found and (places := _kept(found, first, kept)):
            yield told(table, column.column, [place + first for place in places])


def single_formulas(
    columns: Sequence[Typed], formulas: Formulas, first_row: int, kept: pl.Series, ids: pl.Series
) -> dict[str, frozenset[int]]:
    """The records whose cell holds a formula, by column that is not calculated as a whole."""
    single = [c for c in columns if not c.column.calculated and c.column.position in formulas]
    found = {
        c.column.name: ids.gather(_kept(formulas[c.column.position or 0], first_row, kept))
        for c in single
    }
    return {name: frozenset(cells.to_list()) for name, cells in found.items() if cells.len()}


def distant_columns(columns: Sequence[Typed], formulas: Formulas) -> frozenset[str]:
    """The columns with formulas that may change with cells of other rows or sheets."""
    return frozenset(
        c.column.name
        for c in columns
        if not all(cells.local for cells in formulas.get(c.column.position or 0, ()))
    )


def _of(column: Typed, formulas: Formulas, state: FormulaState) -> list[FormulaCells]:
    return [c for c in formulas.get(column.column.position or 0, ()) if c.state is state]


def _rows(cells: Sequence[FormulaCells]) -> Iterator[int]:
    for run in cells:
        yield from range(run.first_row, run.last_row + 1)


def _kept(cells: Sequence[FormulaCells], first_row: int, kept: pl.Series) -> list[int]:
    """The places of the cells, counted from 0, that are in rows that are kept."""
    places = [row - first_row for row in _rows(cells)]
    return [i for i, keep in zip(places, kept.gather(places).to_list(), strict=True) if keep]
