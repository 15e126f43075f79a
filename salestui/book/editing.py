"""The book's state and what edits make of it; nothing here touches a file.

A state is never changed in place: take ``state`` once and work on that.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from salestui.book.edits import AddRow, DeleteRow, Edit, EditGroup, SetField, Value, inverse
from salestui.book.history import Done, History
from salestui.book.journal.journal import Journal, Link
from salestui.book.journal.record import Act
from salestui.book.labels import sharing
from salestui.book.merge import settled
from salestui.book.placing import placed
from salestui.book.rereading import Identities
from salestui.book.state import BookState, Conflict, PendingChange
from salestui.book.taking_back import Step, checked, conflicts_after
from salestui.book.transitions import edited, following, reverting
from salestui.mapping.layout import SHEET


class EditedState:
    """The current state, its edits, and their undo. Thread-safe and quick."""

    def __init__(self) -> None:
        self._state: BookState | None = None
        self._history = History()
        self._journal: Journal | None = None
        self._identities = Identities()
        self._lock = threading.RLock()

    @property
    def state(self) -> BookState:
        """The current state.

        Raises:
            RuntimeError: the book was not loaded yet.
        """
        if self._state is None:
            raise RuntimeError("the book is not loaded yet")
        return self._state

    def apply(self, label: str, edits: Iterable[Edit]) -> BookState:
        """Apply edits as one group that undo takes back as one."""
        group = EditGroup(label, tuple(edits))
        with self._lock:
            if group.edits:
                self._do(Step(label, group.edits))
            return self.state

    def _do(self, step: Step, reverted: Sequence[int] = ()) -> None:
        """Make edits as one group; ``reverted``: the changes that they take back."""
        link = Link(reverted=tuple(reverted), conflicts=step.conflicts)
        number = self._perform(step, Act.EDIT, link)
        kept = None if number else EditGroup(step.label, step.edits)
        self._history.record(Done(number, step.label, kept))
        self._labelled()

    def set_values(
        self,
        label: str,
        entity: str,
        cells: Iterable[tuple[int, str, Value]],
        *,
        tidy: bool = False,
    ) -> BookState:
        """Set cells (row, column, value) of one entity as one group; equal values do nothing.

        Neither do cells of a column that the row's own sheet lacks, see ``Rows.column``.

        Args:
            tidy: texts that differ only by the white space around them are not equal.
        """
        with self._lock:
            rows = self.state.entities[entity]
            now = rows.held if tidy else rows.value
            edits = [
                SetField(entity, row, column, rows.held(row, column), value)
                for (row, column), value in dict(sharing(rows, cells)).items()
                if now(row, column) != value and rows.has_cell(row, column)
            ]
            return self.apply(label, edits)

    def add_rows(
        self,
        label: str,
        entity: str,
        rows: Sequence[Mapping[str, Value]],
        near: int | None = None,
    ) -> list[int]:
        """Add rows with these values; returns their identities.

        Values of fields that the table has no column for are left out.

        Args:
            near: of a table over several sheets, a row on whose sheet they belong unless their
                values name another.
        """
        with self._lock:
            held = self.state.entities[entity]
            sheet = None
            if near is not None and held.layout.parts:
                beside = held.value(near, SHEET)
                sheet = beside if isinstance(beside, str) else None
            known = {column.name for column in held.layout.columns} | {SHEET}
            rows = [{name: row[name] for name in row if name in known} for row in rows]
            values = [placed(held.layout, row, sheet) for row in rows]
            ids = self.new_rows(len(rows))
            self.apply(
                label,
                [AddRow(entity, i, row) for i, row in zip(ids, values, strict=True)],
            )
            return ids

    def new_rows(self, count: int) -> list[int]:
        """Identities for so many rows that are about to be added by ``apply``."""
        with self._lock:
            first = self._identities.take(count)
            return list(range(first, first + count))

    def delete_rows(self, label: str, entity: str, rows: Iterable[int]) -> BookState:
        """Delete rows; undo brings them back."""
        with self._lock:
            held = self.state.entities[entity]
            gone = held.overlay.deleted
            edits = [DeleteRow(entity, r, held.values(r)) for r in rows if r not in gone]
            return self.apply(label, edits)

    def revert(self, changes: Iterable[PendingChange], label: str) -> BookState:
        """Take single pending changes back, as one group of inverse edits."""
        with self._lock:
            edits = reverting(self.state, changes)
            return self.apply(label, edits)

    def take_back(
        self, label: str, changes: Sequence[tuple[int, Edit]], *, trial: bool = False
    ) -> Step:
        """Take changes of the history back, as one group of inverse edits that undo takes back.

        Args:
            changes: the numbers of changes in the journal (0: not in this one's) and what they
                did, the last first.
            trial: only say what would be done.
        """
        with self._lock:
            step = checked(self.state, label, [inverse(edit) for _number, edit in changes])
            left = {refusal.place for refusal in step.refused}
            numbers = [n for place, (n, _edit) in enumerate(changes) if n and place not in left]
            if step.edits and not trial:
                self._do(step, numbers)
            return step

    def undo(self) -> Step:
        """Take the last group back, as far as nobody changed its cells since."""
        return self._step(Act.UNDO)

    def redo(self) -> Step:
        """Do the last undone group again, as far as nobody changed its cells since."""
        return self._step(Act.REDO)

    def _step(self, act: Act) -> Step:
        with self._lock:
            while (done := self._history.next(act)) is not None:
                group, numbers = self._group(done)
                if not group.edits:
                    self._history.drop(done)  # given up since
                    continue
                wanted = group.inverse() if act is Act.UNDO else group
                step = checked(self.state, done.label, wanted.edits)
                last = len(numbers) - 1
                kept = tuple(numbers[last - r.place] for r in step.refused) if numbers else ()
                self._perform(step, act, Link(done.act, kept, conflicts=step.conflicts))
                self._history.move(act)
                self._labelled()
                return step
            self._labelled()
            return Step()

    def _group(self, done: Done) -> tuple[EditGroup, tuple[int, ...]]:
        """The edits of something done, and the numbers of its changes in the journal."""
        if done.group is not None or self._journal is None:
            return done.group or EditGroup(done.label, ()), ()
        return self._journal.group(done.act)

    def _perform(self, step: Step, act: Act, link: Link) -> int:
        """Make the edits: in the journal first, then for everyone to see; the act's number."""
        before = self.state
        conflicts = conflicts_after(before, step)
        state = replace(edited(before, step.edits), conflicts=conflicts)
        state = following(before, state)
        number = 0
        if self._journal is not None:
            number = self._journal.append(state, step.edits, act, step.label, link)
        self._state = state
        return number

    def _publish(self, state: BookState) -> None:
        """Make a state the current one."""
        self._state = following(self.state, state)

    def _labelled(self) -> BookState:
        history = self._history
        self._state = replace(
            self.state, undo_label=history.undo_label, redo_label=history.redo_label
        )
        return self._state

    def resolve(self, conflict: Conflict, *, keep_mine: bool) -> BookState:
        """Settle one conflict by the user's word."""
        with self._lock:
            state = self.state
            rows = settled(state.entities[conflict.entity], conflict, keep_mine=keep_mine)
            rest = tuple(c for c in state.conflicts if c != conflict)
            entities = dict(state.entities) | {conflict.entity: rows}
            state = following(state, replace(state, entities=entities, conflicts=rest))
            if self._journal is not None:
                self._journal.resolved(state, conflict, keep_mine=keep_mine)
            self._state = state
            return state
