"""Rows taken out of a workbook where that is certain, and emptied where it is not.

A row goes only when everything in the package that refers to it, or to what stands below, is moved
as a spreadsheet program would. The new parts are made for all rows that are to go; what stands in
the way holds single rows, or all of them, and then they are made again for the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from adapters.addresses import CellRange
from adapters.changes import DeleteRow
from adapters.errors import N_, Notice, Refused
from adapters.excel.archive.deflate import Buffer
from adapters.excel.deleting import deletion_reasons as reasons
from adapters.excel.deleting.rowshift import RowShift, UncertainError
from adapters.excel.deleting.shift_comments import comment_changes
from adapters.excel.deleting.shift_formulas import FormulaShift
from adapters.excel.deleting.shift_parts import (
    chart_changes,
    drawing_changes,
    name_edits,
    pivot_changes,
    refuse_unknown_parts,
    table_changes,
)
from adapters.excel.deleting.shift_rules import rule_edits
from adapters.excel.deleting.shift_sheet import hold_beside, surrounding_edits, without_rows
from adapters.excel.ooxml.markup import parse, pieces, splice
from adapters.excel.ooxml.parts import Package, SheetEntry
from adapters.excel.ooxml.tables import tables_of
from adapters.excel.writing.touched import TouchedSheet
from adapters.excel.writing.workbook_parts import calculation_chain, recalculation, without_part

_MOST_ROWS = 12  # rows that a sentence lists


@dataclass(frozen=True, slots=True)
class Deletion:
    """The workbook without the rows that could go from ``sheet``, and the others with reasons.

    ``changed`` are cells whose readers must be computed anew.
    """

    data: bytes
    sheet: str
    gone: Sequence[int]
    held: Mapping[int, Notice] = field(default_factory=dict)
    changed: frozenset[CellRange] = frozenset()

    def row(self, number: int) -> int:
        """Where a row that stayed is now."""
        return RowShift(self.sheet, self.gone).row(number)

    def warnings(self) -> list[Notice]:
        """What to tell of the rows that stayed, a sentence per reason."""
        rows: dict[tuple[str, object], list[int]] = {}
        for row, notice in sorted(self.held.items()):
            rows.setdefault((notice.message, notice.parts.get("where", "")), []).append(row)
        return [
            Notice(message, {"sheet": self.sheet, "rows": _listed(numbers), "where": where})
            for (message, where), numbers in rows.items()
        ]


def _listed(rows: Sequence[int]) -> str:
    shown = ", ".join(map(str, rows[:_MOST_ROWS]))
    return shown if len(rows) <= _MOST_ROWS else f"{shown} … ({len(rows)})"


def delete_rows(data: bytes, sheet: str, deletes: Iterable[DeleteRow]) -> Deletion:
    """Take these rows of one sheet out of a workbook, as far as that is certain.

    Raises:
        Refused, NotAWorkbook: the workbook cannot be edited at all.
    """
    columns = {delete.row: (delete.first_column, delete.last_column) for delete in deletes}
    package = Package(data)
    entry = next((entry for entry in package.sheets() if entry.name == sheet), None)
    if entry is None:
        raise Refused(N_("The workbook has no sheet named {sheet}."), sheet=sheet)
    held: dict[int, Notice] = {}
    while rows := sorted(columns.keys() - held.keys()):
        shift = RowShift(sheet, rows)
        try:
            parts, dropped = _without(package, entry, shift, columns)
        except UncertainError as uncertain:
            shift.hold(rows, uncertain.notice)
        except Refused as refused:
            where = refused.where or entry.part
            shift.hold(rows, Notice(reasons.UNUSUAL, {"where": where}))
        if not shift.held:
            new = package.zip.rewritten(parts, dropped)
            return Deletion(new, sheet, rows, held, frozenset(shift.changed))
        held |= shift.held
    return Deletion(data, sheet, (), held)


def _without(
    package: Package,
    entry: SheetEntry,
    shift: RowShift,
    columns: Mapping[int, tuple[int, int]],
) -> tuple[dict[str, Sequence[Buffer]], frozenset[str]]:
    """All parts that change, and those that go."""
    refuse_unknown_parts(package)
    sheet = TouchedSheet(package, entry)
    hold_beside(sheet, shift, columns)
    small = dict(comment_changes(package, entry.part, shift))
    small |= dict(drawing_changes(package, entry.part, shift))
    small |= dict(chart_changes(package, shift))
    small |= dict(pivot_changes(package, shift))
    parts: dict[str, Sequence[Buffer]] = {}
    for other in package.sheets():
        if other.kind == "worksheet" and other.part:
            own = other.part == entry.part
            parts |= _sheet_parts(package, sheet if own else None, other, shift)
    data = package.read(package.workbook_part)
    edits = name_edits(package, shift) + recalculation(data, package.workbook)
    if edits:
        small[package.workbook_part] = splice(data, edits)
    chain = calculation_chain(package)
    if chain is not None:
        small |= without_part(package, chain)
    parts |= {name: [new] for name, new in small.items()}
    return parts, frozenset([chain] if chain else [])


def _sheet_parts(
    package: Package, own: TouchedSheet | None, entry: SheetEntry, shift: RowShift
) -> dict[str, Sequence[Buffer]]:
    """A sheet and its tables; ``own`` is the sheet that the rows go from."""
    xml = own.xml if own else package.sheet_xml(entry.part)
    shell, outer = (own.shell, own.outer) if own else xml.outer()
    formulas = FormulaShift(entry.name, shift, feeds=True).edits(xml, entry.part)
    around = rule_edits(shell, outer, entry.name, shift)
    if own:
        around += surrounding_edits(own, shift)
    parse(splice(shell, around))
    edits = formulas + [xml.outer_edit(edit) for edit in around]
    parts: dict[str, Sequence[Buffer]] = {}
    if own:
        parts[entry.part] = without_rows(xml, shift, edits, entry.part)
    elif edits:
        parts[entry.part] = pieces(xml.data, edits)
    for table in tables_of(package, entry.part):
        changed = table_changes(table, entry.name, shift)
        if changed is not table.data:
            parts[table.part] = [changed]
    return parts
