"""The texts of one column as values of its type; each different text is read once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import polars as pl

from salestui.mapping.conventions import Conventions, Survey
from salestui.mapping.dates import has_short_year
from salestui.mapping.layout import Column
from salestui.mapping.table import DTYPES
from salestui.mapping.values import (
    number_readings,
    parse_date,
    parse_flag,
    parse_money,
    parse_month,
    parse_number,
    parse_percent,
    parse_year,
)
from salestui.model.fields import NUMERIC, FieldType

_GROUPED = r"^-?[$¥￥€£]?(?:[1-9]\d{0,2}(?:,\d{3})+|\d{1,15})(?:\.\d+)?$"
_GROUPED_COMMA = r"^-?[$¥￥€£]?(?:[1-9]\d{0,2}(?:\.\d{3})+|\d{1,15})(?:,\d+)?$"
_DOTTED = r"^-?[$¥￥€£]?[1-9]\d{0,2}\.\d{3}$"
_WHOLE = r"^-?\d{1,15}$"
_SHORT_YEAR = r"^\s*\d{1,2}\s*[/.\-年]\s*\d{1,2}\s*(?:[/.\-]\s*\d{1,2}(?:\D|$)|月)"

_SERIAL = r"^\d{5}(?:\.0+)?$"

Value = float | bool | date | str
Parser = Callable[[str], Value | None]


def from_text(
    column: Column, text: pl.Series, survey: Survey, conventions: Conventions
) -> pl.Series:
    """The values that texts stand for; null where they stand for none."""
    dtype = DTYPES[column.type]
    if text.null_count() == text.len():
        return pl.repeat(None, text.len(), dtype=dtype, eager=True)
    fast = _fast(column, text, survey)
    rest = text.filter(fast.is_null() & text.is_not_null()).unique()
    if rest.is_empty():
        return fast
    parse = _parser(column, survey, conventions)
    meant = pl.Series([parse(w) for w in rest.to_list()], dtype=dtype)
    return fast.fill_null(text.replace_strict(rest, meant, default=None, return_dtype=dtype))


def _fast(column: Column, text: pl.Series, survey: Survey) -> pl.Series:
    """What polars itself can read of a text column: plain numbers and ISO days."""
    if column.type is FieldType.DATE:
        return iso_days(text)
    if column.type not in NUMERIC:
        return pl.repeat(None, text.len(), dtype=DTYPES[column.type], eager=True)
    form = _GROUPED_COMMA if column.decimal_comma else _WHOLE if survey.contradicts else _GROUPED
    plain = text.str.contains(form)
    if column.decimal_comma is None:
        plain &= ~text.str.contains(_DOTTED)
    noise = r"[$¥￥€£.]" if column.decimal_comma else r"[$¥￥€£,]"
    digits = text.set(~plain, None).str.replace_all(noise, "").str.replace(",", ".", literal=True)
    return scaled(column, digits.cast(pl.Float64, strict=False))


def iso_days(text: pl.Series) -> pl.Series:
    """The days that are written as ``2026-03-05``, with or without midnight behind."""
    return (
        text.str.slice(0, 10)
        .str.to_date("%Y-%m-%d", strict=False)
        .set(~text.str.contains(r"^\d{4}-\d\d-\d\d(?:[ T]00:00:00(?:\.0+)?)?$"), None)
    )


def days_numbered(text: pl.Series, conventions: Conventions) -> pl.Series:
    """Periods, with the days that stand as serial numbers among them written as ISO days."""
    numbers = text.filter(text.str.contains(_SERIAL)).unique()
    found = {
        number: day.isoformat()
        for number in numbers
        if (day := parse_date(number, serials=True, from_1904=conventions.from_1904))
    }
    return text.replace(found) if found else text


def months_named(column: Column, text: pl.Series, values: pl.Series) -> tuple[int, ...]:
    """The rows whose value is the first day of the month they name."""
    if column.type is not FieldType.DATE or text.null_count() == text.len():
        return ()
    firsts = text.filter(values.is_not_null() & (values.dt.day() == 1)).unique().drop_nulls()
    named = [t for t in firsts if parse_date(t) is None and parse_month(t) is not None]
    return tuple(text.is_in(named).fill_null(value=False).arg_true()) if named else ()


def short_years(column: Column, text: pl.Series, values: pl.Series) -> tuple[tuple[int, str], ...]:
    """The rows whose date was read from a text with two digits for the year, with that text."""
    if column.type is not FieldType.DATE or text.null_count() == text.len():
        return ()
    maybe = (text.str.contains(_SHORT_YEAR) & values.is_not_null()).fill_null(value=False)
    rows = maybe.arg_true()
    texts = zip(rows.to_list(), text.gather(rows).to_list(), strict=True)
    return tuple((row, t) for row, t in texts if has_short_year(t))


def _parser(column: Column, survey: Survey, conventions: Conventions) -> Parser:
    """How this column's text is read."""
    if column.type is FieldType.DATE:
        return lambda text: (
            parse_date(
                text, serials=True, from_1904=conventions.from_1904, day_first=column.day_first
            )
            or parse_month(text)
        )
    if column.type is FieldType.FLAG:
        return parse_flag
    comma = column.decimal_comma
    if column.name == "year":
        return lambda text: parse_year(text) or parse_number(text, comma)
    percent = column.type is FieldType.PERCENT
    read, scale = (parse_percent, column.percent_scale) if percent else (parse_money, column.scale)
    if comma is not None:
        return lambda text: read(text, scale, comma)
    return lambda text: None if is_doubtful(text, survey) else read(text, scale, False)


def is_doubtful(text: str, survey: Survey) -> bool:
    """Whether a number may be another one with the other decimal mark, its column undecided.

    ``1.234`` is; ``1,234`` only where the column contradicts itself, for it is how most people
    write a thousand and hardly anybody writes money.
    """
    point, comma = number_readings(text)
    if point is None or comma is None or point == comma:
        return False
    return survey.contradicts or "," not in text


def scaled(column: Column, numbers: pl.Series) -> pl.Series:
    """Cell numbers in units."""
    factor = column.percent_scale if column.type is FieldType.PERCENT else column.scale
    if column.type not in NUMERIC or factor == 1.0:
        return numbers
    return (numbers * factor).round_sig_figs(15)
