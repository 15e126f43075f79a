"""From the text of a range or a data filter to a box of cells of a sheet."""

from typing import Any

from . import a1
from .a1 import Box, box_of
from .errors import invalid
from .sheet import COLUMNS, ROWS, Sheet
from .state import Spreadsheet


def resolve(book: Spreadsheet, text: str) -> tuple[Sheet, Box]:
    """`Sheet1!A1:B2`, `A1`, a sheet's name, a named range, `'Sheet1'!NamedRange`."""
    title, rest = a1.split_sheet(text)
    if title is not None:
        sheet = book.sheet_named(title)
        if sheet is None:
            raise invalid(f"Unable to parse range: {text}")
        if not rest:
            return sheet, Box(sheet.id)
        box = a1.cells(rest, sheet.id) or _named(book, rest)
    else:
        box = a1.cells(text, book.sheets[0].id)
        if box is None:
            sheet = book.sheet_named(text)
            box = Box(sheet.id) if sheet else _named(book, text)
    if box is None:
        raise invalid(f"Unable to parse range: {text}")
    return book.sheet(box.sheet), box


def _named(book: Spreadsheet, name: str) -> Box | None:
    for named in book.named_ranges:
        if named["name"].casefold() == name.casefold():
            return box_of(named["range"])
    return None


def closed(sheet: Sheet, box: Box) -> Box:
    """The box cut at the grid; one that begins outside it is refused."""
    rows, columns = len(sheet.rows), sheet.columns
    if (box.top or 0) >= rows or (box.left or 0) >= columns:
        raise beyond(sheet, box)
    return box.closed(rows, columns)


def beyond(sheet: Sheet, box: Box) -> Exception:
    return invalid(
        f"Range ({a1.label(sheet.title, box)}) exceeds grid limits. "
        f"Max rows: {len(sheet.rows)}, max columns: {sheet.columns}"
    )


def grid_box(book: Spreadsheet, grid_range: dict[str, Any]) -> tuple[Sheet, Box]:
    """The box of a GridRange as given: open sides stay open, the sheet must be there."""
    box = box_of(grid_range)
    sheet = book.sheet(box.sheet)
    for start, end in ((box.top, box.bottom), (box.left, box.right)):
        if (start or 0) < 0 or (end is not None and end < (start or 0)):
            raise invalid(f"Invalid range: {grid_range}")
    return sheet, box


def dimension_span(book: Spreadsheet, wanted: dict[str, Any]) -> tuple[Sheet, str, int, int]:
    """Sheet, ROWS or COLUMNS, first and end of a DimensionRange."""
    sheet = book.sheet(int(wanted.get("sheetId", 0)))
    dimension = wanted.get("dimension")
    if dimension not in (ROWS, COLUMNS):
        raise invalid("No dimension specified.")
    size = sheet.size(dimension)
    start = int(wanted.get("startIndex", 0))
    if start < 0 or int(wanted.get("endIndex", 0)) < 0:
        raise invalid("DimensionRange indexes must be >= 0")
    return sheet, dimension, start, int(wanted.get("endIndex", size))


def filtered(book: Spreadsheet, data_filter: dict[str, Any]) -> list[tuple[Sheet, Box]]:
    """The boxes a DataFilter finds: an A1 range, a grid range or developer metadata."""
    if "a1Range" in data_filter:
        return [resolve(book, data_filter["a1Range"])]
    if "gridRange" in data_filter:
        return [grid_box(book, data_filter["gridRange"])]
    if "developerMetadataLookup" in data_filter:
        lookup = data_filter["developerMetadataLookup"]
        return [_place(book, item) for item in book.metadata if matches(item, lookup)]
    raise invalid("Data filter must specify exactly one of a1Range, gridRange, lookup.")


def _place(book: Spreadsheet, item: dict[str, Any]) -> tuple[Sheet, Box]:
    location = item["location"]
    if location["locationType"] == "SPREADSHEET":
        return book.sheets[0], Box(book.sheets[0].id)
    if location["locationType"] == "SHEET":
        sheet = book.sheet(int(location.get("sheetId", 0)))
        return sheet, Box(sheet.id)
    sheet, dimension, start, end = dimension_span(book, location["dimensionRange"])
    if dimension == ROWS:
        return sheet, Box(sheet.id, start, end)
    return sheet, Box(sheet.id, None, None, start, end)


def matches(item: dict[str, Any], lookup: dict[str, Any]) -> bool:
    """Whether developer metadata is what a DeveloperMetadataLookup asks for."""
    plain = ("metadataId", "metadataKey", "metadataValue", "visibility")
    if any(name in lookup and item.get(name) != lookup[name] for name in plain):
        return False
    if "locationType" in lookup and item["location"]["locationType"] != lookup["locationType"]:
        return False
    wanted = lookup.get("metadataLocation")
    if not wanted:
        return True
    found = {k: v for k, v in item["location"].items() if k != "locationType"}
    asked = {k: v for k, v in wanted.items() if k != "locationType"}
    return found == asked or (not asked and item["location"]["locationType"] == "SPREADSHEET")
