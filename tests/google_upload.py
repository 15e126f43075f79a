"""An Excel workbook put into the local service: values, formats, formulas, rules, merged cells."""

from __future__ import annotations

import warnings
from datetime import date, datetime, time, timedelta
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell as ExcelCell
from openpyxl.utils.cell import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet
from sheets_server.a1 import Box
from sheets_server.cell import Cell, Formula
from sheets_server.server import Server
from sheets_server.sheet import Sheet, new_sheet
from sheets_server.state import new_number

_EPOCH = datetime(1899, 12, 30)


def uploaded(server: Server, path: Path) -> str:
    """The id of a new spreadsheet with the content of a workbook, results of formulas included.

    A formula that the service cannot compute becomes one that gives the stored result.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of parts of the workbook that openpyxl does not know
        results, formulas = load_workbook(path, data_only=True), load_workbook(path)
    book = server.store.create(path.stem)
    with server.store.editing(book.id) as draft:
        draft.sheets = []
        for page in results.worksheets:
            draft.sheets.append(_sheet(page, formulas[page.title]))
        ids = {sheet.title: sheet.id for sheet in draft.sheets}
        for name, defined in formulas.defined_names.items():
            for title, cells in defined.destinations:
                area = _area(ids[title], cells.replace("$", ""))
                draft.named_ranges.append(
                    {"namedRangeId": str(new_number()), "name": name, "range": area.as_json()}
                )
    return book.id


def _sheet(page: Worksheet, typed: Worksheet) -> Sheet:
    sheet = new_sheet(new_number(), page.title, page.max_row + 100, max(26, page.max_column))
    if page.sheet_state != "visible":
        sheet.extras["hidden"] = True
    for row in page.iter_rows():
        cells = {
            cell.column - 1: _cell(cell, typed.cell(cell.row, cell.column))
            for cell in row
            if isinstance(cell, ExcelCell)
        }
        sheet.put_row(row[0].row - 1, {at: cell for at, cell in cells.items() if not cell.is_blank})
    sheet.merges = [_area(sheet.id, str(area)) for area in page.merged_cells.ranges]
    _put_rules(sheet, typed)
    return sheet


def _cell(result: ExcelCell, typed: ExcelCell) -> Cell:
    value = _plain(result.value)
    if typed.data_type == "f":
        return Cell(value=Formula(_standing_for(value)), format=_format(result))
    return Cell(value=value, format=_format(result))


def _standing_for(value: str | float | int | bool | None) -> str:
    """A formula that the service can compute and whose result is the value."""
    if isinstance(value, str):
        return f"={value}" if value.startswith("#") else '="' + value.replace('"', '""') + '"'
    if isinstance(value, bool):
        return f"={str(value).upper()}"
    return '=""' if value is None else f"=0+{value!r}" if value >= 0 else f"=0-{-value!r}"


def _plain(value: object) -> str | float | int | bool | None:
    if isinstance(value, datetime):
        return (value - _EPOCH) / timedelta(days=1)
    if isinstance(value, date):
        return (value - _EPOCH.date()).days
    if isinstance(value, time):
        return (value.hour * 3600 + value.minute * 60 + value.second) / 86_400
    return value  # type: ignore[return-value]


def _format(cell: ExcelCell) -> dict[str, object] | None:
    code = cell.number_format
    if code == "General":
        return None
    kind = "DATE" if cell.is_date else "PERCENT" if "%" in code else "NUMBER"
    return {"numberFormat": {"type": "TEXT" if code == "@" else kind, "pattern": code}}


def _put_rules(sheet: Sheet, page: Worksheet) -> None:
    for rule in page.data_validations.dataValidation:
        if rule.type != "list" or not rule.formula1:
            continue
        if rule.formula1.startswith('"'):
            texts, kind = rule.formula1.strip('"').split(","), "ONE_OF_LIST"
        else:
            texts, kind = ["=" + rule.formula1], "ONE_OF_RANGE"
        values = [{"userEnteredValue": text} for text in texts]
        condition = {"condition": {"type": kind, "values": values}, "strict": True}
        for area in rule.sqref.ranges:
            for row in range(area.min_row - 1, area.max_row):
                for column in range(area.min_col - 1, area.max_col):
                    cell = sheet.cell(row, column)
                    sheet.put(row, column, Cell(cell.value, cell.format, cell.note, condition))


def _area(sheet: int, cells: str) -> Box:
    left, top, right, bottom = range_boundaries(cells)
    return Box(sheet, top - 1, bottom, left - 1, right)
