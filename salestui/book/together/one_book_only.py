"""What is done in one workbook at a time, and refused for several at once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from adapters.changes import Commit
from adapters.protocol import Workbook
from salestui.book.journal.reader import Entry, HistoryReader
from salestui.book.rereading import RefreshReport
from salestui.book.surveying import Survey
from salestui.book.taking_back import Step
from salestui.book.together.several import alone
from salestui.book.widening.widening import Widened
from salestui.mapping.layout import TableLayout
from salestui.mapping.profile import Profile

# ruff: noqa: ARG002 - the forms are those of a book, which does it


class OneBookOnly:
    """The part of a book's interface that is for one workbook alone."""

    @property
    def history(self) -> HistoryReader | None:
        """None: the history is that of each workbook alone."""
        return None

    @property
    def history_slot(self) -> int:
        """-1: the journals are the books' own."""
        return -1

    def revert_entries(self, label: str, entries: Sequence[Entry], *, trial: bool = False) -> Step:
        """Not of several at once.

        Raises:
            Refused: always.
        """
        raise alone()

    def survey(self, profile: Profile) -> Survey:
        """Not of several at once.

        Raises:
            Refused: always.
        """
        raise alone()

    def remap(self, profile: Profile) -> None:
        """Not of several at once.

        Raises:
            Refused: always.
        """
        raise alone()

    def continue_in(self, workbook: Workbook) -> RefreshReport:
        """Not of several at once.

        Raises:
            Refused: always.
        """
        raise alone()

    def create_table(self, entity: str, language: str = "") -> TableLayout:
        """Not of several at once.

        Raises:
            Refused: always.
        """
        raise alone()

    def add_columns(self, entity: str, fields: Collection[str], language: str = "") -> Widened:
        """Not of several at once.

        Raises:
            Refused: always.
        """
        raise alone()

    def export(self, destination: Path) -> Commit:
        """Not of several at once.

        Raises:
            Refused: always.
        """
        raise alone()
