"""The agreements of pairs of workbooks on disk: an SQLite file for each pair.

The file is held for the whole of a sync, so that two of the same pair never meet, and the new
agreement is committed at its end: whatever happens before, the next sync starts from the old one
and finds what was written already as equal.
"""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Self

from adapters.errors import Locked, Notice, WorkbookError, WriteFailed
from adapters.locations import file_of
from salestui.book.journal.bases import packed_base, unpacked_base
from salestui.book.journal.codec import dumped, loaded
from salestui.book.journal.schema import set_aside
from salestui.book.syncing.agreement import NEVER, NOTHING, Agreement, Never
from salestui.book.syncing.wishes import End
from salestui.i18n import N_

VERSION = 1
"""Of the tables below; kept in the file as ``user_version``."""

_TABLES = (
    "CREATE TABLE IF NOT EXISTS side (location TEXT NOT NULL, entity TEXT NOT NULL, "
    "sheet TEXT NOT NULL, columns TEXT NOT NULL, cells TEXT NOT NULL, frame BLOB NOT NULL, "
    "PRIMARY KEY (location, entity))",
    "CREATE TABLE IF NOT EXISTS apart (entity TEXT NOT NULL, row INTEGER NOT NULL, "
    "field TEXT NOT NULL, base TEXT, PRIMARY KEY (entity, row, field))",
)

_BUSY = N_("These two workbooks are being synced by another program.")
_WAIT = N_("Wait until it has finished, then sync again.")
_NEWER = N_("What was kept of the last sync was written by a newer salestui.")
_UPDATE = N_("Update salestui. Nothing was written.")
_UNKEPT = N_("What a sync has to keep cannot be written ({reason}).")
_NEED_ROOM = N_("Nothing was written. Make room in the state folder, see salestui locate.")
_WRITTEN = N_("The workbooks are written, but what a sync has to keep is not ({reason}).")
_EQUAL = N_("The next sync finds both equal. Make room in the state folder, see salestui locate.")
_DAMAGED = N_(
    "What was kept of the last sync was damaged. It was kept as {path}; the workbooks are compared "
    "as at a first sync."
)


class KeptAgreement:
    """The agreement of one pair, held until it is closed.

    Args:
        look: only read it, and make no file.

    Attributes:
        notices: what was found when it was opened.

    Raises:
        WorkbookError: another sync of the pair is under way, or it cannot be read or written.
    """

    def __init__(self, folder: Path, here: str, there: str, *, look: bool = False) -> None:
        self._ends = {End.HERE: _known_as(here), End.THERE: _known_as(there)}
        pair = "\n".join(sorted(self._ends.values()))
        self._path = folder / f"{blake2b(pair.encode(), digest_size=12).hexdigest()}.sqlite"
        self._look = look
        self._connection: sqlite3.Connection | None = None
        self.notices: list[Notice] = []
        try:
            self.agreed = self._opened()
        except sqlite3.OperationalError as problem:
            self.close()
            if problem.sqlite_errorcode == sqlite3.SQLITE_BUSY:
                raise Locked(_BUSY, _WAIT) from problem
            raise _unkept(problem) from problem
        except OSError as problem:
            raise _unkept(problem) from problem
        except (sqlite3.DatabaseError, ValueError, LookupError):
            self._restart()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_why: object) -> None:
        self.close()

    def _opened(self) -> Agreement:
        if self._look and not self._path.exists():
            return NOTHING
        self._connection = self._connected()
        version = self._connection.execute("PRAGMA user_version").fetchone()[0]
        if version > VERSION:
            self.close()
            raise WorkbookError(_NEWER, _UPDATE, str(self._path))
        return self._read(self._connection) if version else NOTHING  # the first never ended

    def _connected(self) -> sqlite3.Connection:
        if self._look:
            found = sqlite3.connect(f"{self._path.as_uri()}?mode=ro", uri=True, timeout=0)
            found.isolation_level = None
            return found
        self._path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(self._path, timeout=0, isolation_level=None)
        try:
            connection.execute("PRAGMA synchronous=FULL")
            connection.execute("BEGIN EXCLUSIVE")
            for statement in _TABLES:
                connection.execute(statement)
        except BaseException:
            connection.close()
            raise
        return connection

    def _restart(self) -> None:
        """Begin anew beside a file that is damaged."""
        self.close()
        if not self._look:
            kept = set_aside(self._path)
            self.notices.append(Notice(_DAMAGED, {"path": str(kept)}))
            self._connection = self._connected()
        self.agreed = NOTHING

    def _read(self, connection: sqlite3.Connection) -> Agreement:
        tables = {}
        for end, location in self._ends.items():
            found = connection.execute(
                "SELECT entity, sheet, columns, cells, frame FROM side WHERE location = ?",
                (location,),
            )
            tables[end] = {packed[0]: unpacked_base(packed) for packed in found}
        apart = {
            (entity, row, field): NEVER if base is None else loaded(base)
            for entity, row, field, base in connection.execute(
                "SELECT entity, row, field, base FROM apart"
            )
        }
        return Agreement(tables, apart)

    def keep(self, agreed: Agreement) -> None:
        """Put a new agreement in the place of the old one; it is on disk when this returns.

        Raises:
            WriteFailed: it cannot be written; the old one is kept.
        """
        connection = self._connection
        assert connection is not None, "it was not opened to look only"
        try:
            connection.execute("DELETE FROM side")
            connection.execute("DELETE FROM apart")
            for end, tables in agreed.tables.items():
                packed = [packed_base(name, table) for name, table in tables.items()]
                connection.executemany(
                    "INSERT INTO side VALUES (?, ?, ?, ?, ?, ?)",
                    [(self._ends[end], *one) for one in packed],
                )
            connection.executemany("INSERT INTO apart VALUES (?, ?, ?, ?)", _rows(agreed))
            connection.execute(f"PRAGMA user_version={VERSION}")
            connection.execute("COMMIT")
        except (OSError, sqlite3.Error) as problem:
            raise WriteFailed(_WRITTEN, _EQUAL, reason=str(problem)) from problem

    def close(self) -> None:
        """Let go of it; what was not kept is as before."""
        if self._connection is not None:
            with suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None


def _rows(agreed: Agreement) -> list[tuple[str, int, str, str | None]]:
    return [
        (*spot, None if isinstance(base, Never) else dumped(base))
        for spot, base in agreed.apart.items()
    ]


def _known_as(location: str) -> str:
    """One name for a workbook, from whichever folder it is named."""
    file = file_of(location)
    return location if file is None else str(file.resolve())


def _unkept(problem: Exception) -> WriteFailed:
    return WriteFailed(_UNKEPT, _NEED_ROOM, reason=str(problem))
