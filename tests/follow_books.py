"""A small book in which everything is to be followed up that can be."""

from __future__ import annotations

from datetime import date

from fakes import MemoryWorkbook

from salestui.book.book import Book
from salestui.book.reading import Settings

TODAY = date(2026, 12, 9)  # a Wednesday


def day(month: int, number: int) -> date:
    return date(2026, month, number)


SHEETS = {
    "Deals": [
        ["Deal ID", "Deal", "Customer", "Stage", "Amount", "Rep", "Next step", "Next step on",
         "Last activity", "Tender deadline", "Tender result"],
        ["D-1", "Press line", "Acme Works", "Negotiation", 100.0, "Ann", "quote", day(12, 7),
         day(11, 1), None, None],
        ["D-2", "Robot cell", "Acme Works", "Proposal", 50.0, "Bob", "visit", day(12, 11),
         None, day(12, 9), "pending"],
        ["D-3", "Old line", "Beta", "Won", 80.0, "Bob", "thank", day(12, 1), None, None, None],
        ["D-4", "Spares", "Beta", "Proposal", 5.0, "Ann", None, None, None, day(12, 20), "lost"],
        ["D-5", "中建三局数据平台", "中建三局", "Proposal", 9.0, "张伟", "方案", day(12, 30),
         None, None, None],
    ],
    "Customers": [
        ["Customer", "Tier", "Region", "Rep", "Last contact", "Next contact"],
        ["Acme Works", "A", "East", "Ann", day(11, 20), day(12, 10)],
        ["Beta", "B", "East", "Bob", day(10, 1), day(9, 1)],
        ["中建三局", "C", "华中", "张伟", day(12, 1), None],
        ["Nobody", "A", "East", "Ann", None, None],
    ],
    "Activities": [
        ["Date", "Activity", "Deal", "Customer", "Contact", "Rep", "Outcome", "Next step",
         "Next step on", "Next step done"],
        [day(12, 1), "Visit", "Press line", "Acme Works", None, "Ann", "ok", "quote", day(12, 7),
         None],
        [day(12, 2), "Call", None, "Beta", None, None, "asked back", "send list", day(12, 9),
         "no"],
        [day(12, 2), "Call", None, "Beta", None, "Bob", "fine", "nothing", day(12, 3), "yes"],
        [day(12, 8), "Internal work", None, "中建三局", None, "张伟", "写方案", None, None, None],
    ],
    "Tasks": [
        ["Deal", "Task", "Responsible", "Start", "Due", "Done on"],
        ["D-1", "Drawings", "Cid", day(12, 1), day(12, 13), None],
        ["D-1", "Price list", "Cid", day(12, 1), day(12, 2), day(12, 2)],
    ],
    "Leads": [
        ["Company", "Channel", "Rep", "Status", "Next step on", "Need"],
        ["Gamma", "Web", "Ann", "Working", day(12, 14), "a press"],
        ["Delta", "Web", "Ann", "Rejected", day(12, 1), "nothing"],
    ],
}  # fmt: skip


def follow_book(*without: str) -> Book:
    """The book, loaded, without some of its sheets."""
    sheets = {name: rows for name, rows in SHEETS.items() if name not in without}
    book = Book(MemoryWorkbook(sheets), Settings(TODAY))
    book.load()
    return book
