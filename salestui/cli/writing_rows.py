"""What commands share that write changes at once: opened for it, written, told for scripts."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from salestui.book.book import Book
from salestui.book.claiming import Verdict, claim
from salestui.book.edits import Edit, Unread, Value
from salestui.book.state import BookState
from salestui.cli.noting import book_to_write
from salestui.cli.opening import tell_unsaved
from salestui.config import Config
from salestui.selling.changes import Changes, edits_of

Decide = Callable[[BookState], tuple[str, Changes]]


@contextmanager
def opened_book(options: argparse.Namespace, config: Config) -> Iterator[Book]:
    """The workbook of a command, loaded to be written; it is closed again.

    Raises:
        WorkbookError: it cannot be read.
    """
    book = book_to_write(options, config)
    tell_unsaved(book.workbook)
    try:
        book.load()
        yield book
    finally:
        book.close()


@dataclass(slots=True)
class _Decided:
    """Changes as a claim: see ``salestui.book.claiming.Claim``."""

    decide: Decide
    label: str = ""

    def edits(self, state: BookState, new_rows: Callable[[int], Sequence[int]]) -> Sequence[Edit]:
        self.label, changes = self.decide(state)
        return edits_of(state, changes, new_rows)

    def settled(self, state: BookState, *, final: bool) -> Verdict:
        del state, final  # two rows that arrive at the same moment both hold
        return Verdict()


def write_rows(book: Book, decide: Decide) -> None:
    """Write changes that are worked out by the workbook as it is at the write, all of them or none.

    Args:
        decide: what undo calls them, and the changes; asked again where others write meanwhile, so
            that two payments entered at once get two numbers and both count.

    Raises:
        Refused: the workbook is not reached; or as ``decide`` does.
        WorkbookError: it cannot be written.
    """
    claim(book, _Decided(decide))


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
