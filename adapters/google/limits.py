"""How many requests an account may send in a minute: fewer than Google allows (60 + 60).

Every window of a minute is counted, so a burst after a pause stays below the quota as well.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Lock
from time import monotonic

from pyrate_limiter import Duration, InMemoryBucket, Limiter, Rate, SingleBucketFactory

PER_MINUTE = 50
LOOK_AGAIN = 0.05
"""Seconds between looks whether there is room again; a wait may be ended meanwhile."""


Clock = Callable[[], float]
"""Seconds, as of ``time.monotonic``."""


class _Taken(InMemoryBucket):
    """When tokens were taken, by a clock that is given."""

    def __init__(self, rate: Rate, clock: Clock) -> None:
        super().__init__([rate])
        self._seconds = clock

    def now(self) -> int:
        return int(self._seconds() * 1000)


class Bucket:
    """Tokens for one kind of request."""

    def __init__(self, limit: int = PER_MINUTE, clock: Clock = monotonic) -> None:
        self._items = _Taken(Rate(limit, Duration.MINUTE), clock)
        # Nothing leaks in the background: a thread for 50 numbers would be too much.
        self._limiter = Limiter(SingleBucketFactory(self._items, schedule_leak=False))

    def take(self, seconds: float, stop: Event) -> bool:
        """Wait for a token for at most so long; false when there was none, or ``stop`` was set."""
        end = monotonic() + seconds
        while not stop.is_set():
            if self._taken():
                return True
            left = end - monotonic()
            if left <= 0:
                return False
            stop.wait(min(LOOK_AGAIN, left))
        return False

    def _taken(self) -> bool:
        self._items.leak(self._items.now())
        return self._limiter.try_acquire(blocking=False) is True


class Budget:
    """What one account may send: so many reads and so many writes in any minute of a clock."""

    def __init__(
        self, reads: int = PER_MINUTE, writes: int = PER_MINUTE, clock: Clock = monotonic
    ) -> None:
        self._reads, self._writes = Bucket(reads, clock), Bucket(writes, clock)

    def take(self, seconds: float, stop: Event, *, reads: bool) -> bool:
        """Wait for room for one request, see ``Bucket.take``."""
        return (self._reads if reads else self._writes).take(seconds, stop)


_budgets: dict[str, Budget] = {}
_lock = Lock()


def budget_of(account: str) -> Budget:
    """The one budget of an account in this process, whoever asks."""
    with _lock:
        return _budgets.setdefault(account, Budget())
