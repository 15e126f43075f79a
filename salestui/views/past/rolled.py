"""What is kept of one workbook, or of each workbook of a roll-up."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import polars as pl

from adapters.protocol import Workbook
from salestui.book.snapshots.store import SnapshotStore
from salestui.book.state import BookState
from salestui.book.together.combined import RolledState
from salestui.book.together.several import Several
from salestui.metrics.history.field_changes import merged
from salestui.views.past.archive import FIELDS, Archive
from salestui.views.past.recorded import recorded_in


def archive_for(workbook: Workbook, snapshots: Path, journals: Path | None) -> Archive:
    """The kept days of a workbook; of several, what journals and days tell of each one's deals."""
    if isinstance(workbook, Several):
        own = {w.location: archive_for(w, snapshots, journals) for w in workbook.opened}
        return RolledArchive(SnapshotStore(snapshots, workbook.location), own)
    location = workbook.location
    return Archive(SnapshotStore(snapshots, location), recorded_in(journals, location))


class RolledArchive(Archive):
    """What is kept of each workbook of a roll-up; no days are kept of all of them as one.

    Args:
        store: of no days.
        parts: what is kept of each workbook, by its location.
    """

    def __init__(self, store: SnapshotStore, parts: Mapping[str, Archive]) -> None:
        super().__init__(store)
        self._parts = parts

    def changes(self, field: str, state: BookState, since: date | None = None) -> pl.DataFrame:
        """The changes of a field of the deals of all workbooks, as the roll-up names them."""
        found = merged([], FIELDS[field])
        if not isinstance(state, RolledState):
            return found
        for showing in state.showings:
            if (part := self._parts.get(showing.state.location)) is not None:
                own = part.changes(field, showing.state, since)
                found = pl.concat([found, showing.changes_of_deals(field, own)])
        return found.sort("deal", "at", maintain_order=True)

    def recorded_since(self) -> date | None:
        """The day from which on journals tell of changes of any of them."""
        days = (part.recorded_since() for part in self._parts.values())
        return min((day for day in days if day is not None), default=None)
