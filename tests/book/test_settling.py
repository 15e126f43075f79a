"""Problems of a reading that edits settle, and that come back when these are undone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from adapters.registry import open_workbook
from salestui.book.book import Book
from salestui.book.reading import Settings
from salestui.book.state import BookState
from salestui.views.suggestions import suggestion

ROWS = [
    ["Deal ID", "Product", "Stage", "Amount"],
    ["D-1", "GTX Pro", "Lead", 10],
    ["D-2", "GTXPro", "Lead", "a lot"],
    ["D-3", "GTX Pro", "Lead", 30],
    ["D-4", "GTXPro", "Lead", 40],
]


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = "Deals"
    for row in ROWS:
        sheet.append(row)
    workbook.save(tmp_path / "team.xlsx")
    book = Book(
        open_workbook(str(tmp_path / "team.xlsx"), tmp_path / "state"), Settings(date(2026, 11, 21))
    )
    book.load()
    yield book
    book.close()


def codes(state: BookState) -> set[str]:
    assert state.doubts == sum(p.severity != "info" for p in state.all_problems)
    return {p.code for p in state.all_problems} & {"not-a-number", "similar-values"}


def test_a_cell_with_a_readable_value_has_no_problem_any_more(book: Book) -> None:
    assert codes(book.state) == {"not-a-number", "similar-values"}
    book.set_values("mine", "deals", [(1, "amount", 20.0)])
    assert codes(book.state) == {"similar-values"}
    book.undo()
    assert codes(book.state) == {"not-a-number", "similar-values"}
    book.redo()
    book.save()
    assert codes(book.state) == {"similar-values"}
    book.undo()
    assert codes(book.state) == {"not-a-number", "similar-values"}
    book.redo()
    book.refresh()
    assert codes(book.state) == {"similar-values"}


def test_a_row_that_is_to_go_takes_its_problem_along(book: Book) -> None:
    book.delete_rows("mine", "deals", [1])
    assert codes(book.state) == {"similar-values"}
    book.undo()
    assert codes(book.state) == {"not-a-number", "similar-values"}


def test_a_suggestion_is_settled_with_its_last_cell_saved_or_not(book: Book) -> None:
    book.set_values("one", "deals", [(1, "product", "GTX Pro")])
    assert "similar-values" in codes(book.state)
    book.save()
    assert "similar-values" in codes(book.state)
    (problem,) = [p for p in book.state.problems if p.code == "similar-values"]
    assert suggestion(book.state, problem) is not None
    book.set_values("other", "deals", [(3, "product", "GTX Pro")])
    assert "similar-values" not in codes(book.state)
    book.save()
    assert "similar-values" not in codes(book.state)
    book.undo()
    assert "similar-values" in codes(book.state)
