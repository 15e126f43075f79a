"""A quick look at all formulas of a workbook: how far a change of some cells can reach.

Most edits are of cells that no formula reads, or only formulas in the same row. That is told from
the few texts that are left once formulas that differ in row numbers only count as one.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from adapters.addresses import CellRange
from adapters.excel.ooxml.formulas import MAX_ROW, column_number
from adapters.excel.ooxml.markup import attributes_of
from adapters.excel.ooxml.ranges import parse_range
from adapters.excel.ooxml.sheetxml import SheetXml
from adapters.excel.recalculation.dependents import Area, Areas, columns_of
from adapters.excel.recalculation.formulaindex import Family, Found, Member, row_places, shape_of
from adapters.excel.recalculation.reads import ANY_SHEET, Meaning, Read, reads_of
from adapters.excel.recalculation.trust import is_volatile

MOST = 2000
"""Texts; with more of them a full search is as quick."""

_OWN_ROW = 987_654  # stands for the row a formula is in
_OWN_DIGITS = b"%d" % _OWN_ROW
_ROWS = re.compile(
    rb"(?<![\w.$\\?\x80-\xff])(\$?[A-Za-z]{1,3}\$?)[0-9]{1,6}(?![\w.(!\[?\\\x80-\xff])"
)
_QUOTED = re.compile(rb"['\[]")
_OWN_TABLE = re.compile(r"(?<![\w.\]\[,])\[")


_MOVES, _ARRAY = "moves", "array"
_Alike = tuple[bytes, str, bytes]  # column, one of those or nothing, text


_Raw = tuple[bytes, bytes, bytes, bytes]  # column, row, attributes, text
_LETTERS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Template(NamedTuple):
    """A formula's column and text, with ``_OWN_ROW`` for the row it is in.

    ``moves`` says that other cells take it over with their own row numbers; a text that is not
    ``exact`` is right in its columns only.
    """

    column: int
    text: str
    moves: bool = False
    exact: bool = True


Texts = frozenset[Template]
"""The formulas of a sheet, one for all that read the same columns of the same sheets."""


def template_of(found: Found) -> Template:
    """The text of one formula."""
    member = found.member
    how = _ARRAY if member.fills else _MOVES if found.shared else ""
    return _exact(member.column, member.row, how, found.text)


class Reach(Enum):
    """Where the formulas are that depend on a change."""

    NOWHERE = 0
    ROWS = 1  # in the rows of the changed cells, and so is all that they read of other formulas
    FAR = 2


def texts_of(sheet: SheetXml) -> Texts | None:
    """The formulas of a sheet; None where it takes a closer look."""
    found = list[_Raw]() if sheet.empty else _raw(sheet.plain, sheet.prefix, *sheet.body)
    hidden = sheet.plain is not sheet.data and b"<![CDATA[" in sheet.data
    if found is None or hidden:
        return frozenset() if found == [] else None
    kinds: dict[bytes, str] = {}
    for how in {how for _, _, how, _ in found}:
        kind = _kind(how)
        if kind is None:
            return None
        kinds[how] = kind
    alike = {(c, kinds[how], text.replace(row, b"\0")) for c, row, how, text in found if text}
    if len(alike) > MOST:
        return _columns_only(alike)
    templates = {entry: _template(*entry) for entry in alike}
    known = {template for template in templates.values() if template is not None}
    # Where the row's digits stand for something else too, formulas are looked at one by one.
    odd = {entry for entry, template in templates.items() if template is None}
    if odd:
        known |= {
            _exact(column_number(column.decode()), int(row), kinds[how], _text(text))
            for column, row, how, text in found
            if text and (column, kinds[how], text.replace(row, b"\0")) in odd
        }
    return _checked(known)


def _raw(plain: bytes, prefix: bytes, start: int, end: int) -> list[_Raw] | None:
    """All formulas in the common form; None if one is not.

    The cell is looked for backwards: a pattern for both would try every cell of the sheet.
    """
    pattern = re.compile(rb"<%bf(?=[\s/>])([^>]*)>([^<]*)" % prefix)
    cell = b'<%bc r="' % prefix
    found: list[_Raw] = []
    for formula in pattern.finditer(plain, start, end):
        at = formula.start()
        tag = plain.rfind(cell, start, at)
        place, _, rest = plain[tag + len(cell) : at].partition(b'"')
        row = place.lstrip(_LETTERS)
        if tag < 0 or rest.find(b">") != len(rest) - 1 or not row.isdigit() or row == place:
            return None
        found.append((place[: -len(row)], row, formula[1], formula[2]))
    return found


def _columns_only(alike: set[_Alike]) -> Texts | None:
    """Texts that are right in their columns, where too many differ in more than their own row."""
    if len({text for _, _, text in alike if _QUOTED.search(text)}) > MOST:
        return None
    columns: dict[bytes, list[bytes]] = {}
    for column, _, text in alike:
        columns.setdefault(column, []).append(text.replace(b"\0", b"1"))
    known: set[Template] = set()
    for column, texts in columns.items():
        quoted = {text for text in texts if _QUOTED.search(text)}
        # One pass over all of them is many times as fast as one pass over each.
        plain = _ROWS.sub(rb"\g<1>1", b"\0".join(t for t in texts if t not in quoted))
        for text in quoted.union(plain.split(b"\0")):
            known.add(Template(column_number(column.decode()), _text(text), exact=False))
    return _checked(known)


def _checked(known: set[Template]) -> Texts | None:
    """The texts, unless they are too many or may not mean what they say."""
    if len(known) > MOST or any(_OWN_TABLE.search(template.text) for template in known):
        return None
    return frozenset(template for template in known if template.text)


def _template(column: bytes, how: str, text: bytes) -> Template | None:
    """A text with NUL for the digits of its row; None where those are not only cells' rows."""
    if _OWN_DIGITS in text:
        return None
    template = _text(text.replace(b"\0", _OWN_DIGITS))
    if shape_of(template)[1].count(_OWN_ROW) != text.count(b"\0"):
        return None
    return Template(column_number(column.decode()), template, how == _MOVES, how != _ARRAY)


