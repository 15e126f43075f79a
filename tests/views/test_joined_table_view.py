"""The grid of a table over several sheets: the sheet as a column, marks on the right cells."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl

from adapters.registry import open_workbook
from salestui.book.book import Book
from salestui.book.reading import Settings
from salestui.views.cells import Mark, column_title
from salestui.views.ordering import Sort
from salestui.views.table import Wanted, table_view

AS_OF = date(2026, 11, 21)
HEADER = ["Deal ID", "Stage", "Amount"]


def made(path: Path) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in {
        "Oct": [[*HEADER], ["D-1", "Closed Won", 1], ["D-2", "Closed Won", 2]],
        "Nov": [[*HEADER, "Batch"], ["D-3", "Closed Won", "many", "x"], ["D-4", "Lost", 4, "y"]],
    }.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def test_the_sheet_is_a_column_to_filter_and_sort_by(tmp_path: Path) -> None:
    path = made(tmp_path / "team.xlsx")
    book = Book(open_workbook(str(path), tmp_path / "state"), Settings(AS_OF))
    try:
        state = book.load()
    finally:
        book.close()
    view = table_view(state, "deals", Wanted(), AS_OF)
    assert [column_title(c) for c in view.columns] == [*HEADER, "Batch", "Sheet"]
    assert [row[-1].text for row in view.cells(0, 4)] == ["Oct", "Oct", "Nov", "Nov"]
    marks = [row[2].mark for row in view.cells(0, 4)]
    assert marks == [Mark.PLAIN, Mark.PLAIN, Mark.PROBLEM, Mark.PLAIN]
    assert view.lacking(0, "x:Batch")
    assert not view.lacking(2, "x:Batch")
    assert view.lacking(0, "_sheet")
    found = table_view(state, "deals", Wanted(filter="sheet=Nov"), AS_OF)
    assert list(found.ids) == [2, 3]
    by_sheet = table_view(state, "deals", Wanted(sort=(Sort("_sheet"),)), AS_OF)
    assert list(by_sheet.ids) == [2, 3, 0, 1]
