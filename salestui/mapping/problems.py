"""Every sentence about what could not be understood in a workbook, in one place.

Messages are English templates with placeholders; where they are shown, they are translated first
and filled in afterwards, so the values never take part in the look-up.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from adapters.protocol import a1, column_letters
from salestui.i18n import N_
from salestui.mapping.layout import Column, Problem, TableLayout

_LONGEST = 60
_HOLE = re.compile(r"{(\w+)}")

Telling = Callable[[TableLayout, Column, int, str], Problem]
"""Makes a problem of a cell: table, column, sheet row, the cell's text."""


def sentence(
    template: str, parts: Iterable[tuple[str, str]], translate: Callable[[str], str]
) -> str:
    """A message or hint as it is shown."""
    values = dict(parts)
    shown = translate(template) if template else ""
    return _HOLE.sub(lambda hole: values.get(hole[1], hole[0]), shown)


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONGEST else flat[: _LONGEST - 1] + "…"


def _cell(table: TableLayout, column: Column, row: int) -> str:
    return a1(table.sheet, row, column.position or table.first_column)


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
        (("header", _short(header)), ("letters", column_letters(column))),
        entity,
        row,
    )


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
        _cell(table, column, row),
        message,
        hint,
        (("text", _short(text)), *parts),
        table.entity.name,
        row,
        column.name,
    )


def more_unreadable(table: TableLayout, column: Column, row: int, count: int) -> Problem:
    """What is not listed cell by cell any more. ``row`` is the first such row."""
    return Problem(
        "error" if column.field or column.name.startswith("t:") else "warning",
        "more-unreadable",
        _cell(table, column, row),
        N_("{count} more cells of the column {header} could not be understood."),
        N_("Correct the first ones listed; most likely all are alike."),
        (("count", str(count)), ("header", _short(column.header))),
        table.entity.name,
        row,
        column.name,
    )


def totals_row(table: TableLayout, row: int, text: str) -> Problem:
    """A row of totals among the data; it is not counted."""
    return Problem(
        "info",
        "totals-row",
        a1(table.sheet, row, table.first_column),
        N_("The row {text} is taken for a total and not counted."),
        "",
        (("text", _short(text)),),
        table.entity.name,
        row,
    )


