"""From the worker's texts to typed columns, in the parent process."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from adapters.addresses import column_letters
from adapters.contents import ColumnKind, FormulaCells, Misfit, ReadRequest, SheetData
from adapters.excel.reading.wire import MARKS_SUFFIX, NUMBERS_SUFFIX, CellError, Mark

if TYPE_CHECKING:
    import polars as pl

_EXACT = 1e15  # whole numbers below have all their digits
_SECONDS = "%Y-%m-%d %H:%M:%S"
_FRACTION = "%Y-%m-%d %H:%M:%S%.f"  # five times as slow to parse


def sheet_data(
    request: ReadRequest,
    stream: bytes,
    errors: Sequence[CellError],
    formulas: tuple[FormulaCells, ...] = (),
) -> SheetData:
    """Give each column the kind that was asked for; what does not fit becomes a misfit.

    ``stream`` holds the arrays that ``reader.read`` describes.
    """
    import polars as pl

    names = {column_letters(column): column for column in sorted(request.columns)}
    found = pl.read_ipc_stream(io.BytesIO(stream))
    cells = _completed(found, names, request.last_row - request.first_row + 1)
    rows = pl.int_range(request.first_row, request.last_row + 1, dtype=pl.UInt32).alias("row")
    columns = (
        _typed(name, request.columns[column], found.columns).alias(name)
        for name, column in names.items()
    )
    frame = cells.select(rows, *columns)
    misfits = [Misfit(error.row, error.column, error.text, is_error=True) for error in errors]
    for name, column in names.items():
        if request.columns[column] is not ColumnKind.TEXT and name in found.columns:
            misfits.extend(_misfits(cells, frame, name, column))
    misfits.sort(key=lambda misfit: (misfit.row, misfit.column))
    return SheetData(request.sheet, frame, tuple(misfits), formulas)


def _completed(cells: pl.DataFrame, names: Iterable[str], height: int) -> pl.DataFrame:
    """With nulls for what was left out, and filled up to so many rows."""
    import polars as pl

    empty: dict[str, pl.Expr] = {}
    for name in names:
        empty[name] = pl.lit(None, pl.String)
        empty[name + NUMBERS_SUFFIX] = pl.lit(None, pl.Float64)
        empty[name + MARKS_SUFFIX] = pl.lit(int(Mark.PLAIN), pl.UInt8)
    known = frozenset(cells.columns)
    whole = cells.select(
        pl.int_range(pl.len()).alias("row"),
        *(pl.col(n) if n in known else e.alias(n) for n, e in empty.items()),
    )
    missing = height - cells.height
    if missing:
        rows = pl.int_range(missing).alias("row")
        whole = pl.concat([whole, pl.select([rows, *(e.alias(n) for n, e in empty.items())])])
    return whole.drop("row")


def _typed(name: str, kind: ColumnKind, found: Collection[str]) -> pl.Expr:
    """The expression that gives column ``name`` its kind; ``found`` are the arrays there were."""
    import polars as pl

    is_plain = _mark(name) == Mark.PLAIN
    number = pl.when(is_plain).then(pl.col(name + NUMBERS_SUFFIX))
    if kind is ColumnKind.NUMBER:
        return number
    if kind is ColumnKind.DATETIME:
        return _moments(_dated(name))
    # Without marks, no cell's text is open to two readings.
    text = _readable(name) if name + MARKS_SUFFIX in found else pl.col(name)
    if name + NUMBERS_SUFFIX in found:
        text = pl.coalesce(shown_numbers(number), text)
    return pl.when(text != "").then(text)


def shown_numbers(number: pl.Expr) -> pl.Expr:
    """Numbers as text, whole ones without ``.0``."""
    import polars as pl

    whole = number.cast(pl.Int64, strict=False)
    is_whole = (number == whole.cast(pl.Float64)) & (number.abs() < _EXACT)
    return pl.when(is_whole).then(whole.cast(pl.String)).otherwise(number.cast(pl.String))


def _moments(texts: pl.Expr) -> pl.Expr:
    """Dates and points in time; times of day and elapsed times count from 1899 and are none."""
    import polars as pl

    fractions = pl.when(texts.str.contains(".", literal=True)).then(texts)
    moments = pl.coalesce(
        texts.str.to_datetime(_SECONDS, time_unit="ms", strict=False),
        fractions.str.to_datetime(_FRACTION, time_unit="ms", strict=False),
    )
    return pl.when(moments.dt.year().is_between(1900, 9999)).then(moments)


def _dated(name: str) -> pl.Expr:
    """The texts that stand for dates, those of date cells stored in ISO form too."""
    import polars as pl

    iso = pl.col(name).str.replace("T", " ", literal=True)
    whole = pl.when(iso.str.len_bytes() == len("2026-01-31")).then(iso + " 00:00:00").otherwise(iso)
    return (
        pl.when(_mark(name) == Mark.PLAIN)
        .then(pl.col(name))
        .when(_mark(name) == Mark.ISO_DATE)
        .then(whole)
    )


def _mark(name: str) -> pl.Expr:
    import polars as pl

    return pl.col(name + MARKS_SUFFIX)


def _readable(name: str) -> pl.Expr:
    """Booleans as Excel shows them, dates and times in ISO form, texts as they are."""
    import polars as pl

    raw = pl.col(name)
    short = raw.str.replace(r"^1899-12-3\d (\d\d:\d\d:\d\d(\.\d+)?)$", "$1").str.replace(
        r"^(\d{4}-\d\d-\d\d)[ T]00:00:00(\.0+)?$", "$1"
    )
    return (
        pl.when(_mark(name) == Mark.TEXT)
        .then(raw)
        .when(_mark(name) == Mark.BOOLEAN)
        .then(raw.str.to_uppercase())
        .otherwise(short)
    )


def _misfits(cells: pl.DataFrame, frame: pl.DataFrame, name: str, column: int) -> Iterator[Misfit]:
    """The cells that hold something and are null all the same."""

    unfit = frame[name].is_null() & cells[name].is_not_null() & (cells[name] != "")
    if not unfit.any():
        return
    rows = frame["row"].filter(unfit)
    texts = cells.filter(unfit).select(_readable(name)).to_series()
    for row, text in zip(rows, texts, strict=True):
        yield Misfit(row, column, text)
