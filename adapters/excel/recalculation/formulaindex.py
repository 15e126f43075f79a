"""Where the formulas of a sheet are, grouped into families that differ in row numbers only.

A column filled down is one family: what its formulas read is worked out once, not for each cell.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import NamedTuple

from adapters.addresses import CellRange
from adapters.excel.ooxml.formulas import column_number, translated
from adapters.excel.ooxml.markup import attributes_of
from adapters.excel.ooxml.ranges import parse_range
from adapters.excel.ooxml.rowcells import Row
from adapters.excel.ooxml.sheetxml import SheetXml

_PIECES = re.compile(
    r"""'(?:[^']|'')*'                                      # a quoted sheet name
      | \[(?:[^\[\]]|\[[^\[\]]*\])*\]                       # a structured reference
      | (?<![\w.\\?])(\$?[A-Za-z]{1,3}\$?)([1-9][0-9]{0,5})(?![\w.(!\[?\\])  # a cell
    """,
    re.VERBOSE,
)
_PLACE = re.compile(rb'\sr="([A-Z]{1,3})([1-9][0-9]{0,6})"')
_KIND = re.compile(rb'\st="(\w+)"')


class Member(NamedTuple):
    """One formula cell: the row numbers in its text, and how far it stands from its text's owner.

    ``fills`` is the range of an array formula or what-if table; ``kind`` and ``stored`` are the
    type and text of its stored result, None without one.
    """

    row: int
    column: int
    numbers: tuple[int, ...]
    row_shift: int = 0
    column_shift: int = 0
    fills: CellRange | None = None
    kind: str = "n"
    stored: str | None = None

    @property
    def is_alone(self) -> bool:
        """Whether it fills no other cell than its own."""
        own = CellRange(self.row, self.column, self.row, self.column)
        return self.fills is None or self.fills == own


@dataclass
class Family:
    """Formulas with one text but for the row numbers; ``sample`` is the text of one of them."""

    sample: str
    is_table: bool
    members: list[Member] = field(default_factory=list)

    @cached_property
    def places(self) -> frozenset[tuple[int, int]]:
        """Rows and columns of the members."""
        return frozenset((member.row, member.column) for member in self.members)

    @property
    def box(self) -> CellRange:
        """The range within which the members, and what they fill, lie."""
        fills = [m.fills or CellRange(m.row, m.column, m.row, m.column) for m in self.members]
        return CellRange(
            min(f.first_row for f in fills),
            min(f.first_column for f in fills),
            max(f.last_row for f in fills),
            max(f.last_column for f in fills),
        )


FamilyKey = tuple[str, int, bool]


@dataclass(slots=True)
class SheetFormulas:
    """All formula cells of one sheet."""

    families: dict[FamilyKey, Family] = field(default_factory=dict)
    owners: dict[str, tuple[str, Member]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return any(family.members for family in self.families.values())

    def add(self, cells: Iterable[Found]) -> None:
        """Take in formula cells in document order."""
        for found in cells:
            text, member = found.text, found.member
            owner = self.owners.get(found.shared) if found.shared and not text else None
            if owner is not None:
                text, place = owner
                member = member._replace(
                    row_shift=member.row - place.row, column_shift=member.column - place.column
                )
            elif found.shared:
                self.owners[found.shared] = text, member
            shape, numbers = shape_of(text)
            key = shape, member.column_shift, found.is_table
            family = self.families.get(key)
            if family is None:
                family = self.families[key] = Family(text, found.is_table)
            family.members.append(member._replace(numbers=numbers))

    def exchanged(self, rows: Collection[int], cells: Iterable[Found]) -> SheetFormulas:
        """These formulas, those of some rows exchanged for others."""
        news = list(cells)
        if not news and not self:
            return self
        kept = {
            key: Family(f.sample, f.is_table, [m for m in f.members if m.row not in rows])
            for key, f in self.families.items()
        }
        new = SheetFormulas({k: f for k, f in kept.items() if f.members}, dict(self.owners))
        new.add(news)
        return new


class Found(NamedTuple):
    """A formula cell as it stands in the XML; ``shared`` is the number of its shared formula."""

    member: Member
    text: str
    shared: str
    is_table: bool


def shape_of(text: str) -> tuple[str, tuple[int, ...]]:
    """The text with the rows of its cell references taken out, and those rows."""
    if "['" in text or "']" in text:  # escaped brackets: better not to look into those
        return text, ()
    numbers: list[int] = []

    def take(found: re.Match[str]) -> str:
        if found[2] is None:
            return found[0]
        numbers.append(int(found[2]))
        return f"{found[1]}\0"

    return _PIECES.sub(take, text), tuple(numbers)


def text_of(family: Family, member: Member) -> str:
    """The text of one formula of a family, moved to its place.

    Raises:
        Refused: a reference would leave the sheet.
    """
    text = family.sample
    numbers = shape_of(text)[1]
    for start, index in sorted(row_places(text).items(), reverse=True):
        end = start + len(str(numbers[index]))
        text = text[:start] + str(member.numbers[index]) + text[end:]
    return translated(text, member.row_shift, member.column_shift)


def row_places(text: str) -> dict[int, int]:
    """Which of the numbers of ``shape_of`` begins at which character of the text."""
    if "['" in text or "']" in text:
        return {}
    found = (found.start(2) for found in _PIECES.finditer(text) if found[2] is not None)
    return {start: index for index, start in enumerate(found)}


def formulas_of(sheet: SheetXml) -> SheetFormulas:
    """All formulas of a sheet.

    Raises:
        Refused: the XML of a row has a form that is not understood.
    """
    formulas = SheetFormulas()
    if sheet.empty or sheet.plain.find(b"<%bf" % sheet.prefix, *sheet.body) < 0:
        return formulas
    with suppress(_UnusualError):
        if b"<![CDATA[" not in sheet.data:
            formulas.add(_scan(sheet.plain, sheet.prefix, *sheet.body))
            return formulas
    formulas = SheetFormulas()
    for number in sheet.numbers():
        row = sheet.row(number)
        formulas.add(_parsed(row) if row else ())
    return formulas


def owners_in(sheet: SheetXml) -> dict[str, tuple[str, Member]]:
    """The texts of shared formulas and the cells that hold them, by their numbers.

    Raises:
        Refused: as ``formulas_of``.
    """
    found = (f for n in sorted(_rows_of_owners(sheet)) for f in formulas_in(_present(sheet, [n])))
    return {f.shared: (f.text, f.member) for f in found if f.shared and f.text}


def _present(sheet: SheetXml, numbers: Iterable[int]) -> Iterator[Row]:
    return (row for number in numbers if (row := sheet.row(number)) is not None)


def _rows_of_owners(sheet: SheetXml) -> set[int]:
    return {n for n, _ in sheet.search(rb"<%bf\s(?=[^>]*\bref=)[^>]*>" % sheet.prefix)}


def formulas_in(rows: Iterable[Row]) -> Iterator[Found]:
    """The formulas of these rows."""
    for row in rows:
        yield from _parsed(row)


class _UnusualError(Exception):
    """A formula is written in a form that takes the XML parser."""


def _parsed(row: Row) -> Iterator[Found]:
    for cell in row.formulas():
        formula = cell.formula
        if formula is not None:
            value = cell.element.find("v")
            kind = cell.element.attributes.get("t", "n")
            stored = None if value is None else value.text
            member = Member(cell.row, cell.column, (), kind=kind, stored=stored)
            yield _found(member, formula.text, formula.attributes)


def _scan(plain: bytes, prefix: bytes, start: int, end: int) -> Iterator[Found]:
    pattern = re.compile(
        rb"<%bf(?=[\s/>])([^>]*)>(?:(?<!/>)([^<]*)</%bf>)?\s*(?:<%bv(?:\s[^>]*)?>([^<]*))?"
        % (prefix, prefix, prefix)
    )
    opening = b"<%bc " % prefix
    for found in pattern.finditer(plain, start, end):
        at = plain.rfind(opening, start, found.start())
        tag = plain[at : found.start()] if at >= 0 else b""
        place, kind = _PLACE.search(tag), _KIND.search(tag)
        if place is None or tag.count(b"<") > 1:
            raise _UnusualError
        column, row = _column(place[1]), int(place[2])
        attributes = attributes_of(b"<f" + found[1] + b">") if found[1].strip(b"/ ") else {}
        stored = None if found[3] is None else _text(found[3])
        text = _text(found[2] or b"")
        how = kind[1].decode() if kind else "n"
        yield _found(Member(row, column, (), kind=how, stored=stored), text, attributes)


@cache
def _column(letters: bytes) -> int:
    return column_number(letters.decode())


def _text(xml: bytes) -> str:
    text = xml.decode(errors="replace")
    return html.unescape(text) if "&" in text else text


def _found(member: Member, text: str, attributes: Mapping[str, str]) -> Found:
    how = attributes.get("t", "")
    if how in ("array", "dataTable"):
        member = member._replace(fills=parse_range(attributes.get("ref", "")))
    shared = attributes.get("si", "") if how == "shared" else ""
    return Found(member, text, shared, how == "dataTable")
