"""How long the history is kept."""

from __future__ import annotations

import sqlite3
from datetime import datetime, timedelta

KEPT_DAYS = 400
"""Older acts are given up: a year can be compared with the one before."""

KEPT_CHANGES = 200_000
"""Changes of one journal, the last ones, that are kept."""

_AT_ONCE = 200
"""Acts that one transaction gives up, so that nobody waits long for it."""


def trimmed(connection: sqlite3.Connection, now: datetime) -> bool:
    """Give up some acts that are too old or too many, within a transaction; whether more are.

    What waits to be saved is kept whatever its age.
    """
    since = (now - timedelta(days=KEPT_DAYS)).isoformat()
    most = connection.execute(
        "SELECT act FROM change ORDER BY id DESC LIMIT 1 OFFSET ?", (KEPT_CHANGES,)
    ).fetchone()
    waits = connection.execute("SELECT min(act) FROM change WHERE state = 'waiting'").fetchone()[0]
    found = connection.execute(
        "SELECT id FROM history WHERE (at < ? OR id <= ?) AND id < ? ORDER BY id LIMIT ?",
        (since, most[0] if most else 0, waits or 1 << 62, _AT_ONCE),
    ).fetchall()
    connection.executemany("DELETE FROM change WHERE act = ?", found)
    connection.executemany("DELETE FROM history WHERE id = ?", found)
    return len(found) == _AT_ONCE
