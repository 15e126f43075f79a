"""Writing a report into a file that its reader gets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salestui.i18n import _
from salestui.reports.formats import FORMATS
from salestui.ui.delivering import Made, ask_for_file

if TYPE_CHECKING:
    from salestui.book.state import BookState
    from salestui.ui.app import SalesApp
    from salestui.views.documents.document import Document

_ENDINGS = tuple(f".{form}" for form in FORMATS)


def hand_over(app: SalesApp, state: BookState, document: Document) -> None:
    """Ask for a file name, whose ending decides the format, and write in a worker."""
    from salestui.views.exporting import suggested_copy

    def make(ending: str) -> Made:
        from salestui.locations import reports_dir
        from salestui.reports.formats import made

        content = made(document, ending.removeprefix("."), reports_dir())
        return Made(content, _("Written: {path}").format)

    name = suggested_copy(state, document.kind, document.as_of, suffix=".html")
    ask_for_file(app, _("Hand the report over as"), name, _ENDINGS, make)
