"""The journal's history: who did what when, and what became of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable
from datetime import datetime
from enum import StrEnum

from salestui.book.edits import EditGroup
from salestui.book.journal.codec import edit_fields, edit_of
from salestui.book.journal.named import Named
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
    OBSERVED = "observed"
    CREATE = "create"
    WIDEN = "widen"


class Fate(StrEnum):
    """What became of a change: it is in the workbook, waits for it, was given up, or was seen."""

    WAITING = "waiting"
    SAVED = "saved"
    DISCARDED = "discarded"
    OBSERVED = "observed"


Place = tuple[str, int | None, str]
"""Entity, row and field; the field of a whole row is empty."""


def record(
    connection: sqlite3.Connection,
    act: Act,
    label: str,
    changes: Iterable[Named],
    at: datetime,
    *,
    of: int = 0,
    unlisted: int = 0,
    fate: Fate = Fate.WAITING,
) -> int:
    """Add one act to the history, within a transaction; returns its number.

    Args:
        of: the act that this one takes back or does again.
        unlisted: how many more changes there were that are only counted.
    """
    seen = act is Act.OBSERVED
    done = connection.execute(
        "INSERT INTO history (at, user, kind, label, of, unlisted) VALUES (?, ?, ?, ?, ?, ?)",
        (at.isoformat(), "" if seen else user_name(), str(act), label, of, unlisted),
    )
    number = int(done.lastrowid or 0)
    fate = Fate.OBSERVED if seen else fate
    connection.executemany(
        "INSERT INTO change (act, kind, entity, row, field, before, after, key, title, state) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(number, *edit_fields(n.edit), n.key, n.title, str(fate)) for n in changes],
    )
    return number


def mark_taken_back(
    connection: sqlite3.Connection, act: Act, number: int, of: int, kept: Collection[int] = ()
) -> None:
    """Note on the changes of act ``of`` that ``number`` took them back, or did them again.

    What ``of`` itself had taken back holds again then, and the other way round.

    Args:
        kept: the changes, by their numbers, that could not be taken back.
    """
    if act is Act.UNDO:
        mark_undone(connection, number, [i for i in _changes(connection, of) if i not in kept])
        before, after = of, -of
    else:
        connection.execute("UPDATE change SET undone = 0 WHERE act = ?", (of,))
        before, after = -of, of
    connection.execute(
        "UPDATE change SET undone = ? WHERE undone = ? AND undone <> 0", (after, before)
    )


def mark_undone(connection: sqlite3.Connection, number: int, changes: Iterable[int]) -> None:
    """Note that act ``number`` took these changes back."""
    connection.executemany(
        "UPDATE change SET undone = ? WHERE id = ?", [(number, change) for change in changes]
    )


def _changes(connection: sqlite3.Connection, act: int) -> list[int]:
    found = connection.execute("SELECT id FROM change WHERE act = ?", (act,))
    return [number for (number,) in found]


def last_change(connection: sqlite3.Connection) -> int:
    """The number of the last change; 0 for none."""
    return int(connection.execute("SELECT coalesce(max(id), 0) FROM change").fetchone()[0])


def mark_saved(
    connection: sqlite3.Connection,
    *,
    held: Collection[Place] = (),
    only: Collection[Place] | None = None,
    until: int | None = None,
) -> None:
    """What waited is in the workbook, or does not differ from it any more.

    Args:
        held: the cells and rows that still wait, as do changes that name no row.
        only: those that this is about, all cells of a row with the row; None for all.
        until: the last change that this is about; None for all.
    """
    saved = [
        (i,)
        for i, place in _waiting(connection)
        if (until is None or i <= until)
        and place not in held
        and not (held and place[1] is None)
        and (only is None or place in only or (*place[:2], "") in only)
    ]
    connection.executemany("UPDATE change SET state = 'saved' WHERE id = ?", saved)


def mark_discarded(connection: sqlite3.Connection, only: Collection[Place] | None = None) -> None:
    """What waits is given up, at some places only or everywhere; what it took back holds again."""
    given_up = [(i,) for i, place in _waiting(connection) if only is None or place in only]
    connection.executemany("UPDATE change SET state = 'discarded' WHERE id = ?", given_up)
    connection.execute(
        "UPDATE change SET undone = 0 WHERE undone <> 0 AND NOT EXISTS (SELECT 1 FROM change AS c "
        "WHERE c.act = abs(change.undone) AND c.state <> 'discarded')"
    )


def _waiting(connection: sqlite3.Connection) -> list[tuple[int, Place]]:
    found = connection.execute("SELECT id, entity, row, field FROM change WHERE state = 'waiting'")
    return [(number, (entity, row, field)) for number, entity, row, field in found]


_STACKED = 1_000
"""Acts, the last ones, that undo and redo reach after a restart."""


def read_steps(connection: sqlite3.Connection) -> list[tuple[int, Act, int, str]]:
    """The last acts that undo and redo are about: number, act, what it is of, label; in order."""
    found = connection.execute(
        "SELECT id, kind, of, label FROM history WHERE kind IN ('edit', 'undo', 'redo') AND "
        "(of <> 0 AND NOT EXISTS (SELECT 1 FROM change WHERE act = history.id) OR EXISTS "
        "(SELECT 1 FROM change WHERE act = history.id AND row IS NOT NULL "
        "AND state <> 'discarded')) ORDER BY id DESC LIMIT ?",
        (_STACKED,),
    ).fetchall()
    return [(number, Act(kind), of, label) for number, kind, of, label in reversed(found)]


def read_group(connection: sqlite3.Connection, act: int) -> tuple[EditGroup, tuple[int, ...]]:
    """The edits of an act that were not given up, and the numbers of these changes.

    Raises:
        ValueError, LookupError: they are damaged.
    """
    label = connection.execute("SELECT label FROM history WHERE id = ?", (act,)).fetchone()
    found = connection.execute(
        "SELECT id, kind, entity, row, field, before, after FROM change "
        "WHERE act = ? AND row IS NOT NULL AND state <> 'discarded' ORDER BY id",
        (act,),
    ).fetchall()
    edits = tuple(edit_of(tuple(fields)) for _number, *fields in found)
    return EditGroup(label[0] if label else "", edits), tuple(number for number, *_ in found)


def next_row(connection: sqlite3.Connection) -> int:
    """The first row identity that no entry names."""
    return int(connection.execute("SELECT coalesce(max(row), -1) FROM change").fetchone()[0]) + 1
