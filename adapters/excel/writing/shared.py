"""Shared formulas: one cell holds the text, others refer to it by number."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from adapters.addresses import CellRange
from adapters.errors import N_, Refused
from adapters.excel.ooxml.formulas import translated
from adapters.excel.ooxml.markup import attributes_of
from adapters.excel.ooxml.ranges import parse_range, range_text
from adapters.excel.ooxml.rowcells import Cell
from adapters.excel.writing.touched import TouchedSheet


@dataclass(frozen=True, slots=True)
class Sharer:
    """A cell that takes part in a shared formula; ``holds_text`` when it owns it."""

    row: int
    column: int
    holds_text: bool


@dataclass(frozen=True, slots=True)
class Promotion:
    """A cell that has to take over the text, for itself and the sharers within ``reference``."""

    row: int
    column: int
    formula: str
    reference: str


def _sharers(sheet: TouchedSheet, number: str) -> Iterable[Sharer]:
    """All cells of one shared formula, in document order."""
    plain, prefix = sheet.xml.plain, sheet.xml.prefix
    for row, tag in sheet.xml.search(rb"<%bf\s[^>]*>" % prefix):
        attributes = attributes_of(tag[0])
        if attributes.get("t") != "shared" or attributes.get("si") != number:
            continue
        start = plain.rfind(b"<%bc " % prefix, 0, tag.start())
        opening = plain[start : plain.find(b">", start) + 1]
        cells = parse_range(attributes_of(opening).get("r", ""))
        if cells is None or cells.first_row != row:
            raise Refused(N_("A shared formula is written in a form that cannot be edited."))
        empty = tag[0].endswith(b"/>") or plain[tag.end() : tag.end() + 2] == b"</"
        yield Sharer(row, cells.first_column, not empty)


def formula_text(sheet: TouchedSheet, cell: Cell) -> str:
    """The formula of a cell, also when it is stored with another one."""
    formula = cell.formula
    if formula is None:
        return ""
    if formula.text or formula.attributes.get("t") != "shared":
        return formula.text
    owner = _owner(sheet, formula.attributes.get("si", ""))
    if owner is None or owner.formula is None:
        where = sheet.where(cell.row, cell.column)
        raise Refused(N_("A shared formula has lost its text."), where=where)
    return translated(owner.formula.text, cell.row - owner.row, cell.column - owner.column)


def _owner(sheet: TouchedSheet, number: str) -> Cell | None:
    """The first cell that holds the text of a shared formula; kept for the sheet's next ones."""
    if number not in sheet.shared_owners:
        for sharer in _sharers(sheet, number):
            cell = sheet.cell(sharer.row, sharer.column) if sharer.holds_text else None
            if cell is not None:
                sheet.shared_owners[number] = cell
                break
    return sheet.shared_owners.get(number)


def promotions(sheet: TouchedSheet, overwritten: set[tuple[int, int]]) -> list[Promotion]:
    """Who takes over the shared formulas whose owners are overwritten."""
    found = []
    for row, column in sorted(overwritten):
        cell = sheet.cell(row, column)
        formula = cell.formula if cell else None
        if cell is None or formula is None or formula.attributes.get("t") != "shared":
            continue
        if formula.text:
            promotion = _successor(sheet, cell, formula.attributes.get("si", ""), overwritten)
            if promotion is not None:
                found.append(promotion)
    return found


def _successor(
    sheet: TouchedSheet, owner: Cell, number: str, overwritten: set[tuple[int, int]]
) -> Promotion | None:
    sharers = list(_sharers(sheet, number))
    heirs = [s for s in sharers if not s.holds_text and (s.row, s.column) not in overwritten]
    if not heirs:
        return None
    if sum(sharer.holds_text for sharer in sharers) > 1:
        where = sheet.where(owner.row, owner.column)
        raise Refused(
            N_("A shared formula has several owners, which leaves it unclear."), where=where
        )
    first = heirs[0]
    text = owner.formula.text if owner.formula else ""
    box = CellRange(
        min(s.row for s in heirs),
        min(s.column for s in heirs),
        max(s.row for s in heirs),
        max(s.column for s in heirs),
    )
    moved = translated(text, first.row - owner.row, first.column - owner.column)
    return Promotion(first.row, first.column, moved, range_text(box))
