"""One column's cells as values of its type; what could not be understood is kept as text."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from adapters.protocol import Misfit
from salestui.mapping.layout import Column
from salestui.mapping.table import DTYPES
from salestui.mapping.values import (
    is_blank_mark,
    parse_date,
    parse_flag,
    parse_money,
    parse_number,
    parse_percent,
    parse_year,
)
from salestui.model.fields import NUMERIC, FieldType

_FIRST_DAY = date(1900, 3, 1)
"""Earlier dates in cells are times of the day or Excel's leap-year slip."""

_SHARE = 1.5
"""A fraction above this is not plausible: the column's numbers are per cent."""

Value = float | bool | date | str
Parser = Callable[[str], Value | None]


@dataclass(frozen=True, slots=True)
class Bad:
    """A cell that could not be understood. ``index`` counts the rows read from 0."""

    index: int
    text: str
    is_error: bool = False


@dataclass(frozen=True, slots=True)
class Typed:
    """A column understood.

    Attributes:
        column: with the percent scale that its numbers turned out to have.
        values: dtype by ``DTYPES``, one per row read.
        bad: what is null in ``values`` without being empty.
    """

    column: Column
    values: pl.Series
    bad: tuple[Bad, ...] = ()


def typed(column: Column, raw: pl.Series, misfits: Iterable[Misfit], first_row: int) -> Typed:
    """Type a column.

    Args:
        raw: as read: String, Float64 or Datetime.
        misfits: this column's.
        first_row: the sheet row of the first value.
    """
    cells = [(m.row - first_row, m) for m in misfits]
    if column.type in (FieldType.TEXT, FieldType.CHOICE):
        bad = tuple(Bad(i, m.text, m.is_error) for i, m in cells)
        return Typed(column, _trimmed(raw.cast(pl.String)).alias(column.name), bad)
    if column.type is FieldType.PERCENT:
        column = _with_percent_scale(column, raw, cells)
    parse = _parser(column)
    values, bad_texts = _from_text(column, raw, parse)
    values, early = _plausible(values)
    fixed: dict[int, Value] = {}
    bad_cells = [*bad_texts, *early]
    for index, misfit in cells:
        value = None if misfit.is_error else parse(misfit.text)
        if value is not None:
            fixed[index] = value
        else:
            bad_cells.append(Bad(index, misfit.text, misfit.is_error))
    if fixed:
        new = pl.Series(list(fixed.values()), dtype=values.dtype)
        values = values.clone().scatter(list(fixed), new)
    return Typed(column, values.alias(column.name), tuple(bad_cells))


def _trimmed(text: pl.Series) -> pl.Series:
    """Without white space around; null where nothing is left."""
    frame = text.alias("t").to_frame()
    trimmed = pl.col("t").str.strip_chars()
    return frame.select(pl.when(trimmed.str.len_bytes() > 0).then(trimmed)).to_series()


def _parser(column: Column) -> Parser:
    """How this column's text is read."""
    if column.name == "year":
        return lambda text: parse_year(text) or parse_number(text)
    if column.type is FieldType.PERCENT:
        return lambda text: parse_percent(text, column.percent_scale)
    if column.type in NUMERIC:
        return lambda text: parse_money(text, column.scale)
    if column.type is FieldType.FLAG:
        return parse_flag
    return lambda text: parse_date(text, serials=True)


def _from_text(column: Column, raw: pl.Series, parse: Parser) -> tuple[pl.Series, list[Bad]]:
    """The values of a column as read, and the texts that are none."""
    dtype = DTYPES[column.type]
    if raw.dtype != pl.String:
        return _scaled(column, raw.cast(dtype)), []
    text = _trimmed(raw)
    if text.null_count() == text.len():
        return pl.Series(column.name, [None] * text.len(), dtype=dtype), []
    fast = _fast(column, text)
    rest = text.filter(fast.is_null() & text.is_not_null()).unique()
    if rest.is_empty():
        return fast, []
    words = rest.to_list()
    meant = pl.Series([parse(w) for w in words], dtype=dtype)
    slow = text.replace_strict(rest, meant, default=None, return_dtype=dtype)
    values = fast.fill_null(slow)
    lost = (values.is_null() & text.is_not_null()).arg_true()
    bad = zip(lost.to_list(), text.gather(lost).to_list(), strict=True)
    return values, [Bad(i, t, t.startswith("#")) for i, t in bad]


def _fast(column: Column, text: pl.Series) -> pl.Series:
    """What polars itself can read of a text column: plain numbers and ISO days."""
    if column.type is FieldType.DATE:
        return (
            text.str.slice(0, 10)
            .str.to_date("%Y-%m-%d", strict=False)
            .set(~text.str.contains(r"^\d{4}-\d\d-\d\d(?:[ T]00:00:00(?:\.0+)?)?$"), None)
        )
    if column.type in NUMERIC:
        plain = text.set(~text.str.contains(r"^-?\d{1,15}(?:\.\d+)?$"), None)
        return _scaled(column, plain.cast(pl.Float64, strict=False))
    return pl.Series(column.name, [None] * text.len(), dtype=DTYPES[column.type])


def _scaled(column: Column, numbers: pl.Series) -> pl.Series:
    """Cell numbers in units."""
    factor = column.percent_scale if column.type is FieldType.PERCENT else column.scale
    if column.type not in NUMERIC or factor == 1.0:
        return numbers
    return (numbers * factor).round_sig_figs(15)


def _plausible(values: pl.Series) -> tuple[pl.Series, list[Bad]]:
    """Without the days before Excel's calendar, and those as bad cells."""
    first = values.min() if values.dtype == pl.Date else None
    if not isinstance(first, date) or first >= _FIRST_DAY:
        return values, []
    early = (values < _FIRST_DAY).fill_null(value=False)
    rows = early.arg_true()
    texts = zip(rows.to_list(), values.gather(rows).to_list(), strict=True)
    return values.set(early, None), [Bad(i, str(d)) for i, d in texts]


def _with_percent_scale(
    column: Column, raw: pl.Series, misfits: Iterable[tuple[int, Misfit]]
) -> Column:
    """Decide whether the numbers are fractions or per cent, for the whole column.

    A percent format settles it. Else numbers above 1.5 mean per cent, and a header with ``%``
    means per cent unless all numbers are 1 at most and some are not whole.
    """
    if "%" in column.number_format:
        return column
    texts = raw.drop_nulls().unique().to_list() if raw.dtype == pl.String else []
    texts += [m.text for _, m in misfits if not m.is_error]
    numbers = [n for t in texts if (n := parse_number(t)) is not None]
    if raw.dtype != pl.String:
        numbers += raw.drop_nulls().unique().to_list()
    if not numbers:
        return column
    top = max(numbers)
    if column.percent_scale == 1.0 and top > _SHARE:
        return replace(column, percent_scale=0.01)
    if column.percent_scale != 1.0 and 0 < top <= 1 and any(n % 1 for n in numbers):
        return replace(column, percent_scale=1.0)
    return column


def is_blank(bad: Bad) -> bool:
    """Whether a cell that is no value says "nothing": ``-``, ``n/a``."""
    return not bad.is_error and is_blank_mark(bad.text)
