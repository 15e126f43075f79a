"""Row elements: cells exchanged in an existing one, or a new one like the row above it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping

from adapters.addresses import column_letters
from adapters.excel.ooxml.markup import (
    Edit,
    attributes_of,
    escape,
    splice,
    with_attribute,
    without_attributes,
)
from adapters.excel.ooxml.rowcells import Cell, Row
from adapters.excel.ooxml.whole import whole
from adapters.excel.writing.shared import Promotion

# A new row is visible even below a filtered-out one, and its extent is told by its cells.
_OWN = ("spans", "hidden", "collapsed", "outlineLevel")


def rewritten_row(
    row: Row,
    cells: Mapping[int, bytes],
    promotions: Iterable[Promotion],
    prefix: bytes,
) -> bytes:
    """The row's bytes with these cells (by column, as XML) exchanged or added.

    ``promotions`` change the formulas of other cells.
    """
    edits: list[Edit] = [] if row.placed else _placed(row, cells)
    for column in row.cells.keys() & cells.keys():
        old = row.cells[column]
        edits.append((old.start, old.end, cells[column]))
    edits += [_promoted(row, promotion, prefix) for promotion in promotions]
    tag = _spanning(row.tag, cells)
    new = {column: cells[column] for column in sorted(cells) if column not in row.cells}
    if tag.endswith(b"/>"):
        if new:
            tag = tag[:-2].rstrip() + b">" + b"".join(new.values()) + b"</" + prefix + b"row>"
    else:
        for column, xml in new.items():
            place = _place(row, column)
            edits.append((place, place, xml))
    edits.append((row.start, row.open_end, tag))
    return splice(row.data, edits)


def _placed(row: Row, cells: Container[int]) -> list[Edit]:
    """Cells that stay without a place of their own get one: it depends on the cell before."""
    edits: list[Edit] = []
    for column, cell in row.cells.items():
        element = cell.element
        if column not in cells and "r" not in element.attributes:
            tag = row.data[element.start : element.open_end]
            tag = with_attribute(tag, "r", f"{column_letters(column)}{row.number}")
            edits.append((element.start, element.open_end, tag))
    return edits


def _place(row: Row, column: int) -> int:
    """Where a new cell goes: before the next one, else after the last one."""
    later = next((other for other in row.cells if other > column), None)
    if later is not None:
        return row.cells[later].start
    last = next(reversed(row.cells), None)
    return row.open_end if last is None else row.cells[last].end


def _promoted(row: Row, promotion: Promotion, prefix: bytes) -> Edit:
    """The edit that makes a cell the owner of its shared formula."""
    formula = row.cells[promotion.column].formula
    assert formula is not None, "only formula cells are promoted"
    tag = row.data[formula.start : formula.open_end]
    tag = with_attribute(tag, "ref", promotion.reference)
    opened = tag[:-2].rstrip() + b">" if tag.endswith(b"/>") else tag
    text = escape(promotion.formula).encode()
    return formula.start, formula.end, opened + text + b"</" + prefix + b"f>"


def _spanning(tag: bytes, columns: Iterable[int]) -> bytes:
    """The start tag, its ``spans`` hint widened to hold the columns."""
    stated, _, end = attributes_of(tag).get("spans", "").partition(":")
    first, last = whole(stated, 0), whole(end, 0)
    if not (first and last):
        return tag
    low, high = min([first, *columns]), max([last, *columns])
    same = (low, high) == (first, last)
    return tag if same else with_attribute(tag, "spans", f"{low}:{high}")


def new_row(number: int, cells: Mapping[int, bytes], like: Row | None, prefix: bytes) -> bytes:
    """A row element with these cells, as high and formatted as the row ``like``."""
    tag = b"<%brow>" % prefix
    if like is not None:
        tag = without_attributes(like.tag, _OWN)
        tag = tag[:-2].rstrip() + b">" if tag.endswith(b"/>") else tag
    tag = with_attribute(tag, "r", str(number))
    content = b"".join(cells[column] for column in sorted(cells))
    return tag + content + b"</" + prefix + b"row>"


def moved_cell(cell: Cell, row: Row, number: int) -> bytes:
    """The cell as it is, but in another row."""
    element = cell.element
    tag = row.data[element.start : element.open_end]
    tag = with_attribute(tag, "r", f"{column_letters(cell.column)}{number}")
    return tag + row.data[element.open_end : element.end]
