"""Excel tables and defined names that say where a table is, and rows that they do not hold."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from layout_files import DEALS, HEADER, figures, made, opened, reading, stored
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from adapters.addresses import CellRange
from adapters.registry import open_workbook
from salestui.book.reading import Reading


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "team.xlsx"


def name(path: Path, **names: str) -> Path:
    """Give ranges of a workbook names."""
    book = openpyxl.load_workbook(path)
    for key, text in names.items():
        book.defined_names[key] = DefinedName(key, attr_text=text)
    book.save(path)
    return path


def bounds(found: Reading) -> tuple[int, int, int]:
    layout = found.tables["deals"].layout
    return layout.header_row, layout.first_row, layout.last_row


def told(found: Reading) -> dict[str, str]:
    return {p.code: p.where for p in found.problems}


@pytest.mark.parametrize("first", [5, 6])
def test_a_name_bounds_the_table_with_or_without_its_header(path: Path, first: int) -> None:
    made(path, {"B5": [HEADER, *DEALS], "B12": [["old", "x", "y", "z", 99, None, "w"]]})
    name(path, 商机数据=f"Sheet1!$B${first}:$H$9")
    found = reading(path)
    assert bounds(found) == (5, 6, 9)
    assert found.tables["deals"].frame.height == 4
    assert "rows-below-table" not in told(found)
    assert figures(path)["kpis"]["actual"]["value"] == 3000


def test_rows_right_below_a_named_range_are_listed(path: Path) -> None:
    made(path, {"A1": [HEADER, *DEALS]})
    name(path, Deals="Sheet1!$A$1:$G$3")
    found = reading(path)
    assert bounds(found) == (1, 2, 3)
    (problem,) = [p for p in found.problems if p.code == "rows-below-table"]
    assert (problem.severity, problem.where) == ("error", "Sheet1!A4")
    assert dict(problem.parts) == {"count": "2", "first": "4", "last": "5"}


def test_rows_right_below_an_excel_table_are_listed_but_totals_and_notes_are_not(
    path: Path,
) -> None:
    def as_table(sheet: Worksheet) -> None:
        sheet.add_table(Table(displayName="Deals", ref="A1:G3"))

    made(path, {"A1": [HEADER, *DEALS]}, finish=as_table)
    assert told(reading(path))["rows-below-table"] == "Sheet1!A4"
    for below in (["Total", None, None, None, 3000], ["A note on the table"]):
        made(path, {"A1": [HEADER, *DEALS[:2]], "A4": [below]}, finish=as_table)
        assert "rows-below-table" not in told(reading(path))


@pytest.mark.parametrize(
    "text",
    [
        "OFFSET(Sheet1!$A$1,0,0,COUNTA(Sheet1!$A:$A),7)",
        "Sheet1!$A$1:$D$3",  # some columns only
        "Gone!$A$1:$G$3",
        "#REF!$A$1:$G$3",
        "Sheet1!$D$2",
    ],
)
def test_names_that_say_nothing_about_the_table_change_nothing(path: Path, text: str) -> None:
    made(path, {"A1": [HEADER, *DEALS]})
    name(path, Deals=text)
    found = reading(path)
    assert bounds(found) == (1, 2, 5)
    assert told(found) == {}


def test_a_name_for_whole_columns_reaches_to_the_last_row(path: Path) -> None:
    made(path, {"A1": [HEADER, *DEALS]})
    name(path, Deals="Sheet1!$A:$G")
    assert bounds(reading(path)) == (1, 2, 5)


def test_the_outline_has_names_of_each_sheet_but_not_what_excel_keeps(path: Path) -> None:
    made(path, {"A1": [HEADER, *DEALS]}, title="My sheet")
    name(path, Deals="'My sheet'!$A$1:$G$5")
    book = openpyxl.load_workbook(path)
    book["My sheet"].defined_names["Local"] = DefinedName("Local", attr_text="'My sheet'!$A$2:$G$5")
    book["My sheet"].print_area = "A1:G5"
    book.save(path)
    workbook = open_workbook(str(path), path.parent / "state")
    try:
        (sheet,) = workbook.outline().sheets
    finally:
        workbook.close()
    assert {n.name: n.range for n in sheet.names} == {
        "Deals": CellRange(1, 1, 5, 7), "Local": CellRange(2, 1, 5, 7),
    }  # fmt: skip


def test_rows_are_added_at_the_end_of_a_named_range(path: Path) -> None:
    made(path, {"A1": [HEADER, *DEALS], "A9": [["old", "x", "y", "z", 99, None, "w"]]})
    name(path, Deals="Sheet1!$A$1:$G$5")
    with opened(path) as book:
        book.add_rows("new", "deals", [{"id": "D-9"}])
        book.save()
    assert stored(path, "A6") == "D-9"
    assert reading(path).tables["deals"].frame.height == 5
