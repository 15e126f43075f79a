"""Turning the lead under the cursor into a deal, after a look at what it does not tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salestui.i18n import _
from salestui.plain_text import short
from salestui.ui.applying import make_changes
from salestui.ui.screens.choose import ChooseDialog, Option
from salestui.ui.screens.dialogs import AskDialog, TextDialog
from salestui.ui.working import work_out

if TYPE_CHECKING:
    from salestui.book.state import BookState
    from salestui.selling.changes import Changes
    from salestui.selling.customers.lead_conversion import Conversion
    from salestui.ui.app import SalesApp
    from salestui.ui.session import Session


def convert_lead(app: SalesApp) -> None:
    """Convert the lead under the cursor; else ask which."""
    from salestui.ui.screens.table import TableScreen
    from salestui.views.lead_conversion import open_leads

    session, screen = app.session, app.book_screen
    if session is None:
        return
    if session.state.rows("leads") is None:
        app.say(_("The workbook has no sheet of leads: ctrl+p adds one (Add a missing sheet)."))
        return
    on_leads = isinstance(screen, TableScreen) and screen.entity == "leads"
    row = screen.current_row if isinstance(screen, TableScreen) and on_leads else None
    if row is not None:
        _look(app, session, row)
        return
    found = open_leads(session.state)
    if not found:
        app.say(_("No lead is left to be converted."))
        return

    def chosen(name: str | None) -> None:
        if name:
            _look(app, session, int(name))

    options = [Option(str(row), title) for row, title in found]
    app.push_screen(ChooseDialog(_("Which lead?"), options, _("type to find")), chosen)


def _look(app: SalesApp, session: Session, lead: int) -> None:
    """Say what is missing and what will be made, and ask for the deal's name."""
    from salestui.views.lead_conversion import checks_text, made_text, refusal_text

    def work(state: BookState) -> tuple[Conversion, str, str]:
        from salestui.selling.customers.lead_conversion import conversion

        found = conversion(state, lead)
        return found, made_text(state, found), checks_text(found)

    def done(told: tuple[Conversion, str, str]) -> None:
        found, made, checks = told
        if found.refusal:
            app.say(refusal_text(found), "warning")
            return

        def named(name: str | None) -> None:
            if name:
                _convert(app, session, found, name)

        def answered(answer: str | None) -> None:
            if answer == "yes":
                app.push_screen(TextDialog(_("Name of the deal"), found.name), named)

        answers = {"yes": _("Convert"), "": _("Leave it")}
        app.push_screen(AskDialog(made, checks, answers), answered)

    work_out(app, work, done, _("Looking the lead up …"))


def _convert(app: SalesApp, session: Session, found: Conversion, name: str) -> None:

    def work(state: BookState) -> Changes:
        from salestui.selling.customers.lead_conversion import conversion_changes

        return conversion_changes(state, found, session.as_of, name, None)

    def done(changes: Changes) -> None:
        title = short(session.state.title_of("leads", found.lead))
        make_changes(app, _("Lead {title} converted").format(title=title), changes)

    work_out(app, work, done, _("Converting the lead …"))
