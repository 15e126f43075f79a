"""What ``salestui edit`` did to rows, for the history: cells named by their address too."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence

from adapters.errors import WorkbookError
from adapters.protocol import Workbook
from salestui.book.book import Book
from salestui.book.journal.commands import Done
from salestui.book.journal.named import Named
from salestui.book.journal.reader import HistoryReader
from salestui.book.journal.record import Act
from salestui.book.observing import Observation
from salestui.book.state import BookState
from salestui.cli.stage_warnings import usual_settings
from salestui.config import Config
from salestui.locations import journals_dir

Noted = Callable[[], Sequence[Done]]
"""Asked once the workbook is written: what the history is told."""

NOTHING_NOTED: Noted = list
"""No row is known that the history could name."""


class _Watched(Book):
    """A book that keeps what a write made of its rows."""

    changes: Sequence[Named] = ()

    def _saw(self, before: BookState, after: BookState) -> None:
        old, new = (
            {name: rows.base for name, rows in state.entities.items()} for state in (before, after)
        )
        self.changes = Observation(old, new, after.read_at).changes


def given(done: Done) -> Noted:
    """What is known before the write."""
    return lambda: [done] if done.changes else []


def cells_noted(workbook: Workbook, options: argparse.Namespace, config: Config) -> Noted:
    """What cells and rows that are named by their place turn out to be: read before and after.

    Nothing is noted of cells that are in no table, nor of a workbook that has no history yet:
    reading it twice would double the time that a script waits.
    """
    if not HistoryReader(journals_dir(), workbook.location).paths():
        return NOTHING_NOTED
    book = _Watched(workbook, usual_settings(config))
    try:
        book.load()
    except WorkbookError:  # nothing in it is recognised, or the write tells it
        return NOTHING_NOTED
    names = [text.partition("=")[0] for text in options.edits]
    names += [sheet for sheet, _row in options.append] + [*options.clear, *options.delete]

    def found() -> Sequence[Done]:
        try:
            book.refresh()
        except WorkbookError:  # it is written; dashboards see it then
            return []
        return given(Done(Act.EDIT, ", ".join(names), book.changes))()

    return found
