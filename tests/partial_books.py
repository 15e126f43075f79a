"""Workbooks that hold a part of what a sales team records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from written_books import write

Table = Sequence[Sequence[object]]

AS_OF = date(2026, 11, 21)
CUSTOMERS: Table = (
    ("Customer", "Industry", "Region", "Owner"),
    ("Acme", "IT", "East", "Ann"),
    ("Boreal", "Retail", "West", "Bob"),
)
PIPELINE: Table = (
    ("Deal", "Customer", "Owner", "Stage", "Amount", "Expected Close", "Created"),
    ("A", "Acme", "Ann", "Won", 1000, date(2026, 10, 5), date(2026, 9, 1)),
    ("B", "Boreal", "Bob", "Negotiation", 500, date(2026, 12, 5), date(2026, 9, 3)),
    ("C", "Acme", "Ann", "Lost", 300, date(2026, 10, 20), date(2026, 9, 4)),
)
ORDERS: Table = (
    ("Order", "Customer", "Rep", "Product", "Amount", "Order Date"),
    ("O1", "Acme", "Ann", "X", 1000, date(2026, 10, 5)),
    ("O2", "Boreal", "Bob", "Y", 250, date(2026, 11, 2)),
    ("O3", "Acme", "Ann", "X", 400, date(2026, 8, 2)),
)
TARGETS: Table = (("Rep", "2026-Q3", "2026-Q4"), ("Ann", 2000, 3000), ("Bob", 1000, 1500))

BOOKS: Mapping[str, Mapping[str, Table]] = {
    "customers": {"Customers": CUSTOMERS},
    "pipeline": {"Pipeline": PIPELINE},
    "orders and targets": {"Orders": ORDERS, "Targets": TARGETS},
    "targets": {"Targets": TARGETS},
    "empty pipeline": {"Pipeline": PIPELINE[:1]},
}


def partial_book(folder: Path, name: str) -> Path:
    """Write one of ``BOOKS``."""
    return write(folder / "part.xlsx", BOOKS[name])
