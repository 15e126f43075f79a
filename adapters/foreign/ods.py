"""OpenDocument spreadsheets (.ods): what is checked before the reader sees one, and added after.

The reader gives error values as empty texts and builds a full rectangle of every sheet, however
far apart its cells are; both follow from the tags of the part that holds the sheets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from adapters.errors import N_, NotAWorkbook
from adapters.excel.archive import guard
from adapters.excel.ooxml.whole import whole
from adapters.excel.reading.outline import MAX_CELLS
from adapters.foreign.grid import Grid, SheetGrid
from adapters.foreign.spreadsheet import read_spreadsheet

MAX_CONTENT_BYTES = 256 * 2**20  # the sheets, inflated; about four million cells
_TAG = re.compile(
    rb"<table:(?P<name>table-row|table-cell|covered-table-cell|table(?=[\s>]))"
    rb'(?P<attributes>[^<>"]*(?:"[^"<]*"[^<>"]*)*)>'
)
_REPEATED = re.compile(rb'table:number-(?:columns|rows)-repeated="(\d{1,10})"')
_TYPE = re.compile(rb'office:value-type="(\w+)"')
_ERROR = re.compile(rb"\s*<text:p[^<>]*>(#[A-Z/0!?]+|Err:\d+)</text:p>")
_PERCENT = "0.00%"
_MOST_EXPANDED = 10_000  # repeats of one error value that are listed


@dataclass(slots=True)
class Extent:
    """What the tags of one sheet tell; rows and columns count from 1.

    Attributes:
        last_row, last_column: of the cells with a value.
        errors: error values by row and column.
        percents: columns with percentages.
        formulas, values: how many cells of a column hold a formula, or a number without one.
    """

    last_row: int = 0
    last_column: int = 0
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    percents: set[int] = field(default_factory=set)
    formulas: dict[int, int] = field(default_factory=dict)
    values: dict[int, int] = field(default_factory=dict)

    @property
    def formula_columns(self) -> frozenset[int]:
        """Columns whose cells are formulas more often than numbers."""
        return frozenset(c for c, n in self.formulas.items() if n >= self.values.get(c, 0))


def read_ods(data: bytes) -> Grid:
    """All sheets of an .ods file.

    Raises:
        NotAWorkbook: it is encrypted, damaged or hostile.
    """
    members = guard.open_archive(data)
    manifest = members.get("meta-inf/manifest.xml")
    if manifest is not None and b"encryption-data" in guard.inflate(data, manifest):
        raise NotAWorkbook(
            N_("The workbook is encrypted with a password."),
            hint=N_("Open it where it was made, save it without a password, then try again."),
        )
    content = members["content.xml"]
    if content.file_size > MAX_CONTENT_BYTES:
        raise NotAWorkbook(
            N_("The workbook holds a part that unpacks to more than {size} MB."),
            hint=N_("Move data that is not needed to another workbook."),
            size=MAX_CONTENT_BYTES >> 20,
        )
    xml = guard.inflate(data, content)
    guard.check_no_doctype(xml)
    extents = scan(xml)
    for extent in extents:
        if extent.last_row * extent.last_column > max(MAX_CELLS, len(xml) // 16):
            raise NotAWorkbook(
                N_("A sheet has a value far away from the others and cannot be read."),
                hint=N_("Press Ctrl+End in the program it was made with, clear it, and save."),
            )
    grid = read_spreadsheet(data)
    if len(extents) != len(grid.sheets):
        return grid
    return replace(grid, sheets=tuple(map(_completed, grid.sheets, extents)))


def _completed(sheet: SheetGrid, extent: Extent) -> SheetGrid:
    return replace(
        sheet,
        height=max(sheet.height, max((row for row, _ in extent.errors), default=0)),
        errors={**sheet.errors, **extent.errors},
        formats=dict.fromkeys(extent.percents, _PERCENT) | dict(sheet.formats),
        formula_columns=extent.formula_columns,
    )


def scan(xml: bytes) -> list[Extent]:
    """What the tags of ``content.xml`` tell about each sheet, in order."""
    extents: list[Extent] = []
    row = next_row = column = 0
    repeated_rows = 1
    for match in _TAG.finditer(xml):
        attributes = match["attributes"]
        if match["name"] == b"table":
            extents.append(Extent())
            next_row = 1
            continue
        repeated = _repeat(attributes)
        if match["name"] == b"table-row":
            row, repeated_rows, column = next_row, repeated, 1
            next_row += repeated
            continue
        first, column = column, column + repeated
        if extents and (kind := _TYPE.search(attributes)):
            cells = _Cells(row, row + repeated_rows - 1, first, column - 1)
            _note(extents[-1], cells, kind[1], attributes)
            if b'="error"' in attributes and (error := _ERROR.match(xml, match.end())):
                extents[-1].errors |= dict.fromkeys(cells.places(), error[1].decode())
    return extents


@dataclass(frozen=True, slots=True)
class _Cells:
    first_row: int
    last_row: int
    first_column: int
    last_column: int

    def places(self) -> Iterator[tuple[int, int]]:
        count = 0
        for row in range(self.first_row, self.last_row + 1):
            for column in range(self.first_column, self.last_column + 1):
                yield row, column
                count += 1
                if count == _MOST_EXPANDED:
                    return


def _note(extent: Extent, cells: _Cells, kind: bytes, attributes: bytes) -> None:
    extent.last_row = max(extent.last_row, cells.last_row)
    extent.last_column = max(extent.last_column, cells.last_column)
    column = cells.first_column
    if kind == b"percentage":
        extent.percents.add(column)
    if b"table:formula=" in attributes:
        extent.formulas[column] = extent.formulas.get(column, 0) + 1
    elif kind != b"string":
        extent.values[column] = extent.values.get(column, 0) + 1


def _repeat(attributes: bytes) -> int:
    match = _REPEATED.search(attributes)
    return max(1, whole(match[1].decode(), 1)) if match else 1
