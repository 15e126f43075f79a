"""The browser's part of connecting: Google asks the user, and the answer comes to this machine.

As RFC 8252 has it for installed programs: the system's browser, an address of 127.0.0.1 on a
free port, and a proof (PKCE) that the code was asked for by this very program.
"""

from __future__ import annotations

import os
import webbrowser
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from google_auth_oauthlib.flow import InstalledAppFlow, WSGITimeoutError
from oauthlib.oauth2 import OAuth2Error

from adapters.errors import N_, Disconnected, WorkbookError
from adapters.google.credentials import Secret, key_file
from adapters.google.endpoints import authorize_address, token_address
from adapters.google.failures import Asked, told

WAIT = 300
"""Seconds for the user to answer in the browser."""
ANSWER = 60
_INSECURE = "OAUTHLIB_INSECURE_TRANSPORT"


def client_config(path: Path, endpoint: str) -> dict[str, Any]:
    """An OAuth client of the kind "Desktop app", with Google's addresses and not the file's.

    Raises:
        Disconnected: the file is something else.
    """
    info = key_file(path)
    if info.get("type") == "service_account":
        raise Disconnected(
            N_("{path} is the key of a service account, not an OAuth client."),
            N_("Run: salestui connect --service-account {path}"),
            path=path,
        )
    client = info.get("installed")
    if not isinstance(client, dict) or not client.get("client_id"):
        raise Disconnected(
            N_("{path} is not an OAuth client for a desktop program."),
            N_("Make one of the kind Desktop app, see docs/google.md."),
            path=path,
        )
    return {
        "installed": {
            "client_id": str(client["client_id"]),
            "client_secret": str(client.get("client_secret", "")),
            "auth_uri": authorize_address(endpoint),
            "token_uri": token_address(endpoint),
            "redirect_uris": ["http://127.0.0.1"],
        }
    }


def sign_in(
    config: dict[str, Any],
    wanted: Sequence[str],
    show: Callable[[str], None],
    *,
    browser: bool = True,
    port: int = 0,
    wait: int = WAIT,
    done: str = "",
) -> Secret:
    """Let the user agree in a browser; blocks until the answer or for ``wait`` seconds.

    Args:
        show: told the address to open, before a browser is opened.
        port: of this machine for the answer; 0 takes a free one.
        done: what the browser shows in the end.

    Raises:
        Disconnected: the user said no, agreed to less, or did not answer.
        Offline: Google is not reached.
        WorkbookError: the port is taken.
    """
    flow = _Flow.from_client_config(config, scopes=list(wanted))
    flow.show = show
    with _plain_http(config["installed"]["token_uri"]), _told_flow(port):
        try:
            _run(flow, browser=browser, port=port, wait=wait, done=done)
        except webbrowser.Error:
            _run(flow, browser=False, port=port, wait=wait, done=done)
    token = flow.credentials.refresh_token
    if not token:
        raise Disconnected(N_("Google gave an access that ends within the hour; try again."))
    client = config["installed"]
    return Secret(
        refresh_token=token, client_id=client["client_id"], client_secret=client["client_secret"]
    )


class _Flow(InstalledAppFlow):  # type: ignore[misc]  # the library has no types
    """Shows the address in our words, and waits for no token for ever."""

    show: Callable[[str], None]

    def authorization_url(self, **options: Any) -> tuple[str, str]:
        url, state = super().authorization_url(**options)
        self.show(url)
        return url, state

    def fetch_token(self, **options: Any) -> Any:
        return super().fetch_token(**{"timeout": ANSWER, **options})


def _run(flow: _Flow, *, browser: bool, port: int, wait: int, done: str) -> None:
    flow.run_local_server(
        host="127.0.0.1",
        port=port,
        open_browser=browser,
        authorization_prompt_message=None,
        success_message=done,
        timeout_seconds=wait,
        access_type="offline",
        prompt="consent",
    )


@contextmanager
def _told_flow(port: int) -> Iterator[None]:
    try:
        with told(lambda: Asked(reads=True)):
            yield
    except WSGITimeoutError as problem:
        raise Disconnected(N_("Nobody agreed in the browser in time.")) from problem
    except OAuth2Error as problem:
        if problem.error == "access_denied":
            raise Disconnected(N_("Google was told not to give the access.")) from problem
        raise Disconnected(
            N_("Google does not give the access: {reason}"),
            N_("Check the OAuth client in the Google Cloud console, see docs/google.md."),
            reason=problem.description or problem.error,
        ) from problem
    except Warning as problem:  # oauthlib's way to say that the boxes agreed to are others.
        raise Disconnected(
            N_("Not every box was agreed to in the browser, and all of them are needed."),
            N_("Run: salestui connect, and leave every box ticked."),
        ) from problem
    except OSError as problem:
        raise WorkbookError(
            N_("The answer of the browser cannot be awaited on port {port}: {reason}."),
            N_("Name another with --port, or leave it out."),
            port=port,
            reason=problem.strerror or type(problem).__name__,
        ) from problem


@contextmanager
def _plain_http(address: str) -> Iterator[None]:
    """A stand-in on this machine has no certificate, which oauthlib has to be told is meant."""
    parts = urlsplit(address)
    if parts.scheme != "http" or parts.hostname not in ("127.0.0.1", "localhost"):
        yield
        return
    before = os.environ.get(_INSECURE)
    os.environ[_INSECURE] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[_INSECURE]
        else:
            os.environ[_INSECURE] = before
