"""From pending edits to changes of cells, and back to a clean base once they are written."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl

from adapters.changes import AppendRow, Change, DeleteRow, SetCell
from adapters.contents import CellValue
from salestui.book.edits import Unread, Value
from salestui.book.labels import anchor_of, labels_to_write, still_inherited
from salestui.book.merge import rebuilt, whole_row
from salestui.book.placing import placed, sheet_of
from salestui.book.rows import Cell, Overlay, Rows, bare, one_row, written
from salestui.book.state import Conflict
from salestui.mapping.layout import SHEET, Column, TableLayout
from salestui.mapping.table import ID, ROW, EntityTable
from salestui.mapping.values import to_cell


@dataclass(frozen=True, slots=True)
class Plan:
    """What one save writes. ``written`` per entity is the overlay that it settles.

    ``appends`` names the row behind each ``AppendRow`` among ``changes``, in order; ``filled`` has
    sheet and row of the blank rows that new ones fill.
    """

    changes: tuple[Change, ...]
    written: Mapping[str, Overlay]
    appends: tuple[tuple[str, int], ...]
    filled: Mapping[tuple[str, int], tuple[str, int]]

    def held_back(self, entities: Mapping[str, Rows]) -> set[tuple[str, int, str]]:
        """What is pending and not written: entity, row and column, which is empty for whole rows.

        Args:
            entities: the rows that it was planned for, those of sheets that are gone included.
        """
        held: set[tuple[str, int, str]] = set()
        for name, rows in entities.items():
            now, done = rows.overlay, self.written.get(name, Overlay())
            held |= {(name, row, column) for row, column in now.cells.keys() - done.cells.keys()}
            held |= {(name, row, "") for row in {*now.added} - {*done.added}}
            held |= {(name, row, "") for row in now.deleted - done.deleted}
        return held


def planned(
    entities: Mapping[str, Rows],
    conflicts: Sequence[Conflict],
    only: Collection[tuple[str, int]] | None = None,
) -> Plan:
    """Everything pending that has no conflict, as changes of cells.

    Args:
        only: entity and row of the rows that are meant; None for all.
    """
    held = {(c.entity, c.row, c.column) for c in conflicts}
    doubted = {(c.entity, c.row) for c in conflicts}
    changes: list[Change] = []
    appends: list[tuple[str, int]] = []
    settled: dict[str, Overlay] = {}
    filled: dict[tuple[str, int], tuple[str, int]] = {}
    for name, rows in entities.items():
        if not rows.overlay:
            continue
        deleted = frozenset(r for r in rows.overlay.deleted if (name, r) not in doubted)
        kept = rows.overlay.deleted - deleted  # waits with all that was edited of it
        cells = {
            cell: value
            for cell, value in rows.overlay.cells.items()
            if (name, *cell) not in held and cell[0] not in kept
        }
        overlay = replace(rows.overlay, cells=cells, deleted=deleted)
        if only is not None:
            overlay = _of_rows(overlay, {row for entity, row in only if entity == name})
        settled[name] = overlay
        changes += _set_cells(rows, overlay)
        changes += _kept_labels(rows, overlay)
        changes += _deleted(rows, overlay)
        added, appended, places = _added(rows, overlay)
        changes += added
        appends += [(name, row) for row in appended]
        filled |= {(name, row): place for row, place in places.items()}
    return Plan(tuple(changes), settled, tuple(appends), filled)


def _of_rows(overlay: Overlay, rows: Collection[int]) -> Overlay:
    """The part of an overlay that is about these rows."""
    return replace(
        overlay,
        cells={cell: value for cell, value in overlay.cells.items() if cell[0] in rows},
        added=tuple(row for row in overlay.added if row in rows),
        deleted=frozenset(row for row in overlay.deleted if row in rows),
    )


def _set_cells(rows: Rows, overlay: Overlay) -> list[Change]:
    skip = overlay.deleted.union(overlay.added)
    changes: list[Change] = []
    done: set[Cell] = set()
    for (row, name), value in overlay.cells.items():
        anchor = row if row in skip else anchor_of(rows.base, row, name)
        if row in skip or (anchor, name) in done:
            continue
        done.add((anchor, name))
        layout, place = _place(rows, anchor)
        column = layout.column(name)
        if column is None or column.position is None:
            continue
        new, over = cell_value(column, value), rows.has_formula(anchor, column)
        changes.append(SetCell(layout.sheet, place, column.position, new, over))
    return changes


def _place(rows: Rows, row: int) -> tuple[TableLayout, int]:
    """The layout of the sheet that a row stands on, and its sheet row."""
    position = rows.base_positions[row]
    sheet = rows.base.frame[SHEET][position] if rows.layout.parts else None
    return rows.layout.on(sheet), rows.base.frame[ROW][position]


def _kept_labels(rows: Rows, overlay: Overlay) -> list[Change]:
    """The labels of groups that must be written because the row that held them changes."""
    changes: list[Change] = []
    for row, name in labels_to_write(rows.base, overlay):
        layout, place = _place(rows, row)
        column = layout.column(name)
        assert column is not None, "labels are those of the table's columns"
        assert column.position is not None, "and were read from a cell"
        value = cell_value(column, rows.base_value(row, name))
        changes.append(SetCell(layout.sheet, place, column.position, value))
    return changes


def _deleted(rows: Rows, overlay: Overlay) -> list[Change]:
    places = (_place(rows, row) for row in sorted(overlay.deleted))
    return [
        DeleteRow(layout.sheet, row, layout.first_column, layout.last_column)
        for layout, row in places
    ]


def _added(
    rows: Rows, overlay: Overlay
) -> tuple[list[Change], list[int], dict[int, tuple[str, int]]]:
    """New rows fill the blank rows that their sheet still has below its data, then follow it.

    Returns:
        The changes, the rows behind each ``AppendRow`` among them in order, and sheet and row of
        those that fill a blank one.
    """
    changes: list[Change] = []
    places: dict[int, tuple[str, int]] = {}
    by_sheet: dict[str, list[int]] = {}
    for row in overlay.added:
        values = {c: v for (r, c), v in overlay.cells.items() if r == row}
        by_sheet.setdefault(sheet_of(rows.layout, values), []).append(row)
    for sheet, new in by_sheet.items():
        changes += _added_on(rows, overlay, rows.layout.on(sheet), new, places)
    appended = [row for new in by_sheet.values() for row in new if row not in places]
    return changes, appended, places


def _added_on(
    rows: Rows,
    overlay: Overlay,
    layout: TableLayout,
    new: Sequence[int],
    places: dict[int, tuple[str, int]],
) -> list[Change]:
    """The changes for the new rows of one sheet; those that fill a blank row go to ``places``."""
    last = last_data_row(rows.base, layout)
    blank = iter(_blank_rows_below(rows.base, layout, last))
    changes: list[Change] = []
    end = last
    for row in new:
        values = {
            column.position: cell_value(column, overlay.cells.get((row, column.name)))
            for column in layout.columns
            if column.position is not None and not column.calculated
        }
        values = {k: v for k, v in values.items() if v is not None}
        if (place := next(blank, None)) is not None:
            places[row], end = (layout.sheet, place), place
            changes += [SetCell(layout.sheet, place, k, v) for k, v in values.items()]
        else:
            bounds = (layout.first_column, layout.last_column)
            append = AppendRow(layout.sheet, end, *bounds, values, layout.first_row, grow=True)
            changes.append(replace(append, origin=str(row)))
    return changes


def last_data_row(table: EntityTable, layout: TableLayout) -> int:
    """The sheet row of the last row with data on a sheet of the table, or the header's."""
    frame = table.frame
    if table.layout.parts:
        frame = frame.filter(pl.col(SHEET) == layout.sheet)
    last = frame[ROW].max()
    return last if isinstance(last, int) else layout.header_row


