"""The state with its journal: what is safe, what was done, what is about to be written."""

from __future__ import annotations

import threading
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from adapters.errors import Notice
from adapters.outlines import Revision
from adapters.protocol import Announce, unannounced
from salestui.book.editing import EditedState
from salestui.book.history import History
from salestui.book.journal.bases import packed_bases
from salestui.book.journal.journal import Journal
from salestui.book.journal.reader import Entry, HistoryReader
from salestui.book.journal.record import Act, Place
from salestui.book.observing import Observation
from salestui.book.rereading import NO_TABLES
from salestui.book.reverting import placed
from salestui.book.state import BookState
from salestui.book.taking_back import Refusal, Step
from salestui.mapping.table import EntityTable


class JournaledState(EditedState):
    """The current state, every edit of it in a journal.

    Args:
        journals: the folder of journals; None for a book that keeps none.
        read_only: take none of them: what others did is read, nothing is kept.
    """

    def __init__(self, journals: Path | None, *, read_only: bool = False) -> None:
        super().__init__()
        self._journals, self._read_only = journals, read_only
        self._absent: Mapping[str, EntityTable] = NO_TABLES
        self._io = threading.Lock()

    def _open_journal(self, location: str) -> None:
        if self._journals is not None and not self._read_only:
            self._journal = Journal(self._journals, location)

    @property
    def journal_path(self) -> Path | None:
        """The file of this dashboard's journal; None where it has none."""
        return self._journal.path if self._journal is not None else None

    @property
    def history(self) -> HistoryReader | None:
        """What was done and seen, of all dashboards on this workbook; None without journals."""
        if self._journals is None:
            return None
        return HistoryReader(self._journals, self.state.location)

    @property
    def history_slot(self) -> int:
        """Which of the workbook's journals is this dashboard's; -1 for none."""
        path, history = self.journal_path, self.history
        if path is None or history is None:
            return -1
        return next((slot for slot, found in history.paths() if found == path), -1)

    def revert_entries(self, label: str, entries: Sequence[Entry], *, trial: bool = False) -> Step:
        """Take entries of the history back, as one group that undo takes back.

        Args:
            entries: newest first, as the history has them; within an act in its order.
            trial: only say what would be done.
        """
        with self._lock:
            last_first = sorted(entries, key=_last_first)
            found = placed(self.state, last_first, self.history_slot, self._identities)
            step = self.take_back(label, found.changes, trial=trial)
            refused = (*step.refused, *(Refusal(-1, why) for why in found.unplaced))
            return replace(step, refused=refused)

    def trim_history(self) -> None:
        """Give up what of the history is too old or too long. Blocks, edits go on meanwhile."""
        more = self._journal is not None
        while more:
            with self._lock:
                more = self._journal is not None and self._journal.trim()

    @property
    def unsafe(self) -> Notice | None:
        """Why pending edits would not outlive a crash now; None while they would."""
        return self._journal.trouble if self._journal is not None else None

    @property
    def journal_notices(self) -> Sequence[Notice]:
        """What was found when the journal was opened."""
        return self._journal.notices if self._journal is not None else ()

    def discard(self) -> None:
        """Give up what is pending when leaving; the history keeps it."""
        with self._lock:
            if self._journal is not None:
                self._journal.discard()
                self._history = History(self._journal.steps(), self._history.loose)
                self._labelled()

    def keep_base(self, act: Act | None = None) -> None:
        """Let the journal have what was read or written last. Blocks, edits go on meanwhile."""
        journal = self._journal
        if journal is None or not journal.behind or journal.unsaved is not None:
            return
        state = self.state
        packed = packed_bases(state.entities)
        journal.look()
        with self._lock:
            now = self.state
            same = all(rows.base is now.entities[n].base for n, rows in state.entities.items())
            journal.checkpoint(now, packed if same and state.token == now.token else None, act)

    def _announcing(self, held: Collection[Place]) -> Announce:
        """What notes in the journal that a save is about to replace the workbook.

        Args:
            held: the cells and rows that it does not write.
        """
        journal = self._journal
        if journal is None or journal.unsaved is not None:
            return unannounced  # what was left is no part of this save
        last = journal.last()

        def announce(coming: Revision) -> None:
            with self._lock:
                journal.announce(last, held, coming.token)

        return announce

    def _withdraw(self) -> None:
        """The announced save wrote nothing."""
        with self._lock:
            if self._journal is not None:
                self._journal.withdraw()

    def _outdated(self) -> None:
        """The base in the journal is the one before."""
        if self._journal is not None:
            self._journal.outdated()

    def _noted(self, act: Act, label: str) -> None:
        """Note for the history something done that changed no row."""
        with self._lock:
            if self._journal is not None:
                self._journal.note(act, label)

    def _saw(self, before: BookState, after: BookState) -> None:
        """Note for the history what others changed between two readings."""
        if self._journal is not None:
            old, new = (
                {name: rows.base for name, rows in state.entities.items()}
                for state in (before, after)
            )
            self._journal.saw(Observation(old, new, after.read_at, before.read_at))

    def _move_journal(self, location: str) -> None:
        """Go on in another workbook: its journal has the edits before this one gives them up."""
        with self._lock:
            if (before := self._journal) is None:
                return
            self._history.loosen(lambda act: before.group(act)[0])
            self._open_journal(location)
            self.keep_base()
            if self._journal is not None and not self._journal.behind:
                before.discard()
            before.close()

    def _close_journal(self) -> None:
        with self._lock:
            if self._journal is not None:
                self._journal.close()


def _last_first(entry: Entry) -> tuple[float, int, int]:
    return -entry.at.timestamp(), -entry.act, -(entry.change.number if entry.change else 0)
