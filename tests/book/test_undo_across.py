"""Undo and redo over saves, restarts, and what others changed meanwhile."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from fakes import MemoryWorkbook

from salestui.book.book import Book
from salestui.book.journal.places import journal_paths
from salestui.book.reading import Settings

DEALS: list[list[object]] = [
    ["Deal ID", "Deal", "Stage", "Amount", "Close date"],
    ["D-1", "Alpha", "Proposal", 100.0, None],
    ["D-2", "Beta", "Proposal", 200.0, None],
    ["D-3", "Gamma", "Proposal", 300.0, None],
]
AMOUNT = 4


@pytest.fixture
def workbook() -> MemoryWorkbook:
    return MemoryWorkbook({"Deals": DEALS})


@pytest.fixture
def opened(workbook: MemoryWorkbook, tmp_path: Path) -> Iterator[Callable[[], Book]]:
    """Opens books on the workbook one after another, their journals in one folder."""
    books: list[Book] = []

    def one() -> Book:
        for book in books:
            book._close_journal()
        book = Book(workbook, Settings(date(2026, 11, 2)), tmp_path)
        book.load()
        book.keep_base()
        books.append(book)
        return book

    yield one
    for book in books:
        book.close()


def row_of(book: Book, key: str) -> int:
    frame = book.state.entities["deals"].live
    return int(frame.filter(frame["id"] == key)["_id"].item())


def amount(book: Book, key: str) -> object:
    return book.state.entities["deals"].value(row_of(book, key), "amount")


def fates(tmp_path: Path, workbook: MemoryWorkbook) -> list[tuple[str, str]]:
    path = journal_paths(tmp_path, workbook.location)[0]
    with closing(sqlite3.connect(path)) as found:
        return list(
            found.execute(
                "SELECT history.kind, state FROM change JOIN history ON act = history.id "
                "ORDER BY change.id"
            )
        )


def test_undo_after_a_save_is_a_new_edit(
    opened: Callable[[], Book], workbook: MemoryWorkbook
) -> None:
    book = opened()
    book.set_values("mine", "deals", [(0, "amount", 5.0)])
    book.save()
    assert book.undo().label == "mine"
    assert book.state.pending_count == 1
    book.save()
    assert workbook.cell("Deals", 2, AMOUNT) == 100.0
    assert book.redo().label == "mine"
    book.save()
    assert workbook.cell("Deals", 2, AMOUNT) == 5.0


def test_undo_and_redo_reach_over_restarts(
    opened: Callable[[], Book], workbook: MemoryWorkbook
) -> None:
    book = opened()
    book.set_values("first", "deals", [(0, "amount", 5.0)])
    book.set_values("second", "deals", [(1, "amount", 6.0)])
    book.save()
    book.undo()
    book.save()
    again = opened()
    assert (again.state.undo_label, again.state.redo_label) == ("first", "second")
    again.undo()
    again.save()
    third = opened()
    assert (third.state.undo_label, third.state.redo_label) == ("", "first")
    third.redo()
    third.redo()
    third.save()
    assert [workbook.cell("Deals", row, AMOUNT) for row in (2, 3)] == [5.0, 6.0]


def test_rows_sorted_by_others_meanwhile_keep_their_identity(
    opened: Callable[[], Book], workbook: MemoryWorkbook
) -> None:
    book = opened()
    book.set_values("mine", "deals", [(row_of(book, "D-3"), "amount", 5.0)])
    book.save()
    workbook.sheets["Deals"][1:] = reversed(workbook.sheets["Deals"][1:])
    workbook.edit("Deals", 4, 2, "Alpha of others")
    again = opened()
    assert again.undo().edits
    again.save()
    assert [row[3] for row in workbook.sheets["Deals"][1:]] == [300.0, 200.0, 100.0]


def test_a_cell_that_others_changed_since_is_asked_about(
    opened: Callable[[], Book], workbook: MemoryWorkbook
) -> None:
    book = opened()
    book.set_values("both", "deals", [(0, "amount", 5.0), (1, "amount", 6.0)])
    book.save()
    workbook.edit("Deals", 2, AMOUNT, 777.0)
    again = opened()
    step = again.undo()
    (conflict,) = step.conflicts
    assert (conflict.base, conflict.mine, conflict.theirs) == (5.0, 100.0, 777.0)
    assert again.state.conflicts == step.conflicts
    again.save()
    amounts = [workbook.cell("Deals", row, AMOUNT) for row in (2, 3)]
    assert amounts == [777.0, 200.0]
    third = opened()
    third.recover()
    assert third.state.conflicts == step.conflicts
    third.resolve(conflict, keep_mine=True)
    third.save()
    assert workbook.cell("Deals", 2, AMOUNT) == 100.0


def test_undo_of_an_edit_in_conflict_gives_mine_up(
    opened: Callable[[], Book], workbook: MemoryWorkbook
) -> None:
    book = opened()
    book.set_values("mine", "deals", [(0, "amount", 5.0)])
    workbook.edit("Deals", 2, AMOUNT, 777.0)
    book.refresh()
    assert book.state.conflicts
    book.undo()
    assert not book.state.conflicts
    assert not book.state.pending_count
    assert amount(book, "D-1") == 777.0
    (conflict,) = book.redo().conflicts
    assert (conflict.base, conflict.mine, conflict.theirs) == (100.0, 5.0, 777.0)


def test_an_added_row_that_others_edited_stays(
    opened: Callable[[], Book], workbook: MemoryWorkbook
) -> None:
    book = opened()
    book.add_rows("new", "deals", [{"id": "D-9", "name": "Nine", "amount": 9.0}])
    book.save()
    workbook.edit("Deals", 5, AMOUNT, 10.0)
    again = opened()
    step = again.undo()
    assert not step.edits
    assert step.refused[0].why.sentence() == (
        "Nine: someone changed the row since; Amount is 10 now, not 9."
    )
    assert not again.state.pending_count
    assert again.state.undo_label == ""


def test_an_added_row_that_nobody_touched_goes_and_comes_back(
    opened: Callable[[], Book], workbook: MemoryWorkbook
) -> None:
    book = opened()
    book.add_rows("new", "deals", [{"id": "D-9", "name": "Nine", "amount": 9.0}])
    book.save()
    again = opened()
    assert again.undo().edits
    again.save()
    assert all(row[0] != "D-9" for row in workbook.sheets["Deals"])
    third = opened()
    third.redo()
    third.save()
    assert amount(third, "D-9") == 9.0


def test_a_deleted_row_comes_back_unless_its_key_is_taken(
    opened: Callable[[], Book], workbook: MemoryWorkbook
) -> None:
    book = opened()
    book.delete_rows("gone", "deals", [0])
    book.delete_rows("gone too", "deals", [1])
    book.save()
    place = next(i for i, row in enumerate(workbook.sheets["Deals"], 1) if row[0] == "D-3")
    workbook.edit("Deals", place + 1, 1, "D-2")
    again = opened()
    assert "another row is called D-2" in again.undo().refused[0].why.sentence()
    assert again.undo().edits
    again.save()
    assert amount(again, "D-1") == 100.0


def test_what_was_edited_since_by_me_is_not_written_over(opened: Callable[[], Book]) -> None:
    book = opened()
    book.set_values("first", "deals", [(0, "amount", 5.0)])
    first = book.state.entities["deals"]
    book.set_values("second", "deals", [(0, "amount", 6.0)])
    from salestui.book.edits import SetField

    step = book.take_back("first only", [(0, SetField("deals", 0, "amount", 100.0, 5.0))])
    assert not step.edits
    assert "you have edited it since; it is 6 now" in step.refused[0].why.sentence()
    assert first.value(0, "amount") == 5.0


def test_edits_given_up_are_not_undone_later(
    opened: Callable[[], Book], tmp_path: Path, workbook: MemoryWorkbook
) -> None:
    book = opened()
    book.set_values("kept", "deals", [(0, "amount", 5.0)])
    book.save()
    book.set_values("not kept", "deals", [(1, "amount", 6.0)])
    book.discard()
    again = opened()
    assert again.state.undo_label == "kept"
    assert fates(tmp_path, workbook) == [("edit", "saved"), ("edit", "discarded")]


def test_an_undo_given_up_leaves_its_edit_to_be_undone(
    opened: Callable[[], Book], tmp_path: Path, workbook: MemoryWorkbook
) -> None:
    book = opened()
    book.set_values("kept", "deals", [(0, "amount", 5.0)])
    book.save()
    book.undo()
    book.discard()
    again = opened()
    assert again.state.undo_label == "kept"
    again.undo()
    assert amount(again, "D-1") == 100.0


def test_what_others_changed_is_in_the_history_once(
    opened: Callable[[], Book], tmp_path: Path, workbook: MemoryWorkbook
) -> None:
    book = opened()
    workbook.edit("Deals", 2, 3, "Won")
    book.refresh()
    workbook.edit("Deals", 3, 3, "Lost")
    again = opened()
    again.refresh()
    path = journal_paths(tmp_path, workbook.location)[0]
    with closing(sqlite3.connect(path)) as found:
        seen = list(
            found.execute("SELECT history.kind, user, key, title, field, before, after, state "
                          "FROM change JOIN history ON act = history.id ORDER BY change.id")
        )  # fmt: skip
    assert seen == [
        ("observed", "", "D-1", "Alpha", "stage", '"Proposal"', '"Won"', "observed"),
        ("observed", "", "D-2", "Beta", "stage", '"Proposal"', '"Lost"', "observed"),
    ]


def test_rows_of_others_are_in_the_history(
    opened: Callable[[], Book], tmp_path: Path, workbook: MemoryWorkbook
) -> None:
    book = opened()
    del workbook.sheets["Deals"][2]
    workbook.edit("Deals", 4, 1, "D-7")
    workbook.edit("Deals", 4, 2, "Seven")
    book.refresh()
    path = journal_paths(tmp_path, workbook.location)[0]
    with closing(sqlite3.connect(path)) as found:
        seen = set(found.execute("SELECT kind, key, title FROM change"))
    assert seen == {("add", "D-7", "Seven"), ("delete", "D-2", "Beta")}


def test_mine_is_not_observed(
    opened: Callable[[], Book], tmp_path: Path, workbook: MemoryWorkbook
) -> None:
    book = opened()
    book.set_values("mine", "deals", [(0, "amount", 5.0)])
    book.add_rows("new", "deals", [{"id": "D-9", "name": "Nine"}])
    book.save()
    opened()
    assert {act for act, _state in fates(tmp_path, workbook)} == {"edit"}
