"""Sentences about sheets: which were used, which not, and what stands where in them."""

from __future__ import annotations

from collections.abc import Iterable

from adapters.addresses import a1, column_letters
from salestui.i18n import N_
from salestui.mapping.layout import Problem, TableLayout
from salestui.mapping.problems.wording import short
from salestui.model.fields import Field


def no_pipeline(looked_for: Iterable[str], sheets: Iterable[str]) -> Problem:
    """No sheet is a pipeline."""
    return Problem(
        "error",
        "no-pipeline",
        "",
        N_("No sheet of this workbook looks like a list of deals; looked at: {sheets}."),
        N_("Its header row must be within the first 30 rows, with columns such as {headers}."),
        (("sheets", ", ".join(sheets) or "-"), ("headers", ", ".join(looked_for))),
    )


def sheet_unused(entity: str, sheet: str, used: str) -> Problem:
    """Two sheets look like the same entity; only one is used."""
    return Problem(
        "warning",
        "sheet-unused",
        sheet,
        N_("The sheet {sheet} is not used: {used} looks more like what it holds."),
        N_("Keep all rows on one sheet, or keep them in separate workbooks."),
        (("sheet", sheet), ("used", used)),
        entity,
    )


def sheets_not_read(entity: str, sheets: Iterable[str], used: str) -> Problem:
    """Sheets with the same columns as the one that is used: one per month, or per rep."""
    names = ", ".join(sheets)
    return Problem(
        "error",
        "sheets-not-read",
        names.partition(", ")[0],
        N_("These sheets have the same columns as {used} and are not read: {sheets}."),
        N_("Put their rows onto one sheet; figures count the rows of {used} only."),
        (("sheets", names), ("used", used)),
        entity,
    )


def hidden_sheets(entity: str, sheets: Iterable[str], used: str) -> Problem:
    """Hidden sheets with the same columns."""
    names = ", ".join(sheets)
    return Problem(
        "info",
        "hidden-sheets",
        names.partition(", ")[0],
        N_("These sheets have the same columns as {used}, but are hidden and not read: {sheets}."),
        N_("Show them in Excel if their rows count."),
        (("sheets", names), ("used", used)),
        entity,
    )


def no_data_sheets(entity: str, sheets: Iterable[str], used: str) -> Problem:
    """Sheets with the same columns that are named as summaries or templates."""
    names = ", ".join(sheets)
    return Problem(
        "warning",
        "no-data-sheets",
        names.partition(", ")[0],
        N_(
            "These sheets have the columns of {used} and are not counted: by their names they sum"
            " others up or are templates: {sheets}."
        ),
        N_("Give them other names if their rows count."),
        (("sheets", names), ("used", used)),
        entity,
    )


def repeating_sheet(entity: str, sheet: str, others: Iterable[str], count: int) -> Problem:
    """A sheet whose rows stand on the other sheets too."""
    return Problem(
        "warning",
        "repeating-sheet",
        sheet,
        N_("{count} rows of {sheet} stand on other sheets too ({others}): it is not counted."),
        N_("Remove the copies, or keep one kind of sheet."),
        (("sheet", sheet), ("others", ", ".join(others)), ("count", str(count))),
        entity,
    )


def told_by_names(entity: str, field: Field, sheets: Iterable[str]) -> Problem:
    """The sheets' names say what no column does."""
    names = list(sheets)
    return Problem(
        "info",
        "told-by-sheets",
        names[0],
        N_("No sheet has a column {field}; the names of the sheets are taken for it: {sheets}."),
        N_("Give the sheets a column of that name if this is wrong."),
        (("field", field.en), ("sheets", ", ".join(names))),
        entity,
    )


def not_targets(sheet: str) -> Problem:
    """A column per period, and nothing that says that the numbers are targets."""
    return Problem(
        "info",
        "maybe-targets",
        sheet,
        N_("The sheet {sheet} has a column per period, but nothing says that they are targets."),
        N_("If they are, name the sheet Targets."),
        (("sheet", sheet),),
        "targets",
    )


def duplicate_header(entity: str, sheet: str, row: int, column: int, header: str) -> Problem:
    """A header that stood further left already."""
    return Problem(
        "warning",
        "duplicate-header",
        a1(sheet, row, column),
        N_("The header {header} is there twice; column {letters} is kept as one of your own."),
        N_("Give one of the two another name."),
        (("header", short(header)), ("letters", column_letters(column))),
        entity,
        row,
    )


def totals_row(table: TableLayout, row: int, text: str) -> Problem:
    """A row of totals among the data; it is not counted."""
    return Problem(
        "info",
        "totals-row",
        a1(table.sheet, row, table.first_column),
        N_("The row {text} is taken for a total and not counted."),
        "",
        (("text", short(text)),),
        table.entity.name,
        row,
    )


def no_record(table: TableLayout, row: int, text: str) -> Problem:
    """A row of units, a count or a note among the data; it is not counted."""
    return Problem(
        "info",
        "no-record",
        a1(table.sheet, row, table.first_column),
        N_("The row {text} is taken for a remark and not counted."),
        "",
        (("text", short(text)),),
        table.entity.name,
        row,
    )


def header_again(table: TableLayout, row: int) -> Problem:
    """A row that repeats the header, as on each page of a printed report."""
    return Problem(
        "info",
        "header-again",
        a1(table.sheet, row, table.first_column),
        N_("This row repeats the header and is left out."),
        "",
        (),
        table.entity.name,
        row,
    )


def rows_below_table(table: TableLayout, first: int, last: int) -> Problem:
    """Rows right below an Excel table or a named range that does not hold them."""
    count = last - first + 1
    return Problem(
        "error",
        "rows-below-table",
        a1(table.sheet, first, table.first_column),
        N_(
            "{count} rows right below the table ({first} to {last}) are no part of it: they are not"
            " counted."
        ),
        N_("Draw the table, or the named range, down over them in Excel."),
        (("count", str(count)), ("first", str(first)), ("last", str(last))),
        table.entity.name,
        first,
    )


def table_below(table: TableLayout, row: int) -> Problem:
    """Another table far below this one. ``row`` is the first of it."""
    return Problem(
        "error",
        "table-below",
        a1(table.sheet, row, table.first_column),
        N_("Another table begins here; it is not read."),
        N_("Put it onto a sheet of its own, or beside this one."),
        (),
        table.entity.name,
        row,
    )
