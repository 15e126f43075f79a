"""The question about many rows that are gone at once: look, take it over, or wait."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from salestui.i18n import _, ngettext
from salestui.ui.file_worker import FileWorker
from salestui.ui.plain_content import assemble
from salestui.ui.screens.dialogs import AskDialog
from salestui.ui.screens.listing import ListDialog
from salestui.views.names import entity_name
from salestui.views.refresh_text import refresh_text

if TYPE_CHECKING:
    from salestui.book.rereading import RefreshReport
    from salestui.book.state import BookState
    from salestui.book.vanishing import Doubtful
    from salestui.ui.app import SalesApp
    from salestui.ui.session import Session

_MOST = 5_000


class Doubting:
    """Asks about a reading that the book holds back; until it is answered all stays as it was."""

    def __init__(self, app: SalesApp, worker: FileWorker) -> None:
        self._app, self._worker = app, worker

    def ask(self, problem: Doubtful) -> None:
        """Ask, unless the question is on screen already."""
        session = self._app.session
        sentence = problem.sentence(_)
        self._app.say(f"{sentence} {problem.advice(_)}", "warning")
        if session is None or isinstance(self._app.screen, DoubtDialog | VanishedDialog):
            return

        def answered(choice: str | None) -> None:
            if choice == "look":
                looked = VanishedDialog(session.state, problem)
                self._app.push_screen(looked, lambda _answer: self.ask(problem))
            elif choice == "take":
                self._accept(session)
            else:
                self._app.say(_("The picture from before stays; saving waits."), "warning")

        answers = {
            "": _("Wait"),
            "look": _("Look at them"),
            "take": _("Take it over"),
        }
        self._app.push_screen(DoubtDialog(sentence, problem.advice(_), answers), answered)

    def _accept(self, session: Session) -> None:
        def done(report: RefreshReport) -> None:
            self._app.publish()
            self._app.say(*refresh_text(report))
            if report.new_conflicts:
                self._app.file_actions.show_conflicts()

        if self._worker.busy:
            self._app.set_timer(0.05, lambda: self._accept(session))
        else:
            self._worker.run(session.book.accept, done)


class DoubtDialog(AskDialog):
    """The question."""


class VanishedDialog(ListDialog[None]):
    """The rows that are gone, as they were."""

    def __init__(self, state: BookState, problem: Doubtful) -> None:
        count = sum(len(loss.rows) for loss in problem.losses)
        title = ngettext("{n} row is gone", "{n} rows are gone", count).format(n=count)
        super().__init__(title, _("esc goes back to the question"))
        self._state, self._losses = state, problem.losses

    def lines(self) -> Sequence[Content]:
        """One row each."""
        rows = [(loss.entity, row) for loss in self._losses for row in loss.rows]
        return [
            assemble(
                ("− ", "$text-error"),
                (f"{entity_name(entity)}  ", "$foreground-muted"),
                (self._state.title_of(entity, row), "bold"),
            )
            for entity, row in rows[:_MOST]
        ]
