"""References to a whole table follow its new rows, those to less stay, and the user is told."""

from __future__ import annotations

import io
import re

import openpyxl
import pytest
import xlsxwriter
from patch_support import (
    assert_lossless,
    changed_members,
    grid,
    members,
    pivoted_book,
    rich_book,
)

from adapters.changes import AppendRow
from adapters.excel.writing.patch import Patched, patch_package

SHEET = "xl/worksheets/sheet1.xml"


def _append(before: bytes, after_row: int, count: int = 1, *, first: int = 2) -> Patched:
    row = {1: "new", 4: 50}
    changes = [AppendRow("Deals", after_row, 1, 7, row, first, grow=True)] * count
    return patch_package(before, changes)


def test_chart_sparkline_and_formulas_of_a_table_follow() -> None:
    done = _append(rich_book(), 7, 2)
    found = members(done.data)
    assert b"<c:f>Deals!$D$2:$D$9</c:f>" in found["xl/charts/chart1.xml"]
    assert b"<xm:f>Deals!D2:D9</xm:f>" in found[SHEET]
    assert grid(done.data, "Lists")[1, 3] == "=SUM(Deals!D2:D9)"
    assert done.warnings == ()
    known = grid(done.data, "Lists", formulas=False).get((1, 3))
    assert known in (None, 2200), "its old result would be wrong"


def test_without_growing_everything_but_the_table_stays(tmp_path) -> None:
    before = rich_book()
    done = patch_package(before, [AppendRow("Deals", 7, 1, 7, {1: "new"}, 2)])
    assert not {"xl/charts/chart1.xml", "xl/worksheets/sheet2.xml"} & changed_members(
        before, done.data
    )
    assert len(done.warnings) == 2
    assert_lossless(before, done.data, tmp_path, "Deals!A8:G8", "--allow-extend")


def _book(*formulas: str, name: str = "") -> bytes:
    output = io.BytesIO()
    book = xlsxwriter.Workbook(output, {"in_memory": True})
    sheet = book.add_worksheet("Deals")
    sheet.write_row(0, 0, ["A", "B", "C", "D", "E", "F", "G"])
    for row in range(1, 6):
        sheet.write_row(row, 0, [row] * 6)
        sheet.write_formula(row, 6, f"=D{row + 1}/SUM(D$2:D${6})+SUM(D$2:D{row + 1})", None, 1)
    other = book.add_worksheet("Other")
    for row, formula in enumerate(formulas):
        other.write_formula(row, 0, formula, None, 1)
    if name:
        book.define_name("Mine", name)
    book.close()
    return output.getvalue()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("=SUM(Deals!B2:B6)", "=SUM(Deals!B2:B7)"),
        ("=VLOOKUP(1,Deals!$A$1:$G$6,2,FALSE)", "=VLOOKUP(1,Deals!$A$1:$G$7,2,FALSE)"),
        (
            '=SUMIFS(Deals!$C$2:$C$6,Deals!$A$2:$A$6,">2")',
            '=SUMIFS(Deals!$C$2:$C$7,Deals!$A$2:$A$7,">2")',
        ),
        ("=SUM(Deals!B3:B6)", "=SUM(Deals!B3:B6)"),
        ("=SUM(Deals!B2:B5)", "=SUM(Deals!B2:B5)"),
        ("=SUM(Deals!B2:H6)", "=SUM(Deals!B2:H6)"),
        ("=Deals!B6", "=Deals!B6"),
        ("=SUM(B2:B6)", "=SUM(B2:B6)"),
        ('=COUNTIF(Deals!A:A,"A2:A6")', '=COUNTIF(Deals!A:A,"A2:A6")'),
    ],
)
def test_only_ranges_over_all_the_data_grow(old: str, new: str) -> None:
    done = _append(_book(old), 6)
    assert grid(done.data, "Other")[1, 1] == new


def test_running_sums_of_the_rows_themselves_stay() -> None:
    done = _append(_book(), 6)
    after = grid(done.data, "Deals")
    assert after[2, 7] == "=D2/SUM(D$2:D$7)+SUM(D$2:D2)"
    assert after[6, 7] == "=D6/SUM(D$2:D$7)+SUM(D$2:D6)"
    assert after[7, 7] == "=D7/SUM(D$2:D$7)+SUM(D$2:D7)"


@pytest.mark.parametrize(
    ("old", "new"),
    [("=Deals!$D$2:$D$6", "Deals!$D$2:$D$7"), ("=Deals!$D$3:$D$6", "Deals!$D$3:$D$6")],
)
def test_names_that_mean_the_data_follow_in_any_case(tmp_path, old: str, new: str) -> None:
    before = _book(name=old)
    change = AppendRow("Deals", 6, 1, 7, {1: "new", 7: 1}, 2)
    done = patch_package(before, [change])
    book = openpyxl.load_workbook(io.BytesIO(done.data))
    assert book.defined_names["Mine"].attr_text == new
    told = any("Named ranges" in warning.message for warning in done.warnings)
    assert told == ("$3" in old)
    assert_lossless(before, done.data, tmp_path, "Deals!A7:G7", "--allow-extend")


def test_pivot_sources_follow() -> None:
    done = _append(pivoted_book(), 6)
    assert b'ref="A1:G7"' in members(done.data)["xl/pivotCache/pivotCacheDefinition1.xml"]
    assert done.warnings == ()


def test_rules_that_count_all_rows_follow() -> None:
    output = io.BytesIO()
    book = xlsxwriter.Workbook(output, {"in_memory": True})
    sheet = book.add_worksheet("Deals")
    sheet.write_row(0, 0, list("ABCDEFG"))
    for row in range(1, 6):
        sheet.write_row(row, 0, [row] * 7)
    rule = {"validate": "custom", "value": "=COUNTIF($A$2:$A$6,A2)=1"}
    sheet.data_validation("A2:A6", rule)
    other = book.add_worksheet("Other")
    other.data_validation("B1", {"validate": "list", "source": "=Deals!$A$2:$A$6"})
    book.close()
    found = members(_append(output.getvalue(), 6).data)
    rules = re.findall(rb"<formula1>([^<]*)<", found[SHEET])
    assert rules == [b"COUNTIF($A$2:$A$7,A2)=1"]
    assert b"Deals!$A$2:$A$7" in found["xl/worksheets/sheet2.xml"]
