"""Moving a table's totals row down, where nothing else depends on its place."""

from __future__ import annotations

import re

from adapters.addresses import CellRange
from adapters.errors import N_, Refused
from adapters.excel.ooxml.cellxml import NewCell
from adapters.excel.ooxml.markup import parse
from adapters.excel.ooxml.ranges import overlap, parse_range
from adapters.excel.ooxml.rowcells import Cell, Row
from adapters.excel.ooxml.rowxml import moved_cell
from adapters.excel.ooxml.tables import Table
from adapters.excel.writing.plan import SheetPlan
from adapters.excel.writing.references import names_row
from adapters.excel.writing.shared import formula_text
from adapters.excel.writing.touched import TouchedSheet

_INSERT = N_("Insert rows above row {row} in Excel, then add the row again.")
_ANCHORED = frozenset({"conditionalFormatting", "dataValidation", "hyperlink", "mergeCell"})


def move_totals(plan: SheetPlan, table: Table, rows: int) -> None:
    """Plan the totals row ``rows`` further down.

    Raises:
        Refused: something below is in the way, or something refers to the row by its place.
    """
    sheet = plan.sheet
    old = table.range.last_row
    new = old + rows
    where = sheet.where(old, table.range.first_column)
    if table.totals_rows != 1:
        raise Refused(
            N_("The table {table} has several totals rows."), table=table.name, where=where
        )
    columns = range(table.range.first_column, table.range.last_column + 1)
    below = CellRange(old + 1, columns[0], new, columns[-1])
    _refuse_blocked(sheet, below)
    _refuse_anchored(sheet, table)
    row = sheet.row(old)
    if row is None:
        return
    plan.like[new] = old
    for column in columns:
        cell = row.cells.get(column)
        if cell is not None:
            plan.put(new, column, _moved(sheet, table, row, cell, rows))
            plan.formulas_change |= cell.formula is not None


def _refuse_blocked(sheet: TouchedSheet, below: CellRange) -> None:
    for row in range(below.first_row, below.last_row + 1):
        for column in range(below.first_column, below.last_column + 1):
            cell = sheet.cell(row, column)
            if cell is not None and not cell.is_blank:
                where = sheet.where(row, column)
                raise Refused(
                    N_("The totals row cannot move down: there is something below it."),
                    hint=_INSERT,
                    where=where,
                    row=below.first_row - 1,
                )
    for taken in (*sheet.merges, *sheet.arrays, *sheet.pivots, *(t.range for t in sheet.tables)):
        if overlap(taken, below):
            where = sheet.where(below.first_row, below.first_column)
            raise Refused(
                N_("The totals row cannot move down: there is something below it."),
                hint=_INSERT,
                where=where,
                row=below.first_row - 1,
            )


def _refuse_anchored(sheet: TouchedSheet, table: Table) -> None:
    """Refuse when a rule, a link, a comment or a formula means the row's present place."""
    old = table.range.last_row
    cells = CellRange(old, table.range.first_column, old, table.range.last_column)
    places = [
        place
        for element in sheet.outer.descendants()
        if element.name in _ANCHORED
        for place in (element.attributes.get("sqref") or element.attributes.get("ref", "")).split()
    ]
    for part in sheet.package.related(sheet.entry.part, "comments"):
        comments = parse(sheet.package.read(part)).descendants()
        places += [e.attributes["ref"] for e in comments if e.name == "comment"]
    fixed = [parse_range(place) for place in places]
    anchored = any(p and p.first_row == old and overlap(p, cells) for p in fixed)
    if anchored or names_row(sheet, old, cells.first_column, cells.last_column):
        raise Refused(
            N_("The totals row cannot move down: a formula, a comment or a rule refers to it."),
            hint=_INSERT,
            row=old,
            where=sheet.where(old, cells.first_column),
        )


def _moved(sheet: TouchedSheet, table: Table, row: Row, cell: Cell, rows: int) -> NewCell | bytes:
    formula = cell.formula
    if formula is None:
        return moved_cell(cell, row, row.number + rows)
    if formula.attributes.get("t") in ("array", "dataTable"):
        where = sheet.where(cell.row, cell.column)
        raise Refused(N_("This cell holds an array formula, which cannot be moved."), where=where)
    text = formula_text(sheet, cell)
    last = table.last_data_row
    ending = re.compile(
        rf"(?<![\w!.'])(\$?[A-Za-z]{{1,3}}\$?\d+:\$?[A-Za-z]{{1,3}}\$?){last}(?!\d)"
    )
    return NewCell(formula=ending.sub(rf"\g<1>{last + rows}", text), style=cell.style)
