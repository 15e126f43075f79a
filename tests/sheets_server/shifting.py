"""Inserting, deleting and moving rows or columns, and all that goes along with them."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from .a1 import Box, box_of
from .cell import Formula
from .errors import invalid
from .references import Corners, retitled, rewritten
from .sheet import ROWS, Sheet
from .state import Spreadsheet

# First and end of a span, open sides None, to where it is now; None where it is gone.
Span = tuple[int | None, int | None]
MoveSpan = Callable[[int, int], tuple[int, int] | None]


@dataclass(frozen=True)
class Shift:
    """What happened to the rows (or columns) of one sheet."""

    sheet: Sheet
    dimension: str
    span: MoveSpan

    def box(self, box: Box) -> Box | None:
        """Where a box of this sheet is now."""
        by_row = self.dimension == ROWS
        start, end = (box.top, box.bottom) if by_row else (box.left, box.right)
        if start is None and end is None:
            return box
        far = end if end is not None else 10**9
        moved = self.span(start or 0, far)
        if moved is None:
            return None
        new_start = moved[0] if start is not None else None
        new_end = moved[1] if end is not None else None
        if by_row:
            return replace(box, top=new_start, bottom=new_end)
        return replace(box, left=new_start, right=new_end)


def insert(book: Spreadsheet, sheet: Sheet, dimension: str, start: int, count: int) -> None:
    """Empty rows or columns before `start`."""
    other = sheet.columns if dimension == ROWS else len(sheet.rows)
    book.check_size(count * other)
    sheet.insert(dimension, start, count)

    def span(first: int, end: int) -> tuple[int, int]:
        return (
            first + count if first >= start else first,
            end + count if end > start else end,
        )

    _carry(book, Shift(sheet, dimension, span))


def delete(book: Spreadsheet, sheet: Sheet, dimension: str, start: int, end: int) -> None:
    """The rows or columns from `start` before `end`; at least one must be left."""
    if end - start >= sheet.size(dimension):
        raise invalid(f"You can't delete all the {dimension.lower()} on the sheet.")
    sheet.delete(dimension, start, end)

    def place(index: int) -> int:
        return index if index <= start else max(start, index - (end - start))

    def span(first: int, last: int) -> tuple[int, int] | None:
        moved = place(first), place(last)
        return None if moved[0] == moved[1] else moved

    _carry(book, Shift(sheet, dimension, span))


def move(
    book: Spreadsheet, sheet: Sheet, dimension: str, start: int, end: int, *, target: int
) -> None:
    """The rows or columns to before `target`, an index of before the move."""
    indexes = list(range(sheet.size(dimension)))
    moving = indexes[start:end]
    if target <= start:
        order = indexes[:target] + moving + indexes[target:start] + indexes[end:]
    elif target >= end:
        order = indexes[:start] + indexes[end:target] + moving + indexes[target:]
    else:
        raise invalid("The destination index cannot be inside the moved range.")
    sheet.reorder(dimension, order)
    places = {old: new for new, old in enumerate(order)}

    def span(first: int, last: int) -> tuple[int, int]:
        """A span within the moved part goes along, others keep their outline."""
        inside = start <= first and last <= end
        alone = last - first == 1
        new = places.get(first, first) if inside or alone else first
        return new, new + last - first

    _carry(book, Shift(sheet, dimension, span))


def _carry(book: Spreadsheet, shift: Shift) -> None:
    sheet = shift.sheet
    sheet.merges = [box for box in map(shift.box, sheet.merges) if box is not None]
    sheet.protected = [
        moved for item in sheet.protected if (moved := _with_range(item, shift)) is not None
    ]
    if sheet.basic_filter is not None:
        sheet.basic_filter = _with_range(sheet.basic_filter, shift)
    book.named_ranges = [
        moved for item in book.named_ranges if (moved := _with_range(item, shift)) is not None
    ]
    book.metadata = [
        moved for item in book.metadata if (moved := _metadata(item, shift)) is not None
    ]
    at = sheet.dimension_extras[shift.dimension]
    sheet.dimension_extras[shift.dimension] = {
        place[0]: extras
        for index, extras in at.items()
        if (place := shift.span(index, index + 1)) is not None
    }
    sheet.groups[shift.dimension] = [
        {**group, "range": _dimension(group["range"], ends)}
        for group in sheet.groups[shift.dimension]
        if (ends := shift.span(*_ends(group["range"]))) is not None
    ]
    _formulas(book, shift)


def _with_range(item: dict[str, Any], shift: Shift) -> dict[str, Any] | None:
    """A JSON thing with a `range`, where it is now; untouched when of another sheet."""
    if "range" not in item or int(item["range"].get("sheetId", 0)) != shift.sheet.id:
        return item
    box = shift.box(box_of(item["range"]))
    return None if box is None else {**item, "range": box.as_json()}


def _metadata(item: dict[str, Any], shift: Shift) -> dict[str, Any] | None:
    span = item["location"].get("dimensionRange")
    if not span or int(span.get("sheetId", 0)) != shift.sheet.id:
        return item
    if span["dimension"] != shift.dimension:
        return item
    moved = shift.span(*_ends(span))
    if moved is None:
        return None
    return {**item, "location": {**item["location"], "dimensionRange": _dimension(span, moved)}}


def _ends(span: dict[str, Any]) -> tuple[int, int]:
    return int(span.get("startIndex", 0)), int(span["endIndex"])


def _dimension(span: dict[str, Any], moved: tuple[int, int]) -> dict[str, Any]:
    return {**span, "startIndex": moved[0], "endIndex": moved[1]}


def _formulas(book: Spreadsheet, shift: Shift) -> None:
    _rewrite(book, lambda sheet, text: rewritten(text, _mover(sheet, shift)))


def retitle(book: Spreadsheet, old: str, new: str | None) -> None:
    """Formulas say the new name of a sheet; without one it is gone."""
    _rewrite(book, lambda sheet, text: retitled(text, old, new))


def _rewrite(book: Spreadsheet, after: Callable[[Sheet, str], str]) -> None:
    """Every formula as `after` has it, given its sheet and its text."""
    for sheet in book.sheets:
        for row, column, cell in _formula_cells(sheet):
            text = after(sheet, cell.value.text)
            if text != cell.value.text:
                sheet.put(row, column, replace(cell, value=Formula(text)))
    book.changed()


def _formula_cells(sheet: Sheet) -> list[tuple[int, int, Any]]:
    return [
        (row, column, cell)
        for row, cells in enumerate(sheet.rows)
        for column, cell in cells.items()
        if isinstance(cell.value, Formula)
    ]


def _mover(here: Sheet, shift: Shift) -> Callable[[str | None, Corners], Corners | None]:
    def moved(name: str | None, corners: Corners) -> Corners | None:
        title = name if name is not None else here.title
        if title.casefold() != shift.sheet.title.casefold():
            return corners
        top, bottom, left, right = corners
        if shift.dimension == ROWS:
            span = shift.span(top, bottom + 1)
            return None if span is None else (span[0], span[1] - 1, left, right)
        span = shift.span(left, right + 1)
        return None if span is None else (top, bottom, span[0], span[1] - 1)

    return moved
