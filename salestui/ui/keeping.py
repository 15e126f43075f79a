"""The journal seen from the screen: what was left last time, and whether edits are safe now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from textual.content import Content

from salestui.i18n import _, ngettext
from salestui.ui.doubting import DoubtDialog
from salestui.ui.file_worker import FileWorker
from salestui.ui.screens.dialogs import AskDialog
from salestui.ui.screens.listing import ListDialog
from salestui.ui.screens.review import change_line

if TYPE_CHECKING:
    from adapters.errors import WorkbookError
    from salestui.book.rereading import RefreshReport
    from salestui.book.state import BookState
    from salestui.ui.app import SalesApp
    from salestui.ui.session import Session

_MOST = 5_000

_Left = tuple[datetime, "BookState"] | None


class Keeping:
    """Asks about edits of last time once the book is shown; then every edit is kept."""

    def __init__(self, app: SalesApp, worker: FileWorker) -> None:
        self._app, self._worker = app, worker
        self._waits = False  # for rows that are gone, and may come back

    def begin(self, session: Session) -> None:
        """Let the journal have what was read; ask first about what it holds."""

        def work() -> _Left:
            left = session.book.left_over()
            if left is None:
                session.book.keep_base()
            session.book.trim_history()
            return left

        self._worker.run(work, lambda left: self._begun(session, left))

    def _begun(self, session: Session, left: _Left) -> None:
        for notice in session.book.journal_notices:
            self._app.say(notice.sentence(_), "warning")
        self.warn(session)
        if left is None:
            return
        since, state = left
        if state.pending_count and session.link is None:
            self._ask(session, since, state)
        else:
            self._go_on(session)

    def _ask(self, session: Session, since: datetime, state: BookState) -> None:
        def answered(choice: str | None) -> None:
            if choice == "look":
                looked = LeftOverDialog(state)
                self._app.push_screen(looked, lambda _answer: self._ask(session, since, state))
            elif choice == "discard":
                self._discard(session)
            else:  # escape too: nothing is given up unasked
                self._go_on(session)

        count = state.pending_count
        question = ngettext(
            "{n} edit of {date} was not saved.", "{n} edits of {date} were not saved.", count
        ).format(n=count, date=f"{since.astimezone():%Y-%m-%d %H:%M}")
        hint = _("Going on saves nothing yet; what others changed as well is asked about.")
        answers = {
            "": _("Go on with them"),
            "look": _("Look at them"),
            "discard": _("Discard them"),
        }
        self._app.push_screen(AskDialog(question, hint, answers), answered)

    def look_again(self, session: Session) -> None:
        """The workbook was read again: the rows that edits wait for may be back."""
        if self._waits:
            self._worker.run(session.book.recover, self._gone_on, lambda _problem: None)

    def _go_on(self, session: Session, *, sure: bool = False) -> None:
        def failed(problem: WorkbookError) -> None:
            self._doubt(session, problem)

        self._worker.run(lambda: session.book.recover(sure=sure), self._gone_on, failed)

    def _doubt(self, session: Session, problem: WorkbookError) -> None:
        """Many rows that the edits were made on are gone: ask before each becomes a conflict."""

        def answered(choice: str | None) -> None:
            if choice == "take":
                self._go_on(session, sure=True)
            elif choice == "discard":
                self._discard(session)
            else:
                self._waits = True
                said = _("The edits of last time wait until the rows are back, or the next start.")
                self._app.say(said, "warning")

        hint = _("The edits of last time were made on them; going on asks about each.")
        answers = {"": _("Wait"), "take": _("Go on with them"), "discard": _("Discard them")}
        self._app.push_screen(DoubtDialog(problem.sentence(_), hint, answers), answered)

    def _gone_on(self, _report: RefreshReport) -> None:
        self._waits = False
        if (session := self._app.session) is not None:
            self._app.publish()
            if not session.state.pending_count:
                self._app.say(_("The last save was complete before the dashboard ended."), "ok")
                return
            self._app.say(_pending_again(session), "ok")
            if session.state.conflicts:
                self._app.file_actions.show_conflicts()

    def _discard(self, session: Session) -> None:
        self._waits = False

        def work() -> None:
            session.book.discard()
            session.book.keep_base()

        def done(_nothing: None) -> None:
            self._app.publish()
            self._app.say(_("The edits were discarded; the journal's history keeps them."))

        self._worker.run(work, done)

    def warn(self, session: Session) -> None:
        """Say that edits are not safe, as long as that is so."""
        if (trouble := session.book.unsafe) is not None:
            self._app.call_after_refresh(self._app.say, trouble.sentence(_), "error")


def _pending_again(session: Session) -> str:
    """That edits of last time are there again; elsewhere they are sent by themselves."""
    count = session.state.pending_count
    if session.link is None:
        said = ngettext("{n} edit is pending again.", "{n} edits are pending again.", count)
    else:
        said = ngettext(
            "{n} edit of last time is still to be sent.",
            "{n} edits of last time are still to be sent.",
            count,
        )
    return said.format(n=count)


class LeftOverDialog(ListDialog[None]):
    """The edits of last time, to look at."""

    def __init__(self, state: BookState) -> None:
        count = state.pending_count
        title = ngettext("{n} edit not saved", "{n} edits not saved", count).format(n=count)
        super().__init__(title, _("esc goes back to the question"))
        self._state = state

    def lines(self) -> Sequence[Content]:
        """One edit each."""
        return [change_line(self._state, c) for c in list(self._state.pending())[:_MOST]]
