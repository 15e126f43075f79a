"""``salestui log``: the history on standard output."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from driving import sample_copy

from adapters.registry import open_workbook
from salestui.book.book import Book
from salestui.book.reading import Settings
from salestui.cli.exits import Exit
from salestui.cli.main import main
from salestui.locations import journals_dir, state_dir
from sample_workbooks import AS_OF

pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """An open dashboard's book with two edits, one of them saved."""
    path = sample_copy(tmp_path)
    book = Book(open_workbook(str(path), state_dir()), Settings(AS_OF), journals_dir())
    book.load()
    book.set_values("Edit: Amount", "deals", [(3, "amount", 4321.5)])
    book.save()
    book.set_values("Edit: Next step", "deals", [(4, "next_step", "call")])
    yield book
    book.close()


def logged(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, object]]:
    assert main(["log", *arguments, "--json"]) == Exit.OK
    entries = json.loads(capsys.readouterr().out)
    assert isinstance(entries, list)
    return entries


def test_newest_first_while_a_dashboard_is_open(
    book: Book, capsys: pytest.CaptureFixture[str]
) -> None:
    last, saved, first = logged(capsys, book.state.location)
    assert (last["field"], last["after"], last["state"]) == ("next_step", "call", "waiting")
    assert (saved["act"], "field" in saved) == ("save", False)
    assert (first["field"], first["after"], first["state"]) == ("amount", 4321.5, "saved")


def test_of_one_deal(book: Book, capsys: pytest.CaptureFixture[str]) -> None:
    key = str(book.state.entities["deals"].value(3, "id"))
    (entry,) = logged(capsys, book.state.location, "--deal", key.lower())
    assert (entry["key"], entry["field"]) == (key, "amount")
    assert not logged(capsys, book.state.location, "--deal", "no such")


def test_since_and_limit(book: Book, capsys: pytest.CaptureFixture[str]) -> None:
    assert len(logged(capsys, book.state.location, "--limit", "1")) == 1
    assert not logged(capsys, book.state.location, "--since", "2999-01-01")
    with pytest.raises(SystemExit) as left:
        main(["log", book.state.location, "--limit", "0"])
    assert left.value.code == Exit.USAGE


@pytest.mark.parametrize(("lang", "state"), [("en", "waiting"), ("zh", "call")])
def test_as_a_table(book: Book, capsys: pytest.CaptureFixture[str], lang: str, state: str) -> None:
    assert main(["log", book.state.location, "--lang", lang]) == Exit.OK
    told = capsys.readouterr()
    first, *_rest = told.out.splitlines()
    assert state in first
    assert "→ call" in first
    assert not told.err


def test_of_a_workbook_that_is_gone(book: Book, capsys: pytest.CaptureFixture[str]) -> None:
    location = book.state.location
    book.close()
    Path(location).unlink()
    assert len(logged(capsys, location)) == 3
    assert main(["log", location + "x"]) == Exit.UNREADABLE
