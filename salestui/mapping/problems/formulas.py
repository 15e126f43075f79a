"""Sentences about formulas whose result is missing or may be old."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from adapters.addresses import column_letters
from salestui.i18n import N_
from salestui.mapping.layout import Column, Problem, TableLayout
from salestui.mapping.problems.wording import cell, short

_RANGES = 8
"""So many ranges of cells are named; the rest is counted."""


def not_calculated(table: TableLayout, column: Column, rows: Sequence[int]) -> Problem:
    """Formulas of a column that were never calculated. ``rows``: their sheet rows, in order."""
    counted = column.field is not None or column.name.startswith("t:")
    return replace(
        _about(table, column, rows),
        severity="error" if counted else "warning",
        code="not-calculated",
        message=N_("The column {header} has formulas without a result ({count}): {cells}."),
        hint=N_("Open the workbook in Excel or LibreOffice once and save it there."),
    )


def volatile_formulas(table: TableLayout, column: Column, rows: Sequence[int]) -> Problem:
    """Formulas whose stored result may be that of another day."""
    return replace(
        _about(table, column, rows),
        code="volatile-formula",
        message=N_(
            "The column {header} has formulas that change by themselves (TODAY, OFFSET ...); shown "
            "is what the last program to save the workbook got ({count}): {cells}."
        ),
        hint=N_("Save the workbook in Excel or LibreOffice to bring them up to date."),
    )


def external_formulas(table: TableLayout, column: Column, rows: Sequence[int]) -> Problem:
    """Formulas that read other workbooks."""
    return replace(
        _about(table, column, rows),
        code="external-link",
        message=N_(
            "The column {header} has formulas that read another workbook; shown is what it held "
            "when the links were last updated ({count}): {cells}."
        ),
        hint=N_("Update the links in Excel to bring them up to date."),
    )


def _about(table: TableLayout, column: Column, rows: Sequence[int]) -> Problem:
    """A remark about these cells, without words yet."""
    return Problem(
        "info",
        "",
        cell(table, column, rows[0]),
        "",
        parts=(
            ("count", str(len(rows))),
            ("header", short(column.header)),
            ("cells", _ranges(column, rows)),
        ),
        entity=table.entity.name,
        row=rows[0],
        column=column.name,
    )


def _ranges(column: Column, rows: Sequence[int]) -> str:
    """The cells as ranges: ``E2:E40, E52``."""
    letters = column_letters(column.position or 1)
    runs: list[list[int]] = []
    for row in rows:
        if runs and runs[-1][1] == row - 1:
            runs[-1][1] = row
        else:
            runs.append([row, row])
    named = [f"{letters}{a}" if a == b else f"{letters}{a}:{letters}{b}" for a, b in runs[:_RANGES]]
    return ", ".join([*named, *(["…"] if len(runs) > _RANGES else [])])
