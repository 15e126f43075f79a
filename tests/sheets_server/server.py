"""The server's whole state beside the spreadsheets: tokens, faults, quota, log of requests."""

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from .auth import Tokens
from .errors import quota_exceeded
from .faults import Faults
from .state import Store

LOG_LENGTH = 10_000
MINUTE = 60.0


@dataclass
class Server:
    """One running stand-in.

    `quota` has the calls allowed in a minute for Read and Write. `turn` is held while a request
    is carried out: who takes it, in any thread, comes between two requests.
    """

    store: Store = field(default_factory=Store)
    tokens: Tokens = field(default_factory=Tokens)
    faults: Faults = field(default_factory=Faults)
    quota: dict[str, int] = field(default_factory=dict)
    log: deque[dict[str, Any]] = field(default_factory=lambda: deque(maxlen=LOG_LENGTH))
    clock: Callable[[], float] = time.monotonic
    turn: threading.RLock = field(default_factory=threading.RLock)
    _spent: dict[str, deque[float]] = field(default_factory=dict)

    def note(self, method: str, path: str, agent: str, **about: Any) -> None:
        """Puts a request into the log; `agent` is what the client calls itself."""
        entry = {"at": self.clock(), "method": method, "path": path, "agent": agent, **about}
        self.log.append(entry)

    def spend(self, kind: str) -> None:
        """Counts a Read or Write; refuses it where the minute's quota is used up."""
        now = self.clock()
        spent = self._spent.setdefault(kind, deque())
        while spent and now - spent[0] > MINUTE:
            spent.popleft()
        if kind in self.quota and len(spent) >= self.quota[kind]:
            raise quota_exceeded(kind)
        spent.append(now)
