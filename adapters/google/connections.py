"""From the kept connection to a client, and what is asked once it is made."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from google.auth.credentials import Credentials
from google.oauth2.credentials import Credentials as UserCredentials
from gspread.http_client import ParamsType

from adapters.errors import N_, Disconnected
from adapters.google.client import Account, Again, SalesClient
from adapters.google.credentials import Connection, credentials_of
from adapters.google.endpoints import DRIVE, SHEETS, override
from adapters.google.failures import in_trash
from adapters.google.keeping import kept
from adapters.google.limits import Budget
from adapters.google.requestlog import RequestLog
from adapters.google.retrying import Patience

PROMPT = Patience(tries=3, longest=8.0, whole=30.0, answer=20.0)
"""For commands whose user waits for the answer."""

_STAND_IN_TOKEN = "demo"


@dataclass(frozen=True, slots=True)
class Access:
    """What the connected account may do with a spreadsheet."""

    title: str
    account: str
    writable: bool


def client_for(
    state_dir: Path, patience: Patience | None = None, budget: Budget | None = None
) -> SalesClient:
    """A client for the kept connection; asks nobody yet.

    A stand-in gets the connection that was made for it, else a token that opens nothing at
    Google.

    Raises:
        Disconnected: nobody connected, or what was kept cannot be used.
    """
    endpoint = override()
    connection = kept(state_dir, endpoint)
    if connection is not None:

        def again() -> tuple[Credentials, Account]:
            found = kept(state_dir, endpoint)
            if found is None:
                raise _nobody()
            return credentials_of(found), found.speaker()

        return client_of(connection, patience, RequestLog(state_dir), budget, again)
    if not endpoint:
        raise _nobody()
    token = UserCredentials(token=_STAND_IN_TOKEN)  # type: ignore[no-untyped-call]
    return SalesClient(
        token,
        endpoint=endpoint,
        patience=patience,
        budget=budget,
        log=RequestLog(state_dir),
    )


def _nobody() -> Disconnected:
    return Disconnected(N_("salestui is not connected to Google."), N_("Run: salestui connect"))


def client_of(
    connection: Connection,
    patience: Patience | None = None,
    log: RequestLog | None = None,
    budget: Budget | None = None,
    again: Again | None = None,
) -> SalesClient:
    """A client for a connection.

    Raises:
        Disconnected: its key file cannot be used.
    """
    return SalesClient(
        credentials_of(connection),
        account=connection.speaker(),
        endpoint=connection.endpoint,
        patience=patience,
        budget=budget,
        log=log,
        again=again,
    )


def account_name(client: SalesClient) -> str:
    """The e-mail address of the account that asks, as Drive tells it.

    Raises:
        WorkbookError: see ``SalesClient.request``.
    """
    answer = client.request("get", f"{DRIVE}/drive/v3/about", params={"fields": "user"})
    return str(answer.json().get("user", {}).get("emailAddress", ""))


def access_to(client: SalesClient, spreadsheet: str) -> Access:
    """Open a spreadsheet and see what may be done.

    Raises:
        NotFound, NoAccess, NotAWorkbook, Offline, Disconnected: it cannot be read.
    """
    # Sheets first: of what one may not see it says so, Drive that there is none.
    url = f"{SHEETS}/v4/spreadsheets/{spreadsheet}"
    answer = client.request("get", url, params={"fields": "properties(title)"})
    title = str(answer.json().get("properties", {}).get("title", ""))
    if client.account.keyed:
        return Access(title, "", writable=False)  # Drive tells a key nothing of files.
    url = f"{DRIVE}/drive/v3/files/{spreadsheet}"
    asked: ParamsType = {"fields": "trashed,capabilities(canEdit)", "supportsAllDrives": True}
    file: dict[str, Any] = client.request("get", url, params=asked).json()
    if file.get("trashed"):
        raise in_trash()
    name = client.account.name or account_name(client)
    editable = bool(file.get("capabilities", {}).get("canEdit"))
    return Access(title, name, editable and not client.account.read_only)
