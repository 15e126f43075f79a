"""Changes of one sheet as edits of its XML."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time

from adapters.addresses import CellRange
from adapters.changes import AddColumns, AppendRow, Change, ClearRow, SetCell
from adapters.errors import N_, Refused
from adapters.excel.adding.column_parts import column_edits
from adapters.excel.adding.new_columns import plan_columns
from adapters.excel.ooxml.cellxml import NewCell, cell_xml, decoded_text, holds
from adapters.excel.ooxml.markup import Edit, parse, splice
from adapters.excel.ooxml.rowcells import parse_row
from adapters.excel.ooxml.rowxml import new_row, rewritten_row
from adapters.excel.ooxml.styles import Styles
from adapters.excel.ooxml.texts import SharedTexts
from adapters.excel.ooxml.whole import whole
from adapters.excel.writing.append import checked_at, plan_appends
from adapters.excel.writing.extend import dimension_edit, sheet_edits
from adapters.excel.writing.plan import SheetPlan
from adapters.excel.writing.shared import Promotion, promotions
from adapters.excel.writing.touched import TouchedSheet

_Written = dict[int, dict[int, bytes]]
_Numbers = dict[tuple[int, int], int]


@dataclass(frozen=True, slots=True)
class PatchedSheet:
    """The edits of the sheet part, the new bytes of the rows they touch, the rows that appends
    became, and the plan.
    """

    edits: list[Edit]
    rows: dict[int, bytes]
    appended_rows: list[int]
    plan: SheetPlan


def patch_sheet(
    sheet: TouchedSheet,
    changes: Sequence[Change],
    styles: Styles,
    texts: SharedTexts,
    from_1904: bool,
) -> PatchedSheet:
    """Apply the changes to one sheet; appends come last and see formulas as they were.

    Raises:
        Refused: a change cannot be written with certainty.
    """
    plan = SheetPlan(sheet)
    for change in changes:
        if isinstance(change, SetCell):
            _plan_set(plan, change, texts, from_1904)
        elif isinstance(change, ClearRow):
            _plan_clear(plan, change)
        elif isinstance(change, AddColumns):
            plan.widenings.append(plan_columns(plan, change))
    appends = [change for change in changes if isinstance(change, AppendRow)]
    appended = plan_appends(plan, appends, from_1904)
    numbers = _text_numbers(plan, texts)
    written = _cells_as_xml(plan, styles, numbers, from_1904)
    heirs = _heirs(plan, written)
    rows = _new_rows(plan, written, heirs)
    _verify(plan, rows, heirs, numbers, from_1904)
    rows = {number: new for number, new in rows.items() if not _is_stored(sheet, number, new)}
    shell_edits = sheet_edits(sheet, plan.growths) + dimension_edit(sheet, _extent(written))
    shell_edits += column_edits(sheet, plan.widenings, styles)
    if shell_edits:
        parse(splice(sheet.shell, shell_edits))
    edits = sheet.xml.row_edits(rows) + [sheet.xml.outer_edit(edit) for edit in shell_edits]
    return PatchedSheet(edits, rows, appended, plan)


def _plan_set(plan: SheetPlan, change: SetCell, texts: SharedTexts, from_1904: bool) -> None:
    sheet, row, column = plan.sheet, change.row, change.column
    where = sheet.where(row, column)
    value = checked_at(sheet, row, column, change.value, from_1904)
    if isinstance(value, str) and _is_shown(plan, row, column, value, texts):
        return
    sheet.refuse_untouchable(row, column)
    cell = sheet.cell(row, column)
    if cell is not None and cell.formula is not None and not change.over_formula:
        raise Refused(
            N_("This cell holds a formula."),
            hint=N_("Change the cells it is computed from, or replace the formula on purpose."),
            where=where,
        )
    if value is None:
        plan.empty(row, column)
    else:
        plan.overwrite(row, column, NewCell(value))


def _is_shown(plan: SheetPlan, row: int, column: int, text: str, texts: SharedTexts) -> bool:
    """Whether merged cells that hide this one show the text anyway, and go on to."""
    anchor = plan.sheet.anchor(row, column)
    cell = plan.sheet.cell(*anchor) if anchor else None
    if cell is None or cell.column in plan.cells.get(cell.row, {}) or cell.formula is not None:
        return False
    value, inline = cell.element.find("v"), cell.element.find("is")
    if value is not None and cell.element.attributes.get("t") == "s":
        return texts.holds(whole(value.text, 0), text)
    stored = inline.find("t") if inline else value
    return stored is not None and decoded_text(stored.text) == text


def _plan_clear(plan: SheetPlan, change: ClearRow) -> None:
    row = plan.sheet.row(change.row)
    stored = {c for c, cell in row.cells.items() if not cell.is_blank} if row else set()
    for column in sorted(stored | plan.cells.get(change.row, {}).keys()):
        shared = plan.sheet.is_shared(change.row, column)
        if change.first_column <= column <= change.last_column and not shared:
            plan.sheet.refuse_untouchable(change.row, column)
            plan.empty(change.row, column)


def _text_numbers(plan: SheetPlan, texts: SharedTexts) -> _Numbers:
    """The places of the new texts in the workbook's list, of a sheet that keeps its texts there."""
    new = {
        (row, column): cell.value
        for row, cells in plan.cells.items()
        for column, cell in cells.items()
        if isinstance(cell, NewCell) and isinstance(cell.value, str)
    }
    if not new or not texts.serve(plan.sheet.xml):
        return {}
    changed = (
        plan.sheet.cell(row, column) for row, cells in plan.cells.items() for column in cells
    )
    texts.use(-sum(old is not None and old.element.attributes.get("t") == "s" for old in changed))
    texts.use(len(new))
    return {place: texts.number(text) for place, text in new.items()}


