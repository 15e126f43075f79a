"""Requests that move cells about: insert and delete ranges, sort, copy, cut, find and replace."""

import re
from dataclasses import replace
from typing import Any

from ..a1 import Box, label
from ..cell import EMPTY, Cell, CellError, Formula
from ..entered import typed
from ..errors import invalid
from ..locales import locale_of
from ..protection import check_writable
from ..ranges import closed, grid_box
from ..references import offset
from ..rendered import formatted
from ..sheet import ROWS, Sheet
from ..state import Spreadsheet

Reply = dict[str, Any] | None


def _area(book: Spreadsheet, grid_range: dict[str, Any]) -> tuple[Sheet, Box]:
    sheet, box = grid_box(book, grid_range)
    return sheet, closed(sheet, box)


def _height(box: Box) -> int:
    return (box.bottom or 0) - (box.top or 0)


def _width(box: Box) -> int:
    return (box.right or 0) - (box.left or 0)


def _slide(book: Spreadsheet, area: tuple[Sheet, Box], dimension: str, *, out: bool) -> None:
    """Cells beyond the box go out by its size, or in over it; those pushed off must be empty."""
    sheet, box = area
    by_row = dimension == ROWS
    step = _height(box) if by_row else _width(box)
    reach = replace(box, bottom=len(sheet.rows)) if by_row else replace(box, right=sheet.columns)
    check_writable(book, sheet, reach)
    moved: dict[tuple[int, int], Cell] = {}
    for row, column, cell in list(sheet.filled(reach)):
        sheet.put(row, column, EMPTY)
        if not out and box.contains(row, column):
            continue
        change = step if out else -step
        moved[(row + change, column) if by_row else (row, column + change)] = cell
    edge = max((row if by_row else column for row, column in moved), default=0) + 1
    more = edge - sheet.size(dimension)
    if more > 0:
        book.check_size(more * (sheet.columns if by_row else len(sheet.rows)))
        sheet.insert(dimension, sheet.size(dimension), more)
    for (row, column), cell in moved.items():
        sheet.put(row, column, cell)
    book.changed()


def insert_range(book: Spreadsheet, request: dict[str, Any]) -> Reply:
    area = _area(book, request.get("range") or {})
    _slide(book, area, _dimension(request), out=True)
    return None


def delete_range(book: Spreadsheet, request: dict[str, Any]) -> Reply:
    area = _area(book, request.get("range") or {})
    _slide(book, area, _dimension(request), out=False)
    return None


def _dimension(request: dict[str, Any]) -> str:
    dimension = request.get("shiftDimension")
    if dimension not in ("ROWS", "COLUMNS"):
        raise invalid("No shiftDimension specified.")
    return str(dimension)


def sort_range(book: Spreadsheet, request: dict[str, Any]) -> Reply:
    """Numbers before text before booleans, blanks last either way; stable.

    Hidden rows stay where they are, as a live sheet was seen to leave them.
    """
    sheet, given = grid_box(book, request.get("range") or {})
    if (given.top or 0) >= len(sheet.rows):
        size = len(sheet.rows)
        raise invalid(f"range.startRowIndex is larger than current grid size ({size})")
    box = closed(sheet, given)
    check_writable(book, sheet, box)
    _check_no_vertical_merge(sheet, box)
    columns = range(box.left or 0, box.right or 0)
    extras = sheet.dimension_extras[ROWS]
    indexes = [
        row
        for row in range(box.top or 0, box.bottom or 0)
        if not extras.get(row, {}).get("hiddenByUser")
    ]
    order = indexes
    for spec in reversed(request.get("sortSpecs") or []):
        by = int(spec.get("dimensionIndex", 0))
        if by not in columns:
            raise invalid(f"Sort column {by} is outside of the range.")
        down = spec.get("sortOrder") == "DESCENDING"
        ranks = {row: _rank(book.evaluator.result(sheet.id, row, by)) for row in order}
        order = _sorted(order, ranks, down=down)
    lines = [{c: sheet.cell(row, c) for c in columns} for row in order]
    for row, old, line in zip(indexes, order, lines, strict=True):
        sheet.put_row(row, {c: _copied(cell, row - old, 0) for c, cell in line.items()})
    book.changed()
    return None


def _check_no_vertical_merge(sheet: Sheet, box: Box) -> None:
    for merged in sheet.merges:
        if _height(merged) > 1 and merged.overlaps(box):
            where = label(sheet.title, merged).rpartition("!")[2]
            raise invalid(
                "You can't sort a range containing vertical merges. There is a vertical merge at "
                f"{where}"
            )


def _sorted(order: list[int], ranks: dict[int, Any], *, down: bool) -> list[int]:
    """Rows by rank, equal ones as they were, those without any at the end."""
    filled = [row for row in order if ranks[row] is not None]
    blank = [row for row in order if ranks[row] is None]
    return sorted(filled, key=lambda row: ranks[row], reverse=down) + blank


def _rank(value: Any) -> tuple[int, Any] | None:
    if value is None:
        return None
    if isinstance(value, bool):
        return 2, value
    if isinstance(value, str):
        return 1, value.casefold()
    if isinstance(value, CellError):
        return 3, value.kind
    return 0, value


def _copied(cell: Cell, rows: int, columns: int) -> Cell:
    if not isinstance(cell.value, Formula) or not (rows or columns):
        return cell
    return replace(cell, value=Formula(offset(cell.value.text, rows, columns)))


