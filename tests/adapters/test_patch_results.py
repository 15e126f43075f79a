"""Stored results of formulas: right, or not there; never those of the values before the edit."""

from __future__ import annotations

import io
import re
from datetime import date

import fastexcel
import pytest
import xlsxwriter
from patch_support import assert_lossless, edited, grid, members, plain_book, rich_book

from adapters.excel.patch import patch_package
from adapters.protocol import AppendRow, ClearRow, SetCell

SHEET = "xl/worksheets/sheet1.xml"


def _results(data: bytes, sheet: str = "Deals") -> dict[tuple[int, int], object]:
    return grid(data, sheet, formulas=False)


def _book(*formulas: str) -> bytes:
    """A1 = 10, B1 = 4, C1 = "text", D1 is blank, E1 is a date; formulas from H1 with result 99."""
    output = io.BytesIO()
    book = xlsxwriter.Workbook(output, {"in_memory": True})
    sheet = book.add_worksheet("S")
    sheet.write_row(0, 0, [10, 4, "text"])
    sheet.write_number("E1", 45000)
    for place, formula in enumerate(formulas):
        sheet.write_formula(0, 7 + place, "=" + formula, None, 99)
    sheet.write_formula("A2", "=B1", None, 4)
    book.close()
    return output.getvalue()


@pytest.mark.parametrize(
    ("formula", "result"),
    [
        ("A1*B1", 80),
        ("$A$1-B$1*(2+1.5E1)/-4", 37),
        ("+A1\n + 1", 21),
        ("A1+D1", 20),
        ("E1-A1", 44980),
        ("A1/8", 2.5),
        ("A1/D1", None),
        ("A1&B1", None),
        ("A1+C1", None),
        ("SUM(A1:B1)", None),
        ("A1^2", None),
        ("A1%", None),
        ("A1>B1", None),
        ("A1+A2", None),
        ("A1+Other!B1", None),
        ("A1+Rate", None),
        ("IF(A1,1,2)", None),
        ("B1*2", 99),
        ("SUM(B1:C1)+$A$2", 99),
        ("SUM(Other!B1:C1)", 99),
        ("SUM(A:A)", None),
        ("SUM(1:1)", None),
        ("SUM(B1:INDEX(1:1,3))", None),
        ("H1+A1", None),
    ],
)
def test_results_in_the_edited_row(tmp_path, formula: str, result: object) -> None:
    before = _book(formula)
    after = patch_package(before, [SetCell("S", 1, 1, 20)]).data
    assert _results(after, "S").get((1, 8)) == result
    assert grid(after, "S")[1, 8] == "=" + formula
    assert_lossless(before, after, tmp_path, "S!A1", "--allow-recalc")


def test_formulas_that_read_each_other() -> None:
    before = _book("J1+1", "B1*3", "A1*2", "I1+L1", "K1+A1")
    after = patch_package(before, [SetCell("S", 1, 1, 5)]).data
    found = _results(after, "S")
    assert [found.get((1, column)) for column in range(8, 13)] == [11, 99, 10, None, None]


def test_a_replaced_formula_counts_for_the_others() -> None:
    before = _book("A1*2", "H1*3")
    after = patch_package(before, [SetCell("S", 1, 8, 7, over_formula=True)]).data
    assert _results(after, "S")[1, 9] == 21
    after = patch_package(before, [SetCell("S", 1, 8, date(2023, 3, 16), over_formula=True)]).data
    assert _results(after, "S")[1, 9] == 45001 * 3


def test_a_result_of_another_kind_is_replaced_with_its_type() -> None:
    before = edited(
        _book("A1*2"),
        {
            SHEET: (
                b'<c r="H1"><f>A1*2</f><v>99</v></c>',
                b'<c r="H1" t="e"><f>A1*2</f><v>#N/A</v></c>',
            )
        },
    )
    after = patch_package(before, [SetCell("S", 1, 1, 5)]).data
    assert b'<c r="H1"><f>A1*2</f><v>10</v></c>' in members(after)[SHEET]


def test_a_missing_result_is_filled_in() -> None:
    before = edited(_book("A1*2"), {SHEET: (b"<f>A1*2</f><v>99</v>", b"<f>A1*2</f>")})
    after = patch_package(before, [SetCell("S", 1, 1, 5)]).data
    assert _results(after, "S")[1, 8] == 10


def test_other_rows_keep_their_results() -> None:
    before = plain_book()
    after = patch_package(before, [SetCell("Deals", 3, 4, 1000)]).data
    expected = _results(before) | {(3, 4): 1000, (3, 6): 500}
    assert _results(after) == expected
    frame = fastexcel.read_excel(after).load_sheet("Deals").to_polars()
    assert frame["Weighted"].to_list() == [50, 500, 150, 200, 250]


def test_a_cleared_row_has_no_results() -> None:
    after = patch_package(_book("A1*2"), [ClearRow("S", 1, 1, 2)]).data
    assert _results(after, "S")[1, 8] == 0


def _named(book: bytes) -> bytes:
    """With the references as Excel itself stores them."""
    for before, after in (
        (b"[[#This Row],Amount]", b"DealsTable[[#This Row],[Amount]]"),
        (b"[[#This Row],Probability]", b"DealsTable[[#This Row],[Probability]]"),
    ):
        book = edited(book, {SHEET: (before, after), "xl/tables/table1.xml": (before, after)})
    return book


@pytest.mark.parametrize("form", [_named, lambda book: book])
def test_references_by_column_name(form) -> None:
    before = form(rich_book())
    changes = [
        SetCell("Deals", 3, 4, 1000),
        SetCell("Deals", 4, 3, "Won"),
        AppendRow("Deals", 7, 1, 7, {1: "D-7", 4: 700, 5: 0.1}),
    ]
    after = patch_package(before, changes).data
    found = _results(after)
    assert found[3, 6] == 500
    assert found[4, 6] == 0, "the stored one: no cell it reads has changed"
    assert found[8, 6] == pytest.approx(70)


def test_whole_columns_by_name_are_left_to_the_spreadsheet() -> None:
    formula = b"[[#This Row],Amount]/SUM([Amount])"
    before = rich_book()
    old = re.search(rb"<f>([^<]*)</f>", members(before)[SHEET])
    assert old is not None
    before = edited(before, {SHEET: (old[1], formula)})
    after = patch_package(before, [SetCell("Deals", 3, 4, 1000)]).data
    assert (3, 6) not in _results(after)
    assert _results(after)[4, 6] == 0
