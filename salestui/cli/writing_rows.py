"""What commands share that write changes at once: opened for it, written, told for scripts."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

from adapters.errors import Refused
from salestui.book.book import Book
from salestui.book.edits import Unread, Value
from salestui.cli.opening import opened, settings_for, tell_unsaved
from salestui.config import Config
from salestui.i18n import N_
from salestui.selling.changes import Changes, edits_of


@contextmanager
def opened_book(options: argparse.Namespace, config: Config) -> Iterator[Book]:
    """The workbook of a command, loaded to be written; it is closed again.

    Raises:
        WorkbookError: it cannot be read.
    """
    book = Book(opened(options.path), settings_for(options, config))
    tell_unsaved(book.workbook)
    try:
        book.load()
        yield book
    finally:
        book.close()


def write_rows(book: Book, label: str, changes: Changes) -> None:
    """Make changes and save them.

    Raises:
        Refused: others changed the same cells meanwhile.
        WorkbookError: it cannot be written.
    """
    book.apply(label, edits_of(book.state, changes, book.new_rows))
    if book.save().held:
        raise Refused(
            N_("Others changed what the line would change, too; theirs stays there."),
            N_("Look at the workbook, and write what is missing by hand."),
        )


def rows_data(changes: Changes, kept: Callable[[str, str], bool]) -> list[object]:
    """New rows as JSON; ``kept`` says whether a sheet has a column for a field."""
    return [
        {
            "entity": entity,
            "values": {n: _plain(v) for n, v in values.items() if kept(entity, n)},
        }
        for entity, values in changes.rows
    ]


def _plain(value: Value) -> object:
    if isinstance(value, Unread):
        return value.text
    return value.isoformat() if isinstance(value, date) else value
