"""Editing one cell from anywhere: asks in the manner of its column, and writes what is agreed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from salestui.i18n import _
from salestui.model.fields import FieldType
from salestui.plain_text import short
from salestui.ui.asking import ask_first
from salestui.ui.deal.form import ADD, NotesDialog, RowForm
from salestui.ui.offering import choose_column, offer_column
from salestui.ui.screens.choose import ChooseDialog, Option
from salestui.ui.screens.dialogs import TextDialog

if TYPE_CHECKING:
    from salestui.book.edits import Value
    from salestui.mapping.layout import Column
    from salestui.ui.app import SalesApp
    from salestui.ui.session import Session


def edit_row(app: SalesApp, entity: str, row: int, at: str = "") -> None:
    """Show the fields of a row and edit one after the other, until it is ready.

    Args:
        at: the column to begin at.
    """
    from salestui.views.names import entity_name
    from salestui.views.row_form import form_lines

    session = app.session
    if session is None or row not in session.state.entities[entity].positions:
        return
    title = f"{entity_name(entity)} · {short(session.state.title_of(entity, row))}"

    def chosen(column: str | None) -> None:
        if column == ADD:
            choose_column(app, entity, partial(edit_row, app, entity, row, at))
        elif column:
            edit_cell(app, entity, row, column, partial(edit_row, app, entity, row, column))

    app.push_screen(RowForm(title, form_lines(session.state, entity, row), at), chosen)


def edit_cell(
    app: SalesApp, entity: str, row: int, name: str, then: Callable[[], None] | None = None
) -> None:
    """Ask for one cell's value and write it; a column that is missing is offered first.

    Args:
        then: runs afterwards, whether anything was changed or not.
    """
    from salestui.views.guards import cell_guard
    from salestui.views.row_form import told_together

    session = app.session
    rows = session.state.rows(entity) if session is not None else None
    column = rows.column(row, name) if rows is not None else None
    if session is None or rows is None:
        return
    if column is None:
        again = partial(edit_cell, app, entity, row, name, then)
        offer_column(app, entity, told_together(name), again)
        return
    guard = cell_guard(session.state, entity, row, column, session.agreed_sheets)
    asking = _Asking(app, session, (entity, row, column), then)
    ask_first(app, session, guard, asking.ask)


class _Asking:
    """The question for one cell."""

    def __init__(
        self,
        app: SalesApp,
        session: Session,
        cell: tuple[str, int, Column],
        then: Callable[[], None] | None,
    ) -> None:
        self.app, self.session, self.then = app, session, then
        self.entity, self.row, self.column = cell

    def ask(self) -> None:
        """By a list where there is one, else by a text of one line or several."""
        from salestui.views.cells import column_title, exact_text, flag_text
        from salestui.views.choices import choices
        from salestui.views.row_form import is_long

        state, column = self.session.state, self.column
        if self.entity == "deals" and column.name == "stage":
            from salestui.ui.deal.advancing import choose_stage

            choose_stage(self.app, self.row, insisted=True)
            return
        title = column_title(column)
        text = exact_text(column, state.entities[self.entity].value(self.row, column.name))
        offered = choices(state, self.entity, column)
        if column.type is FieldType.FLAG:
            offered = (flag_text(column, True), flag_text(column, False))
        if offered:
            options = [Option("", _("(empty)")), *(Option(value, value) for value in offered)]
            hint = _("choose, or type another value")
            dialog = ChooseDialog(title, options, hint, free=True, now=text)
            self.app.push_screen(dialog, self._typed)
        elif is_long(state, self.entity, column.name):
            self.app.push_screen(NotesDialog(title, text), self._typed)
        else:
            self.app.push_screen(TextDialog(title, text), self._typed)

    def _typed(self, text: str | None) -> None:
        if text is not None:
            self._take(text)
        if self.then is not None:
            self.then()

    def _take(self, text: str) -> None:
        from salestui.book.edits import Unread
        from salestui.mapping.input import Rejected, parse_input

        held = self.session.state.entities[self.entity].value(self.row, self.column.name)
        plain = None if isinstance(held, Unread) else held
        parsed = parse_input(self.column, text, self.session.as_of, plain)
        if isinstance(parsed, Rejected):
            parts = {name: _(value) for name, value in parsed.parts}
            self.app.say(f"{_(parsed.reason)} {_(parsed.hint)}".strip().format(**parts), "error")
        else:
            self._write(parsed.value)

    def _write(self, value: Value) -> None:
        from salestui.views.cells import column_title, said_text

        state, column = self.session.state, self.column
        rows = state.entities[self.entity]
        label = _("{column} of {title}: {before} → {after}").format(
            column=column_title(column),
            title=short(state.title_of(self.entity, self.row)),
            before=short(said_text(column, rows.value(self.row, column.name))),
            after=short(said_text(column, value)),
        )
        self.session.book.set_values(label, self.entity, [(self.row, column.name, value)])
        self.app.publish()
        self.app.say(label)
