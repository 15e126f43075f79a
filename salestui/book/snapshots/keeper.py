"""Keeps the day's last state while a book is open."""

from __future__ import annotations

import threading
from datetime import date

import polars as pl

from adapters.errors import Notice
from salestui.book.snapshots.store import UNKEPT, SnapshotStore
from salestui.book.state import BookState


class SnapshotKeeper:
    """Writes a snapshot when the state, or the day, is another than that of the last one.

    Thread-safe. Failing never stands in the way of work: ``trouble`` says why nothing is kept.
    """

    def __init__(self, store: SnapshotStore) -> None:
        self.store = store
        self.trouble: Notice | None = None
        self._lock = threading.Lock()
        self._last: tuple[date, tuple[pl.DataFrame | None, ...]] | None = None

    def keep(self, state: BookState, lineage: str = "") -> bool:
        """Keep the state unless it is kept already; whether anything was written. Blocks."""
        with self._lock:
            frames = (state.live("deals"), state.live("members"), state.targets)
            today = self.store.today()
            if self._last is not None and self._last[0] == today:
                before = self._last[1]
                if all(now is then for now, then in zip(frames, before, strict=True)):
                    return False
            try:
                kept = self.store.keep(state, lineage)
            except OSError as problem:
                self.trouble = Notice(UNKEPT, {"reason": problem.strerror or str(problem)})
                return False
            self._last, self.trouble = (kept.day, frames), None
            return True
