"""The journal of one opened book: what it is told, it has on disk when the call returns.

A journal that cannot be written never stands in the way of an edit or a save: ``trouble`` says so
until a later write has put everything in it again. Calls are serialised by the book.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from adapters.errors import Notice
from salestui.book.edits import Edit, EditGroup, SetField
from salestui.book.journal.bases import Packed, packed_bases, write_bases
from salestui.book.journal.codec import overlay_edits
from salestui.book.journal.file import JournalFile
from salestui.book.journal.known import read_known
from salestui.book.journal.named import named
from salestui.book.journal.outbox import (
    add_conflicts,
    add_edits,
    last_edit,
    mark_sent,
    mark_unsent,
    read_sent,
    replace_edits,
    set_meta,
)
from salestui.book.journal.record import (
    Act,
    Fate,
    Place,
    last_change,
    mark_discarded,
    mark_saved,
    mark_taken_back,
    mark_undone,
    read_group,
    read_steps,
    record,
)
from salestui.book.journal.retention import trimmed
from salestui.book.journal.seen import Seen
from salestui.book.journal.whose import Whose
from salestui.book.observing import Observation
from salestui.book.recognising import Known
from salestui.book.state import BookState, ChangeKind, Conflict
from salestui.i18n import N_

_UNDECIDED = N_("This edit is not in the journal before it is decided about those of last time.")


@dataclass(frozen=True, slots=True)
class Link:
    """What an act does with changes of earlier ones.

    Attributes:
        of: the act that it takes back or does again.
        kept: the changes of that, by their numbers, that could not be taken back.
        reverted: the changes that it takes back one by one.
        conflicts: what waits for the user's word because of it.
    """

    of: int = 0
    kept: tuple[int, ...] = ()
    reverted: tuple[int, ...] = ()
    conflicts: tuple[Conflict, ...] = ()


UNLINKED = Link()


class Journal(JournalFile):
    """Takes every edit before it is shown, and what follows from reading and saving."""

    def __init__(self, folder: Path, location: str) -> None:
        super().__init__(folder, location)
        self._behind = True  # the base, or an edit, is not in it yet
        self._sending = False
        self._seen = Seen(Whose(folder, location))
        self._last_change = 0

    @property
    def behind(self) -> bool:
        """Whether ``checkpoint`` is to be called: the base in it is not the book's."""
        return self._behind

    def outdated(self) -> None:
        """The workbook was read or written: its base in here is the one before."""
        self._behind = True

    def saw(self, seen: Observation) -> None:
        """Others changed the workbook: kept with the base that has it, so none is kept twice."""
        if self._connection is not None:
            self._seen.add(seen)

    def look(self) -> None:
        """Work out what others changed, before ``checkpoint`` has everyone wait for it."""
        self._seen.work_out()

    def known(self) -> Known | None:
        """What is kept of the reading before; None where nothing is, or it is damaged."""
        return self._read(lambda c: read_known(c, self.unsaved), None)

    def steps(self) -> list[tuple[int, Act, int, str]]:
        """What undo and redo are about, see ``record.read_steps``."""
        return self._read(read_steps, [])

    def group(self, act: int) -> tuple[EditGroup, tuple[int, ...]]:
        """The edits of an act that hold, and the numbers of these changes."""
        nothing: tuple[EditGroup, tuple[int, ...]] = EditGroup("", ()), ()
        return self._read(lambda c: read_group(c, act), nothing)

    def append(
        self, state: BookState, edits: Sequence[Edit], act: Act, label: str, step: Link = UNLINKED
    ) -> int:
        """Keep edits that lead to ``state``, which is not shown yet; returns the act's number.

        That is 0 where they are not kept.
        """
        if self.unsaved is not None:
            self.trouble = Notice(_UNDECIDED)
            return 0
        packed = packed_bases(state.entities) if self._behind and not self._sending else None
        number = 0

        def write(connection: sqlite3.Connection) -> None:
            nonlocal number
            changes = named(state.entities, edits)
            number = record(connection, act, label, changes, _now(), of=step.of)
            if step.of:
                mark_taken_back(connection, act, number, step.of, step.kept)
            mark_undone(connection, number, step.reverted)
            if packed is not None:
                self._write_whole(connection, state, packed)
            elif state.is_pending or self._sending:
                add_edits(connection, edits, _now())
                add_conflicts(connection, step.conflicts)
            else:
                replace_edits(connection, (), (), _now())
            if not state.is_pending:
                mark_saved(connection)

        kept = self._write(write)
        self._forget_seen(kept and packed is not None)
        self._behind = not kept or (self._behind and packed is None)
        return number if kept else 0

    def note(self, act: Act, label: str) -> None:
        """Keep an act that changed no row."""
        self._write(lambda connection: record(connection, act, label, (), _now()))

    def checkpoint(
        self, state: BookState, packed: Sequence[Packed] | None = None, act: Act | None = None
    ) -> None:
        """Keep what is pending in ``state`` as a whole, and its base where that changed.

        Args:
            packed: its base as ``packed_bases`` makes it, where that was done already.
        """
        if self.unsaved is not None:
            return
        if self._behind and packed is None:
            packed = packed_bases(state.entities)

        def write(connection: sqlite3.Connection) -> None:
            if act is not None:
                record(connection, act, "", (), _now())
            if act is Act.SAVE:
                mark_saved(connection, only=read_sent(connection), until=self._last_change)
            elif act is Act.RECOVER:
                mark_saved(connection, held=_places(state))
            if packed is not None:
                self._write_whole(connection, state, packed)
            else:
                replace_edits(connection, _pending(state), state.conflicts, _now())
            if not state.is_pending:
                mark_saved(connection)

        self._sending = False
        kept = self._write(write)
        self._forget_seen(kept and packed is not None)
        self._behind = not kept

    def resolved(self, state: BookState, conflict: Conflict, *, keep_mine: bool) -> None:
        """Keep the user's word on a conflict, which leads to ``state``."""
        c = conflict
        sides = (c.theirs, c.mine) if keep_mine else (c.mine, c.theirs)
        word = SetField(c.entity, c.row, c.column, *sides)

        def write(connection: sqlite3.Connection) -> None:
            if not keep_mine:
                mark_discarded(connection, only={(c.entity, c.row, c.column)})
            fate = Fate.WAITING if keep_mine else Fate.DISCARDED
            changes = named(state.entities, [word])
            record(connection, Act.RESOLVE, c.title, changes, _now(), fate=fate)

        if self.unsaved is None:
            self._write(write)
        self.checkpoint(state)

    def last(self) -> int:
        """The number of the last edit in it, for ``announce``."""
        if self._connection is None:
            return 0
        try:
            self._last_change = last_change(self._connection)
            return last_edit(self._connection)
        except sqlite3.Error:
            return 0

    def announce(self, last: int, held: Collection[Place], attempt: str) -> None:
        """A save is about to put the edits up to ``last`` in the workbook as ``attempt``.

        Args:
            held: the cells and rows that it does not write.
        """
        self._sending = self._write(lambda c: mark_sent(c, last, held, attempt))

    def withdraw(self) -> None:
        """That save wrote nothing."""
        if self._sending:
            self._write(mark_unsent)
            self._sending = False

    def recovered(self, state: BookState) -> None:
        """What was left is pending in ``state`` now, or in the workbook."""
        self.unsaved, self._behind = None, True
        self.checkpoint(state, act=Act.RECOVER)

    def discard(self, kept: BookState | None = None) -> None:
        """What was left or is pending is not wanted; the history keeps it.

        Args:
            kept: the state with what was left pending, which a save that was cut off may have
                written in part; None where the state is the one that is given up.
        """

        def write(connection: sqlite3.Connection) -> None:
            if kept is not None:
                mark_saved(connection, held=_places(kept))
            mark_discarded(connection)
            record(connection, Act.DISCARD, "", (), _now())
            replace_edits(connection, (), (), _now())

        if self._write(write):
            self.unsaved, self._behind = None, True

    def trim(self) -> bool:
        """Give up a part of the history that is too old or too long; whether more of it is."""
        more = False

        def write(connection: sqlite3.Connection) -> None:
            nonlocal more
            more = trimmed(connection, _now())

        return self._write(write) and more

    def _forget_seen(self, kept: bool) -> None:
        if kept:
            self._seen.clear()

    def _write_whole(
        self, connection: sqlite3.Connection, state: BookState, packed: Sequence[Packed]
    ) -> None:
        self._seen.write(connection)
        write_bases(connection, packed)
        replace_edits(connection, _pending(state), state.conflicts, _now())
        read_at = state.read_at.isoformat()
        set_meta(connection, token=state.token, location=state.location, read_at=read_at)


def _pending(state: BookState) -> list[Edit]:
    return [e for name, rows in state.entities.items() for e in overlay_edits(name, rows)]


def _places(state: BookState) -> set[Place]:
    """The cells and rows that are pending; the cells of a new row are pending with it."""
    found: set[Place] = {
        (c.entity, c.row, c.column if c.kind is ChangeKind.SET else "") for c in state.pending()
    }
    for name, rows in state.entities.items():
        found |= {(name, row, column) for row, column in rows.overlay.cells}
    return found


def _now() -> datetime:
    return datetime.now().astimezone()
