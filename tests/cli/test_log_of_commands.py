"""What commands write is in the history: by whom, once, and to be taken back by a dashboard."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from threading import Thread
from typing import Any

import openpyxl
import pytest
from follow_books import SHEETS
from written_books import write

from adapters.registry import open_workbook
from salestui.book.book import Book
from salestui.book.edits import SetField
from salestui.book.journal.commands import CommandLog, Done
from salestui.book.journal.named import Named
from salestui.book.journal.places import unsaved_edits, user_name
from salestui.book.journal.reader import Entry, Query
from salestui.book.journal.record import Act
from salestui.book.reading import Settings
from salestui.cli.exits import Exit
from salestui.cli.main import main
from salestui.locations import journals_dir, state_dir

Capsys = pytest.CaptureFixture[str]

BOOK = {
    "Deals": [
        ("Deal ID", "Deal", "Customer", "Stage", "Amount", "Close date"),
        ("D-1", "Cloud", "Acme", "Proposal", 1000, date(2026, 12, 1)),
        ("D-2", "ERP", "Beta", "Proposal", 2000, date(2026, 12, 2)),
    ]
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made: Path = write(tmp_path / "team.xlsx", BOOK)
    return made


def dashboard(path: Path) -> Book:
    """A dashboard's book, as it is once it is shown."""
    book = Book(open_workbook(str(path), state_dir()), Settings(date(2026, 12, 9)), journals_dir())
    book.load()
    book.keep_base()
    return book


@pytest.fixture
def shown(path: Path) -> Iterator[Book]:
    book = dashboard(path)
    yield book
    book.close()


def run(*arguments: object) -> None:
    assert main([*map(str, arguments)]) == Exit.OK


def logged(capsys: Capsys, path: Path, *arguments: str) -> list[dict[str, Any]]:
    capsys.readouterr()
    run("log", path, "--json", *arguments)
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return found


def changes(capsys: Capsys, path: Path) -> list[tuple[object, ...]]:
    return [
        (e["user"], e["key"], e["field"], e["before"], e["after"], e["state"])
        for e in logged(capsys, path)
        if "field" in e
    ]


def amounts(path: Path) -> list[object]:
    rows = openpyxl.load_workbook(path)["Deals"].iter_rows(min_row=2, values_only=True)
    return [row[4] for row in rows]


ME = user_name()


def test_an_edit_is_told_with_who_and_what_was_before(path: Path, capsys: Capsys) -> None:
    run("edit", path, "D-1.amount=5000", "D-2.customer=Acme")
    assert sorted(changes(capsys, path)) == [
        (ME, "D-1", "amount", 1000, 5000, "saved"),
        (ME, "D-2", "customer", "Beta", "Acme", "saved"),
    ]
    (entry, _other) = logged(capsys, path)
    assert (entry["act"], entry["label"]) == ("edit", "D-1.amount, D-2.customer")
    assert len(logged(capsys, path, "--limit", "1")) == 1
    assert not logged(capsys, path, "--since", "2999-01-01")
    assert not unsaved_edits(journals_dir(), str(path))


def test_what_wrote_nothing_is_not_told(path: Path, capsys: Capsys) -> None:
    run("edit", path, "D-1.amount=5000", "--dry-run")
    run("edit", path, "D-1.amount=1000")
    assert main(["edit", str(path), "D-1.stage=nonsense"]) == Exit.USAGE
    assert not logged(capsys, path)


def test_an_open_dashboard_tells_it_once(path: Path, shown: Book, capsys: Capsys) -> None:
    run("edit", path, "D-1.amount=5000")
    shown.refresh()
    run("edit", path, "D-1.amount=1000")
    run("edit", path, "D-1.amount=7000")
    shown.refresh()
    assert changes(capsys, path) == [
        (ME, "D-1", "amount", 1000, 7000, "saved"),
        (ME, "D-1", "amount", 5000, 1000, "saved"),
        (ME, "D-1", "amount", 1000, 5000, "saved"),
    ]


