"""Cell formats: whether one shows dates, and one more format where a date needs it."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from adapters.errors import N_, Refused
from adapters.excel.ooxml.markup import Element, parse, set_attribute, splice, with_attribute
from adapters.excel.ooxml.parts import Package
from adapters.excel.ooxml.whole import whole

# Built-in formats that show a date or a time, the East Asian ones among them.
_BUILT_IN_DATES = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_BUILT_IN_TIMES = frozenset({18, 19, 20, 21, 22, 32, 33, 34, 35, 45, 46, 47, 55, 56})
_BUILT_IN_CLOCKS = _BUILT_IN_TIMES - {22}
_SHORT_DATE, _DATE_TIME, _CLOCK = 14, 22, 21  # they follow the reader's own date order
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

    def replaced(self) -> dict[str, list[bytes]]:
        """The part's new content by its name, empty when no format was added."""
        return {self._part: [self._data]} if self._changed else {}

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
        root = parse(self._data)
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
        if not self._part:
            self._open()
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
            made = self._made[style, number] = self._like(style, number)
        return made

    def _like(self, style: int, number: int) -> int:
        old = self._formats[style]
        attributes = {**old.attributes, "numFmtId": str(number), "applyNumberFormat": "1"}
        inner = self._data[old.open_end : old.close_start]
        for index, known in enumerate(self._formats):
            same_inner = self._data[known.open_end : known.close_start] == inner
            if same_inner and known.attributes == attributes:
                return index
        tag = self._data[old.start : old.open_end]
        tag = with_attribute(tag, "numFmtId", str(number))
        tag = with_attribute(tag, "applyNumberFormat", "1")
        index = len(self._formats)
        place = self._formats[-1].end
        new = tag + self._data[old.open_end : old.end]
        count = set_attribute(self._data, self._list, "count", str(index + 1))
        self._data = splice(self._data, [count, (place, place, new)])
        self._changed = True
        self._read()
        return index
