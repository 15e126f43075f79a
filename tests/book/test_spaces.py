"""Spaces around texts that stand without them elsewhere: taken off when told so, not by chance."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from adapters.registry import open_workbook
from salestui.book.book import Book
from salestui.book.reading import Settings
from salestui.book.spaces import SPACES_AROUND, spaced
from salestui.mapping.layout import Problem

AS_OF = date(2026, 11, 21)
HEADER = ["Deal ID", "Customer", "Stage", "Amount", "Close date", "Rep", "Note"]
REPS = ["Lin Na", "Lin Na ", "\u3000Lin Na", "Bo Li", "Lin  Na", " Bo Li "]


def made(path: Path, reps: list[str] = REPS) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Deals")
        sheet.write_row(0, 0, HEADER)
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for row, rep in enumerate(reps, start=1):
            sheet.write_row(row, 0, [f"D-{row}", f"Customer {row}", "Proposal", row * 100.0])
            sheet.write_datetime(row, 4, date(2026, 12, row), day)
            sheet.write_row(row, 5, [rep, f" note {row} "])
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return made(tmp_path / "deals.xlsx")


@pytest.fixture
def book(path: Path, tmp_path: Path) -> Iterator[Book]:
    book = Book(open_workbook(str(path), tmp_path / "state"), Settings(AS_OF))
    book.load()
    yield book
    book.close()


def stored(path: Path) -> list[object]:
    sheet = openpyxl.load_workbook(path)["Deals"]
    return [sheet.cell(row, 6).value for row in range(2, 2 + len(REPS))]


def owners(book: Book) -> list[object]:
    return book.state.entities["deals"].live["owner"].to_list()


def problem(book: Book) -> Problem:
    (found,) = [p for p in book.state.read_problems if p.code == SPACES_AROUND]
    return found


def tidied(book: Book) -> dict[int, str]:
    texts = spaced(book.state.entities["deals"], problem(book))
    cells = [(row, "owner", text.strip()) for row, text in texts.items()]
    book.set_values("tidy", "deals", cells, tidy=True)
    return texts


def test_tidying_is_one_group_of_pending_edits_and_saved_cell_by_cell(
    book: Book, path: Path
) -> None:
    assert owners(book) == ["Lin Na"] * 3 + ["Bo Li", "Lin  Na", "Bo Li"]
    assert dict(problem(book).parts)["count"] == "3"
    assert tidied(book) == {1: "Lin Na ", 2: "\u3000Lin Na", 5: " Bo Li "}
    assert owners(book) == ["Lin Na"] * 3 + ["Bo Li", "Lin  Na", "Bo Li"]
    pending = [(c.row, c.column, c.before, c.after) for c in book.state.pending()]
    assert pending == [
        (1, "owner", "Lin Na ", "Lin Na"),
        (2, "owner", "\u3000Lin Na", "Lin Na"),
        (5, "owner", " Bo Li ", "Bo Li"),
    ]
    assert spaced(book.state.entities["deals"], problem(book)) == {}
    assert book.undo().label == "tidy"
    assert book.state.pending_count == 0
    book.redo()
    before = {name: zipfile.ZipFile(path).read(name) for name in zipfile.ZipFile(path).namelist()}
    report = book.save()
    assert (report.written, report.held) == (3, 0)
    assert stored(path) == ["Lin Na", "Lin Na", "Lin Na", "Bo Li", "Lin  Na", "Bo Li"]
    after = zipfile.ZipFile(path)
    rows = before["xl/worksheets/sheet1.xml"].split(b"<row ")
    now = after.read("xl/worksheets/sheet1.xml").split(b"<row ")
    changed = [n for n, (a, b) in enumerate(zip(rows, now, strict=True)) if a != b]
    assert changed == [3, 4, 7]
    assert {n for n in before if after.read(n) != before[n]} <= {
        "xl/worksheets/sheet1.xml",
        "xl/sharedStrings.xml",
    }
    assert spaced(book.state.entities["deals"], problem(book)) == {}
    assert book.state.pending_count == 0


def test_undo_after_the_save_brings_the_spaces_back(book: Book, path: Path) -> None:
    tidied(book)
    book.save()
    book.undo()
    assert owners(book) == ["Lin Na"] * 3 + ["Bo Li", "Lin  Na", "Bo Li"]
    assert book.state.pending_count == 3
    book.save()
    assert stored(path) == REPS
    assert len(spaced(book.state.entities["deals"], problem(book))) == 3


def test_other_edits_of_such_a_cell_leave_nothing_behind_when_taken_back(
    book: Book, path: Path
) -> None:
    book.set_values("same", "deals", [(1, "owner", "Lin Na")])
    assert book.state.pending_count == 0
    book.set_values("edit", "deals", [(1, "owner", "Ann"), (1, "amount", 7.0)])
    book.undo()
    assert book.state.pending_count == 0
    book.set_values("edit", "deals", [(1, "owner", "Ann"), (1, "amount", 7.0)])
    (change,) = [c for c in book.state.pending() if c.column == "owner"]
    assert (change.before, change.after) == ("Lin Na ", "Ann")
    book.revert([change], "back")
    assert [c.column for c in book.state.pending()] == ["amount"]
    book.save()
    assert stored(path) == REPS


def test_a_deleted_row_comes_back_with_its_text_as_it_was(book: Book, path: Path) -> None:
    book.delete_rows("gone", "deals", [5])
    book.save()
    book.undo()
    assert owners(book)[-1] == "Bo Li"
    book.save()
    assert stored(path) == REPS


def test_what_others_do_to_the_spaces_is_no_conflict(book: Book, path: Path) -> None:
    tidied(book)
    book.set_values("edit", "deals", [(2, "owner", "Ann")])
    workbook = openpyxl.load_workbook(path)
    sheet = workbook["Deals"]
    sheet["F3"], sheet["F4"], sheet["D5"] = "Lin Na", "Lin Na  ", 999
    workbook.save(path)
    report = book.refresh()
    assert report.new_conflicts == ()
    pending = {c.row: (c.before, c.after) for c in book.state.pending()}
    assert pending == {2: ("Lin Na  ", "Ann"), 5: (" Bo Li ", "Bo Li")}
    book.save()
    assert stored(path) == ["Lin Na", "Lin Na", "Ann", "Bo Li", "Lin  Na", "Bo Li"]
    book.undo()
    book.undo()
    assert owners(book) == ["Lin Na"] * 3 + ["Bo Li", "Lin  Na", "Bo Li"]


def test_spaces_come_back_with_a_row_that_moved(book: Book, path: Path) -> None:
    workbook = openpyxl.load_workbook(path)
    workbook["Deals"].insert_rows(2)
    for column, value in enumerate(["D-0", "New", "Proposal", 5, date(2026, 12, 9), "Bo Li"], 1):
        workbook["Deals"].cell(2, column).value = value
    workbook.save(path)
    book.refresh()
    assert tidied(book) == {
        1: "Lin Na ",
        2: "\u3000Lin Na",
        5: " Bo Li ",
    }
    book.save()
    sheet = openpyxl.load_workbook(path)["Deals"]
    found = [sheet.cell(row, 6).value for row in range(2, 9)]
    assert found == ["Bo Li", "Lin Na", "Lin Na", "Lin Na", "Bo Li", "Lin  Na", "Bo Li"]
