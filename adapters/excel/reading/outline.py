"""The structure of a workbook: from the small parts, the first rows and the end of each sheet."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from adapters.addresses import CellRange
from adapters.contents import CellValue
from adapters.errors import N_, Notice
from adapters.excel.archive.guard import damaged
from adapters.excel.ooxml.formats import GENERAL, from_serial, is_date_code
from adapters.excel.ooxml.formulas import MAX_ROW
from adapters.excel.ooxml.package import Package, SheetPart, local_attribute, parse_xml
from adapters.excel.ooxml.ranges import parse_range
from adapters.excel.ooxml.sealed import seal
from adapters.excel.ooxml.whole import whole
from adapters.excel.reading.blocks import Rows
from adapters.excel.reading.columnwise import column_formats, formula_columns
from adapters.excel.reading.sheetscan import Cell, SheetScan
from adapters.excel.reading.strings import shared_strings, unescape
from adapters.excel.reading.validations import RangeReader, list_validations
from adapters.outlines import Block, NamedRange, Outline, Revision, SheetOutline, TableOutline

HEAD_ROWS = 40
HEAD_COLUMNS = 512
_MOST_NAMES = 2_000
_MOST_MERGES = 100_000  # more are looked at by nobody
_INTEGER = re.compile(r"-?[0-9]{1,17}")
MAX_CELLS = 8_000_000  # a dense grid of this size takes about 200 MB in the reader


@dataclass(frozen=True, slots=True)
class Table:
    """An Excel table and the names of its columns."""

    outline: TableOutline
    columns: tuple[str, ...]


class CellReader:
    """Turns cells as stored into values: shared strings, booleans, dates by their format."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._strings: dict[int, str] = {}

    def prepare(self, cells: Iterable[Cell]) -> None:
        """Fetch the shared strings of these cells, all in one pass."""
        wanted = {whole(cell.text, -1) for cell in cells if cell.kind == "s"}
        wanted.difference_update(self._strings)
        self._strings.update(shared_strings(self._package.shared_strings_xml, wanted))

    def format(self, cell: Cell) -> str:
        """The number format code of the cell."""
        codes = self._package.cell_formats
        return codes[cell.style] if cell.style < len(codes) else GENERAL

    def value(self, cell: Cell) -> CellValue:
        """The cell's value; error values as their text."""
        text = cell.text
        match cell.kind:
            case "s":
                return self._strings.get(whole(text, -1), "")
            case "b":
                return text == "1" if text else None
            case "n":
                return self._number(text, self.format(cell))
            case "d":
                return _iso(text)
            case _:
                return unescape(text) if cell.has_value else None

    def _number(self, text: str, code: str) -> CellValue:
        if not text:
            return None
        try:
            number = float(text)
        except ValueError:
            return text
        if not math.isfinite(number):
            return text
        if is_date_code(code):
            moment = from_serial(number, code, self._package.date1904)
            if moment is not None:
                return moment
        return int(text) if _INTEGER.fullmatch(text) else number


def _iso(text: str) -> CellValue:
    try:
        moment = datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return text
    return moment if "T" in text else date(moment.year, moment.month, moment.day)


def read_outline(package: Package, scans: Mapping[str, SheetScan], revision: Revision) -> Outline:
    """Put the outline together; ``scans`` holds each sheet's scan by the sheet's name."""
    _check_parts(package, scans)
    reader = CellReader(package)
    further = {name: tuple(_cells_of_blocks(scan)) for name, scan in scans.items()}
    reader.prepare(cell for scan in scans.values() for cell in scan.head)
    reader.prepare(cell for blocks in further.values() for _, cells in blocks for cell in cells)
    tables = {sheet.name: _tables(package, sheet, scans[sheet.name]) for sheet in package.sheets}
    ranges = RangeReader(
        scans,
        reader,
        {sheet.position: sheet.name for sheet in package.sheets},
        package.defined_names,
        {
            table.outline.name.lower(): (name, table.outline, table.columns)
            for name, found in tables.items()
            for table in found
        },
    )
    names = _named_ranges(package)
    sheets = tuple(
        _sheet(
            sheet,
            scans[sheet.name],
            tables[sheet.name],
            reader,
            ranges,
            names=tuple(names.get(sheet.name.casefold(), ())),
            further=tuple(
                _block(rows, cells, scans[sheet.name], reader)
                for rows, cells in further[sheet.name]
            ),
        )
        for sheet in package.sheets
    )
    return Outline(revision, sheets, tuple(_notes(package, scans)), package.date1904)


def _check_parts(package: Package, scans: Mapping[str, SheetScan]) -> None:
    """Without these parts a reader would show other values than Excel, and say nothing."""
    heads = [cell for scan in scans.values() for cell in scan.head]
    if not package.shared_strings_xml and any(cell.kind == "s" for cell in heads):
        raise damaged(
            N_("The workbook is damaged: the texts of its cells are missing in the file.")
        )
    if not package.cell_formats and any(cell.style > 0 for cell in heads):
        raise damaged(N_("The workbook is damaged: its cell formats are missing in the file."))


def number_columns(scan: SheetScan, package: Package) -> frozenset[int]:
    """The columns whose last cell in the first rows is a number and not a date."""
    reader = CellReader(package)
    last = {cell.column: cell for cell in scan.head if cell.has_value}
    return frozenset(
        column
        for column, cell in last.items()
        if cell.kind == "n" and not is_date_code(reader.format(cell))
    )


