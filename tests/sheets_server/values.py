"""The values endpoints: reading, writing, appending and clearing ranges of values."""

from dataclasses import replace
from typing import Any

from . import entered, ranges
from .a1 import Box, column_name, label
from .cell import Formula
from .errors import invalid, named
from .payload import NestedValueError, unknown_word
from .protection import check_writable
from .rendered import render
from .sheet import COLUMNS, ROWS, Sheet
from .shifting import insert
from .state import Spreadsheet
from .tables import table_in

RENDER = ("FORMATTED_VALUE", "UNFORMATTED_VALUE", "FORMULA")
DATES = ("SERIAL_NUMBER", "FORMATTED_STRING")
INPUT = ("RAW", "USER_ENTERED")
# Enumerations that are not called like the option.
KINDS = {
    "majorDimension": "Dimension",
    "responseValueRenderOption": "ValueRenderOption",
    "responseDateTimeRenderOption": "DateTimeRenderOption",
}
Options = dict[str, Any]


def option(options: Options, name: str, known: tuple[str, ...], default: str | None) -> str:
    """One of the known words, the default where none is given."""
    value = options.get(name) or default
    if value is None:
        raise invalid(f"'{name}' is required but not specified")
    if value not in known:
        raise unknown_word(_snake(name), KINDS.get(name, _pascal(name)), value)
    return str(value)


def _pascal(name: str) -> str:
    return name[:1].upper() + name[1:]


def _snake(name: str) -> str:
    return "".join("_" + letter.lower() if letter.isupper() else letter for letter in name)


def value_range(book: Spreadsheet, sheet: Sheet, box: Box, options: Options) -> dict[str, Any]:
    """A ValueRange as the service answers it: canonical range, trimmed values."""
    area = ranges.closed(sheet, box)
    major = option(options, "majorDimension", (ROWS, COLUMNS), ROWS)
    how = option(options, "valueRenderOption", RENDER, RENDER[0])
    dates = option(options, "dateTimeRenderOption", DATES, DATES[0])
    answer: dict[str, Any] = {"range": label(sheet.title, area), "majorDimension": major}
    lines = _lines(book, sheet, area, how, dates, by_column=major == COLUMNS)
    if lines:
        answer["values"] = lines
    return answer


def _lines(
    book: Spreadsheet, sheet: Sheet, area: Box, how: str, dates: str, *, by_column: bool
) -> list[list[Any]]:
    lines: list[list[Any]] = []
    top, left = area.top or 0, area.left or 0
    for row, column, cell in sheet.filled(area):
        if cell.value is None:
            continue
        result: Any = cell.value
        if isinstance(result, Formula) and how != "FORMULA":
            result = book.evaluator.result(sheet.id, row, column)
        if isinstance(result, Formula):
            shown: Any = result.text
        else:
            shown = render(cell, result, option=how, dates=dates, locale=book.locale)
        line, place = (column - left, row - top) if by_column else (row - top, column - left)
        while len(lines) <= line:
            lines.append([])
        lines[line].extend([""] * (place - len(lines[line])))
        lines[line].append(shown)
    return lines


def write(book: Spreadsheet, given: dict[str, Any], options: Options) -> tuple[dict[str, Any], Box]:
    """Writes a ValueRange; the counts of UpdateValuesResponse and the box written."""
    sheet, box = ranges.resolve(book, given["range"])
    return write_box(book, sheet, box, given, options)


def write_box(
    book: Spreadsheet, sheet: Sheet, box: Box, given: dict[str, Any], options: Options
) -> tuple[dict[str, Any], Box]:
    """The same in a box already found; None among the values leaves a cell as it is."""
    how = option(options, "valueInputOption", INPUT, None)
    rows = rows_of(given)
    height, width = len(rows), max(map(len, rows), default=0)
    _check_fits(sheet, box, height, width, asked=str(given.get("range", "")))
    top, left = box.top or 0, box.left or 0
    area = Box(sheet.id, top, top + max(height, 1), left, left + max(width, 1))
    check_writable(book, sheet, area)
    touched: set[tuple[int, int]] = set()
    for index, values in enumerate(rows, start=top):
        try:
            line = {
                column: entered.write(
                    sheet.cell(index, column), value, option=how, locale=book.locale
                )
                for column, value in enumerate(values, start=left)
                if value is not None
            }
        except NestedValueError as nested:
            place = next(i for i, value in enumerate(values) if value is nested.value)
            raise invalid(f"Invalid values[{index - top}][{place}]: {nested}") from nested
        sheet.put_row(index, line)
        touched.update((index, column) for column in line)
    book.changed()
    return _counts(book, sheet, area, touched, given=given, options=options), area


def rows_of(given: dict[str, Any]) -> list[list[Any]]:
    """The values row by row, whichever way they were given; None fills short columns."""
    values: list[list[Any]] = given.get("values", [])
    if given.get("majorDimension", ROWS) != COLUMNS:
        return values
    height = max(map(len, values), default=0)
    return [[line[row] if row < len(line) else None for line in values] for row in range(height)]


