"""Making changes that were worked out elsewhere: asked first where something speaks against it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salestui.i18n import _
from salestui.ui.asking import ask_first

if TYPE_CHECKING:
    from salestui.book.state import BookState
    from salestui.selling.changes import Changes
    from salestui.ui.app import SalesApp


def make_changes(app: SalesApp, label: str, changes: Changes) -> None:
    """Make changes as one edit that undo takes back, and say so."""
    from salestui.selling.changes import edits_of
    from salestui.views.guards import sheet_guard

    session = app.session
    if session is None:
        return
    state = session.state
    touched = dict.fromkeys([c[0] for c in changes.cells] + [row[0] for row in changes.rows])
    there = [entity for entity in touched if state.rows(entity) is not None]
    guards = (sheet_guard(state, entity, session.agreed_sheets) for entity in there)

    def make() -> None:
        book = session.book
        before = book.state.number
        if not _there(book.state, changes):
            app.say(_("That row is gone from the workbook."), "warning")
            return
        book.apply(label, edits_of(book.state, changes, book.new_rows))
        app.publish()
        if book.state.number == before:
            app.say(_("Nothing to write: the cells hold it already."))
        else:
            app.say(_("{label}; u takes it back.").format(label=label), "ok")

    ask_first(app, session, next(filter(None, guards), None), make)


def _there(state: BookState, changes: Changes) -> bool:
    """Whether the rows are still there; others may have deleted them since."""
    rows = state.entities
    cells = all(e in rows and row in rows[e].positions for e, row, _name, _value in changes.cells)
    return cells and all(entity in rows for entity, _values in changes.rows)
