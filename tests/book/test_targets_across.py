"""Targets with names across and months down are edited in the cells that they stand in."""

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

ROWS = (
    ("Month", "Zhang Wei", "Li Na", "Total"),
    ("2026-10", 900, 400, 1300),
    ("2026-11", 800, None, 800),
)
PEOPLE = (("Name", "Team"), ("Zhang Wei", "East"), ("Li Na", "West"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "across.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        for title, rows in (("Targets", ROWS), ("Team", PEOPLE)):
            sheet = workbook.add_worksheet(title)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


@pytest.fixture
def book(path: Path, tmp_path: Path) -> Iterator[Book]:
    book = Book(open_workbook(str(path), tmp_path / "state"), Settings(date(2026, 11, 21)))
    book.load()
    yield book
    book.close()


def amounts(book: Book) -> list[tuple[object, ...]]:
    return book.state.targets.select("scope_type", "scope", "start", "target").rows()


def test_an_edit_reaches_the_cell_of_its_month_and_name(path: Path, book: Book) -> None:
    book.set_values("edit", "targets", [(0, "t:Li Na", 450.0), (1, "t:Li Na", 500.0)])
    assert amounts(book) == [
        ("rep", "Zhang Wei", date(2026, 10, 1), 900.0),
        ("rep", "Li Na", date(2026, 10, 1), 450.0),
        ("rep", "Zhang Wei", date(2026, 11, 1), 800.0),
        ("rep", "Li Na", date(2026, 11, 1), 500.0),
    ]
    book.save()
    sheet = openpyxl.load_workbook(path)["Targets"]
    assert [[c.value for c in row] for row in sheet.iter_rows()] == [
        ["Month", "Zhang Wei", "Li Na", "Total"],
        ["2026-10", 900, 450, 1300],
        ["2026-11", 800, 500, 800],
    ]
    assert len(amounts(book)) == 4


def test_a_new_month_is_a_new_row(path: Path, book: Book) -> None:
    book.add_rows("new", "targets", [{"period": "2026-12", "t:Zhang Wei": 700.0}])
    book.save()
    sheet = openpyxl.load_workbook(path)["Targets"]
    assert [c.value for c in sheet[4]][:3] == ["2026-12", 700, None]
    assert amounts(book)[-1] == ("rep", "Zhang Wei", date(2026, 12, 1), 700.0)
