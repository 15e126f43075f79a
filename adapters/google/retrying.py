"""Which failed requests are sent again, when, and for how long.

What only reads is sent again whatever went wrong on the way. What writes is sent again only where
it was certainly not done: refused for want of quota, or never sent.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from threading import Event

import requests
import tenacity
from google.auth.exceptions import RefreshError, TransportError
from gspread.exceptions import APIError
from urllib3.exceptions import HTTPError, NewConnectionError

from adapters.google.answers import SpoiledAnswer, over_quota

READING_POSTS = (":batchGetByDataFilter", ":getByDataFilter", "developerMetadata:search")
PASSING = frozenset({408, 500, 502, 503, 504})
"""The answers of a server that may do better the next time."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a request goes on before its failure is told.

    Attributes:
        tries: in all, the first included.
        unreached: tries where not even a connection is made: the user waits for the answer.
        broken: tries where the connection breaks, or nothing is heard on it.
        first, longest: seconds that the pauses grow from and to; each is drawn between 0 and them.
        whole: seconds for tries and pauses together, the wait for the quota's budget included.
        connect, answer: seconds until one try is given up.
        later: the same as ``answer`` for tries after the first, where it is more: a large answer
            may need them.
    """

    tries: int = 7
    unreached: int = 2
    broken: int = 7
    first: float = 1.0
    longest: float = 64.0
    whole: float = 150.0
    connect: float = 5.0
    answer: float = 60.0
    later: float = 0.0


DESK = Patience(broken=2, connect=4.0, answer=10.0, later=30.0)
"""For a screen that somebody looks at: a dead connection is known after some seconds."""

Faltered = Callable[[BaseException], None]
"""Told of a try that failed, before the next one."""


def only_reads(method: str, path: str) -> bool:
    """Whether a request changes nothing."""
    return method.upper() == "GET" or path.endswith(READING_POSTS)


def retrying(
    patience: Patience, stop: Event, faltered: Faltered, *, reads: bool
) -> tenacity.Retrying:
    """What calls the request again and again; ends at once when ``stop`` is set."""

    def before_pause(state: tenacity.RetryCallState) -> None:
        problem = state.outcome.exception() if state.outcome else None
        if problem is not None:
            faltered(problem)

    return tenacity.Retrying(
        retry=tenacity.retry_if_exception(lambda problem: _again(problem, reads=reads)),
        wait=_Pause(patience),
        stop=tenacity.stop_any(
            _AfterTries(unsent, patience.unreached),
            _AfterTries(broken_off, patience.broken),
            tenacity.stop_after_attempt(patience.tries),
            tenacity.stop_before_delay(patience.whole),
            tenacity.stop_when_event_set(stop),
        ),
        sleep=tenacity.sleep_using_event(stop),
        before_sleep=before_pause,
        reraise=True,
    )


def unsent(problem: BaseException | None) -> bool:
    """Whether a request certainly never arrived, because no connection was made."""
    if isinstance(problem, TransportError):
        return True  # No token was got, so nothing was asked with it.
    if isinstance(problem, requests.ConnectTimeout | requests.exceptions.SSLError):
        return True
    if not isinstance(problem, requests.ConnectionError):
        return False
    cause = problem.args[0] if problem.args else None
    reason = getattr(cause, "reason", cause)
    return isinstance(reason, NewConnectionError) or isinstance(
        problem, requests.exceptions.ProxyError
    )


def broken_off(problem: BaseException | None) -> bool:
    """Whether the network is to blame: nobody answered, or not to the end."""
    if isinstance(problem, APIError):
        return False
    return isinstance(problem, requests.RequestException | HTTPError | TransportError)


def _again(problem: BaseException, *, reads: bool) -> bool:
    if isinstance(problem, APIError):
        status = problem.response.status_code
        return over_quota(problem) or (reads and status in PASSING)
    if isinstance(problem, RefreshError):
        return bool(problem.retryable)
    if isinstance(problem, requests.exceptions.SSLError):
        return False
    if unsent(problem):
        return True
    if isinstance(problem, SpoiledAnswer):
        return reads and not problem.page
    return reads and isinstance(problem, requests.RequestException | HTTPError)


class _AfterTries(tenacity.stop.stop_base):
    """Ends early where some kind of problem stays."""

    def __init__(self, is_kind: Callable[[BaseException | None], bool], tries: int) -> None:
        self._is_kind, self._tries = is_kind, tries

    def __call__(self, retry_state: tenacity.RetryCallState) -> bool:
        problem = retry_state.outcome.exception() if retry_state.outcome else None
        return self._is_kind(problem) and retry_state.attempt_number >= self._tries


class _Pause(tenacity.wait.wait_base):
    """Full jitter, or as long as the server says, if it ever does."""

    def __init__(self, patience: Patience) -> None:
        self._longest = patience.longest
        self._drawn = tenacity.wait_random_exponential(
            multiplier=patience.first, max=patience.longest
        )

    def __call__(self, retry_state: tenacity.RetryCallState) -> float:
        drawn = self._drawn(retry_state)
        problem = retry_state.outcome.exception() if retry_state.outcome else None
        if not isinstance(problem, APIError):
            return drawn
        said = problem.response.headers.get("Retry-After", "")
        return max(drawn, min(float(said), self._longest)) if said.isdigit() else drawn
