"""A workbook cut down to some formulas and the cells they read, which stand there as constants.

What the engine has to load then grows with the change and not with the book. Kept rows and cells
are the bytes they were; a formula that is not to be computed stands as its stored result.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from adapters.addresses import CellRange, column_letters
from adapters.excel.ooxml.formulas import column_number
from adapters.excel.ooxml.markup import escape
from adapters.excel.ooxml.parts import Package
from adapters.excel.ooxml.sheetxml import SheetXml
from adapters.excel.recalculation.dependents import Place
from adapters.excel.recalculation.formulaindex import Family, Member, text_of
from adapters.excel.recalculation.meaning import cell_sheets
from adapters.excel.recalculation.reads import ANY_SHEET, Meaning, reads_of

LARGEST = 64 << 20
"""Bytes of all sheets, unpacked, that are still worth loading into the engine."""

_NO_CELLS = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    b"<sheetData/></worksheet>"
)
_MOST_COLUMNS = 64  # more of them are not picked one by one
_DIMENSION = re.compile(rb"<(?:\w+:)?dimension\s[^>]*/>")

_COLUMN_FORMULAS = re.compile(
    rb"<((?:\w+:)?(?:calculatedColumnFormula|totalsRowFormula))(?:\s[^>]*)?>[^<]*</\1>"
    rb"|\stotalsRow(?:Function|Label)=\"[^\"]*\""
)

Subject = tuple[Family, Member]


@dataclass(frozen=True, slots=True)
class SmallBook:
    """The workbook; ``unknown`` are formulas without a result that stand in it as blank cells."""

    data: bytes
    unknown: frozenset[Place] = frozenset()


def small_book(
    package: Package,
    sheet_xml: Callable[[str], SheetXml],
    subjects: Mapping[Place, Subject],
    meaning: Meaning,
) -> SmallBook | None:
    """The workbook with these formulas, what they read and nothing else in its cells.

    Args:
        sheet_xml: gives a sheet by its part.

    Returns:
        None where it cannot be told what they read, or a sheet is of an unusual form, or this
        would be too large.

    Raises:
        Refused: a formula of several cells refers beyond the sheet.
    """
    needs = _needs(subjects, meaning)
    if needs is None:
        return None
    for sheet, table in meaning.tables.values():
        # The engine refuses a table without its headings, used or not.
        box, last = table.range, table.range.first_row + max(table.header_rows, 1) - 1
        heading = CellRange(box.first_row, box.first_column, last, box.last_column)
        needs.setdefault(sheet, []).append(heading)
    # The engine refuses a table whose column has a formula that not all of its rows have.
    parts = {
        table.part: [_COLUMN_FORMULAS.sub(b"", table.data)] for _, table in meaning.tables.values()
    }
    unknown: set[Place] = set()
    size = 0
    for entry in cell_sheets(package):
        if entry.name not in needs:
            parts[entry.part] = [_NO_CELLS]
            continue
        xml = sheet_xml(entry.part)
        own = {(r, c): subject for (s, r, c), subject in subjects.items() if s == entry.name}
        cells = _Cells(xml, own)
        content = cells.of(needs[entry.name])
        size += len(content or b"")
        if content is None or size > LARGEST:
            return None
        parts[entry.part] = _sheet(xml, content)
        unknown |= {(entry.name, row, column) for row, column in cells.unknown}
    return SmallBook(package.zip.rewritten(parts), frozenset(unknown))


def _sheet(xml: SheetXml, content: bytes) -> list[bytes]:
    before = _DIMENSION.sub(b"", xml.data[: xml.body[0]])
    return [before, content, xml.data[xml.body[1] :]] if not xml.empty else [xml.data]


def _needs(
    subjects: Mapping[Place, Subject], meaning: Meaning
) -> dict[str, list[CellRange]] | None:
    """The cells that the formulas are in, and those they read, by sheet."""
    needs: dict[str, list[CellRange]] = {}
    known: dict[tuple[str, int], object] = {}
    for (sheet, row, column), (family, member) in subjects.items():
        key = sheet, id(family)
        if key not in known:
            known[key] = reads_of(family, sheet, meaning)
        reads = known[key]
        if not isinstance(reads, list):
            return None
        needs.setdefault(sheet, []).append(CellRange(row, column, row, column))
        for read in reads:
            if read.sheet == ANY_SHEET:
                return None
            if read.sheet:
                needs.setdefault(read.sheet, []).append(read.of(member))
    return needs


@dataclass(slots=True)
class _Span:
    first: int
    last: int
    columns: set[tuple[int, int]]


def _spans(ranges: Iterable[CellRange]) -> Iterator[_Span]:
    """Rows that lie together, and the columns that are needed of one of them at least."""
    span: _Span | None = None
    for cells in sorted(set(ranges), key=lambda cells: cells.first_row):
        if span is not None and cells.first_row <= span.last:
            span.last = max(span.last, cells.last_row)
        else:
            if span is not None:
                yield span
            span = _Span(cells.first_row, cells.last_row, set())
        span.columns.add((cells.first_column, cells.last_column))
    if span is not None:
        yield span


class _Cells:
    """Picks cells out of a sheet's XML."""

    def __init__(self, xml: SheetXml, subjects: Mapping[tuple[int, int], Subject]) -> None:
        self.unknown: set[tuple[int, int]] = set()
        self._xml = xml
        self._subjects = subjects
        prefix = xml.prefix
        self._formula = re.compile(
            rb'(<%bc r="([A-Z]{1,3})([0-9]+)"[^>]*>\s*)'
            rb"(<%bf(?=[\s/>])[^>]*(?:/>|(?<!/)>[^<]*</%bf>))(\s*(?:<%bv[^>]*>[^<])?)"
            % (prefix, prefix, prefix, prefix)
        )

    def of(self, ranges: Iterable[CellRange]) -> bytes | None:
        """The rows with these cells; None where the XML is of an unusual form."""
        xml = self._xml
        if xml.empty:
            return b""
        if xml.plain is not xml.data:
            return None
        found: list[bytes] = []
        for span in _spans(ranges):
            rows = xml.data[xml.position(span.first) : xml.position(span.last + 1)]
            opening = b"<%bc" % xml.prefix
            if rows.count(opening) != rows.count(opening + b' r="'):
                return None
            found += self._pattern(span.columns).findall(rows)
        cells = b"".join(found)
        formulas = cells.count(b"<%bf" % xml.prefix)
        cells, count = self._formula.subn(self._formula_or_result, cells)
        return cells if formulas == count else None

    def _pattern(self, columns: set[tuple[int, int]]) -> re.Pattern[bytes]:
        numbers = {n for first, last in columns for n in range(first, min(last, first + 99) + 1)}
        few = len(numbers) <= _MOST_COLUMNS
        letters = "|".join(map(column_letters, sorted(numbers))) if few else "[A-Z]{1,3}"
        prefix = self._xml.prefix
        return re.compile(
            rb'<%brow(?=[\s/>])[^>]*>|</%brow>|<%bc r="(?:%b)[0-9]+"'
            rb"(?:[^>]*/>|[^>]*(?<!/)>.*?</%bc>)"
            % (prefix, prefix, prefix, letters.encode(), prefix),
            re.DOTALL,
        )

    def _formula_or_result(self, found: re.Match[bytes]) -> bytes:
        opening, letters, digits, _, value = found.groups()
        row, column = int(digits), column_number(letters.decode())
        subject = self._subjects.get((row, column))
        if subject is None:
            if not value.strip() and b't="str"' not in opening:
                self.unknown.add((row, column))
            return opening + value
        if subject[1].fills is not None:
            return found[0]
        text = escape(text_of(*subject)).encode()
        return b"%b<%bf>%b</%bf>%b" % (opening, self._xml.prefix, text, self._xml.prefix, value)
