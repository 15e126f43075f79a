"""A question before a change that something speaks against."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from textual.app import App

from salestui.i18n import _
from salestui.ui.screens.dialogs import AskDialog

if TYPE_CHECKING:
    from salestui.ui.app import SalesApp
    from salestui.ui.session import Session
    from salestui.views.guards import Guard


def ask_first(
    app: App[Any], session: Session, guard: Guard | None, then: Callable[[], None]
) -> None:
    """Do something at once, or where it is guarded after a yes, which a sheet is asked for once.

    Where this account may change nothing, only say so.
    """
    if session.refusal is not None:
        cast("SalesApp", app).say(session.refusal.sentence(_), "warning")
        return
    if guard is None:
        then()
        return

    def answered(answer: str | None) -> None:
        if answer != "yes":
            return
        if guard.sheet:
            session.agreed_sheets.add(guard.sheet)
        then()

    answers = {"no": _("Leave it"), "yes": _("Change it")}
    app.push_screen(AskDialog(guard.question, guard.hint, answers), answered)
