"""Results of formulas, and their text when what they refer to moves."""

import pytest
from asking import area, formulas, send


@pytest.mark.parametrize(
    ("formula", "shown"),
    [
        ("=1+2*3^2", "19"),
        ("=-(2)%", "-0.02"),
        ('="a"&1', "a1"),
        ("=1/0", "#DIV/0!"),
        ("=NOSUCH(1)", "#NAME?"),
        ("=1+", "#ERROR!"),
        ('=1+"x"', "#VALUE!"),
        ("=A1", "#REF!"),
        ('=IF(2>1,"yes",1/0)', "yes"),
        ('=IFERROR(1/0,"-")', "-"),
        ("=SUM(C1:C3)", "6"),
        ("=AVERAGE(C1:C3)", "2"),
        ("=COUNTA(C1:D9)", "3"),
        ("=ROUND(2.345,2)", "2.35"),
        ("=C1=1", "TRUE"),
    ],
)
def test_formulas_have_results(sheet, formula, shown):
    sheet.update([[1], [2], [3]], "C1")
    sheet.update_acell("A1", formula)
    assert sheet.acell("A1").value == shown


def test_formulas_follow_a_sheet_that_is_renamed_and_lose_one_that_goes(book, sheet):
    sheet.update([[1], [2]], "A1")
    sheet.define_named_range("A1:A2", "Numbers")
    other = book.add_worksheet("Other", 3, 3)
    formulas = [["=Sheet1!A1+SUM('sheet1'!A1:A2)", '=SUM(numbers)&"Sheet1!A1"']]
    other.update(formulas, "A1", raw=False)
    assert other.get("A1:B1") == [["4", "3Sheet1!A1"]]
    sheet.update_title("It's mine")
    entered = other.get("A1:B1", value_render_option="FORMULA")
    assert entered[0][0] == "='It''s mine'!A1+SUM('It''s mine'!A1:A2)"
    assert other.get("A1:B1") == [["4", "3Sheet1!A1"]]
    book.del_worksheet(sheet)
    assert other.get("A1:B1", value_render_option="FORMULA")[0][0] == "=#REF!+SUM(#REF!)"
    assert other.get("A1:B1") == [["#REF!", "#NAME?"]]


def test_copies_carry_relative_references(book, sheet):
    sheet.update([["1", "=A1*2"], ["2"]], "A1", raw=False)
    source, target = area(0, 1, 1, 2), area(1, 3, 1, 2)
    send(book, {"copyPaste": {"source": source, "destination": target}})
    assert formulas(sheet, "B2:B3") == [["=A2*2"], ["=A3*2"]]
    kind = {"source": area(0, 3, 1, 2), "destination": area(0, 1, 2, 3)}
    send(book, {"copyPaste": {**kind, "pasteType": "PASTE_VALUES"}})
    assert formulas(sheet, "C1:C3") == [[2], [4], [0]]


def test_whole_columns_and_rows_in_formulas(book, sheet):
    formulas = ["=SUM(A:B)", "=COUNT('Sheet1'!A2:A)", "=SUM(1:2)", "=SUM($A:$A)"]
    sheet.update([[1, 2], [3, 4], [5, 6]], "A1")
    sheet.update([[formula] for formula in formulas], "D5", raw=False)
    assert sheet.col_values(4)[4:] == ["21", "2", "10", "9"]
    sheet.insert_rows([[10]], 1)
    sheet.insert_cols([[]], 1)
    entered = sheet.get("E6:E9", value_render_option="FORMULA")
    moved = ["=SUM(B:C)", "=COUNT('Sheet1'!B3:B)", "=SUM(2:3)", "=SUM($B:$B)"]
    assert entered == [[formula] for formula in moved]
    assert sheet.col_values(5)[5:] == ["31", "2", "10", "19"]
    sheet.copy_range("E6:E9", "G7")
    copied = sheet.get("G7:G10", value_render_option="FORMULA")
    expected = ["=SUM(D:E)", "=COUNT('Sheet1'!D4:D)", "=SUM(3:4)", "=SUM($B:$B)"]
    assert copied == [[formula] for formula in expected]
