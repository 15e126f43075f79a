"""Looking into a sheet's XML without parsing all of it.

A sheet may hold millions of cells, so its XML stays bytes: only the first rows, single cells and
what stands around the cells are parsed; the rest is searched. The searches rely on the plain form
that practically every program writes, ``<c r="A1" ...>`` without prefixes, comments or CDATA. A
sheet of any other form is first rewritten into it by ``_rewritten``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from adapters.errors import NotAWorkbook
from adapters.excel import guard
from adapters.excel.package import parse_xml
from adapters.protocol import CellRange, column_letters

MAX_ROWS = 1_048_576
MAX_COLUMNS = 16_384
_MAX_REWRITTEN = 64 * 2**20
_MAX_HEAD_BYTES = 4 * 2**20

_OPENING = re.compile(rb"<sheetData(?:\s[^>]*)?(/?)>")
_ROOT = re.compile(rb"<worksheet(?:\s[^>]*)?>")
_ROW = re.compile(rb"<row[ />]")
_CELL = re.compile(rb'<c r="([A-Z]{1,3})([1-9]\d{0,6})"(?=[ />])[^>]*?(/?)>')
_ENCODING = re.compile(rb"""^<\?xml[^>]*?encoding=["'](?!utf-?8["'])""", re.I)
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})?\$?(\d{1,7})?(?::\$?([A-Za-z]{1,3})?\$?(\d{1,7})?)?$")


def column_number(letters: str) -> int:
    """``A -> 1``, ``AA -> 27``."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def parse_range(text: str) -> CellRange | None:
    """``B2:$D$9``, ``C5``, ``A:A`` or ``3:4`` as a range; None when it is none."""
    found = _REFERENCE.match(text.strip())
    if not found or not text.strip():
        return None
    left, top, right, bottom = found.groups()
    if ":" not in text:
        if left is None or top is None:
            return None
        right, bottom = left, top
    if (left is None) != (right is None) or (top is None) != (bottom is None):
        return None
    rows = sorted((int(top or 1), int(bottom or MAX_ROWS)))
    columns = sorted((column_number(left or "A"), column_number(right or "XFD")))
    if rows[0] < 1 or rows[1] > MAX_ROWS or columns[1] > MAX_COLUMNS:
        return None
    return CellRange(rows[0], columns[0], rows[1], columns[1])


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
        surroundings: the sheet's root element with everything but its cells.
        last_row, last_column: of cells with a value or formula; 0 when there is none.

    Raises:
        NotAWorkbook: not a sheet, or not a sound one.
    """

    def __init__(self, xml: bytes, head_rows: int) -> None:
        self.size = len(xml)
        if not _may_be_plain(xml):
            xml = _rewritten(xml)
        self._xml = xml
        self._find_regions()
        self.head = self._head(head_rows)
        self.last_row, self.last_column = 0, 0
        if not self._measure():
            self._xml = _rewritten(xml)
            self._find_regions()
            self.head = self._head(head_rows)
            if not self._measure():
                raise guard.damaged("a sheet has cells without a place")

    def _find_regions(self) -> None:
        opening = _OPENING.search(self._xml)
        root = _ROOT.search(self._xml)
        if opening is None or root is None:
            raise guard.damaged("a sheet has no cells' part")
        self._start = opening.end()
        self._end = self._start
        after = opening.end()
        if not opening[1]:
            self._end = self._xml.rfind(b"</sheetData>")
            after = self._end + len(b"</sheetData>")
            if self._end < self._start:
                raise guard.damaged("a sheet is cut off")
        self._root = root[0]
        self.surroundings = parse_xml(self._xml[: opening.start()] + self._xml[after:])

    def _head(self, rows: int) -> tuple[Cell, ...]:
        """The cells of rows 1 to ``rows``, as far as a few megabytes of XML reach."""
        end = self._end
        starts = _ROW.finditer(self._xml, self._start, self._end)
        for count, found in enumerate(starts):
            if count >= rows or found.start() - self._start > _MAX_HEAD_BYTES:
                end = found.start()
                break
        if end - self._start > 8 * _MAX_HEAD_BYTES:
            return ()  # one row of that size: nobody's header
        return tuple(cell for cell in self._parse(self._start, end) if cell.row <= rows)

    def _parse(self, start: int, end: int) -> Iterator[Cell]:
        """The addressed cells between two positions."""
        body = parse_xml(self._root + self._xml[start:end] + b"</worksheet>")
        for element in body.iter("{*}c"):
            address = parse_range(element.get("r", ""))
            if address is not None:
                yield _cell(element, address.first_row, address.first_column)

    def _measure(self) -> bool:
        """Find the last row and column; False when a cell is not in the plain form."""
        if self._start < self._end and not _ROW.match(
            self._xml[self._start : self._start + 4096].lstrip()
        ):
            return False
        at = max(self._xml.rfind(mark, self._start, self._end) for mark in (b"<v", b"<is", b"<f"))
        if at < 0:
            self.last_row = self.last_column = 0
            return self._is_plain_behind(self._start, MAX_COLUMNS)
        last = _CELL.match(self._xml, self._xml.rfind(b"<c r=", self._start, at))
        if last is None:
            return False
        self.last_row = int(last[2])
        width = column_number(last[1].decode())
        width = max((cell.column for cell in self.head if cell.has_value), default=width)
        at = self._start
        while (found := _stranger(width).search(self._xml, at, self._end)) is not None:
            at = found.end()
            cell = _CELL.match(self._xml, found.start())
            if cell is None:
                return False
            row_end = self._xml.find(b"</row>", at, self._end)
            width = max(width, self._last_in_row(found.start(), row_end))
        self.last_column = width
        return self._check_last()

    def _is_plain_behind(self, at: int, width: int) -> bool:
        return _stranger(width).search(self._xml, at, self._end) is None

    def _check_last(self) -> bool:
        if self.last_row > MAX_ROWS or self.last_column > MAX_COLUMNS:
            raise guard.damaged("a cell lies outside of any sheet")
        return True

    def _last_in_row(self, first: int, row_end: int) -> int:
        """The column of the last cell with content from ``first`` to the end of its row."""
        at = row_end if row_end >= 0 else self._end
        while (at := self._xml.rfind(b"<c r=", first, at)) >= 0:
            cell = _CELL.match(self._xml, at)
            if cell is not None and not cell[3] and self._xml[cell.end() : cell.end() + 2] != b"</":
                return column_number(cell[1].decode())
        return 0

    def cells(self, column: int, first_row: int, last_row: int, limit: int) -> Iterator[Cell]:
        """The cells of one column within the rows, at most ``limit`` of them."""
        letters = column_letters(column).encode()
        pattern = re.compile(rb'<c r="' + letters + rb'([1-9]\d*)"[^>]*?(?:/>|>.*?</c>)', re.DOTALL)
        for found in pattern.finditer(self._xml, self._start, self._end):
            row = int(found[1])
            if row > last_row or limit <= 0:
                return
            if row >= first_row:
                limit -= 1
                yield from self._parse(found.start(), found.end())

    def typed(self, columns: Iterable[int]) -> Iterator[tuple[int, int, str]]:
        """Column, row and ``t`` of the cells of these columns that have a type of their own."""
        letters = b"|".join(column_letters(column).encode() for column in columns)
        if not letters:
            return
        pattern = re.compile(rb'<c r="(' + letters + rb')(\d+)"[^>]*? t="(b|s|str|inlineStr|d)"')
        for found in pattern.finditer(self._xml, self._start, self._end):
            yield column_number(found[1].decode()), int(found[2]), found[3].decode()


