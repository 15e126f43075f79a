"""Leave the dashboard: at once, or after a word on what is not saved."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from salestui.i18n import _, ngettext
from salestui.ui.screens.dialogs import AskDialog

if TYPE_CHECKING:
    from salestui.ui.app import SalesApp


def leave(app: SalesApp, save: Callable[[Callable[[], None]], None]) -> None:
    """Leave at once when nothing is pending, otherwise ask.

    Args:
        save: saves everything, then does what it is given.
    """
    if isinstance(app.screen, AskDialog):
        return  # asked already
    session = app.session
    pending = session.state.pending_count if session else 0
    if session is None or not pending:
        app.exit()
        return

    def answered(choice: str | None) -> None:
        if choice == "save":
            save(app.exit)
        elif choice == "discard":
            session.book.discard()
            app.exit()

    question = ngettext(
        "{n} edit is not saved yet.", "{n} edits are not saved yet.", pending
    ).format(n=pending)
    answers = {
        "save": _("Save and quit"),
        "discard": _("Quit without saving"),
        "": _("Stay"),
    }
    app.push_screen(AskDialog(question, "", answers), answered)
