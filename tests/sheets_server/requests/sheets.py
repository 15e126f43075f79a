"""Requests about whole sheets and the spreadsheet: add, delete, duplicate, properties."""

import re
from dataclasses import replace
from typing import Any

from .. import fieldmask, shifting
from ..errors import invalid
from ..formats import normalised, style_mask
from ..sheet import COLUMNS, ROWS, Sheet, new_sheet
from ..state import Spreadsheet, new_number

Reply = dict[str, Any] | None
_LOCALE = re.compile(r"[a-z]{2,3}(_[A-Z]{2})?\Z")
_EXTRAS = ("hidden", "tabColor", "tabColorStyle", "rightToLeft")
_GRID_EXTRAS = (
    "frozenRowCount",
    "frozenColumnCount",
    "hideGridlines",
    "rowGroupControlAfter",
    "columnGroupControlAfter",
)


def add_sheet(book: Spreadsheet, request: dict[str, Any]) -> Reply:
    given = request.get("properties") or {}
    grid = given.get("gridProperties") or {}
    sheet_id = int(given["sheetId"]) if "sheetId" in given else new_number()
    if sheet_id < 0:
        raise invalid("Sheet id must be non-negative.")
    if any(sheet.id == sheet_id for sheet in book.sheets):
        raise invalid(f"Sheet with id {sheet_id} already exists.")
    title = given.get("title") or _free_title(book)
    _check_title(book, title, None)
    rows, columns = int(grid.get("rowCount", 1000)), int(grid.get("columnCount", 26))
    _check_counts(rows, columns)
    book.check_size(rows * columns)
    sheet = new_sheet(sheet_id, title, rows, columns)
    _set_extras(sheet, given)
    index = min(int(given.get("index", len(book.sheets))), len(book.sheets))
    book.sheets.insert(index, sheet)
    return {"addSheet": {"properties": sheet.properties(index)}}


def _free_title(book: Spreadsheet) -> str:
    number = len(book.sheets) + 1
    while book.sheet_named(f"Sheet{number}"):
        number += 1
    return f"Sheet{number}"


def _check_title(book: Spreadsheet, title: str, own: Sheet | None) -> None:
    if not title:
        raise invalid("Sheet name cannot be empty.")
    if len(title) > 100:
        raise invalid("The sheet name cannot be greater than 100 characters.")
    same = book.sheet_named(title)
    if same is not None and same is not own:
        raise invalid(f'A sheet with the name "{title}" already exists. Please enter another name.')


def _check_counts(rows: int, columns: int) -> None:
    if rows < 1 or columns < 1:
        what = "rowCount" if rows < 1 else "columnCount"
        raise invalid(f"Invalid {what}: must be greater than zero.")
    if columns > 18278:
        raise invalid("A sheet cannot have more than 18278 columns.")


def _set_extras(sheet: Sheet, given: dict[str, Any]) -> None:
    """Takes over what differs from the default: 0 and false are never answered."""
    given = normalised(given)
    sheet.extras = {name: given[name] for name in _EXTRAS if given.get(name)}
    grid = given.get("gridProperties") or {}
    sheet.grid_extras = {name: grid[name] for name in _GRID_EXTRAS if grid.get(name)}


def delete_sheet(book: Spreadsheet, request: dict[str, Any]) -> Reply:
    sheet = book.sheet(int(request.get("sheetId", 0)))
    if not any(other is not sheet and not other.extras.get("hidden") for other in book.sheets):
        raise invalid("You can't remove all the visible sheets in a document.")
    book.sheets.remove(sheet)
    shifting.retitle(book, sheet.title, None)
    book.named_ranges = [
        item for item in book.named_ranges if item["range"].get("sheetId", 0) != sheet.id
    ]
    book.metadata = [item for item in book.metadata if not _lies_on(item, sheet)]
    return None


def _lies_on(item: dict[str, Any], sheet: Sheet) -> bool:
    location = item["location"]
    if location["locationType"] == "SPREADSHEET":
        return False
    return bool(location.get("dimensionRange", location).get("sheetId", 0) == sheet.id)


def duplicate_sheet(book: Spreadsheet, request: dict[str, Any]) -> Reply:
    source = book.sheet(int(request.get("sourceSheetId", 0)))
    book.check_size(source.cell_count)
    title = request.get("newSheetName") or copy_title(book, source)
    _check_title(book, title, None)
    copy = renumbered(source.clone(), int(request.get("newSheetId") or new_number()), title)
    if any(sheet.id == copy.id for sheet in book.sheets):
        raise invalid(f"Sheet with id {copy.id} already exists.")
    index = min(int(request.get("insertSheetIndex", 0)), len(book.sheets))
    book.sheets.insert(index, copy)
    return {"duplicateSheet": {"properties": copy.properties(index)}}


