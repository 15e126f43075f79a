"""Sentences about how a whole column was understood: its units, dates, labels and values."""

from __future__ import annotations

from collections.abc import Sequence

from salestui.i18n import N_
from salestui.mapping.layout import Column, Problem, TableLayout
from salestui.mapping.problems.wording import cell, short


def group_labels(table: TableLayout, column: Column, row: int, count: int) -> Problem:
    """Blank cells that are read as the label of their group. ``row`` is the first of them."""
    return Problem(
        "info",
        "group-labels",
        cell(table, column, row),
        N_("{count} blank cells of the column {header} are read as the label above them."),
        N_("If they have none, write the value into each row."),
        (("count", str(count)), ("header", short(column.header))),
        table.entity.name,
        row,
        column.name,
    )


def percent_points(table: TableLayout, column: Column, points: bool) -> Problem:
    """How the numbers of a percent column were read, where the workbook does not say it."""
    return Problem(
        "warning",
        "percent-unit",
        cell(table, column, table.header_row),
        N_("The numbers of the column {header} are read as per cent: 35 is 35%.")
        if points
        else N_("The numbers of the column {header} are read as fractions: 0.35 is 35%."),
        N_("Give the column's cells a percent format to make it certain."),
        (("header", short(column.header)),),
        table.entity.name,
        None,
        column.name,
    )


def date_order(
    table: TableLayout, column: Column, doubtful: str, example: str, day_first: bool
) -> Problem:
    """In which order the dates of a column were read, and what decided it."""
    day = N_("Dates such as {text} in the column {header} are read day first, like {example}.")
    month = N_("Dates such as {text} in the column {header} are read month first, like {example}.")
    return _of_column(
        table,
        column,
        ("info", "date-order"),
        (day if day_first else month, ""),
        ("text", short(doubtful)),
        ("example", short(example)),
    )


def decimal_mark(
    table: TableLayout, column: Column, doubtful: str, example: str, comma: bool
) -> Problem:
    """With which decimal mark the numbers of a column were read, and what decided it."""
    with_comma = N_("{text} in the column {header} is read with a decimal comma, like {example}.")
    with_point = N_("{text} in the column {header} is read with a decimal point, like {example}.")
    return _of_column(
        table,
        column,
        ("info", "decimal-mark"),
        (with_comma if comma else with_point, ""),
        ("text", short(doubtful)),
        ("example", short(example)),
    )


def contradicting(
    table: TableLayout, column: Column, first: str, second: str, *, dates: bool
) -> Problem:
    """A column that is written in two ways, so that nothing decides the doubtful values."""
    days = N_("The column {header} has dates day first ({first}) and month first ({second}).")
    marks = N_("The column {header} has decimal commas ({first}) and decimal points ({second}).")
    return _of_column(
        table,
        column,
        ("warning", "mixed-date-order" if dates else "mixed-decimal-marks"),
        (days if dates else marks, N_("Write all of them in one way.")),
        ("first", short(first)),
        ("second", short(second)),
    )


def months_only(table: TableLayout, column: Column, row: int, count: int) -> Problem:
    """Dates that name a month and no day. ``row`` is the first of them."""
    return Problem(
        "info",
        "month-only",
        cell(table, column, row),
        N_("{count} cells of the column {header} name a month only; its first day is taken."),
        N_("Write the day too where it matters."),
        (("count", str(count)), ("header", short(column.header))),
        table.entity.name,
        row,
        column.name,
    )


def short_years(
    table: TableLayout, column: Column, row: int, example: tuple[str, str], count: int
) -> Problem:
    """Dates with two digits for the year. ``example``: the text in ``row``, and the day read."""
    return Problem(
        "warning",
        "two-digit-years",
        cell(table, column, row),
        N_(
            "The column {header} has years of two digits ({count}): {text} is read as {date}; "
            "00 to 68 are 2000 to 2068."
        ),
        N_("Write years with four digits."),
        (
            ("header", short(column.header)),
            ("count", str(count)),
            ("text", short(example[0])),
            ("date", example[1]),
        ),
        table.entity.name,
        row,
        column.name,
    )


def maybe_swapped(table: TableLayout, column: Column, text: str) -> Problem:
    """Dates half converted by a program that took the day for the month."""
    message = N_(
        "The column {header} has true dates, all within the first twelve days of a month, and text "
        "such as {text}: an import probably swapped days and months of the true dates."
    )
    hint = N_("Import the list again with the right order of day and month.")
    kind = ("warning", "dates-maybe-swapped")
    return _of_column(table, column, kind, (message, hint), ("text", short(text)))


def similar_value(
    table: TableLayout,
    column: Column,
    cells: tuple[int, Sequence[str]],
    text: str,
    better: str,
    *,
    count: int,
) -> Problem:
    """A name that is most likely another one, written otherwise.

    Args:
        cells: the row of the first cell, and the addresses of the first ones.
    """
    row, addresses = cells
    named = ", ".join(addresses)
    more = count > len(addresses)
    return Problem(
        "warning",
        "similar-values",
        cell(table, column, row),
        N_("{text} stands in {count} cells of the column {header} ({cells})."),
        N_("It is probably {better}; if so, write it like that."),
        (
            ("text", short(text)),
            ("better", short(better)),
            ("count", str(count)),
            ("cells", named + ", …" if more else named),
            ("header", short(column.header)),
        ),
        table.entity.name,
        row,
        column.name,
        better,
    )


def guessed(entity: str, where: str, column: Column) -> Problem:
    """A column taken for a field whose name it does not have. ``where``: its header."""
    by_values = N_("The column {header} holds names of stages and is taken for {field}.")
    alike = N_("The column {header} is taken for {field}, whose name it resembles.")
    sure = column.reason == "values"
    return Problem(
        "info" if sure else "warning",
        "stage-by-values" if sure else "similar-header",
        where,
        by_values if sure else alike,
        N_("Rename the header, or confirm or change it: salestui map PATH --save."),
        (("header", short(column.header)), ("field", column.name)),
        entity,
        None,
        column.name,
    )


def spaces_around(table: TableLayout, column: Column, row: int, text: str, count: int) -> Problem:
    """Cells with spaces around a text that stands without them elsewhere.

    ``text`` is that of the first, without the spaces.
    """
    return Problem(
        "info",
        "spaces-around",
        cell(table, column, row),
        N_("{count} cells of the column {header} have spaces around their text, such as {text}."),
        N_(
            "They are read without, but Excel's own filters and lookups tell the two apart: take "
            "the spaces off."
        ),
        (("count", str(count)), ("header", short(column.header)), ("text", short(text))),
        table.entity.name,
        row,
        column.name,
        text,
    )


def _of_column(
    table: TableLayout,
    column: Column,
    kind: tuple[str, str],
    said: tuple[str, str],
    *parts: tuple[str, str],
) -> Problem:
    """A problem of a whole column, shown at its header: severity and code; message and hint."""
    return Problem(
        *kind,
        cell(table, column, table.header_row),
        *said,
        (("header", short(column.header)), *parts),
        table.entity.name,
        None,
        column.name,
    )
