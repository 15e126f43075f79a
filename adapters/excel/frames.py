"""From the worker's texts to typed columns, in the parent process."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from adapters.excel.wire import MARKS_SUFFIX, CellError, Mark
from adapters.protocol import ColumnKind, Misfit, ReadRequest, SheetData, column_letters

if TYPE_CHECKING:
    import polars as pl

_MOMENT = "%Y-%m-%d %H:%M:%S%.f"


def sheet_data(request: ReadRequest, stream: bytes, errors: Sequence[CellError]) -> SheetData:
    """Give each column the kind that was asked for; what does not fit becomes a misfit.

    ``stream`` is the Arrow stream that ``reader.select`` describes.
    """
    import polars as pl

    cells = pl.read_ipc_stream(io.BytesIO(stream))
    rows = pl.int_range(request.first_row, request.last_row + 1, dtype=pl.UInt32, eager=True)
    columns = [rows.alias("row")]
    misfits = [Misfit(error.row, error.column, error.text, is_error=True) for error in errors]
    for column, kind in sorted(request.columns.items()):
        name = column_letters(column)
        marked = name + MARKS_SUFFIX in cells.columns
        column_cells = pl.DataFrame(
            [
                _padded(cells, name, pl.String(), len(rows)).alias("raw"),
                _padded(cells, name + MARKS_SUFFIX, pl.UInt8(), len(rows)).alias("mark"),
            ]
        ).with_columns(pl.col("raw").replace("", None), pl.col("mark").fill_null(Mark.PLAIN))
        typed = column_cells.select(_typed(kind, marked=marked).alias(name)).to_series()
        columns.append(typed)
        misfits.extend(_misfits(column_cells, typed, request.first_row, column))
    misfits.sort(key=lambda misfit: (misfit.row, misfit.column))
    return SheetData(request.sheet, pl.DataFrame(columns), tuple(misfits))


def _padded(cells: pl.DataFrame, name: str, dtype: pl.DataType, height: int) -> pl.Series:
    """A column of the sheet, or none at all, filled up with nulls to the rows asked for."""
    import polars as pl

    found = cells[name] if name in cells.columns else pl.Series(name, [], dtype=dtype)
    return found.extend_constant(None, height - len(found)) if len(found) < height else found


def _misfits(
    cells: pl.DataFrame, typed: pl.Series, first_row: int, column: int
) -> Iterator[Misfit]:
    """The cells that hold something and are null all the same."""
    import polars as pl

    unfit = (
        cells.with_row_index("row", offset=first_row)
        .filter(typed.is_null() & pl.col("raw").is_not_null())
        .select("row", _readable())
    )
    for row, text in unfit.iter_rows():
        yield Misfit(row, column, text)


def _typed(kind: ColumnKind, *, marked: bool) -> pl.Expr:
    """The column ``raw`` in its kind. Without marks no cell's text is open to two readings."""
    import polars as pl

    raw = pl.col("raw")
    if kind is ColumnKind.TEXT:
        return _readable() if marked else raw
    if kind is ColumnKind.NUMBER:
        return pl.when(pl.col("mark") == Mark.PLAIN).then(raw.cast(pl.Float64, strict=False))
    return _moments()


def _moments() -> pl.Expr:
    """Dates and points in time; times of day count from 1899 here and are none."""
    import polars as pl

    raw, mark = pl.col("raw"), pl.col("mark")
    # A date cell stored as text carries a T, or no time at all.
    as_shown = pl.when(mark == Mark.ISO_DATE).then(raw.str.replace("T", " ", literal=True))
    dated = (
        pl.when(mark == Mark.PLAIN)
        .then(raw)
        .otherwise(
            pl.when(as_shown.str.len_bytes() == 10).then(as_shown + " 00:00:00").otherwise(as_shown)
        )
    )
    moment = dated.str.to_datetime(_MOMENT, time_unit="ms", strict=False)
    return pl.when(moment.dt.year() >= 1900).then(moment)


def _readable() -> pl.Expr:
    """Booleans as Excel shows them, dates and times in ISO form, texts as they are."""
    import polars as pl

    raw, mark = pl.col("raw"), pl.col("mark")
    short = raw.str.replace(r"^1899-12-3\d (\d\d:\d\d:\d\d(\.\d+)?)$", "$1").str.replace(
        r"^(\d{4}-\d\d-\d\d)[ T]00:00:00(\.0+)?$", "$1"
    )
    return (
        pl.when(mark == Mark.TEXT)
        .then(raw)
        .when(mark == Mark.BOOLEAN)
        .then(raw.str.to_uppercase())
        .otherwise(short)
    )
