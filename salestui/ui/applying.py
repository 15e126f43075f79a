"""Making changes that were worked out elsewhere: asked first where something speaks against it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from salestui.i18n import _
from salestui.plain_text import short
from salestui.ui.asking import ask_first

if TYPE_CHECKING:
    from salestui.book.state import BookState
    from salestui.selling.changes import Changes
    from salestui.ui.app import SalesApp


def make_changes(
    app: SalesApp,
    label: str,
    changes: Changes,
    then: Callable[[Sequence[int]], None] | None = None,
) -> None:
    """Make changes as one edit that undo takes back, and say so.

    Args:
        then: runs once they are made, with the identities of new rows.
    """
    session = app.session
    if session is None:
        return
    touched = dict.fromkeys([c[0] for c in changes.cells] + [row[0] for row in changes.rows])

    def make() -> None:
        from salestui.book.edits import AddRow
        from salestui.selling.changes import edits_of

        book = session.book
        if not _there(book.state, changes):
            app.say(_("That row is gone from the workbook."), "warning")
            return
        edits = edits_of(book.state, changes, book.new_rows)
        if not edits and not changes.cells:
            app.say(_("The sheet has no column for this."), "warning")
            return
        if not edits:
            app.say(_("Nothing to write: the cells hold it already."))
            return
        book.apply(label, edits)
        app.publish()
        app.say(_("{label}; u takes it back.").format(label=label), "ok")
        if then is not None:
            then([edit.row for edit in edits if isinstance(edit, AddRow)])

    unless_protected(app, tuple(touched), make)


def delete_row(app: SalesApp, entity: str, row: int) -> None:
    """Delete a row as one edit that undo takes back, and say so."""

    def delete() -> None:
        if (session := app.session) is None:
            return
        title = short(session.state.title_of(entity, row))
        label = _("Deleted {title}").format(title=title)
        session.book.delete_rows(label, entity, [row])
        app.publish()
        app.say(_("{label}; u brings it back.").format(label=label))

    unless_protected(app, (entity,), delete)


def unless_protected(app: SalesApp, entities: Sequence[str], then: Callable[[], None]) -> None:
    """Do something after a question for each protected sheet that it changes."""
    from salestui.views.guards import sheet_guard

    session = app.session
    if session is None:
        return
    there = [entity for entity in entities if session.state.rows(entity) is not None]
    guards = (sheet_guard(session.state, entity, session.agreed_sheets) for entity in there)
    guard = next(filter(None, guards), None)
    again = then if guard is None else lambda: unless_protected(app, entities, then)
    ask_first(app, session, guard, again)


def _there(state: BookState, changes: Changes) -> bool:
    """Whether the rows are still there; others may have deleted them since."""
    rows = state.entities
    cells = all(e in rows and row in rows[e].positions for e, row, _name, _value in changes.cells)
    return cells and all(entity in rows for entity, _values in changes.rows)
