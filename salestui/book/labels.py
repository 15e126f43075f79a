"""Labels of groups under edits: the rows below keep the label that they were read with."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from salestui.book.edits import Value
from salestui.book.rows import Overlay
from salestui.mapping.layout import SHEET
from salestui.mapping.table import ID, EntityTable


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
                above[name], begins = edited, True
            elif row not in base.inherited[name]:
                above[name] = above[name] if blank else label
                begins = begins or (label is not None and not blank)
            elif not blank and above[name] != label:
                above[name], begins = label, True
                yield row, name


def still_inherited(base: EntityTable, done: Overlay) -> dict[str, frozenset[int]]:
    """Which rows still have their label further up once a save is done."""
    written = {*labels_to_write(base, done), *done.cells}
    return {
        name: frozenset(r for r in rows if r not in done.deleted and (r, name) not in written)
        for name, rows in base.inherited.items()
    }
