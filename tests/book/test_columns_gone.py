"""A column that goes away in Excel under what is pending: nothing of it is lost unsaid."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from adapters.excel.backend import ExcelBackend
from salestui.book.book import Book
from salestui.book.reading import Settings
from salestui.book.state import ConflictKind
from salestui.mapping.layout import SHEET

HEADERS = ["Deal ID", "Deal", "Customer", "Stage", "Amount", "Close date", "Rep"]
WIDE = [*HEADERS, "SWOT strengths"]
NEW = {"id": "D-9", "name": "Ninth", "strengths": "quick"}


def team(folder: Path, sheets: Mapping[str, list[str]]) -> Path:
    """Three deals on each sheet under its headers."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for letter, (title, headers) in zip("DEF", sheets.items(), strict=False):
        page = book.create_sheet(title)
        page.append(headers)
        for n in range(1, 4):
            page.append([f"{letter}-{n}", f"{letter} {n}", "ACME", "Proposal", 100.0 * n])
            page.cell(page.max_row, 6, date(2026, 4, n))
            page.cell(page.max_row, 7, "Ann")
    path = folder / "team.xlsx"
    book.save(path)
    return path


@contextmanager
def opened(path: Path) -> Iterator[Book]:
    workbook = ExcelBackend.open(str(path), path.parent / "state")
    book = Book(workbook, Settings(date(2026, 3, 5)), path.parent / "journals")
    try:
        book.load()
        if book.left_over() is not None:
            book.recover()
        else:
            book.keep_base()
        yield book
    finally:
        book.close()


def cut(path: Path, sheet: str) -> None:
    """Somebody takes the last column out in Excel."""
    theirs = openpyxl.load_workbook(path)
    theirs[sheet].delete_cols(8)
    theirs.save(path)


def column(path: Path, sheet: str, number: int) -> list[object]:
    page = openpyxl.load_workbook(path)[sheet]
    return [page.cell(row, number).value for row in range(1, page.max_row + 1)]


def waiting(book: Book) -> list[tuple[str, object]]:
    """Title and value of what is in conflict: each for a column that is gone."""
    conflicts = book.state.conflicts
    assert {c.kind for c in conflicts} <= {ConflictKind.COLUMN_GONE}
    return [(c.title, c.mine) for c in conflicts]


@pytest.mark.parametrize("restarted", [False, True])
def test_what_a_new_row_has_there_waits_until_the_column_is_back(
    tmp_path: Path, restarted: bool
) -> None:
    path = team(tmp_path, {"Deals": WIDE})
    with opened(path) as book:
        book.add_rows("new", "deals", [NEW])
        cut(path, "Deals")
        assert book.save().held == 1
        assert waiting(book) == [("Ninth", "quick")]
        assert column(path, "Deals", 1)[-1] == "D-9"
        if not restarted:
            _column_back(book, path)
    if restarted:
        with opened(path) as book:
            assert waiting(book) == [("Ninth", "quick")]
            _column_back(book, path)


def _column_back(book: Book, path: Path) -> None:
    book.refresh()
    assert waiting(book) == [("Ninth", "quick")]
    book.add_columns("deals", ["strengths"])
    assert waiting(book) == []
    book.save()
    assert book.state.pending_count == 0
    assert column(path, "Deals", 8) == ["SWOT strengths", None, None, None, "quick"]


def test_it_is_given_up_by_the_users_word_before_the_row_is_written(tmp_path: Path) -> None:
    path = team(tmp_path, {"Deals": WIDE})
    with opened(path) as book:
        book.add_rows("new", "deals", [NEW])
        cut(path, "Deals")
        book.refresh()
        (conflict,) = book.state.conflicts
        book.resolve(conflict, keep_mine=False)
        assert waiting(book) == []
        assert book.save().held == 0
    assert column(path, "Deals", 1)[-1] == "D-9"


def test_undo_takes_the_row_and_what_waits_of_it(tmp_path: Path) -> None:
    path = team(tmp_path, {"Deals": WIDE})
    with opened(path) as book:
        book.add_rows("new", "deals", [NEW])
        cut(path, "Deals")
        book.refresh()
        book.undo()
        assert waiting(book) == []
        assert book.state.pending_count == 0


@pytest.mark.parametrize("new", [False, True])
def test_of_a_table_over_several_sheets_one_may_lose_it(tmp_path: Path, new: bool) -> None:
    path = team(tmp_path, {"2026-01": WIDE, "2026-02": WIDE})
    with opened(path) as book:
        if new:
            book.add_rows("new", "deals", [{**NEW, SHEET: "2026-02"}])
        else:
            book.set_values("edit", "deals", [(4, "strengths", "quick")])
        book.set_values("edit", "deals", [(1, "strengths", "large")])
        cut(path, "2026-02")
        book.save()
        assert waiting(book) == [("Ninth" if new else "E 2", "quick")]
        assert column(path, "2026-01", 8) == ["SWOT strengths", None, "large", None]
        book.add_columns("deals", ["strengths"])
        book.save()
        assert book.state.pending_count == 0
    assert column(path, "2026-02", 8)[4 if new else 2] == "quick"


def test_what_never_had_a_column_is_no_conflict(tmp_path: Path) -> None:
    path = team(tmp_path, {"Deals": HEADERS})
    with opened(path) as book:
        book.add_rows("new", "deals", [NEW])
        cut(path, "Deals")
        book.refresh()
        assert waiting(book) == []
        assert book.save().held == 0
