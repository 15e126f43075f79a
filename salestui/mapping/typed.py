"""One column's cells as values of its type; what could not be understood is kept as text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from adapters.contents import Misfit
from salestui.mapping.conventions import Conventions, Survey, date_order, decimal_mark
from salestui.mapping.flags import own_words
from salestui.mapping.layout import Column
from salestui.mapping.table import DTYPES
from salestui.mapping.texts import (
    days_numbered,
    from_text,
    iso_days,
    months_named,
    scaled,
    short_years,
)
from salestui.mapping.values import is_blank_mark, parse_number
from salestui.model.fields import NUMERIC, FieldType

_FIRST_DAY = date(1900, 3, 1)
"""Earlier dates in cells are times of the day or Excel's leap-year slip."""

_SHARE = 1.5
"""A fraction above this is not plausible: the column's numbers are per cent."""

_ENOUGH = 8
"""So many dates all within the first twelve days of a month are no chance any more."""

_UNKNOWN = Conventions()
_NOTHING = Survey()


@dataclass(frozen=True, slots=True)
class Bad:
    """A cell that could not be understood. ``index`` counts the rows read from 0.

    ``text`` is empty for a formula without a result.
    """

    index: int
    text: str
    is_error: bool = False


@dataclass(frozen=True, slots=True)
class Typed:
    """A column understood.

    Attributes:
        column: with the percent scale, the order of dates and the decimal mark it turned out to
            have.
        values: dtype by ``DTYPES``, one per row read.
        bad: what is null in ``values`` without being empty.
        survey: what decided the order of dates or the decimal mark.
        months: rows, counted from 0, whose text names a month only; its first day is the value.
        short_years: rows whose date has a year of two digits, with their texts.
        padded: rows whose text has white space around and stands without it in other rows, with
            the text as it is.
        swapped: a text with a day above 12 beside stored dates that all have a day of 12 or less.
    """

    column: Column
    values: pl.Series
    bad: tuple[Bad, ...] = ()
    survey: Survey = _NOTHING
    months: tuple[int, ...] = ()
    swapped: str = ""
    padded: tuple[tuple[int, str], ...] = ()
    short_years: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Cells:
    """A column as read.

    Attributes:
        bare: its texts without white space around, null where nothing is left; None where it was
            not read as text.
        differ: some text has white space around.
    """

    raw: pl.Series
    bare: pl.Series | None = None
    differ: bool = False


def cells_of(frame: pl.DataFrame) -> dict[str, Cells]:
    """The columns of a frame; their texts are looked at all at once."""
    texts = [column.name for column in frame if column.dtype == pl.String]
    bare = frame.select(_stripped(pl.col(name)).alias(name) for name in texts)
    differ = (
        frame.select((pl.col(name) != bare[name]).any() for name in texts).row(0) if texts else ()
    )
    found = {name: Cells(frame[name], bare[name], d) for name, d in zip(texts, differ, strict=True)}
    return {column.name: found.get(column.name) or Cells(column) for column in frame}


def typed(
    column: Column,
    cells: Cells,
    misfits: Sequence[Misfit],
    first_row: int,
    conventions: Conventions = _UNKNOWN,
) -> Typed:
    """Type a column.

    Args:
        cells: as read: String, Float64 or Datetime.
        misfits: this column's.
        first_row: the sheet row of the first value.
    """
    raw, bare = cells.raw, cells.bare
    unfit = [(m.row - first_row, m) for m in misfits]
    if column.type in (FieldType.TEXT, FieldType.CHOICE):
        bad = tuple(Bad(i, m.text, m.is_error) for i, m in unfit)
        texts = (_trimmed(raw.cast(pl.String)) if bare is None else bare).alias(column.name)
        read = days_numbered(texts, conventions) if column.name == "period" else texts
        same = not cells.differ and read is texts
        return Typed(column, read, bad, padded=() if same else _padded(raw, read))
    errors = [Bad(i, m.text, is_error=True) for i, m in unfit if m.is_error]
    text = _texts(cells, {i: m.text for i, m in unfit if not m.is_error})
    survey = _surveyed(column, text)
    column = _with_conventions(column, survey, conventions)
    given = column.percent_scale
    if column.type is FieldType.PERCENT:
        column = _with_percent_scale(column, raw, text)
    values = _stored(column, raw)
    stored = values if column.type is not FieldType.DATE else iso_days(text).fill_null(values)
    values = values.fill_null(from_text(column, text, survey, conventions))
    values, early = _plausible(values)
    if column.percent_scale != given and given == 1.0:
        values = _without_doubtful_shares(values, text)
    held = text.is_not_null() if raw.dtype == pl.String else text.is_not_null() | raw.is_not_null()
    lost = (values.is_null() & held).arg_true()
    shown = text.gather(lost)
    if raw.dtype != pl.String:
        shown = shown.fill_null(raw.gather(lost).cast(pl.String))
    early_rows = {b.index for b in early}
    bad_cells = [
        Bad(i, t, t.startswith("#"))
        for i, t in zip(lost.to_list(), shown.to_list(), strict=True)
        if i not in early_rows
    ]
    if column.type is FieldType.FLAG:
        own = column.field is None and any(not is_blank(bad) for bad in bad_cells)
        if own:  # deeper down it says more than yes and no
            kind = replace(column, type=FieldType.TEXT)
            return typed(kind, cells, misfits, first_row, conventions)
        column = replace(column, words=own_words(text.drop_nulls().to_list()))
    return Typed(
        column,
        values.alias(column.name),
        (*errors, *early, *bad_cells),
        survey,
        months_named(column, text, values),
        survey.example if _maybe_swapped(survey, stored) else "",
        short_years=short_years(column, text, values),
    )


