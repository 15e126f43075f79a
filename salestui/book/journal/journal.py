"""The journal of one opened book: what it is told, it has on disk when the call returns.

A journal that cannot be written never stands in the way of an edit or a save: ``trouble`` says so
until a later write has put everything in it again. Calls are serialised by the book.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from adapters.errors import Notice
from salestui.book.edits import Edit
from salestui.book.journal.bases import Packed, packed_bases, write_bases
from salestui.book.journal.codec import overlay_edits
from salestui.book.journal.outbox import (
    Unsaved,
    add_edits,
    last_edit,
    mark_sent,
    mark_unsent,
    read_unsaved,
    replace_edits,
    set_meta,
)
from salestui.book.journal.places import taken
from salestui.book.journal.record import Act, record
from salestui.book.journal.schema import JournalTooNew, connected, set_aside
from salestui.book.state import BookState, Conflict
from salestui.i18n import N_

_UNKEPT = N_("Edits are not safe before they are saved: the journal cannot be written ({reason}).")
_UNDECIDED = N_("This edit is not in the journal before it is decided about those of last time.")
_DAMAGED = N_("The journal of unsaved edits was damaged. It was kept as {path}; a new one begins.")
_HELD = N_("{owner} has this workbook open in a dashboard too; this one keeps its own journal.")
_FULL = N_("Too many dashboards have this workbook open: edits are not safe before they are saved.")


class Journal:
    """Takes every edit before it is shown, and what follows from reading and saving.

    Attributes:
        trouble: why edits are not safe now; None while they are.
        notices: what was found when it was opened.
        unsaved: what another dashboard left; until it is decided about, nothing is put over it.
    """

    def __init__(self, folder: Path, location: str) -> None:
        self.trouble: Notice | None = None
        self.notices: list[Notice] = []
        self.unsaved: Unsaved | None = None
        self._connection: sqlite3.Connection | None = None
        self._lock: sqlite3.Connection | None = None
        self._behind = True  # the base, or an edit, is not in it yet
        self._sending = False
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
        self._lock = place.lock
        if place.held_by:
            self.notices.append(Notice(_HELD, {"owner": place.held_by}))
        try:
            self._connection = connected(place.path)
            self.unsaved = read_unsaved(self._connection)
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

    @property
    def behind(self) -> bool:
        """Whether ``checkpoint`` is to be called: the base in it is not the book's."""
        return self._behind

    def outdated(self) -> None:
        """The workbook was read or written: its base in here is the one before."""
        self._behind = True

    def append(self, state: BookState, edits: Sequence[Edit], act: Act, label: str) -> None:
        """Keep edits that lead to ``state``, which is not shown yet."""
        if self.unsaved is not None:
            self.trouble = Notice(_UNDECIDED)
            return
        packed = packed_bases(state.entities) if self._behind and not self._sending else None

        def write(connection: sqlite3.Connection) -> None:
            record(connection, act, label, edits, _now())
            if packed is not None:
                _write_whole(connection, state, packed)
            elif state.is_pending or self._sending:
                add_edits(connection, edits, _now())
            else:
                replace_edits(connection, (), (), _now())

        self._behind = not self._write(write) or (self._behind and packed is None)

    def checkpoint(
        self, state: BookState, packed: Sequence[Packed] | None = None, act: Act | None = None
    ) -> None:
        """Keep what is pending in ``state`` as a whole, and its base where that changed.

        Args:
            packed: its base as ``packed_bases`` makes it, where that was done already.
        """
        if self.unsaved is not None:
            return
        if self._behind and packed is None:
            packed = packed_bases(state.entities)

        def write(connection: sqlite3.Connection) -> None:
            if act is not None:
                record(connection, act, "", (), _now())
            if packed is not None:
                _write_whole(connection, state, packed)
            else:
                replace_edits(connection, _pending(state), state.conflicts, _now())

        self._sending = False
        self._behind = not self._write(write)

    def last(self) -> int:
        """The number of the last edit in it, for ``announce``."""
        if self._connection is None:
            return 0
        try:
            return last_edit(self._connection)
        except sqlite3.Error:
            return 0

    def announce(
        self,
        last: int,
        held: Sequence[Conflict],
        attempt: str,
        only: Collection[tuple[str, int]] | None = None,
    ) -> None:
        """A save is about to put the edits up to ``last`` in the workbook as ``attempt``."""
        self._sending = self._write(lambda c: mark_sent(c, last, held, attempt, only))

    def withdraw(self) -> None:
        """That save wrote nothing."""
        if self._sending:
            self._write(mark_unsent)
            self._sending = False

    def recovered(self, state: BookState) -> None:
        """What was left is pending in ``state`` now, or in the workbook."""
        self.unsaved, self._behind = None, True
        self.checkpoint(state, act=Act.RECOVER)

    def discard(self) -> None:
        """What was left or is pending is not wanted; the history keeps it."""

        def write(connection: sqlite3.Connection) -> None:
            found = read_unsaved(connection)
            if found is not None:
                record(connection, Act.DISCARD, "", (*found.sent, *found.pending), _now())
            replace_edits(connection, (), (), _now())

        if self._write(write):
            self.unsaved, self._behind = None, True

    def close(self) -> None:
        """Let go of it; safe to call twice."""
        for connection in (self._connection, self._lock):
            if connection is not None:
                with suppress(sqlite3.Error):
                    connection.close()
        self._connection = self._lock = None

    def _write(self, work: Callable[[sqlite3.Connection], None]) -> bool:
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


def _write_whole(
    connection: sqlite3.Connection, state: BookState, packed: Sequence[Packed]
) -> None:
    write_bases(connection, packed)
    replace_edits(connection, _pending(state), state.conflicts, _now())
    set_meta(connection, token=state.token, location=state.location)


def _pending(state: BookState) -> list[Edit]:
    return [e for name, rows in state.entities.items() for e in overlay_edits(name, rows)]


def _unkept(problem: Exception) -> Notice:
    return Notice(_UNKEPT, {"reason": str(problem)})


def _now() -> datetime:
    return datetime.now().astimezone()
