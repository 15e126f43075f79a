"""What others changed, held until the journal has the base that it led to.

Both are written at once, so that no change is in the history twice, or never. What a command did
is in the history as its own.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from salestui.book.journal.record import Act, record
from salestui.book.journal.whose import Others, Whose
from salestui.book.observing import Observation
from salestui.mapping.table import EntityTable

_MOST = 20
"""Readings that are held while the journal cannot be written; more become one."""


class Seen:
    """The readings in which others had changed something, in order."""

    def __init__(self, whose: Whose) -> None:
        self._whose = whose
        self._seen: list[Observation] = []
        self._written: list[Others] = []

    def add(self, seen: Observation) -> None:
        """Hold one more."""
        self._seen.append(seen)
        if len(self._seen) > _MOST:
            self.named_as(seen.after)

    def named_as(self, tables: Mapping[str, EntityTable]) -> None:
        """The rows that were seen last have the identities of ``tables`` by now."""
        if self._seen:
            first, last = self._seen[0], self._seen[-1]
            self._seen = [Observation(first.before, tables, last.at, first.since)]

    def work_out(self) -> None:
        """Compare what was read, which takes a while, before it is written."""
        for seen in list(self._seen):
            _ = seen.changes
        if self._seen:
            self._whose.wait()

    def write(self, connection: sqlite3.Connection) -> None:
        """Put it in the history."""
        self._written = [self._whose.others(seen) for seen in self._seen]
        for seen, others in zip(self._seen, self._written, strict=True):
            if others.changes or seen.unlisted:
                more = seen.unlisted
                record(connection, Act.OBSERVED, "", others.changes, seen.at, unlisted=more)

    def clear(self) -> None:
        """It is in the history now."""
        for others in self._written:
            self._whose.tell(others.told)
        self._seen.clear()
        self._written.clear()
