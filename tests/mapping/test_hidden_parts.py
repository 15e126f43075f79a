"""Hidden rows and columns, filtered tables, blank formatted rows: all that is there is read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import xlsxwriter

from adapters.excel.backend import ExcelBackend
from salestui.book.book import Book
from salestui.book.reading import Settings

HEADERS = ("Deal ID", "Deal", "Stage", "Amount")


def test_nothing_hidden_or_filtered_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "team.xlsx"
    workbook = xlsxwriter.Workbook(path)
    page = workbook.add_worksheet("Deals")
    grey = workbook.add_format({"bg_color": "#DDDDDD"})
    page.write_row(0, 0, HEADERS)
    for n in range(1, 11):
        page.write_row(n, 0, [f"D{n}", f"Deal {n}", "Won" if n % 2 else "Lost", 100])
    page.autofilter(0, 0, 10, 3)
    page.filter_column(2, "x == Won")
    for n in range(2, 11, 2):
        page.set_row(n, None, None, {"hidden": True})
    page.set_column(3, 3, None, None, {"hidden": True})
    for n in range(11, 4_000):
        page.set_row(n, 15, grey)
        page.write_blank(n, 0, None, grey)
    page.write_blank(1_048_575, 16_383, None, grey)
    workbook.close()
    book = Book(ExcelBackend.open(str(path), tmp_path / "state"), Settings(date(2026, 11, 21)))
    try:
        deals = book.load().entities["deals"]
        book.add_rows("new", "deals", [{"deal": "Deal 11", "stage": "Won", "amount": 5.0}])
        book.save()
        again = book.load().entities["deals"].frame
    finally:
        book.close()
    assert deals.frame["amount"].to_list() == [100.0] * 10
    assert deals.layout.last_row == 11
    assert again.height == 11
    assert again["_row"][-1] == 12
