"""The ways to connect to Google, tried out and kept: what ``salestui connect`` does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import msgspec

from adapters.errors import N_, Disconnected, NotFound, WorkbookError
from adapters.google.client import SalesClient
from adapters.google.connections import (
    PROMPT,
    Access,
    access_to,
    account_name,
    client_for,
    client_of,
)
from adapters.google.credentials import Connection, Kind, Secret, scopes_of, service_account_info
from adapters.google.endpoints import SHEETS, override
from adapters.google.keeping import Place, forget, keep, kept, place
from adapters.google.locations import spreadsheet_id
from adapters.google.scopes import Scope, scopes
from adapters.google.signing_in import client_config, sign_in

__all__ = [
    "Access",
    "Kind",
    "Made",
    "Status",
    "check",
    "connect_key",
    "connect_service",
    "connect_user",
    "disconnect",
    "scopes",
    "status",
]

_NO_SPREADSHEET = "salestui-asks-whether-it-is-let-in"


@dataclass(frozen=True, slots=True)
class Made:
    """A connection that is kept now.

    Attributes:
        trouble: what went wrong when it was tried out, where it may go away by itself.
    """

    connection: Connection
    place: Place
    trouble: WorkbookError | None = None


@dataclass(frozen=True, slots=True)
class Status:
    """The connection that is kept, and what was agreed to."""

    connection: Connection
    place: Place
    scopes: tuple[Scope, ...]


def connect_user(
    state_dir: Path,
    client_file: Path,
    show: Callable[[str], None],
    *,
    read_only: bool = False,
    export: bool = False,
    browser: bool = True,
    port: int = 0,
    done: str = "",
) -> Made:
    """Let a user agree in the browser, see ``signing_in.sign_in``.

    Raises:
        Disconnected, Offline, WorkbookError: as there; nothing was kept.
    """
    endpoint = override()
    wanted = [scope.address for scope in scopes(read_only=read_only, export=export)]
    config = client_config(client_file, endpoint)
    secret = sign_in(config, wanted, show, browser=browser, port=port, done=done)
    connection = Connection(
        Kind.USER, read_only=read_only, export=export, endpoint=endpoint, secret=secret
    )
    try:
        connection = msgspec.structs.replace(connection, account=_tried(connection))
    except WorkbookError as problem:
        # The user need not agree once more when the network is back, or an interface enabled.
        return Made(connection, keep(state_dir, connection), problem)
    return Made(connection, keep(state_dir, connection))


def connect_service(state_dir: Path, key_file: Path, *, read_only: bool = False) -> Made:
    """Connect by a service account's key file, which has to stay where it is.

    Raises:
        Disconnected, Offline: it is not let in; nothing was kept.
    """
    path = key_file.expanduser().absolute()
    info = service_account_info(path)
    connection = Connection(
        Kind.SERVICE,
        account=str(info["client_email"]),
        read_only=read_only,
        endpoint=override(),
        key_file=str(path),
    )
    _tried(connection)
    return Made(connection, keep(state_dir, connection))


def connect_key(state_dir: Path, key: str) -> Made:
    """Connect by an API key, which reads spreadsheets that anyone with the link may read.

    Raises:
        Disconnected, Offline: it is not accepted; nothing was kept.
    """
    if not key.isascii() or not key.isprintable() or not key or " " in key:
        raise Disconnected(
            N_("This is not an API key."),
            N_("Copy it from the Google Cloud console, see docs/google.md."),
        )
    connection = Connection(Kind.KEY, read_only=True, endpoint=override(), secret=Secret(key=key))
    _tried(connection)
    return Made(connection, keep(state_dir, connection))


def status(state_dir: Path) -> Status | None:
    """The connection that is kept; None where there is none. Asks nobody.

    Raises:
        Disconnected: it cannot be used as it is kept.
    """
    endpoint = override()
    connection, where = kept(state_dir, endpoint), place(state_dir, endpoint)
    if connection is None or where is None:
        return None
    return Status(connection, where, scopes_of(connection))


def disconnect(state_dir: Path) -> bool:
    """Forget the connection on this computer; whether there was one."""
    return forget(state_dir, override())


def check(state_dir: Path, location: str) -> Access:
    """What the connected account may do with a spreadsheet.

    Raises:
        WorkbookError: it cannot be read.
    """
    client = client_for(state_dir, PROMPT)
    try:
        return access_to(client, spreadsheet_id(location))
    finally:
        client.close()


def _tried(connection: Connection) -> str:
    """Whether both interfaces let it in; the account's name."""
    client = client_of(connection, PROMPT)
    try:
        _ask_sheets(client)
        return "" if connection.kind is Kind.KEY else account_name(client)
    finally:
        client.close()


def _ask_sheets(client: SalesClient) -> None:
    try:
        client.request("get", f"{SHEETS}/v4/spreadsheets/{_NO_SPREADSHEET}")
    except NotFound:
        return  # Let in, and there is none: just what was expected.
