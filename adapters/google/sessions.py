"""Connections to Google whose every request is noted, those for tokens as well."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import Any

import requests
from google.auth.credentials import Credentials
from google.auth.transport.requests import AuthorizedSession, Request

from adapters.google.answers import check_whole
from adapters.google.breaking import Breakable
from adapters.google.requestlog import RequestLog

Heard = Callable[[timedelta], None]
"""Told how far this computer's clock is ahead of the server's, at each answer."""


class NotedSession(requests.Session):
    """A session that notes each request and its answer's date."""

    log: RequestLog
    heard: Heard

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._wires = (Breakable(), Breakable())
        for scheme, wire in zip(("https://", "http://"), self._wires, strict=True):
            self.mount(scheme, wire)

    def break_off(self) -> None:
        """End the requests under way, from another thread."""
        for wire in self._wires:
            wire.break_off()

    def send(self, request: requests.PreparedRequest, **kwargs: Any) -> requests.Response:
        """As requests does, and note it."""
        begun = monotonic()
        method, url = request.method or "", request.url or ""
        try:
            answer = super().send(request, **kwargs)
        except requests.RequestException as problem:
            kind = type(problem).__name__
            seconds = monotonic() - begun
            self.log.add(method, url, status=0, seconds=seconds, size=0, problem=kind)
            raise
        seconds, size = monotonic() - begun, len(answer.content)
        self.log.add(method, url, status=answer.status_code, seconds=seconds, size=size)
        if ahead := _ahead(answer):
            self.heard(ahead)
        return answer


class _Session(NotedSession, AuthorizedSession):
    """Adds the access token, and gets a new one at most once for a request."""

    tokens: Request

    def break_off(self) -> None:
        """End the requests under way, those for tokens as well."""
        super().break_off()
        if isinstance(self.tokens.session, NotedSession):
            self.tokens.session.break_off()

    def close(self) -> None:
        """Close the connections, those for tokens as well."""
        super().close()  # type: ignore[no-untyped-call]
        self.tokens.session.close()


class _Tokens(NotedSession):
    """Lets no page pass for a token, which google-auth does not look out for."""

    def send(self, request: requests.PreparedRequest, **kwargs: Any) -> requests.Response:
        answer = super().send(request, **kwargs)
        if answer.ok:
            check_whole(answer)
        return answer


def noted_session(auth: Credentials, log: RequestLog, heard: Heard) -> AuthorizedSession:
    """A session for the account's requests."""
    tokens = noted_request(log, heard)
    session = _Session(auth, max_refresh_attempts=1, auth_request=tokens)
    session.log, session.heard, session.tokens = log, heard, tokens
    return session


def noted_request(log: RequestLog, heard: Heard) -> Request:
    """What google-auth gets tokens with."""
    session = _Tokens()
    session.log, session.heard = log, heard
    return Request(session)


def _ahead(answer: requests.Response) -> timedelta | None:
    """How far our clock is ahead of the one that dated the answer."""
    try:
        there = parsedate_to_datetime(answer.headers["Date"])
    except (KeyError, ValueError):
        return None
    return datetime.now(UTC) - there
