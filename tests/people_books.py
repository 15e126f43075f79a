"""A small team: one who moved, one of new stories only, one who works late; with all logs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import xlsxwriter
from fakes import Grid, MemoryWorkbook

from salestui.book.book import Book
from salestui.book.reading import Settings
from salestui.book.state import BookState

TODAY = date(2026, 11, 21)


def _day(month: int, day: int) -> date:
    return date(2026, month, day)


def _deals() -> Iterator[list[object]]:
    """Ann: 6 of her 8 deals won. Bob: nothing but leads. Cy: all in the last stage."""
    number = 0
    for rep, stage, count, closed in (
        ("Ann", "Won", 6, _day(10, 5)),
        ("Ann", "Proposal", 2, None),
        ("Bob", "Lead", 4, None),
        ("Bob", "Qualified", 2, None),
        ("Bob", "Lost", 1, _day(10, 9)),
        ("Cy", "Negotiation", 2, None),
        ("Cy", "Won", 3, _day(5, 4)),
    ):
        for _place in range(count):
            number += 1
            expected = closed or (_day(11, 9) if number % 2 else _day(12, 9))
            yield [f"D-{number}", f"Deal {number}", "Acme", stage, 100.0 * number, rep,
                   _day(1, 5), closed, expected, _day(3, 1)]  # fmt: skip


SHEETS: dict[str, Grid] = {
    "Pipeline": [
        ["Deal ID", "Deal", "Customer", "Stage", "Amount", "Rep", "Created", "Closed on",
         "Close date", "In stage since"],
        *_deals(),
    ],
    "Team": [
        ["Member", "Team", "Manager", "Region", "Role", "Product", "From", "To",
         "Home department", "Dotted-line manager"],
        ["Mo", None, None, None, "Director", None, None, None, None, None],
        ["Ann", "North", "Mo", "N", "Rep", "Presses", None, None, "Sales", None],
        ["Bob", "North", "Mo", "N", "Rep", "Presses", None, None, "Sales", "Ann"],
        ["Cy", "South", "Mo", "S", "Rep", "Robots", _day(1, 1), None, "Channel", None],
        ["Cy", "North", "Mo", "N", "Rep", "Robots", _day(7, 1), None, "Channel", None],
    ],
    "Targets": [
        ["Year", "Period", "Scope type", "Scope", "Metric", "Target"],
        [2026, "Q2", "rep", "Cy", "revenue", 9000.0],
        [2026, "Q4", "rep", "Cy", "revenue", 1000.0],
        [2026, "Q4", "rep", "Ann", "revenue", 3000.0],
    ],
    "Activities": [
        ["Date", "Activity", "Deal", "Rep", "Next step", "Next step on"],
        *[[_day(9, n), "Visit", "Deal 16", "Cy", None, None] for n in range(1, 7)],
        [_day(2, 1), "Visit", "Deal 16", None, None, None],
        [_day(11, 2), "Call", "Deal 7", "Ann", "send the offer", _day(11, 12)],
    ],
    "Tasks": [
        ["Task ID", "Deal", "Task", "Responsible", "Department", "Start", "Due", "Done on"],
        ["T-1", "Deal 7", "Drawing", "Eve", "Engineering", _day(9, 1), _day(10, 1), None],
        ["T-2", "Deal 8", "Price list", "Fay", "Finance", _day(9, 1), _day(12, 1), None],
        ["T-3", "Deal 8", "Sample", "Gus", "Engineering", _day(9, 1), _day(9, 9), _day(9, 8)],
        ["T-4", "Deal 9", "Brochure", "Ann", None, _day(9, 1), _day(12, 9), None],
        ["T-5", "Deal 9", "Contract", "Hal", "Legal", _day(9, 1), _day(12, 9), None],
    ],
    "Training": [
        ["Date", "Member", "Topic", "Course", "Hours", "Trainer", "Result"],
        [_day(3, 2), "Ann", "skills", "Negotiating", 8.0, "Mo", "passed"],
        [_day(9, 2), " ann ", "product", "Presses", 4.0, "Eve", None],
        [_day(9, 2), "Bob", "product", "Presses", 4.0, "Eve", None],
    ],
    "Coaching": [
        ["Date", "Member", "Coach", "Topic", "Observation", "Agreed", "Follow-up on", "Done"],
        [_day(9, 2), "Ann", "Mo", "Offers", "late", "offer within a day", _day(11, 1), None],
        [_day(8, 2), "Ann", "Mo", "Visits", "few", "two a week", _day(9, 1), True],
        [_day(10, 2), "Ann", "Mo", "Questions", "asks well", None, None, None],
    ],
}  # fmt: skip


def state_of(*left_out: str) -> BookState:
    """The book without some of its sheets."""
    sheets = {name: rows for name, rows in SHEETS.items() if name not in left_out}
    book = Book(MemoryWorkbook(sheets), Settings(TODAY))
    try:
        return book.load()
    finally:
        book.close()


def write(path: Path, *left_out: str, **others: Grid) -> Path:
    """The same as a file, with other rows on the sheets named."""
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
        for title, rows in (SHEETS | others).items():
            if title in left_out:
                continue
            sheet = book.add_worksheet(title)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path
