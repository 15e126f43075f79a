"""Labels in merged cells, edited through the book in a real file: the rows share one value."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from adapters.registry import open_workbook
from salestui.book.book import Book
from salestui.book.reading import Settings

AS_OF = date(2026, 11, 21)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "regions.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Deals")
        sheet.write_row(0, 0, ["Region", "Deal ID", "Customer", "Stage", "Amount", "Close date"])
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for row in range(1, 7):
            sheet.write_row(row, 1, [f"D-{row}", f"Customer {row}", "Proposal", row * 100.0])
            sheet.write_datetime(row, 5, date(2026, 12, row), day)
        sheet.merge_range("A2:A4", "East")
        sheet.merge_range("A5:A7", "West")
    return path


@pytest.fixture
def book(path: Path, tmp_path: Path) -> Iterator[Book]:
    book = Book(open_workbook(str(path), tmp_path / "state"), Settings(AS_OF))
    book.load()
    yield book
    book.close()


def _regions(book: Book) -> list[object]:
    return book.state.entities["deals"].live["region"].to_list()


def _stored(path: Path) -> list[object]:
    sheet = openpyxl.load_workbook(path)["Deals"]
    assert {str(r) for r in sheet.merged_cells.ranges} == {"A2:A4", "A5:A7"}
    return [sheet.cell(row, 1).value for row in range(2, 8)]


def _row(book: Book, place: int) -> int:
    frame = book.state.entities["deals"].base.frame
    found = frame["_id"][frame["_row"].to_list().index(place)]
    assert isinstance(found, int)
    return found


@pytest.mark.parametrize("place", [2, 3, 4])
def test_a_label_edited_in_any_row_is_that_of_the_whole_group(
    book: Book, path: Path, place: int
) -> None:
    assert _regions(book) == ["East"] * 3 + ["West"] * 3
    book.set_values("edit", "deals", [(_row(book, place), "region", "North")])
    assert _regions(book) == ["North"] * 3 + ["West"] * 3
    book.undo()
    assert _regions(book) == ["East"] * 3 + ["West"] * 3
    assert book.state.pending_count == 0
    book.redo()
    report = book.save()
    assert report.held == 0
    assert _stored(path) == ["North", None, None, "West", None, None]
    assert _regions(book) == ["North"] * 3 + ["West"] * 3
    book.set_values("again", "deals", [(_row(book, 4), "region", "South")])
    book.save()
    assert _stored(path) == ["South", None, None, "West", None, None]
    book.refresh()
    assert _regions(book) == ["South"] * 3 + ["West"] * 3
    book.undo()
    assert _regions(book) == ["North"] * 3 + ["West"] * 3


def test_a_group_outlives_its_first_row_and_takes_a_new_label(book: Book, path: Path) -> None:
    book.delete_rows("delete", "deals", [_row(book, 2)])
    book.set_values("edit", "deals", [(_row(book, 4), "region", "North")])
    assert _regions(book) == ["North"] * 2 + ["West"] * 3
    book.save()
    assert _stored(path) == ["North", None, None, "West", None, None]
    book.refresh()
    assert [r for r in _regions(book) if r != "West"][-2:] == ["North", "North"]


def test_one_pending_change_taken_back_takes_back_the_group(book: Book) -> None:
    book.set_values("edit", "deals", [(_row(book, 3), "region", "North")])
    *_, change = book.state.pending()
    book.revert([change], "back")
    assert book.state.pending_count == 0
    assert _regions(book) == ["East"] * 3 + ["West"] * 3
