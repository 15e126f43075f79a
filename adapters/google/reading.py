"""From a pull to typed columns, a column at a time and without a look at single cells.

Types are told by the service (numbers, texts and booleans differ in JSON) and by the column's
number format, that of its first number: where it shows dates, numbers are dates.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

import polars as pl

from adapters.addresses import column_letters
from adapters.contents import (
    ColumnKind,
    FormulaCells,
    FormulaState,
    Misfit,
    ReadRequest,
    SheetData,
)
from adapters.errors import N_, WorkbookError
from adapters.excel.ooxml.formats import is_date_code
from adapters.excel.reading.formulascan import FormulaRun as PlacedRun
from adapters.excel.reading.formulascan import formulas_of_runs
from adapters.excel.reading.frames import shown_numbers
from adapters.excel.reading.rowreach import RowReach, column_key
from adapters.google.content import OWN_ROW, FormulaRun, Json
from adapters.google.pulled import Pull, PulledSheet

ERRORS = frozenset(
    {"#DIV/0!", "#ERROR!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!"}
)
"""What a cell shows whose formula has no result."""

LOADING = "Loading..."
"""What it shows while the service still computes it."""

_EPOCH = datetime(1899, 12, 30)
_DAY_MS = 86_400_000
_FIRST_DAY, _LAST_DAY = 1, 2_958_466  # 1899-12-31 and the end of the year 9999
_NUMBERS = frozenset({int, float, type(None)})
_TEXTS = frozenset({str, type(None)})


def read(pull: Pull, requests: Sequence[ReadRequest]) -> tuple[SheetData, ...]:
    """The cells that are asked for.

    Raises:
        WorkbookError: there is no such sheet.
    """
    return tuple(_sheet_data(pull, request) for request in requests)


def _sheet_data(pull: Pull, request: ReadRequest) -> SheetData:
    sheet = pull.sheet(request.sheet)
    if sheet is None:
        raise WorkbookError(
            N_("The workbook has no sheet named {sheet}."),
            hint=N_("It may have been renamed or removed: read the workbook again."),
            sheet=request.sheet,
        )
    height = max(0, request.last_row - request.first_row + 1)
    first = pl.int_range(request.first_row, request.first_row + height, dtype=pl.UInt32, eager=True)
    found, misfits = [first.alias("row")], []
    for column in sorted(request.columns):
        cells = _Column(sheet, column, request)
        found.append(cells.typed(request.columns[column], height))
        misfits.extend(cells.misfits(found[-1]))
    misfits.sort(key=lambda misfit: (misfit.row, misfit.column))
    return SheetData(request.sheet, pl.DataFrame(found), tuple(misfits), _formulas(sheet, request))


class _Column:
    """The cells of one column that are asked for."""

    def __init__(self, sheet: PulledSheet, column: int, request: ReadRequest) -> None:
        self.first_row, self.column = request.first_row, column
        self.name = column_letters(column)
        cells = sheet.values.get(column, ())
        self.cells = list(cells[request.first_row - 1 : request.last_row])
        self._types = set(map(type, self.cells))
        self._rows = sheet.formulas.get(column, frozenset())
        block = sheet.outline.block(request.first_row)
        formats = (block or sheet.outline).column_formats
        self._code = formats.get(column)

    def typed(self, kind: ColumnKind, height: int) -> pl.Series:
        """The column as asked for, filled up to so many rows."""
        match kind:
            case ColumnKind.NUMBER:
                series = self._numbers()
            case ColumnKind.DATETIME:
                series = self._moments()
            case ColumnKind.TEXT:
                series = self._texts()
        missing = height - len(series)
        return series.extend_constant(None, missing) if missing else series

    def _numbers(self) -> pl.Series:
        cells = self.cells
        if not self._types <= _NUMBERS:
            cells = [cell if type(cell) in _NUMBERS else None for cell in cells]
        elif self._is_dated and self._types - {type(None)}:
            cells = [None] * len(cells)  # dates are no amounts
        return pl.Series(self.name, cells, pl.Float64)

    @property
    def _is_dated(self) -> bool:
        return self._code is not None and is_date_code(self._code)

    def _moments(self) -> pl.Series:
        if self._code is not None and not self._is_dated:
            return pl.Series(self.name, [None] * len(self.cells), pl.Datetime("ms"))
        return _moments(self._serials())

    def _serials(self) -> pl.Series:
        cells = self.cells
        if not self._types <= _NUMBERS:
            cells = [cell if type(cell) in _NUMBERS else None for cell in cells]
        return pl.Series(self.name, cells, pl.Float64)

    def _texts(self) -> pl.Series:
        if self._types <= _TEXTS:
            texts = pl.Series(self.name, self.cells, pl.String)
        else:
            strings = [_text(cell) for cell in self.cells]
            numbers = self._serials()
            shown = _dates(numbers) if self._is_dated else _plain(numbers)
            plain = pl.Series(self.name, strings, pl.String)
            texts = plain.zip_with(plain.is_not_null(), shown)
        if errors := [place for place, _ in self._errors()]:
            texts = texts.scatter(errors, None)
        return texts

    def _errors(self) -> Iterator[tuple[int, str]]:
        """Places, from 0, of cells that show that there is no result."""
        if str not in self._types:
            return
        loading = LOADING in self.cells
        if not loading and ERRORS.isdisjoint(self.cells):
            return
        for place, cell in enumerate(self.cells):
            if isinstance(cell, str) and (
                cell in ERRORS or (cell == LOADING and place + self.first_row in self._rows)
            ):
                yield place, cell

    def misfits(self, series: pl.Series) -> list[Misfit]:
        """The cells that hold something and are null in the column."""
        if series.null_count() == self.cells.count(None) + len(series) - len(self.cells):
            return []
        errors = {place for place, _ in self._errors()}
        nulls = series.head(len(self.cells)).is_null().arg_true()
        unfit = [place for place in nulls if self.cells[place] is not None]
        shown = self._shown(unfit)
        return [
            Misfit(self.first_row + place, self.column, text, place in errors)
            for place, text in zip(unfit, shown, strict=True)
        ]

    def _shown(self, places: Sequence[int]) -> list[str]:
        """Some of the cells as texts."""
        cells = [self.cells[place] for place in places]
        numbers = pl.Series("", [c if type(c) in _NUMBERS else None for c in cells], pl.Float64)
        shown = _dates(numbers) if self._is_dated else _plain(numbers)
        return [_text(c) or n or "" for c, n in zip(cells, shown, strict=True)]


def _text(cell: Json) -> str | None:
    """Texts as they are, booleans as they are shown; None for a number."""
    if isinstance(cell, bool):
        return str(cell).upper()
    return cell if isinstance(cell, str) else None


def _plain(numbers: pl.Series) -> pl.Series:
    return numbers.to_frame("days").select(shown_numbers(pl.col("days"))).to_series()


def _milliseconds() -> pl.Expr:
    return (pl.col("days") * _DAY_MS).round().cast(pl.Int64, strict=False)


def _moment() -> pl.Expr:
    """The point in time so many days after the service's first; times of day are none."""
    moment = pl.lit(_EPOCH).cast(pl.Datetime("ms")) + pl.duration(milliseconds=_milliseconds())
    return pl.when(pl.col("days").is_between(_FIRST_DAY, _LAST_DAY, closed="left")).then(moment)


