"""Sentences about targets: whose they are and for which time."""

from __future__ import annotations

from salestui.i18n import N_
from salestui.mapping.layout import Column, Problem, TableLayout
from salestui.mapping.problems.wording import cell, short


def year_assumed(entity: str, where: str, year: int) -> Problem:
    """Periods without a year, and no year anywhere."""
    return Problem(
        "warning",
        "year-assumed",
        where,
        N_("The periods name no year; {year} is assumed."),
        N_("Write the year into the headers, a title above, the sheet's name or a column Year."),
        (("year", str(year)),),
        entity,
    )


def no_period(table: TableLayout, column: Column, row: int, text: str) -> Problem:
    """A target whose period cannot be read."""
    return Problem(
        "error",
        "no-period",
        cell(table, column, row),
        N_("{text} is not a period.") if text else N_("This target has no period."),
        N_("Write 2026-03, 2026-Q1, 2026 or Mar 2026."),
        (("text", short(text)),),
        table.entity.name,
        row,
        column.name,
    )


def no_scope(table: TableLayout, column: Column, row: int, text: str) -> Problem:
    """A target of which it is unclear whose it is."""
    return Problem(
        "error",
        "no-scope",
        cell(table, column, row),
        N_("It is unclear whose target {text} is."),
        N_("Write company, team, rep, region or product into a column Scope type."),
        (("text", short(text)),),
        table.entity.name,
        row,
        column.name,
    )


def no_column_scope(table: TableLayout, column: Column, count: int) -> Problem:
    """A column of targets, a row per period, under a name that nothing else has."""
    return Problem(
        "error",
        "no-scope",
        cell(table, column, table.header_row),
        N_("It is unclear whose targets the column {header} holds; {count} are left out."),
        N_("Write rep:, team:, region: or product: before the name, or use one that deals have."),
        (("header", short(column.header)), ("count", str(count))),
        table.entity.name,
        None,
        column.name,
    )


def combined_scope(table: TableLayout, column: Column, row: int, text: str) -> Problem:
    """A target for a combination, such as a product within a region."""
    return Problem(
        "error",
        "combined-scope",
        cell(table, column, row),
        N_("A target for {text} together cannot be used."),
        N_("Set targets for a rep, a team, a region or a product each."),
        (("text", short(text)),),
        table.entity.name,
        row,
        column.name,
    )
