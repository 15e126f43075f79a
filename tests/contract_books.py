"""Contracts with their plan, payments, deliveries and changes, in both languages, in memory."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from fakes import Grid, MemoryWorkbook

from salestui.book.book import Book
from salestui.book.reading import Settings
from salestui.book.state import BookState

TODAY = date(2026, 12, 9)
DAY = date


def sheets() -> dict[str, Grid]:
    """One contract of 100,000 with 30/60/10, of which the first 30,000 are paid; and others."""
    return {
        "Pipeline": [
            ["Deal ID", "Deal", "Customer", "Stage", "Amount", "Close date", "Closed on", "Rep",
             "Created", "Notes"],
            ["D-1", "Press", "Acme", "Won", 100_000, DAY(2026, 6, 1), DAY(2026, 6, 1), "Ann",
             DAY(2026, 1, 5), None],
            ["D-2", "Robot", "Boreal", "Proposal", 250_000, DAY(2027, 1, 1), None, "Bob",
             DAY(2026, 9, 5), None],
            ["D-3", "Valve", "Acme", "Won", 8_000, DAY(2026, 8, 1), DAY(2026, 8, 1), "Ann",
             DAY(2026, 7, 5), None],
        ],
        "Customers": [["Customer", "Tier"], ["Acme", "A"], ["Boreal", "B"]],
        "Team": [["Member", "Team", "Manager"], ["Ann", "East", "Max"], ["Bob", "West", "Max"],
                 ["Max", "", ""]],
        "Contracts": [
            ["Contract no", "Contract name", "Deal", "Customer", "Rep", "Contract amount",
             "Status", "Drafted on", "Reviewer", "Reviewed on", "Signed on", "Effective from",
             "Fulfilled on", "Filed on", "Kept at", "Notes"],
            ["C-2026-01", "Press line", "Press", "Acme", "Ann", 100_000, "Effective",
             DAY(2026, 6, 2), "Eva", DAY(2026, 6, 5), DAY(2026, 6, 10), DAY(2026, 6, 12), None,
             None, None, None],
            ["C-2026-02", "Valves", "Valve", "Acme", "Ann", 8_000, "Draft", DAY(2026, 8, 2), None,
             None, None, None, None, None, None, "first"],
        ],
        "Contract changes": [
            ["Date", "Contract", "Kind of change", "Change", "Effect on amount", "Requested by",
             "Approved by", "Approved on", "Status"],
            [DAY(2026, 9, 1), "C-2026-01", "Price", "second shift", 5_000, "Ann", "Max",
             DAY(2026, 9, 3), "Approved"],
            [DAY(2026, 11, 1), "C-2026-01", "Scope", "spare parts", 2_000, "Ann", None, None,
             "Requested"],
        ],
        "Deliveries": [
            ["Order no", "Contract", "Product", "Quantity", "Confirmed on", "Delivery due",
             "Shipped on", "Delivered on", "Accepted on", "Acceptance report", "Status"],
            ["O-1", "C-2026-01", "Press", 1, DAY(2026, 7, 1), DAY(2026, 11, 30), DAY(2026, 12, 1),
             None, None, None, "Shipped"],
            ["O-2", "C-2026-01", "Tools", 4, None, DAY(2026, 12, 20), None, None, None, None,
             "New"],
        ],
        "Payment plan": [
            ["Plan line", "Contract", "Payment type", "Payment condition", "Due", "Amount due",
             "Invoiced on", "Received so far", "Settled on"],
            ["L-1", "C-2026-01", "Advance", "on signing", DAY(2026, 6, 20), 30_000,
             DAY(2026, 6, 12), 30_000, DAY(2026, 6, 25)],
            ["L-2", "C-2026-01", "Progress", "on delivery", DAY(2026, 12, 1), 60_000,
             DAY(2026, 11, 20), None, None],
            ["L-3", "C-2026-01", "Final", "upon acceptance", None, 15_000, None, None, None],
        ],
        "Payments": [
            ["Payment no", "Received on", "Contract", "For plan line", "Payment type",
             "Amount received", "Method", "Received by", "Notes"],
            ["P-001", DAY(2026, 6, 25), "C-2026-01", "L-1", "Advance", 30_000, "Transfer", "Max",
             None],
        ],
        "Documents": [["Deal", "Document type", "Document", "Version", "Date"],
                      ["Press", "Contract", "Press contract", "2", DAY(2026, 6, 10)]],
    }  # fmt: skip


def workbook(*left_out: str, more: Mapping[str, Grid] | None = None) -> MemoryWorkbook:
    """The sheets but those left out; ``more`` replaces or adds some."""
    kept = {n: rows for n, rows in sheets().items() if n not in left_out}
    return MemoryWorkbook({**kept, **(more or {})})


def state_of(*left_out: str, more: Mapping[str, Grid] | None = None) -> BookState:
    """The book's state over such a workbook."""
    return Book(workbook(*left_out, more=more), Settings(TODAY)).load()
