"""List validations: the choices a workbook offers in a cell, resolved to their texts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Protocol

from adapters.addresses import CellRange
from adapters.contents import CellValue
from adapters.excel.ooxml.ranges import parse_range
from adapters.excel.reading.sheetscan import Cell, SheetScan
from adapters.outlines import ListValidation, TableOutline

if TYPE_CHECKING:
    from lxml.etree import _Element

    from adapters.excel.ooxml.package import DefinedName, SheetPart

MAX_CHOICES = 500
MAX_RANGES = 10_000  # of one validation; more are an attack

_SHEET_REFERENCE = re.compile(r"(?:'((?:[^']|'')+)'|([^'!:()\[\],]+))!([^!]+)$")
_INDIRECT = re.compile(r'INDIRECT\(\s*"([^"]+)"\s*\)$', re.I)
_TABLE_COLUMN = re.compile(r"([^\[\]!]+)\[(?:\[#Data\],)?\[?([^\[\]#]+)\]?\]$")


class Values(Protocol):
    """Turns cells into values, see ``outline.CellReader``."""

    def prepare(self, cells: Iterable[Cell]) -> None:
        """Make ready for these cells."""

    def value(self, cell: Cell) -> CellValue:
        """The value of one of them."""


class RangeReader:
    """Finds the texts a formula refers to, when it is a plain reference to few cells.

    Args:
        scans: each sheet by name.
        values: turns cells into values.
        sheets: names of sheets by their position in the workbook.
        names: the defined names.
        tables: sheet, outline and column names of each table by its name in lower case.
    """

    def __init__(
        self,
        scans: Mapping[str, SheetScan],
        values: Values,
        sheets: Mapping[int, str],
        names: Sequence[DefinedName],
        tables: Mapping[str, tuple[str, TableOutline, Sequence[str]]],
    ) -> None:
        self._scans = {name.lower(): scan for name, scan in scans.items()}
        self._values = values
        self._sheets = sheets
        self._names = {(name.name.lower(), name.position): name.text for name in names}
        self._tables = tables
        self._known: dict[tuple[str, str], tuple[str, ...]] = {}

    def texts(self, formula: str, position: int) -> tuple[str, ...]:
        """What the formula offers, seen from the sheet at ``position``; empty when unknown."""
        key = (formula, self._sheets.get(position, ""))
        if key not in self._known:
            self._known[key] = tuple(self._texts(formula, position))
        return self._known[key]

    def _texts(self, formula: str, position: int) -> Iterator[str]:
        place = self._place(formula.strip().removeprefix("="), position, depth=0)
        if place is None:
            return
        sheet, cells = place
        scan = self._scans.get(sheet.lower())
        if scan is None or not _is_line(cells):
            return
        found: list[Cell] = []
        for column in range(cells.first_column, min(cells.last_column, scan.last_column) + 1):
            left = MAX_CHOICES - len(found)
            found.extend(scan.cells(column, cells.first_row, cells.last_row, left))
        self._values.prepare(found)
        seen = dict.fromkeys(choice_text(self._values.value(cell)) for cell in found)
        yield from (text for text in seen if text)

    def _place(self, formula: str, position: int, depth: int) -> tuple[str, CellRange] | None:
        """Sheet and range of a reference, a defined name or a table's column."""
        if depth > 4:
            return None  # names that refer to each other
        quoted = _INDIRECT.match(formula)
        if quoted:
            return self._place(quoted[1], position, depth + 1)
        name = formula.lower()
        text = self._names.get((name, position)) or self._names.get((name, None))
        if text:
            return self._place(text.removeprefix("="), position, depth + 1)
        elsewhere = _SHEET_REFERENCE.match(formula)
        sheet = self._sheets.get(position, "")
        if elsewhere:
            sheet, formula = elsewhere[2] or elsewhere[1].replace("''", "'"), elsewhere[3]
        cells = parse_range(formula)
        if cells is not None:
            return sheet, cells
        column = _TABLE_COLUMN.match(formula)
        return self._table_column(column[1].lower(), column[2]) if column else None

    def _table_column(self, table: str, column: str) -> tuple[str, CellRange] | None:
        if table not in self._tables:
            return None
        sheet, outline, columns = self._tables[table]
        if column not in columns:
            return None
        place = outline.range.first_column + columns.index(column)
        first = outline.range.first_row + outline.header_rows
        last = outline.range.last_row - outline.totals_rows
        return sheet, CellRange(first, place, last, place)


def _is_line(cells: CellRange) -> bool:
    """Whether the range is one row or one column, as a list of choices must be."""
    return cells.first_column == cells.last_column or cells.first_row == cells.last_row


def choice_text(value: CellValue) -> str:
    """A choice as Excel shows it in the list, dates in ISO form."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date):
        return value.isoformat().replace("T", " ")
    return str(value)


def list_validations(
    surroundings: _Element, sheet: SheetPart, ranges: RangeReader
) -> tuple[ListValidation, ...]:
    """The list validations of a sheet whose choices can be told, those of Excel 2010 too."""
    found = []
    for item in surroundings.iter("{*}dataValidation"):
        if item.get("type") != "list":
            continue
        formula = _text(item, "formula1")
        places = item.get("sqref") or _text(item, "sqref")
        words = places.split(maxsplit=MAX_RANGES)[:MAX_RANGES]
        cells = tuple(filter(None, map(parse_range, words)))
        choices = _choices(formula, lambda text: ranges.texts(text, sheet.position))
        if cells and choices:
            found.append(ListValidation(cells, choices))
    return tuple(found)


def _choices(formula: str, resolve: Callable[[str], tuple[str, ...]]) -> tuple[str, ...]:
    formula = formula.strip()
    if formula.startswith('"') and formula.endswith('"') and len(formula) > 1:
        inside = formula[1:-1].replace('""', '"')
        choices = dict.fromkeys(choice.strip() for choice in inside.split(","))
        return tuple(choice for choice in choices if choice)
    return resolve(formula) if formula else ()


def _text(item: _Element, name: str) -> str:
    """The text of a child; Excel 2010's form wraps a formula in an element of its own."""
    child = item.find("{*}" + name)
    return "".join(str(text) for text in child.itertext()) if child is not None else ""
