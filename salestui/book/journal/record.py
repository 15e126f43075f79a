"""The journal's history: who did what when, kept after it was saved or discarded."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from salestui.book.edits import Edit
from salestui.book.journal.codec import edit_fields
from salestui.book.journal.places import user_name


class Act(StrEnum):
    """What happened to the book."""

    EDIT = "edit"
    UNDO = "undo"
    REDO = "redo"
    RESOLVE = "resolve"
    SAVE = "save"
    RECOVER = "recover"
    DISCARD = "discard"


def record(
    connection: sqlite3.Connection, act: Act, label: str, edits: Iterable[Edit], at: datetime
) -> None:
    """Add one act to the history, within a transaction."""
    content = json.dumps([edit_fields(edit) for edit in edits], ensure_ascii=False)
    connection.execute(
        "INSERT INTO history (at, user, kind, label, edits) VALUES (?, ?, ?, ?, ?)",
        (at.isoformat(), user_name(), str(act), label, content),
    )
