"""The book as it stood on a kept day, as a state that every screen can show."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import polars as pl

from salestui.book.rows import Rows, opened
from salestui.book.snapshots.store import Snapshot
from salestui.book.state import BookState
from salestui.mapping.table import DTYPES, EntityTable
from salestui.views.past.archive import Archive


def state_then(archive: Archive, day: date, state: BookState) -> tuple[BookState, date] | None:
    """The state of a kept day, and which day it is; None where none can be read.

    Deals, members and targets are those of then, in today's columns; what is not kept is as now.

    Args:
        state: the present one.
    """
    snapshot = archive.snapshot(day)
    if snapshot is None:
        return None
    return _then(snapshot, state), snapshot.day


def _then(snapshot: Snapshot, state: BookState) -> BookState:
    entities = dict(state.entities)
    for name, frame in (("deals", snapshot.deals), ("members", snapshot.members)):
        if frame is not None and name in entities:
            entities[name] = _rows(entities[name], frame)
    return replace(
        state,
        number=-snapshot.day.toordinal(),
        read_at=snapshot.about.taken_at,
        entities=entities,
        targets=state.targets if snapshot.targets is None else snapshot.targets,
        read_problems=(),
        target_problems=(),
        conflicts=(),
        stale=frozenset(),
        undo_label="",
        redo_label="",
    )


def _rows(now: Rows, frame: pl.DataFrame) -> Rows:
    """The rows of then under the layout of now: columns that were not kept are empty."""
    kinds = {column.name: DTYPES[column.type] for column in now.layout.columns}
    schema = dict(now.base.frame.schema) | kinds
    columns = [
        pl.col(name).cast(kind, strict=False)
        if name in frame.columns
        else pl.lit(None, kind).alias(name)
        for name, kind in schema.items()
    ]
    return opened(EntityTable(now.layout, frame.select(columns)))
