"""From an opening to a session: load the book, choose the period. Runs in a worker."""

from __future__ import annotations

from salestui.book.book import Book
from salestui.book.opening import Opening
from salestui.book.reading import settings_of
from salestui.ui.session import Session
from salestui.views.starting import chosen_period


def start_session(opening: Opening) -> Session:
    """Load the book. Blocks.

    Raises:
        WorkbookError: it cannot be read.
    """
    book = Book(opening.workbook, settings_of(opening))
    state = book.load()
    return Session(book, chosen_period(opening, state), opening.as_of, opening.focus)
