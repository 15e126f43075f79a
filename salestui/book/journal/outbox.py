"""The outbox: edits that are not in the workbook yet, in order, and the save that is under way."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from salestui.book.edits import Edit
from salestui.book.journal.bases import read_bases
from salestui.book.journal.codec import (
    dumped_conflict,
    edit_fields,
    edit_of,
    loaded_conflict,
)
from salestui.book.journal.record import Place
from salestui.book.state import Conflict
from salestui.mapping.table import EntityTable


@dataclass(frozen=True)
class Unsaved:
    """What a journal holds of a dashboard that ended before it saved.

    Attributes:
        since: the first of the edits.
        token: the revision of ``bases``, which the edits were made on.
        attempt: the revision that a save was about to make when the dashboard ended, or empty.
        sent: the edits of that save; ``pending``: those after it, or held back from it.
    """

    since: datetime
    token: str
    attempt: str
    sent: tuple[Edit, ...]
    pending: tuple[Edit, ...]
    conflicts: tuple[Conflict, ...]
    bases: Mapping[str, EntityTable]

    @property
    def rows(self) -> set[int]:
        """The rows that are named, which may be in no base."""
        named = (*self.sent, *self.pending, *self.conflicts)
        return {each.row for each in named}


def add_edits(connection: sqlite3.Connection, edits: Iterable[Edit], at: datetime) -> None:
    """Put edits behind those that wait."""
    empty = connection.execute("SELECT 1 FROM outbox LIMIT 1").fetchone() is None
    connection.executemany(
        "INSERT INTO outbox (kind, entity, row, field, before, after) VALUES (?, ?, ?, ?, ?, ?)",
        [edit_fields(edit) for edit in edits],
    )
    if empty:
        set_meta(connection, since=at.isoformat())


def replace_edits(
    connection: sqlite3.Connection,
    edits: Iterable[Edit],
    conflicts: Iterable[Conflict],
    at: datetime,
) -> None:
    """Let the outbox hold these edits and conflicts alone; no save is under way then."""
    connection.execute("DELETE FROM outbox")
    connection.execute("DELETE FROM conflict")
    add_edits(connection, edits, at)
    add_conflicts(connection, conflicts)
    set_meta(connection, attempt="")


def add_conflicts(connection: sqlite3.Connection, conflicts: Iterable[Conflict]) -> None:
    """Put conflicts to those that wait."""
    connection.executemany(
        "INSERT INTO conflict (content) VALUES (?)", [(dumped_conflict(c),) for c in conflicts]
    )


def last_edit(connection: sqlite3.Connection) -> int:
    """The number of the last edit that was put in; 0 for none."""
    return int(connection.execute("SELECT coalesce(max(id), 0) FROM outbox").fetchone()[0])


def mark_sent(
    connection: sqlite3.Connection, last: int, held: Collection[Place], attempt: str
) -> None:
    """Note that a save is about to write the edits up to ``last``, but those held back.

    Args:
        held: entity, row and field of those; a row without a field waits with all its cells.
    """
    found = connection.execute("SELECT id, entity, row, field FROM outbox WHERE id <= ?", (last,))
    sent = [
        (number,)
        for number, entity, row, field in found
        if (entity, row, field) not in held and (entity, row, "") not in held
    ]
    connection.executemany("UPDATE outbox SET state = 'sent' WHERE id = ?", sent)
    set_meta(connection, attempt=attempt)


def read_sent(connection: sqlite3.Connection) -> set[tuple[str, int, str]]:
    """The places of the edits that a save is about: entity, row, field."""
    return set(connection.execute("SELECT entity, row, field FROM outbox WHERE state = 'sent'"))


def mark_unsent(connection: sqlite3.Connection) -> None:
    """Note that the save wrote nothing."""
    connection.execute("UPDATE outbox SET state = 'pending'")
    set_meta(connection, attempt="")


def read_unsaved(connection: sqlite3.Connection) -> Unsaved | None:
    """What waits; None for nothing."""
    found = connection.execute(
        "SELECT state, kind, entity, row, field, before, after FROM outbox ORDER BY id"
    ).fetchall()
    if not found:
        return None
    edits = [(state, edit_of(tuple(fields))) for state, *fields in found]
    meta = read_meta(connection)
    conflicts = connection.execute("SELECT content FROM conflict ORDER BY id")
    return Unsaved(
        since=datetime.fromisoformat(meta["since"]),
        token=meta.get("token", ""),
        attempt=meta.get("attempt", ""),
        sent=tuple(edit for state, edit in edits if state == "sent"),
        pending=tuple(edit for state, edit in edits if state != "sent"),
        conflicts=tuple(loaded_conflict(text) for (text,) in conflicts),
        bases=read_bases(connection),
    )


def read_meta(connection: sqlite3.Connection) -> dict[str, str]:
    """The single values by name."""
    return dict(connection.execute("SELECT key, value FROM meta"))


def set_meta(connection: sqlite3.Connection, **values: str) -> None:
    """Keep single values by name."""
    connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", values.items())