def duplicate_key(
    table: TableLayout, column: Column, row: int, key: str, others: Iterable[int]
) -> Problem:
    """Several rows with one key. ``others``: the other rows."""
    return Problem(
        "warning",
        "duplicate-id",
        _cell(table, column, row),
        N_("{key} stands in row {others} too."),
        N_("Give each row a {header} of its own."),
        (
            ("key", _short(key)),
            ("others", ", ".join(map(str, others))),
            ("header", _short(column.header)),
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
        _cell(table, column, row),
        N_("{count} more rows share their {header} with others."),
        N_("Give each row a {header} of its own."),
        (("count", str(count)), ("header", _short(column.header))),
        table.entity.name,
        row,
        column.name,
    )


def key_repeats(table: TableLayout, column: Column, count: int) -> Problem:
    """A key column whose values repeat all over, as order numbers do in a list of their lines."""
    return Problem(
        "warning",
        "key-repeats",
        _cell(table, column, table.header_row),
        N_("{count} rows share their {header} with others, so it does not name a row."),
        "",
        (("count", str(count)), ("header", _short(column.header))),
        table.entity.name,
        None,
        column.name,
    )


def group_labels(table: TableLayout, column: Column, row: int, count: int) -> Problem:
    """Blank cells that are read as the label of their group. ``row`` is the first of them."""
    return Problem(
        "info",
        "group-labels",
        _cell(table, column, row),
        N_("{count} blank cells of the column {header} are read as the label above them."),
        N_("If they have none, write the value into each row."),
        (("count", str(count)), ("header", _short(column.header))),
        table.entity.name,
        row,
        column.name,
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


def percent_points(table: TableLayout, column: Column, points: bool) -> Problem:
    """How the numbers of a percent column were read, where the workbook does not say it."""
    return Problem(
        "warning",
        "percent-unit",
        _cell(table, column, table.header_row),
        N_("The numbers of the column {header} are read as per cent: 35 is 35%.")
        if points
        else N_("The numbers of the column {header} are read as fractions: 0.35 is 35%."),
        N_("Give the column's cells a percent format to make it certain."),
        (("header", _short(column.header)),),
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
        ("text", _short(doubtful)),
        ("example", _short(example)),
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
        ("text", _short(doubtful)),
        ("example", _short(example)),
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
        ("first", _short(first)),
        ("second", _short(second)),
    )


def months_only(table: TableLayout, column: Column, row: int, count: int) -> Problem:
    """Dates that name a month and no day. ``row`` is the first of them."""
    return Problem(
        "info",
        "month-only",
        _cell(table, column, row),
        N_("{count} cells of the column {header} name a month only; its first day is taken."),
        N_("Write the day too where it matters."),
        (("count", str(count)), ("header", _short(column.header))),
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
    return _of_column(table, column, kind, (message, hint), ("text", _short(text)))


def similar_value(
    table: TableLayout,
    column: Column,
    rows: Sequence[int],
    text: str,
    better: str,
    *,
    count: int,
) -> Problem:
    """A name that is most likely another one, written otherwise. ``rows``: the first cells."""
    cells = ", ".join(f"{column_letters(column.position or 1)}{row}" for row in rows)
    more = count > len(rows)
    return Problem(
        "warning",
        "similar-values",
        _cell(table, column, rows[0]),
        N_("{text} stands in {count} cells of the column {header} ({cells})."),
        N_("It is probably {better}; if so, write it like that."),
        (
            ("text", _short(text)),
            ("better", _short(better)),
            ("count", str(count)),
            ("cells", cells + ", …" if more else cells),
            ("header", _short(column.header)),
        ),
        table.entity.name,
        rows[0],
        column.name,
    )


def spaces_around(table: TableLayout, column: Column, row: int, text: str, count: int) -> Problem:
    """Cells with spaces around a text that stands without them elsewhere."""
    return Problem(
        "info",
        "spaces-around",
        _cell(table, column, row),
        N_("{count} cells of the column {header} have spaces around their text, such as {text}."),
        N_("They are read without; Excel's own filters and lookups tell the two apart."),
        (("count", str(count)), ("header", _short(column.header)), ("text", _short(text))),
        table.entity.name,
        row,
        column.name,
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
        _cell(table, column, table.header_row),
        *said,
        (("header", _short(column.header)), *parts),
        table.entity.name,
        None,
        column.name,
    )


def no_period(table: TableLayout, column: Column, row: int, text: str) -> Problem:
    """A target whose period cannot be read."""
    return Problem(
        "error",
        "no-period",
        _cell(table, column, row),
        N_("{text} is not a period.") if text else N_("This target has no period."),
        N_("Write 2026-03, 2026-Q1, 2026 or Mar 2026."),
        (("text", _short(text)),),
        table.entity.name,
        row,
        column.name,
    )


def no_scope(table: TableLayout, column: Column, row: int, text: str) -> Problem:
    """A target of which it is unclear whose it is."""
    return Problem(
        "error",
        "no-scope",
        _cell(table, column, row),
        N_("It is unclear whose target {text} is."),
        N_("Write company, team, rep, region or product into a column Scope type."),
        (("text", _short(text)),),
        table.entity.name,
        row,
        column.name,
    )


def combined_scope(table: TableLayout, column: Column, row: int, text: str) -> Problem:
    """A target for a combination, such as a product within a region."""
    return Problem(
        "error",
        "combined-scope",
        _cell(table, column, row),
        N_("A target for {text} together cannot be used."),
        N_("Set targets for a rep, a team, a region or a product each."),
        (("text", _short(text)),),
        table.entity.name,
        row,
        column.name,
    )