def _cells_as_xml(plan: SheetPlan, styles: Styles, numbers: _Numbers, from_1904: bool) -> _Written:
    """Every planned cell as XML, by row and column; dates get a format that shows them."""
    written: _Written = {}
    prefix = plan.sheet.xml.prefix
    for row, cells in plan.cells.items():
        for column, cell in cells.items():
            if isinstance(cell, NewCell):
                style = _style(plan.sheet, row, column, cell)
                if isinstance(cell.value, (date, time)):
                    style = styles.for_value(style, cell.value)
                number = numbers.get((row, column))
                new = replace(cell, style=style)
                xml = cell_xml(prefix, row, column, new, from_1904, number=number)
            else:
                xml = cell
            written.setdefault(row, {})[column] = xml
    return written


def _style(sheet: TouchedSheet, row: int, column: int, cell: NewCell) -> int:
    if cell.style is not None:
        return cell.style
    old = sheet.cell(row, column)
    return old.style if old is not None else sheet.default_style(row, column)


def _heirs(plan: SheetPlan, written: _Written) -> dict[int, list[Promotion]]:
    """Cells that take over shared formulas from overwritten ones, by row."""
    overwritten = {(row, column) for row, cells in written.items() for column in cells}
    heirs: dict[int, list[Promotion]] = {}
    for promotion in promotions(plan.sheet, overwritten) if plan.formulas_change else ():
        heirs.setdefault(promotion.row, []).append(promotion)
    return heirs


def _new_rows(
    plan: SheetPlan, written: _Written, heirs: dict[int, list[Promotion]]
) -> dict[int, bytes]:
    """The new bytes of every touched row."""
    sheet, prefix = plan.sheet, plan.sheet.xml.prefix
    rows: dict[int, bytes] = {}
    for number in sorted(written.keys() | heirs.keys()):
        row, cells = sheet.row(number), written.get(number, {})
        if row is not None:
            rows[number] = rewritten_row(row, cells, heirs.get(number, ()), prefix)
        else:
            like = plan.like.get(number)
            rows[number] = new_row(number, cells, sheet.row(like) if like else None, prefix)
    return rows


def _is_stored(sheet: TouchedSheet, number: int, new: bytes) -> bool:
    """Whether the row is so already: a value written over itself changes nothing."""
    row = sheet.row(number)
    return row is not None and row.data == new


def _extent(written: _Written) -> CellRange:
    columns = [column for cells in written.values() for column in cells] or [1]
    return CellRange(min(written, default=1), min(columns), max(written, default=1), max(columns))


def _verify(
    plan: SheetPlan,
    rows: dict[int, bytes],
    heirs: dict[int, list[Promotion]],
    numbers: _Numbers,
    from_1904: bool,
) -> None:
    """Read the new rows back: every cell must hold what was meant, and no other be missing."""
    sheet, xml = plan.sheet, plan.sheet.xml
    for number, data in rows.items():
        row, old = parse_row(number, data, xml.opening, xml.closing), sheet.row(number)
        meant = plan.cells.get(number, {})
        wrong = (old.cells.keys() if old else set()) - row.cells.keys()
        for column, new in meant.items():
            cell = row.cells.get(column)
            if cell is None or (
                isinstance(new, NewCell)
                and not holds(cell.element, new, from_1904, numbers.get((number, column)))
            ):
                wrong.add(column)
        for heir in heirs.get(number, ()):
            cell = row.cells.get(heir.column)
            if cell is None or cell.formula is None or cell.formula.text != heir.formula:
                wrong.add(heir.column)
        if wrong:
            where = sheet.where(number, min(wrong))
            raise Refused(N_("This cell could not be written as meant."), where=where)
