"""A touched row and its cells, told by an expression where that is certain, else by the parser."""

from __future__ import annotations

import re
from collections.abc import Iterator, KeysView, Mapping
from dataclasses import dataclass

from adapters.errors import N_, Refused
from adapters.excel.ooxml.formulas import column_number
from adapters.excel.ooxml.markup import Element, attributes_of, parse
from adapters.excel.ooxml.plainrow import (
    Columns,
    formula_columns,
    main_namespace,
    plain_cell,
    plain_columns,
)
from adapters.excel.ooxml.whole import whole

UNUSUAL = N_("The sheet's XML has an unusual form that cannot be edited with certainty.")
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


@dataclass(slots=True, eq=False)
class Cell:
    """A cell of a touched row, ``data[start:end]`` of that row; so count positions of ``element``.

    ``made`` is its element where the parser gave one, else the namespace it is in.
    """

    row: int
    column: int
    data: bytes
    start: int
    end: int
    made: Element | str

    @property
    def element(self) -> Element:
        """The cell element."""
        if isinstance(self.made, str):
            self.made = plain_cell(self.data, self.start, self.end, self.made)
        return self.made

    @property
    def xml(self) -> bytes:
        """The cell as it is written."""
        return self.data[self.start : self.end]

    @property
    def style(self) -> int:
        """Index of its format in the workbook's styles; 0 is the default."""
        return whole(self.element.attributes.get("s"), 0)

    @property
    def formula(self) -> Element | None:
        """Its formula element."""
        if isinstance(self.made, str) and self.data.find(b"<f", self.start, self.end) < 0:
            return None
        return self.element.find("f")

    @property
    def is_blank(self) -> bool:
        """Whether it holds neither value nor formula."""
        value, text = self.element.find("v"), self.element.find("is")
        return self.formula is None and text is None and (value is None or not value.text)


class _PlainCells(Mapping[int, Cell]):
    """The cells of a row in the plain form, each made when it is asked for."""

    def __init__(self, number: int, data: bytes, columns: Columns, namespace: str) -> None:
        self._number, self._data = number, data
        self._columns, self._namespace = columns, namespace

    def __getitem__(self, column: int) -> Cell:
        start = self._data.index(b'<c r="%b%d"' % (self._columns[column], self._number))
        end = self._data.find(b"<c ", start + 1)
        end = end if end >= 0 else self._data.rindex(b"</row>")
        return Cell(self._number, column, self._data, start, end, self._namespace)

    def __contains__(self, column: object) -> bool:
        return column in self._columns

    def __iter__(self) -> Iterator[int]:
        return iter(self._columns)

    def __reversed__(self) -> Iterator[int]:
        return reversed(self._columns)

    def __len__(self) -> int:
        return len(self._columns)

    def keys(self) -> KeysView[int]:
        """The columns."""
        return self._columns.keys()


@dataclass(frozen=True, slots=True)
class Row:
    """A touched row: ``data[start:open_end]`` is its start tag.

    ``placed`` says that every cell states its place.
    """

    number: int
    data: bytes
    start: int
    open_end: int
    cells: dict[int, Cell] | _PlainCells
    placed: bool

    @property
    def tag(self) -> bytes:
        """The start tag."""
        return self.data[self.start : self.open_end]

    @property
    def attributes(self) -> dict[str, str]:
        """The attributes as written."""
        return attributes_of(self.tag)

    def has_formula(self, column: int) -> bool:
        """Whether the cell in that column is there and holds a formula."""
        cell = self.cells.get(column)
        return cell is not None and cell.formula is not None

    def formulas(self) -> Iterator[Cell]:
        """Its cells with a formula."""
        if isinstance(self.cells, _PlainCells):
            yield from (self.cells[column] for column in formula_columns(self.data))
        else:
            yield from (cell for cell in self.cells.values() if cell.formula is not None)


def parse_row(number: int, data: bytes, opening: bytes, closing: bytes) -> Row:
    """Parse the bytes of one row (white space after it is allowed)."""
    columns = plain_columns(number, data, opening)
    if columns is not None:
        plain = _PlainCells(number, data, columns, main_namespace(opening))
        return Row(number, data, 0, data.index(b">") + 1, plain, placed=True)
    elements = parse(data, opening, closing).children
    if len(elements) != 1 or elements[0].name != "row" or not elements[0].is_main:
        raise Refused(UNUSUAL)
    cells: dict[int, Cell] = {}
    column = 0
    for element in elements[0].children:
        if element.name != "c" or not element.is_main:
            continue
        column = _column(element, number, column)
        cells[column] = Cell(number, column, data, element.start, element.end, element)
    placed = all("r" in cell.element.attributes for cell in cells.values())
    return Row(number, data, elements[0].start, elements[0].open_end, cells, placed)


def _column(element: Element, row: int, before: int) -> int:
    """The cell's column; a cell without reference follows the one before it."""
    reference = element.attributes.get("r")
    if reference is None:
        return before + 1
    parts = _REFERENCE.fullmatch(reference.upper())
    column = column_number(parts[1]) if parts else 0
    if parts is None or int(parts[2]) != row or column <= before:
        raise Refused(UNUSUAL, where=reference)
    return column
