"""Binary Excel workbooks are read like the others."""

from __future__ import annotations

from pathlib import Path

import pytest
from binary_packages import binary_workbook, number_cell, row, text_cell

from adapters.errors import NotAWorkbook
from adapters.foreign.backend import ForeignBackend
from adapters.outlines import SheetOutline

ROWS = row(0) + text_cell(0, "客户") + text_cell(1, "Amount") + row(1) + text_cell(0, "007")


def outlined(data: bytes, folder: Path) -> SheetOutline:
    path = folder / "deals.xlsb"
    path.write_bytes(data)
    book = ForeignBackend.open(str(path), folder)
    try:
        (sheet,) = book.outline().sheets
    finally:
        book.close()
    return sheet


def test_cells_are_read(tmp_path: Path) -> None:
    sheet = outlined(binary_workbook(ROWS + number_cell(1, 1.5)), tmp_path)
    assert sheet.name == "Deals"
    assert sheet.head == (("客户", "Amount"), ("007", 1.5))


@pytest.mark.parametrize("place", [(1_048_575, 16_383), (100_000, 200)])
def test_a_cell_far_away_is_told_before_it_takes_memory(
    place: tuple[int, int], tmp_path: Path
) -> None:
    last_row, column = place
    with pytest.raises(NotAWorkbook, match="far away"):
        outlined(binary_workbook(ROWS + row(last_row) + number_cell(column, 1.5)), tmp_path)


def test_a_cut_record_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotAWorkbook):
        outlined(binary_workbook(ROWS + b"\x05\xff\xff\xff\x7f"), tmp_path)
