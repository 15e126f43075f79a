"""A grid as a file or for the clipboard: CSV, XLSX, tab-separated text.

Text stays text: whatever a cell holds, no spreadsheet takes it for a formula.
"""

from __future__ import annotations

import codecs
import csv
import io
import math
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import Any

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from salestui.i18n import _
from salestui.model.fields import FieldType
from salestui.reports.sheet_style import HEADER, NUMBER_FORMATS, text_width

Value = str | float | bool | date | datetime | time | None
"""What a cell of an exported grid can hold."""

MAX_ROWS = 1_048_575
"""Rows that fit on a sheet below its header."""

_MAX_TEXT = 32_767
# Excel counts days from 1900 on, with a day too many in that year.
_FIRST_YEAR = 1901
# Wide forms too: some spreadsheets take them for the narrow ones.
_FORMULA_STARTS = tuple("=+-@＝＋－＠")
_BREAKS = tuple("\t\r\n")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_WIDEST = 60
_MEASURED = 500
"""Rows from which column widths are taken."""


def csv_file(headers: Sequence[str], rows: Iterable[Sequence[Value]]) -> bytes:
    """A CSV file: UTF-8 with a byte order mark, so that Excel shows Chinese as it is."""
    return codecs.BOM_UTF8 + as_csv(headers, rows).encode(errors="replace")


def as_csv(headers: Sequence[str], rows: Iterable[Sequence[Value]], line_end: str = "\r\n") -> str:
    """The grid as comma-separated text."""
    return _separated(headers, rows, ",", line_end)


def as_tsv(headers: Sequence[str], rows: Iterable[Sequence[Value]]) -> str:
    """The grid as the text that spreadsheets expect from the clipboard."""
    return _separated(headers, rows, "\t", "\r\n")


def _separated(
    headers: Sequence[str], rows: Iterable[Sequence[Value]], separator: str, line_end: str
) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=separator, lineterminator=line_end)
    writer.writerow([_harmless(header) for header in headers])
    writer.writerows([_plain(value) for value in row] for row in rows)
    return text.getvalue()


def xlsx_file(
    headers: Sequence[str], rows: Iterable[Sequence[Value]], types: Sequence[FieldType]
) -> bytes:
    """A workbook of one sheet with a header that stays in view and can be filtered.

    Text longer than a cell can hold ends in an ellipsis.

    Args:
        types: the type of each column, for its number format.

    Raises:
        ValueError: more rows than a sheet holds.
    """
    built = io.BytesIO()
    with Workbook(built, {"constant_memory": True, "remove_timezone": True}) as book:
        _fill(book, headers, rows, types)
    return built.getvalue()


def _fill(
    book: Workbook,
    headers: Sequence[str],
    rows: Iterable[Sequence[Value]],
    types: Sequence[FieldType],
) -> None:
    sheet = book.add_worksheet(_("Export"))
    looks = _Looks(book, types)
    widths = [text_width(name) + 3 for name in headers]
    for column, name in enumerate(headers):
        sheet.write_string(0, column, _fitting(name), looks.header)
    last = 0
    for last, row in enumerate(rows, start=1):
        if last > MAX_ROWS:
            raise ValueError(f"a sheet holds no more than {MAX_ROWS} rows")
        for column, value in enumerate(row):
            _write(sheet, (last, column), value, looks.of(column, value))
            if last <= _MEASURED:
                widths[column] = max(widths[column], text_width(str(value)[:_WIDEST]) + 2)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, min(width, _WIDEST))
    sheet.autofilter(0, 0, last, len(headers) - 1)
    sheet.freeze_panes(1, 0)


class _Looks:
    """The formats of an exported sheet."""

    def __init__(self, book: Workbook, types: Sequence[FieldType]) -> None:
        self.header = book.add_format(dict(HEADER))
        self._columns = [book.add_format({"num_format": NUMBER_FORMATS[t]}) for t in types]
        self._day = book.add_format({"num_format": NUMBER_FORMATS[FieldType.DATE]})
        self._moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})

    def of(self, column: int, value: Value) -> Any:
        """The column's format, unless the value is a date, which any other would hide."""
        if isinstance(value, datetime) and value.time() != time():
            return self._moment
        return self._day if isinstance(value, date) else self._columns[column]


def _write(sheet: Worksheet, place: tuple[int, int], value: Value, look: Any) -> None:
    match value:
        case None:
            sheet.write_blank(*place, None, look)
        case bool():
            sheet.write_boolean(*place, value, look)
        case int() | float() if math.isfinite(value):
            sheet.write_number(*place, value, look)
        case date() if value.year >= _FIRST_YEAR:
            sheet.write_datetime(*place, value, look)
        case _:
            text = value if isinstance(value, str) else str(_plain(value))
            sheet.write_string(*place, _fitting(text), look)


def _fitting(text: str) -> str:
    """The text as a cell can hold it: not too long, and no halves of characters."""
    cut = text if len(text) <= _MAX_TEXT else text[: _MAX_TEXT - 1] + "…"
    return cut.encode(errors="replace").decode()


def _harmless(text: str) -> str:
    """The text, marked as text where a spreadsheet would calculate it."""
    bare = text.lstrip()  # some programs take the space away and calculate what is behind it
    calculated = bare.startswith(_FORMULA_STARTS) and not _NUMBER.fullmatch(bare)
    return "'" + text if calculated or text.startswith(_BREAKS) else text


def _plain(value: Value) -> str | int | float:
    """The value as it stands in a text file."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).upper()
        case str():
            return _harmless(value)
        case float() if not math.isfinite(value):
            return ""
        case float() if value.is_integer():
            return int(value)
        case int() | float():
            return value
        case datetime():
            return value.isoformat(" ", "seconds")
        case _:
            return value.isoformat()
