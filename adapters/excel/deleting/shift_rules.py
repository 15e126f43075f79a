"""Formulas of rules once rows are gone: formats, validations, sparklines, and where they apply."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from adapters.addresses import CellRange
from adapters.errors import Notice, Refused
from adapters.excel.deleting import deletion_reasons as reasons
from adapters.excel.deleting.rowshift import RowShift, UncertainError
from adapters.excel.deleting.shift_formulas import FormulaShift, Reach
from adapters.excel.ooxml.addressing import Reference, rewritten
from adapters.excel.ooxml.formulas import translated
from adapters.excel.ooxml.markup import Edit, Element, escape, set_attribute
from adapters.excel.ooxml.ranges import parse_range

_RULES = frozenset({"conditionalFormatting", "dataValidation"})
_FORMULAS = frozenset({"formula", "formula1", "formula2", "f"})


def rule_edits(shell: bytes, outer: Element, home: str, shift: RowShift) -> list[Edit]:
    """Edits of the rules around the rows of sheet ``home``; positions count in ``shell``.

    Raises:
        UncertainError: a rule means cells of other rows.
    """
    edits: list[Edit] = []
    formulas = FormulaShift(home, shift)
    own = home.casefold() == shift.home
    for element in outer.descendants():
        if element.name in _RULES:
            edits += _rule(shell, element, home, shift, formulas)
        elif element.name == "sparklineGroup":
            edits += _sparklines(element, home, shift, formulas)
        elif own and element.name == "ignoredError":
            edits += _place(shell, element, shift, home)
    return edits


def _rule(
    shell: bytes, rule: Element, home: str, shift: RowShift, formulas: FormulaShift
) -> Iterator[Edit]:
    own = home.casefold() == shift.home
    inner = next((e for e in rule.children if e.name == "sqref"), None)
    places = rule.attributes.get("sqref") or (inner.text if inner else "")
    ranges = [cells for word in places.split() if (cells := parse_range(word))]
    anchor = min((cells.first_row for cells in ranges), default=1)
    aligned = all(cells.first_row == anchor for cells in ranges)
    where = f"{home}!{places}"
    heir = anchor
    while own and shift.goes(heir):
        heir += 1
    unsure = UncertainError(Notice(reasons.RULE, {"where": where}))
    for element in rule.descendants():
        if element.name == "cfvo" and element.attributes.get("val"):
            text = element.attributes["val"]
            if formulas.moved(text, where) != text or formulas.loses_rows:
                raise unsure
        if element.name not in _FORMULAS or not element.text.strip():
            continue
        text = element.text
        try:
            reach = formulas.reach(text, anchor)
            if reach is Reach.OTHER and not _is_above(text, home, shift, ranges):
                raise unsure
            if reach is not Reach.OTHER and heir != anchor and not aligned:
                raise unsure
            new = formulas.moved(translated(text, heir - anchor), where)
        except Refused:
            raise unsure from None
        if new != text:
            yield element.open_end, element.close_start, escape(new).encode()
    if own:
        yield from _place(shell, rule, shift, home)


def _is_above(text: str, home: str, shift: RowShift, ranges: Sequence[CellRange]) -> bool:
    """Whether all that a rule reads, filled down its whole range, lies above the rows that go."""
    height = max((cells.last_row - cells.first_row for cells in ranges), default=0)
    lowest = max((cells.last_row for cells in ranges), default=0)

    def look(reference: Reference) -> None:
        nonlocal lowest
        if reference.sheet == shift.home:
            lowest = max(lowest, reference.first_row + height, reference.last_row + height)

    rewritten(text, home, look)
    return lowest < shift.first


def _place(shell: bytes, element: Element, shift: RowShift, home: str) -> Iterator[Edit]:
    """The edits of the ranges that a rule names, as an attribute or as a child."""
    notice = Notice(reasons.RULE, {"where": home})
    if old := element.attributes.get("sqref"):
        new = shift.range_list(old, notice)
        if new.split() != old.split():
            yield set_attribute(shell, element, "sqref", new)
    for child in element.children:
        if child.name == "sqref" and child.text.strip():
            new = shift.range_list(child.text, notice)
            if new.split() != child.text.split():
                yield child.open_end, child.close_start, escape(new).encode()


def _sparklines(
    group: Element, home: str, shift: RowShift, formulas: FormulaShift
) -> Iterator[Edit]:
    own = home.casefold() == shift.home
    for element in group.descendants():
        text = element.text
        new = text
        if element.name == "f" and text.strip():
            new = formulas.moved(text, home)
        elif element.name == "sqref" and own:
            new = shift.range_list(text, Notice(reasons.RULE, {"where": f"{home}!{text}"}))
        if new != text:
            yield element.open_end, element.close_start, escape(new).encode()
