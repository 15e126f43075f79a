"""Leave the dashboard: at once, or after a word on what is not saved."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from salestui.i18n import _, ngettext
from salestui.ui.screens.dialogs import AskDialog

if TYPE_CHECKING:
    from salestui.ui.app import SalesApp
    from salestui.ui.draining import Drain
    from salestui.ui.session import Session


def leave(app: SalesApp, save: Callable[[Callable[[], None]], None]) -> None:
    """Leave at once when nothing is pending, otherwise ask.

    Args:
        save: saves everything, then does what it is given.
    """
    if isinstance(app.screen, AskDialog):
        return  # asked already
    session = app.session
    pending = session.book.state.pending_count if session else 0
    if session is None or not pending:
        app.exit()
        return

    def answered(choice: str | None) -> None:
        if choice == "save":
            save(app.exit)
        elif choice == "discard":
            if not session.book.undecided:  # what waits of last time is not meant
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


def leave_elsewhere(app: SalesApp, session: Session, drain: Drain) -> None:
    """Leave a workbook elsewhere: what can be sent goes first, the rest is kept for next time.

    Asked again while it is being sent, it is not waited for.
    """
    if isinstance(app.screen, AskDialog):
        return

    def leave_or_tell() -> None:
        if session.book.state.pending_count:
            _tell_waiting(app, session)
        else:
            app.exit()

    if drain.can_send(session) and not drain.leaving:
        app.say(_("Sending …"), "busy")
        drain.now(leave_or_tell)
    else:
        leave_or_tell()


def _tell_waiting(app: SalesApp, session: Session) -> None:
    """Say what becomes of the edits that wait; leave at a word."""

    def answered(choice: str | None) -> None:
        if choice == "leave":
            app.exit()

    count, unsafe = session.book.state.pending_count, session.book.unsafe
    question = ngettext(
        "{n} edit waits and is not in the workbook yet.",
        "{n} edits wait and are not in the workbook yet.",
        count,
    ).format(n=count)
    if unsafe is None:
        hint = _("Kept here, they are sent when the dashboard is started next.")
        answers = {"leave": _("Leave"), "": _("Stay")}
    else:
        hint = unsafe.sentence(_)
        answers = {"": _("Stay"), "leave": _("Leave and lose them")}
    app.push_screen(AskDialog(question, hint, answers), answered)
