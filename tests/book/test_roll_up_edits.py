"""Edits of a roll-up: each goes to the workbook that its row is of, is kept and undone there."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from team_books import AS_OF, EAST, WEST, rolled_up, team_files

from adapters.errors import Refused
from adapters.registry import open_workbook
from salestui.book.book import Book
from salestui.book.reading import Settings
from salestui.book.state import ConflictKind
from salestui.book.together.roll_up import NotSaved, RollUp
from salestui.mapping.layout import BOOK
from salestui.selling.changes import Changes, edits_of

CHECKER = Path(__file__).parents[2].parent / "shared" / "checks" / "lossless_check.py"


@pytest.fixture
def paths(tmp_path: Path) -> list[Path]:
    return team_files(tmp_path)


@pytest.fixture
def book(tmp_path: Path, paths: list[Path]) -> Iterator[RollUp]:
    book = rolled_up(tmp_path, paths)
    yield book
    book.close()


def row_of(book: RollUp | Book, entity: str, field: str, text: str) -> int:
    frame = book.state.entities[entity].live
    return int(frame.filter(pl.col(field) == text)["_id"].item())


def cell(path: Path, sheet: str, row: int, column: int) -> object:
    return openpyxl.load_workbook(path)[sheet].cell(row, column).value


def alone(path: Path, tmp_path: Path) -> Book:
    workbook = open_workbook(str(path), tmp_path / "state")
    book = Book(workbook, Settings(AS_OF), tmp_path / "journals")
    book.load()
    return book


def test_an_edit_is_written_into_its_own_workbook_only(book: RollUp, paths: list[Path]) -> None:
    east, west = paths
    before = east.read_bytes()
    row = row_of(book, "deals", "id", "D-001 · west")
    book.set_values("dearer", "deals", [(row, "amount", 75_000.0)])
    assert book.state.entities["deals"].value(row, "amount") == 75_000
    assert [change.row for change in book.state.pending()] == [row]
    report = book.save()
    assert (report.written, report.failed) == (1, ())
    assert cell(west, "Deals", 2, 6) == 75_000
    assert east.read_bytes() == before
    assert not book.state.is_pending


@pytest.mark.skipif(not CHECKER.exists(), reason="the shared check is not here")
def test_saves_lose_nothing_in_any_of_them(book: RollUp, paths: list[Path], tmp_path: Path) -> None:
    kept = [tmp_path / f"before_{path.name}" for path in paths]
    for path, copy in zip(paths, kept, strict=True):
        copy.write_bytes(path.read_bytes())
    rows = [row_of(book, "deals", "id", f"D-001 · {name}") for name in ("east", "west")]
    book.set_values("both", "deals", [(row, "amount", 1234.0) for row in rows])
    assert book.save().written == 2
    for path, copy in zip(paths, kept, strict=True):
        command = [sys.executable, str(CHECKER), str(copy), str(path), "--allow-cells", "Deals!F2"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def test_names_are_written_as_the_book_has_them(book: RollUp, paths: list[Path]) -> None:
    row = row_of(book, "deals", "id", "D-004")
    book.set_values(
        "whose", "deals", [(row, "customer", "Acme · west"), (row, "owner", "Ann · west")]
    )
    assert book.state.entities["deals"].value(row, "customer") == "Acme · west"
    book.save()
    assert cell(paths[1], "Deals", 3, 3) == "Acme"
    assert cell(paths[1], "Deals", 3, 4) == "Ann"


def test_a_name_that_becomes_common_is_told_apart_from_then_on(book: RollUp) -> None:
    row = row_of(book, "customers", "name", "Cole")
    book.set_values("renamed", "customers", [(row, "name", "Bolt")])
    assert book.state.entities["customers"].value(row, "name") == "Bolt · west"
    assert "Bolt · east" in book.state.entities["deals"].live["customer"].to_list()
    book.undo()
    assert book.state.entities["customers"].value(row, "name") == "Cole"
    assert "Bolt" in book.state.entities["deals"].live["customer"].to_list()


def test_one_undo_takes_back_what_was_done_in_several_books(book: RollUp) -> None:
    rows = [row_of(book, "deals", "id", text) for text in ("D-002", "D-004")]
    book.set_values("both", "deals", [(row, "amount", 1.0) for row in rows])
    book.set_values("one", "deals", [(rows[0], "amount", 2.0)])
    assert book.state.undo_label == "one"
    book.undo()
    assert [book.state.entities["deals"].value(row, "amount") for row in rows] == [1.0, 1.0]
    step = book.undo()
    assert step.label == "both"
    assert not book.state.is_pending
    assert not book.undo()
    book.redo()
    assert [book.state.entities["deals"].value(row, "amount") for row in rows] == [1.0, 1.0]
    assert book.state.redo_label == "one"


def test_a_new_row_goes_to_the_book_of_the_cursor(book: RollUp, paths: list[Path]) -> None:
    near = row_of(book, "deals", "id", "D-005")
    (row,) = book.add_rows("new", "deals", [{"id": "D-006", "name": "Hoist"}], near)
    assert book.state.entities["deals"].value(row, BOOK) == "west"
    (blank,) = book.add_rows("another", "deals", [{}], near)
    assert book.state.title_of("deals", blank) == "#2"
    book.undo()
    book.save()
    assert book.state.entities["deals"].value(row, "name") == "Hoist"
    assert cell(paths[1], "Deals", 5, 1) == "D-006"
    assert cell(paths[0], "Deals", 5, 1) is None


@pytest.mark.parametrize(
    ("deal", "home"), [("D-001 · east", 0), ("D-001 · west", 1), ("D-002", 0), ("D-005", 1)]
)
def test_a_new_row_goes_to_the_book_of_what_it_refers_to(
    book: RollUp, paths: list[Path], deal: str, home: int
) -> None:
    changes = Changes(rows=(("activities", {"deal": deal, "type": "Call", "notes": "rang"}),))
    book.apply("logged", edits_of(book.state, changes, book.new_rows))
    book.save()
    assert cell(paths[home], "Activities", 3, 3) == deal.partition(" · ")[0]
    assert cell(paths[home], "Activities", 3, 5) == "rang"
    assert cell(paths[1 - home], "Activities", 3, 5) is None


def test_a_row_is_deleted_and_brought_back(book: RollUp, paths: list[Path]) -> None:
    row = row_of(book, "deals", "id", "D-004")
    book.delete_rows("gone", "deals", [row])
    assert book.state.entities["deals"].live.height == 5
    book.undo()
    assert book.state.entities["deals"].live.height == 6
    book.redo()
    book.save()
    assert cell(paths[1], "Deals", 3, 1) == "D-005"


def test_one_change_is_reverted_from_the_review(book: RollUp) -> None:
    row = row_of(book, "deals", "id", "D-004")
    book.set_values("two", "deals", [(row, "amount", 1.0), (row, "name", "x")])
    book.revert([next(c for c in book.state.pending() if c.column == "name")], "back")
    assert [c.column for c in book.state.pending()] == ["amount"]


def test_edits_left_behind_are_found_by_who_opens_that_book_alone(
    tmp_path: Path, paths: list[Path]
) -> None:
    book = rolled_up(tmp_path, paths)
    book.left_over()
    book.keep_base()
    book.set_values("left", "deals", [(row_of(book, "deals", "id", "D-004"), "amount", 5.0)])
    for _place, own in book.books:
        own.workbook.close()
        own._close_journal()  # as a crash does: nothing is saved, nothing is given up
    west = alone(paths[1], tmp_path)
    found = west.left_over()
    assert found is not None
    assert [(c.column, c.after) for c in found[1].pending()] == [("amount", 5.0)]
    west.close()
    east = alone(paths[0], tmp_path)
    assert east.left_over() is None
    east.close()


def test_a_killed_roll_up_goes_on_where_it_was(tmp_path: Path, paths: list[Path]) -> None:
    script = (
        "import os, signal, sys; from pathlib import Path; "
        "from team_books import rolled_up; from test_roll_up_edits import row_of; "
        "folder = Path(sys.argv[1]); "
        "book = rolled_up(folder, [Path(p) for p in sys.argv[2:]]); "
        "book.left_over(); book.keep_base(); "
        "book.set_values('e', 'deals', [(row_of(book, 'deals', 'id', 'D-002'), 'amount', 7.0)]); "
        "book.set_values('w', 'deals', [(row_of(book, 'deals', 'id', 'D-004'), 'amount', 8.0)]); "
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    tests = Path(__file__).parents[1]
    seen = os.pathsep.join([str(tests), str(tests / "book"), str(tests.parent)])
    subprocess.run(
        [sys.executable, "-c", script, str(tmp_path), *map(str, paths)],
        env={**os.environ, "PYTHONPATH": seen},
        check=False,
    )
    book = rolled_up(tmp_path, paths)
    found = book.left_over()
    assert found is not None
    assert sorted(str(c.after) for c in found[1].pending()) == ["7.0", "8.0"]
    assert book.undecided
    book.recover()
    assert not book.undecided
    assert book.save().written == 2
    assert cell(paths[0], "Deals", 3, 6) == 7
    assert cell(paths[1], "Deals", 3, 6) == 8
    book.close()


def change(path: Path, row: int, column: int, value: object) -> None:
    """Another program changes a cell."""
    other = openpyxl.load_workbook(path)
    other["Deals"].cell(row, column).value = value  # type: ignore[assignment]
    other.save(path)


def test_what_others_change_is_followed_and_conflicts_are_of_their_book(
    book: RollUp, paths: list[Path]
) -> None:
    row, other = (row_of(book, "deals", "id", text) for text in ("D-004", "D-002"))
    book.set_values("mine", "deals", [(row, "amount", 1.0)])
    change(paths[1], 3, 6, 99_000)
    change(paths[0], 3, 6, 51_000)
    assert book.changed_elsewhere()
    report = book.refresh()
    assert set(report.differences["deals"].cells) == {(other, "amount"), (row, "amount")}
    (conflict,) = book.state.conflicts
    assert (conflict.kind, conflict.row, conflict.theirs) == (ConflictKind.CHANGED, row, 99_000)
    assert book.state.entities["deals"].value(other, "amount") == 51_000
    assert book.save().held == 1
    book.resolve(conflict, keep_mine=True)
    assert not book.state.conflicts
    assert book.save().written == 1
    assert cell(paths[1], "Deals", 3, 6) == 1


def test_one_that_cannot_be_written_holds_up_no_other(book: RollUp, paths: list[Path]) -> None:
    rows = [row_of(book, "deals", "id", text) for text in ("D-002", "D-004")]
    book.set_values("both", "deals", [(row, "amount", 3.0) for row in rows])
    (paths[0].parent / f"~${paths[0].name}").write_bytes(b"\x05Erika" + b" " * 160)
    report = book.save()
    assert report.written == 1
    assert cell(paths[1], "Deals", 3, 6) == 3
    assert [notice.sentence().partition(":")[0] for notice in report.failed] == [
        "east was not saved"
    ]
    assert [change.row for change in book.state.pending()] == [rows[0]]
    with pytest.raises(NotSaved, match="east was not saved"):
        book.save()
    (paths[0].parent / f"~${paths[0].name}").unlink()
    assert book.save().written == 1


def test_one_that_is_damaged_later_is_shown_as_before(book: RollUp, paths: list[Path]) -> None:
    row = row_of(book, "deals", "id", "D-004")
    book.set_values("mine", "deals", [(row, "amount", 1.0)])
    paths[0].write_bytes(b"no workbook any more")
    report = book.refresh()
    assert [n.sentence().partition(":")[0] for n in report.notices] == [
        "east is shown as it was read before"
    ]
    assert book.refresh().notices == ()
    assert book.state.entities["deals"].live.height == 6
    assert book.save().written == 1
    assert not book.missing or book.missing[0].parts["book"] == "east"


def test_what_is_for_one_workbook_alone_is_refused(book: RollUp, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="one workbook at a time"):
        book.create_table("payments")
    with pytest.raises(Refused, match="one workbook at a time"):
        book.export(tmp_path / "copy.xlsx")
    assert book.history is None


def test_a_choice_is_written_in_the_words_of_its_book(tmp_path: Path) -> None:
    head, *rows = WEST["Deals"]
    chinese = {"Negotiation": "商务谈判", "Won": "赢单", "Lost": "丢单"}
    said = [(*row[:4], chinese[str(row[4])], *row[5:]) for row in rows]
    paths = team_files(tmp_path, east=EAST, west={**WEST, "Deals": [head, *said]})
    book = rolled_up(tmp_path, paths)
    row = row_of(book, "deals", "id", "D-001 · west")
    book.set_values("won", "deals", [(row, "stage", "Won")])
    assert book.state.entities["deals"].value(row, "stage") == "赢单"
    book.close()
