"""The answer of spreadsheets.get: everything about a spreadsheet, cells on demand."""

from typing import Any

from . import ranges
from .a1 import Box
from .celldata import as_json
from .formats import DEFAULT_FORMAT
from .sheet import COLUMNS, ROWS, Sheet
from .state import Spreadsheet

_THEME = {
    "TEXT": {},
    "BACKGROUND": {"red": 1, "green": 1, "blue": 1},
    "ACCENT1": {"red": 0.25882354, "green": 0.52156866, "blue": 0.95686275},
    "ACCENT2": {"red": 0.91764706, "green": 0.2627451, "blue": 0.20784314},
    "ACCENT3": {"red": 0.9843137, "green": 0.7372549, "blue": 0.015686275},
    "ACCENT4": {"red": 0.20392157, "green": 0.65882355, "blue": 0.3254902},
    "ACCENT5": {"red": 1, "green": 0.42745098, "blue": 0.003921569},
    "ACCENT6": {"red": 0.27450982, "green": 0.7411765, "blue": 0.7764706},
    "LINK": {"red": 0.06666667, "green": 0.33333334, "blue": 0.8},
}
_PIXELS = {ROWS: 21, COLUMNS: 100}


def describe(
    book: Spreadsheet, *, texts: list[str] | None = None, with_cells: bool = False
) -> dict[str, Any]:
    """A Spreadsheet resource; `texts` are the ranges asked for, sheets without one left out."""
    boxes = [ranges.resolve(book, text) for text in texts or []]
    return describe_boxes(book, boxes if texts else None, with_cells=with_cells)


def describe_boxes(
    book: Spreadsheet, boxes: list[tuple[Sheet, Box]] | None, *, with_cells: bool
) -> dict[str, Any]:
    """The same for boxes already found."""
    answer: dict[str, Any] = {"spreadsheetId": book.id, "properties": properties(book)}
    answer["sheets"] = []
    for index, sheet in enumerate(book.sheets):
        wanted = [sheet.box] if boxes is None else [box for at, box in boxes if at is sheet]
        if not wanted:
            continue
        answer["sheets"].append(_sheet(book, sheet, index, wanted, with_cells=with_cells))
    if book.named_ranges:
        answer["namedRanges"] = book.named_ranges
    answer["spreadsheetUrl"] = f"https://docs.google.com/spreadsheets/d/{book.id}/edit"
    whole = [item for item in book.metadata if item["location"]["locationType"] == "SPREADSHEET"]
    if whole:
        answer["developerMetadata"] = whole
    return answer


def properties(book: Spreadsheet) -> dict[str, Any]:
    """SpreadsheetProperties with all that is always the same."""
    colours = [
        {"colorType": name, "color": {"rgbColor": colour}} for name, colour in _THEME.items()
    ]
    return {
        "title": book.properties["title"],
        "locale": book.properties["locale"],
        "autoRecalc": book.properties.get("autoRecalc", "ON_CHANGE"),
        "timeZone": book.properties["timeZone"],
        "defaultFormat": DEFAULT_FORMAT,
        "spreadsheetTheme": {"primaryFontFamily": "Arial", "themeColors": colours},
    }


def _sheet(
    book: Spreadsheet, sheet: Sheet, index: int, wanted: list[Box], *, with_cells: bool
) -> dict[str, Any]:
    """A Sheet resource, its fields in the order of the service; merges as far as asked for."""
    about: dict[str, Any] = {"properties": sheet.properties(index)}
    if with_cells:
        about["data"] = [_grid_data(book, sheet, box) for box in wanted]
    here = [
        item
        for item in book.metadata
        if item["location"]["locationType"] == "SHEET"
        and item["location"].get("sheetId", 0) == sheet.id
    ]
    merges = [box.as_json() for box in sheet.merges if any(map(box.overlaps, wanted))]
    rest = {
        "merges": merges,
        "protectedRanges": sheet.protected,
        "basicFilter": sheet.basic_filter,
        "developerMetadata": here,
        "rowGroups": sheet.groups[ROWS],
        "columnGroups": sheet.groups[COLUMNS],
    }
    about.update({name: found for name, found in rest.items() if found})
    return about


def _grid_data(book: Spreadsheet, sheet: Sheet, box: Box) -> dict[str, Any]:
    area = ranges.closed(sheet, box)
    top, left = area.top or 0, area.left or 0
    lines: list[list[dict[str, Any]]] = []
    for row, column, cell in sheet.filled(area):
        while len(lines) <= row - top:
            lines.append([])
        line = lines[row - top]
        line.extend({} for _ in range(column - left - len(line)))
        line.append(as_json(cell, book.evaluator.result(sheet.id, row, column), book.locale))
    data: dict[str, Any] = {}
    if top:
        data["startRow"] = top
    if left:
        data["startColumn"] = left
    if lines:
        data["rowData"] = [{"values": line} if line else {} for line in lines]
    data["rowMetadata"] = _dimensions(book, sheet, ROWS, top, area.bottom or 0)
    data["columnMetadata"] = _dimensions(book, sheet, COLUMNS, left, area.right or 0)
    return data


def _dimensions(
    book: Spreadsheet, sheet: Sheet, dimension: str, start: int, end: int
) -> list[dict[str, Any]]:
    extras = sheet.dimension_extras[dimension]
    rows = [
        {"pixelSize": _PIXELS[dimension], **extras.get(index, {})} for index in range(start, end)
    ]
    for item in book.metadata:
        span = item["location"].get("dimensionRange")
        if not span or span.get("sheetId", 0) != sheet.id or span["dimension"] != dimension:
            continue
        index = int(span.get("startIndex", 0))
        if start <= index < end:
            rows[index - start].setdefault("developerMetadata", []).append(item)
    return rows
