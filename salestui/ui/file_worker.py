"""The one thread worker that touches the workbook's file, and what is said while it does."""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from time import monotonic
from typing import TYPE_CHECKING, TypeVar, cast

from textual.timer import Timer

from adapters.errors import WorkbookError
from adapters.protocol import Remote

if TYPE_CHECKING:
    from salestui.ui.app import SalesApp

_TICK_SECONDS = 0.5

Result = TypeVar("Result")


async def _given_up_at_exit(work: Callable[[], Result]) -> Result:
    """Run some work in a thread that the end of the program does not wait for."""
    loop = asyncio.get_running_loop()
    ended: asyncio.Future[Result] = loop.create_future()

    def end(result: Result | None, problem: BaseException | None) -> None:
        if ended.done():
            return
        if problem is not None:
            ended.set_exception(problem)
        else:
            ended.set_result(cast("Result", result))

    def thread() -> None:
        result: Result | None = None
        problem: BaseException | None = None
        try:
            result = work()
        except BaseException as raised:
            problem = raised
        with suppress(RuntimeError):  # the dashboard was left meanwhile
            loop.call_soon_threadsafe(end, result, problem)

    threading.Thread(target=thread, name="salestui-file", daemon=True).start()
    return await ended


class FileWorker:
    """Runs one piece of work at a time in a thread; results come back to the event loop.

    What is to be run meanwhile waits its turn.

    Args:
        failed: what to do about an error, for work that says nothing else.
    """

    def __init__(self, app: SalesApp, failed: Callable[[WorkbookError], None]) -> None:
        self._app = app
        self._failed = failed
        self._ticking: Timer | None = None
        self._waiting: deque[Callable[[], None]] = deque()
        self.busy = False

    def run(
        self,
        work: Callable[[], Result],
        done: Callable[[Result], None],
        failed: Callable[[WorkbookError], None] | None = None,
        *,
        saying: str = "",
    ) -> None:
        """Run ``work`` in a thread and hand its result to the event loop.

        Args:
            saying: what the status line says meanwhile, with the seconds that it takes.
        """
        if self.busy:
            self._waiting.append(lambda: self.run(work, done, failed, saying=saying))
            return

        def thread() -> None:
            try:
                result = work()
            except WorkbookError as problem:
                self._app.call_from_thread(self._finish, failed or self._failed, problem)
            else:
                self._app.call_from_thread(self._finish, done, result)

        async def elsewhere() -> None:
            try:
                result = await _given_up_at_exit(work)
            except WorkbookError as problem:
                self._finish(failed or self._failed, problem)
            else:
                self._finish(done, result)

        self.busy = True
        if saying:
            self._tick(saying)
        if isinstance(self._app.opening.workbook, Remote):
            # A file is written to its end even when the dashboard is left; a network may be dead.
            self._app.run_worker(elsewhere(), group="file", exit_on_error=True)
        else:
            self._app.run_worker(thread, thread=True, group="file", exit_on_error=True)

    def _finish(self, then: Callable[..., None], value: object) -> None:
        if not self._app.is_running:
            return  # the screens are being taken down
        self.busy = False
        if self._ticking is not None:
            self._ticking.stop()
            self._ticking = None
        then(value)
        if self._waiting and not self.busy:
            self._waiting.popleft()()

    def _tick(self, saying: str) -> None:
        """Say what is under way, and go on counting."""
        begun = monotonic()

        def say() -> None:
            seconds = int(monotonic() - begun)
            self._app.say(f"{saying} {seconds} s" if seconds else saying, "busy")

        say()
        self._ticking = self._app.set_interval(_TICK_SECONDS, say)
