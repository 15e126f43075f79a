"""A quick look at all formulas of a workbook: whether any can depend on changed cells at all.

Most edits are of cells that no formula reads. That is told from the few texts that are left once
formulas that differ in row numbers only count as one; in doubt the answer is that some may depend.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping

from adapters.excel.dependents import Area, Areas, columns_of
from adapters.excel.formulaindex import Family, Member, shape_of
from adapters.excel.markup import attributes_of
from adapters.excel.ranges import parse_range
from adapters.excel.reads import ANY_SHEET, Meaning, reads_of
from adapters.excel.sheetxml import SheetXml

Texts = frozenset[str]
"""Formulas of a sheet, one for all that read the same columns of the same sheets."""

MOST = 2000
"""Texts; with more of them a full search is as quick."""

_ROWS = re.compile(
    rb"(?<![\w.$\\?\x80-\xff])(\$?[A-Za-z]{1,3}\$?)[0-9]{1,6}(?![\w.(!\[?\\\x80-\xff])"
)
_QUOTED = re.compile(rb"['\[\r\n]|&#|&apos;")
"""What may hold digits that are no rows, or stands between the texts here."""
_OWN_TABLE = re.compile(rb"(?<![\w.\]\[,\x80-\xff])\[")


def texts_of(sheet: SheetXml) -> Texts | None:
    """The formulas of a sheet; None where it takes a closer look."""
    opening = b"<%bf" % sheet.prefix
    if sheet.empty or sheet.plain.find(opening, *sheet.body) < 0:
        return frozenset()
    if b"<![CDATA[" in sheet.data:
        return None
    pattern = re.compile(rb"%b(?=[\s/>])([^>]*)>([^<]*)" % opening)
    found = pattern.findall(sheet.plain, *sheet.body)
    if any(_is_unusual(how) for how in {how for how, _ in found}):
        return None
    plain, quoted = [text for _, text in found], set[bytes]()
    if _QUOTED.search(b"".join(plain)):
        quoted = {text for text in plain if _QUOTED.search(text)}
        plain = [text for text in plain if text not in quoted]
    # One pass over all of them is many times as fast as one pass over each.
    texts = quoted.union(_ROWS.sub(rb"\g<1>1", b"\n".join(plain)).split(b"\n"))
    if len(texts) > MOST or any(_OWN_TABLE.search(text) for text in quoted):
        return None
    return frozenset(html.unescape(text.decode(errors="replace")) for text in texts if text)


def may_depend(texts: Mapping[str, Texts], meaning: Meaning, changed: Areas) -> bool:
    """Whether one of the formulas (by sheet) can read a column in which a cell changed."""
    return any(
        _reaches(text, sheet, meaning, changed) for sheet, held in texts.items() for text in held
    )


def _reaches(text: str, sheet: str, meaning: Meaning, changed: Areas) -> bool:
    member = Member(1, 1, shape_of(text)[1])
    reads = reads_of(Family(text, False, [member]), sheet, meaning)
    if reads is None:
        return True
    return any(
        area.meets(columns_of(read, member))
        for read in reads
        for area in _areas(changed, read.sheet)
    )


def _areas(changed: Areas, sheet: str) -> Iterable[Area]:
    if sheet == ANY_SHEET:
        return changed.values()
    return [changed[sheet]] if sheet in changed else ()


def _is_unusual(attributes: bytes) -> bool:
    """Whether a formula may read other columns than its text says."""
    if not attributes.strip(b"/ "):
        return False
    found = attributes_of(b"<f" + attributes.rstrip(b"/") + b">")
    how = found.get("t", "")
    if how == "shared" and "ref" in found:
        cells = parse_range(found["ref"])
        return cells is None or cells.first_column != cells.last_column
    return how == "dataTable"
