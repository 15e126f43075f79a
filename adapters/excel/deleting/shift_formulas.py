"""Formulas of a sheet's cells once rows of a sheet are gone."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import IntEnum
from html import unescape

from adapters.addresses import CellRange, a1
from adapters.errors import Notice, Refused
from adapters.excel.deleting import deletion_reasons as reasons
from adapters.excel.deleting.rowshift import RowShift, UncertainError
from adapters.excel.deleting.shift_filled import FilledFormulas
from adapters.excel.ooxml.addressing import Reference, names_cells_by_text, rewritten
from adapters.excel.ooxml.formulas import MAX_COLUMN, MAX_ROW, column_number, translated
from adapters.excel.ooxml.markup import (
    Edit,
    attributes_of,
    escape,
    with_attribute,
    without_attributes,
)
from adapters.excel.ooxml.ranges import parse_range, range_text
from adapters.excel.ooxml.sheetxml import SheetXml

# What these give depends on where they stand, or on cells that their text does not name.
_BY_PLACE = re.compile(
    r"\b(?:ROW|CELL|OFFSET|INDIRECT|INFO|FORMULATEXT|GETPIVOTDATA|EVALUATE)\s*\(", re.I
)
_OWN_ROW = re.compile(r"\[@(?:\[[^\]]*\]|[^\[\]]*)*\]|\[\[#This Row\],\s*\[[^\]]*\]\]", re.I)


@dataclass(frozen=True, slots=True)
class FormulaCell:
    """A formula cell: its ``<f>`` from ``start`` to ``end``, its ``<v>`` up to ``result_end``."""

    row: int
    column: int
    start: int
    tag: bytes
    text: str
    end: int
    result_end: int
    attributes: dict[str, str]


def _formula_cell(sheet: SheetXml, found: re.Match[bytes], part: str) -> FormulaCell:
    """The cell of a formula that begins at the match.

    Raises:
        UncertainError: it has a form that cannot be told as bytes.
    """
    p = sheet.prefix
    pattern = rb'<%bc r="([A-Z]{1,3})([0-9]+)"[^>]*>\s*(<%bf[^>]*>)' % (p, p)
    pattern += rb"(?:([^<]*)</%bf>)?(\s*<%bv>[^<]*</%bv>)?" % (p, p, p)
    at = sheet.plain.rfind(b"<%bc " % p, sheet.body[0], found.start())
    cell = re.compile(pattern).match(sheet.plain, max(at, 0))
    if cell is None or cell.start(3) != found.start():
        raise UncertainError(Notice(reasons.UNUSUAL, {"where": part}))
    tag, text = cell[3], cell[4]
    closed = tag.endswith(b"/>")
    if closed == (text is not None):
        raise UncertainError(Notice(reasons.UNUSUAL, {"where": part}))
    end = cell.end(3) if closed else cell.end(4) + len(p) + len("</f>")
    return FormulaCell(
        int(cell[2]), column_number(cell[1].decode()), cell.start(3), tag,
        unescape((text or b"").decode()), end, cell.end(), attributes_of(tag),
    )  # fmt: skip


def _formulas(sheet: SheetXml) -> Iterator[re.Match[bytes]]:
    """All formulas in document order; those without attributes have their text as group 1."""
    p = sheet.prefix
    if not sheet.empty and sheet.plain.find(b"<%bf" % p, *sheet.body) >= 0:
        pattern = re.compile(rb"<%bf(?:>([^<]*)</%bf>|(?=[\s/>])[^>]*>)" % (p, p))
        yield from pattern.finditer(sheet.plain, *sheet.body)


def formula_cells(sheet: SheetXml, part: str) -> Iterator[FormulaCell]:
    """All formula cells in document order.

    Raises:
        UncertainError: not all of them can be told as bytes.
    """
    for found in _formulas(sheet):
        yield _formula_cell(sheet, found, part)


class Reach(IntEnum):
    """Where a formula's references lie, of those that rows going may change."""

    ROW = 1
    """In its own row."""

    STEADY = 2
    """In its own row or in rows that are fixed (``$``): filled down, one text is right for all."""

    OTHER = 3


@dataclass(frozen=True, slots=True)
class _Moved:
    """A cell's formula before and after; ``loses`` when its result is not certain any more."""

    cell: FormulaCell
    old: str
    new: str
    loses: bool


