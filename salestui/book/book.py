"""The opened workbook: holds the state, takes edits, saves and follows the file.

``load``, ``save``, ``refresh`` and ``export`` block on files and run in worker threads; everything
else is quick. A state is never changed in place: take ``book.state`` once and work on that.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from adapters.changes import Commit
from adapters.errors import Notice, StaleRevision, WorkbookError
from adapters.outlines import Revision
from salestui.book.alone import check_alone
from salestui.book.attempts import ATTEMPTS, restless
from salestui.book.changes import Plan, planned
from salestui.book.edits import Edit
from salestui.book.following import NOTHING_NEW, FollowingState
from salestui.book.journal.record import Act
from salestui.book.rereading import RefreshReport
from salestui.book.state import BookState
from salestui.book.transitions import behind, edited, saved
from salestui.book.widening.creating import added_sheet, created
from salestui.book.widening.new_columns import Wanted
from salestui.book.widening.widening import Widened, added_columns, headers_of, in_profile
from salestui.mapping.layout import TableLayout


@dataclass(frozen=True, slots=True)
class SaveReport:
    """What a save did.

    Attributes:
        written: lines of the review now in the workbook.
        refresh: what others had changed, where it had to be read again first.
        held: conflicts that wait for the user's word, and so were not written.
        failed: of a roll-up, a sentence on each book that was not saved, and why.
    """

    written: int
    commit: Commit | None = None
    refresh: RefreshReport = NOTHING_NEW
    held: int = 0
    failed: tuple[Notice, ...] = ()


class Book(FollowingState):
    """One workbook, opened. Thread-safe: edits may arrive while a save is under way."""

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
            report = NOTHING_NEW
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
            return self._committed(plan, commit, NOTHING_NEW)

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
