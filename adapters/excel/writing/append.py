"""Appending rows to a table: formats, formulas, room below, and the totals row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from adapters.addresses import CellRange
from adapters.changes import AppendRow
from adapters.contents import CellValue
from adapters.errors import N_, Refused
from adapters.excel.ooxml.cellxml import NewCell, checked
from adapters.excel.ooxml.formulas import MAX_ROW, translated
from adapters.excel.ooxml.ranges import overlap, range_text
from adapters.excel.ooxml.rowcells import Cell
from adapters.excel.ooxml.tables import Table
from adapters.excel.writing.plan import Growth, SheetPlan
from adapters.excel.writing.shared import formula_text
from adapters.excel.writing.totals import move_totals
from adapters.excel.writing.touched import TouchedSheet


@dataclass(frozen=True, slots=True)
class _Target:
    """Where appended rows go: the table's last row, its columns, and the rows they become."""

    sheet: TouchedSheet
    after: int
    columns: range
    rows: range
    table: Table | None
    first: int
    follows: bool

    @property
    def cells(self) -> CellRange:
        return CellRange(self.rows[0], self.columns[0], self.rows[-1], self.columns[-1])


def plan_appends(plan: SheetPlan, appends: Sequence[AppendRow], from_1904: bool) -> list[int]:
    """Plan the rows; returns the sheet row of each, in the order given.

    Raises:
        Refused: there is no room below, or a formula cannot be filled down.
    """
    rows: dict[int, int] = {}

    def of_table(place: int) -> tuple[int, int, int]:
        append = appends[place]
        return append.after_row, append.first_column, append.last_column

    for _, places in groupby(sorted(range(len(appends)), key=of_table), key=of_table):
        group = list(places)
        target = _target(plan.sheet, appends[group[0]], len(group))
        _make_room(plan, target)
        for place, row in zip(group, target.rows, strict=True):
            _plan_row(plan, target, row, appends[place], from_1904)
            rows[place] = row
    return [rows[place] for place in range(len(appends))]


def _target(sheet: TouchedSheet, append: AppendRow, count: int) -> _Target:
    first, last, after = append.first_column, append.last_column, append.after_row
    above = CellRange(after, first, after, last)
    tables = [table for table in sheet.tables if overlap(table.range, above)]
    where = sheet.where(after, first)
    if len(tables) > 1:
        raise Refused(N_("The new row would belong to two tables."), where=where)
    table = tables[0] if tables else None
    if table is not None:
        first = min(first, table.range.first_column)
        last = max(last, table.range.last_column)
        if after > table.last_data_row:
            raise Refused(
                N_("Rows cannot be added below the totals row of the table {table}."),
                where=where,
                table=table.name,
            )
    if after + count > MAX_ROW:
        raise Refused(N_("The sheet has no rows left."), where=where)
    rows = range(after + 1, after + count + 1)
    begins = table.range.first_row + table.header_rows if table else append.first_row
    return _Target(sheet, after, range(first, last + 1), rows, table, begins, append.grow)


def _make_room(plan: SheetPlan, target: _Target) -> None:
    """Check that the target cells are free, move the totals row, and plan what grows."""
    sheet, table = plan.sheet, target.table
    last = table.last_data_row if table else target.after
    more = max(0, target.rows[-1] - last)
    totals = table.totals_rows if table and more else 0
    _refuse_occupied(sheet, target, range(last + 1, last + 1 + totals))
    if table is not None and more:
        if totals:
            move_totals(plan, table, more)
        plan.tables.append((table, more))
    if more:
        columns = target.columns
        ends = (last, last + more)
        growth = Growth(
            columns[0], columns[-1], *ends, totals, first=target.first, follows=target.follows
        )
        plan.growths.append(growth)


def _refuse_occupied(sheet: TouchedSheet, target: _Target, totals: range) -> None:
    for row in target.rows:
        for column in target.columns if row not in totals else ():
            cell = sheet.cell(row, column)
            if cell is not None and not cell.is_blank:
                where = sheet.where(row, column)
                raise Refused(
                    N_("There is no room below the table: row {row} holds something at {cell}."),
                    hint=N_("Insert empty rows above row {row} in Excel, then add the row again."),
                    where=where,
                    row=row,
                    cell=where,
                )
    others = [table.range for table in sheet.tables if table is not target.table]
    taken = next(
        (
            cells
            for cells in (*others, *sheet.merges, *sheet.arrays, *sheet.pivots)
            if overlap(cells, target.cells)
        ),
        None,
    )
    if taken is not None:
        raise Refused(
            N_(
                "There is no room below the table: {cells} is a table of its own, merged cells, or "
                "filled by a formula."
            ),
            hint=N_("Insert empty rows above row {row} in Excel, then add the row again."),
            row=taken.first_row,
            cells=range_text(taken),
            where=sheet.where(target.rows[0], target.columns[0]),
        )


def _plan_row(
    plan: SheetPlan, target: _Target, row: int, append: AppendRow, from_1904: bool
) -> None:
    sheet, table = plan.sheet, target.table
    below_header = target.after < target.first
    vacated = table is not None and row > table.last_data_row  # the totals row stood there
    outside = next((c for c in append.values if c not in target.columns), None)
    if outside is not None:
        where = sheet.where(row, outside)
        raise Refused(N_("This cell is outside the table's columns."), where=where)
    if not below_header:
        plan.like[row] = target.after
    for column in target.columns:
        above = None if below_header else sheet.cell(target.after, column)
        here = None if vacated else sheet.cell(row, column)
        value = checked_at(sheet, row, column, append.values.get(column), from_1904)
        cell = _new_cell(target, row, column, above, value)
        style = here.style if here else above.style if above else None
        if cell is not None:
            plan.formulas_change |= cell.formula is not None
            plan.put(
                row, column, NewCell(cell.value, cell.formula, style, cell.array, cell.metadata)
            )
        elif here is None and (style or vacated):
            plan.put(row, column, NewCell(style=style or 0))


def checked_at(
    sheet: TouchedSheet, row: int, column: int, value: CellValue, from_1904: bool
) -> CellValue:
    """``checked`` with the address in its errors."""
    try:
        return checked(value, from_1904)
    except Refused as refused:
        refused.where = sheet.where(row, column)
        raise


def _new_cell(
    target: _Target, row: int, column: int, above: Cell | None, value: CellValue
) -> NewCell | None:
    """The value, else the formula filled down, else None."""
    if value is not None:
        return NewCell(value)
    if above is not None and above.formula is not None:
        return _filled_down(target.sheet, above, row)
    formula = target.table.calculated.get(column) if target.table else None
    if formula is not None and translated(formula, 1) == formula:
        return NewCell(formula=formula)
    return None


def _filled_down(sheet: TouchedSheet, above: Cell, row: int) -> NewCell:
    formula = above.formula
    assert formula is not None, "the caller found one"
    where = sheet.where(above.row, above.column)
    kind = formula.attributes.get("t", "normal")
    single = formula.attributes.get("ref") == above.element.attributes.get("r")
    if kind == "dataTable" or (kind == "array" and not single):
        raise Refused(
            N_("This formula belongs to an array or a what-if table and cannot be filled down."),
            hint=N_("Add the row in Excel."),
            where=where,
        )
    try:
        text = translated(formula_text(sheet, above), row - above.row)
    except Refused as refused:
        refused.where = refused.where or where
        raise
    array = kind == "array"
    return NewCell(
        formula=text, array=array, metadata=above.element.attributes.get("cm", "") if array else ""
    )
