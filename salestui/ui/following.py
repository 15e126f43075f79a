"""Following the workbook: what others change in it, and how one elsewhere is reached."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from adapters.errors import Disconnected, Notice, Offline, WorkbookError
from salestui.i18n import _
from salestui.ui.draining import Drain
from salestui.ui.file_worker import FileWorker
from salestui.ui.pace import Pace
from salestui.views.link_text import LinkText, link_text, offline_text
from salestui.views.refresh_text import refresh_text

if TYPE_CHECKING:
    from salestui.book.rereading import RefreshReport
    from salestui.book.together.roll_up import AnyBook
    from salestui.ui.app import SalesApp
    from salestui.ui.session import Session


class Following:
    """Looks for changes of others again and again, and takes them in."""

    def __init__(
        self,
        app: SalesApp,
        worker: FileWorker,
        drain: Drain,
        pace: Pace,
        clock: Callable[[], float],
    ) -> None:
        """``clock``: seconds that only grow."""
        self._app, self._worker, self._drain, self._pace = app, worker, drain, pace
        self._clock = clock
        self._attended = self._looked = clock()
        self._trouble = Notice("")

    def begin(self, session: Session) -> None:
        """The book was read: follow it from now on."""
        link = session.link
        if link is not None and not link.online:
            self._app.say(offline_text(link, _now()), "warning")
            self._trouble = link.trouble
            self._drain.seen(online=False)
        if link is not None:
            self._ask_elsewhere(session)
        self._app.set_interval(self._pace.look, self._look)

    def attend(self) -> None:
        """Somebody is at the screen."""
        self._attended = self._clock()

    def link_text(self, session: Session) -> LinkText | None:
        """What is said of a workbook elsewhere now; None for a file."""
        link = session.link
        if link is None:
            return None
        waiting = session.book.state.pending_count
        return link_text(link, waiting, _now(), refused=self._drain.refused)

    def refresh(self, failed: Callable[[WorkbookError], None]) -> None:
        """Read the workbook again because the user wants it; pending edits stay."""
        session = self._app.session
        if session is not None:
            saying = _("Reading again …")
            self._worker.run(session.book.refresh, self._refreshed, failed, saying=saying)

    # -- looking -----------------------------------------------------------------------------

    def _look(self) -> None:
        session = self._app.session
        if session is None:
            return
        self._app.show_link()
        if self._worker.busy:
            return
        if session.book.unsafe is not None and session.book.journal_path is not None:
            self._worker.run(session.book.keep_base, lambda _kept: self._kept(session))
        if session.link is None:
            self._worker.run(session.book.changed_elsewhere, self._file_seen, lambda _problem: None)
        elif not self._drain.due and self._wanted():
            self._ask_elsewhere(session)

    def _kept(self, session: Session) -> None:
        """There may be room for the journal again: the header's mark goes then."""
        if session.book.unsafe is None:
            self._app.publish()

    def _wanted(self) -> bool:
        """Whether to ask the server now: rarely, while nobody is at the screen."""
        now, pace = self._clock(), self._pace
        attended = self._app.app_focus and now - self._attended < pace.idle_after
        return attended or now - self._looked >= pace.idle_look

    def _file_seen(self, changed: bool) -> None:
        session = self._app.session
        if changed and session is not None:
            saying = _("Reading again …")
            self._worker.run(session.book.refresh, self._refreshed, self._unread, saying=saying)

    def _unread(self, problem: WorkbookError) -> None:
        if not self._asked(problem):
            self._app.say(problem.sentence(_), "error")

    def _asked(self, problem: WorkbookError) -> bool:
        """Ask about what is in doubt; once, as long as it is the same."""
        from salestui.book.vanishing import Doubtful

        if not isinstance(problem, Doubtful) or problem.again:
            return False
        self._app.file_actions.failed(problem)
        return True

    def _ask_elsewhere(self, session: Session) -> None:
        book = session.book
        self._looked = self._clock()

        def work() -> tuple[bool, Notice | None]:
            return book.changed_elsewhere(), refusal_of(book)

        def done(found: tuple[bool, Notice | None]) -> None:
            changed, refusal = found
            self._heard(session)
            self._allow(session, refusal)
            if changed:
                self._worker.run(book.refresh, self._taken_in, self._not_reached)

        self._worker.run(work, done, self._not_reached)

    def _heard(self, session: Session) -> None:
        """It was asked for: say how it is reached, and what is wrong once."""
        link = session.link
        if link is None:
            return
        self._drain.seen(online=link.online)
        if link.trouble != self._trouble:
            self._tell(link.trouble)
        self._app.show_link()

    def _not_reached(self, problem: WorkbookError) -> None:
        if self._asked(problem):
            return
        away = isinstance(problem, Offline | Disconnected)
        self._drain.seen(online=not away)
        trouble = Notice(problem.message, problem.parts)
        if trouble != self._trouble:
            self._tell(trouble)
        self._app.show_link()

    def _tell(self, trouble: Notice) -> None:
        """Say what is wrong unless sending said it; empty says nothing."""
        self._trouble = trouble
        if trouble.message and not self._drain.away:
            self._app.say(trouble.sentence(_), "warning")

    def _allow(self, session: Session, refusal: Notice | None) -> None:
        """Remember why this account may change nothing; None where it may."""
        before, session.refusal = session.refusal, refusal
        if before != session.refusal:
            self._app.publish()
            if refusal is not None:
                self._app.say(refusal.sentence(_), "warning")

    # -- taking in ---------------------------------------------------------------------------

    def _taken_in(self, report: RefreshReport) -> None:
        """Others changed the workbook, or it was only touched."""
        session = self._app.session
        elsewhere = session is not None and session.link is not None
        if report.differences or report.new_conflicts or not elsewhere:
            self._refreshed(report)
        else:
            self._drain.changed()
            self._app.publish()

    def _refreshed(self, report: RefreshReport) -> None:
        session = self._app.session
        self._drain.changed()
        self._app.publish()
        self._app.file_actions.flash(report)
        link = session.link if session is not None else None
        if link is not None and not link.online and not report.differences:
            self._app.say(offline_text(link, _now()), "warning")
        else:
            self._app.say(*refresh_text(report))
        if link is None and report.new_conflicts:
            self._app.file_actions.show_conflicts()
        self._app.file_actions.look_again()


def refusal_of(book: AnyBook) -> Notice | None:
    """Why the workbook cannot be changed by this account; None where it can. Blocks."""
    access = book.write_access()
    return None if access.allowed else access.reason


def _now() -> datetime:
    return datetime.now().astimezone()
