"""From a rep's name, wherever it is listed, to the rep's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from salestui.i18n import _
from salestui.ui.screens.going import go_and

if TYPE_CHECKING:
    from salestui.ui.app import SalesApp


def open_person(app: SalesApp, name: str) -> None:
    """Show the page of a rep; escape leads back to the screen that it was opened from.

    Args:
        name: as deals and members name the rep.
    """
    from salestui.ui.person.screen import PersonScreen

    if not name.strip():
        app.say(_("No rep is named here."))
        return
    go_and(app, "person", PersonScreen, lambda screen, origin: screen.show_person(name, origin))


def choose_person(app: SalesApp, *, ask: bool = False) -> None:
    """Show the page of the rep under the cursor; where there is none, ask which.

    Args:
        ask: ask in any case.
    """
    from salestui.book.names import scope_names
    from salestui.ui.person.pointing import rep_under_cursor
    from salestui.ui.screens.choose import ChooseDialog, Option

    session = app.session
    if session is None:
        return
    name = None if ask else rep_under_cursor(app)
    if name is not None:
        open_person(app, name)
        return
    frames = {entity: rows.live for entity, rows in session.state.entities.items()}
    names = scope_names(frames).get("rep", ())
    if not names:
        app.say(_("The workbook names no rep: neither its deals nor a sheet of the team."))
        return

    def chosen(text: str | None) -> None:
        if text:
            open_person(app, text)

    options = [Option(text, text) for text in names]
    app.push_screen(ChooseDialog(_("Whose page?"), options, _("type to find")), chosen)
