"""Three-way merge: what was read first (base), what is pending (mine), what is there now (theirs).

Disjoint changes merge by themselves. A cell changed on both sides to different values, a row or a
column that went away under an edit, and a row deleted here and changed there, become conflicts;
what is pending stays so until the user says which side holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import polars as pl

from salestui.book.align import UNREAD, comparable, compared
from salestui.book.edits import Value
from salestui.book.placing import sheet_of
from salestui.book.rows import Overlay, Rows, bare, one_row, written
from salestui.book.state import Conflict, ConflictKind, row_title
from salestui.mapping.derived import with_derived
from salestui.mapping.layout import SHEET, TableLayout
from salestui.mapping.table import ID, EntityTable

GONE = (ConflictKind.ROW_GONE, ConflictKind.COLUMN_GONE)
"""The kinds of conflicts about a cell that is there no more."""

_FLASH_LIMIT = 2_000


@dataclass(frozen=True, slots=True)
class Difference:
    """What another program changed in one entity. ``cells`` is cut at 2,000."""

    added: tuple[int, ...] = ()
    removed: tuple[int, ...] = ()
    changed_rows: int = 0
    cells: tuple[tuple[int, str], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed_rows)


def merged(name: str, mine: Rows, theirs: EntityTable) -> tuple[Rows, tuple[Conflict, ...]]:
    """My pending edits on top of their rows (identities already aligned), and the conflicts."""
    target = Rows(theirs, theirs.frame)
    conflicts: list[Conflict] = []
    overlay = mine.overlay
    cells: dict[tuple[int, str], Value] = {}
    for (row, column), value in overlay.cells.items():
        if row in overlay.added:
            if _has_cell(target, row, column, overlay):
                cells[row, column] = value
            elif value not in (None, "") and not _is_told(mine.layout, column):
                cells[row, column] = value
                gone = ConflictKind.COLUMN_GONE
                where = gone, name, row, column, row_title(mine, row)
                conflicts.append(Conflict(*where, None, value, None))
            continue
        if row in overlay.deleted and row not in target.base_positions:
            continue  # gone on both sides
        kind = _conflict_kind(mine, target, row, column, value)
        now = None if kind in GONE else target.base_value(row, column)
        if kind is not None:
            before = mine.base_value(row, column)
            title = row_title(mine, row)
            held = whole_row(mine, row) if kind is ConflictKind.ROW_GONE else {}
            conflicts.append(Conflict(kind, name, row, column, title, before, value, now, held))
        if kind in GONE or now != value:
            cells[row, column] = value
    deleted = frozenset(r for r in overlay.deleted if r in target.base_positions)
    conflicts += _changed_under(name, mine, target, deleted)
    return rebuilt(theirs, Overlay(cells, overlay.added, deleted)), tuple(conflicts)


def _conflict_kind(
    mine: Rows, theirs: Rows, row: int, column: str, value: Value
) -> ConflictKind | None:
    if row not in theirs.base_positions:
        return ConflictKind.ROW_GONE
    if not _has_cell(theirs, row, column, mine.overlay):
        return ConflictKind.COLUMN_GONE
    if row in mine.overlay.deleted:
        return None  # the deletion is in conflict
    now = bare(theirs.base_value(row, column))
    if now in (bare(mine.base_value(row, column)), bare(value)):  # spaces are no other value
        return None
    return ConflictKind.CHANGED


def _has_cell(theirs: Rows, row: int, column: str, overlay: Overlay) -> bool:
    """Whether a row has a cell for a column on its own sheet, or what it says is told otherwise."""
    layout = theirs.layout
    if layout.parts and column != SHEET:
        if row in overlay.added:
            sheet = sheet_of(layout, {c: v for (r, c), v in overlay.cells.items() if r == row})
        else:
            sheet = str(theirs.value(row, SHEET))
        layout = layout.on(sheet)
    known = layout.column(column)
    whole = theirs.layout.column(column)
    return known is not None or (whole is not None and whole.calculated)


def _is_told(layout: TableLayout, column: str) -> bool:
    """Whether the sheet on which a row stands tells a value, so that no cell has to hold it."""
    known = (part.column(column) for part in layout.sheets)
    return column == SHEET or any(c is not None and c.given for c in known)


def _changed_under(
    name: str, mine: Rows, theirs: Rows, deleted: frozenset[int]
) -> Iterator[Conflict]:
    """The cells that they changed of rows that I delete."""
    for column in comparable(mine.base, theirs.base) if deleted else ():
        formulas = {*mine.base.formulas.get(column, ()), *theirs.base.formulas.get(column, ())}
        for row in sorted(deleted - formulas):
            before, now = mine.base_value(row, column), theirs.base_value(row, column)
            if bare(before) != bare(now):
                title = row_title(mine, row)
                kind = ConflictKind.DELETED
                yield Conflict(kind, name, row, column, title, before, None, now)


def rebuilt(base: EntityTable, overlay: Overlay) -> Rows:
    """Rows from a base and an overlay; cells of rows that are in neither stay out of the frame."""
    rows = Rows(base, base.frame)
    known = rows.base_positions
    frame = written(
        base.frame,
        ((known[r], c, v) for (r, c), v in overlay.cells.items() if r in known),
    )
    new = [
        one_row(frame.schema, row, {c: v for (r, c), v in overlay.cells.items() if r == row})
        for row in overlay.added
    ]
    whole = pl.concat([frame, *new]) if new else frame
    return replace(rows, frame=with_derived(whole, base.layout), overlay=overlay)


def difference(old: EntityTable, new: EntityTable) -> Difference:
    """What differs between two readings of one table, identities aligned."""
    before, after, columns = compared(old, new)
    added = after.join(before, on=ID, how="anti")[ID].to_list()
    removed = before.join(after, on=ID, how="anti")[ID].to_list()
    both = before.join(after, on=ID, suffix="_new")
    cells: list[tuple[int, str]] = []
    touched: set[int] = set()
    for column in columns:
        changed = both.filter(pl.col(column).ne_missing(pl.col(f"{column}_new")))[ID].to_list()
        touched.update(changed)
        cells.extend(
            (row, column.removeprefix(UNREAD)) for row in changed[: _FLASH_LIMIT - len(cells)]
        )
    return Difference(tuple(added), tuple(removed), len(touched), tuple(cells))


def settled(rows: Rows, conflict: Conflict, *, keep_mine: bool) -> Rows:
    """The rows after the user's word on one conflict.

    Keeping mine writes over theirs at the next save, and brings a row that went away back as a new
    one. A column that went away cannot be kept.
    """
    overlay = rows.overlay
    cells = dict(overlay.cells)
    if keep_mine and conflict.kind in (ConflictKind.CHANGED, ConflictKind.DELETED):
        return rows
    if conflict.kind is ConflictKind.DELETED:
        theirs = {cell: value for cell, value in cells.items() if cell[0] != conflict.row}
        deleted = overlay.deleted - {conflict.row}
        return rebuilt(rows.base, replace(overlay, cells=theirs, deleted=deleted))
    if keep_mine and conflict.kind is ConflictKind.ROW_GONE and conflict.row not in overlay.added:
        cells = {(conflict.row, c): v for c, v in conflict.held.items()} | cells
        added = (*overlay.added, conflict.row)
        return rebuilt(rows.base, replace(overlay, cells=cells, added=added))
    if conflict.row not in overlay.added or conflict.kind is ConflictKind.COLUMN_GONE:
        cells.pop((conflict.row, conflict.column), None)
    return rebuilt(rows.base, replace(overlay, cells=cells))


def is_pending(conflict: Conflict, rows: Rows) -> bool:
    """Whether what a conflict is about is still to be written, and waits for the user's word."""
    overlay = rows.overlay
    match conflict.kind:
        case ConflictKind.DELETED:
            return conflict.row in overlay.deleted
        case ConflictKind.ROW_GONE if conflict.row in overlay.added:
            return False  # it comes back, with all that is pending of it
    return (conflict.row, conflict.column) in overlay.cells


def whole_row(mine: Rows, row: int) -> Mapping[str, Value]:
    """Every value that a row held, for bringing it back."""
    return {k: v for k, v in mine.values(row).items() if v is not None}
