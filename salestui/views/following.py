"""How a table keeps up with edits without filtering and sorting anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import polars as pl

from salestui.book.rows import Rows
from salestui.book.state import BookState
from salestui.mapping.table import DTYPES
from salestui.model.fields import NUMERIC
from salestui.views.cells import decimals_of
from salestui.views.table import TableView


def followed(view: TableView, state: BookState) -> TableView | None:
    """The view of a later state: rows stay where they are, new ones of mine come last.

    None when rows came from elsewhere or columns changed, so that the order must be made anew.
    """
    old, new = view.rows, state.entities.get(view.entity)
    if new is None or [c.name for c in new.layout.columns] != [c.name for c in view.columns]:
        return None
    if new.positions is old.positions:
        after = replace(view, state=state)
        after.__dict__["places"] = view.places
    else:
        mine = set(new.overlay.added)
        fresh = [row for row in new.positions if row not in old.positions]
        if not mine.issuperset(fresh):
            return None
        kept = [row for row in view.ids if row in new.positions]
        after = replace(view, state=state, ids=[*kept, *fresh])
    if new.base is old.base:  # what is pending decides; the base was looked at before
        after.__dict__["decimals"] = _decimals(view, new)
    return after


def _decimals(view: TableView, rows: Rows) -> Mapping[str, int]:
    written: dict[str, list[float]] = {}
    for (_row, name), value in rows.overlay.cells.items():
        if isinstance(value, float):
            written.setdefault(name, []).append(value)
    known = dict(view.decimals)
    for column in view.columns:
        if column.name in written and column.type in NUMERIC:
            values = pl.Series(written[column.name], dtype=DTYPES[column.type])
            known[column.name] = max(known[column.name], decimals_of(column, values))
    return known


def touched_rows(old: TableView, new: TableView) -> set[int] | None:
    """The rows whose cells look different; None when any row may."""
    before, after = old.rows, new.rows
    if before.base is not after.base or old.decimals != new.decimals:
        return None
    if after.base.distant and old.state.is_pending is not new.state.is_pending:
        return None  # formulas that read other rows are marked, or no longer
    if old.problems != new.problems:
        return None  # one edit may settle the problem of another row
    changed = before.overlay.cells.items() ^ after.overlay.cells.items()
    rows = {row for (row, _column), _value in changed}
    rows |= before.overlay.deleted ^ after.overlay.deleted
    rows |= set(before.overlay.added) ^ set(after.overlay.added)
    rows |= {row for row, _column in old.conflicts ^ new.conflicts}
    return rows | {row for entity, row in old.state.stale ^ new.state.stale if entity == old.entity}
