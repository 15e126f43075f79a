"""When to look whether a spreadsheet changed, and how it is reached.

The screen asks every second. Drive tells the number of the file's version, at little cost but
minutes late where somebody types in a browser; so it is a hint, and the cells are looked at
regularly all the same. When nobody asks, nothing is looked at.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from adapters.errors import Disconnected, Notice, Offline, WorkbookError

HINT_SECONDS = 10.0
PULL_SECONDS = 45.0
AGAIN_SECONDS = 15.0
"""After a look that failed."""
SETTLED_SECONDS = 1.0
"""After a commit: for so long what it left needs no second reading."""

Start = Callable[[Callable[[], None]], None]
Clock = Callable[[], float]


def in_thread(work: Callable[[], None]) -> None:
    """Run some work beside everything else; it does not keep the program from ending."""
    threading.Thread(target=work, name="salestui-google", daemon=True).start()


class Pace:
    """Knows when the next hint and the next look at the cells are due.

    Args:
        clock: seconds, as of ``time.monotonic``.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._hint = self._pull = clock()
        self._settled: float | None = None

    def take_settled(self) -> bool:
        """Whether a commit has just left the cells in a known state; said once for each."""
        settled, self._settled = self._settled, None
        return settled is not None and self._clock() < settled + SETTLED_SECONDS

    @property
    def due(self) -> bool:
        """Whether there is anything to do now."""
        return self.hint_due or self.pull_due

    @property
    def hint_due(self) -> bool:
        """Whether to ask Drive."""
        return self._clock() >= self._hint

    @property
    def pull_due(self) -> bool:
        """Whether to look at the cells whatever Drive says."""
        return self._clock() >= self._pull

    def settled(self) -> None:
        """A commit read back what it wrote, and nothing else had changed."""
        self._settled = self._clock()

    def hinted(self) -> None:
        """Drive was asked."""
        self._hint = self._clock() + HINT_SECONDS

    def pulled(self) -> None:
        """The cells were looked at."""
        self.hinted()
        self._pull = self._clock() + PULL_SECONDS

    def failed(self) -> None:
        """Nobody answered."""
        self._hint = self._pull = self._clock() + AGAIN_SECONDS

    def hurry(self) -> None:
        """Look at once when next asked."""
        self._pull, self._settled = self._clock(), None


@dataclass(slots=True)
class Reach:
    """Whether the last request was answered, and what is wrong."""

    online: bool = False
    trouble: Notice = field(default_factory=lambda: Notice(""))
    disconnected: bool = False

    def answered(self) -> None:
        """All is well."""
        self.online, self.trouble, self.disconnected = True, Notice(""), False

    def failed(self, problem: WorkbookError) -> None:
        """It is not: nobody answered, we are not let in, or it is not there."""
        self.disconnected = isinstance(problem, Disconnected)
        self.online = not isinstance(problem, Offline | Disconnected)
        self.warned(problem)

    def warned(self, problem: WorkbookError) -> None:
        """It was answered, and something is to be said all the same."""
        self.trouble = Notice(problem.message, problem.parts)
