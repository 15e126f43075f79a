"""The content of the opened workbook: read, followed as others change it, read anew as mapped.

What says that it blocks reads files and runs in worker threads; everything else is quick.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from adapters.errors import Refused, WorkbookError
from adapters.protocol import Workbook, WriteAccess
from salestui.book.reading import NothingRecognised, Reading, Settings, read_book
from salestui.book.recovering import RecoveringState
from salestui.book.rereading import RefreshReport, reread
from salestui.book.rows import Rows, opened
from salestui.book.settling import doubted_cells
from salestui.book.state import BookState
from salestui.book.surveying import Survey, survey
from salestui.book.transitions import state_of
from salestui.book.vanishing import Doubts, Unrecognised
from salestui.i18n import N_
from salestui.mapping.profile import Profile

NOTHING_NEW = RefreshReport()


class FollowingState(RecoveringState):
    """The current state of one workbook, which follows what is in it."""

    def __init__(
        self,
        workbook: Workbook,
        settings: Settings,
        journals: Path | None = None,
        *,
        read_only: bool = False,
    ) -> None:
        super().__init__(journals, read_only=read_only)
        self.workbook = workbook
        self.settings = settings
        self._behind = False
        self._doubts = Doubts()

    def load(self) -> BookState:
        """Read the workbook for the first time. Blocks.

        Raises:
            WorkbookError: it cannot be read.
        """
        with self._io:
            try:
                reading = read_book(self.workbook, self.settings)
            except NothingRecognised as none:
                self.settings = none.settings
                raise
        with self._lock:
            self.settings = reading.settings
            self._open_journal(self.workbook.location)
            tables = self._recognised(reading.tables, reading.token, read_time())
            entities = {name: opened(table) for name, table in tables.items()}
            self._state = self._state_of(reading, entities, 0)
            return self._labelled()

    def _state_of(self, reading: Reading, entities: Mapping[str, Rows], number: int) -> BookState:
        about = self.workbook, self.settings, reading, entities
        state = state_of(*about, number=number, read_at=read_time())
        return replace(state, doubted=doubted_cells(entities, state.read_problems))

    def changed_elsewhere(self) -> bool:
        """Whether the workbook seems to have changed since it was read. Quick, for polling."""
        return self._behind or self.workbook.changed()

    def write_access(self) -> WriteAccess:
        """Whether the workbook can be written now, and who holds it if not."""
        return self.workbook.write_access()

    def refresh(self) -> RefreshReport:
        """Read the workbook again and put the pending edits on top. Blocks.

        Raises:
            Doubtful: too many rows are gone; the state stays as it is, see ``accept``.
            Unrecognised: all of them are; so it does.
            WorkbookError: it cannot be read now; the state stays as it is.
        """
        with self._io:
            report = self._refresh()
            self.keep_base()
            return report

    def accept(self) -> RefreshReport:
        """Take over the reading that was doubtful; what it lacks is gone. Blocks."""
        with self._io:
            with self._lock:
                reading = self._doubts.held
                report = self._take(reading, sure=True) if reading is not None else NOTHING_NEW
            self.keep_base()
            return report

    def continue_in(self, workbook: Workbook) -> RefreshReport:
        """Go on in another workbook with the same content, the pending edits on top. Blocks.

        Raises:
            WorkbookError: it cannot be read; everything stays as it is.
        """
        with self._io:
            before, self.workbook = self.workbook, workbook
            try:
                report = self._refresh()
            except WorkbookError:
                self.workbook = before
                self._doubts.clear()
                raise
            self._move_journal(workbook.location)
        before.close()
        return report

    def _refresh(self, *, anew: bool = False) -> RefreshReport:
        """``anew``: also what was read of the same revision."""
        try:
            reading = read_book(self.workbook, self.settings)
        except NothingRecognised as none:
            raise Unrecognised from none
        anew, self._behind = anew or self._behind, False
        with self._lock:
            if reading.token == self.state.token and not anew:
                self._doubts.clear()
                return NOTHING_NEW
            return self._take(reading)

    def _take(self, reading: Reading, *, sure: bool = False) -> RefreshReport:
        """Let a reading be the state, unless it is doubtful and nobody is ``sure`` of it."""
        with self._lock:
            old = self.state
            found = reread(old, reading.tables, self._identities, self._absent)
            if sure:
                self._doubts.clear()
            else:
                self._doubts.check(old, reading, found.entities)
            state = self._state_of(reading, found.entities, old.number)
            self._publish(replace(state, conflicts=found.conflicts, folds=old.folds))
            self._labelled()
            self._outdated()
            self._saw(old, self.state)
            return found.report

    def survey(self, profile: Profile) -> Survey:
        """What the workbook would be under another profile; nothing changes. Blocks.

        Raises:
            WorkbookError: it cannot be read now.
        """
        with self._io:
            found = survey(self.workbook, replace(self.settings, profile=profile, profiles=None))
            state = self._state  # the workbook itself holds what was read last
            self._behind = state is not None and found.outline.revision.token != state.token
            return found

    def remap(self, profile: Profile) -> None:
        """Read the workbook again under another profile, with the pending edits on top. Blocks.

        Raises:
            Refused: a pending edit has no place under it; everything stays as it is.
            Doubtful: too many rows are gone since it was read.
            WorkbookError: it cannot be read now, or nothing is recognised.
        """
        with self._io:
            settings = replace(self.settings, profile=profile, profiles=None)
            reading = read_book(self.workbook, settings)
            if reading.token != self.state.token:  # what is gone is asked about under the old one
                with suppress(Unrecognised):
                    self._refresh()
            with self._lock:
                old = self.state
                found = reread(old, reading.tables, self._identities)
                if found.report.new_conflicts:
                    raise Refused(
                        N_("Pending edits have no place in this mapping."),
                        N_("Save them or take them back first, then use the mapping."),
                    )
                self.settings, self._behind = settings, False
                state = self._state_of(reading, found.entities, old.number)
                self._publish(replace(state, conflicts=found.conflicts, folds=old.folds))
                self._labelled()
                self._outdated()
            self.keep_base()


def read_time() -> datetime:
    """The moment of a reading, for people to read."""
    return datetime.now().astimezone()
