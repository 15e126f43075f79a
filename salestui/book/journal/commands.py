"""What commands did: a journal of its own beside those of dashboards, which holds no edits to come.

A command writes into the workbook first and notes it here then, so that one that is killed has
nothing pending that anybody would be offered. Dashboards ask here whose the changes are that they
see. Until a command has noted what it is writing it holds the write lock, and they wait for it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from adapters.errors import Notice
from salestui.book.journal.codec import edit_of
from salestui.book.journal.named import Named
from salestui.book.journal.places import commands_path
from salestui.book.journal.record import Act, Fate, record
from salestui.book.journal.retention import trimmed
from salestui.book.journal.schema import JournalTooNew, connected, set_aside
from salestui.i18n import N_

_UNKEPT = N_("What was done is not in the history: the journal cannot be written ({reason}).")
_PATIENCE = 3_000
"""Milliseconds that a dashboard waits for a command to note what it wrote."""


@dataclass(frozen=True, slots=True)
class Done:
    """One act of a command, and the changes that it made."""

    act: Act
    label: str
    changes: Sequence[Named] = ()


NOTHING = Done(Act.EDIT, "")
"""A write that changed no row."""


class CommandLog:
    """Takes what commands did with one workbook.

    Attributes:
        trouble: why what was written is not in it; None while it is.
    """

    def __init__(self, folder: Path, location: str) -> None:
        self._folder, self._path = folder, commands_path(folder, location)
        self.trouble: Notice | None = None

    @contextmanager
    def writing(self) -> Iterator[list[Done]]:
        """Around a write of the workbook: what is put in the list there is noted after it.

        A journal that cannot be written never stands in the way: ``trouble`` tells.
        """
        done: list[Done] = []
        connection = self._opened()
        try:
            yield done
        finally:
            if connection is not None:
                with closing(connection):
                    self._note(connection, done)

    def _opened(self) -> sqlite3.Connection | None:
        """The journal with its write lock, unless another command that writes has that."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            connection = self._connected()
            connection.execute("PRAGMA busy_timeout=0")
            with suppress(sqlite3.OperationalError):
                connection.execute("BEGIN IMMEDIATE")
            connection.execute("PRAGMA busy_timeout=30000")
        except (OSError, sqlite3.Error) as problem:
            self.trouble = Notice(_UNKEPT, {"reason": str(problem)})
        except JournalTooNew as problem:
            self.trouble = Notice(problem.message)
        else:
            return connection
        return None

    def _connected(self) -> sqlite3.Connection:
        try:
            return connected(self._path)
        except sqlite3.OperationalError:
            raise  # full, locked or not to be written: no damage
        except (sqlite3.DatabaseError, ValueError, LookupError):
            set_aside(self._path)
            return connected(self._path)

    def _note(self, connection: sqlite3.Connection, done: Sequence[Done]) -> None:
        if not done:
            return
        now = datetime.now().astimezone()
        try:
            if not connection.in_transaction:
                connection.execute("BEGIN IMMEDIATE")
            for each in done:
                record(connection, each.act, each.label, each.changes, now, fate=Fate.SAVED)
            trimmed(connection, now)
            connection.execute("COMMIT")
        except sqlite3.Error as problem:
            self.trouble = Notice(_UNKEPT, {"reason": str(problem)})


@dataclass(frozen=True, slots=True)
class Noted:
    """A change of a command, by its number."""

    number: int
    named: Named


def noted_since(folder: Path, location: str, since: datetime | None) -> list[Noted]:
    """What commands changed after a moment, in order; nothing where that cannot be read."""
    path = commands_path(folder, location)
    if not path.exists():
        return []
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, timeout=2)) as found:
            rows = found.execute(
                "SELECT c.id, c.key, c.title, c.kind, c.entity, c.row, c.field, c.before, c.after "
                "FROM change c JOIN history h ON h.id = c.act "
                "WHERE julianday(h.at) > julianday(?) ORDER BY c.id",
                (since.isoformat() if since is not None else "0001-01-01",),
            ).fetchall()
        return [
            Noted(number, Named(edit_of(tuple(fields)), key, title))
            for number, key, title, *fields in rows
        ]
    except (sqlite3.Error, ValueError, LookupError):
        return []


def wait_for_commands(folder: Path, location: str) -> None:
    """Wait until a command that is writing has noted what it wrote. Blocks, not for long."""
    path = commands_path(folder, location)
    if not path.exists():
        return
    with (
        suppress(sqlite3.Error),
        closing(sqlite3.connect(path, timeout=_PATIENCE / 1_000, isolation_level=None)) as other,
    ):
        other.execute("BEGIN IMMEDIATE")
        other.execute("ROLLBACK")