def _check_fits(sheet: Sheet, box: Box, height: int, width: int, *, asked: str) -> None:
    """Data may run over a single cell, never over a range or the grid's right edge."""
    top, left = box.top or 0, box.left or 0
    rows, columns = len(sheet.rows), sheet.columns
    if top >= rows or left >= columns or (box.bottom or 0) > rows or (box.right or 0) > columns:
        raise ranges.beyond(sheet, box)
    single = box.bottom == top + 1 and box.right == left + 1
    bottom = rows if single or box.bottom is None else box.bottom
    right = columns if single or box.right is None else box.right
    if top + height <= bottom and left + width <= right:
        return
    where = f"row [{bottom + 1}]" if top + height > bottom else f"column [{column_name(right)}]"
    name = asked if "!" in asked else label(sheet.title, box)
    raise invalid(f"Requested writing within range [{name}], but tried writing to {where}")


def _counts(
    book: Spreadsheet,
    sheet: Sheet,
    area: Box,
    touched: set[tuple[int, int]],
    *,
    given: dict[str, Any],
    options: Options,
) -> dict[str, Any]:
    answer: dict[str, Any] = {
        "spreadsheetId": book.id,
        "updatedRange": label(sheet.title, area),
    }
    if touched:
        answer["updatedRows"] = len({row for row, _ in touched})
        answer["updatedColumns"] = len({column for _, column in touched})
        answer["updatedCells"] = len(touched)
    if options.get("includeValuesInResponse"):
        shown = {
            "majorDimension": given.get("majorDimension"),
            "valueRenderOption": options.get("responseValueRenderOption"),
            "dateTimeRenderOption": options.get("responseDateTimeRenderOption"),
        }
        answer["updatedData"] = value_range(book, sheet, area, shown)
    return answer


def write_many(
    book: Spreadsheet, found: list[tuple[Sheet, Box, dict[str, Any]]], options: Options
) -> dict[str, Any]:
    """BatchUpdateValuesResponse: the totals are unions over the sheets."""
    responses: list[dict[str, Any]] = []
    rows: set[tuple[int, int]] = set()
    columns: set[tuple[int, int]] = set()
    cells = 0
    sheets: set[int] = set()
    for sheet, box, given in found:
        with named(f"data[{len(responses)}]"):
            counts, area = write_box(book, sheet, box, given, options)
        responses.append(counts)
        cells += counts.get("updatedCells", 0)
        if counts.get("updatedCells"):
            sheets.add(sheet.id)
        for row, line in enumerate(rows_of(given), start=area.top or 0):
            for column, value in enumerate(line, start=area.left or 0):
                if value is not None:
                    rows.add((sheet.id, row))
                    columns.add((sheet.id, column))
    totals = {
        "totalUpdatedRows": len(rows),
        "totalUpdatedColumns": len(columns),
        "totalUpdatedCells": cells,
        "totalUpdatedSheets": len(sheets),
    }
    answer: dict[str, Any] = {"spreadsheetId": book.id}
    answer.update({name: total for name, total in totals.items() if total})
    answer["responses"] = responses
    return answer


def append(book: Spreadsheet, text: str, given: dict[str, Any], options: Options) -> dict[str, Any]:
    """Rows after the table found in the range; the sheet grows where it must."""
    sheet, box = ranges.resolve(book, text)
    inserting = option(options, "insertDataOption", ("OVERWRITE", "INSERT_ROWS"), "OVERWRITE")
    area = ranges.closed(sheet, box)
    rows = rows_of(given)
    table = table_in(sheet, area)
    top = area.top or 0 if table is None else table.bottom or 0
    left = area.left or 0 if table is None else table.left or 0
    if inserting == "INSERT_ROWS" and table is not None:
        insert(book, sheet, ROWS, top, len(rows))
    missing = top + len(rows) - len(sheet.rows)
    if missing > 0:
        book.check_size(missing * sheet.columns)
        sheet.insert(ROWS, len(sheet.rows), missing)
    wider = left + max(map(len, rows), default=0) - sheet.columns
    if wider > 0:
        book.check_size(wider * len(sheet.rows))
        sheet.insert(COLUMNS, sheet.columns, wider)
    target = Box(sheet.id, top, top + 1, left, left + 1)
    counts, _ = write_box(book, sheet, target, given, options)
    answer: dict[str, Any] = {"spreadsheetId": book.id}
    if table is not None:
        answer["tableRange"] = label(sheet.title, table)
    answer["updates"] = counts
    return answer


def clear(book: Spreadsheet, sheet: Sheet, box: Box) -> str:
    """Empties the values, keeps formats and notes; the canonical range."""
    area = ranges.closed(sheet, box)
    check_writable(book, sheet, area)
    for row, column, cell in list(sheet.filled(area)):
        sheet.put(row, column, replace(cell, value=None))
    book.changed()
    return label(sheet.title, area)