def copy_paste(book: Spreadsheet, request: dict[str, Any]) -> Reply:
    """The source repeated as often as it fits into the destination."""
    source, box = _area(book, request.get("source") or {})
    target, place = _area(book, request.get("destination") or {})
    kind = request.get("pasteType", "PASTE_NORMAL")
    turned = request.get("pasteOrientation") == "TRANSPOSE"
    height, width = (_width(box), _height(box)) if turned else (_height(box), _width(box))
    tall = _height(place) - _height(place) % height or height
    wide = _width(place) - _width(place) % width or width
    top, left = place.top or 0, place.left or 0
    area = Box(target.id, top, top + tall, left, left + wide)
    if area.closed(len(target.rows), target.columns) != area:
        raise invalid("The destination is outside of the grid.")
    check_writable(book, target, area)
    cells = {(row, column): cell for row, column, cell in source.filled(box)}
    results = {at: book.evaluator.result(source.id, *at) for at in cells}
    for row in range(tall):
        for column in range(wide):
            down, right = row % height, column % width
            at = (
                (box.top or 0) + (right if turned else down),
                (box.left or 0) + (down if turned else right),
            )
            old = target.cell(top + row, left + column)
            new = _copied(cells.get(at, EMPTY), top + row - at[0], left + column - at[1])
            pasted = _pasted(old, new, results.get(at), kind)
            target.put(top + row, left + column, pasted)
    book.changed()
    return None


def _pasted(old: Cell, new: Cell, result: Any, kind: str) -> Cell:
    if kind == "PASTE_NORMAL":
        return new
    if kind == "PASTE_VALUES":
        return replace(old, value=result.kind if isinstance(result, CellError) else result)
    if kind == "PASTE_FORMULA":
        return replace(old, value=new.value)
    if kind == "PASTE_FORMAT":
        return replace(old, format=new.format)
    if kind == "PASTE_NO_BORDERS":
        return new
    if kind == "PASTE_DATA_VALIDATION":
        return replace(old, validation=new.validation)
    raise invalid(f"Unsupported pasteType: {kind}")


def cut_paste(book: Spreadsheet, request: dict[str, Any]) -> Reply:
    source, box = _area(book, request.get("source") or {})
    coordinate = request.get("destination") or {}
    target = book.sheet(int(coordinate.get("sheetId", 0)))
    top, left = int(coordinate.get("rowIndex", 0)), int(coordinate.get("columnIndex", 0))
    area = Box(target.id, top, top + _height(box), left, left + _width(box))
    if area.closed(len(target.rows), target.columns) != area:
        raise invalid("The destination is outside of the grid.")
    check_writable(book, source, box)
    check_writable(book, target, area)
    cells = {(row, column): cell for row, column, cell in source.filled(box)}
    for row, column in cells:
        source.put(row, column, EMPTY)
    for row in range(_height(box)):
        for column in range(_width(box)):
            cell = cells.get(((box.top or 0) + row, (box.left or 0) + column), EMPTY)
            target.put(top + row, left + column, cell)
    book.changed()
    return None


def find_replace(book: Spreadsheet, request: dict[str, Any]) -> Reply:
    """Texts and, where asked, formulas; the counts of what changed."""
    areas = _searched(book, request)
    pattern = _pattern(request)
    new = str(request.get("replacement", ""))
    if request.get("searchByRegex"):
        new = re.sub(r"\$(\d)", r"\\\1", new)
    else:
        new = new.replace("\\", r"\\")
    counts = {"values": 0, "formulas": 0, "occurrences": 0}
    rows, sheets = set(), set()
    for sheet, box in areas:
        for row, column, cell in list(sheet.filled(box)):
            changed, times = _replaced(
                book, (sheet, row, column), cell, pattern, new=new, request=request
            )
            if not times:
                continue
            check_writable(book, sheet, Box(sheet.id, row, row + 1, column, column + 1))
            sheet.put(row, column, changed)
            counts["formulas" if isinstance(cell.value, Formula) else "values"] += 1
            counts["occurrences"] += times
            rows.add((sheet.id, row))
            sheets.add(sheet.id)
    book.changed()
    answer = {
        "valuesChanged": counts["values"],
        "formulasChanged": counts["formulas"],
        "rowsChanged": len(rows),
        "sheetsChanged": len(sheets),
        "occurrencesChanged": counts["occurrences"],
    }
    return {"findReplace": {name: count for name, count in answer.items() if count}}


def _searched(book: Spreadsheet, request: dict[str, Any]) -> list[tuple[Sheet, Box]]:
    if "range" in request:
        return [_area(book, request["range"])]
    if "sheetId" in request:
        sheet = book.sheet(int(request["sheetId"]))
        return [(sheet, sheet.box)]
    if not request.get("allSheets"):
        raise invalid("One of range, sheetId, allSheets must be specified.")
    return [(sheet, sheet.box) for sheet in book.sheets]


def _pattern(request: dict[str, Any]) -> re.Pattern[str]:
    find = str(request.get("find", ""))
    if not find:
        raise invalid("find must not be empty.")
    text = find if request.get("searchByRegex") else re.escape(find)
    if request.get("matchEntireCell"):
        text = rf"\A(?:{text})\Z"
    return re.compile(text, 0 if request.get("matchCase") else re.IGNORECASE)


def _replaced(
    book: Spreadsheet,
    at: tuple[Sheet, int, int],
    cell: Cell,
    pattern: re.Pattern[str],
    *,
    new: str,
    request: dict[str, Any],
) -> tuple[Cell, int]:
    if isinstance(cell.value, Formula):
        if not request.get("includeFormulas"):
            return cell, 0
        text, times = pattern.subn(new, cell.value.text)
        return replace(cell, value=Formula(text)), times
    sheet, row, column = at
    shown = formatted(book.evaluator.result(sheet.id, row, column), cell.number_format, book.locale)
    text, times = pattern.subn(new, shown)
    if not times:
        return cell, 0
    value, _ = typed(text, locale_of(book.locale))
    return replace(cell, value=value if text else None), times
