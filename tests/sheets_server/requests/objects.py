"""Requests about what lies on a sheet: merges, the filter, named ranges."""

import re
from dataclasses import replace
from typing import Any

from .. import a1, fieldmask
from ..a1 import Box
from ..cell import Cell
from ..errors import invalid
from ..ranges import closed, grid_box
from ..sheet import Sheet
from ..state import Spreadsheet, new_number

Reply = dict[str, Any] | None


def merge_cells(book: Spreadsheet, request: dict[str, Any]) -> Reply:
    """Only the top left cell of a merged area keeps its value."""
    sheet, box = _area(book, request)
    kind = request.get("mergeType", "MERGE_ALL")
    if kind == "MERGE_ROWS":
        new = [replace(box, top=r, bottom=r + 1) for r in range(box.top or 0, box.bottom or 0)]
    elif kind == "MERGE_COLUMNS":
        new = [replace(box, left=c, right=c + 1) for c in range(box.left or 0, box.right or 0)]
    else:
        new = [box]
    _drop_merges(sheet, box)
    new = [one for one in new if not _is_single(one)]
    for one in new:
        for row, column, cell in list(sheet.filled(one)):
            if (row, column) != (one.top, one.left):
                sheet.put(row, column, Cell(format=cell.format))
    sheet.merges.extend(new)
    book.changed()
    return None


def _is_single(box: Box) -> bool:
    return box.bottom == (box.top or 0) + 1 and box.right == (box.left or 0) + 1


def _area(book: Spreadsheet, request: dict[str, Any]) -> tuple[Sheet, Box]:
    sheet, box = grid_box(book, request.get("range") or {})
    return sheet, closed(sheet, box)


def _drop_merges(sheet: Sheet, area: Box) -> None:
    """Merges inside the area go; one that reaches out of it is refused."""
    for merged in list(sheet.merges):
        if not merged.overlaps(area):
            continue
        corners = ((merged.top or 0, merged.left or 0), (merged.bottom or 0, merged.right or 0))
        whole = area.contains(*corners[0]) and area.contains(corners[1][0] - 1, corners[1][1] - 1)
        if not whole:
            raise invalid("You must select all cells in a merged range to merge or unmerge them.")
        sheet.merges.remove(merged)


def unmerge_cells(book: Spreadsheet, request: dict[str, Any]) -> Reply:
    sheet, box = _area(book, request)
    _drop_merges(sheet, box)
    return None


def set_basic_filter(book: Spreadsheet, request: dict[str, Any]) -> Reply:
    given = request.get("filter") or {}
    sheet, area = _area(book, given)
    sheet.basic_filter = {**given, "range": area.as_json()}
    return None


def clear_basic_filter(book: Spreadsheet, request: dict[str, Any]) -> Reply:
    book.sheet(int(request.get("sheetId", 0))).basic_filter = None
    return None


def _check_name(book: Spreadsheet, name: str, own: str | None) -> None:
    looks_like_cells = a1.cells(name, 0) is not None
    if not re.match(r"[A-Za-z_]\w*\Z", name) or looks_like_cells or len(name) > 250:
        raise invalid(f"The name of the named range is invalid: {name}")
    for item in book.named_ranges:
        if item["name"].casefold() == name.casefold() and item["namedRangeId"] != own:
            raise invalid(f'A named range with the name "{name}" already exists.')


def add_named_range(book: Spreadsheet, request: dict[str, Any]) -> Reply:
    given = request.get("namedRange") or {}
    name = str(given.get("name", ""))
    _check_name(book, name, None)
    sheet, box = grid_box(book, given.get("range") or {})
    closed(sheet, box)
    item = {
        "namedRangeId": str(given.get("namedRangeId") or new_number()),
        "name": name,
        "range": box.as_json(),
    }
    book.named_ranges.append(item)
    return {"addNamedRange": {"namedRange": item}}


def update_named_range(book: Spreadsheet, request: dict[str, Any]) -> Reply:
    given = request.get("namedRange") or {}
    index = _named_index(book, given.get("namedRangeId"))
    mask = fieldmask.required_mask(request)
    old = book.named_ranges[index]
    after = fieldmask.merged(old, given, mask)
    after["namedRangeId"] = old["namedRangeId"]
    _check_name(book, after["name"], old["namedRangeId"])
    _, box = grid_box(book, after["range"])
    book.named_ranges[index] = {**after, "range": box.as_json()}
    return None


def delete_named_range(book: Spreadsheet, request: dict[str, Any]) -> Reply:
    del book.named_ranges[_named_index(book, request.get("namedRangeId"))]
    return None


def _named_index(book: Spreadsheet, range_id: Any) -> int:
    for index, item in enumerate(book.named_ranges):
        if item["namedRangeId"] == str(range_id):
            return index
    raise invalid(f"No named range with id: {range_id}")


def named_range(book: Spreadsheet, range_id: Any) -> dict[str, Any]:
    """The named range with this id."""
    return book.named_ranges[_named_index(book, range_id)]
