"""Rows below the first ones of a sheet that may begin a table, for workbooks and other files."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from adapters.outlines import SheetOutline
from adapters.registry import open_workbook

DENSE: list[list[object]] = [[f"D-{n}", n, "won"] for n in range(1, 101)]


def outline(path: Path) -> SheetOutline:
    workbook = open_workbook(str(path), path.parent / "state")
    try:
        return workbook.outline().sheets[0]
    finally:
        workbook.close()


def saved(folder: Path, kind: str, rows: list[list[object]]) -> Path:
    path = folder / f"book.{kind}"
    if kind == "csv":
        lines = (",".join("" if v is None else str(v) for v in row) for row in rows)
        path.write_text("\n".join(lines) + "\n")
        return path
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            sheet.cell(number, column).value = value  # type: ignore[assignment]
        if not row and kind == "xlsm":  # a blank row may be formatted
            sheet.cell(number, 1).fill = PatternFill("solid", "FFFF00")
    book.save(path)
    return path


@pytest.mark.parametrize("kind", ["xlsx", "xlsm", "csv"])
def test_rows_of_texts_below_a_blank_one_are_held(kind: str, tmp_path: Path) -> None:
    rows: list[list[object]] = [*DENSE, [], ["2026 Targets"], [], ["Rep", "Q1"], ["Ann", 5]]
    found = outline(saved(tmp_path, kind, rows))
    (block,) = found.further
    assert block.numbers == range(102, 106)
    assert found.row(104)[:2] == ("Rep", "Q1")
    assert [str(v) for v in found.row(105)[:2]] == ["Ann", "5"]
    assert (found.row(41), found.row(101), found.row(106), found.row(0)) == ((), (), (), ())
    assert found.row_numbers == (*range(1, 41), *range(102, 106))
    assert len(found.rows(39, 103)) == 4


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_rows_of_data_below_a_blank_one_are_not(kind: str, tmp_path: Path) -> None:
    assert outline(saved(tmp_path, kind, [*DENSE, [], *DENSE])).further == ()
    assert outline(saved(tmp_path, kind, list(DENSE))).further == ()


def test_few_blocks_of_few_rows_are_held(tmp_path: Path) -> None:
    """However many rows of texts there are, an outline stays small."""
    rows: list[list[object]] = [*DENSE]
    for _ in range(30):
        rows += [[], ["Rep", "Q1"], *([["Ann", 5]] * 50)]
    found = outline(saved(tmp_path, "xlsx", rows))
    assert [block.first_row for block in found.further] == [102 + 52 * n for n in range(8)]
    assert {len(block.rows) for block in found.further} == {40}
    near: list[list[object]] = [*DENSE, *([[], ["Rep", "Q1"], ["Ann", 5]] * 10)]
    (block,) = outline(saved(tmp_path, "xlsx", near)).further
    assert block.numbers == range(102, 131)
