"""Cell formats: whether one shows dates, and one more format where a cell needs it."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from adapters.errors import N_, Refused
from adapters.excel.ooxml.formats import GENERAL, builtin_code
from adapters.excel.ooxml.markup import (
    Edit,
    Element,
    attribute_text,
    parse,
    prefix_of,
    set_attribute,
    splice,
    with_attribute,
)
from adapters.excel.ooxml.parts import Package
from adapters.excel.ooxml.whole import whole

# Built-in formats that show a date or a time, the East Asian ones among them.
_BUILT_IN_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_BUILT_IN_TIMES = frozenset({18, 19, 20, 21, 22, 32, 33, 34, 35, 45, 46, 47, 55, 56})
_BUILT_IN_CLOCKS = _BUILT_IN_TIMES - {22}
_SHORT_DATE, _DATE_TIME, _CLOCK = 14, 22, 21  # they follow the reader's own date order
_BUILT_IN_CODES = {builtin_code(n): n for n in (0, 1, 2, 3, 4, 9, 10, 49)}  # alike everywhere
_FIRST_OWN = 164  # numbers of formats that a workbook spells out
_NOT_LETTERS = re.compile(
    r'"[^"]*"|\\.|_.|\*.|E[+-]|\[(?!h+\]|m+\]|s+\])[^\]]*\]|general', re.IGNORECASE
)


class Styles:
    """The styles part; new formats are appended, existing ones keep their index and bytes."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._part = ""
        self._data = b""
        self._changed = False
        self._made: dict[tuple[int, int], int] = {}

    @property
    def exist(self) -> bool:
        """Whether the workbook has a styles part."""
        return bool(self._package.related(self._package.workbook_part, "styles"))

    def knows(self, style: int) -> bool:
        """Whether there is a format of that index."""
        self._opened()
        return style < len(self._formats)

    def replaced(self) -> dict[str, list[bytes]]:
        """The part's new content by its name, empty when no format was added."""
        return {self._part: [self._data]} if self._changed else {}

    def with_code(self, code: str, style: int = 0) -> int:
        """That format but with this number format code, appended when new."""
        self._opened()
        number = self._number_of(code or GENERAL)
        return self._with_format(style, number) if number or style else 0

    def bold(self, style: int = 0) -> int:
        """That format but in bold letters, appended when new."""
        self._opened()
        fonts = self._root.find("fonts")
        if fonts is None or not fonts.children:
            return style
        at = whole(self._formats[style].attributes.get("fontId"), 0)
        old = fonts.children[min(at, len(fonts.children) - 1)]
        if old.find("b") is not None:
            return style
        prefix = prefix_of(self._data, old)
        tag = self._data[old.start : old.open_end].removesuffix(b"/>").removesuffix(b">") + b">"
        inner = self._data[old.open_end : old.close_start]
        font = tag + b"<%bb/>" % prefix + inner + b"</%bfont>" % prefix
        known = [self._data[font.start : font.end] for font in fonts.children]
        place = known.index(font) if font in known else len(known)
        if place == len(known):
            self._append(fonts, font)
        return self._like(style, {"fontId": str(place), "applyFont": "1"})

    def _number_of(self, code: str) -> int:
        """The number of a format code, spelled out in the workbook when new."""
        if code in _BUILT_IN_CODES:
            return _BUILT_IN_CODES[code]
        known = next((number for number, text in self._codes.items() if text == code), None)
        if known is not None:
            return known
        number = max((_FIRST_OWN - 1, *self._codes)) + 1
        numbers = self._root.find("numFmts")
        prefix = prefix_of(self._data, self._root)
        new = f'numFmt numFmtId="{number}" formatCode="{attribute_text(code)}"/>'.encode()
        new = b"<" + prefix + new
        if numbers is None or numbers.close_start == numbers.end:
            head = b'<%bnumFmts count="1">' % prefix + new + b"</%bnumFmts>" % prefix
            place = self._root.open_end
            end = place if numbers is None else numbers.end
            start = place if numbers is None else numbers.start
            self._splice([(start, end, head)])
        else:
            self._append(numbers, new)
        return number

    def _append(self, group: Element, new: bytes) -> None:
        """Put one more element at the end of a counted list."""
        count = set_attribute(self._data, group, "count", str(len(group.children) + 1))
        place = group.children[-1].end if group.children else group.close_start
        self._splice([count, (place, place, new)])

    def _splice(self, edits: list[Edit]) -> None:
        self._data = splice(self._data, edits)
        self._changed = True
        self._read()

    def _opened(self) -> None:
        if not self._part:
            self._open()

    def _open(self) -> None:
        """Read the part when the first date is written; most patches never need it."""
        found = self._package.related(self._package.workbook_part, "styles")
        if not found:
            raise Refused(
                N_("The workbook has no cell formats, so a date cannot be shown as one."),
                hint=N_("Open it in your spreadsheet program and save it once."),
            )
        self._part = found[0]
        self._data = self._package.read(self._part)
        self._read()

    def _read(self) -> None:
        self._root = root = parse(self._data)
        found = root.find("cellXfs")
        if found is None:
            raise Refused(N_("The workbook has no cell formats to start from."))
        self._list: Element = found
        self._formats = [e for e in found.children if e.name == "xf" and e.is_main]
        numbers = root.find("numFmts")
        self._codes = {
            whole(e.attributes.get("numFmtId"), -1): e.attributes.get("formatCode", "")
            for e in (numbers.children if numbers else ())
        }

    def for_value(self, style: int, value: date | datetime | time) -> int:
        """``style`` if it shows such a value readably, else that format with a date format."""
        self._opened()
        if style >= len(self._formats):
            raise Refused(N_("A cell names a format that the workbook does not have."))
        number = self._number_format(style)
        if isinstance(value, time):
            return style if self._shows_time(number) else self._with_format(style, _CLOCK)
        if self._shows_date(number):
            return style
        wanted = _DATE_TIME if isinstance(value, datetime) else _SHORT_DATE
        return self._with_format(style, wanted)

    def _number_format(self, style: int) -> int:
        return whole(self._formats[style].attributes.get("numFmtId"), 0)

    def _letters(self, number: int) -> str:
        """The format's letters, without literals, colours and conditions."""
        return _NOT_LETTERS.sub("", self._codes[number]).lower().partition(";")[0]

    def _shows_date(self, number: int) -> bool:
        if number not in self._codes:
            return number in _BUILT_IN_DATES - _BUILT_IN_CLOCKS
        letters = self._letters(number)
        return bool(set(letters) & set("ydeg年月日")) or bool(re.search("mmm", letters))

    def _shows_time(self, number: int) -> bool:
        if number not in self._codes:
            return number in _BUILT_IN_TIMES
        return bool(set(self._letters(number)) & set("hs"))

    def _with_format(self, style: int, number: int) -> int:
        """The index of that format but with a built-in number format, appended when new."""
        made = self._made.get((style, number))
        if made is None:
            made = self._made[style, number] = self._like(
                style, {"numFmtId": str(number), "applyNumberFormat": "1"}
            )
        return made

    def _like(self, style: int, other: dict[str, str]) -> int:
        """The index of that format but with other attributes, appended when new."""
        old = self._formats[style]
        attributes = {**old.attributes, **other}
        inner = self._data[old.open_end : old.close_start]
        for index, known in enumerate(self._formats):
            same_inner = self._data[known.open_end : known.close_start] == inner
            if same_inner and known.attributes == attributes:
                return index
        tag = self._data[old.start : old.open_end]
        for name, value in other.items():
            tag = with_attribute(tag, name, value)
        index = len(self._formats)
        self._append(self._list, tag + self._data[old.open_end : old.end])
        return index
