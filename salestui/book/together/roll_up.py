"""Several workbooks opened as one book: read, followed and saved each by itself.

One that is missing, locked or away stops no other: it is told by name. Each book keeps its own
journal, so edits that wait are found by who opens that workbook alone. What says that it blocks
touches files and runs in workers.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from time import monotonic

from adapters.changes import Commit
from adapters.errors import WorkbookError
from adapters.protocol import Remote, Workbook, WriteAccess
from salestui.book.attempts import restless
from salestui.book.book import Book, SaveReport
from salestui.book.edits import Edit
from salestui.book.reading import Settings
from salestui.book.rereading import RefreshReport
from salestui.book.state import BookState
from salestui.book.together.edits import Held
from salestui.book.together.journals import RolledJournals
from salestui.book.together.one_book_only import OneBookOnly
from salestui.book.together.reports import placed, reason_of, shown_report, told
from salestui.book.together.routing import routed
from salestui.book.together.several import Several, alone, labels_of
from salestui.book.vanishing import Doubtful, Loss
from salestui.i18n import N_

_NOT_SAVED = N_("{book} was not saved: {reason}")
_WAITS = N_("Its edits wait, in this dashboard and for who opens that workbook alone.")

_AWAY = 15.0
"""Seconds between looks at workbooks on a server."""


class NotSaved(WorkbookError):
    """No workbook with edits could be saved; nothing was written."""

    default_hint = _WAITS


class RollUp(RolledJournals, OneBookOnly):
    """Several workbooks, opened as one book.

    Args:
        settings: how each of them is read; each has its own mapping.
        journals: the folder of journals; None for books that keep none.
        read_only: no journal is taken.
    """

    def __init__(
        self,
        several: Several,
        settings: Settings,
        journals: Path | None = None,
        *,
        read_only: bool = False,
    ) -> None:
        super().__init__()
        self.workbook = several
        self.settings = settings
        self._journals, self._read_only = journals, read_only
        self.held = [Held(s, n, problem=s.problem) for n, s in enumerate(several.sources)]
        self._asked = monotonic()
        self._doubts: tuple[int, ...] = ()

    # -- reading -----------------------------------------------------------------------------

    def load(self) -> BookState:
        """Read the workbooks for the first time, several at once. Blocks.

        Raises:
            WorkbookError: none of them can be read.
        """
        with ThreadPoolExecutor(max(2, os.cpu_count() or 1)) as pool:
            list(pool.map(self._open, self.held))
        if not self.books:
            raise next(held.problem for held in self.held if held.problem is not None)
        titles = [h.source.workbook.title if h.source.workbook else h.source.label
                  for h in self.held]  # fmt: skip
        for held, label in zip(self.held, labels_of(titles), strict=True):
            held.source.label = label
        return self._blend()

    def _open(self, held: Held) -> None:
        """Read one of them for the first time."""
        source = held.source
        try:
            workbook = source.workbook or self.workbook.reopen(source.location)
            source.workbook = workbook
            book = Book(workbook, self.settings, self._journals, read_only=self._read_only)
            book.load()
        except WorkbookError as problem:
            held.problem = source.problem = problem
            return
        held.book, held.problem, source.problem = book, None, None

    def changed_elsewhere(self) -> bool:
        """Whether any of them seems to have changed since it was read."""
        looked = self._asked
        if away := monotonic() - looked >= _AWAY:
            self._asked = monotonic()
        held = [(h, h.book) for h in self.held if h.book is not None]
        return any(
            _seems_changed(book)
            for one, book in held
            if away or not (one.problem or isinstance(book.workbook, Remote))
        )

    def refresh(self) -> RefreshReport:
        """Read those that changed again, and try those that could not be read. Blocks.

        Raises:
            Doubtful: too many rows of one are gone; the others are taken over.
            WorkbookError: none of them can be read now.
        """
        before = {notice.sentence() for notice in self.missing}
        reports: dict[int, RefreshReport] = {}
        doubts: list[tuple[int, Doubtful]] = []
        for held in self.held:
            if held.book is None:
                self._open(held)
                continue
            try:
                reports[held.place] = held.book.refresh()
                held.problem = None
            except Doubtful as doubt:
                doubts.append((held.place, doubt))
            except WorkbookError as problem:
                held.problem = problem
        self._blend()
        self._doubts = tuple(place for place, _doubt in doubts)
        if doubts:
            raise self._shown_doubt(doubts)
        if not reports:
            raise next(held.problem for held in self.held if held.problem is not None)
        news = tuple(notice for notice in self.missing if notice.sentence() not in before)
        return replace(shown_report(self.rolled, reports), notices=news)

    def _shown_doubt(self, doubts: Sequence[tuple[int, Doubtful]]) -> Doubtful:
        showings = placed(self.rolled)
        losses = tuple(
            Loss(
                loss.entity,
                f"[{showings[place].member.label}]{loss.sheet}",
                tuple(showings[place].row(row) for row in loss.rows),
                loss.of,
            )
            for place, doubt in doubts
            for loss in doubt.losses
        )
        return Doubtful(losses, again=all(doubt.again for _place, doubt in doubts))

    def accept(self) -> RefreshReport:
        """Take over the readings that were doubtful. Blocks."""
        books = dict(self.books)
        reports = {place: books[place].accept() for place in self._doubts if place in books}
        self._doubts = ()
        self._blend()
        return shown_report(self.rolled, reports)

    # -- saving ------------------------------------------------------------------------------

    def save(self, only: Collection[tuple[str, int]] | None = None) -> SaveReport:
        """Write everything pending that has no conflict, each book by itself. Blocks.

        Raises:
            NotSaved: none of the books with edits could be written.
            WorkbookError: the only one with edits could not be.
        """
        done: dict[int, SaveReport] = {}
        failed: list[tuple[int, WorkbookError]] = []
        for place, book in self.books:
            mine = None if only is None else self._own_rows(place, only)
            if not book.state.is_pending or (mine is not None and not mine):
                continue
            try:
                done[place] = book.save(mine)
            except WorkbookError as problem:
                failed.append((place, problem))
        self._blend()
        notices = tuple(told(_NOT_SAVED, self.held[place], why) for place, why in failed)
        if failed and not any(report.written for report in done.values()):
            raise self._not_saved(failed)
        refreshed = {place: report.refresh for place, report in done.items()}
        return SaveReport(
            sum(report.written for report in done.values()),
            _commit(done.values()),
            shown_report(self.rolled, refreshed),
            sum(report.held for report in done.values()),
            notices,
        )

    def _not_saved(self, failed: Sequence[tuple[int, WorkbookError]]) -> WorkbookError:
        place, problem = failed[0]
        return NotSaved(_NOT_SAVED, book=self.held[place].source.label, reason=reason_of(problem))

    def _own_rows(self, place: int, only: Collection[tuple[str, int]]) -> set[tuple[str, int]]:
        found = ((name, self._numbering.whose(row)) for name, row in only)
        return {(name, row) for name, (whose, row) in found if whose == place}

    def write_now(self, state: BookState, label: str, edits: Sequence[Edit]) -> SaveReport:
        """Write edits of a state at once and alone, see ``Book.write_now``. Blocks.

        Raises:
            Refused: they are of several workbooks, or of one on a server.
            WorkbookError: nothing was written.
        """
        if state.token != self.state.token:
            raise restless()
        with self._lock:
            by_book = routed(self.rolled, [self._placed(edit) for edit in edits])
        if len(by_book) != 1:
            raise alone()
        ((place, own),) = by_book.items()
        book = dict(self.books)[place]
        if isinstance(book.workbook, Remote):
            raise alone()  # who came first there is told by what is read in between
        report = book.write_now(book.state, label, own)
        self._undo.groups.append((label, (place,)))
        self._blend()
        return replace(report, refresh=shown_report(self.rolled, {place: report.refresh}))

    def write_access(self) -> WriteAccess:
        """Each book is asked when it is written."""
        return self.workbook.write_access()

    def close(self) -> None:
        """Let go of the workbooks and their journals."""
        for _place, book in self.books:
            book.close()
        self.workbook.close()


AnyBook = Book | RollUp
"""What screens and commands work on: one workbook's book, or that of several."""


def book_of(
    workbook: Workbook,
    settings: Settings,
    journals: Path | None = None,
    *,
    read_only: bool = False,
) -> AnyBook:
    """The book to open: one workbook's, or the roll-up of several; not read yet."""
    if isinstance(workbook, Several):
        return RollUp(workbook, settings, journals, read_only=read_only)
    return Book(workbook, settings, journals, read_only=read_only)


def _seems_changed(book: Book) -> bool:
    try:
        return book.changed_elsewhere()
    except WorkbookError:
        return True  # reading it again says what is wrong


def _commit(reports: Collection[SaveReport]) -> Commit | None:
    """What the commits have to say, as one."""
    commits = [report.commit for report in reports if report.commit is not None]
    warnings = tuple(warning for commit in commits for warning in commit.warnings)
    return replace(commits[-1], warnings=warnings) if commits else None
