"""Labels of groups under edits.

The rows below a label keep what they were read with; rows of one merged cell share its value.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import polars as pl

from salestui.book.edits import Value
from salestui.book.rows import Cell, Overlay, Rows, bare
from salestui.mapping.layout import SHEET
from salestui.mapping.table import ID, ROW, EntityTable


def anchor_of(table: EntityTable, row: int, name: str) -> int:
    """The row whose cell holds a value for this row: another one within merged cells only."""
    if row not in table.inherited.get(name, ()):
        return row
    return _groups(table, row, name)[0]


def sharing(rows: Rows, cells: Iterable[tuple[int, str, Value]]) -> Iterator[tuple[Cell, Value]]:
    """The cells with those that are merged with them, which get the same value."""
    for row, name, value in cells:
        held = rows.base.inherited.get(name)
        group = _groups(rows.base, row, name) if held and row in rows.base_positions else [row]
        for other in group:
            if other == row or other not in rows.overlay.deleted:
                yield (other, name), value


def _groups(table: EntityTable, row: int, name: str) -> list[int]:
    """The rows that share a merged cell with this one, from its first; else the row alone."""
    frame = table.frame
    position = frame[ID].to_list().index(row)
    sheet = frame[SHEET][position] if SHEET in frame.columns else None
    column = table.layout.on(sheet).column(name)
    if column is None or not column.grouped:
        return [row]
    if sheet is not None:
        frame = frame.filter(pl.col(SHEET) == sheet)
    below = table.inherited[name]
    group: list[int] = []
    for other in frame.sort(ROW)[ID]:
        if other not in below and row in group:
            break
        group = [*group, other] if other in below else [other]
    return group


def labels_to_write(base: EntityTable, overlay: Overlay) -> Iterator[tuple[int, str]]:
    """The cells, by row and column, that are blank now and need the label they are read with.

    They are those whose label above is changed or goes away in the same save. A label that is
    written also begins a new group, so the inner labels of its row are written with it.
    """
    if not (base.inherited and (overlay.cells or overlay.deleted)):
        return
    sheets = [base.frame]
    if SHEET in base.frame.columns:
        sheets = base.frame.partition_by(SHEET, maintain_order=True)
    for frame in sheets:
        yield from _on_sheet(base, frame, overlay)


def _on_sheet(
    base: EntityTable, frame: pl.DataFrame, overlay: Overlay
) -> Iterator[tuple[int, str]]:
    ids = frozenset(frame[ID])
    names = [name for name, rows in base.inherited.items() if not rows.isdisjoint(ids)]
    above: dict[str, Value] = dict.fromkeys(names)
    for row, *labels in frame.select(ID, *names).iter_rows():
        if row in overlay.deleted:
            continue
        begins = False
        for name, label in zip(names, labels, strict=True):
            if begins:
                above[name] = None
            edited = overlay.cells.get((row, name))
            blank = (row, name) in overlay.cells if edited is None else False
            if edited is not None:
                above[name] = bare(edited)
                begins = begins or anchor_of(base, row, name) == row
            elif row not in base.inherited[name]:
                above[name] = above[name] if blank else label
                begins = begins or (label is not None and not blank)
            elif not blank and above[name] != label:
                above[name], begins = label, True
                yield row, name


def still_inherited(base: EntityTable, done: Overlay) -> dict[str, frozenset[int]]:
    """Which rows still have their label further up once a save is done."""
    shared = {cell for cell in done.cells if anchor_of(base, *cell) != cell[0]}
    written = {*labels_to_write(base, done), *done.cells} - shared
    return {
        name: frozenset(r for r in rows if r not in done.deleted and (r, name) not in written)
        for name, rows in base.inherited.items()
    }
