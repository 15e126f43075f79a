"""``salestui connect``: each way, what it says, where it leaves what lets one in."""

from __future__ import annotations

import io
import json
import threading
import urllib.request
import webbrowser
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from google_keys import EMAIL, service_account_file
from sheets_server.running import Running, running
from sheets_server.state import SERVICE_ACCOUNT

from adapters.errors import Disconnected
from adapters.google import signing_in
from salestui.cli import connect_questions
from salestui.cli.exits import Exit
from salestui.cli.main import main
from salestui.locations import state_dir

KEY = "AIza-very-secret"
REFRESH = "1//"
CLIENT = {
    "installed": {
        "client_id": "id.apps",
        "client_secret": "hidden",
        "auth_uri": "https://evil.example/auth",
        "token_uri": "https://evil.example/token",
        "redirect_uris": ["http://localhost"],
    }
}
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Running]:
    with running() as one:
        monkeypatch.setenv("SALESTUI_SHEETS_ENDPOINT", one.base)
        yield one


@pytest.fixture
def client_file(tmp_path: Path) -> str:
    path = tmp_path / "client.json"
    path.write_text(json.dumps(CLIENT))
    return str(path)


class Browser:
    """Follows the address and its redirection, as a user does who agrees; or answers otherwise."""

    def __init__(self) -> None:
        self.opened: list[str] = []
        self.pages: list[str] = []
        self.answer: Callable[[str], str] = lambda address: address
        self.clicks: list[threading.Thread] = []

    def open(self, address: str, new: int = 0, autoraise: bool = True) -> bool:
        self.opened.append(address)
        self.clicks.append(threading.Thread(target=self._visit, args=(self.answer(address),)))
        self.clicks[-1].start()
        return True

    def _visit(self, address: str) -> None:
        with urllib.request.urlopen(address, timeout=10) as page:
            self.pages.append(page.read().decode())


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> Iterator[Browser]:
    mine = Browser()
    monkeypatch.setattr(webbrowser, "get", lambda name=None: mine)
    yield mine
    for click in mine.clicks:
        click.join(10)


def told_no(address: str) -> str:
    asked = parse_qs(urlsplit(address).query)
    back = {"error": "access_denied", "state": asked["state"][0]}
    return f"{asked['redirect_uri'][0]}?{urlencode(back)}"


def kept_files() -> str:
    folder = state_dir()
    return "".join(path.read_text() for path in folder.rglob("*") if path.is_file())


def status(capsys: Capture) -> dict[str, Any]:
    capsys.readouterr()
    main(["connect", "--status", "--json"])
    return dict(json.loads(capsys.readouterr().out))


def test_signing_in_by_browser(
    service: Running, client_file: str, browser: Browser, purse: Any, capsys: Capture
) -> None:
    assert main(["connect", "--client", client_file]) == Exit.OK
    said = capsys.readouterr()
    assert f"Connected as {SERVICE_ACCOUNT}." in said.out
    assert "keyring (Purse)" in said.out
    assert "drive.metadata.readonly" in said.err
    assert "never what is in them" in said.err
    assert browser.opened[0] in said.err
    browser.clicks[0].join(10)
    assert browser.pages == ["salestui is connected. You may close this page."]
    asked = parse_qs(urlsplit(browser.opened[0]).query)
    assert asked["redirect_uri"][0].startswith("http://127.0.0.1:")
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["access_type"] == ["offline"]
    assert browser.opened[0].startswith(service.base)
    assert REFRESH not in kept_files()
    assert "hidden" not in kept_files()
    assert REFRESH in str(purse.held)


def test_reading_only_asks_for_less(
    service: Running, client_file: str, browser: Browser, capsys: Capture
) -> None:
    assert main(["connect", "--client", client_file, "--read-only", "--json"]) == Exit.OK
    made = json.loads(capsys.readouterr().out)
    assert made["read_only"] is True
    assert made["account"] == SERVICE_ACCOUNT
    assert "spreadsheets.readonly" in browser.opened[0]
    assert [one["scope"].rpartition("/")[2] for one in status(capsys)["scopes"]] == [
        "spreadsheets.readonly",
        "drive.metadata.readonly",
    ]
    book = service.client().create("Pipeline")
    assert main(["connect", "--check", f"gsheets:{book.id}"]) == Exit.OK
    assert "may read Pipeline, and not write" in capsys.readouterr().out


