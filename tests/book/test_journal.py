"""The journal of a book in memory: what it keeps, and what is done where it cannot."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from fakes import MemoryWorkbook

from adapters.errors import WriteFailed
from salestui.book.book import Book
from salestui.book.edits import AddRow, DeleteRow, Edit, SetField, Unread
from salestui.book.journal.codec import dumped_conflict, edit_fields, edit_of, loaded_conflict
from salestui.book.journal.places import journal_paths, unsaved_edits
from salestui.book.reading import Settings
from salestui.book.state import Conflict, ConflictKind

DEALS: list[list[object]] = [
    ["Deal ID", "Deal", "Stage", "Amount", "Close date"],
    ["D-1", "Alpha", "Proposal", 100.0, None],
    ["D-2", "Beta", "Proposal", 200.0, None],
    ["D-3", "Gamma", "Proposal", 300.0, None],
]


@pytest.fixture
def workbook() -> MemoryWorkbook:
    return MemoryWorkbook({"Deals": DEALS})


@pytest.fixture
def opened(workbook: MemoryWorkbook, tmp_path: Path) -> Iterator[Callable[[], Book]]:
    """Opens books on the workbook, their journals in one folder."""
    books: list[Book] = []

    def one() -> Book:
        book = Book(workbook, Settings(date(2026, 11, 2)), tmp_path)
        book.load()
        books.append(book)
        return book

    yield one
    for book in books:
        book.close()


def journal(tmp_path: Path, workbook: MemoryWorkbook) -> Path:
    return journal_paths(tmp_path, workbook.location)[0]


def history(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as found:
        return [kind for (kind,) in found.execute("SELECT kind FROM history ORDER BY id")]


@pytest.mark.parametrize(
    "edit",
    [
        SetField("deals", 3, "amount", 1.5, None),
        SetField("deals", 3, "x:备注", Unread("?"), "one, two"),
        AddRow("deals", 4, {"expected_close": date(2026, 1, 5), "flag": True}),
        DeleteRow("deals", 4, {"expected_close": date(2026, 1, 5), "name": None}),
    ],
)
def test_edits_come_back_as_they_were(edit: Edit) -> None:
    assert edit_of(edit_fields(edit)) == edit


def test_conflicts_come_back_as_they_were() -> None:
    held = {"amount": 4.0, "expected_close": date(2026, 1, 5)}
    conflict = Conflict(ConflictKind.ROW_GONE, "deals", 3, "amount", "Alpha", 1.0, 2.0, None, held)
    assert loaded_conflict(dumped_conflict(conflict)) == conflict


def test_edits_before_the_base_is_kept_are_kept_too(opened: Callable[[], Book]) -> None:
    book = opened()
    book.set_values("mine", "deals", [(0, "amount", 5.0)])
    book.close()
    again = opened()
    again.recover()
    assert again.state.entities["deals"].value(0, "amount") == 5.0


def test_what_was_undone_is_not_offered(
    opened: Callable[[], Book], tmp_path: Path, workbook: MemoryWorkbook
) -> None:
    book = opened()
    book.keep_base()
    book.set_values("mine", "deals", [(0, "amount", 5.0)])
    assert unsaved_edits(tmp_path, workbook.location) == 1
    book.undo()
    book.close()
    assert unsaved_edits(tmp_path, workbook.location) == 0
    assert opened().left_over() is None
    assert history(journal(tmp_path, workbook)) == ["edit", "undo"]


def test_what_others_changed_since_is_a_conflict(
    opened: Callable[[], Book], workbook: MemoryWorkbook
) -> None:
    book = opened()
    book.keep_base()
    book.set_values("mine", "deals", [(0, "amount", 5.0), (1, "amount", 6.0)])
    book.close()
    workbook.edit("Deals", 2, 4, 777.0)
    again = opened()
    again.recover()
    (conflict,) = again.state.conflicts
    assert (conflict.base, conflict.mine, conflict.theirs) == (100.0, 5.0, 777.0)
    again.save()
    assert (workbook.cell("Deals", 2, 4), workbook.cell("Deals", 3, 4)) == (777.0, 6.0)
    again.close()
    third = opened()
    third.recover()
    assert third.state.conflicts == (conflict,)


def test_edits_given_up_stay_in_the_history(
    opened: Callable[[], Book], tmp_path: Path, workbook: MemoryWorkbook
) -> None:
    book = opened()
    book.set_values("mine", "deals", [(0, "amount", 5.0)])
    book.discard()
    book.close()
    assert opened().left_over() is None
    assert history(journal(tmp_path, workbook)) == ["edit", "discard"]


def test_a_failed_save_leaves_the_edits(
    opened: Callable[[], Book], workbook: MemoryWorkbook
) -> None:
    book = opened()
    book.set_values("mine", "deals", [(0, "amount", 5.0)])
    workbook.failing = WriteFailed("The disk is full.")
    with pytest.raises(WriteFailed):
        book.save()
    assert book.state.pending_count == 1
    book.close()
    assert opened().left_over() is not None


def test_a_second_dashboard_has_a_journal_of_its_own(opened: Callable[[], Book]) -> None:
    first, second = opened(), opened()
    (notice,) = second.journal_notices
    assert "this one keeps its own journal" in notice.sentence()
    second.set_values("mine", "deals", [(0, "amount", 5.0)])
    assert second.unsafe is None
    first.close()
    second.close()
    again = opened()
    assert again.left_over() is not None


def test_a_damaged_journal_is_kept_aside(
    opened: Callable[[], Book], tmp_path: Path, workbook: MemoryWorkbook
) -> None:
    journal(tmp_path, workbook).write_bytes(b"no database at all" * 300)
    book = opened()
    (notice,) = book.journal_notices
    assert "was damaged" in notice.sentence()
    (aside,) = tmp_path.glob("*.damaged-*.sqlite")
    assert aside.read_bytes().startswith(b"no database")
    book.set_values("mine", "deals", [(0, "amount", 5.0)])
    assert book.unsafe is None


def test_a_newer_journal_stays_as_it_is(
    opened: Callable[[], Book], tmp_path: Path, workbook: MemoryWorkbook
) -> None:
    with closing(sqlite3.connect(journal(tmp_path, workbook))) as newer:
        newer.execute("PRAGMA user_version = 99")
    before = journal(tmp_path, workbook).read_bytes()
    book = opened()
    book.set_values("mine", "deals", [(0, "amount", 5.0)])
    assert book.state.pending_count == 1
    assert book.unsafe is not None
    assert "newer salestui" in book.unsafe.sentence()
    assert journal(tmp_path, workbook).read_bytes() == before


def test_a_full_disk_is_told_and_made_up_for(
    monkeypatch: pytest.MonkeyPatch, opened: Callable[[], Book]
) -> None:
    full = False

    class Full(sqlite3.Connection):
        def execute(self, sql: str, *args: object) -> sqlite3.Cursor:
            if full and sql == "COMMIT":
                raise sqlite3.OperationalError("database or disk is full")
            return super().execute(sql, *args)

    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda *a, **n: connect(*a, **n, factory=Full))
    book = opened()
    book.keep_base()
    full = True
    book.set_values("mine", "deals", [(0, "amount", 5.0)])
    assert book.state.entities["deals"].value(0, "amount") == 5.0
    assert book.unsafe is not None
    assert "disk is full" in book.unsafe.sentence()
    full = False
    book.set_values("mine", "deals", [(1, "amount", 6.0)])
    assert book.unsafe is None
    book.close()
    again = opened()
    again.recover()
    assert again.state.pending_count == 2


def test_edits_made_before_going_on_are_kept_with_those_left(
    opened: Callable[[], Book], workbook: MemoryWorkbook
) -> None:
    book = opened()
    book.set_values("mine", "deals", [(0, "amount", 5.0)])
    book.add_rows("new", "deals", [{"id": "D-8", "name": "Left"}])
    book.close()
    again = opened()
    again.set_values("mine", "deals", [(1, "amount", 6.0)])
    again.add_rows("new", "deals", [{"id": "D-9", "name": "Meanwhile"}])
    assert again.unsafe is not None
    again.recover()
    assert again.unsafe is None
    again.save()
    amounts = [workbook.cell("Deals", row, 4) for row in (2, 3, 4)]
    assert amounts == [5.0, 6.0, 300.0]
    assert {workbook.cell("Deals", row, 2) for row in (5, 6)} == {"Left", "Meanwhile"}
