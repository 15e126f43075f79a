"""Stored results of formulas: right, or not there; never those of the values before the edit."""

from __future__ import annotations

import io
import re
from datetime import date

import fastexcel
import pytest
import xlsxwriter
from patch_support import (
    assert_lossless,
    changed_members,
    edited,
    grid,
    members,
    plain_book,
    rich_book,
)

from adapters.changes import AppendRow, ClearRow, SetCell
from adapters.excel.writing.patch import patch_package

SHEET = "xl/worksheets/sheet1.xml"


def _results(data: bytes, sheet: str = "Deals") -> dict[tuple[int, int], object]:
    return grid(data, sheet, formulas=False)


def _book(**formulas: tuple[str, object]) -> bytes:
    """A1 = 10, B1 = 4, C1 = "text", D1 is blank, E1 is a date, A2 = B1; formulas with results."""
    output = io.BytesIO()
    book = xlsxwriter.Workbook(output, {"in_memory": True})
    sheet = book.add_worksheet("S")
    sheet.write_row(0, 0, [10, 4, "text"])
    sheet.write_number("E1", 45000)
    for place, (formula, result) in formulas.items():
        sheet.write_formula(place, "=" + formula, None, result)
    sheet.write_formula("A2", "=B1", None, 4)
    book.close()
    return output.getvalue()


@pytest.mark.parametrize(
    ("formula", "stored", "result"),
    [
        ("A1*B1", 40, 80),
        ("$A$1-B$1*(2+1.5E1)/-4", 27, 37),
        ("+A1\n + 1", 11, 21),
        ("A1+D1", 10, 20),
        ("E1-A1", 44990, 44980),
        ("A1/(A1-20)", -1, "#DIV/0!"),
        ("A1&B1", "104", "204"),
        ('""&IF(A1=10," a","b ")', " a", None),  # white space at the ends may be lost on the way
        ("SUM(A1:B1)", 14, 24),
        ("A1>15", False, True),
        ("A1+A2", 14, 24),
        ("SUM(A:A)", 14, 24),
        ('SUM(INDIRECT("A1"))', 10, 20),
        ("B1*2", 99, 99),  # wrong, but not by this change
        ("SUM(B1:C1)+$A$2", 99, 99),
        ("A1*2", 99, None),  # the engine sees it differently, so nobody knows
        ("A1+Rate", 99, None),
        ("NOSUCHFUNCTION(A1)", 99, None),
        ("IF(A1>15,NOSUCHFUNCTION(A1),1)", 1, None),
        ("IF(A1>15,B1,NA())", "#N/A", 4),
        ("RAND()+A1", 10.5, None),
        ("SUM(1:1)", 14, None),
        ("H1+A1", 10, None),
    ],
)
def test_results_in_the_edited_row(tmp_path, formula: str, stored: object, result: object) -> None:
    before = _book(H1=(formula, stored))
    after = patch_package(before, [SetCell("S", 1, 1, 20)]).data
    assert _results(after, "S").get((1, 8)) == result
    assert grid(after, "S")[1, 8] == "=" + formula
    assert_lossless(before, after, tmp_path, "S!A1", "--allow-recalc")


def test_formulas_that_read_each_other() -> None:
    before = _book(
        H1=("J1+1", 21), I1=("B1*3", 99), J1=("A1*2", 20), K1=("I1+L1", 9), L1=("K1+A1", 9)
    )
    patched = patch_package(before, [SetCell("S", 1, 1, 5)])
    found = _results(patched.data, "S")
    assert [found.get((1, column)) for column in range(8, 13)] == [11, 99, 10, None, None]
    assert patched.recalculated == (("S", 1, 8), ("S", 1, 10))
    assert patched.stale == (("S", 1, 11), ("S", 1, 12))


def test_what_reads_a_doubtful_formula_is_doubtful() -> None:
    """I1 is computed right today only because its other branch is not taken."""
    before = _book(H1=("NOSUCHFUNCTION(A1)", 7), I1=("IF(A1=10,1,IFERROR(H1,0))", 1))
    patched = patch_package(before, [SetCell("S", 1, 1, 5)])
    assert patched.stale == (("S", 1, 8), ("S", 1, 9))


def test_a_result_that_stays_is_read_as_it_is_stored() -> None:
    before = _book(H1=("NOSUCHFUNCTION(B1)", 7), I1=("IF(A1=10,1,IFERROR(H1,0))", 1))
    patched = patch_package(before, [SetCell("S", 1, 1, 5)])
    assert patched.recalculated == (("S", 1, 9),)
    assert _results(patched.data, "S")[1, 9] == 7
    assert _results(patched.data, "S")[1, 8] == 7, "it does not read what changed"


def test_what_reads_a_missing_result_is_not_known() -> None:
    before = _book(H1=("NOSUCHFUNCTION(B1)", 7), I1=("A1+H1", 17))
    before = edited(before, {SHEET: (b"(B1)</f><v>7</v>", b"(B1)</f>")})
    assert patch_package(before, [SetCell("S", 1, 1, 5)]).stale == (("S", 1, 9),)


