"""The journal's file: its tables, its version, and what is done about one that cannot be used."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from adapters.errors import WorkbookError
from salestui.book.journal.migrating import from_version_1
from salestui.i18n import N_

VERSION = 2
"""Of the tables below; kept in the file as ``user_version``."""

_TABLES = """
CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS base (
    entity TEXT PRIMARY KEY, sheet TEXT NOT NULL, columns TEXT NOT NULL, cells TEXT NOT NULL,
    frame BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, entity TEXT NOT NULL,
    row INTEGER NOT NULL, field TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'pending'
);
CREATE TABLE IF NOT EXISTS conflict (id INTEGER PRIMARY KEY, content TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS history (
    id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, user TEXT NOT NULL,
    kind TEXT NOT NULL, label TEXT NOT NULL, of INTEGER NOT NULL DEFAULT 0,
    unlisted INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE IF NOT EXISTS change (
    id INTEGER PRIMARY KEY AUTOINCREMENT, act INTEGER NOT NULL, kind TEXT NOT NULL,
    entity TEXT NOT NULL, row INTEGER, key TEXT NOT NULL, title TEXT NOT NULL,
    field TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL, state TEXT NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX IF NOT EXISTS change_act ON change (act);
CREATE INDEX IF NOT EXISTS change_row ON change (entity, row);
CREATE INDEX IF NOT EXISTS change_waiting ON change (id) WHERE state = 'waiting';
CREATE INDEX IF NOT EXISTS change_undone ON change (undone) WHERE undone <> 0;
"""


class JournalTooNew(WorkbookError):
    """The journal was written by a newer salestui."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            N_(
                "The journal of unsaved edits was written by a newer salestui: until you update, "
                "edits are safe only once they are saved."
            ),
            N_("Update salestui."),
            str(path),
        )


def connected(path: Path) -> sqlite3.Connection:
    """The journal at a path, made where there is none. Every commit reaches the disk.

    Raises:
        JournalTooNew: its version is not known here; it stays as it is.
        sqlite3.Error: it is damaged, or cannot be written.
    """
    connection = sqlite3.connect(path, timeout=2, isolation_level=None, check_same_thread=False)
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version > VERSION:
            raise JournalTooNew(path)
        if connection.execute("PRAGMA quick_check").fetchone()[0] != "ok":
            raise sqlite3.DatabaseError("quick_check")
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        if version < VERSION:
            bring_up(connection, version)
    except BaseException:
        connection.close()
        raise
    return connection


def bring_up(connection: sqlite3.Connection, version: int) -> None:
    """Make the tables of ``VERSION`` of those of an earlier one (0: none), at once or not at all.

    Raises:
        sqlite3.Error, ValueError, LookupError: they cannot be written, or are damaged.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        if version == 1:
            from_version_1(connection, _statements())
        else:
            for statement in _statements():
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version={VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise


def _statements() -> list[str]:
    return [statement for statement in _TABLES.split(";") if statement.strip()]


def set_aside(path: Path) -> Path:
    """Rename a damaged journal, with what belongs to it; returns its new name."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    for suffix in ("-wal", "-shm", ""):
        part = path.with_name(path.name + suffix)
        if part.exists():
            part.rename(path.with_name(f"{path.stem}.damaged-{stamp}{path.suffix}{suffix}"))
    return path.with_name(f"{path.stem}.damaged-{stamp}{path.suffix}")


def unsaved_in(path: Path) -> int:
    """How many edits a journal holds that were not saved; 0 if that cannot be told now."""
    if not path.exists():
        return 0
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, timeout=1)) as found:
            return int(found.execute("SELECT count(*) FROM outbox").fetchone()[0])
    except sqlite3.Error:
        return 0
