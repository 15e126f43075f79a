"""How a connection is kept, and what google-auth makes of it."""

from __future__ import annotations

import json
import socket
import stat
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import keyring
import pytest
from google.auth.transport.requests import AuthorizedSession
from google_keys import EMAIL, service_account_file
from keyring.backends import fail, null
from keyring.errors import KeyringError
from sheets_server.running import Running, running

from adapters.errors import Disconnected, NotFound, Offline, WriteFailed
from adapters.google.client import SalesClient
from adapters.google.connections import access_to, account_name, client_for, client_of
from adapters.google.credentials import Connection, Kind, Secret, service_account_info
from adapters.google.endpoints import token_address
from adapters.google.keeping import SERVICE, forget, keep, kept, place
from adapters.google.refusals import NoAccess
from adapters.google.retrying import Patience
from adapters.google.scopes import scopes

USER = Connection(
    Kind.USER,
    account="ann@example.com",
    secret=Secret(refresh_token="1//secret", client_id="id", client_secret="hidden"),
)
QUICK = Patience(first=0.002, longest=0.01, whole=20.0)


def speaking(client: SalesClient) -> Any:
    assert isinstance(client.session, AuthorizedSession)
    return client.session.credentials


def bearer(client: SalesClient) -> object:
    return speaking(client).token


@pytest.fixture
def service() -> Iterator[Running]:
    with running() as one:
        yield one


def files(folder: Path) -> str:
    return "".join(path.read_text() for path in folder.rglob("*") if path.is_file())


def test_the_secret_is_in_the_keyring_and_in_no_file(tmp_path: Path, purse: Any) -> None:
    where = keep(tmp_path, USER)
    assert where.keyring == "Purse"
    assert [name for name, _ in purse.held] == [SERVICE]
    assert "1//secret" not in files(tmp_path)
    assert "hidden" not in files(tmp_path)
    assert kept(tmp_path, "") == USER
    assert place(tmp_path, "") == where


@pytest.mark.parametrize("backend", [fail.Keyring, null.Keyring])
def test_without_a_keyring_it_is_in_a_file_for_its_owner(tmp_path: Path, backend: Any) -> None:
    keyring.set_keyring(backend())
    where = keep(tmp_path / "new", USER)
    assert where.keyring == ""
    assert stat.S_IMODE(where.file.stat().st_mode) == 0o600
    assert stat.S_IMODE(where.file.parent.stat().st_mode) & 0o077 == 0
    assert kept(tmp_path / "new", "") == USER
    keep(tmp_path / "new", USER)
    assert [path.name for path in where.file.parent.iterdir()] == ["google.json"]


