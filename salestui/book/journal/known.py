"""What a journal keeps of the reading before, by which a new one knows the rows again."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from salestui.book.journal.bases import read_bases
from salestui.book.journal.outbox import Unsaved, read_meta
from salestui.book.journal.record import next_row
from salestui.book.recognising import Known
from salestui.mapping.table import ID


def read_known(connection: sqlite3.Connection, unsaved: Unsaved | None) -> Known:
    """The reading before, and the first row identity that nothing in the journal has.

    Args:
        unsaved: what a dashboard left, whose rows may be in no base.

    Raises:
        sqlite3.Error, ValueError, LookupError: it is damaged.
    """
    meta = read_meta(connection)
    bases = unsaved.bases if unsaved else read_bases(connection)
    rows = [int(str(t.frame[ID].max())) + 1 for t in bases.values() if t.frame.height]
    rows += [row + 1 for row in unsaved.rows] if unsaved else []
    read_at = datetime.fromisoformat(meta["read_at"]) if "read_at" in meta else None
    return Known(meta.get("token", ""), bases, max(next_row(connection), *rows, 0), read_at)
