"""A sheet of a report that is filled from the top, and fitted to what it holds."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from salestui.plain_text import visible_lines
from salestui.reports.excel.looks import Looks
from salestui.reports.excel.names import cut
from salestui.reports.sheet_style import text_width
from salestui.views.documents.document import Document
from salestui.views.formats import not_available

FIRST_COLUMN = 1
"""The first is a margin."""

_MARGIN_WIDTH = 2
_LEAST_WIDTH = 10
_WIDEST = 46
_READABLE = 96
"""Characters that a page is wide at least, so that sentences have room."""

_LANDSCAPE = 110
_LYING, _STANDING = 0.63, 1.42
"""Height by width of what a page of either kind holds."""

_WIDEST_UPRIGHT = 1_350
_ROW_PIXELS = 20
_FONT_SIZE = 11
_LINE_OF_SIZE = 1.32
_MOST_LINES = 12
_LONGEST_TEXT = 32_767
_FIRST_YEAR = 1900
_LONGEST_HEADING = 80
"""Of a name above or below a printed page: Excel takes 255 characters of all."""


@dataclass(frozen=True, slots=True)
class _Span:
    row: int
    first: int
    text: str
    look: Format


class Page:
    """A sheet with its next free row, and with what can be placed when all widths are known."""

    def __init__(self, sheet: Worksheet, looks: Looks) -> None:
        self.sheet, self.looks = sheet, looks
        self.row = 0
        self._widths: dict[int, float] = {0: _MARGIN_WIDTH}
        self._spans: list[_Span] = []
        self._wrapped: list[tuple[int, int, str]] = []
        self._later: list[Callable[[int], None]] = []

    def text(self, row: int, column: int, text: str, look: Format) -> None:
        """Write a text, which is never a formula, a number or a link."""
        self.sheet.write_string(row, column, shown(text), look)

    def span(self, row: int, text: str, look: Format, first: int = FIRST_COLUMN) -> None:
        """Write a text from a column to the page's right edge, in as many lines as it takes."""
        self._spans.append(_Span(row, first, shown(text), look))

    def wrap(self, row: int, column: int, text: str) -> None:
        """See to it that a row is high enough for a text in one of its cells."""
        if text_width(text) > _LEAST_WIDTH:
            self._wrapped.append((row, column, shown(text)))

    def value(self, row: int, column: int, value: float | date | str | None, look: Format) -> None:
        """Write a value of a table or a figure; null as ``n/a``."""
        match value:
            case int() | float():
                self.sheet.write_number(row, column, value, look)
            case date() if value.year >= _FIRST_YEAR:
                self.sheet.write_datetime(row, column, value, look)
            case None:
                self.text(row, column, not_available(), look)
            case _:
                self.text(row, column, value if isinstance(value, str) else value.isoformat(), look)

    def widen(self, column: int, width: float) -> None:
        """See to it that a column is at least so many characters wide, within bounds."""
        wanted = min(max(width, _LEAST_WIDTH), _WIDEST)
        self._widths[column] = max(self._widths.get(column, 0), wanted)

    def later(self, place: Callable[[int], None]) -> None:
        """Call with the page's width in pixels when it is known."""
        self._later.append(place)

    def finish(self) -> None:
        """Set the columns' widths, and place what waited for them."""
        last = max(*self._widths, FIRST_COLUMN + 3)
        for column in range(FIRST_COLUMN, last + 1):
            self._widths.setdefault(column, _LEAST_WIDTH)
        missing = _READABLE - sum(self._widths.values())
        if missing > 0:
            last += 1
            self._widths[last] = missing
        for column, width in self._widths.items():
            self.sheet.set_column(column, column, width)
        for span in self._spans:
            self._write_span(span, last)
        self._heighten()
        pixels = sum(int(w * 7 + 5) for c, w in self._widths.items() if c)
        for place in self._later:
            place(pixels)
        if self._lies(pixels):
            self.sheet.set_landscape()

    def _lies(self, width: int) -> bool:
        """Whether it is printed in landscape: wide, unless it is on one upright page all the same.

        Args:
            width: in pixels.
        """
        shape = self.row * _ROW_PIXELS / width
        upright = _LYING < shape <= _STANDING and width <= _WIDEST_UPRIGHT
        return sum(self._widths.values()) > _LANDSCAPE and not upright

    def _write_span(self, span: _Span, last: int) -> None:
        width = sum(self._widths[column] for column in range(span.first, last + 1))
        size = span.look.font_size
        lines = _lines(span.text, width * _FONT_SIZE / size)
        if lines > 1:
            self.sheet.set_row(span.row, size * _LINE_OF_SIZE * lines + 3)
        if last > span.first:
            self.sheet.merge_range(span.row, span.first, span.row, last, "", span.look)
        self.sheet.write_string(span.row, span.first, span.text, span.look)

    def _heighten(self) -> None:
        """Make rows as high as their texts; not all programs do it when they open the file."""
        rows: dict[int, int] = {}
        for row, column, text in self._wrapped:
            lines = _lines(text, self._widths[column] - 2)
            rows[row] = max(rows.get(row, 1), min(lines, _MOST_LINES))
        for row, lines in rows.items():
            if lines > 1:
                self.sheet.set_row(row, _FONT_SIZE * _LINE_OF_SIZE * lines + 3)


def _lines(text: str, width: float) -> int:
    """How many lines a text takes; where lines are broken, words leave some room."""
    wide = [text_width(line) for line in text.split("\n")]
    return sum(math.ceil(line * 1.08 / width) if line > width else 1 for line in wide)


def shown(text: str) -> str:
    """A text as a cell can hold it: control characters made visible, and not too long."""
    return cut(visible_lines(text), _LONGEST_TEXT)


def set_up_print(sheet: Worksheet, document: Document, said: str) -> None:
    """A4, as wide as the page, with what it is above and where one is below.

    Args:
        said: the pattern of the page's number, with ``{page}`` and ``{pages}``.
    """

    def plain(text: str) -> str:
        return cut(shown(text).replace("\n", " "), _LONGEST_HEADING).replace("&", "&&")

    sheet.set_paper(9)
    sheet.set_margins(left=0.5, right=0.5, top=0.8, bottom=0.7)
    sheet.fit_to_pages(1, 0)
    sheet.set_header(f"&L&9{_apart(plain(document.title))}&R&9{_apart(plain(document.about))}")
    pages = said.format(page="&P", pages="&N")
    day, source = document.as_of.isoformat(), plain(document.source)
    sheet.set_footer(f"&L&9 {day} · {source}&R&9{_apart(pages)}")


def _apart(text: str) -> str:
    """A text behind a font's size: its digits would be taken for more of the size."""
    return f" {text}"
