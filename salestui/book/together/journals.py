"""The journals of the books of a roll-up: each book keeps its own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from adapters.errors import Notice
from salestui.book.rereading import RefreshReport
from salestui.book.state import BookState
from salestui.book.together.edits import RolledEdits
from salestui.book.together.reports import as_problems, missing_books, shown_report
from salestui.mapping.layout import Problem


class RolledJournals(RolledEdits):
    """The state of several books as one, each edit kept in the journal of its book."""

    @property
    def missing(self) -> Sequence[Notice]:
        """A sentence on each book that could not be read, or not read again."""
        return missing_books(self.held)

    def _missing(self) -> tuple[Problem, ...]:
        return as_problems(self.missing)

    @property
    def undecided(self) -> bool:
        """Whether edits of last time wait for a decision."""
        return any(book.undecided for _place, book in self.books)

    def left_over(self) -> tuple[datetime, BookState] | None:
        """What was left unsaved in any of them: since when, and the state with it. Blocks."""
        left = {place: found for place, book in self.books if (found := book.left_over())}
        if not left:
            return None
        states = {p: left[p][1] if p in left else book.state for p, book in self.books}
        labels = {held.place: held.source.label for held in self.held}
        with self._lock:
            state = self._blending.blend(states, labels, self.rolled, title=self.state.title)
        return min(since for since, _state in left.values()), state

    def recover(self, *, sure: bool = False) -> RefreshReport:
        """Go on with what was left, pending, in each of them. Blocks.

        Raises:
            Doubtful: many of the rows that it was made on are gone, and nobody is sure.
        """
        reports = {}
        try:
            for place, book in self.books:
                reports[place] = book.recover(sure=sure)
        finally:
            self._blend()
        return shown_report(self.rolled, reports)

    def discard(self) -> None:
        """Give up what was left, or what is pending when leaving, in each of them."""
        for _place, book in self.books:
            if book.undecided or book.state.is_pending:
                book.discard()

    def keep_base(self) -> None:
        """Let the journals have what was read or written last. Blocks."""
        for _place, book in self.books:
            book.keep_base()

    def trim_history(self) -> None:
        """Give up what of the histories is too old or too long. Blocks."""
        for _place, book in self.books:
            book.trim_history()

    @property
    def unsafe(self) -> Notice | None:
        """Why pending edits would not outlive a crash now; None while they would."""
        return next((book.unsafe for _place, book in self.books if book.unsafe), None)

    @property
    def journal_path(self) -> Path | None:
        """The file of one of the journals; None where none is kept."""
        return next((book.journal_path for _place, book in self.books if book.journal_path), None)

    @property
    def journal_notices(self) -> Sequence[Notice]:
        """What was found when the books and their journals were opened."""
        own = [notice for _place, book in self.books for notice in book.journal_notices]
        return (*own, *self.missing)
