"""Requests about rows and columns: append, insert, delete, move, groups, sizes."""

from typing import Any

from .. import fieldmask, shifting
from ..a1 import Box
from ..cell import Cell
from ..errors import invalid
from ..protection import check_writable
from ..ranges import dimension_span
from ..rendered import formatted
from ..sheet import COLUMNS, ROWS, Sheet
from ..state import Spreadsheet

Reply = dict[str, Any] | None


def append_dimension(book: Spreadsheet, request: dict[str, Any]) -> Reply:
    sheet = book.sheet(int(request.get("sheetId", 0)))
    dimension, count = request.get("dimension"), int(request.get("length", 0))
    if dimension not in (ROWS, COLUMNS):
        raise invalid("No dimension specified.")
    if count < 1:
        raise invalid("Length must be greater than zero.")
    other = sheet.columns if dimension == ROWS else len(sheet.rows)
    book.check_size(count * other)
    sheet.insert(dimension, sheet.size(dimension), count)
    return None


def insert_dimension(book: Spreadsheet, request: dict[str, Any]) -> Reply:
    sheet, dimension, start, end = dimension_span(book, request.get("range") or {})
    if end <= start:
        raise invalid(f"endIndex ({end}) must be greater than startIndex ({start})")
    size, inherit = sheet.size(dimension), bool(request.get("inheritFromBefore"))
    if start > size:
        raise invalid(f"range.startIndex is larger than current grid size ({size})")
    if start == size and not inherit:
        raise invalid(
            f"range.startIndex must be less than the grid size ({size}) "
            "if inheritFromBefore is false."
        )
    if inherit and start == 0:
        raise invalid("inheritFromBefore must be false when inserting at index 0")
    _check_lines(book, sheet, dimension, start, start + 1)
    shifting.insert(book, sheet, dimension, start, end - start)
    _inherit_format(sheet, dimension, start, end - start, before=inherit)
    return None


def _inherit_format(sheet: Sheet, dimension: str, start: int, count: int, *, before: bool) -> None:
    """New rows look like the neighbour: the one before, or the one after."""
    source = start - 1 if before else start + count
    if dimension != ROWS or not 0 <= source < len(sheet.rows):
        return
    looks = {c: Cell(format=cell.format) for c, cell in sheet.rows[source].items() if cell.format}
    for row in range(start, start + count):
        sheet.put_row(row, looks)


def _check_lines(book: Spreadsheet, sheet: Sheet, dimension: str, start: int, end: int) -> None:
    if dimension == ROWS:
        check_writable(book, sheet, Box(sheet.id, start, end))
    else:
        check_writable(book, sheet, Box(sheet.id, None, None, start, end))


def delete_dimension(book: Spreadsheet, request: dict[str, Any]) -> Reply:
    sheet, dimension, start, end = dimension_span(book, request.get("range") or {})
    size = sheet.size(dimension)
    if start >= size:
        raise invalid(
            f"Cannot delete a {'row' if dimension == ROWS else 'column'} that doesn't exist. "
            f"Tried to delete {'row' if dimension == ROWS else 'column'} index {start} but there "
            f"are only {size} {dimension.lower()}."
        )
    if end <= start:
        raise invalid(f"endIndex ({end}) must be greater than startIndex ({start})")
    _check_lines(book, sheet, dimension, start, min(end, size))
    frozen = sheet.grid_extras.get("frozenRowCount", 0) if dimension == ROWS else 0
    if frozen and size - (min(end, size) - start) <= frozen - max(0, min(end, frozen) - start):
        raise invalid("Sorry, it is not possible to delete all non-frozen rows.")
    shifting.delete(book, sheet, dimension, start, min(end, size))
    return None


def move_dimension(book: Spreadsheet, request: dict[str, Any]) -> Reply:
    sheet, dimension, start, end = dimension_span(book, request.get("source") or {})
    target = int(request.get("destinationIndex", 0))
    if end > sheet.size(dimension) or not 0 <= target <= sheet.size(dimension):
        raise invalid("Cannot move dimensions outside of the sheet.")
    _check_lines(book, sheet, dimension, start, end)
    for merged in sheet.merges:
        first, last = _span(merged, dimension)
        cut = first < end and start < last and not (start <= first and last <= end)
        if cut or first < target < last:
            line = "row" if dimension == ROWS else "column"
            raise invalid(
                f"Sorry, it is not possible to move a {line} to a position that crosses a merged "
                "cell. Please unmerge and try again."
            )
    shifting.move(book, sheet, dimension, start, end, target=target)
    return None


def _span(box: Box, dimension: str) -> tuple[int, int]:
    if dimension == ROWS:
        return box.top or 0, box.bottom or 0
    return box.left or 0, box.right or 0


def update_dimension_properties(book: Spreadsheet, request: dict[str, Any]) -> Reply:
    sheet, dimension, start, end = dimension_span(book, request.get("range") or {})
    mask = fieldmask.required_mask(request)
    given = request.get("properties") or {}
    at = dict(sheet.dimension_extras[dimension])
    for index in range(start, min(end, sheet.size(dimension))):
        after = fieldmask.merged(at.get(index, {}), given, mask)
        at[index] = {name: value for name, value in after.items() if value is not False}
    sheet.dimension_extras[dimension] = at
    return None


def auto_resize_dimensions(book: Spreadsheet, request: dict[str, Any]) -> Reply:
    """Columns get about seven pixels for each character of the longest text."""
    sheet, dimension, start, end = dimension_span(book, request.get("dimensions") or {})
    if dimension == ROWS:
        return None
    widths: dict[int, int] = {}
    for row, column, cell in sheet.filled(Box(sheet.id, None, None, start, end)):
        result = book.evaluator.result(sheet.id, row, column)
        shown = len(formatted(result, cell.number_format, book.locale))
        widths[column] = max(widths.get(column, 0), shown)
    at = dict(sheet.dimension_extras[dimension])
    for column, width in widths.items():
        at[column] = {**at.get(column, {}), "pixelSize": max(21, width * 7 + 6)}
    sheet.dimension_extras[dimension] = at
    return None


def add_dimension_group(book: Spreadsheet, request: dict[str, Any]) -> Reply:
    sheet, dimension, start, end = dimension_span(book, request.get("range") or {})
    around = [
        group
        for group in sheet.groups[dimension]
        if group["range"]["startIndex"] <= start and end <= group["range"]["endIndex"]
    ]
    control = "rowGroupControlAfter" if dimension == ROWS else "columnGroupControlAfter"
    sheet.grid_extras[control] = True
    span = {"dimension": dimension, "startIndex": start, "endIndex": end}
    if sheet.id:
        span = {"sheetId": sheet.id, **span}
    sheet.groups[dimension].append({"range": span, "depth": len(around) + 1})
    return {"addDimensionGroup": {"dimensionGroups": list(sheet.groups[dimension])}}


def delete_dimension_group(book: Spreadsheet, request: dict[str, Any]) -> Reply:
    sheet, dimension, start, end = dimension_span(book, request.get("range") or {})
    same = [
        group
        for group in sheet.groups[dimension]
        if (group["range"]["startIndex"], group["range"]["endIndex"]) == (start, end)
    ]
    if not same:
        raise invalid("No group exists over the given range.")
    sheet.groups[dimension].remove(same[-1])
    left = list(sheet.groups[dimension])
    return {"deleteDimensionGroup": {"dimensionGroups": left} if left else {}}