def test_a_dashboard_opened_later_tells_it_once(path: Path, capsys: Capsys) -> None:
    dashboard(path).close()
    run("edit", path, "D-1.amount=5000")
    run("edit", path, "D-1.amount=6000")
    dashboard(path).close()
    assert [change[3:5] for change in changes(capsys, path)] == [(5000, 6000), (1000, 5000)]


@pytest.mark.parametrize("again", [False, True])
def test_what_others_did_besides_is_still_theirs(
    path: Path, shown: Book, capsys: Capsys, again: bool
) -> None:
    run("edit", path, "D-1.amount=5000")
    other = openpyxl.load_workbook(path)
    other["Deals"]["E2"] = 8000
    other["Deals"]["E3"] = 9
    other.save(path)
    if again:
        run("edit", path, "D-1.amount=8500")
    shown.refresh()
    found = changes(capsys, path)
    assert (None, "D-1", "amount", 5000, 8000, "observed") in found
    assert (None, "D-2", "amount", 2000, 9, "observed") in found
    assert len(found) == 3 + again


def test_the_same_change_by_others_later_is_theirs(path: Path, shown: Book, capsys: Capsys) -> None:
    run("edit", path, "D-1.amount=5000")
    shown.refresh()
    for value in (1000, 5000):
        other = openpyxl.load_workbook(path)
        other["Deals"]["E2"] = value
        other.save(path)
        os.utime(path, ns=(value, value))
        shown.refresh()
    assert [change[0] for change in changes(capsys, path)] == [None, None, ME]


def test_it_is_taken_back_from_the_history(path: Path, shown: Book, capsys: Capsys) -> None:
    run("edit", path, "D-1.amount=5000", "D-2.customer=Acme")
    shown.refresh()
    history = shown.history
    assert history is not None
    entries: list[Entry] = [e for e in history.every(Query(mine=True)) if e.change is not None]
    step = shown.revert_entries("Taken back", entries)
    assert not step.refused
    assert not step.conflicts
    shown.save()
    assert amounts(path) == [1000, 2000]
    assert shown.undo()
    assert shown.state.is_pending


def test_edits_that_a_dashboard_has_pending_stay(path: Path, shown: Book, capsys: Capsys) -> None:
    shown.set_values("mine", "deals", [(1, "amount", 3.0)])
    run("edit", path, "D-1.amount=5000")
    shown.refresh()
    assert shown.state.pending_count == 1
    shown.save()
    assert amounts(path) == [5000, 3]
    assert not [change for change in changes(capsys, path) if change[0] is None]


def test_a_stage_moves_with_all_that_belongs_to_it(path: Path, capsys: Capsys) -> None:
    run("edit", path, "D-1.stage=Negotiation", "--reason", "agreed")
    assert (ME, "D-1", "stage", "Proposal", "Negotiation", "saved") in changes(capsys, path)


def test_a_journal_that_cannot_be_written_is_told_and_stands_in_no_way(
    path: Path, capsys: Capsys
) -> None:
    journals_dir().parent.mkdir(parents=True, exist_ok=True)
    journals_dir().write_text("no folder")
    run("edit", path, "D-1.amount=5000")
    told = capsys.readouterr()
    assert "not in the history" in told.err
    assert "not in the history" not in told.out
    assert amounts(path)[0] == 5000


