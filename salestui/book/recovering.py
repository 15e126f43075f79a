"""The state and what a dashboard left unsaved: offered, gone on with, or given up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from salestui.book.history import History
from salestui.book.journal.recovery import Left, joined, left_of, recovered
from salestui.book.journaled import JournaledState
from salestui.book.observing import Observation
from salestui.book.recognising import recognised
from salestui.book.rereading import RefreshReport
from salestui.book.settling import doubted_cells
from salestui.book.state import BookState
from salestui.book.vanishing import Doubtful, losses
from salestui.mapping.table import EntityTable


class RecoveringState(JournaledState):
    """The current state, and the edits that the journal held when it was opened."""

    _left: Left | None = None

    def _recognised(
        self, tables: Mapping[str, EntityTable], token: str, read_at: datetime
    ) -> Mapping[str, EntityTable]:
        """The first reading's tables, their rows under the identities of earlier sessions.

        What others changed since is noted, and undo reaches what was done then.
        """
        journal = self._journal
        known = journal.known() if journal is not None else None
        if journal is None or known is None:
            return recognised(tables, token, None, self._identities)
        tokens, bases = {known.token}, known.bases
        if journal.unsaved is not None:
            self._left = left_of(journal.unsaved, tables, token)
            bases, known = self._left.bases, replace(known, bases=self._left.known)
            tokens.add(journal.unsaved.attempt)
        found = recognised(tables, token, known, self._identities)
        waits = journal.unsaved is not None  # what it is about may be back before it is decided
        self._absent = {n: b for n, b in known.bases.items() if waits or n not in found}
        if token not in tokens:
            journal.saw(Observation(bases, found, read_at, known.read_at))
        if journal.unsaved is None:
            self._history = History(journal.steps())
        return found

    @property
    def undecided(self) -> bool:
        """Whether edits of last time wait for a decision: what is edited now is in no journal."""
        return self._waiting() is not None

    def left_over(self) -> tuple[datetime, BookState] | None:
        """What a dashboard left unsaved: since when, and the state with it pending. Blocks."""
        with self._lock:
            journal, left = self._journal, self._waiting()
            if journal is None or journal.unsaved is None or left is None:
                return None
            return journal.unsaved.since, self._with(left)[0]

    def recover(self, *, sure: bool = False) -> RefreshReport:
        """Go on with what was left, pending; what others changed too is in conflict. Blocks.

        Args:
            sure: take it over although many of the rows that it was made on are gone.

        Raises:
            Doubtful: so many are, and nobody is sure; everything stays as it is.
        """
        with self._io, self._lock:
            left = self._waiting()
            if left is None or self._journal is None:
                return RefreshReport()
            if not sure:
                self._check(left)
            state, report = self._with(left)
            self._publish(joined(state, self.state))
            self._left, self._absent = None, self._absent_tables()
            self._journal.recovered(self.state)
            self._history = History(self._journal.steps(), self._history.loose)
            self._labelled()
            return report

    def discard(self) -> None:
        """Give up what was left, or what is pending when leaving; the history keeps it."""
        with self._lock:
            if self._journal is None or (left := self._waiting()) is None:
                super().discard()
                return
            self._journal.discard(self._with(left)[0])
            self._history = History(self._journal.steps(), self._history.loose)
            self._labelled()

    def _absent_tables(self) -> Mapping[str, EntityTable]:
        return {n: b for n, b in self._absent.items() if n not in self.state.entities}

    def _waiting(self) -> Left | None:
        """What was left, until it is decided about."""
        return self._left if self._journal is not None and self._journal.unsaved else None

    def _check(self, left: Left) -> None:
        edited = {name: rows for name, rows in left.rows.items() if rows.overlay}
        if gone := losses(edited, self.state.entities):
            raise Doubtful(gone, again=False)

    def _with(self, left: Left) -> tuple[BookState, RefreshReport]:
        found = recovered(self.state, left, self._identities)
        doubted = doubted_cells(found.entities, self.state.read_problems)
        entities, conflicts = found.entities, found.conflicts
        state = replace(self.state, entities=entities, conflicts=conflicts, doubted=doubted)
        return state, found.report
