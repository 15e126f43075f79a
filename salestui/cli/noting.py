"""What commands write is noted in the workbook's history, as the edits of a dashboard are."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from adapters.protocol import Workbook
from salestui.book.book import Book, SaveReport
from salestui.book.edits import Edit
from salestui.book.journal.codec import overlay_edits
from salestui.book.journal.commands import CommandLog, Done
from salestui.book.journal.named import Named, named
from salestui.book.journal.record import Act
from salestui.book.state import BookState
from salestui.cli.opening import opened, settings_for
from salestui.config import Config
from salestui.i18n import _
from salestui.locations import journals_dir
from salestui.plain_text import visible


@contextmanager
def noting(workbook: Workbook) -> Iterator[list[Done]]:
    """Around a write: what is put in the list goes into the history; stderr tells if it cannot."""
    log = CommandLog(journals_dir(), workbook.location)
    try:
        with log.writing() as done:
            yield done
    finally:
        if log.trouble is not None:
            print("salestui: " + visible(log.trouble.sentence(_)), file=sys.stderr)


def pending_changes(state: BookState) -> list[Named]:
    """What is pending in a book, for the history."""
    edits = [e for name, rows in state.entities.items() for e in overlay_edits(name, rows)]
    return named(state.entities, edits)


class NotingBook(Book):
    """A book that a command writes at once: it keeps no edits, but the history has them."""

    def write_now(self, state: BookState, label: str, edits: Sequence[Edit]) -> SaveReport:
        """Write edits as ``Book`` does, and note them."""
        with noting(self.workbook) as done:
            report = super().write_now(state, label, edits)
            done.append(Done(Act.EDIT, label, named(self.state.entities, edits)))
        return report

    def _noted(self, act: Act, label: str) -> None:
        with noting(self.workbook) as done:
            done.append(Done(act, label))


def book_to_write(options: argparse.Namespace, config: Config) -> NotingBook:
    """The workbook of a command that writes it, not loaded yet.

    Raises:
        WorkbookError: there is no such workbook.
        UsageError: there is no such playbook.
    """
    return NotingBook(opened(options.path), settings_for(options, config))