def test_a_keyring_that_breaks_or_forgets_is_none(
    tmp_path: Path, purse: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(purse, "get_password", lambda *names: None)
    assert keep(tmp_path, USER).keyring == ""

    def broken(*names: str) -> None:
        raise KeyringError("locked")

    monkeypatch.setattr(purse, "set_password", broken)
    assert keep(tmp_path, USER).keyring == ""
    assert kept(tmp_path, "") == USER


def test_a_keyring_that_is_locked_later_says_so(
    tmp_path: Path, purse: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(tmp_path, USER)
    purse.held.clear()
    with pytest.raises(Disconnected, match="no longer in the keyring"):
        kept(tmp_path, "")
    purse.held[SERVICE, "google"] = "garbage"
    with pytest.raises(Disconnected, match="no longer in the keyring"):
        kept(tmp_path, "")

    def broken(*names: str) -> None:
        raise KeyringError("it is locked")

    monkeypatch.setattr(purse, "get_password", broken)
    with pytest.raises(Disconnected, match="it is locked"):
        kept(tmp_path, "")


def test_a_damaged_file_says_so(tmp_path: Path) -> None:
    where = keep(tmp_path, USER)
    where.file.write_text("{")
    with pytest.raises(Disconnected, match="damaged"):
        kept(tmp_path, "")
    where.file.unlink()
    where.file.mkdir()
    with pytest.raises(Disconnected, match="cannot be read"):
        kept(tmp_path, "")
    with pytest.raises(WriteFailed, match="cannot be kept"):
        keep(tmp_path, USER)


def test_forgetting_leaves_nothing(tmp_path: Path, purse: Any) -> None:
    assert not forget(tmp_path, "")
    where = keep(tmp_path, USER)
    assert forget(tmp_path, "")
    assert not where.file.exists()
    assert not purse.held
    assert kept(tmp_path, "") is None


def test_a_secret_does_not_show_itself() -> None:
    assert "1//secret" not in repr(USER)
    assert "hidden" not in f"{USER.secret}"


def test_a_stand_in_never_gets_the_real_access(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(tmp_path, USER)
    monkeypatch.setenv("SALESTUI_SHEETS_ENDPOINT", "http://127.0.0.1:8099")
    client = client_for(tmp_path)
    assert client.endpoint == "http://127.0.0.1:8099"
    assert bearer(client) == "demo"
    keep(tmp_path, Connection(Kind.KEY, endpoint="http://127.0.0.1:1", secret=Secret(key="k")))
    assert bearer(client_for(tmp_path)) == "demo"
    monkeypatch.delenv("SALESTUI_SHEETS_ENDPOINT")
    assert client_for(tmp_path).account.name == "ann@example.com"


def test_who_never_connected_is_told_how(tmp_path: Path) -> None:
    with pytest.raises(Disconnected) as found:
        client_for(tmp_path)
    assert "salestui connect" in found.value.advice()


def test_least_scopes_and_their_reasons() -> None:
    assert [
        scope.address.rpartition("/")[2] for scope in scopes(read_only=False, export=False)
    ] == [
        "spreadsheets",
        "drive.metadata.readonly",
    ]
    assert [scope.address.rpartition("/")[2] for scope in scopes(read_only=True, export=True)] == [
        "spreadsheets.readonly",
        "drive.readonly",
    ]
    assert all(scope.reason for scope in scopes(read_only=True, export=False))


@pytest.fixture
def hosts(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The hosts that are looked for; only this machine is found."""
    asked: set[str] = set()
    found = socket.getaddrinfo

    def look(host: Any, *more: Any, **options: Any) -> Any:
        asked.add(str(host))
        if host != "127.0.0.1":
            raise socket.gaierror("not in tests")
        return found(host, *more, **options)

    monkeypatch.setattr(socket, "getaddrinfo", look)
    return asked


def test_a_service_account_s_token_goes_nowhere_else(
    service: Running, tmp_path: Path, hosts: set[str]
) -> None:
    """google-auth's own credentials would ask another host, with the token, in the background."""
    key = service_account_file(tmp_path, token_uri="https://evil.example/token")
    before = set(threading.enumerate())
    connection = Connection(
        Kind.SERVICE, account="robot@p.example", endpoint=service.base, key_file=str(key)
    )
    client = client_of(connection, QUICK)
    assert account_name(client)
    for started in set(threading.enumerate()) - before:
        started.join(5)
    assert hosts == {"127.0.0.1"}
    assert [entry["path"] for entry in service.server.log] == ["/token", "/drive/v3/about"]
    assert [entry.path for entry in client.log.sent] == ["/token", "/drive/v3/about"]
    assert token_address("") == "https://oauth2.googleapis.com/token"


def test_revoked_means_connect_again(service: Running) -> None:
    service.server.tokens.revoke()
    client = client_of(Connection(Kind.USER, endpoint=service.base, secret=USER.secret), QUICK)
    with pytest.raises(Disconnected, match="revoked"):
        client.values_batch_get("some-id", ["A1"])
    assert len(service.server.log) == 1


def test_reconnecting_needs_no_restart(
    service: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SALESTUI_SHEETS_ENDPOINT", service.base)
    key = str(service.client().create("Pipeline").id)
    user = Connection(Kind.USER, "ann@example.com", endpoint=service.base, secret=USER.secret)
    keep(tmp_path, user)
    client = client_for(tmp_path, QUICK)
    service.server.tokens.revoke()
    service.server.log.clear()
    with pytest.raises(Disconnected):
        client.fetch_sheet_metadata(key)
    service.server.tokens.restore()
    forget(tmp_path, service.base)
    with pytest.raises(Disconnected, match="not connected"):
        client.fetch_sheet_metadata(key)
    robot = service_account_file(tmp_path)
    keep(
        tmp_path,
        Connection(Kind.SERVICE, EMAIL, endpoint=service.base, key_file=str(robot)),
    )
    assert client.fetch_sheet_metadata(key)
    assert client.account.name == EMAIL
    client.close()


def test_a_token_endpoint_that_fails_is_offline(service: Running) -> None:
    service.server.faults.add({"kind": "html", "count": 99, "match": "/token"})
    client = client_of(Connection(Kind.USER, endpoint=service.base, secret=USER.secret), QUICK)
    with pytest.raises(Offline):
        client.values_batch_get("some-id", ["A1"])


def test_what_may_be_done_with_a_spreadsheet(service: Running) -> None:
    key = str(service.client().create("Pipeline").id)
    client = client_of(
        Connection(Kind.USER, "ann@example.com", endpoint=service.base, secret=USER.secret), QUICK
    )
    assert access_to(client, key).writable
    assert access_to(client, key).title == "Pipeline"
    service.server.store.files[key].read_only = True
    assert not access_to(client, key).writable
    service.server.store.files[key].trashed = True
    with pytest.raises(NotFound, match="trash"):
        access_to(client, key)
    service.server.store.private.add(key)
    with pytest.raises(NoAccess, match="ann@"):
        access_to(client, key)


def test_reading_only_is_never_writable(service: Running) -> None:
    key = str(service.client().create("Pipeline").id)
    reading = Connection(Kind.USER, read_only=True, endpoint=service.base, secret=USER.secret)
    assert not access_to(client_of(reading, QUICK), key).writable
    keyed = Connection(Kind.KEY, endpoint=service.base, secret=Secret(key="AIza-key"))
    client = client_of(keyed, QUICK)
    assert not access_to(client, key).writable
    service.server.store.private.add(key)
    with pytest.raises(NoAccess, match="open to everybody"):
        access_to(client, key)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "is not JSON"),
        ("[]", "is not JSON"),
        ("{}", "not the key of a service account"),
        ('{"installed": {"client_id": "x"}}', "OAuth client, not"),
        ('{"type": "service_account", "client_email": "a@b", "private_key": "x"}', "damaged"),
    ],
)
def test_other_files_are_not_taken_for_keys(tmp_path: Path, content: str, sentence: str) -> None:
    path = tmp_path / "key.json"
    path.write_text(content)
    with pytest.raises(Disconnected, match=sentence):
        service_account_info(path)
    with pytest.raises(Disconnected, match="cannot be read"):
        service_account_info(tmp_path / "gone.json")


def test_a_key_file_that_went_away_says_so(service: Running, tmp_path: Path) -> None:
    key = service_account_file(tmp_path)
    keep(tmp_path, Connection(Kind.SERVICE, account="robot@p.example", key_file=str(key)))
    assert "private_key" not in json.loads((tmp_path / "google" / "google.json").read_text())
    key.unlink()
    with pytest.raises(Disconnected, match="cannot be read"):
        client_for(tmp_path)
