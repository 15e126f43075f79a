"""A copy of the workbook with everything pending: where it is asked for, or the file is taken."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from salestui.i18n import _
from salestui.ui.delivering import suggested, written
from salestui.ui.screens.dialogs import AskDialog, TextDialog

if TYPE_CHECKING:
    from adapters.errors import Locked
    from salestui.ui.app import SalesApp
    from salestui.ui.file_worker import FileWorker
    from salestui.ui.session import Session


def ask_for_copy(app: SalesApp, session: Session, worker: FileWorker) -> None:
    """Ask for a name, then write the copy there."""
    from salestui.views.exporting import suggested_copy

    def named(text: str | None) -> None:
        if text:
            worker.run(
                lambda: written(app, text, session.book.export),
                lambda place: app.say(_("Copy written: {path}").format(path=place), "ok"),
                saying=_("Saving …"),
            )

    title = _("Write a copy of the workbook to")
    suggestion = suggested_copy(session.state, session.as_of)
    app.push_screen(TextDialog(title, suggested(app, suggestion)), named)


def ask_when_locked(
    app: SalesApp, problem: Locked, save: Callable[[], None], export: Callable[[], None]
) -> None:
    """Someone else has the file open: wait, or save a copy beside it.

    Args:
        save: tries again; ``export``: asks for a copy.
    """
    question = _("{owner} has the workbook open, so it cannot be saved now.").format(
        owner=problem.owner or _("Another program")
    )

    def answered(choice: str | None) -> None:
        if choice == "retry":
            save()
        elif choice == "copy":
            export()

    answers = {"retry": _("Try again"), "copy": _("Save a copy"), "": _("Keep it pending")}
    app.say(question, "warning")
    app.push_screen(AskDialog(question, problem.advice(_), answers), answered)
