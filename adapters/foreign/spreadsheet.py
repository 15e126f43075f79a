"""Workbooks of other kinds through fastexcel, in the worker process.

fastexcel converts between types without a word (see ``adapters.excel.reading.sheetcells``), and
here is no XML to look the types up in. But asked for points in time it refuses every text and
boolean and says what it found instead, so each sheet is read three times: as texts, as numbers,
and as that.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import fastexcel
import pyarrow as pa
import pyarrow.compute as pc

from adapters.errors import N_, NotAWorkbook
from adapters.excel.reading.sheetcells import error_text
from adapters.excel.reading.wire import Mark
from adapters.foreign.grid import Grid, GridColumn, SheetGrid

_FOUND = re.compile(r" but got '(?P<type>\w+)\(")
_MARKS = {"String": Mark.TEXT, "Bool": Mark.BOOLEAN}
_DURATION = re.compile(r'DurationIso\("PT(\d+)H(\d+)M(\d+)(?:[.,]\d+)?S"\)')
_ISO = r"^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?)?$"
_TIME_OF_1904 = re.compile(r"ExcelDateTime \{ value: (0(?:\.\d+)?), .*is_1904: true")
_HOURS_OF_A_DAY = 24

Texts = dict[int, dict[int, str]]
"""By column and row (both from 0): what stands there in a form that an array does not give."""


def read_spreadsheet(data: bytes) -> Grid:
    """All sheets of a workbook.

    Raises:
        NotAWorkbook: it cannot be read, or is protected by a password.
    """
    try:
        excel = fastexcel.read_excel(data)
        return Grid(tuple(_sheet(excel, name) for name in excel.sheet_names))
    except (fastexcel.FastExcelError, MemoryError) as problem:
        if "password" in str(problem).lower():
            raise NotAWorkbook(
                N_("The workbook is encrypted with a password."),
                hint=N_("Open it where it was made, save it without a password, then try again."),
            ) from problem
        raise NotAWorkbook(
            N_("The workbook cannot be read: it is damaged, or older than Excel 97."),
            hint=N_("Open it in Excel or LibreOffice and save it as an Excel workbook (.xlsx)."),
        ) from problem


def _sheet(excel: fastexcel.ExcelReader, name: str) -> SheetGrid:
    texts, visible, losses = _loaded(excel, name, "string")
    numbers, _, moments = _loaded(excel, name, "float")
    _, _, found = _loaded(excel, name, "datetime")
    height = max((_filled(array) for array in texts.values()), default=0)
    marks = {column: bytearray(len(array)) for column, array in texts.items()}
    errors: dict[tuple[int, int], str] = {}
    for row, column, detail in found:
        kind = _FOUND.search(detail)
        if kind is None:
            continue
        if error := error_text(detail):
            errors[row + 1, column + 1] = error
        elif mark := _MARKS.get(kind["type"]):
            marks[column][row] = mark
    times = _times((*losses, *moments))
    columns = {
        column + 1: GridColumn(
            _with(array, times.get(column, {}) | _moments(array, numbers[column], marks[column])),
            numbers[column],
            bytes(marks[column]),
        )
        for column, array in texts.items()
    }
    height = max([height, *(row for row, _ in errors), *(r + 1 for c in times.values() for r in c)])
    return SheetGrid(name, height, columns, visible, errors)


def _loaded(
    excel: fastexcel.ExcelReader, name: str, kind: fastexcel.DType
) -> tuple[dict[int, pa.Array], bool, list[tuple[int, int, str]]]:
    """The columns of a sheet from row 1 on, by place from 0, whether it is visible, and misfits."""
    sheet = excel.load_sheet(name, header_row=None, skip_rows=0, dtypes=kind)
    if not sheet.selected_columns:
        return {}, sheet.visible == "visible", []
    batch, problems = sheet.to_arrow_with_errors()
    places = {found.index: found.absolute_index for found in sheet.selected_columns}
    columns = dict(zip(places.values(), batch.columns, strict=True))
    misfits = [
        (problem.position[0], places[problem.position[1]], problem.detail)
        for problem in (problems.errors if problems is not None else ())
    ]
    return columns, sheet.visible == "visible", misfits


def _filled(array: pa.Array) -> int:
    """Rows up to the last one that holds anything."""
    height = len(array)
    while height and not array[height - 1].as_py():
        height -= 1
    return height


def _times(losses: Sequence[tuple[int, int, str]]) -> Texts:
    """Times of day of .ods files, and of those that count from 1904, as other kinds give them.

    Longer durations stay texts such as ``26:30:00``.
    """
    times: Texts = {}
    for row, column, detail in losses:
        if match := _DURATION.search(detail):
            hours, minutes, seconds = map(int, match.groups())
        elif match := _TIME_OF_1904.search(detail):
            minutes, seconds = divmod(round(float(match[1]) * 86_400), 60)
            hours, minutes = divmod(minutes, 60)
        else:
            continue
        clock = f"{hours:02}:{minutes:02}:{seconds:02}"
        text = f"1899-12-31 {clock}" if hours < _HOURS_OF_A_DAY else clock
        times.setdefault(column, {})[row] = text
    return times


def _moments(texts: pa.Array, numbers: pa.Array, marks: bytearray) -> dict[int, str]:
    """Dates of .ods files (``2026-01-31``, ``2026-01-31T10:30:00``), as other kinds give them."""
    suspects = pc.indices_nonzero(pc.match_substring_regex(texts, _ISO)).to_pylist()
    return {
        row: text.replace("T", " ") if "T" in text else text + " 00:00:00"
        for row in suspects
        if not marks[row] and not numbers[row].is_valid and (text := texts[row].as_py())
    }


def _with(array: pa.Array, others: Mapping[int, str]) -> pa.Array:
    if not others:
        return array
    values = array.to_pylist()
    for index, text in others.items():
        values[index] = text
    return pa.array(values, pa.string())
