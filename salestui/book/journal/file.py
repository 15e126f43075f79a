"""The file of a journal: taken, read and written, and what is done where that fails."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from adapters.errors import Notice
from salestui.book.journal.outbox import Unsaved, read_unsaved
from salestui.book.journal.places import left_elsewhere, taken
from salestui.book.journal.schema import JournalTooNew, connected, set_aside
from salestui.i18n import N_

_UNKEPT = N_("Edits are not safe before they are saved: the journal cannot be written ({reason}).")
_DAMAGED = N_("The journal of unsaved edits was damaged. It was kept as {path}; a new one begins.")
_HELD = N_("{owner} has this workbook open in a dashboard too; this one keeps its own journal.")
_FULL = N_("Too many dashboards have this workbook open: edits are not safe before they are saved.")
_MORE = N_("Another dashboard left unsaved edits too ({n}): they are offered at the next start.")

Found = TypeVar("Found")


class JournalFile:
    """A journal's file, ours alone until it is closed.

    Attributes:
        trouble: why edits are not safe now; None while they are.
        notices: what was found when it was opened.
        unsaved: what another dashboard left; until it is decided about, nothing is put over it.
        path: where it is; None where there is none.
    """

    def __init__(self, folder: Path, location: str) -> None:
        self.trouble: Notice | None = None
        self.notices: list[Notice] = []
        self.unsaved: Unsaved | None = None
        self._connection: sqlite3.Connection | None = None
        self._lock: sqlite3.Connection | None = None
        self.path: Path | None = None
        try:
            self._open(folder, location)
        except JournalTooNew as problem:
            self.trouble = Notice(problem.message)
        except (OSError, sqlite3.Error) as problem:
            self.trouble = _unkept(problem)

    def _open(self, folder: Path, location: str) -> None:
        place = taken(folder, location)
        if place is None:
            self.trouble = Notice(_FULL)
            return
        self._lock, self.path = place.lock, place.path
        if place.held_by:
            self.notices.append(Notice(_HELD, {"owner": place.held_by}))
        try:
            self._connection = connected(place.path)
            self.unsaved = read_unsaved(self._connection)
            if self.unsaved and (more := left_elsewhere(folder, location, place.path)):
                self.notices.append(Notice(_MORE, {"n": more}))
        except (sqlite3.OperationalError, JournalTooNew):
            raise  # full, locked or not ours to judge: no damage
        except (sqlite3.DatabaseError, ValueError, LookupError):
            self._restart(place.path)

    def _restart(self, path: Path) -> None:
        """Begin anew beside a journal that is damaged."""
        if self._connection is not None:
            self._connection.close()
        kept = set_aside(path)
        self.notices.append(Notice(_DAMAGED, {"path": str(kept)}))
        self._connection = connected(path)

    def close(self) -> None:
        """Let go of it; safe to call twice."""
        for connection in (self._connection, self._lock):
            if connection is not None:
                with suppress(sqlite3.Error):
                    connection.close()
        self._connection = self._lock = None

    def _read(self, work: Callable[[sqlite3.Connection], Found], nothing: Found) -> Found:
        if self._connection is None:
            return nothing
        try:
            return work(self._connection)
        except (sqlite3.Error, ValueError, LookupError):
            return nothing

    def _write(self, work: Callable[[sqlite3.Connection], object]) -> bool:
        """Do it as one transaction, and say whether it is on disk."""
        connection = self._connection
        if connection is None:
            return False
        try:
            connection.execute("BEGIN IMMEDIATE")
            work(connection)
            connection.execute("COMMIT")
        except (OSError, sqlite3.Error) as problem:
            with suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
            self.trouble = _unkept(problem)
            return False
        self.trouble = None
        return True


def _unkept(problem: Exception) -> Notice:
    return Notice(_UNKEPT, {"reason": str(problem)})
