"""Requests that write cells: update, append, repeat, validation, borders."""

from dataclasses import replace
from typing import Any

from .. import fieldmask
from ..a1 import Box
from ..celldata import COMPUTED, KEPT, applied
from ..errors import ApiError, invalid
from ..formats import normalised
from ..protection import check_writable
from ..ranges import beyond, closed, grid_box
from ..sheet import COLUMNS, ROWS, Sheet
from ..state import Spreadsheet

Reply = dict[str, Any] | None


def _mask(request: dict[str, Any]) -> fieldmask.Mask:
    """The mask of an update of cells; fields that are not kept here are refused."""
    mask = fieldmask.required_mask(request)
    for name in mask:
        if name not in (*KEPT, *COMPUTED, "*"):
            raise ApiError(501, f"This stand-in keeps no {name} of cells.")
    return mask


def _put_rows(
    book: Spreadsheet, area: tuple[Sheet, Box], rows: list[dict[str, Any]], mask: fieldmask.Mask
) -> None:
    """Rows of CellData into a closed box; cells without data get what the mask says, empty."""
    sheet, box = area
    check_writable(book, sheet, box)
    for index in range(box.top or 0, box.bottom or 0):
        at = index - (box.top or 0)
        values = (rows[at].get("values") or []) if at < len(rows) else []
        line = {}
        for column in range(box.left or 0, box.right or 0):
            place = column - (box.left or 0)
            data = values[place] if place < len(values) else {}
            line[column] = applied(sheet.cell(index, column), data, mask)
        sheet.put_row(index, line)
    book.changed()


def update_cells(book: Spreadsheet, request: dict[str, Any]) -> Reply:
    """From `start` on, each row as wide as its data; or exactly a `range`."""
    mask, rows = _mask(request), request.get("rows") or []
    if "range" in request:
        sheet, box = grid_box(book, request["range"])
        _put_rows(book, (sheet, _inside(sheet, box)), rows, mask)
        return None
    start = request.get("start")
    if start is None:
        raise invalid("Must specify either start or range.")
    sheet = book.sheet(int(start.get("sheetId", 0)))
    top, left = int(start.get("rowIndex", 0)), int(start.get("columnIndex", 0))
    for index, row in enumerate(rows):
        width = len(row.get("values") or [])
        box = Box(sheet.id, top + index, top + index + 1, left, left + width)
        if width:
            _put_rows(book, (sheet, _inside(sheet, box)), [row], mask)
    return None


def _inside(sheet: Sheet, box: Box) -> Box:
    closed = box.closed(len(sheet.rows), sheet.columns)
    too_low = (box.bottom or 0) > len(sheet.rows) or (box.top or 0) >= len(sheet.rows)
    if too_low or (box.right or 0) > sheet.columns or (box.left or 0) >= sheet.columns:
        raise beyond(sheet, box)
    return closed


def append_cells(book: Spreadsheet, request: dict[str, Any]) -> Reply:
    """After the last row that holds anything; the grid grows where it must."""
    mask, rows = _mask(request), request.get("rows") or []
    sheet = book.sheet(int(request.get("sheetId", 0)))
    filled = [index for index, line in enumerate(sheet.rows) if line]
    top = filled[-1] + 1 if filled else 0
    width = max((len(row.get("values") or []) for row in rows), default=0)
    _grow(book, sheet, top + len(rows), width)
    for index, row in enumerate(rows):
        box = Box(sheet.id, top + index, top + index + 1, 0, len(row.get("values") or []))
        _put_rows(book, (sheet, box), [row], mask)
    return None


def _grow(book: Spreadsheet, sheet: Sheet, rows: int, columns: int) -> None:
    more_rows, more_columns = rows - len(sheet.rows), columns - sheet.columns
    if more_rows > 0:
        book.check_size(more_rows * sheet.columns)
        sheet.insert(ROWS, len(sheet.rows), more_rows)
    if more_columns > 0:
        book.check_size(more_columns * len(sheet.rows))
        sheet.insert(COLUMNS, sheet.columns, more_columns)


def repeat_cell(book: Spreadsheet, request: dict[str, Any]) -> Reply:
    """One CellData for as much of the range as lies on the grid."""
    mask = _mask(request)
    if "range" not in request:
        raise invalid("range is required")
    sheet, box = grid_box(book, request["range"])
    area = closed(sheet, box)
    check_writable(book, sheet, area)
    data = request.get("cell") or {}
    for row in range(area.top or 0, area.bottom or 0):
        columns = range(area.left or 0, area.right or 0)
        sheet.put_row(row, {c: applied(sheet.cell(row, c), data, mask) for c in columns})
    book.changed()
    return None


def set_data_validation(book: Spreadsheet, request: dict[str, Any]) -> Reply:
    sheet, box = grid_box(book, request.get("range") or {})
    area = closed(sheet, box)
    check_writable(book, sheet, area)
    rule = request.get("rule")
    for row in range(area.top or 0, area.bottom or 0):
        columns = range(area.left or 0, area.right or 0)
        sheet.put_row(row, {c: replace(sheet.cell(row, c), validation=rule) for c in columns})
    return None


def update_borders(book: Spreadsheet, request: dict[str, Any]) -> Reply:
    """Each cell keeps the borders of its own sides; sides not named stay as they are."""
    sheet, box = grid_box(book, request.get("range") or {})
    area = closed(sheet, box)
    check_writable(book, sheet, area)
    for row in range(area.top or 0, area.bottom or 0):
        line = {}
        for column in range(area.left or 0, area.right or 0):
            cell = sheet.cell(row, column)
            borders = {**(cell.format or {}).get("borders", {})}
            for side, inner, at_edge in (
                ("top", "innerHorizontal", row == area.top),
                ("bottom", "innerHorizontal", row + 1 == area.bottom),
                ("left", "innerVertical", column == area.left),
                ("right", "innerVertical", column + 1 == area.right),
            ):
                given = request.get(side if at_edge else inner)
                if given is not None:
                    borders[side] = given
            line[column] = replace(cell, format=_bordered(cell.format or {}, borders))
        sheet.put_row(row, line)
    return None


def _bordered(cell_format: dict[str, Any], borders: dict[str, Any]) -> dict[str, Any] | None:
    """The format with those of the borders that are drawn."""
    rest = {name: value for name, value in cell_format.items() if name != "borders"}
    drawn = {side: line for side, line in borders.items() if line.get("style", "NONE") != "NONE"}
    return normalised({**rest, **({"borders": drawn} if drawn else {})}) or None
