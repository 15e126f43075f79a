"""Edits of a workbook elsewhere are sent as they are made; away, they wait and go later."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.timer import Timer

from adapters.errors import Disconnected, Offline, StaleRevision, WorkbookError
from salestui.i18n import _
from salestui.ui.file_worker import FileWorker
from salestui.ui.pace import Pace
from salestui.views.save_text import save_text

if TYPE_CHECKING:
    from salestui.book.sending import Edited, RowKey, Sent
    from salestui.ui.app import SalesApp
    from salestui.ui.session import Session


class Drain:
    """Sends what is pending shortly after each edit, one sending at a time.

    Not reached, it tries again after growing pauses, and at once when the workbook is seen again.
    What is refused is named once, and left until it is edited again or the workbook changes.

    Attributes:
        sending: whether edits are on their way now.
    """

    def __init__(self, app: SalesApp, worker: FileWorker, pace: Pace) -> None:
        self._app, self._worker, self._pace = app, worker, pace
        self._timer: Timer | None = None
        self._failures = 0
        self._unseen = False
        self._refused: dict[RowKey, Edited] = {}
        self._then: Callable[[], None] | None = None
        self.sending = False

    @property
    def away(self) -> bool:
        """Whether sending failed because the workbook was not reached, as was said then."""
        return self._failures > 0

    @property
    def due(self) -> bool:
        """Whether an edit is about to be sent: nothing else should take the worker before."""
        return self._timer is not None and not self._failures

    @property
    def refused(self) -> bool:
        """Whether edits wait that were not accepted."""
        return bool(self._refused)

    @property
    def leaving(self) -> bool:
        """Whether something is to be done once what waits was sent."""
        return self._then is not None

    def can_send(self, session: Session) -> bool:
        """Whether anything waits that may be accepted now."""
        from salestui.book.sending import waiting_rows

        link = session.link
        reached = link is not None and link.online and not self._failures
        return reached and not waiting_rows(session.book.state).keys() <= self._refused.keys()

    def edited(self, session: Session) -> None:
        """After any edit: send it soon, together with those that follow meanwhile."""
        from salestui.book.sending import waiting_rows

        if not session.book.state.is_pending:
            self._refused.clear()
            self._stop()
            return
        waiting = waiting_rows(session.book.state)
        self._refused = {k: edits for k, edits in self._refused.items() if waiting.get(k) == edits}
        if waiting.keys() <= self._refused.keys():
            self._stop()
        elif self._timer is None and not self.sending:
            self._wait(self._pace.pause(self._failures) if self._failures else self._pace.send)

    def now(self, then: Callable[[], None] | None = None) -> None:
        """Send everything at once, also what was refused before.

        Args:
            then: what to do afterwards, whether it was sent or not.
        """
        self._refused.clear()
        self._then = then
        self._send()

    def seen(self, *, online: bool) -> None:
        """Others asked for the workbook: what waits goes at once when it is back."""
        if not online:
            self._unseen = True
        elif self._unseen:
            self._unseen = False
            if self._failures:
                self._send()

    def changed(self) -> None:
        """The workbook changed: what was refused may be accepted now."""
        self._refused.clear()

    def _wait(self, seconds: float) -> None:
        self._timer = self._app.set_timer(seconds, self._send)

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _send(self) -> None:
        from salestui.book.sending import send, waiting_rows

        session = self._app.session
        self._stop()
        if session is None or self.sending:
            return
        refused, waiting = dict(self._refused), waiting_rows(session.book.state)

        def work() -> Sent:
            return send(session.book, refused)

        def failed(problem: WorkbookError) -> None:
            self._not_sent(problem, waiting)

        self.sending = True
        self._worker.run(work, self._sent, failed)

    def _sent(self, sent: Sent) -> None:
        report = sent.report
        self.sending = self._unseen = False
        self._failures = 0
        if report.refresh.differences:
            self.changed()
        self._refused |= sent.refused
        self._app.file_actions.flash(report.refresh)
        self._app.publish()
        if report.written or report.refresh.new_conflicts:
            self._app.say(*save_text(report, sent=True))
        if sent.reasons:
            self._say_refused(" ".join(problem.sentence(_) for problem in sent.reasons))
        self._finish()

    def _not_sent(self, problem: WorkbookError, waiting: dict[RowKey, Edited]) -> None:
        self.sending = False
        self._failures += 1
        if not isinstance(problem, Offline | Disconnected | StaleRevision):
            self._failures = 0
            self._refused |= waiting
            self._say_refused(f"{problem.sentence(_)} {problem.advice(_)}")
        elif self._failures == 1 and not self._unseen:  # else it was said already
            severity = "error" if isinstance(problem, Disconnected) else "warning"
            self._app.say(f"{problem.sentence(_)} {problem.advice(_)}", severity)
        self._app.publish()
        self._finish()

    def _say_refused(self, reason: str) -> None:
        self._app.say(_("Not accepted, so it waits: {reason}").format(reason=reason), "error")

    def _finish(self) -> None:
        then, self._then = self._then, None
        if then is not None:
            then()
