"""gspread's HTTP client, made fit for daily use.

Given to gspread by its public parameter ``http_client``, or used by itself. Compared with its
parent it gives up after a time, keeps below the quota, sends again what is safe to send again,
notes what it sent, can be pointed at a local stand-in, and raises ``WorkbookError`` alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from threading import Event
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

import gspread
import requests
from google.auth.credentials import Credentials
from google.auth.exceptions import GoogleAuthError
from google.auth.transport.requests import AuthorizedSession
from gspread.exceptions import APIError
from gspread.http_client import FileType, ParamsType

from adapters.errors import N_, Disconnected, Offline, WorkbookError
from adapters.google.answers import check_whole
from adapters.google.endpoints import DRIVE, directed, override
from adapters.google.failures import Asked, told
from adapters.google.limits import Budget, budget_of
from adapters.google.requestlog import RequestLog
from adapters.google.retrying import Patience, broken_off, only_reads, retrying
from adapters.google.sessions import NotedSession, noted_session

SHUT = (403, 404)
"""Answers to who was not let in; Drive says 404 of what one may not see."""


@dataclass(frozen=True, slots=True)
class Account:
    """Who asks.

    Attributes:
        name: the e-mail address that spreadsheets are shared with; empty while unknown.
        keyed: whether it is an API key, that speaks for nobody and only reads.
        read_only: whether the access that was agreed to is for reading only.
    """

    name: str = ""
    keyed: bool = False
    read_only: bool = False


Again = Callable[[], tuple[Credentials, Account]]
"""The credentials that are kept now, and whose they are; raises ``Disconnected``."""


class SalesClient(gspread.HTTPClient):
    """Sends requests for one account; may be used by several threads at once.

    Args:
        auth: credentials of google-auth.
        endpoint: the stand-in's address; as the environment says where none is given.
        budget: shared with the account's other clients where none is given.
        again: asked for other credentials once Google no longer accepts these.

    Attributes:
        faltering: told of what failed on the network while it is tried again.
    """

    def __init__(
        self,
        auth: Credentials,
        session: requests.Session | None = None,
        *,
        account: Account | None = None,
        endpoint: str | None = None,
        patience: Patience | None = None,
        budget: Budget | None = None,
        log: RequestLog | None = None,
        again: Again | None = None,
    ) -> None:
        self.account = account or Account()
        self.patience = patience or Patience()
        self.log = log or RequestLog()
        self.endpoint = override() if endpoint is None else endpoint
        self._budget = budget or budget_of(f"{self.account.name} {self.endpoint}")
        self._stop = Event()
        self._skew: timedelta | None = None
        self._again, self._shut_out = again, False
        self.faltering: Callable[[WorkbookError], None] | None = None
        super().__init__(auth, session or noted_session(auth, self.log, self._heard))

    @property
    def skew(self) -> timedelta | None:
        """How far this computer's clock is ahead of the server's; None before any answer."""
        return self._skew

    def requests_in_the_last_minute(self) -> int:
        """How many requests were sent, tries that failed included."""
        return self.log.last_minute()

    def request(  # noqa: PLR0917 - gspread's own form
        self,
        method: str,
        endpoint: str,
        params: ParamsType | None = None,
        data: bytes | None = None,
        json: Mapping[str, Any] | None = None,
        files: FileType = None,
        headers: MutableMapping[str, str] | None = None,
    ) -> requests.Response:
        """Send a request and wait for its whole answer.

        Raises:
            WorkbookError: as ``failures.told`` says; ``Unanswered`` for a write that may have
                been done and may not.
        """
        url = directed(endpoint, self.endpoint)
        reads = only_reads(method, urlsplit(url).path)
        asked = dict(params or {})
        if not endpoint.startswith(DRIVE):
            asked["prettyPrint"] = "false"
        end = monotonic() + self.patience.whole
        seconds = self.patience.answer

        def faltered(problem: BaseException) -> None:
            self._faltered(problem, reads=reads)

        def once() -> requests.Response:
            nonlocal seconds
            self._wait_for_room(end, reads=reads)
            self.set_timeout((self.patience.connect, seconds))
            seconds = max(seconds, self.patience.later)
            try:
                answer = super(SalesClient, self).request(
                    method, url, params=asked, data=data, json=json, files=files, headers=headers
                )
            except APIError as problem:
                self._name_the_account(problem)
                raise
            check_whole(answer)
            return answer

        self._come_back()
        try:
            with told(lambda: self._asked(reads=reads)):
                return retrying(self.patience, self._stop, faltered, reads=reads)(once)
        except Disconnected:
            self._shut_out = True
            raise

    def close(self) -> None:
        """End all waiting, at once, and close the connections; safe to call twice.

        A request under way ends too, as if the connection had broken off.
        """
        self._stop.set()
        if isinstance(self.session, NotedSession):
            self.session.break_off()
        self.session.close()

    def _faltered(self, problem: BaseException, *, reads: bool) -> None:
        """Tell of a try that the network failed, before the next one."""
        if self.faltering is None or not broken_off(problem):
            return
        try:
            with told(lambda: self._asked(reads=reads)):
                raise problem
        except WorkbookError as known:
            self.faltering(known)

    def _come_back(self) -> None:
        """After "reconnect": use what the user connected with meanwhile."""
        if not self._shut_out or self._again is None:
            return
        credentials, self.account = self._again()
        if isinstance(self.session, AuthorizedSession):
            self.session.credentials = credentials
        self._shut_out = False

    def _wait_for_room(self, end: float, *, reads: bool) -> None:
        if self._budget.take(end - monotonic(), self._stop, reads=reads):
            return
        if self._stop.is_set():
            raise Offline(N_("The connection to Google Sheets was closed."))
        raise Offline(N_("Too much is asked of Google Sheets at once; it goes on by itself."))

    def _name_the_account(self, problem: APIError) -> None:
        """Where the door is shut, find out whom it has to be opened for."""
        if self.account.name or self.account.keyed or problem.response.status_code not in SHUT:
            return
        url = directed(f"{DRIVE}/drive/v3/about", self.endpoint)
        with suppress(APIError, requests.RequestException, GoogleAuthError):
            found = super().request("get", url, params={"fields": "user"}).json()
            name = str(found.get("user", {}).get("emailAddress", ""))
            self.account = replace(self.account, name=name)

    def _heard(self, ahead: timedelta) -> None:
        self._skew = ahead

    def _asked(self, *, reads: bool) -> Asked:
        return Asked(reads, self.account.name, self.account.keyed, self._skew)
