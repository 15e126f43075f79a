"""An Excel workbook put into the local service: values, formats, formulas, rules, merged cells."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell as ExcelCell
from openpyxl.utils.cell import get_column_letter, range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from .a1 import Box
from .cell import Cell, Formula
from .server import Server
from .sheet import Sheet, new_sheet
from .state import Spreadsheet, new_number

_EPOCH = datetime(1899, 12, 30)
_OWN_ROW = re.compile(r"(\w+)\[\[#This Row\],\[([^\]]+)\]\]")


def uploaded(server: Server, path: Path) -> str:
    """The id of a new spreadsheet with the content of a workbook, results of formulas included.

    A formula that the service computes otherwise becomes one that gives the stored result.
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
        _put_results(draft, {sheet.title: results[sheet.title] for sheet in draft.sheets})
    return book.id


def _put_results(draft: Spreadsheet, pages: dict[str, Worksheet]) -> None:
    """Let each formula give what the workbook has stored for it."""
    draft.changed()
    others: list[tuple[Sheet, int, int, Cell]] = []
    for sheet in draft.sheets:
        for row, column, cell in sheet.filled():
            stored = _plain(pages[sheet.title].cell(row + 1, column + 1).value)
            if not isinstance(cell.value, Formula):
                continue
            if draft.evaluator.result(sheet.id, row, column) != stored:
                standing = replace(cell, value=Formula(_standing_for(stored)))
                others.append((sheet, row, column, standing))
    for sheet, row, column, cell in others:
        sheet.put(row, column, cell)


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
        text = typed.value if isinstance(typed.value, str) else _standing_for(value)
        return Cell(value=Formula(_OWN_ROW.sub(_own_cell(typed), text)), format=_format(result))
    return Cell(value=value, format=_format(result))


def _own_cell(cell: ExcelCell) -> Callable[[re.Match[str]], str]:
    """Writes a column of a table as the cell in the formula's own row."""

    def written(found: re.Match[str]) -> str:
        table = cell.parent.tables.get(found[1])
        names = list(table.column_names) if table is not None else []
        if found[2] not in names:
            return found[0]
        left = range_boundaries(table.ref)[0]
        return f"{get_column_letter(left + names.index(found[2]))}{cell.row}"

    return written


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
