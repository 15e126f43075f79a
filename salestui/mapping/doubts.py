"""What of a column was left out or read with a doubt, as problems."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import polars as pl

from salestui.mapping import problems
from salestui.mapping.layout import Column, Problem, TableLayout
from salestui.mapping.texts import is_doubtful
from salestui.mapping.typed import Bad, Typed, is_blank
from salestui.mapping.values import date_readings, number_readings, parse_number
from salestui.model.fields import NUMERIC, FieldType

LISTED = 200
"""So many cells of a column are listed one by one; the rest is counted."""

_CODES: Mapping[FieldType, str] = {
    FieldType.DATE: "not-a-date",
    FieldType.FLAG: "not-a-flag",
    FieldType.PERCENT: "not-a-percentage",
}

Parts = tuple[tuple[str, str], ...]


def unreadable_cells(
    table: TableLayout, column: Typed, bad: Sequence[Bad], rows: pl.Series
) -> Iterator[Problem]:
    """The cells that could not be understood, in sheet order.

    People's ways to say "nothing" are none of them, nor are formulas without a result.
    ``rows``: the sheet rows of the values.
    """
    told = sorted((b for b in bad if b.text and not is_blank(b)), key=lambda b: b.index)
    for cell in told[:LISTED]:
        code, parts = _code(column, cell)
        row = rows[cell.index]
        yield problems.unreadable(table, column.column, row, code, cell.text, parts=parts)
    if rest := told[LISTED:]:
        yield problems.more_unreadable(table, column.column, rows[rest[0].index], len(rest))


def _code(column: Typed, cell: Bad) -> tuple[str, Parts]:
    kind = column.column.type
    if cell.is_error:
        return "cell-error", ()
    if kind is FieldType.DATE:
        readings = date_readings(cell.text)
        if len(readings) > 1:
            return "ambiguous-date", _readings(str(readings[0]), str(readings[-1]))
    elif kind in NUMERIC:
        if column.column.decimal_comma is None and is_doubtful(cell.text, column.survey):
            point, comma = number_readings(cell.text)
            return "ambiguous-number", _readings(f"{point:.15g}", f"{comma:.15g}")
        share = parse_number(cell.text) if kind is FieldType.PERCENT else None
        if share is not None:
            return "ambiguous-percentage", _readings(f"{share * 100:.15g}%", f"{share:.15g}%")
    return _CODES.get(kind, "not-a-number"), ()


def _readings(first: str, second: str) -> Parts:
    return ("first", first), ("second", second)


def column_notes(table: TableLayout, column: Typed, rows: pl.Series) -> Iterator[Problem]:
    """What was decided for the column as a whole, and what may be wrong in it."""
    kept: Column = column.column
    survey = column.survey
    dates = kept.type is FieldType.DATE
    if survey.contradicts and survey.doubtful:
        yield problems.contradicting(table, kept, survey.first, survey.second, dates=dates)
    elif survey.doubtful and survey.decided is not None and (dates or "." in survey.doubtful):
        told = problems.date_order if dates else problems.decimal_mark
        yield told(table, kept, survey.doubtful, survey.example, survey.decided)
    if column.months:
        yield problems.months_only(table, kept, rows[column.months[0]], len(column.months))
    if column.short_years:
        (first, text), count = column.short_years[0], len(column.short_years)
        day = str(column.values[first])
        yield problems.short_years(table, kept, rows[first], (text, day), count)
    if column.padded:
        first = column.padded[0][0]
        text = str(column.values[first])
        count = len(column.padded)
        yield problems.spaces_around(table, kept, rows[first], text, count)
    if column.swapped:
        yield problems.maybe_swapped(table, kept, column.swapped)
