"""The sheet of figures that an export of a team's workbook may have."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from adapters.changes import PutPage
from adapters.outlines import Revision
from salestui.book.book import Book
from salestui.book.opening import Opening
from salestui.book.reading import settings_of
from salestui.cli.looking import archive_of, check_names, present_of
from salestui.i18n import language, set_language
from salestui.mapping.language import language_of
from salestui.reports.summary_page import summary_page
from salestui.views.documents.basis import basis_of
from salestui.views.documents.overview import overview


def summary_sheet(opening: Opening) -> tuple[PutPage, Revision]:
    """The sheet for the workbook as it is stored, in its language, and what it was made from.

    Raises:
        UsageError: the workbook does not know whom the opening names.
        WorkbookError: it cannot be read.
    """
    state = Book(opening.workbook, settings_of(opening)).load()
    check_names(opening, state)
    present = present_of(opening, state)
    with _speaking(language_of(state.layout.tables)):
        basis = basis_of(present, archive_of(opening))
        return summary_page(overview(basis), state.layout), Revision(state.token)


@contextmanager
def _speaking(wanted: str) -> Iterator[None]:
    """Texts in another language."""
    before = language()
    set_language(wanted)
    try:
        yield
    finally:
        set_language(before)
