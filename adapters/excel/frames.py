"""From the worker's texts to typed columns, in the parent process."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from adapters.excel.wire import MARKS_SUFFIX, CellError, Mark
from adapters.protocol import ColumnKind, Misfit, ReadRequest, SheetData, column_letters

if TYPE_CHECKING:
    import polars as pl

_SECONDS = "%Y-%m-%d %H:%M:%S"
_FRACTION = "%Y-%m-%d %H:%M:%S%.f"  # five times as slow to parse


def sheet_data(request: ReadRequest, stream: bytes, errors: Sequence[CellError]) -> SheetData:
    """Give each column the kind that was asked for; what does not fit becomes a misfit.

    ``stream`` is the Arrow stream that ``reader.select`` describes.
    """
    import polars as pl

    names = {column_letters(column): column for column in sorted(request.columns)}
    height = request.last_row - request.first_row + 1
    cells = _completed(pl.read_ipc_stream(io.BytesIO(stream)), names, height)
    rows = pl.int_range(request.first_row, request.last_row + 1, dtype=pl.UInt32).alias("row")
    frame = cells.select(
        rows,
        *(_typed(cells, name, request.columns[column]) for name, column in names.items()),
    )
    misfits = [Misfit(error.row, error.column, error.text, is_error=True) for error in errors]
    for name, column in names.items():
        if request.columns[column] is not ColumnKind.TEXT:
            misfits.extend(_misfits(cells, frame, name, column))
    misfits.sort(key=lambda misfit: (misfit.row, misfit.column))
    return SheetData(request.sheet, frame, tuple(misfits))


def _completed(cells: pl.DataFrame, names: Iterable[str], height: int) -> pl.DataFrame:
    """With columns of nulls for those the sheet lacks, and filled up to so many rows."""
    import polars as pl

    missing = [pl.Series(name, [], pl.String) for name in names if name not in cells.columns]
    columns = [*cells.get_columns(), *missing]
    return pl.DataFrame(
        [
            column if len(column) == height else column.extend_constant(None, height - len(column))
            for column in columns
        ]
    )


def _typed(cells: pl.DataFrame, name: str, kind: ColumnKind) -> pl.Expr:
    """The expression that gives column ``name`` its kind."""
    import polars as pl

    raw = pl.col(name)
    marked = name + MARKS_SUFFIX in cells.columns
    plain = pl.when(_mark(name) == Mark.PLAIN).then(raw) if marked else raw
    if kind is ColumnKind.NUMBER:
        return plain.cast(pl.Float64, strict=False)
    if kind is ColumnKind.DATETIME:
        return _moments(_dated(name, plain, marked=marked))
    # Without marks, no cell's text is open to two readings.
    text = _readable(name) if marked else raw
    return pl.when(text != "").then(text).alias(name)


def _moments(texts: pl.Expr) -> pl.Expr:
    """Dates and points in time; times of day and elapsed times count from 1899 and are none."""
    import polars as pl

    fractions = pl.when(texts.str.contains(".", literal=True)).then(texts)
    moments = pl.coalesce(
        texts.str.to_datetime(_SECONDS, time_unit="ms", strict=False),
        fractions.str.to_datetime(_FRACTION, time_unit="ms", strict=False),
    )
    return pl.when(moments.dt.year().is_between(1900, 9999)).then(moments)


def _dated(name: str, plain: pl.Expr, *, marked: bool) -> pl.Expr:
    """The texts that stand for dates, those of date cells stored in ISO form too."""
    import polars as pl

    if not marked:
        return plain
    iso = pl.col(name).str.replace("T", " ", literal=True)
    whole = pl.when(iso.str.len_bytes() == len("2026-01-01")).then(iso + " 00:00:00").otherwise(iso)
    return pl.when(_mark(name) == Mark.ISO_DATE).then(whole).otherwise(plain)


def _mark(name: str) -> pl.Expr:
    import polars as pl

    return pl.col(name + MARKS_SUFFIX).fill_null(Mark.PLAIN)


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
    import polars as pl

    unfit = frame[name].is_null() & cells[name].is_not_null() & (cells[name] != "")
    if not unfit.any():
        return
    if name + MARKS_SUFFIX not in cells.columns:
        cells = cells.with_columns(pl.lit(Mark.PLAIN, pl.UInt8).alias(name + MARKS_SUFFIX))
    rows = frame["row"].filter(unfit)
    texts = cells.filter(unfit).select(_readable(name)).to_series()
    for row, text in zip(rows, texts, strict=True):
        yield Misfit(row, column, text)
