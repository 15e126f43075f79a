"""From pending edits to changes of cells, and back to a clean base once they are written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl

from adapters.protocol import AppendRow, CellValue, Change, ClearRow, SetCell
from salestui.book.edits import Unread, Value
from salestui.book.labels import labels_to_write, still_inherited
from salestui.book.merge import rebuilt, whole_row
from salestui.book.rows import Overlay, Rows, one_row, written
from salestui.book.state import Conflict
from salestui.mapping.layout import Column, TableLayout
from salestui.mapping.table import ID, ROW, EntityTable
from salestui.mapping.values import to_cell


@dataclass(frozen=True, slots=True)
class Plan:
    """What one save writes. ``written`` per entity is the overlay that it settles.

    ``appends`` names the row behind each ``AppendRow`` among ``changes``, in order.
    """

    changes: tuple[Change, ...]
    written: Mapping[str, Overlay]
    appends: tuple[tuple[str, int], ...]
    filled: Mapping[tuple[str, int], int]


def planned(entities: Mapping[str, Rows], conflicts: Sequence[Conflict]) -> Plan:
    """Everything pending that has no conflict, as changes of cells."""
    held = {(c.entity, c.row, c.column) for c in conflicts}
    changes: list[Change] = []
    appends: list[tuple[str, int]] = []
    settled: dict[str, Overlay] = {}
    filled: dict[tuple[str, int], int] = {}
    for name, rows in entities.items():
        if not rows.overlay:
            continue
        cells = {k: v for k, v in rows.overlay.cells.items() if (name, *k) not in held}
        overlay = replace(rows.overlay, cells=cells)
        settled[name] = overlay
        changes += _set_cells(rows, overlay)
        changes += _kept_labels(rows, overlay)
        changes += _cleared(rows, overlay)
        added, places = _added(rows, overlay)
        changes += added
        appends += [(name, row) for row in overlay.added if row not in places]
        filled |= {(name, row): place for row, place in places.items()}
    return Plan(tuple(changes), settled, tuple(appends), filled)


def _set_cells(rows: Rows, overlay: Overlay) -> list[Change]:
    layout, skip = rows.layout, overlay.deleted.union(overlay.added)
    sheet_rows = rows.base.frame[ROW]
    changes: list[Change] = []
    for (row, name), value in overlay.cells.items():
        column = layout.column(name)
        if row in skip or column is None or column.position is None:
            continue
        place = sheet_rows[rows.base_positions[row]]
        over = holds_formula(rows, row, column)
        changes.append(
            SetCell(layout.sheet, place, column.position, cell_value(column, value), over)
        )
    return changes


def holds_formula(rows: Rows, row: int, column: Column) -> bool:
    """Whether a row's cell held a formula when the workbook was read."""
    calculated = column.calculated and row in rows.base_positions
    return calculated or row in rows.base.formulas.get(column.name, ())


def _kept_labels(rows: Rows, overlay: Overlay) -> list[Change]:
    """The labels of groups that must be written because the row that held them changes."""
    layout, sheet_rows = rows.layout, rows.base.frame[ROW]
    changes: list[Change] = []
    for row, name in labels_to_write(rows.base, overlay):
        column = layout.column(name)
        assert column is not None, "labels are those of the table's columns"
        assert column.position is not None, "and were read from a cell"
        value = cell_value(column, rows.base_value(row, name))
        place = sheet_rows[rows.base_positions[row]]
        changes.append(SetCell(layout.sheet, place, column.position, value))
    return changes


def _cleared(rows: Rows, overlay: Overlay) -> list[Change]:
    layout, sheet_rows = rows.layout, rows.base.frame[ROW]
    return [
        ClearRow(
            layout.sheet,
            sheet_rows[rows.base_positions[row]],
            layout.first_column,
            layout.last_column,
        )
        for row in sorted(overlay.deleted)
    ]


def _added(rows: Rows, overlay: Overlay) -> tuple[list[Change], dict[int, int]]:
    """New rows fill the blank rows that the table still has below its data, then follow it."""
    layout = rows.layout
    last = last_data_row(rows.base)
    blank = iter(_blank_rows_below(rows.base, last))
    changes: list[Change] = []
    places: dict[int, int] = {}
    end = last
    for row in overlay.added:
        values = {
            column.position: cell_value(column, overlay.cells.get((row, column.name)))
            for column in layout.columns
            if column.position is not None and not column.calculated
        }
        values = {k: v for k, v in values.items() if v is not None}
        if (place := next(blank, None)) is not None:
            places[row] = end = place
            changes += [SetCell(layout.sheet, place, k, v) for k, v in values.items()]
        else:
            bounds = (layout.first_column, layout.last_column)
            changes.append(AppendRow(layout.sheet, end, *bounds, values))
    return changes, places


def last_data_row(table: EntityTable) -> int:
    """The sheet row of the last row with data, or the header's."""
    last = table.frame[ROW].max()
    return last if isinstance(last, int) else table.layout.header_row


def _blank_rows_below(table: EntityTable, last: int) -> range:
    taken = [p.row for p in table.problems if p.code == "totals-row" and p.row and p.row > last]
    end = min(taken) - 1 if taken else table.layout.last_row
    return range(last + 1, end + 1)


def cell_value(column: Column, value: Value) -> CellValue:
    """A value as the column's cells hold it."""
    return value.text or None if isinstance(value, Unread) else to_cell(column, value)


def after_commit(rows: Rows, done: Overlay, places: Mapping[int, int]) -> Rows:
    """The rows once ``done`` is in the workbook; later edits stay pending.

    Args:
        places: sheet row of each row that was added.
    """
    base = rows.base.frame.filter(~pl.col(ID).is_in(list(done.deleted)))
    positions = dict(zip(base[ID].to_list(), range(base.height), strict=True))
    base = written(
        base, ((positions[r], c, v) for (r, c), v in done.cells.items() if r in positions)
    )
    for row in done.added:
        values = {c: v for (r, c), v in done.cells.items() if r == row}
        new = one_row(base.schema, row, values)
        base = pl.concat([base, new.with_columns(pl.lit(places[row], pl.Int64).alias(ROW))])
    unread = dict(rows.base.unread)
    for cell, value in done.cells.items():
        if isinstance(value, Unread):
            unread[cell] = value.text
        else:
            unread.pop(cell, None)
    layout = _grown(rows.layout, places.values())
    inherited = still_inherited(rows.base, done)
    formulas = {
        column: cells - {row for row, name in done.cells if name == column} - done.deleted
        for column, cells in rows.base.formulas.items()
    }
    table = replace(
        rows.base,
        layout=layout,
        frame=base,
        unread=unread,
        inherited=inherited,
        formulas=formulas,
    )
    return rebuilt(table, _left_over(rows, done))


def _grown(layout: TableLayout, places: Iterable[int]) -> TableLayout:
    return replace(layout, last_row=max(layout.last_row, *places, 0))


def _left_over(rows: Rows, done: Overlay) -> Overlay:
    """What was edited while the save was under way, undoing parts of it included."""
    now, missing = rows.overlay, object()
    cells = {k: v for k, v in now.cells.items() if done.cells.get(k, missing) != v}
    back = tuple(sorted(done.deleted - now.deleted))
    for row in back:
        cells |= {(row, column): value for column, value in whole_row(rows, row).items()}
    gone_again = {r for r in done.added if r not in now.added}
    return Overlay(
        cells,
        (*(r for r in now.added if r not in done.added), *back),
        frozenset((now.deleted - done.deleted) | gone_again),
    )