class FormulaShift:
    """Rewrites the formulas of one sheet, named ``home``, for the rows that go from another.

    Args:
        feeds: whether results are stored that come from these formulas.
    """

    def __init__(self, home: str, shift: RowShift, *, feeds: bool = False) -> None:
        self._home = home
        self._shift = shift
        self._feeds = feeds
        self._own = home.casefold() == shift.home
        self._loses = False

    def moved(self, formula: str, where: str) -> str:
        """The formula as it will be; ``self.loses_rows`` then tells whether a range shrank.

        Raises:
            UncertainError: cells are named in a way that no program moves.
        """
        self._loses = False
        if names_cells_by_text(formula):
            raise UncertainError(Notice(reasons.TEXT_ADDRESS, {"where": where}))
        if self._feeds:
            self._look(formula)
        if not self._own and self._shift.home not in formula.casefold().replace("''", "'"):
            return formula
        notice = Notice(reasons.NAMED_EXACTLY, {"where": where})

        def move(reference: Reference) -> str | None:
            new = self._shift.move(reference, notice)
            if reference.sheet == self._shift.home:
                loses = bool(self._shift.within(reference.first_row, reference.last_row))
                self._loses |= loses and (reference.first_row, reference.last_row) != (1, MAX_ROW)
                if self._feeds:
                    self._changes(reference, loses=loses, moves=new is not None)
            return new

        try:
            return rewritten(formula, self._home, move)
        except Refused:
            raise UncertainError(Notice(reasons.UNUSUAL, {"where": where})) from None

    def _changes(self, reference: Reference, *, loses: bool, moves: bool) -> None:
        if loses:
            self._shift.lose(reference)
        elif moves and not self._own and reference.first_row < reference.last_row:
            # A range may stand for its cell in the formula's own row, which does not move along.
            rows = self._shift.row(reference.first_row), self._shift.row(reference.last_row)
            columns = reference.first_column, reference.last_column
            self._shift.changed.add(CellRange(rows[0], columns[0], rows[1], columns[1]))

    def _look(self, formula: str) -> None:
        """Tell what a formula reads that is not written as cells."""
        if _BY_PLACE.search(formula):
            self._shift.change_all()
        if "[" in _OWN_ROW.sub("", formula):
            text = f"1:{MAX_ROW}"
            self._shift.lose(Reference(None, 1, MAX_ROW, 1, MAX_COLUMN, True, True, text))

        def see(columns: Reference) -> None:
            if columns.sheet == self._shift.home:
                self._shift.lose(columns)

        if ":" in formula:
            with suppress(Refused):
                rewritten(formula, self._home, lambda _: None, see)

    @property
    def loses_rows(self) -> bool:
        """Whether a range of the formula that was moved last holds a row that goes."""
        return self._loses

    def reach(self, formula: str, anchor: int) -> Reach:
        """How far the references to the sheet reach from a formula in row ``anchor``."""
        found = Reach.ROW

        def look(reference: Reference) -> None:
            nonlocal found
            if reference.sheet != self._shift.home:
                return
            ends = (
                (reference.first_row, reference.first_fixed),
                (reference.last_row, reference.last_fixed),
            )
            here = [self._own and row == anchor for row, _ in ends]
            if not all(here):
                steady = all(own or fixed for own, (_, fixed) in zip(here, ends, strict=True))
                found = max(found, Reach.STEADY if steady else Reach.OTHER)

        rewritten(formula, self._home, look)
        return found

    def edits(self, sheet: SheetXml, part: str) -> list[Edit]:
        """Edits of the sheet's formulas, of those in rows that stay."""
        edits: list[Edit] = []
        groups: dict[str, list[FormulaCell]] = {}
        filled = FilledFormulas(self._home, self._shift, self._look)
        gone = self._gone_places(sheet)
        for found in _formulas(sheet):
            if found[1] is not None and not bisect_right(gone, found.start()) % 2:
                new = filled.moved(found[1])
                if new is not None:
                    if new is not found[1]:
                        edits.append((found.start(1), found.end(1), new))
                    continue
            cell = _formula_cell(sheet, found, part)
            kind = cell.attributes.get("t", "normal")
            if kind == "shared":
                groups.setdefault(cell.attributes.get("si", ""), []).append(cell)
            elif kind == "dataTable":
                raise UncertainError(Notice(reasons.ARRAY, {"where": self._where(cell)}))
            elif not self._gone(cell):
                edits += self._single(cell)
        for group in groups.values():
            edits += self._group(group, part)
        return edits

    def _gone_places(self, sheet: SheetXml) -> list[int]:
        """Where rows that go begin and end, in turn."""
        rows = self._shift.rows if self._own and not sheet.empty else ()
        return [sheet.position(edge) for row in rows for edge in (row, row + 1)]

    def _gone(self, cell: FormulaCell) -> bool:
        return self._own and self._shift.goes(cell.row)

    def _where(self, cell: FormulaCell) -> str:
        return a1(self._home, cell.row, cell.column)

    def _single(self, cell: FormulaCell) -> Iterator[Edit]:
        where = self._where(cell)
        text = self.moved(cell.text, where)
        tag = cell.tag
        filled = parse_range(cell.attributes.get("ref", ""))
        if self._own and filled is not None:
            new = self._shift.cells(filled)
            if self._shift.within(filled.first_row, filled.last_row) or new is None:
                raise UncertainError(Notice(reasons.ARRAY, {"where": where}))
            tag = tag if new == filled else with_attribute(tag, "ref", range_text(new))
        if text != cell.text or tag != cell.tag or self._loses:
            yield self._replaced(cell, tag, text, keep=not self._loses)

    def _replaced(self, cell: FormulaCell, tag: bytes, text: str, *, keep: bool) -> Edit:
        """The formula exchanged; a result that is not certain any more goes."""
        end = cell.end if keep else cell.result_end
        if not text:
            return cell.start, end, tag
        name = re.split(rb"[\s/>]", tag[1:], maxsplit=1)[0]
        opened = tag[:-2].rstrip() + b">" if tag.endswith(b"/>") else tag
        new = opened + escape(text).encode() + b"</" + name + b">"
        return cell.start, end, new

    def _group(self, group: list[FormulaCell], part: str) -> Iterator[Edit]:
        """A shared formula: its text stays with the first cell that stays."""
        owners = [cell for cell in group if cell.text]
        if len(owners) != 1 or group[0] is not owners[0]:
            raise UncertainError(Notice(reasons.UNUSUAL, {"where": part}))
        owner = owners[0]
        staying = [cell for cell in group if not self._gone(cell)]
        if not staying:
            return
        try:
            reach = self.reach(owner.text, owner.row)
            texts = [
                translated(owner.text, cell.row - owner.row, cell.column - owner.column)
                for cell in (staying[:1] if reach is Reach.ROW else staying)
            ]
        except Refused:
            raise UncertainError(Notice(reasons.UNUSUAL, {"where": part})) from None
        moved = [
            _Moved(cell, text, self.moved(text, self._where(cell)), self._loses)
            for cell, text in zip(staying, texts, strict=False)
        ]
        if reach is not Reach.OTHER:
            yield from self._together(owner, staying, moved)
        elif self._own or any(m.old != m.new or m.loses for m in moved):
            for m in moved:
                tag = without_attributes(m.cell.tag, ("t", "si", "ref"))
                yield self._replaced(m.cell, tag, m.new, keep=not m.loses)

    def _together(
        self, owner: FormulaCell, staying: list[FormulaCell], moved: list[_Moved]
    ) -> Iterator[Edit]:
        """The cells go on sharing the text, which the first of them holds."""
        heir, tag = moved[0], moved[0].cell.tag
        if self._own:
            rows = [self._shift.row(cell.row) for cell in staying]
            columns = [cell.column for cell in staying]
            box = CellRange(min(rows), min(columns), max(rows), max(columns))
            if heir.cell is not owner or box != parse_range(owner.attributes.get("ref", "")):
                tag = with_attribute(tag, "ref", range_text(box))
        if tag != heir.cell.tag or heir.new != heir.cell.text or heir.loses:
            yield self._replaced(heir.cell, tag, heir.new, keep=not heir.loses)
        for m in moved[1:]:
            if m.loses:
                yield m.cell.end, m.cell.result_end, b""
