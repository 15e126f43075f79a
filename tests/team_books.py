"""Small team workbooks whose names clash, for tests of roll-ups, and what they add up to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from written_books import Sheets, write

from adapters.registry import open_workbook
from salestui.book.reading import Settings
from salestui.book.together.roll_up import RollUp
from salestui.book.together.several import open_several

AS_OF = date(2026, 11, 21)
DEALS = ("Deal ID", "Deal", "Customer", "Owner", "Stage", "Amount", "Close date", "Created")


def day(month: int, number: int) -> date:
    """A day of 2026."""
    return date(2026, month, number)


EAST: Sheets = {
    "Deals": [
        DEALS,
        ("D-001", "Press", "Acme", "Ann", "Won", 100_000, day(10, 20), day(5, 1)),
        ("D-002", "Drive", "Bolt", "Ben", "Negotiation", 50_000, day(12, 1), day(6, 1)),
        ("D-003", "Motor", "Acme", "Ann", "Proposal", 20_000, day(12, 10), day(7, 1)),
    ],
    "Targets": [("Period", "Scope", "Target"), ("2026-Q4", "Company", 400_000)],
    "Activities": [
        ("Date", "Type", "Deal", "Owner", "Notes"),
        (day(11, 2), "Call", "D-001", "Ann", "of the east"),
    ],
    "Customers": [("Customer", "City"), ("Acme", "Leeds"), ("Bolt", "York")],
}
"""Keeps no teams."""

WEST: Sheets = {
    "Deals": [
        DEALS,
        ("D-001", "Crane", "Acme", "Ann", "Negotiation", 70_000, day(12, 5), day(8, 1)),
        ("D-004", "Lift", "Cole", "Cid", "Won", 30_000, day(11, 3), day(4, 1)),
        ("D-005", "Belt", "Cole", "Cid", "Lost", 90_000, day(10, 9), day(4, 1)),
    ],
    "Targets": [
        ("Period", "Scope", "Target"),
        ("2026-10", "Rep: Ann", 60_000),
        ("2026-11", "Rep: Cid", 40_000),
    ],
    "Team": [("Name", "Team"), ("Ann", "South"), ("Cid", "North")],
    "Activities": [
        ("Date", "Type", "Deal", "Owner", "Notes"),
        (day(11, 9), "Visit", "D-001", "Ann", "of the west"),
    ],
    "Customers": [("Customer", "City"), ("Acme", "Bath"), ("Cole", "Wells")],
}
"""Keeps teams, and targets of its reps."""


def team_files(folder: Path, **books: Sheets) -> list[Path]:
    """The workbooks as files, by the names of their books; ``east`` and ``west`` without any."""
    books = books or {"east": EAST, "west": WEST}
    return [write(folder / f"{name}.xlsx", sheets) for name, sheets in books.items()]


def rolled_up(folder: Path, paths: Sequence[Path], *, journals: bool = True) -> RollUp:
    """The roll-up of files, read; ``folder`` is for journals and backups."""
    several = open_several([str(p) for p in paths], lambda p: open_workbook(p, folder / "state"))
    book = RollUp(several, Settings(AS_OF), folder / "journals" if journals else None)
    book.load()
    return book
