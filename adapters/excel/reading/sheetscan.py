"""Looking into a sheet's XML without parsing all of it.

A sheet may hold millions of cells, so its XML stays bytes: only the first rows, single cells and
what stands around the cells are parsed; the rest is searched. The searches rely on the plain form
that practically every program writes, ``<c r="A1" ...>`` without prefixes, comments or CDATA. A
sheet of any other form is first rewritten into it by ``_rewritten``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from adapters.addresses import column_letters
from adapters.contents import FormulaCells
from adapters.errors import N_, NotAWorkbook
from adapters.excel.archive import guard
from adapters.excel.ooxml.formulas import MAX_COLUMN, MAX_ROW, column_number
from adapters.excel.ooxml.package import parse_xml
from adapters.excel.ooxml.whole import whole
from adapters.excel.reading.blocks import FILLED_ENDS, Rows, blocks, has_content
from adapters.excel.reading.formulascan import formula_cells
from adapters.excel.writing.surroundings import parse_surroundings

_MAX_REWRITTEN = 64 * 2**20
_MAX_HEAD_BYTES = 4 * 2**20

_OPENING = re.compile(rb"<sheetData(?:\s[^>]*)?(/?)>")
_ROOT = re.compile(rb"<worksheet(?:\s[^>]*)?>")
_ROW = re.compile(rb"<row[ />]")
_CELL_START = b"<c "  # <color> and <charset> stand within cells
_CELL = re.compile(rb'<c r="([A-Z]{1,3})([1-9]\d{0,6})"(?=[ />])[^>]*?(/?)>')
_ERROR_CELL = re.compile(
    rb'(?P<before><c r="(?P<letters>[A-Z]{1,3})(?P<row>\d{1,7})"[^>]*? t="e"[^>]*>'
    rb"(?:<f(?:[^>]*/>|.*?</f>))?<v>)(?P<text>[^<]*)",
    re.DOTALL,
)
_KNOWN_ERRORS = frozenset(
    {b"#DIV/0!", b"#N/A", b"#NAME?", b"#NULL!", b"#NUM!", b"#REF!", b"#VALUE!"}
)
_ENCODING = re.compile(rb"""^<\?xml[^>]*?encoding=["'](?!utf-?8["'])""", re.I)
_ADDRESS = re.compile(r"([A-Za-z]{1,3})([1-9][0-9]{0,6})$")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as it stands in the XML: ``kind`` is its ``t``, ``style`` its ``s`` attribute."""

    row: int
    column: int
    kind: str
    style: int
    text: str
    has_formula: bool
    has_value: bool


class SheetScan:
    """The XML of one sheet, ready for searching.

    Attributes:
        size: bytes of its XML.
        head: the cells of the first rows, in their order.
        further: where tables may begin below them, as long as ``head``; after ``complete``.
        surroundings: the sheet's root element with everything but its cells.
        last_row, last_column: of cells with a value or formula; 0 when there is none. The last
            column is that of the first and last rows only, until ``complete`` has searched all.

    Raises:
        NotAWorkbook: not a sheet, or not a sound one.
    """

    def __init__(self, xml: bytes, head_rows: int) -> None:
        self.size = len(xml)
        self._head_rows = head_rows
        self.further: tuple[Rows, ...] = ()
        if not (_may_be_plain(xml) and self._look_at(xml)) and not self._look_at(_rewritten(xml)):
            raise guard.damaged(N_("The workbook is damaged: a sheet has cells without a place."))

    def complete(self) -> None:
        """Search all rows for the last column and for blank rows that may part tables.

        Takes a tenth of a second for a large sheet, twice that where it has blank rows.
        """
        if not self._widen() and not (self._look_at(_rewritten(self._xml)) and self._widen()):
            raise guard.damaged(N_("The workbook is damaged: a sheet has cells without a place."))
        if self._gaps:
            rows = self._head_rows
            self.further = blocks(self._xml, self._start, self._last_at, rows)

    def _look_at(self, xml: bytes) -> bool:
        """Find regions, head and end; False when the last cell is not in the plain form."""
        self._xml = xml
        self._find_regions()
        self.head = self._head()
        self.last_row = 0
        self._last_at = self._start
        self.last_column = max((cell.column for cell in self.head if cell.has_value), default=0)
        start = self._xml[self._start : self._start + 4096].lstrip()
        if self._start < self._end and not _ROW.match(start):
            return False
        at = self._last_content(self._start, self._end)
        if at < 0:
            return True
        self._last_at = self._xml.find(b"</row>", at, self._end) + len(b"</row>")
        last = _CELL.match(self._xml, max(0, self._xml.rfind(_CELL_START, self._start, at)))
        if last is None:
            return False
        self.last_row = int(last[2])
        self.last_column = max(self.last_column, column_number(last[1].decode()))
        self._check_extent()
        return True

    def _widen(self) -> bool:
        """Widen ``last_column`` to all rows; False when a row's last cell is not in plain form."""
        xml, end = self._xml, self._end
        within: set[bytes] = set()  # beginnings of addresses known to lie within the width
        at = self._start
        rows, blank = 0, False
        while (row_end := xml.find(b"</row>", at, end)) >= 0:
            rows += 1
            if xml[row_end - 6 : row_end] not in FILLED_ENDS and row_end < self._last_at:
                blank = blank or not has_content(xml, at, row_end)
            place = xml.rfind(_CELL_START, at, row_end)
            address = xml[place + 6 : place + 9]
            if place >= 0 and address not in within:
                cell = _CELL.match(xml, place)
                if cell is None:
                    return False
                if column_number(cell[1].decode()) > self.last_column:
                    self.last_column = max(self.last_column, self._last_filled(at, row_end))
                else:
                    within.add(address)
            at = row_end + 1
        rows -= xml.count(b"</row>", self._last_at, end)
        self._gaps = blank or rows < self.last_row - self._first_row() + 1
        self._check_extent()
        return True

    def _first_row(self) -> int:
        cell = _CELL.search(self._xml, self._start, self._last_at)
        return int(cell[2]) if cell is not None else 1

    def _last_filled(self, start: int, end: int) -> int:
        """The column of the last cell with a value or formula between two positions, else 0."""
        at = self._last_content(start, end)
        cell = _CELL.match(self._xml, self._xml.rfind(_CELL_START, start, at)) if at >= 0 else None
        return column_number(cell[1].decode()) if cell is not None else 0

    def _last_content(self, start: int, end: int) -> int:
        return max(self._xml.rfind(mark, start, end) for mark in (b"<v", b"<is", b"<f"))

    def _check_extent(self) -> None:
        if self.last_row > MAX_ROW or self.last_column > MAX_COLUMN:
            raise guard.damaged(N_("The workbook is damaged: a cell lies outside of any sheet."))

    def _find_regions(self) -> None:
        opening = _OPENING.search(self._xml)
        root = _ROOT.search(self._xml)
        if opening is None or root is None:
            raise guard.damaged(N_("The workbook is damaged: a sheet has no cells' part."))
        self._start = opening.end()
        self._end = self._start
        after = opening.end()
        if not opening[1]:
            self._end = self._xml.rfind(b"</sheetData>")
            after = self._end + len(b"</sheetData>")
            if self._end < self._start:
                raise guard.damaged(N_("The workbook is damaged: a sheet is cut off."))
        self._root = root[0]
        self.surroundings = parse_surroundings(self._xml[: opening.start()], self._xml[after:])

    def _head(self) -> tuple[Cell, ...]:
        """The cells of the first rows, as far as a few megabytes of XML reach."""
        rows, end = self._head_rows, self._end
        starts = _ROW.finditer(self._xml, self._start, self._end)
        for count, found in enumerate(starts):
            if count >= rows or found.start() - self._start > _MAX_HEAD_BYTES:
                end = found.start()
                break
        if end - self._start > 8 * _MAX_HEAD_BYTES:
            return ()  # one row of that size: nobody's header
        return tuple(cell for cell in self.parsed(self._start, end) if cell.row <= rows)

    def parsed(self, start: int, end: int) -> Iterator[Cell]:
        """The addressed cells between two positions."""
        body = parse_xml(self._root + self._xml[start:end] + b"</worksheet>")
        for element in body.iter("{*}c"):
            address = _ADDRESS.match(element.get("r", ""))
            if address is not None:
                yield _cell(element, int(address[2]), column_number(address[1]))

    def cells(self, column: int, first_row: int, last_row: int, limit: int) -> Iterator[Cell]:
        """The cells of one column within the rows, at most ``limit`` of them."""
        letters = column_letters(column).encode()
        pattern = re.compile(
            rb'<c r="' + letters + rb'([1-9]\d{0,6})"[^>]*?(?:/>|>.*?</c>)', re.DOTALL
        )
        for found in pattern.finditer(self._xml, self._start, self._end):
            row = int(found[1])
            if row > last_row or limit <= 0:
                return
            if row >= first_row:
                limit -= 1
                yield from self.parsed(found.start(), found.end())

    def typed(self, columns: Collection[int]) -> Iterator[tuple[int, int, str]]:
        """Column, row and ``t`` of the cells of these columns that have a type of their own."""
        if not columns:
            return
        numbers = {column_letters(column).encode(): column for column in columns}
        kinds = {kind.encode(): kind for kind in ("b", "s", "str", "inlineStr", "d")}
        pattern = re.compile(
            rb'<c r="(%b)(\d{1,7}+)"[^>t]*+t="(%b)"' % (b"|".join(numbers), b"|".join(kinds))
        )
        for letters, row, kind in pattern.findall(self._xml, self._start, self._end):
            yield numbers[letters], int(row), kinds[kind]

    def formulas(
        self, columns: Collection[int], rows: range, named: Mapping[str, int]
    ) -> tuple[FormulaCells, ...]:
        """The formulas within these columns and rows. ``named``: see ``formula_cells``."""
        return formula_cells(self._xml, self._start, self._end, columns, rows, named=named)

    def with_known_errors(self) -> tuple[bytes, dict[tuple[int, int], str]]:
        """The XML with error values of other programs as ``#VALUE!``, and their texts by place.

        Google's ``#ERROR!`` and newer ones of Excel make the reader refuse the sheet.
        """
        texts: dict[tuple[int, int], str] = {}

        def known(found: re.Match[bytes]) -> bytes:
            if found["text"] in _KNOWN_ERRORS:
                return found[0]
            place = int(found["row"]), column_number(found["letters"].decode())
            texts[place] = found["text"].decode()
            return found["before"] + b"#VALUE!"

        return _ERROR_CELL.sub(known, self._xml), texts


def _cell(element: etree._Element, row: int, column: int) -> Cell:
    parts: dict[str, etree._Element] = {}
    for part in element:  # once: searching for each by its name takes most of the time
        if isinstance(part.tag, str):  # no comment
            parts.setdefault(part.tag.rpartition("}")[2], part)
    value, inline, has_formula = parts.get("v"), parts.get("is"), "f" in parts
    text = (
        string_text(inline)
        if inline is not None
        else (value.text or "" if value is not None else "")
    )
    style = element.get("s", "0")
    return Cell(
        row,
        column,
        element.get("t", "n"),
        whole(style, 0),
        text,
        has_formula,
        value is not None or inline is not None or has_formula,
    )


def string_text(item: etree._Element) -> str:
    """The text of a shared or inline string: its runs joined, without phonetic hints."""
    return "".join(t.text or "" for t in item.iterfind("{*}t")) + "".join(
        t.text or "" for t in item.iterfind("{*}r/{*}t")
    )


def _may_be_plain(xml: bytes) -> bool:
    """Cheap signs of the plain form; that each cell has it shows while they are searched."""
    root = xml.find(b"<worksheet")
    return (
        root >= 0
        and b"<!" not in xml[:root]
        and not _ENCODING.match(xml.removeprefix(b"\xef\xbb\xbf")[:200])
    )


def _rewritten(xml: bytes) -> bytes:
    """The same sheet in the plain form, by a full parse; addresses that are left out are counted.

    Raises:
        NotAWorkbook: not sound, or too large to be parsed whole.
    """
    if len(xml) > _MAX_REWRITTEN:
        raise NotAWorkbook(
            N_("A large sheet of the workbook is stored in an unusual form."),
            hint=N_("Open it in Excel or LibreOffice and save it once."),
        )
    root = parse_xml(xml)
    if etree.QName(root).localname != "worksheet":
        raise guard.damaged(N_("The workbook is damaged: a sheet is not a worksheet."))
    row_number = 0
    for row in root.iterfind("{*}sheetData/{*}row"):
        row_number = _number(row.get("r"), row_number + 1, MAX_ROW)
        column = 0
        for cell in row.iterfind("{*}c"):
            address = _ADDRESS.match(cell.get("r", ""))
            column = column_number(address[1]) if address else column + 1
            if column > MAX_COLUMN or (cell.get("r") and address is None):
                raise guard.damaged(
                    N_("The workbook is damaged: a cell lies outside of any sheet.")
                )
            place = f"{column_letters(column)}{address[2] if address else row_number}"
            others = {key: value for key, value in cell.attrib.items() if key != "r"}
            cell.attrib.clear()
            cell.set("r", place)
            for key, value in others.items():
                cell.set(key, value)
    for element in root.iter():
        element.tag = etree.QName(element).localname
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="UTF-8")


def _number(text: str | None, otherwise: int, most: int) -> int:
    number = whole(text, most + 1) if text is not None and text.isdecimal() else otherwise
    if not 1 <= number <= most:
        raise guard.damaged(N_("The workbook is damaged: a row lies outside of any sheet."))
    return number