def _exact(column: int, row: int, how: str, plain: str) -> Template:
    """A text in which the row of a cell is its own row wherever it can be."""
    exact = str(_OWN_ROW) not in plain
    numbers = shape_of(plain)[1]
    for start, index in sorted(row_places(plain).items(), reverse=True):
        if exact and numbers[index] == row:
            plain = plain[:start] + str(_OWN_ROW) + plain[start + len(str(row)) :]
    return Template(column, plain, how == _MOVES, exact and how != _ARRAY)


def _text(text: bytes) -> str:
    return html.unescape(text.decode(errors="replace"))


@dataclass(slots=True)
class _Entry:
    sheet: str
    template: Template
    member: Member
    reads: list[Read]

    def touches(self, columns: Areas) -> list[Read]:
        """Its reads of these columns."""
        return [
            read
            for read in self.reads
            if any(area.meets(columns_of(read, self.member)) for area in _areas(columns, read))
        ]

    @property
    def column(self) -> CellRange:
        """All of the column it stands in."""
        return _whole(self.template.column)

    def keeps_to_its_row(self, reads: Iterable[Read]) -> bool:
        """Whether these are of cells in its own row, for each cell that has this text."""
        return self.template.exact and all(map(self._is_own, reads))

    def _is_own(self, read: Read) -> bool:
        cells = read.of(self.member)
        fixed = read.first.row_fixed or read.last.row_fixed
        stays = read.this_row or not (self.template.moves and fixed)
        return stays and cells.first_row == cells.last_row == _OWN_ROW


def reach_of(texts: Mapping[str, Texts], meaning: Meaning, changed: Areas) -> Reach:
    """How far changed cells reach through the formulas, by sheet."""
    entries: list[_Entry] = []
    for sheet, held in texts.items():
        for template in held:
            member = Member(_OWN_ROW, template.column, shape_of(template.text)[1])
            reads = reads_of(Family(template.text, False, [member]), sheet, meaning)
            if reads is None:
                return Reach.FAR
            entries.append(_Entry(sheet, template, member, reads))
    columns = {
        sheet: Area(ranges=[_whole(column) for column in area.columns] + area.ranges)
        for sheet, area in changed.items()
    }
    waiting, reached = entries, list[_Entry]()
    while hits := [entry for entry in waiting if entry.touches(columns)]:
        if not all(entry.keeps_to_its_row(entry.touches(columns)) for entry in hits):
            return Reach.FAR
        for entry in hits:
            columns.setdefault(entry.sheet, Area()).ranges.append(entry.column)
        waiting = [entry for entry in waiting if entry not in hits]
        reached += hits
    own = [e for e in waiting if e.sheet in columns and columns[e.sheet].meets(e.column)]
    if any(is_volatile(entry.template.text) for entry in _read_by(reached + own, waiting)):
        return Reach.FAR
    return Reach.ROWS if reached else Reach.NOWHERE


def _read_by(entries: list[_Entry], others: list[_Entry]) -> list[_Entry]:
    """Those of the others that these read, directly or not."""
    found: list[_Entry] = []
    while entries:
        areas: Areas = {}
        for entry in entries:
            for read in entry.reads:
                areas.setdefault(read.sheet, Area()).ranges.append(columns_of(read, entry.member))
        areas_of_any = areas.pop(ANY_SHEET, Area())
        entries = [
            e
            for e in others
            if e not in found
            and (
                areas_of_any.meets(e.column)
                or (e.sheet in areas and areas[e.sheet].meets(e.column))
            )
        ]
        found += entries
    return found


def _whole(column: int) -> CellRange:
    return CellRange(1, column, MAX_ROW, column)


def _areas(columns: Areas, read: Read) -> Iterable[Area]:
    if read.sheet == ANY_SHEET:
        return columns.values()
    return [columns[read.sheet]] if read.sheet in columns else ()


def _kind(attributes: bytes) -> str | None:
    """How a formula stands for other cells, if it does; None if its text may mislead."""
    if not attributes.strip(b"/ "):
        return ""
    found = attributes_of(b"<f" + attributes.rstrip(b"/") + b">")
    how = found.get("t", "")
    if how == "shared" and "ref" in found:
        cells = parse_range(found["ref"])
        return None if cells is None or cells.first_column != cells.last_column else _MOVES
    if how == "dataTable":
        return None
    return _ARRAY if how == "array" else ""