def _moments(serials: pl.Series) -> pl.Series:
    return serials.to_frame("days").select(_moment().alias(serials.name)).to_series()


def _dates(serials: pl.Series) -> pl.Series:
    """Days, points in time and times of day in ISO form; plain numbers where it is none."""
    is_day = _milliseconds() % _DAY_MS == 0
    clock = pl.duration(milliseconds=_milliseconds()) + pl.lit(_EPOCH)
    shown = (
        pl.when(pl.col("days").is_between(0, _FIRST_DAY, closed="left"))
        .then(clock.dt.strftime("%H:%M:%S"))
        .when(is_day)
        .then(_moment().dt.strftime("%Y-%m-%d"))
        .otherwise(_moment().dt.strftime("%Y-%m-%d %H:%M:%S"))
    )
    plain = shown_numbers(pl.col("days"))
    return serials.to_frame("days").select(pl.coalesce(shown, plain)).to_series()


def _formulas(sheet: PulledSheet, request: ReadRequest) -> tuple[FormulaCells, ...]:
    """The formulas among what is asked for; the service keeps all of them computed."""
    rows = RowReach()
    runs = [
        PlacedRun(
            column,
            max(run.first_row, request.first_row),
            min(run.last_row, request.last_row),
            FormulaState.CALCULATED,
            _reach(rows, run),
        )
        for column in request.columns
        for run in sheet.runs.get(column, ())
        if run.first_row <= request.last_row and run.last_row >= request.first_row
    ]
    return formulas_of_runs(runs, request.columns, _table_columns(sheet)) if runs else ()


def _reach(rows: RowReach, run: FormulaRun) -> frozenset[bytes] | None:
    if not run.shape:
        return None
    number = str(run.first_row)
    return rows.of(run.shape.replace(OWN_ROW, number).encode(), number.encode())


def _table_columns(sheet: PulledSheet) -> Mapping[str, int]:
    """The columns of a sheet's tables by ``column_key``; none that two tables have."""
    found: dict[str, int] = {}
    twice: set[str] = set()
    for table in sheet.outline.tables:
        for column, header in enumerate(table.headers, start=table.range.first_column):
            key = column_key(header)
            if key in found:
                twice.add(key)
            found[key] = column
    return {key: column for key, column in found.items() if key not in twice}
