"""Two workbooks in memory and their syncs, for tests."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from fakes import MemoryWorkbook

from adapters.contents import CellValue
from salestui.book.book import Book
from salestui.book.reading import Settings
from salestui.book.syncing.running import Synced, sync
from salestui.book.syncing.wishes import Wish

TODAY = date(2026, 11, 21)
HEADERS = ["Deal ID", "Deal", "Stage", "Amount", "Next step"]
AMOUNT, NEXT = 4, 5
BOTH = Wish()


def deals(count: int = 6, headers: list[str] | None = None) -> list[list[CellValue]]:
    """A header and so many deals, D-1 and on."""
    rows: list[list[CellValue]] = [list(headers or HEADERS)]
    for n in range(1, count + 1):
        rows += [[f"D-{n}", f"Deal {n}", "Proposal", 1000.0 * n, f"call {n}"]]
    return rows


class Pair:
    """Two workbooks and what is kept of their syncs; ``journals``: a folder, or none are kept."""

    def __init__(
        self,
        folder: Path,
        here: MemoryWorkbook | None = None,
        there: MemoryWorkbook | None = None,
        *,
        journaled: bool = True,
    ) -> None:
        self.folder = folder
        self.journals = folder / "journals" if journaled else None
        self.here = here or MemoryWorkbook({"Pipeline": deals()}, title="here.xlsx")
        self.there = there or MemoryWorkbook({"Pipeline": deals()}, title="there.xlsx")

    def book(self, workbook: MemoryWorkbook) -> Book:
        return Book(workbook, Settings(TODAY), self.journals)

    def sync(self, wish: Wish = BOTH, *, dry_run: bool = False) -> Synced:
        books = self.book(self.here), self.book(self.there)
        try:
            return sync(*books, self.folder / "syncs", wish, dry_run=dry_run)
        finally:
            for book in books:
                book.close()

    @property
    def commits(self) -> int:
        """How often either was written."""
        return len(self.here.commits) + len(self.there.commits)


def rows_of(workbook: MemoryWorkbook, sheet: str = "Pipeline") -> dict[str, list[CellValue]]:
    """The rows by their first cell, as wide as the header."""
    header, *rows = workbook.sheets[sheet]
    width = len(header)
    return {
        str(row[0]): [*row, *[None] * (width - len(row))]
        for row in rows
        if any(v is not None for v in row)
    }


def row_number(workbook: MemoryWorkbook, key: str, sheet: str = "Pipeline") -> int:
    """The sheet row of a key."""
    return next(n for n, row in enumerate(workbook.sheets[sheet], 1) if row and row[0] == key)


def put(workbook: MemoryWorkbook, key: str, column: int, value: CellValue) -> None:
    """Somebody changes a cell."""
    workbook.edit("Pipeline", row_number(workbook, key), column, value)


def add(workbook: MemoryWorkbook, row: list[CellValue]) -> None:
    """Somebody adds a row."""
    workbook.edit("Pipeline", len(workbook.sheets["Pipeline"]) + 1, 1, row[0])
    workbook.sheets["Pipeline"][-1] = list(row)


def remove(workbook: MemoryWorkbook, key: str) -> None:
    """Somebody takes a row out."""
    del workbook.sheets["Pipeline"][row_number(workbook, key) - 1]
    header = workbook.sheets["Pipeline"][0][0]
    workbook.edit("Pipeline", 1, 1, header)


def reorder(workbook: MemoryWorkbook, *, reverse: bool = True) -> None:
    """Somebody sorts the rows."""
    header, *rows = workbook.sheets["Pipeline"]
    workbook.sheets["Pipeline"] = [header, *sorted(rows, key=str, reverse=reverse)]
    workbook.edit("Pipeline", 1, 1, header[0])
