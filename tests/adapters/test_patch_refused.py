"""What cannot be written with certainty is refused, and named."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, date, datetime

import openpyxl
import pytest
import xlsxwriter
from patch_support import edited, plain_book, rich_book

from adapters.changes import AppendRow, SetCell
from adapters.errors import NotAWorkbook, Refused, WorkbookError
from adapters.excel.writing.patch import patch_package

SHEET = "xl/worksheets/sheet1.xml"


def _special_book() -> bytes:
    output = io.BytesIO()
    book = xlsxwriter.Workbook(output, {"in_memory": True})
    sheet = book.add_worksheet("S")
    sheet.merge_range("A1:B2", "merged")
    sheet.write_array_formula("D1:D3", "{=A1:A3*2}")
    sheet.write_dynamic_array_formula("F1", "=SEQUENCE(3)")
    sheet.write_array_formula("H1", "{=SUM(A1:A3*2)}")
    book.close()
    return output.getvalue()


@pytest.mark.parametrize(
    ("row", "column", "why"),
    [(1, 2, "merged"), (2, 1, "merged"), (2, 4, "array"), (1, 4, "array")],
)
def test_cells_that_belong_to_others(row: int, column: int, why: str) -> None:
    with pytest.raises(Refused, match=why) as refused:
        patch_package(_special_book(), [SetCell("S", row, column, 1, over_formula=True)])
    assert refused.value.where.startswith("S!")
    assert refused.value.message.endswith(".")


def test_the_anchor_of_merged_cells_and_a_formula_of_its_own_can_be_written() -> None:
    changes = [SetCell("S", 1, 1, "new"), SetCell("S", 1, 8, 5, over_formula=True)]
    book = openpyxl.load_workbook(io.BytesIO(patch_package(_special_book(), changes).data))
    assert (book["S"]["A1"].value, book["S"]["H1"].value) == ("new", 5)


def test_a_spill_is_refused() -> None:
    book = edited(_special_book(), {SHEET: (b'ref="F1"', b'ref="F1:F3"')})
    with pytest.raises(Refused, match="array"):
        patch_package(book, [SetCell("S", 2, 6, 1)])


def test_a_what_if_table_is_refused() -> None:
    old = b'<f t="array" ref="D1:D3">A1:A3*2</f>'
    new = b'<f t="dataTable" ref="D1:D3" dt2D="0" dtr="0" r1="A1"/>'
    book = edited(_special_book(), {SHEET: (old, new)})
    with pytest.raises(Refused, match="array"):
        patch_package(book, [SetCell("S", 3, 4, 1)])


def test_table_headings_and_totals_are_refused() -> None:
    book = rich_book(totals=True)
    with pytest.raises(Refused, match="heading"):
        patch_package(book, [SetCell("Deals", 1, 3, "Phase")])
    with pytest.raises(Refused, match="totals row"):
        patch_package(book, [SetCell("Deals", 8, 1, "Sum")])


@pytest.mark.parametrize(
    "value",
    ["x" * 32_768, "😀" * 16_384, float("nan"), float("inf"), 1234567890123456, "\ud800"],
)
def test_values_that_excel_cannot_hold(value: object) -> None:
    with pytest.raises(Refused) as refused:
        patch_package(plain_book(), [SetCell("Deals", 2, 1, value)])
    assert refused.value.where == "Deals!A2"


def test_dates_before_the_first_day() -> None:
    for value in (date(1899, 12, 31), datetime(2020, 1, 1, tzinfo=UTC)):
        with pytest.raises(Refused):
            patch_package(plain_book(), [SetCell("Deals", 2, 7, value)])


def test_a_sheet_that_is_not_there() -> None:
    with pytest.raises(Refused, match="no sheet named Nope"):
        patch_package(plain_book(), [SetCell("Nope", 1, 1, 1)])


def test_one_refused_change_refuses_all() -> None:
    book = plain_book()
    changes = [SetCell("Deals", 2, 1, "fine"), SetCell("Deals", 2, 6, 1)]
    with pytest.raises(Refused):
        patch_package(book, changes)


def test_a_chart_sheet_has_no_cells() -> None:
    output = io.BytesIO()
    book = xlsxwriter.Workbook(output, {"in_memory": True})
    book.add_worksheet("S").write(0, 0, 1)
    chart = book.add_chart({"type": "bar"})
    chart.add_series({"values": "=S!$A$1:$A$1"})
    book.add_chartsheet("Chart").set_chart(chart)
    book.close()
    with pytest.raises(Refused, match="not a sheet of cells"):
        patch_package(output.getvalue(), [SetCell("Chart", 1, 1, 1)])


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_of_one_name_are_refused() -> None:
    output = io.BytesIO(plain_book())
    with zipfile.ZipFile(output, "a") as archive:
        archive.writestr(SHEET, b"<worksheet/>")
    with pytest.raises(Refused, match="two parts"):
        patch_package(output.getvalue(), [SetCell("Deals", 2, 1, 1)])


def test_damage_is_reported_as_damage() -> None:
    book = plain_book()
    for broken in (b"", b"PK\3\4" * 20, book[: len(book) // 2], book[100:]):
        with pytest.raises(NotAWorkbook):
            patch_package(broken, [SetCell("Deals", 2, 1, 1)])
    info = zipfile.ZipFile(io.BytesIO(book)).getinfo(SHEET)
    at = info.header_offset + 30 + len(SHEET) + 50
    flipped = book[:at] + bytes([book[at] ^ 0xFF]) + book[at + 1 :]
    with pytest.raises(NotAWorkbook):
        patch_package(flipped, [SetCell("Deals", 2, 1, 1)])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'<row r="3"', b'<row r="2"'),
        (b'<row r="3"', b'<row r="0"'),
        (b'<c r="B2"', b'<c r="B9"'),
        (b'<c r="B2"', b'<c r="A2"'),
        (b'<?xml version="1.0" encoding="UTF-8"', b'<?xml version="1.0" encoding="ISO-8859-1"'),
        (b"<worksheet", b'<!DOCTYPE worksheet [<!ENTITY a "b">]><worksheet'),
    ],
)
def test_xml_that_is_not_certain_is_refused(old: bytes, new: bytes) -> None:
    with pytest.raises(Refused) as refused:
        patch_package(edited(plain_book(), {SHEET: (old, new)}), [SetCell("Deals", 2, 1, 1)])
    assert refused.value.where


def test_every_refusal_is_a_workbook_error_with_a_sentence() -> None:
    with pytest.raises(WorkbookError) as refused:
        patch_package(plain_book(), [AppendRow("Deals", 3, 1, 7, {1: "x"})])
    assert refused.value.where == "Deals!A4"
    assert refused.value.sentence() == (
        "Deals!A4: There is no room below the table: row 4 holds something at Deals!A4."
    )
    assert refused.value.advice().startswith("Insert empty rows above row 4 in Excel")