def copy_title(book: Spreadsheet, source: Sheet) -> str:
    """`Copy of Sheet1`, with a number where the book has one already."""
    title, number = f"Copy of {source.title}", 2
    while book.sheet_named(title):
        title, number = f"Copy of {source.title} {number}", number + 1
    return title


def renumbered(sheet: Sheet, sheet_id: int, title: str) -> Sheet:
    """The sheet under another id: ranges that lie on it follow."""
    sheet.id, sheet.title = sheet_id, title
    sheet.merges = [replace(box, sheet=sheet_id) for box in sheet.merges]
    sheet.protected = [_moved(item, sheet_id) for item in sheet.protected]
    sheet.protected = [{**item, "protectedRangeId": new_number()} for item in sheet.protected]
    if sheet.basic_filter is not None:
        sheet.basic_filter = _moved(sheet.basic_filter, sheet_id)
    sheet.groups = {
        name: [_moved(group, sheet_id) for group in groups] for name, groups in sheet.groups.items()
    }
    return sheet


def _moved(item: dict[str, Any], sheet_id: int) -> dict[str, Any]:
    if "range" not in item:
        return item
    span = {name: side for name, side in item["range"].items() if name != "sheetId"}
    return {**item, "range": {**({"sheetId": sheet_id} if sheet_id else {}), **span}}


def update_sheet_properties(book: Spreadsheet, request: dict[str, Any]) -> Reply:
    given = request.get("properties") or {}
    mask = fieldmask.required_mask(request)
    sheet = book.sheet(int(given.get("sheetId", 0)))
    index = book.sheets.index(sheet)
    mask.pop("sheetId", None)
    after = fieldmask.merged(sheet.properties(index), normalised(given), style_mask(mask))
    title = after.get("title", sheet.title)
    _check_title(book, title, sheet)
    _resize(book, sheet, after.get("gridProperties") or {})
    old, sheet.title = sheet.title, title
    if title != old:
        shifting.retitle(book, old, title)
    _set_extras(sheet, after)
    if all(other.extras.get("hidden") for other in book.sheets):
        raise invalid("You can't hide all the sheets in a document.")
    if fieldmask.names(mask, "index") and "index" in given:
        _reorder(book, sheet, index, int(given["index"]))
    return None


def _resize(book: Spreadsheet, sheet: Sheet, grid: dict[str, Any]) -> None:
    rows = int(grid.get("rowCount", len(sheet.rows)))
    columns = int(grid.get("columnCount", sheet.columns))
    _check_counts(rows, columns)
    frozen = int(grid.get("frozenRowCount") or 0)
    if frozen and frozen >= rows:
        raise invalid("You can't freeze all visible rows on the sheet.")
    if int(grid.get("frozenColumnCount") or 0) >= columns:
        raise invalid("You can't freeze all visible columns on the sheet.")
    book.check_size(rows * columns - sheet.cell_count)
    for dimension, size in ((ROWS, rows), (COLUMNS, columns)):
        have = sheet.size(dimension)
        if size < have:
            shifting.delete(book, sheet, dimension, size, have)
        elif size > have:
            sheet.insert(dimension, have, size - have)


def _reorder(book: Spreadsheet, sheet: Sheet, old: int, new: int) -> None:
    """The index counts as if the sheet were still in its old place."""
    if not 0 <= new <= len(book.sheets):
        raise invalid(f"Invalid index: {new}")
    book.sheets.remove(sheet)
    book.sheets.insert(new - 1 if new > old else new, sheet)


def update_spreadsheet_properties(book: Spreadsheet, request: dict[str, Any]) -> Reply:
    given = request.get("properties") or {}
    mask = fieldmask.required_mask(request)
    for name in ("title", "locale", "timeZone", "autoRecalc"):
        if not (fieldmask.names(mask, name) and given.get(name)):
            continue
        if name == "locale" and not _LOCALE.match(given[name]):
            raise invalid(f"Unsupported locale: {given[name]}")
        if name == "timeZone" and not re.match(r"[A-Za-z_]+(/[\w+-]+)*\Z", given[name]):
            raise invalid(f"Invalid time zone: {given[name]}")
        book.properties[name] = given[name]
    return None