def _padded(raw: pl.Series, values: pl.Series) -> tuple[tuple[int, str], ...]:
    if raw.dtype != pl.String:
        return ()
    padded = (raw != values).fill_null(value=False)
    if not padded.any():
        return ()
    bare = values.filter(~padded).drop_nulls().unique()
    rows = (padded & values.is_in(bare.implode())).arg_true()
    return tuple(zip(rows.to_list(), raw.gather(rows).to_list(), strict=True))


def _texts(cells: Cells, misfits: Mapping[int, str]) -> pl.Series:
    """What is to be read as text: a column of text, or the cells that did not fit."""
    if not misfits and cells.bare is not None:
        return cells.bare
    if cells.bare is not None:
        text = cells.raw
    else:
        text = pl.repeat(None, cells.raw.len(), dtype=pl.String, eager=True)
    if not misfits:
        return text
    given = pl.Series(list(misfits.values()), dtype=pl.String)
    return _trimmed(text.clone().scatter(list(misfits), given))


def _surveyed(column: Column, text: pl.Series) -> Survey:
    if text.null_count() == text.len():
        return _NOTHING
    if column.type is FieldType.DATE:
        return date_order(text)
    return decimal_mark(text) if column.type in NUMERIC else _NOTHING


def _with_conventions(column: Column, survey: Survey, conventions: Conventions) -> Column:
    if column.type is FieldType.DATE:
        known = survey.decided
        return replace(column, day_first=conventions.day_first if known is None else known)
    return replace(column, decimal_comma=survey.decided) if column.type in NUMERIC else column


def _trimmed(text: pl.Series) -> pl.Series:
    return text.to_frame().select(_stripped(pl.all())).to_series()


def _stripped(text: pl.Expr) -> pl.Expr:
    """Without white space around; null where nothing is left."""
    bare = text.str.strip_chars()
    return pl.when(bare.str.len_bytes() > 0).then(bare)


def _stored(column: Column, raw: pl.Series) -> pl.Series:
    """The values of cells that are of the column's kind."""
    dtype = DTYPES[column.type]
    if raw.dtype == pl.String:
        return pl.repeat(None, raw.len(), dtype=dtype, eager=True)
    return scaled(column, raw.cast(dtype))


def _maybe_swapped(survey: Survey, stored: pl.Series) -> bool:
    """Whether a program read one part of the dates in the wrong order and left the rest as text."""
    if stored.dtype != pl.Date or survey.decided is None or survey.doubtful:
        return False
    days = stored.drop_nulls().dt.day()
    return days.len() >= _ENOUGH and not (days > 12).any()


def _plausible(values: pl.Series) -> tuple[pl.Series, list[Bad]]:
    """Without the days before Excel's calendar, and those as bad cells."""
    first = values.min() if values.dtype == pl.Date else None
    if not isinstance(first, date) or first >= _FIRST_DAY:
        return values, []
    early = (values < _FIRST_DAY).fill_null(value=False)
    rows = early.arg_true()
    texts = zip(rows.to_list(), values.gather(rows).to_list(), strict=True)
    return values.set(early, None), [Bad(i, str(d)) for i, d in texts]


def _with_percent_scale(column: Column, raw: pl.Series, text: pl.Series) -> Column:
    """Decide whether the numbers are fractions or per cent, for the whole column.

    A percent format settles it. Else numbers above 1.5 mean per cent, and a header with ``%``
    means per cent unless all numbers are 1 at most and some are not whole.
    """
    if "%" in column.number_format:
        return column
    texts = text.drop_nulls().unique().to_list()
    numbers = [n for t in texts if (n := parse_number(t, column.decimal_comma)) is not None]
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


def _without_doubtful_shares(values: pl.Series, text: pl.Series) -> pl.Series:
    """Where 65 and 0.65 stand in one column, 0.65 may be 65% or 0.65%: it is not decided here."""
    signed = text.str.contains("[%％成]").fill_null(value=False)
    small = (values > 0) & ~signed
    if (small & (values < 0.01)).any():
        return values.set((small & (values <= 0.01)).fill_null(value=False), None)
    return values


def is_blank(bad: Bad) -> bool:
    """Whether a cell that is no value says "nothing": ``-``, ``n/a``."""
    return not bad.is_error and is_blank_mark(bad.text)
