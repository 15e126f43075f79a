"""The opened workbook: holds the state, takes edits, saves and follows the file.

``load``, ``save``, ``refresh`` and ``export`` block on files and run in worker threads; everything
else is quick. A state is never changed in place: take ``book.state`` once and work on that.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from adapters.changes import Commit
from adapters.errors import Refused, StaleRevision, WorkbookError
from adapters.outlines import Revision
from adapters.protocol import Workbook, WriteAccess
from salestui.book.alone import check_alone
from salestui.book.attempts import ATTEMPTS, restless
from salestui.book.changes import Plan, planned
from salestui.book.edits import Edit
from salestui.book.journal.record import Act
from salestui.book.reading import NothingRecognised, Reading, Settings, read_book
from salestui.book.recovering import RecoveringState
from salestui.book.rereading import RefreshReport, reread
from salestui.book.rows import Rows, opened
from salestui.book.settling import doubted_cells
from salestui.book.state import BookState
from salestui.book.surveying import Survey, survey
from salestui.book.transitions import behind, edited, saved, state_of
from salestui.book.vanishing import Doubts, Unrecognised
from salestui.book.widening.creating import added_sheet, created
from salestui.book.widening.new_columns import Wanted
from salestui.book.widening.widening import Widened, added_columns, headers_of, in_profile
from salestui.i18n import N_
from salestui.mapping.layout import TableLayout
from salestui.mapping.profile import Profile

_NOTHING = RefreshReport()


@dataclass(frozen=True, slots=True)
class SaveReport:
    """What a save did.

    Attributes:
        written: lines of the review now in the workbook.
        refresh: what others had changed, where it had to be read again first.
        held: conflicts that wait for the user's word, and so were not written.
    """

    written: int
    commit: Commit | None = None
    refresh: RefreshReport = _NOTHING
    held: int = 0


class Book(RecoveringState):
    """One workbook, opened. Thread-safe: edits may arrive while a save is under way."""

    def __init__(
        self, workbook: Workbook, settings: Settings, journals: Path | None = None
    ) -> None:
        super().__init__(journals)
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
                report = self._take(reading, sure=True) if reading is not None else _NOTHING
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
                return _NOTHING
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

    def save(self, only: Collection[tuple[str, int]] | None = None) -> SaveReport:
        """Write everything pending that has no conflict. Blocks.

        When the workbook changed since it was read, it is read again and the edits are put on top
        first; what then conflicts is held back.

        Args:
            only: entity and row of the rows to write; None for all.

        Raises:
            Doubtful: too many rows are gone; nothing was written.
            WorkbookError: nothing was written.
        """
        with self._io:
            report = _NOTHING
            for _ in range(ATTEMPTS):
                self.keep_base()
                with self._lock:
                    state = self.state
                    plan = planned(state.present, state.conflicts, only)
                    announce = self._announcing(plan.held_back(state.entities))
                if not plan.changes:
                    return SaveReport(0, None, report, len(state.conflicts))
                try:
                    commit = self.workbook.commit(plan.changes, Revision(state.token), announce)
                except StaleRevision:
                    self._withdraw()
                    report = self._refresh()
                    continue
                except WorkbookError:
                    self._withdraw()
                    raise
                return self._committed(plan, commit, report)
        raise restless()

    def _committed(self, plan: Plan, commit: Commit, report: RefreshReport) -> SaveReport:
        with self._lock:
            before = self.state.pending_count
            self._publish(saved(self.state, plan, commit))
            held = len(self.state.conflicts)
            written = before - self.state.pending_count
            self._outdated()
        if behind(self.state, commit):
            self._take_results()
        self.keep_base(Act.SAVE)
        return SaveReport(written, commit, report, held)

    def write_now(self, state: BookState, label: str, edits: Sequence[Edit]) -> SaveReport:
        """Write edits of a state at once and alone, as one group that undo takes back. Blocks.

        What is not written is not pending either.

        Raises:
            StaleRevision: the workbook is not as the state has it; read it again.
            Refused: edits that wait touch the same rows.
            WorkbookError: nothing was written.
        """
        with self._io:
            self.keep_base()
            rows = {(edit.entity, edit.row) for edit in edits}
            with self._lock:
                if self.state.token != state.token:
                    raise restless()
                check_alone(self.state, rows)
                plan = planned(edited(self.state, edits).present, (), rows)
            commit = self.workbook.commit(plan.changes, Revision(state.token))
            self.apply(label, edits)
            return self._committed(plan, commit, _NOTHING)

    def _take_results(self) -> None:
        """Read what formulas give after a save; if that fails now, the next look will do it."""
        try:
            self._refresh(anew=True)
        except WorkbookError:
            self._behind = True

    def create_table(self, entity: str, language: str = "") -> TableLayout:
        """Add a sheet for an entity that the workbook has none for, and read it. Blocks.

        What is pending stays pending: of the workbook's other sheets nothing is written.

        Args:
            language: ``en`` or ``zh``, of its headers; empty for the workbook's own.

        Raises:
            Refused: there is one, or a sheet that may be meant to be it; see ``new_sheet``.
            WorkbookError: nothing was added, or it could not be read again; then the next look
                finds the sheet.
        """
        with self._io:
            sheet = added_sheet(self.workbook, lambda: self.state, self._refresh, entity, language)
            self._behind = True
            self._noted(Act.CREATE, sheet.title)
            self._refresh(anew=True)
            self.keep_base()
            return created(self.state.layout, entity, sheet.title)

    def add_columns(self, entity: str, fields: Collection[str], language: str = "") -> Widened:
        """Add columns for those fields of an entity that its table has none for. Blocks.

        A table over several sheets gets them on each that lacks them. What is pending stays
        pending: nothing else is written.

        Args:
            language: ``en`` or ``zh``, of the headers; empty for that of the table's others.

        Raises:
            Refused: there is no room for them, or no such table; see ``new_columns``.
            WorkbookError: nothing was added, or it could not be read again; then the next look
                finds the columns.
        """
        with self._io:
            about = self.workbook, lambda: self.state, self._refresh, self.settings
            adds, warnings = added_columns(*about, Wanted(entity, fields, language))
            if adds:
                self._behind = True
                self._noted(Act.WIDEN, ", ".join(headers_of(adds)))
                self._refresh(anew=True)
                location = self.workbook.location
                self.settings = in_profile(self.settings, self.state.layout, entity, location)
                self.keep_base()
            return Widened(self.state.layout.tables[entity], headers_of(adds), warnings)

    def export(self, destination: Path) -> Commit:
        """A copy of the workbook with everything pending, into a new file. Blocks.

        Raises:
            WorkbookError: it cannot be written, or exists already.
        """
        with self._io:
            state = self.state
            plan = planned(state.present, state.conflicts)
            return self.workbook.export(plan.changes, Revision(state.token), destination)

    def close(self) -> None:
        """Let go of the workbook and of the journal."""
        self._close_journal()
        self.workbook.close()


def read_time() -> datetime:
    """The moment of a reading, for people to read."""
    return datetime.now().astimezone()
