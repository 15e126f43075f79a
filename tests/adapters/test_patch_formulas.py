"""Formulas: moved as Excel would, shared ones handed on when their owner goes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.formula.translate import Translator
from patch_support import assert_lossless, edited, grid, members, plain_book

from adapters.changes import AppendRow, ClearRow, SetCell
from adapters.errors import Refused
from adapters.excel.ooxml.formulas import translated
from adapters.excel.writing.patch import patch_package

SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("formula", "moved"),
    [
        ("A1+$A1+A$1+$A$1", "B3+$A3+B$1+$A$1"),
        ("SUM(A1:B2,C:C,$C:D,4:5,$4:5)", "SUM(B3:C4,D:D,$C:E,6:7,$4:7)"),
        ("\nA1\r\n+  A1", "\nB3\r\n+  B3"),
        ('"A1"&A1&"say ""A1"""', '"A1"&B3&"say ""A1"""'),
        ("'A1 B2'!A1+Q1!A1+Sheet1!A1:B2", "'A1 B2'!B3+Q1!B3+Sheet1!B3:C4"),
        ("SUM(Q1:Q4!A1)+'Q1:Q4'!A1", "SUM(Q1:Q4!B3)+'Q1:Q4'!B3"),
        (
            "LOG10(A1)+BIN2DEC(1)+_xlfn.XLOOKUP(A1,B:B,C:C)",
            "LOG10(B3)+BIN2DEC(1)+_xlfn.XLOOKUP(B3,C:C,D:D)",
        ),
        (
            "Table1[[#This Row],[A1]]+T[@[it''s '[A1']]]+A1",
            "Table1[[#This Row],[A1]]+T[@[it''s '[A1']]]+B3",
        ),
        ("[1]Sheet1!A1+[2]!Name", "[1]Sheet1!B3+[2]!Name"),
        ("Rate2024+A1B2+x.A1+ABC1234567+ZZZ9", "Rate2024+A1B2+x.A1+ABC1234567+ZZZ9"),
        ("1E5+2.5+A1#+#REF!+#N/A", "1E5+2.5+B3#+#REF!+#N/A"),
        ("销售!A1+单价*A1", "销售!B3+单价*B3"),
        ("TRUE+A1%", "TRUE+B3%"),
    ],
)
def test_references_move_and_nothing_else(formula: str, moved: str) -> None:
    assert translated(formula, 2, 1) == moved


_reference = st.builds(
    lambda c, r, a, b: f"{'$' * a}{c}{'$' * b}{r}",
    st.sampled_from(["A", "Z", "AA", "XDA"]),
    st.integers(1, 9999),
    st.booleans(),
    st.booleans(),
)
_operand = st.one_of(
    _reference,
    st.builds("{}:{}".format, _reference, _reference),
    st.builds("'My sheet'!{}".format, _reference),
    st.builds("SUM({})".format, _reference),
    st.sampled_from(['"B2"', "12.5", "TRUE", "Deals[Amount]", "Rate_2", "C:D", "7:9"]),
)


@given(st.lists(_operand, min_size=1, max_size=6), st.integers(0, 300), st.integers(0, 5))
def test_openpyxl_moves_them_to_the_same_place(operands, rows, columns) -> None:
    formula = "+".join(operands)
    witness = Translator("=" + formula, "A1").translate_formula(row_delta=rows, col_delta=columns)
    assert "=" + translated(formula, rows, columns) == witness


@pytest.mark.parametrize(
    ("formula", "rows", "columns"), [("A1", -1, 0), ("XFD1", 0, 1), ("T[", 1, 1)]
)
def test_a_formula_that_cannot_be_moved_is_refused(formula: str, rows: int, columns: int) -> None:
    with pytest.raises(Refused):
        translated(formula, rows, columns)


def _shared_book() -> bytes:
    """F2 owns the shared formula of F2:F6, F4 is a hole with a formula of its own."""
    book = plain_book()
    for row in range(2, 7):
        old = f"<f>D{row}*E{row}</f>".encode()
        new = b'<f t="shared" ca="1" si="3"/>'
        if row == 2:
            new = b'<f t="shared" ref="F2:F6" si="3">D2*E2+$A$1&amp;"x"</f>'
        if row != 4:
            book = edited(book, {SHEET: (old, new)})
    return book


