"""Journals of earlier versions, brought up in place."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence


def from_version_1(connection: sqlite3.Connection, tables: Sequence[str]) -> None:
    """Version 1 had the edits of an act as one text, their rows named anew in every session.

    So what it knew is kept to be read, without rows. To be called within a transaction.

    Args:
        tables: the statements that make the tables of today.

    Raises:
        ValueError, LookupError: the history is damaged.
    """
    connection.execute("ALTER TABLE history RENAME TO history_1")
    for statement in tables:
        connection.execute(statement)
    connection.execute(
        "INSERT INTO history (id, at, user, kind, label) "
        "SELECT id, at, user, kind, label FROM history_1"
    )
    waiting = set(connection.execute("SELECT entity, row, field FROM outbox"))
    acts = connection.execute("SELECT id, kind, edits FROM history_1 ORDER BY id").fetchall()
    for act, name, content in acts:
        if name == "discard":
            continue  # its edits are those of other acts
        connection.executemany(
            "INSERT INTO change (act, kind, entity, row, key, title, field, before, after, state) "
            "VALUES (?, ?, ?, NULL, '', '', ?, ?, ?, ?)",
            [
                (act, kind, entity, field, before, after,
                 "waiting" if (entity, row, field) in waiting else "saved")
                for kind, entity, row, field, before, after in json.loads(content)
            ],
        )  # fmt: skip
    connection.execute("DROP TABLE history_1")
