"""From an opening to a session: load the book, choose the period. Runs in a worker."""

from __future__ import annotations

from adapters.read_only import ONLY_LOOKED_AT
from salestui.book.opening import Opening
from salestui.book.reading import settings_of
from salestui.book.snapshots.keeper import SnapshotKeeper
from salestui.book.together.roll_up import AnyBook, RollUp
from salestui.book.together.roll_up import book_of as opened
from salestui.ui.session import Session
from salestui.views.inputs import prepared
from salestui.views.past.rolled import archive_for
from salestui.views.starting import chosen_period


def book_of(opening: Opening) -> AnyBook:
    """The book to open, not read yet."""
    settings = settings_of(opening)
    return opened(opening.workbook, settings, opening.journals, read_only=opening.read_only)


def start_session(book: AnyBook, opening: Opening) -> Session:
    """Load the book. Blocks.

    Raises:
        WorkbookError: it cannot be read.
    """
    state = book.load()
    _ = state.doubts  # counted here and kept, not on the event loop
    made = prepared(state)
    period = chosen_period(opening, made.inputs)
    session = Session(book, period, opening.as_of, opening.focus, made)
    if opening.snapshots is not None:
        session.archive = archive_for(opening.workbook, opening.snapshots, opening.journals)
        if not (opening.read_only or isinstance(book, RollUp)):  # days are kept of one workbook
            session.keeper = SnapshotKeeper(session.archive.store)
    if opening.read_only:
        session.refusal = ONLY_LOOKED_AT
    return session
