"""A new ``.xlsx`` with all values of a foreign file, written with XlsxWriter."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path

import polars as pl
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from adapters.addresses import a1, column_letters
from adapters.contents import CellValue, ColumnKind, ReadRequest
from adapters.errors import N_, Notice, Refused
from adapters.excel.archive.atomic import write_new
from adapters.excel.reading.client import WorkerClient
from adapters.excel.reading.wire import MARKS_SUFFIX, NUMBERS_SUFFIX
from adapters.foreign.grid import cell_value
from adapters.foreign.plain_values import typed
from adapters.outlines import Outline, SheetOutline
from adapters.protocol import Conversion

Columns = dict[int, Sequence[CellValue]]

_LONGEST_TEXT = 32_767  # characters in a cell of Excel
_WIDTHS = 8, 60  # of columns, in characters
_WIDTH_ROWS = 200  # rows that decide them
_FORMATS = {
    date: "yyyy-mm-dd",
    datetime: "yyyy-mm-dd hh:mm:ss",
    time: "hh:mm:ss",
}


def converted(outline: Outline, client: WorkerClient, destination: Path) -> Conversion:
    """Write every sheet of the snapshot that ``outline`` describes; text is never a formula.

    Raises:
        NotAWorkbook: it cannot be read.
        Refused: a text is too long for a cell.
        WriteFailed: the destination exists or cannot be written.
    """
    target = io.BytesIO()
    options = {"in_memory": True, "constant_memory": True, "default_date_format": "yyyy-mm-dd"}
    has_types = False
    with xlsxwriter.Workbook(target, options) as book:
        styles = _Styles(book)
        for sheet in outline.sheets:
            columns, errors, sheet_has_types = _cells(sheet, client, outline)
            has_types = has_types or sheet_has_types
            page = book.add_worksheet(sheet.name)
            if not sheet.visible:
                page.hide()
            _write(page, sheet, columns, errors, styles)
    write_new(destination, target.getvalue())
    return Conversion(destination, "", _notes(has_types))


def _notes(has_types: bool) -> tuple[Notice, ...]:
    if has_types:
        return (
            Notice(
                N_(
                    "Values only: formulas were replaced by their results; formats, charts, "
                    "comments and other decoration are not carried over."
                )
            ),
        )
    return (
        Notice(
            N_(
                "Plain numbers and dates were written as such; what can be read in two ways "
                "stays text."
            )
        ),
    )


def _cells(
    sheet: SheetOutline, client: WorkerClient, outline: Outline
) -> tuple[Columns, Mapping[tuple[int, int], str], bool]:
    """The columns of a sheet, its error values, and whether its cells have types of their own."""
    wanted = dict.fromkeys(range(1, sheet.last_column + 1), ColumnKind.TEXT)
    if not sheet.last_row:
        return {}, {}, False
    request = ReadRequest(sheet.name, 1, sheet.last_row, wanted)
    reply, stream = client.cells(request, outline.revision)
    frame = pl.read_ipc_stream(io.BytesIO(stream))
    columns: Columns = {}
    has_types = False
    for column in wanted:
        name = column_letters(column)
        if name not in frame.columns:
            continue
        texts = frame[name].to_list()
        if name + NUMBERS_SUFFIX in frame.columns:
            has_types = True
            numbers, marks = frame[name + NUMBERS_SUFFIX].to_list(), frame[name + MARKS_SUFFIX]
            columns[column] = list(map(cell_value, texts, numbers, marks.to_list()))
        else:
            columns[column] = typed(texts)
    return columns, {(error.row, error.column): error.text for error in reply.errors}, has_types


class _Styles:
    """Formats of the new workbook, each added when first used."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._formats: dict[str, Format] = {}

    def of(self, code: str) -> Format:
        if code not in self._formats:
            self._formats[code] = self._book.add_format({"num_format": code})
        return self._formats[code]


def _write(
    page: Worksheet,
    sheet: SheetOutline,
    columns: Columns,
    errors: Mapping[tuple[int, int], str],
    styles: _Styles,
) -> None:
    for column, values in columns.items():
        page.set_column(column - 1, column - 1, _width(values))
    percents = {c: styles.of(f) for c, f in sheet.column_formats.items() if f.endswith("%")}
    for row in range(1, sheet.last_row + 1):
        for column, values in columns.items():
            if error := errors.get((row, column)):
                page.write_formula(row - 1, column - 1, f"={error}", None, error)
            elif (value := values[row - 1]) is not None:
                where = sheet.name, row, column
                _write_cell(page, where, value, styles, percents.get(column))


def _write_cell(
    page: Worksheet,
    where: tuple[str, int, int],
    value: CellValue,
    styles: _Styles,
    number_format: Format | None,
) -> None:
    place = where[1] - 1, where[2] - 1
    if isinstance(value, str):
        if len(value) > _LONGEST_TEXT:
            raise Refused(
                N_("A text of {n} characters is too long for a cell of Excel (32,767)."),
                hint=N_("Shorten it in the file, then convert again."),
                where=a1(*where),
                n=len(value),
            )
        page.write_string(*place, value)
    elif isinstance(value, bool):
        page.write_boolean(*place, value)
    elif isinstance(value, int | float):
        page.write_number(*place, value, number_format)
    elif isinstance(value, date | time):
        page.write_datetime(*place, value, styles.of(_FORMATS[type(value)]))


def _width(values: Sequence[CellValue]) -> float:
    least, most = _WIDTHS
    longest = max((_length(v) for v in values[:_WIDTH_ROWS] if v is not None), default=0)
    return min(max(longest + 2, least), most)


def _length(value: CellValue) -> int:
    """How wide a value is shown; Chinese characters take two places."""
    text = str(value).partition("\n")[0]
    return len(text) + sum(letter > "\u2e7f" for letter in text)