def too_sparse(scan: SheetScan) -> bool:
    """Whether a dense grid of the sheet would be out of all proportion to what it holds."""
    return scan.last_row * scan.last_column > max(MAX_CELLS, scan.size // 4)


def _notes(package: Package, scans: Mapping[str, SheetScan]) -> Iterable[Notice]:
    if note := seal(signed=package.signed, shared=package.shared):
        yield note
    for name, scan in scans.items():
        if too_sparse(scan):
            yield Notice(
                N_("The sheet {sheet} has a value far away from the others and cannot be read."),
                {"sheet": name},
            )


def _sheet(
    part: SheetPart,
    scan: SheetScan,
    tables: Iterable[Table],
    reader: CellReader,
    ranges: RangeReader,
    *,
    names: tuple[NamedRange, ...],
    further: tuple[Block, ...],
) -> SheetOutline:
    protection = scan.surroundings.find("{*}sheetProtection")
    return SheetOutline(
        name=part.name,
        visible=part.visible,
        last_row=scan.last_row,
        last_column=scan.last_column,
        head=_head(scan, reader),
        tables=tuple(table.outline for table in tables),
        validations=list_validations(scan.surroundings, part, ranges),
        formula_columns=formula_columns(scan.head),
        column_formats=column_formats(scan.head, reader.format),
        protected=protection is not None and protection.get("sheet") in ("1", "true"),
        merges=_merges(scan),
        names=names,
        further=further,
    )


def _cells_of_blocks(scan: SheetScan) -> Iterable[tuple[Rows, tuple[Cell, ...]]]:
    for rows in scan.further:
        yield rows, tuple(scan.parsed(rows.start, rows.end))


def _block(rows: Rows, cells: tuple[Cell, ...], scan: SheetScan, reader: CellReader) -> Block:
    numbers = range(rows.first, min(scan.last_row, rows.last) + 1)
    return Block(
        rows.first,
        _rectangle(cells, numbers, scan.last_column, reader),
        formula_columns(cells),
        column_formats(cells, reader.format),
    )


def _named_ranges(package: Package) -> dict[str, list[NamedRange]]:
    """The names for fixed ranges of several cells, by sheet folded; made-up ranges have none."""
    found: dict[str, list[NamedRange]] = {}
    for defined in package.defined_names[:_MOST_NAMES]:
        if defined.name.startswith("_"):  # print areas, filters and what Excel keeps for itself
            continue
        sheet, mark, cells = defined.text.strip().rpartition("!")
        area = parse_range(cells) if mark and ":" in cells else None
        if area is None or area.last_row > MAX_ROW or area.last_row <= area.first_row:
            continue
        if sheet.startswith("'") and sheet.endswith("'"):
            sheet = sheet[1:-1].replace("''", "'")
        found.setdefault(sheet.casefold(), []).append(NamedRange(defined.name, area))
    return found


def _merges(scan: SheetScan) -> tuple[CellRange, ...]:
    items = islice(scan.surroundings.iterfind("{*}mergeCells/{*}mergeCell"), _MOST_MERGES)
    ranges = (parse_range(item.get("ref", "")) for item in items)
    held = [range(1, HEAD_ROWS + 1), *(range(r.first, r.last + 1) for r in scan.further)]
    return tuple(r for r in ranges if r is not None and any(r.first_row in rows for rows in held))


def _head(scan: SheetScan, reader: CellReader) -> tuple[tuple[CellValue, ...], ...]:
    """The first rows as a rectangle from A1."""
    rows = range(1, min(scan.last_row, HEAD_ROWS) + 1)
    return _rectangle(scan.head, rows, scan.last_column, reader)


def _rectangle(
    cells: Iterable[Cell], rows: range, last_column: int, reader: CellReader
) -> tuple[tuple[CellValue, ...], ...]:
    """Some rows as a rectangle from column A on."""
    width = min(last_column, HEAD_COLUMNS)
    values: list[list[CellValue]] = [[None] * width for _ in rows]
    for cell in cells:
        if cell.has_value and cell.row in rows and cell.column <= width:
            values[cell.row - rows.start][cell.column - 1] = reader.value(cell)
    return tuple(map(tuple, values))


def _tables(package: Package, sheet: SheetPart, scan: SheetScan) -> tuple[Table, ...]:
    targets = package.related(sheet.part, "table")
    found = []
    for item in scan.surroundings.iterfind("{*}tableParts/{*}tablePart"):
        part = targets.get(local_attribute(item, "id") or "")
        if part is None or not package.has(part):
            continue
        table = parse_xml(package.part(part))
        cells = parse_range(table.get("ref", ""))
        if cells is None or cells.last_row > MAX_ROW:
            continue
        columns = table.iterfind("{*}tableColumns/{*}tableColumn")
        names = tuple(unescape(column.get("name", "")) for column in columns)
        outline = TableOutline(
            name=table.get("displayName", table.get("name", "")),
            range=cells,
            header_rows=whole(table.get("headerRowCount"), 1),
            totals_rows=whole(table.get("totalsRowCount"), 0),
            headers=names,
        )
        found.append(Table(outline, names))
    return tuple(found)
