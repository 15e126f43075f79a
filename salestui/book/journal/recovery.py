"""What a dashboard left unsaved, on top of what the workbook holds now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import polars as pl

from salestui.book.align import comparable, pairs_by_content
from salestui.book.edits import Edit
from salestui.book.journal.codec import folded, overlay_edits
from salestui.book.journal.outbox import Unsaved
from salestui.book.merge import rebuilt
from salestui.book.rereading import Identities, Reread, reread
from salestui.book.rows import Rows, opened
from salestui.book.state import BookState
from salestui.mapping.table import ID, ROW, EntityTable

_NOWHERE = -1
"""The sheet row of a row that is in the workbook by now, nobody knows where."""


def recovered(state: BookState, unsaved: Unsaved, identities: Identities) -> Reread:
    """The edits that were left, pending on top of a state without edits; conflicts included.

    Those that the last save had written before the dashboard ended are not among them.
    """
    tables = {name: rows.base for name, rows in state.entities.items()}
    bases = bases_left(unsaved, tables, state.token)
    edits = unsaved.pending if bases is not unsaved.bases else (*unsaved.sent, *unsaved.pending)
    mine = {name: _with(base, _of(name, edits)) for name, base in bases.items()}
    given = (row for rows in mine.values() for row in (*rows.positions, *_touched(rows)))
    identities.take(max(given, default=0) + 1)
    old = replace(state, entities=mine, conflicts=unsaved.conflicts)
    return reread(old, tables, identities)


def carried(now: BookState, then: BookState, identities: Identities) -> list[Edit]:
    """The edits pending in ``now`` for ``then``, whose rows are the same by other identities."""
    edits: list[Edit] = []
    for name, rows in now.entities.items():
        if not rows.overlay:
            continue
        others = then.entities[name].base.frame[ID].to_list()
        names = dict(zip(rows.base.frame[ID].to_list(), others, strict=True))
        names |= {row: identities.take(1) for row in rows.overlay.added}
        mine = overlay_edits(name, rows)
        edits += [replace(e, row=names[e.row]) for e in mine if e.row in names]
    return edits


def bases_left(
    unsaved: Unsaved, tables: Mapping[str, EntityTable], token: str
) -> Mapping[str, EntityTable]:
    """The bases as the save under way was to leave them, if it did; otherwise as they were.

    Args:
        tables: what the workbook holds now; ``token``: its revision.
    """
    if not unsaved.sent or token == unsaved.token:
        return unsaved.bases
    after = {
        name: _written(_with(base, _of(name, unsaved.sent))) for name, base in unsaved.bases.items()
    }
    if token == unsaved.attempt or _found(after, tables) > _found(unsaved.bases, tables):
        return after
    return unsaved.bases


def _found(bases: Mapping[str, EntityTable], tables: Mapping[str, EntityTable]) -> int:
    """How many rows the workbook holds now just as the bases do."""
    total = 0
    for name, base in bases.items():
        if (now := tables.get(name)) is not None:
            total += pairs_by_content(base.frame, now.frame, comparable(base, now)).height
    return total


def _written(rows: Rows) -> EntityTable:
    """The base once everything pending on it is in the workbook."""
    frame = rows.live.with_columns(pl.col(ROW).fill_null(_NOWHERE))
    return replace(rows.base, frame=frame, unread=rows.unread, padded=rows.padded)


def _with(base: EntityTable, edits: Iterable[Edit]) -> Rows:
    return rebuilt(base, folded(opened(base), edits))


def _touched(rows: Rows) -> Iterable[int]:
    """The rows of edits: one that others removed is in no frame."""
    return (*rows.overlay.added, *rows.edited, *rows.overlay.deleted)


def _of(name: str, edits: Iterable[Edit]) -> list[Edit]:
    return [edit for edit in edits if edit.entity == name]
