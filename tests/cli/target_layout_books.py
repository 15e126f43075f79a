"""A pipeline whose targets are laid out in several ways, all for the same four targets."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import xlsxwriter

Table = Sequence[Sequence[object]]

PIPELINE: Table = (
    ("Deal", "Customer", "Owner", "Team", "Stage", "Amount", "Expected Close", "Created"),
    ("A", "Acme", "Zhang Wei", "East", "Won", 1000, date(2026, 10, 5), date(2026, 9, 1)),
    ("B", "Boreal", "Li Na", "West", "Won", 500, date(2026, 11, 5), date(2026, 9, 3)),
    ("C", "Acme", "Li Na", "West", "Negotiation", 300, date(2026, 12, 20), date(2026, 9, 4)),
)


def book_with_targets(folder: Path, rows: Table, name: str = "Targets") -> Path:
    """The pipeline with a sheet of targets."""
    path = folder / "laid_out.xlsx"
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
        for title, table in (("Pipeline", PIPELINE), (name, rows)):
            sheet = book.add_worksheet(title)
            for number, row in enumerate(table):
                sheet.write_row(number, 0, row)
    return path
