"""Workbooks whose one table is cut over several sheets."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path

import openpyxl
from layout_files import put
from openpyxl.worksheet.worksheet import Worksheet

from adapters.contents import CellValue

Rows = Sequence[Sequence[CellValue]]

HEADER = ["Deal ID", "Customer", "Stage", "Amount", "Close date", "Rep"]
OCT: Rows = [
    ["D-1", "Acme", "Closed Won", 1000, date(2026, 10, 5), "Ann"],
    ["D-2", "Bolt", "Closed Won", 2000, date(2026, 10, 9), "Bo"],
]
NOV: Rows = [
    ["D-3", "Cora", "Closed Won", 4000, date(2026, 11, 2), "Ann"],
    ["D-4", "Dyne", "Negotiation", 8000, date(2026, 12, 7), "Bo"],
]
DEC: Rows = [["D-5", "Egon", "Negotiation", 16000, date(2026, 12, 9), "Ann"]]
ROWS = {"Oct": OCT, "Nov": NOV, "Dec": DEC}


def cut(
    path: Path,
    sheets: Mapping[str, Rows],
    *,
    at: str = "A1",
    finish: Callable[[Worksheet], object] | None = None,
) -> Path:
    """A workbook with these sheets, each with its rows (the header first) from one address on."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        put(sheet, at, rows)
        if finish:
            finish(sheet)
    book.save(path)
    return path


def months(**changed: Rows) -> dict[str, Rows]:
    """The sheets of three months under one header; ``changed`` replaces whole sheets."""
    return {name: [HEADER, *rows] for name, rows in ROWS.items()} | dict(changed)