def _cell(element: etree._Element, row: int, column: int) -> Cell:
    value = element.find("{*}v")
    inline = element.find("{*}is")
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
        int(style) if style.isdecimal() else 0,
        text,
        element.find("{*}f") is not None,
        value is not None or inline is not None or element.find("{*}f") is not None,
    )


def string_text(item: etree._Element) -> str:
    """The text of a shared or inline string: its runs joined, without phonetic hints."""
    return "".join(t.text or "" for t in item.iterfind("{*}t")) + "".join(
        t.text or "" for t in item.iterfind("{*}r/{*}t")
    )


def _may_be_plain(xml: bytes) -> bool:
    """Cheap signs of the plain form; that each cell has it shows while measuring."""
    return (
        not xml.startswith((b"\xff\xfe", b"\xfe\xff"))
        and not _ENCODING.match(xml.removeprefix(b"\xef\xbb\xbf"))
        and b"<worksheet" in xml[:4096]
        and b"<!" not in xml
    )


@lru_cache(maxsize=64)
def _stranger(width: int) -> re.Pattern[bytes]:
    """Finds a cell that is not of the plain form, or that lies right of column ``width``."""
    last = column_letters(width)
    alternatives = [f"[A-Z]{{1,{len(last) - 1}}}"] if len(last) > 1 else []
    for place, letter in enumerate(last):
        rest = f"[A-Z]{{{len(last) - place - 1}}}"
        until = letter if place == len(last) - 1 else chr(ord(letter) - 1)
        if until >= "A":
            alternatives.append(f"{last[:place]}[A-{until}]{rest}")
    columns = "|".join(alternatives).encode()
    # Rich text within a cell has elements such as <color>.
    others = rb"olor|harset|ondense"
    address = rb' r="(?:' + columns + rb')[1-9]\d{0,6}"[ />]'
    return re.compile(rb"<c(?!" + address + rb"|" + others + rb")")


def _rewritten(xml: bytes) -> bytes:
    """The same sheet in the plain form, by a full parse; addresses that are left out are counted.

    Raises:
        NotAWorkbook: not sound, or too large to be parsed whole.
    """
    if len(xml) > _MAX_REWRITTEN:
        raise NotAWorkbook(
            "A large sheet of the workbook is stored in an unusual form.",
            hint="Open it in Excel or LibreOffice and save it once.",
        )
    root = parse_xml(xml)
    if etree.QName(root).localname != "worksheet":
        raise guard.damaged("a sheet is not a worksheet")
    row_number = 0
    for row in root.iterfind("{*}sheetData/{*}row"):
        row_number = _number(row.get("r"), row_number + 1, MAX_ROWS)
        column = 0
        for cell in row.iterfind("{*}c"):
            address = parse_range(cell.get("r", ""))
            column = address.first_column if address else column + 1
            if column > MAX_COLUMNS or (cell.get("r") and address is None):
                raise guard.damaged("a cell lies outside of any sheet")
            place = f"{column_letters(column)}{address.first_row if address else row_number}"
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
    number = int(text) if text is not None and text.isdecimal() else otherwise
    if not 1 <= number <= most:
        raise guard.damaged("a row lies outside of any sheet")
    return number
