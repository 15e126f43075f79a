"""Where the rows of a worksheet part are, without parsing what is not touched.

Row tags are found as bytes (100,000 rows in about a tenth of a second); only touched rows and what
surrounds the rows go through the XML parser.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from functools import cached_property

from adapters.errors import N_, Refused
from adapters.excel.ooxml.formulas import MAX_ROW
from adapters.excel.ooxml.markup import Edit, Element, parse, without_hidden_markup
from adapters.excel.ooxml.rowcells import UNUSUAL, Row, parse_row

_ROOT = re.compile(rb"""<(?:([A-Za-z_][\w.-]*):)?worksheet(?:[^>"']|"[^"]*"|'[^']*')*>""")
_TAG_WITH_NUMBER = re.compile(rb"""<[^\s/>]+\s(?:[^>]*?\s)?r\s*=\s*["']([0-9]+)["']""")
_MOST_OUTSIDE = 8 << 20  # bytes beside the rows: Excel's 65,530 links of a sheet take six
_ENOUGH_DIGITS = 10  # to tell that a row lies outside of the sheet


class SheetXml:
    """A worksheet part as UTF-8 bytes and the places of its rows.

    Raises:
        Refused: the XML has a form in which rows cannot be told with certainty.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.plain = without_hidden_markup(data)
        root = _ROOT.search(self.plain)
        if root is None or b"<!DOCTYPE" in self.plain:
            raise Refused(UNUSUAL)
        self.prefix = root[1] + b":" if root[1] else b""
        self.opening = root[0]
        self.closing = b"</" + self.prefix + b"worksheet>"
        self._find_body(root.end())
        self._index_rows()

    def _find_body(self, at: int) -> None:
        tag = re.compile(rb"<" + self.prefix + rb"sheetData\s*(/?)>").search(self.plain, at)
        if tag is None:
            raise Refused(UNUSUAL)
        self.empty = bool(tag[1])
        self.body = (tag.start(), tag.end())
        if not self.empty:
            end = self.plain.find(b"</" + self.prefix + b"sheetData", tag.end())
            if end < 0:
                raise Refused(UNUSUAL)
            self.body = (tag.end(), end)

    def _index_rows(self) -> None:
        # The common form first: a literal prefix is what makes the search fast.
        pattern = re.compile(rb'<%brow(?: r="([0-9]+)"|[\s/>])' % self.prefix)
        self._numbers = array("L")
        self._starts = array("Q")
        number = 0
        if not self.empty:
            for found in pattern.finditer(self.plain, *self.body):
                text = found[1] or _row_number(self.plain, found.start())
                given = number + 1 if text is None else int(text[:_ENOUGH_DIGITS])
                if not number < given <= MAX_ROW:
                    raise Refused(UNUSUAL)
                number = given
                self._numbers.append(number)
                self._starts.append(found.start())
        self._starts.append(self.body[1])

    @cached_property
    def may_hold_arrays(self) -> bool:
        """Whether an array formula, a spill or a what-if table may be among the cells."""
        return _speaks_of_arrays(self.plain)

    def edited(self, data: bytes, edits: Sequence[Edit], rows: frozenset[int]) -> SheetXml:
        """The sheet as it became by these edits, ``data``, which exchanged or inserted ``rows``.

        The places of all other rows are told from the edits where that is certain.
        """
        news = [new for _, _, new in edits]
        hidden = any(b"<!" in new or b"<?" in new for new in news)
        if self.empty or hidden or self.plain is not self.data or self.may_hold_arrays:
            return SheetXml(data)
        sheet = copy(self)
        sheet.data = sheet.plain = data
        sheet.__dict__["may_hold_arrays"] = any(map(_speaks_of_arrays, news))
        sheet._move_rows(self, edits, iter(sorted(rows - set(self._numbers))))
        return sheet

    def _move_rows(self, old: SheetXml, edits: Sequence[Edit], inserted: Iterator[int]) -> None:
        self._numbers, self._starts = array("L"), array("Q")
        at = shift = outer = 0
        first, end_of_rows = old.body
        for start, end, new in sorted(edits, key=lambda edit: edit[:2]):
            place = bisect_left(old._starts, start)
            self._take(old, at, place, shift)
            at = place
            if first <= start <= end_of_rows:
                self._starts.append(start + shift)
                self._numbers.append(next(inserted) if start == end else old._numbers[place])
                at += start < end
            shift += len(new) - (end - start)
            outer = shift if start < first else outer
        self._take(old, at, len(old._starts), shift)
        self.body = (first + outer, self._starts[-1])

    def _take(self, old: SheetXml, begin: int, stop: int, shift: int) -> None:
        """The rows between two places of the old sheet, moved."""
        self._numbers.extend(old._numbers[begin:stop])
        self._starts.extend([start + shift for start in old._starts[begin:stop]])

    @property
    def last_row(self) -> int:
        """Number of the last row element, 0 without any."""
        return self._numbers[-1] if self._numbers else 0

    def _place(self, number: int) -> int:
        return bisect_left(self._numbers, number)

    def numbers(self) -> list[int]:
        """The numbers of all row elements, ascending."""
        return self._numbers.tolist()

    def places(self, number: int) -> Iterator[tuple[int, int, int]]:
        """Number, start and end of each row element from that row on."""
        at = self._place(number)
        return zip(self._numbers[at:], self._starts[at:], self._starts[at + 1 :], strict=False)

    def position(self, number: int) -> int:
        """Where a row begins, or would begin."""
        return self._starts[self._place(number)]

    def row_edits(self, rows: Mapping[int, bytes]) -> list[Edit]:
        """The edits that exchange or insert these rows."""
        if self.empty:
            content = b"".join(rows[number] for number in sorted(rows))
            wrapped = b"<%bsheetData>%b</%bsheetData>" % (self.prefix, content, self.prefix)
            return [(*self.body, wrapped)] if rows else []
        edits = []
        for number in sorted(rows):
            place = self._place(number)
            start = end = self._starts[place]
            if place < len(self._numbers) and self._numbers[place] == number:
                end = self._starts[place + 1]
            edits.append((start, end, rows[number]))
        return edits

    def row_at(self, position: int) -> int:
        """The number of the row that holds a position of the bytes."""
        place = bisect_left(self._starts, position + 1) - 1
        if place < 0 or not self._numbers:
            raise Refused(UNUSUAL)
        return self._numbers[place]

    def row(self, number: int) -> Row | None:
        """Parse one row, or None when the sheet has no such row element."""
        place = self._place(number)
        if place == len(self._numbers) or self._numbers[place] != number:
            return None
        data = self.data[self._starts[place] : self._starts[place + 1]]
        return parse_row(number, data, self.opening, self.closing)

    def outer(self) -> tuple[bytes, Element]:
        """What surrounds the rows, as bytes and parsed (its positions count in those bytes)."""
        shell = self.data
        if not self.empty:
            shell = self.data[: self.body[0]] + self.data[self.body[1] :]
        if len(shell) > _MOST_OUTSIDE:
            raise Refused(
                N_("The sheet has too many merged cells, rules or links to be changed here.")
            )
        return shell, parse(shell)

    def outer_edit(self, edit: Edit) -> Edit:
        """An edit of the surroundings as an edit of the whole part."""
        start, end, new = edit
        if self.empty or start < self.body[0]:
            return edit
        shift = self.body[1] - self.body[0]
        return start + shift, end + shift, new

    def search(self, pattern: bytes) -> Iterator[tuple[int, re.Match[bytes]]]:
        """Matches among the rows, each with the number of its row."""
        if not self.empty:
            for found in re.compile(pattern).finditer(self.plain, *self.body):
                yield self.row_at(found.start()), found


def _speaks_of_arrays(data: bytes) -> bool:
    return b"array" in data or b"dataTable" in data


def _row_number(data: bytes, at: int) -> bytes | None:
    """The row number a tag gives in an unusual form; rows without one follow the row before."""
    found = _TAG_WITH_NUMBER.match(data, at)
    return found[1] if found else None