def _blank_rows_below(table: EntityTable, layout: TableLayout, last: int) -> range:
    taken = [
        p.row
        for p in table.problems
        if p.code == "totals-row" and p.row and p.row > last and p.sheet == layout.sheet
    ]
    end = min(taken) - 1 if taken else layout.last_row
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
        if rows.layout.parts:
            values = placed(rows.layout, values)
        new = one_row(base.schema, row, values)
        base = pl.concat([base, new.with_columns(pl.lit(places[row], pl.Int64).alias(ROW))])
    unread, padded = dict(rows.base.unread), dict(rows.base.padded)
    for cell, value in done.cells.items():
        unread.pop(cell, None)
        padded.pop(cell, None)
        if isinstance(value, Unread):
            unread[cell] = value.text
        elif isinstance(value, str) and bare(value) != value:
            padded[cell] = value
    layout = _grown(rows.layout, base.filter(pl.col(ID).is_in(list(done.added))))
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
        padded=padded,
    )
    return rebuilt(table, _left_over(rows, done))


def _grown(layout: TableLayout, added: pl.DataFrame) -> TableLayout:
    """The layout with room for rows that were added below what it had."""
    if layout.parts:
        parts = [_grown(p, added.filter(pl.col(SHEET) == p.sheet)) for p in layout.parts]
        return replace(layout, last_row=parts[0].last_row, parts=tuple(parts))
    return replace(layout, last_row=max(layout.last_row, *added[ROW].to_list(), 0))


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
