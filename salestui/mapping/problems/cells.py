"""Sentences about cells that could not be read, and about keys that are there twice."""

from __future__ import annotations

from collections.abc import Iterable

from salestui.i18n import N_
from salestui.mapping.layout import Column, Problem, TableLayout
from salestui.mapping.problems.wording import cell, short

_NOT_UNDERSTOOD = {
    "not-a-number": (N_("{text} is not a number."), N_("Write digits, such as 12,500 or 35万.")),
    "not-a-percentage": (N_("{text} is not a percentage."), N_("Write 0.35 or 35%.")),
    "not-a-date": (N_("{text} is not a date."), N_("Write 2026-03-05.")),
    "not-a-flag": (N_("{text} is neither yes nor no."), N_("Write yes or no.")),
    "ambiguous-date": (
        N_("{text} may be {first} or {second}."),
        N_(
            "Write {first} or {second}, or say for the whole workbook which comes first: start "
            "with --day-first or --month-first, or set day_first in the settings."
        ),
    ),
    "ambiguous-number": (
        N_("{text} may be {first} or {second}."),
        N_("Write it without separators, or store it as a number in Excel."),
    ),
    "ambiguous-percentage": (
        N_("{text} may be {first} or {second}: the column has fractions and per cents."),
        N_("Write it with its sign: {first} or {second}."),
    ),
    "cell-error": (N_("The formula gives {text}."), N_("Correct the formula in Excel.")),
}


def unreadable(
    table: TableLayout,
    column: Column,
    row: int,
    code: str,
    text: str,
    *,
    parts: tuple[tuple[str, str], ...] = (),
) -> Problem:
    """A cell that is not of its column's kind. ``code`` is a key of the table above."""
    message, hint = _NOT_UNDERSTOOD[code]
    return Problem(
        "error" if column.field or column.name.startswith("t:") else "warning",
        code,
        cell(table, column, row),
        message,
        hint,
        (("text", short(text)), *parts),
        table.entity.name,
        row,
        column.name,
    )


def more_unreadable(table: TableLayout, column: Column, row: int, count: int) -> Problem:
    """What is not listed cell by cell any more. ``row`` is the first such row."""
    return Problem(
        "error" if column.field or column.name.startswith("t:") else "warning",
        "more-unreadable",
        cell(table, column, row),
        N_("{count} more cells of the column {header} could not be understood."),
        N_("Correct the first ones listed; most likely all are alike."),
        (("count", str(count)), ("header", short(column.header))),
        table.entity.name,
        row,
        column.name,
    )


def duplicate_key(
    table: TableLayout, column: Column, row: int, key: str, others: Iterable[str]
) -> Problem:
    """Several rows with one key. ``others``: the other rows, with their sheet if it is another."""
    return Problem(
        "warning",
        "duplicate-id",
        cell(table, column, row),
        N_("{key} stands in row {others} too."),
        N_("Give each row a {header} of its own."),
        (
            ("key", short(key)),
            ("others", ", ".join(others)),
            ("header", short(column.header)),
        ),
        table.entity.name,
        row,
        column.name,
    )


def more_duplicates(table: TableLayout, column: Column, row: int, count: int) -> Problem:
    """Too many rows with shared keys to list them. ``row`` is the first of them."""
    return Problem(
        "warning",
        "more-duplicates",
        cell(table, column, row),
        N_("{count} more rows share their {header} with others."),
        N_("Give each row a {header} of its own."),
        (("count", str(count)), ("header", short(column.header))),
        table.entity.name,
        row,
        column.name,
    )


def key_repeats(table: TableLayout, column: Column, count: int) -> Problem:
    """A key column whose values repeat all over, as order numbers do in a list of their lines."""
    return Problem(
        "warning",
        "key-repeats",
        cell(table, column, table.header_row),
        N_("{count} rows share their {header} with others, so it does not name a row."),
        "",
        (("count", str(count)), ("header", short(column.header))),
        table.entity.name,
        None,
        column.name,
    )