def test_killed_before_it_was_noted_it_is_seen_as_a_change_of_others(
    path: Path, shown: Book, capsys: Capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_given: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("salestui.book.journal.commands.CommandLog._note", killed)
        main(["edit", str(path), "D-1.amount=5000"])
    shown.refresh()
    assert changes(capsys, path) == [(None, "D-1", "amount", 1000, 5000, "observed")]
    run("edit", path, "D-1.amount=6000")
    shown.refresh()
    assert changes(capsys, path)[0] == (ME, "D-1", "amount", 5000, 6000, "saved")


def test_a_damaged_journal_is_put_aside(path: Path, capsys: Capsys) -> None:
    run("edit", path, "D-1.amount=5000")
    (journal,) = journals_dir().glob("*-commands.sqlite")
    journal.write_bytes(b"not a journal" * 1000)
    for part in journals_dir().glob("*-commands.sqlite-*"):
        part.unlink()
    run("edit", path, "D-1.amount=6000")
    assert [change[3:5] for change in changes(capsys, path)] == [(5000, 6000)]
    assert len(list(journals_dir().glob("*damaged*"))) == 1


def test_new_rows_of_a_note_are_told_once(tmp_path: Path, capsys: Capsys) -> None:
    path = write(tmp_path / "follow.xlsx", SHEETS)
    book = dashboard(path)
    run("note", path, "call beta fine", "--as-of", "2026-12-09")
    book.refresh()
    entries = logged(capsys, path)
    assert {entry["user"] for entry in entries} == {ME}
    assert [e["change"] for e in entries].count("add") == 1
    assert {"last_contact", "next_contact"} <= {e.get("field") for e in entries}
    book.close()


def test_a_sheet_that_was_added_is_told(path: Path, capsys: Capsys) -> None:
    run("sheet", path, "customers")
    run("sheet", path, "deals", "--column", "probability")
    assert [e["act"] for e in logged(capsys, path)] == ["widen", "create"]


def test_two_commands_at_once_are_both_told(path: Path, capsys: Capsys) -> None:
    first, second = (CommandLog(journals_dir(), str(path)) for _ in range(2))

    def write_too() -> None:
        with second.writing() as done:
            done.append(Done(Act.CREATE, "second"))

    with first.writing() as done:
        other = Thread(target=write_too)
        other.start()
        other.join(0.3)
        done.append(Done(Act.CREATE, "first"))
    other.join()
    assert not first.trouble
    assert not second.trouble
    assert {e["label"] for e in logged(capsys, path)} == {"first", "second"}


def test_a_dashboard_waits_for_a_command_that_is_writing(
    path: Path, shown: Book, capsys: Capsys
) -> None:
    with CommandLog(journals_dir(), str(path)).writing() as done:
        other = openpyxl.load_workbook(path)
        other["Deals"]["E2"] = 5000
        other.save(path)
        looking = Thread(target=shown.refresh)
        looking.start()
        looking.join(0.5)
        edit = SetField("deals", 0, "amount", 1000, 5000)
        done.append(Done(Act.EDIT, "D-1.amount", [Named(edit, "D-1", "Cloud")]))
    looking.join()
    assert changes(capsys, path) == [(ME, "D-1", "amount", 1000, 5000, "saved")]


def test_cells_that_are_named_by_address_are_told_by_their_rows(
    path: Path, shown: Book, capsys: Capsys
) -> None:
    row = '{"Deal ID": "D-3", "Deal": "Drill", "Amount": 5}'
    run("edit", path, "Deals!E2=5000", "D-2.customer=Acme", "--append", "Deals", row)
    shown.refresh()
    told = changes(capsys, path)
    assert sorted(told) == [
        (ME, "D-1", "amount", 1000, 5000, "saved"),
        (ME, "D-2", "customer", "Beta", "Acme", "saved"),
    ]
    assert [e["change"] for e in logged(capsys, path)].count("add") == 1
    run("edit", path, "--delete", "Deals!4")
    shown.refresh()
    (gone, *_earlier) = logged(capsys, path)
    assert (gone["change"], gone["key"], gone["user"]) == ("delete", "D-3", ME)


def test_cells_of_no_table_are_not_told(tmp_path: Path, capsys: Capsys) -> None:
    path = write(tmp_path / "plain.xlsx", {"Notes": [("some", "words"), (1, 2)]})
    run("edit", path, "Notes!A2=7")
    assert not logged(capsys, path)
    with CommandLog(journals_dir(), str(path)).writing() as done:
        done.append(Done(Act.CREATE, "a sheet"))
    run("edit", path, "Notes!A2=8")
    assert len(logged(capsys, path)) == 1
