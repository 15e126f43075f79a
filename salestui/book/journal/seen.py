"""What others changed, held until the journal has the base that it led to.

Both are written at once, so that no change is in the history twice, or never.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from salestui.book.journal.record import Act, record
from salestui.book.observing import Observation
from salestui.mapping.table import EntityTable

_MOST = 20
"""Readings that are held while the journal cannot be written; more become one."""


class Seen:
    """The readings in which others had changed something, in order."""

    def __init__(self) -> None:
        self._seen: list[Observation] = []

    def add(self, seen: Observation) -> None:
        """Hold one more."""
        self._seen.append(seen)
        if len(self._seen) > _MOST:
            self.named_as(seen.after)

    def named_as(self, tables: Mapping[str, EntityTable]) -> None:
        """The rows that were seen last have the identities of ``tables`` by now."""
        if self._seen:
            self._seen = [Observation(self._seen[0].before, tables, self._seen[-1].at)]

    def work_out(self) -> None:
        """Compare what was read, which takes a while, before it is written."""
        for seen in list(self._seen):
            _ = seen.changes

    def write(self, connection: sqlite3.Connection) -> None:
        """Put it in the history."""
        for seen in self._seen:
            if seen.changes or seen.unlisted:
                more = seen.unlisted
                record(connection, Act.OBSERVED, "", seen.changes, seen.at, unlisted=more)

    def clear(self) -> None:
        """It is in the history now."""
        self._seen.clear()