def test_the_next_sharer_takes_over(tmp_path) -> None:
    before = _shared_book()
    expected = grid(before, "Deals")
    after = patch_package(before, [SetCell("Deals", 2, 6, "gone", over_formula=True)]).data
    expected[2, 6] = "gone"
    assert grid(after, "Deals") == expected
    owner = b'<f t="shared" ca="1" si="3" ref="F3:F6">D3*E3+$A$1&amp;"x"</f>'
    assert owner in members(after)[SHEET]
    assert_lossless(before, after, tmp_path, "Deals!F2")


def test_several_sharers_go_at_once(tmp_path) -> None:
    before = _shared_book()
    expected = {key: value for key, value in grid(before, "Deals").items() if key[0] not in (2, 3)}
    after = patch_package(before, [ClearRow("Deals", 2, 1, 7), ClearRow("Deals", 3, 1, 7)]).data
    assert grid(after, "Deals") == expected
    assert b'ref="F5:F6">D5*E5' in members(after)[SHEET]
    assert_lossless(before, after, tmp_path, "Deals!A2:G3")


def test_a_sharer_that_owns_nothing_just_goes(tmp_path) -> None:
    before = _shared_book()
    after = patch_package(before, [SetCell("Deals", 5, 6, 1, over_formula=True)]).data
    assert b'ref="F2:F6" si="3">D2*E2' in members(after)[SHEET]
    assert_lossless(before, after, tmp_path, "Deals!F5")


def test_the_last_sharer_leaves_no_trace(tmp_path) -> None:
    before = _shared_book()
    changes = [SetCell("Deals", row, 6, row, over_formula=True) for row in (2, 3, 5, 6)]
    after = patch_package(before, changes).data
    assert b"shared" not in members(after)[SHEET]
    assert_lossless(before, after, tmp_path, "Deals!F2:F6")


def test_a_shared_formula_is_filled_down_in_full(tmp_path) -> None:
    before = _shared_book()
    after = patch_package(before, [AppendRow("Deals", 6, 1, 7, {1: "new"})]).data
    assert grid(after, "Deals")[7, 6] == '=D7*E7+$A$1&"x"'
    assert_lossless(before, after, tmp_path, "Deals!A7:G7", "--allow-extend")


def test_two_owners_of_one_shared_formula_are_refused() -> None:
    second = b'<f t="shared" ref="F4:F6" si="3">D4*E4</f>'
    before = edited(_shared_book(), {SHEET: (b"<f>D4*E4</f>", second)})
    with pytest.raises(Refused, match="several owners"):
        patch_package(before, [SetCell("Deals", 2, 6, 1, over_formula=True)])


def test_a_shared_formula_without_text_is_refused() -> None:
    before = edited(_shared_book(), {SHEET: (b'D2*E2+$A$1&amp;"x"', b"")})
    with pytest.raises(Refused, match="lost its text"):
        patch_package(before, [AppendRow("Deals", 6, 1, 7, {1: "new"})])


def test_an_array_formula_of_one_cell_is_filled_down_as_one() -> None:
    one = b'<f t="array" ref="F6">SUM(D6*E6)</f>'
    before = edited(plain_book(), {SHEET: (b"<f>D6*E6</f>", one)})
    after = patch_package(before, [AppendRow("Deals", 6, 1, 7, {1: "new"})]).data
    assert b'<f t="array" ref="F7">SUM(D7*E7)</f>' in members(after)[SHEET]


def test_an_array_formula_of_several_cells_is_not() -> None:
    many = b'<f t="array" ref="F5:F6">SUM(D6*E6)</f>'
    before = edited(plain_book(), {SHEET: (b"<f>D6*E6</f>", many)})
    with pytest.raises(Refused, match="array"):
        patch_package(before, [AppendRow("Deals", 6, 1, 7, {1: "new"})])
