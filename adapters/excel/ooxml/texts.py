"""The workbook's list of shared texts, for new texts of sheets that keep theirs there.

Excel's own sheets name a text by its number in that list; other writers put texts into the cells.
A sheet goes on as it began. New texts come last, so every number that is in use keeps its meaning.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from adapters.excel.ooxml.cellxml import text_xml
from adapters.excel.ooxml.markup import attributes_of, splice, with_attribute, without_hidden_markup
from adapters.excel.ooxml.parts import Package
from adapters.excel.ooxml.sheetxml import SheetXml
from adapters.excel.ooxml.whole import whole

# Writing a longer list anew would cost more than the change; texts then go into their cells.
LARGEST = 4 << 20
_ROOT = re.compile(rb"""<(?:([A-Za-z_][\w.-]*):)?sst(?:[^>"'/]|"[^"]*"|'[^']*')*>""")


class SharedTexts:
    """The list of texts: each new one is added once, those it has are used again."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._part = ""
        self._data = b""
        self._starts: list[int] | None = None  # of the items; None until the list is needed
        self._tag = (0, 0)
        self._prefix = b""
        self._added: dict[str, int] = {}
        self._uses = 0

    def serve(self, sheet: SheetXml) -> bool:
        """Whether texts of this sheet belong into the list."""
        if b'"inlineStr"' in sheet.plain and b't="s"' not in sheet.plain:
            return False
        if self._starts is None:
            self._starts = self._read()
        return bool(self._starts)

    def _read(self) -> list[int]:
        """Where the items begin; none when there is no list, or one of a form left alone."""
        found = self._package.related(self._package.workbook_part, "sharedStrings")
        if not found or self._package.size(found[0]) > LARGEST:
            return []
        data = self._package.read(found[0])
        plain = without_hidden_markup(data)
        root = _ROOT.search(plain)
        if root is None or b"<!DOCTYPE" in plain:
            return []
        self._part, self._data, self._tag = found[0], data, root.span()
        self._prefix = root[1] + b":" if root[1] else b""
        item = re.compile(rb"<%bsi[\s/>]" % self._prefix)
        return [tag.start() for tag in item.finditer(plain, root.end())]

    def number(self, text: str) -> int:
        """The place of a text in the list, counted from 0; it is added where it is new."""
        starts = self._starts or []
        if text not in self._added:
            at = self._data.find(self._item(text))
            place = bisect_left(starts, at) if at >= 0 else len(starts)
            if place < len(starts) and starts[place] == at:
                return place
            self._added[text] = len(starts) + len(self._added)
        return self._added[text]

    def holds(self, number: int, text: str) -> bool:
        """Whether an item of the list is this plain text."""
        if self._starts is None:
            self._starts = self._read()
        known = number < len(self._starts)
        return known and self._data.startswith(self._item(text), self._starts[number])

    def use(self, more: int) -> None:
        """So many more cells name texts of the list, or fewer."""
        self._uses += more

    def replaced(self) -> dict[str, list[bytes]]:
        """The part's new content by its name, empty when no text was added."""
        starts = self._starts
        if not self._added or not starts:
            return {}
        closing = b"</%bsi>" % self._prefix
        last = self._data.find(b">", starts[-1]) + 1
        if self._data[last - 2 : last] != b"/>":
            last = self._data.find(closing, last) + len(closing)
        tag = old = self._data[slice(*self._tag)]
        counted = attributes_of(tag)
        if "uniqueCount" in counted:
            tag = with_attribute(tag, "uniqueCount", str(len(starts) + len(self._added)))
        if "count" in counted:
            uses = max(whole(counted["count"], 0) + self._uses, 0)
            tag = with_attribute(tag, "count", str(uses))
        new = b"".join(map(self._item, self._added))
        edits = [(last, last, new)]
        if tag != old:
            edits.append((*self._tag, tag))
        return {self._part: [splice(self._data, edits)]}

    def _item(self, text: str) -> bytes:
        return b"<%bsi>%b</%bsi>" % (self._prefix, text_xml(self._prefix, text), self._prefix)