def test_a_replaced_formula_counts_for_the_others() -> None:
    before = _book(H1=("A1*2", 20), I1=("H1*3", 60))
    after = patch_package(before, [SetCell("S", 1, 8, 7, over_formula=True)]).data
    assert _results(after, "S")[1, 9] == 21
    after = patch_package(before, [SetCell("S", 1, 8, date(2023, 3, 16), over_formula=True)]).data
    assert _results(after, "S")[1, 9] == 45001 * 3


def test_a_result_of_another_kind_is_replaced_with_its_type() -> None:
    before = _book(H1=("A1*2", 20), I1=("IF(A1=10,NA(),1)", "#N/A"))
    after = patch_package(before, [SetCell("S", 1, 1, 5)]).data
    assert b'<c r="I1"><f>IF(A1=10,NA(),1)</f><v>1</v></c>' in members(after)[SHEET]
    after = patch_package(after, [SetCell("S", 1, 1, 10)]).data
    assert b'<c r="I1" t="e"><f>IF(A1=10,NA(),1)</f><v>#N/A</v></c>' in members(after)[SHEET]


def test_a_missing_result_stays_missing() -> None:
    before = edited(_book(H1=("A1*2", 20)), {SHEET: (b"<f>A1*2</f><v>20</v>", b"<f>A1*2</f>")})
    after = patch_package(before, [SetCell("S", 1, 1, 5)]).data
    assert (1, 8) not in _results(after, "S")


def test_other_rows_keep_their_results() -> None:
    before = plain_book()
    after = patch_package(before, [SetCell("Deals", 3, 4, 1000)]).data
    expected = _results(before) | {(3, 4): 1000, (3, 6): 500}
    assert _results(after) == expected
    frame = fastexcel.read_excel(after).load_sheet("Deals").to_polars()
    assert frame["Weighted"].to_list() == [50, 500, 150, 200, 250]


def test_a_cleared_row_has_no_results() -> None:
    after = patch_package(_book(H1=("A1*2", 20)), [ClearRow("S", 1, 1, 2)]).data
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
    assert (3, 6) not in found, "the stored one, 0, was never right"
    assert found[4, 6] == 0, "the stored one: no cell it reads has changed"
    assert (8, 6) not in found


def test_whole_columns_by_name_are_left_to_the_spreadsheet() -> None:
    formula = b"[[#This Row],Amount]/SUM([Amount])"
    before = rich_book()
    old = re.search(rb"<f>([^<]*)</f>", members(before)[SHEET])
    assert old is not None
    before = edited(before, {SHEET: (old[1], formula)})
    after = patch_package(before, [SetCell("Deals", 3, 4, 1000)]).data
    assert not {(3, 6), (4, 6)} & _results(after).keys()


def _two_sheets(edit: tuple[bytes, bytes]) -> bytes:
    """S!A1:A3 = 1, 2, 30; what T holds is computed from them, as some other program wrote it."""
    output = io.BytesIO()
    book = xlsxwriter.Workbook(output, {"in_memory": True})
    book.add_worksheet("S").write_column(0, 0, [1, 2, 30])
    sums = book.add_worksheet("T")
    sums.write_formula("A1", "=MAX(S!A1:A3)*1.1", None, 33)
    sums.write_formula("A2", '=IF(SUM(S!A1:A3)>9,"a lot","little")', None, "a lot")
    sums.write_formula("A3", "=SUM(S!A1:A3)>9", None, True)
    book.close()
    return edited(output.getvalue(), {"xl/worksheets/sheet2.xml": edit})


@pytest.mark.parametrize("stored", [b"33.000000000000007", b"33.0", b"3.3E1"])
def test_results_that_stay_the_same_leave_their_sheet_alone(tmp_path, stored: bytes) -> None:
    before = _two_sheets((b"<v>33</v>", b"<v>" + stored + b"</v>"))
    done = patch_package(before, [SetCell("S", 1, 1, 5)])
    assert {place[0] for place in done.recalculated} == {"T"}
    assert changed_members(before, done.data) == {SHEET}
    assert_lossless(before, done.data, tmp_path, "S!A1")


def test_a_new_result_changes_nothing_else_of_its_sheet(tmp_path) -> None:
    odd = b'<c  s="0" r="A2"\t t="str" ><f  xml:space="preserve">'
    before = _two_sheets((b'<c r="A2" t="str"><f>', odd))
    after = patch_package(before, [SetCell("S", 3, 1, 3)]).data
    old, new = (members(data)["xl/worksheets/sheet2.xml"] for data in (before, after))
    expected = old.replace(b"<v>33</v>", b"<v>3.3000000000000003</v>")
    expected = expected.replace(b"<v>a lot</v>", b"<v>little</v>")
    expected = expected.replace(b"<v>1</v>", b"<v>0</v>")
    assert new == expected
    assert_lossless(before, after, tmp_path, "S!A3,T!C9", "--allow-recalc")
