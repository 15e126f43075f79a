"""A spreadsheet as a file: xlsx of all sheets, csv or tsv of the first."""

import csv
import io
from datetime import datetime, timedelta

from openpyxl import Workbook

from .cell import Cell, CellError, Formula
from .entered import EPOCH
from .rendered import formatted
from .state import Spreadsheet

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv"
TSV = "text/tab-separated-values"
_DATES = {"DATE": "yyyy-mm-dd", "DATE_TIME": "yyyy-mm-dd hh:mm:ss", "TIME": "hh:mm:ss"}


def xlsx(book: Spreadsheet) -> bytes:
    """Values, formulas, number formats, merged cells, hidden sheets; no other looks."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for sheet in book.sheets:
        page = workbook.create_sheet(sheet.title)
        page.sheet_state = "hidden" if sheet.extras.get("hidden") else "visible"
        for row, column, cell in sheet.filled():
            target = page.cell(row + 1, column + 1)
            target.value = _value(cell)
            if isinstance(cell.value, str):
                target.data_type = "s"
            kind = cell.number_format.get("type", "")
            pattern = cell.number_format.get("pattern") or _DATES.get(kind)
            if pattern:
                target.number_format = pattern
        for box in sheet.merges:
            top, left = (box.top or 0) + 1, (box.left or 0) + 1
            page.merge_cells(
                start_row=top, start_column=left, end_row=box.bottom, end_column=box.right
            )
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def _value(cell: Cell) -> bool | int | float | str | datetime | None:
    if isinstance(cell.value, Formula):
        return cell.value.text
    is_number = isinstance(cell.value, int | float) and not isinstance(cell.value, bool)
    if is_number and cell.number_format.get("type") in ("DATE", "DATE_TIME"):
        start = datetime(EPOCH.year, EPOCH.month, EPOCH.day)
        return start + timedelta(seconds=round(float(cell.value or 0) * 86400))
    return cell.value


def text(book: Spreadsheet, delimiter: str) -> bytes:
    """The first sheet as people see it, without an end of line after the last row."""
    sheet = book.sheets[0]
    lines: list[list[str]] = []
    for row, column, cell in sheet.filled():
        result = book.evaluator.result(sheet.id, row, column)
        shown = result.kind if isinstance(result, CellError) else result
        lines.extend([] for _ in range(row + 1 - len(lines)))
        lines[row].extend([""] * (column - len(lines[row])))
        lines[row].append(formatted(shown, cell.number_format, book.locale))
    width = max(map(len, lines), default=0)
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, delimiter=delimiter, lineterminator="\r\n")
    writer.writerows(line + [""] * (width - len(line)) for line in lines)
    return stream.getvalue().removesuffix("\r\n").encode("utf-8")
