"""Work on the book that takes a while: in a worker, said after half a second, keys go on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, TypeVar

from salestui.i18n import _

if TYPE_CHECKING:
    from salestui.book.state import BookState
    from salestui.ui.app import SalesApp
    from salestui.ui.session import Session

Result = TypeVar("Result")

_SAID_AFTER = 0.5


def work_out(
    app: SalesApp,
    work: Callable[[BookState], Result],
    done: Callable[[Result], None],
    saying: str,
) -> None:
    """Work something out from the current state in a worker, and hand it to the event loop.

    Where the book was edited meanwhile it is worked out again: ``done`` is called with what the
    state at that moment gives.

    Args:
        saying: what the status line says once it takes long.
    """
    session = app.session
    if session is not None:
        _Work(app, session, work, done, saying).start()


class _Work(Generic[Result]):
    """One piece of work until its result is that of the current state."""

    def __init__(
        self,
        app: SalesApp,
        session: Session,
        work: Callable[[BookState], Result],
        done: Callable[[Result], None],
        saying: str,
    ) -> None:
        self._app, self._session, self._work, self._done = app, session, work, done
        self._spoken = False
        self._timer = app.set_timer(_SAID_AFTER, lambda: self._speak(saying))

    def _speak(self, saying: str) -> None:
        self._spoken = True
        self._app.say(saying, "busy")

    def start(self) -> None:
        """Take up the state as it is now."""
        state = self._session.state

        def thread() -> None:
            try:
                found = self._work(state)
            except Exception as problem:
                self._app.call_from_thread(self._failed, problem)
            else:
                self._app.call_from_thread(self._end, state, found)

        self._app.run_worker(thread, thread=True, group="work")

    def _failed(self, problem: Exception) -> None:
        self._timer.stop()
        self._app.log.error(problem)
        self._app.say(_("That could not be worked out: {problem}").format(problem=problem), "error")

    def _end(self, state: BookState, found: Result) -> None:
        if self._app.session is not self._session:
            self._timer.stop()
        elif self._session.state.number != state.number:
            self.start()
        else:
            self._timer.stop()
            if self._spoken:
                self._app.say("")
            self._done(found)
