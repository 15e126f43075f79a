"""Deleted rows: what stands below them moves up, in the workbook and in the book."""

from __future__ import annotations

from datetime import date

import pytest
from fakes import MemoryWorkbook, team_workbook

from adapters.changes import DeleteRow
from salestui.book.book import Book
from salestui.book.reading import Settings
from salestui.book.shifting import gone_rows, moved_problems, moved_row
from salestui.mapping.layout import Problem


@pytest.fixture
def workbook() -> MemoryWorkbook:
    return team_workbook()


@pytest.fixture
def book(workbook: MemoryWorkbook) -> Book:
    book = Book(workbook, Settings(date(2026, 11, 20)))
    book.load()
    return book


def _places(book: Book) -> dict[str, int]:
    frame = book.state.entities["deals"].live
    return dict(zip(frame["name"].to_list(), frame["_row"].to_list(), strict=True))


def _stored(workbook: MemoryWorkbook) -> dict[object, int]:
    return {row[1]: n for n, row in enumerate(workbook.sheets["Pipeline"], 1) if n > 1 and row[1]}


def test_every_row_is_where_the_book_says(book: Book, workbook: MemoryWorkbook) -> None:
    book.set_values("edit", "deals", [(6, "amount", 5.0)])
    book.delete_rows("delete", "deals", [1, 4])
    book.add_rows("new", "deals", [{"name": "New", "amount": 7.0}])
    book.save()
    assert _places(book) == _stored(workbook)
    assert _places(book)["Sensors"] == 6
    assert _places(book)["New"] == 8
    assert book.state.pending_count == 0


def test_later_edits_reach_the_rows_that_moved(book: Book, workbook: MemoryWorkbook) -> None:
    book.delete_rows("delete", "deals", [0])
    book.save()
    book.set_values("edit", "deals", [(6, "amount", 42.0)])
    book.save()
    row = _stored(workbook)["Sensors"]
    assert workbook.sheets["Pipeline"][row - 1][4] == 42.0
    assert len(workbook.sheets["Pipeline"]) == 8


def test_a_row_that_had_to_stay_leaves_the_others_in_place(
    book: Book, workbook: MemoryWorkbook
) -> None:
    workbook.keeps_rows = True
    book.delete_rows("delete", "deals", [1])
    book.save()
    assert _places(book) == _stored(workbook)
    assert _places(book)["Sensors"] == 8


def test_a_deletion_taken_back_after_the_save_comes_at_the_end(
    book: Book, workbook: MemoryWorkbook
) -> None:
    book.delete_rows("delete", "deals", [1])
    book.save()
    assert book.undo().label == "delete"
    book.save()
    assert _places(book) == _stored(workbook)
    assert _places(book)["Metro phase 2"] == 9


_WHERE = (("Pipeline!E7", 7), ("Pipeline!E3", 3), ("Team!A7", 7), ("Pipeline", None))


def test_problems_name_their_cells_anew() -> None:
    deletes = [DeleteRow("Pipeline", 3, 1, 12), DeleteRow("Pipeline", 5, 1, 12)]
    gone = gone_rows(deletes, (True, False))
    assert gone == {"Pipeline": [3]}
    assert [moved_row(gone, "Pipeline", row) for row in (2, 4)] == [2, 3]
    assert moved_row(gone, "Team", 4) == 4
    problems = [
        Problem("error", "x", where, "", row=row)
        for where, row in (
            ("Pipeline!E7", 7),
            ("Pipeline!E3", 3),
            ("Team!A7", 7),
            ("Pipeline", None),
        )
    ]
    found = [(problem.where, problem.row) for problem in moved_problems(problems, gone)]
    assert found == [("Pipeline!E6", 6), ("Team!A7", 7), ("Pipeline", None)]
