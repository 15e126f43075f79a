"""Workbooks of unusual layouts, written with openpyxl and read through the real adapter."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from adapters.contents import CellValue
from adapters.registry import open_workbook
from salestui.book.book import Book
from salestui.book.reading import Reading, Settings, read_book
from salestui.book.state import BookState
from salestui.model.focus import EVERYTHING
from salestui.model.period import parse_period
from salestui.views.inputs import inputs_of
from salestui.views.kpi_report import kpi_report

AS_OF = date(2026, 11, 21)

HEADER = ["Deal ID", "Customer", "Region", "Stage", "Amount", "Close date", "Rep"]
DEALS: list[list[CellValue]] = [
    ["D-1", "Acme", "East", "Closed Won", 1000, date(2026, 10, 5), "Ann"],
    ["D-2", "Bolt", "East", "Closed Won", 2000, date(2026, 10, 9), "Bo"],
    ["D-3", "Cora", "West", "Closed Lost", 4000, date(2026, 11, 2), "Ann"],
    ["D-4", "Dyne", "West", "Negotiation", 8000, date(2026, 12, 7), "Bo"],
]

Cells = Mapping[str, Sequence[Sequence[CellValue]]]


def put(sheet: Worksheet, at: str, rows: Sequence[Sequence[CellValue]]) -> None:
    """Write rows with their first cell at an address."""
    first = sheet[at]
    for down, row in enumerate(rows):
        for right, value in enumerate(row):
            if value is not None:
                sheet.cell(first.row + down, first.column + right).value = value


def made(
    path: Path,
    blocks: Cells,
    *,
    merges: Sequence[str] = (),
    finish: Callable[[Worksheet], object] | None = None,
    title: str = "Sheet1",
) -> Path:
    """A workbook of one sheet with these blocks, by the address of their first cell."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = title
    for at, rows in blocks.items():
        put(sheet, at, rows)
    for merge in merges:
        sheet.merge_cells(merge)
    if finish:
        finish(sheet)
    book.save(path)
    return path


def reading(path: Path) -> Reading:
    """The workbook as it is understood."""
    workbook = open_workbook(str(path), path.parent / "state")
    try:
        return read_book(workbook, Settings(AS_OF))
    finally:
        workbook.close()


def report(state: BookState, period: str = "2026-Q4") -> dict[str, Any]:
    """The figures of a state of the book."""
    found = parse_period(period)
    assert found is not None
    return kpi_report(inputs_of(state), EVERYTHING, found, AS_OF)


def figures(path: Path, period: str = "2026-Q4") -> dict[str, Any]:
    """The figures of a workbook."""
    with opened(path) as book:
        return report(book.state, period)


@contextmanager
def opened(path: Path) -> Iterator[Book]:
    """The workbook as a book that can be edited and saved."""
    book = Book(open_workbook(str(path), path.parent / "state"), Settings(AS_OF))
    try:
        book.load()
        yield book
    finally:
        book.close()


def stored(path: Path, address: str, sheet: str = "Sheet1") -> object:
    """What openpyxl reads in a cell."""
    return openpyxl.load_workbook(path)[sheet][address].value