def test_without_a_browser_the_address_is_printed(
    service: Running, client_file: str, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    visitor = Browser()
    printed: list[str] = []

    class Heard(io.StringIO):
        def write(self, text: str) -> int:
            printed.append(text)
            if found := [word for word in text.split() if word.startswith(service.base)]:
                visitor.open(found[0])
            return len(text)

    monkeypatch.setattr(webbrowser, "get", lambda name=None: pytest.fail("opened"))
    monkeypatch.setattr("sys.stderr", Heard())
    assert main(["connect", "--client", client_file, "--no-browser"]) == Exit.OK
    visitor.clicks[0].join(10)
    assert "Connected as" in capsys.readouterr().out


def test_no_browser_on_this_machine_is_as_if_told(
    service: Running, client_file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(name: str | None = None) -> None:
        raise webbrowser.Error("could not locate runnable browser")

    visitor = Browser()
    monkeypatch.setattr(webbrowser, "get", none)
    seen: list[str] = []

    def show(address: str) -> None:
        seen.append(address)
        if len(seen) == 2:  # The first was for the browser that is not there.
            visitor.open(address)

    config = signing_in.client_config(Path(client_file), service.base)
    assert signing_in.sign_in(config, ["a"], show, wait=10).refresh_token
    visitor.clicks[0].join(10)


def test_no_means_no(service: Running, client_file: str, browser: Browser, capsys: Capture) -> None:
    browser.answer = told_no
    assert main(["connect", "--client", client_file]) == Exit.FAILED
    assert "told not to give" in capsys.readouterr().err
    assert status(capsys) == {"connected": False}


def test_every_box_has_to_be_agreed_to(
    service: Running,
    client_file: str,
    browser: Browser,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Capture,
) -> None:
    grant = service.server.tokens.grant
    monkeypatch.setattr(
        service.server.tokens, "grant", lambda form: grant({**form, "scope": "only-one"})
    )
    assert main(["connect", "--client", client_file]) == Exit.FAILED
    assert "Not every box" in capsys.readouterr().err
    assert status(capsys) == {"connected": False}


def test_a_browser_that_never_answers_is_given_up(service: Running, client_file: str) -> None:
    config = signing_in.client_config(Path(client_file), service.base)
    with pytest.raises(Disconnected, match="in time"):
        signing_in.sign_in(config, ["a"], lambda url: None, browser=False, wait=0)


def test_a_port_that_is_taken_says_so(service: Running, client_file: str, capsys: Capture) -> None:
    port = service.base.rpartition(":")[2]
    command = ["connect", "--client", client_file, "--no-browser", "--port", port]
    assert main(command) == Exit.FAILED
    assert f"port {port}" in capsys.readouterr().err


def test_what_cannot_be_tried_out_is_kept_and_told(
    service: Running, client_file: str, browser: Browser, capsys: Capture
) -> None:
    service.server.faults.add({"kind": "html", "match": "/v4/"})
    assert main(["connect", "--client", client_file]) == Exit.FAILED
    said = capsys.readouterr()
    assert "Connected." in said.out
    assert "Sign in to the network" in said.err
    assert status(capsys)["connected"] is True


def test_a_service_account(service: Running, tmp_path: Path, capsys: Capture) -> None:
    path = service_account_file(tmp_path)
    assert main(["connect", "--service-account", str(path)]) == Exit.OK
    said = capsys.readouterr().out
    assert f"Connected as {EMAIL}." in said
    assert f"Share each spreadsheet with {EMAIL}" in said
    assert "PRIVATE KEY" not in kept_files()
    assert status(capsys)["kept_in"] == str(path)
    private = str(service.client().create("Pipeline").id)
    assert main(["connect", "--check", private, "--json"]) == Exit.OK
    found = json.loads(capsys.readouterr().out)
    assert found == {"title": "Pipeline", "account": EMAIL, "readable": True, "writable": True}
    service.server.store.private.add(private)
    assert main(["connect", "--check", private]) == Exit.UNREADABLE
    assert EMAIL in capsys.readouterr().err


def test_a_refused_service_account_is_not_kept(
    service: Running, tmp_path: Path, capsys: Capture
) -> None:
    service.server.tokens.revoke()
    path = service_account_file(tmp_path)
    assert main(["connect", "--service-account", str(path)]) == Exit.FAILED
    assert "revoked" in capsys.readouterr().err
    assert status(capsys) == {"connected": False}


def test_an_api_key_from_the_environment(
    service: Running, monkeypatch: pytest.MonkeyPatch, capsys: Capture, purse: Any
) -> None:
    monkeypatch.setenv("SALESTUI_API_KEY", KEY)
    assert main(["connect", "--api-key"]) == Exit.OK
    assert KEY not in kept_files()
    assert KEY in str(purse.held)
    assert KEY not in "".join(entry["query"] for entry in service.server.log)
    key = str(service.client().create("Open to all").id)
    capsys.readouterr()
    assert main(["connect", "--check", f"gsheets:{key}"]) == Exit.OK
    assert capsys.readouterr().out == "Open to all may be read, and not written.\n"


def test_an_api_key_from_the_input(
    service: Running, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{KEY}\n"))
    assert main(["connect", "--api-key", "-"]) == Exit.OK
    assert "no keyring" in capsys.readouterr().out
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert main(["connect", "--api-key", "-"]) == Exit.USAGE
    assert main(["connect", "--api-key"]) == Exit.USAGE
    assert "There is no API key." in capsys.readouterr().err
    assert main(["connect", "--api-key", "two words"]) == Exit.FAILED
    said = capsys.readouterr().err
    assert "shell's history" in said
    assert "not an API key" in said


def test_nobody_to_ask_is_a_sentence(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert main(["connect"]) == Exit.USAGE
    said = capsys.readouterr().err
    assert "nobody to ask" in said
    assert "--service-account" in said


def answering(monkeypatch: pytest.MonkeyPatch, *answers: str) -> None:
    given = iter(answers)
    monkeypatch.setattr(connect_questions.sys.stdin, "isatty", lambda: True, raising=False)

    def answer(question: str) -> str:
        try:
            return next(given)
        except StopIteration:
            raise EOFError from None

    monkeypatch.setattr("builtins.input", answer)
    monkeypatch.setattr(connect_questions, "getpass", answer)


def test_asked_for_a_service_account(
    service: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    path = service_account_file(tmp_path)
    answering(monkeypatch, "2", f"'{path}'", "y")
    assert main(["connect"]) == Exit.OK
    assert "docs/google.md" in capsys.readouterr().out
    assert status(capsys)["read_only"] is True


def test_asked_for_a_key(
    service: Running, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    answering(monkeypatch, "3", KEY)
    assert main(["connect"]) == Exit.OK
    assert KEY not in "".join(capsys.readouterr())


@pytest.mark.parametrize("answers", [(), ("4",), ("1",), ("1", ""), ("3",), ("3", "")])
def test_no_answer_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture, answers: tuple[str, ...]
) -> None:
    answering(monkeypatch, *answers)
    assert main(["connect"]) == Exit.USAGE
    assert capsys.readouterr().err.startswith("salestui: ")


def test_status_and_forgetting(service: Running, tmp_path: Path, capsys: Capture) -> None:
    assert main(["connect", "--status"]) == Exit.FAILED
    assert "Not connected" in capsys.readouterr().out
    main(["connect", "--service-account", str(service_account_file(tmp_path))])
    service.server.log.clear()
    assert main(["connect", "--status"]) == Exit.OK
    assert not service.server.log
    said = capsys.readouterr().out
    assert f"as {EMAIL} (service account)" in said
    assert "auth/spreadsheets\n  To read and write" in said
    assert main(["connect", "--forget"]) == Exit.OK
    assert "Forgotten" in capsys.readouterr().out
    assert main(["connect", "--forget", "--json"]) == Exit.OK
    assert json.loads(capsys.readouterr().out) == {"forgotten": False}


def test_two_ways_at_once_are_a_mistake(capsys: Capture) -> None:
    with pytest.raises(SystemExit) as left:
        main(["connect", "--status", "--forget"])
    assert left.value.code == Exit.USAGE


def test_other_files_are_named_for_what_they_are(
    service: Running, client_file: str, tmp_path: Path, capsys: Capture
) -> None:
    robot = str(service_account_file(tmp_path))
    assert main(["connect", "--client", robot]) == Exit.FAILED
    assert f"connect --service-account {robot}" in capsys.readouterr().err
    assert main(["connect", "--service-account", client_file]) == Exit.FAILED
    assert f"connect --client {client_file}" in capsys.readouterr().err
    web = tmp_path / "web.json"
    web.write_text('{"web": {"client_id": "x"}}')
    assert main(["connect", "--client", str(web)]) == Exit.FAILED
    assert "Desktop app" in capsys.readouterr().err


def test_checking_what_is_no_spreadsheet(service: Running, capsys: Capture) -> None:
    assert main(["connect", "--check", "gsheets:nothing-like-that-here"]) == Exit.UNREADABLE
    assert "no spreadsheet with this id" in capsys.readouterr().err
    assert main(["connect", "--check", "https://example.com/"]) == Exit.UNREADABLE


def test_unreachable_is_told_quickly(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Capture
) -> None:
    monkeypatch.setenv("SALESTUI_SHEETS_ENDPOINT", "http://127.0.0.1:9")
    path = service_account_file(tmp_path)
    assert main(["connect", "--service-account", str(path)]) == Exit.FAILED
    assert "not reached" in capsys.readouterr().err
