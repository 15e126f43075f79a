"""Rows added to a table: formats, formulas, room, and everything that has to grow with it."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime

import openpyxl
import pytest
import xlsxwriter
from patch_support import (
    HEADERS,
    assert_lossless,
    changed_members,
    edited,
    grid,
    members,
    plain_book,
    rich_book,
)

from adapters.changes import AppendRow, ClearRow, SetCell
from adapters.errors import Refused
from adapters.excel.writing.patch import Patched, patch_package

SHEET = "xl/worksheets/sheet1.xml"
TEXTS = "xl/sharedStrings.xml"
TABLE = "xl/tables/table1.xml"
GROWN = ("--allow-extend",)


def _row(data: bytes, number: int) -> dict[int, object]:
    return {column: value for (row, column), value in grid(data, "Deals").items() if row == number}


def _append(before: bytes, after_row: int, *rows: dict[int, object]) -> Patched:
    return patch_package(before, [AppendRow("Deals", after_row, 1, 7, row) for row in rows])


def test_a_plain_table_gets_a_row_like_the_one_above(tmp_path) -> None:
    before = plain_book()
    done = _append(before, 6, {1: "D-6", 4: 600, 5: None, 7: date(2026, 5, 6)})
    assert done.appended_rows == (7,)
    assert done.warnings == ()
    assert _row(done.data, 7) == {1: "D-6", 4: 600, 6: "=D7*E7", 7: datetime(2026, 5, 6)}
    sheet = openpyxl.load_workbook(io.BytesIO(done.data))["Deals"]
    assert sheet["G7"].number_format == "yyyy-mm-dd"
    assert sheet["G7"].border.left.style == "thin"
    assert sheet.row_dimensions[7].height == 24
    assert sheet.dimensions == "A1:G7"
    assert b"<f>D7*E7</f><v>0</v></c>" in members(done.data)[SHEET], "a blank counts as 0"
    assert changed_members(before, done.data) == {SHEET, TEXTS}
    assert_lossless(before, done.data, tmp_path, "Deals!A7:G7", *GROWN)


def test_several_rows_keep_their_order(tmp_path) -> None:
    before = plain_book()
    done = _append(before, 6, {1: "first"}, {1: "second"}, {1: "third", 6: 9})
    assert done.appended_rows == (7, 8, 9)
    assert [_row(done.data, row)[1] for row in (7, 8, 9)] == ["first", "second", "third"]
    assert [_row(done.data, row)[6] for row in (7, 8, 9)] == ["=D7*E7", "=D8*E8", 9]
    assert_lossless(before, done.data, tmp_path, "Deals!A7:G9", *GROWN)


def test_two_tables_side_by_side_share_rows() -> None:
    output = io.BytesIO()
    book = xlsxwriter.Workbook(output, {"in_memory": True})
    sheet = book.add_worksheet("Deals")
    for row in range(3):
        sheet.write_row(row, 0, [row, "a"])
        if row < 2:
            sheet.write_row(row, 4, [row, "b"])
    book.close()
    changes = [
        AppendRow("Deals", 2, 5, 6, {5: "right"}),
        AppendRow("Deals", 3, 1, 2, {1: "left"}),
        AppendRow("Deals", 2, 5, 6, {5: "right too"}),
    ]
    done = patch_package(output.getvalue(), changes)
    assert done.appended_rows == (3, 4, 4)
    assert _row(done.data, 3) == {1: 2, 2: "a", 5: "right"}
    assert _row(done.data, 4) == {1: "left", 5: "right too"}


def test_a_table_and_its_rules_grow(tmp_path) -> None:
    before = rich_book()
    done = _append(before, 7, {1: "D-7", 3: "Won", 4: 700}, {1: "D-8"})
    found = members(done.data)
    sheet = found[SHEET].decode()
    assert re.findall(r'ref="(A1:[^"]*)"', found[TABLE].decode()) == ["A1:G9", "A1:G9"]
    assert set(re.findall(r'sqref="([^"]*)"', sheet)) == {"C2:C9", "B2:B9", "D2:D9", "E2:E9"}
    assert re.findall(r"<xm:sqref>([^<]*)<", sheet) == ["D2:D9", "J2"]
    assert _row(done.data, 9)[6] == _row(before, 7)[6]
    assert changed_members(before, done.data) == {SHEET, TABLE, TEXTS}
    assert_lossless(before, done.data, tmp_path, "Deals!A8:G9", *GROWN)


def test_charts_and_formulas_that_stop_short_are_told() -> None:
    charts, formulas = (w.sentence() for w in _append(rich_book(), 7, {1: "D-7"}).warnings)
    assert charts.startswith(
        "Charts that end at row 7 of Deals do not include the new rows (1: chart1.xml)."
    )
    assert formulas.startswith("Formulas that end at row 7 of Deals")


def test_the_first_three_places_that_stop_short_are_named() -> None:
    output = io.BytesIO()
    with xlsxwriter.Workbook(output, {"in_memory": True}) as book:
        deals, sums = book.add_worksheet("Deals"), book.add_worksheet("Sums & more")
        deals.write_column(0, 0, ["Amount", 1, 2, 3])
        deals.write_formula(9, 4, "=SUM(A2:A4)")
        for row in range(4):
            sums.write_formula(row, 1, "=SUM(Deals!A2:A4)")
        book.define_name("Amounts", "=Deals!$A$2:$A$4")
    append = AppendRow("Deals", 4, 1, 1, {1: 4.0})
    told = [w.sentence() for w in patch_package(output.getvalue(), [append]).warnings]
    assert any("(1: Amounts)" in sentence for sentence in told)
    assert any("(5: Sums & more!B1, Sums & more!B2, Sums & more!B3 … (+2))" in t for t in told)


def test_pivot_tables_that_stop_short_are_told() -> None:
    cache = (
        b'<pivotCacheDefinition xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b'<cacheSource type="worksheet"><worksheetSource ref="A1:G6" sheet="Deals"/></cacheSource>'
        b"</pivotCacheDefinition>"
    )
    before = _with_part(plain_book(), "xl/pivotCache/pivotCacheDefinition1.xml", cache)
    assert "Pivot tables" in _append(before, 6, {1: "x"}).warnings[0].message
    other = _with_part(
        plain_book(), "xl/pivotCache/pivotCacheDefinition1.xml", cache.replace(b"Deals", b"Other")
    )
    assert _append(other, 6, {1: "x"}).warnings == ()


def test_formulas_of_the_sheet_itself_that_stop_short_are_told() -> None:
    before = edited(plain_book(), {SHEET: (b"<f>D2*E2</f>", b"<f>D2/SUM($D$2:$D$6)</f>")})
    [warning] = _append(before, 6, {1: "x"}).warnings
    assert warning.sentence().startswith("Formulas that end at row 6 of Deals")
    assert "(1: Deals!F2)" in warning.sentence()


def _with_part(data: bytes, name: str, content: bytes) -> bytes:
    output = io.BytesIO(data)
    with zipfile.ZipFile(output, "a") as archive:
        archive.writestr(name, content)
    return output.getvalue()


def test_blank_rows_inside_a_table_are_used_first(tmp_path) -> None:
    before = patch_package(rich_book(), [ClearRow("Deals", 7, 1, 7)]).data
    done = _append(before, 6, {1: "D-6"}, {1: "D-7"})
    assert done.appended_rows == (7, 8)
    assert b'ref="A1:G8"' in members(done.data)[TABLE]
    assert_lossless(before, done.data, tmp_path, "Deals!A7:G8", *GROWN)
    inside = _append(before, 6, {1: "D-6"})
    assert changed_members(before, inside.data) == {SHEET}


def test_the_first_row_below_a_table_heading() -> None:
    before = patch_package(rich_book(1), [ClearRow("Deals", 2, 1, 7)]).data
    done = _append(before, 1, {1: "D-1", 4: 5})
    assert done.appended_rows == (2,)
    assert _row(done.data, 2) == {
        1: "D-1",
        4: 5,
        6: "=[[#This Row],Amount]*[[#This Row],Probability]",
    }


def test_prepared_blank_rows_keep_their_own_formats(tmp_path) -> None:
    before = plain_book()
    end = b"</sheetData>"
    blank = b'<row r="7" ht="40" customHeight="1"><c r="B7" s="1"/><c r="H7" s="1"/></row>' + end
    before = edited(before, {SHEET: (end, blank)})
    done = _append(before, 6, {1: "D-6", 2: "Bo"})
    sheet = openpyxl.load_workbook(io.BytesIO(done.data))["Deals"]
    assert sheet.row_dimensions[7].height == 40
    assert sheet["B7"].value == "Bo"
    assert sheet["B7"].number_format == "yyyy-mm-dd", "its own format, as the row was prepared"
    assert_lossless(before, done.data, tmp_path, "Deals!A7:G7", *GROWN)


def test_a_hidden_last_row_does_not_hide_the_new_one() -> None:
    before = edited(plain_book(), {SHEET: (b'<row r="6"', b'<row r="6" hidden="1"')})
    done = _append(before, 6, {1: "D-6"})
    sheet = openpyxl.load_workbook(io.BytesIO(done.data))["Deals"]
    assert sheet.row_dimensions[6].hidden
    assert not sheet.row_dimensions[7].hidden


def test_the_filter_and_its_hidden_name_grow_on_this_sheet_only(tmp_path) -> None:
    output = io.BytesIO()
    book = xlsxwriter.Workbook(output, {"in_memory": True})
    for name in ("Other", "Deals"):
        sheet = book.add_worksheet(name)
        sheet.write_row(0, 0, HEADERS)
        sheet.write_row(1, 0, [1, 2, 3, 4, 5, 6, 7])
        sheet.autofilter("A1:G2")
        sheet.print_area("A1:G2")
    book.define_name("Amounts", "=Deals!$D$2:$D$2")
    book.close()
    done = _append(output.getvalue(), 2, {1: "x"})
    names = openpyxl.load_workbook(io.BytesIO(done.data))
    assert names["Deals"].auto_filter.ref == "A1:G3"
    assert names["Other"].auto_filter.ref == "A1:G2"
    assert names["Deals"].print_area == "'Deals'!$A$1:$G$3"
    workbook = members(done.data)["xl/workbook.xml"].decode()
    assert "Deals!$A$1:$G$3" in workbook
    assert "Other!$A$1:$G$2" in workbook
    assert "Named ranges" in done.warnings[0].message
    assert_lossless(output.getvalue(), done.data, tmp_path, "Deals!A3:G3", *GROWN)


@pytest.mark.parametrize("column", [1, 7])
def test_something_in_the_way_is_named(column: int) -> None:
    before = patch_package(plain_book(), [SetCell("Deals", 8, column, "Total")]).data
    assert _append(before, 6, {1: "fits"}).appended_rows == (7,)
    with pytest.raises(Refused, match="row 8 holds something") as refused:
        _append(before, 6, {1: "fits"}, {1: "does not"})
    assert refused.value.where == f"Deals!{'A' if column == 1 else 'G'}8"


def test_beside_the_table_anything_may_stand(tmp_path) -> None:
    before = patch_package(plain_book(), [SetCell("Deals", 7, 9, "a note")]).data
    done = _append(before, 6, {1: "D-6"})
    assert _row(done.data, 7)[9] == "a note"
    assert_lossless(before, done.data, tmp_path, "Deals!A7:G7", *GROWN)


def test_merged_cells_below_are_in_the_way() -> None:
    merge = b'<mergeCells count="1"><mergeCell ref="B7:C8"/></mergeCells><pageMargins'
    before = edited(plain_book(), {SHEET: (b"<pageMargins", merge)})
    with pytest.raises(Refused, match="B7:C8"):
        _append(before, 6, {1: "x"})


def test_another_table_below_is_in_the_way() -> None:
    output = io.BytesIO()
    book = xlsxwriter.Workbook(output, {"in_memory": True})
    sheet = book.add_worksheet("Deals")
    sheet.add_table("A1:G3", {"columns": [{"header": name} for name in HEADERS]})
    sheet.add_table("C4:D6", {"header_row": False})
    book.close()
    with pytest.raises(Refused, match="C4:D6"):
        _append(output.getvalue(), 3, {1: "x"})


def test_the_sheet_ends() -> None:
    with pytest.raises(Refused, match="no rows left"):
        _append(plain_book(), 1_048_576, {1: "x"})


def test_values_outside_the_table_are_refused() -> None:
    with pytest.raises(Refused, match="outside"):
        _append(plain_book(), 6, {9: "x"})


def test_an_edit_and_an_appended_row_meet() -> None:
    changes = [AppendRow("Deals", 6, 1, 7, {1: "new"}), SetCell("Deals", 7, 1, "old")]
    with pytest.raises(Refused, match="Two changes"):
        patch_package(plain_book(), changes)


def test_edits_and_appends_together(tmp_path) -> None:
    before = plain_book()
    changes = [
        SetCell("Deals", 6, 6, 1, over_formula=True),
        AppendRow("Deals", 6, 1, 7, {1: "new"}),
        ClearRow("Deals", 2, 1, 7),
    ]
    done = patch_package(before, changes)
    assert _row(done.data, 2) == {}
    assert _row(done.data, 6)[6] == 1
    assert _row(done.data, 7) == {1: "new", 6: "=D7*E7"}
    assert_lossless(before, done.data, tmp_path, "Deals!A7:G7,Deals!A2:G2,Deals!F6", *GROWN)


# --- totals rows -------------------------------------------------------------------------------


def test_the_totals_row_of_a_table_moves_down(tmp_path) -> None:
    before = rich_book(totals=True)
    done = _append(before, 7, {1: "D-7", 4: 700}, {1: "D-8", 4: 800})
    assert done.appended_rows == (8, 9)
    assert _row(done.data, 10) == {1: "Total", 4: "=SUBTOTAL(109,[Amount])"}
    assert _row(done.data, 8)[1] == "D-7"
    assert re.findall(r'ref="(A1:[^"]*)"', members(done.data)[TABLE].decode()) == [
        "A1:G10",
        "A1:G9",
    ]
    allow = (*GROWN, "--allow-style-change")
    assert_lossless(before, done.data, tmp_path, "Deals!A8:G10", *allow)


def test_a_totals_formula_with_cell_references_reaches_the_new_rows() -> None:
    before = edited(rich_book(totals=True), {SHEET: (b"SUBTOTAL(109,[Amount])", b"SUM(D2:D7)+D$2")})
    done = _append(before, 7, {1: "D-7"})
    assert _row(done.data, 9)[4] == "=SUM(D2:D8)+D$2"


def test_a_totals_row_with_something_below_stays() -> None:
    before = patch_package(rich_book(totals=True), [SetCell("Deals", 9, 2, "note")]).data
    with pytest.raises(Refused, match="totals row cannot move down") as refused:
        _append(before, 7, {1: "x"})
    assert refused.value.where == "Deals!B9"


@pytest.mark.parametrize("formula", ["=Deals!D8", "=SUM(Deals!$A$8:$D$8)", "='Deals'!D8", "=D8*2"])
def test_a_totals_row_that_a_formula_names_stays(formula: str) -> None:
    book = rich_book(totals=True)
    if formula.startswith("=D8"):
        here = b'<c r="J1"><f>D8*2</f></c></row>'
        sheet = members(book)[SHEET]
        first = sheet.index(b"</row>")
        before = edited(
            book, {SHEET: (sheet[first - 20 : first + 6], sheet[first - 20 : first] + here)}
        )
    else:
        before = edited(
            book, {"xl/worksheets/sheet2.xml": (b"SUM(Deals!D2:D7)", formula[1:].encode())}
        )
    with pytest.raises(Refused, match="refers to it"):
        _append(before, 7, {1: "x"})


def test_formulas_of_other_rows_do_not_hold_the_totals_row() -> None:
    before = edited(
        rich_book(totals=True), {"xl/worksheets/sheet2.xml": (b"SUM(Deals!D2:D7)", b"Deals!D88+D8")}
    )
    assert _append(before, 7, {1: "x"}).appended_rows == (8,)


def test_rows_are_not_added_below_the_totals() -> None:
    with pytest.raises(Refused, match="below the totals row"):
        _append(rich_book(totals=True), 8, {1: "x"})


@pytest.mark.parametrize(
    "rule",
    [
        b'<dataValidations count="1"><dataValidation sqref="D8"/></dataValidations><pageMargins',
        b'<hyperlinks><hyperlink ref="B8" location="Lists!A1"/></hyperlinks><pageMargins',
    ],
)
def test_a_totals_row_with_a_rule_of_its_own_stays(rule: bytes) -> None:
    output = io.BytesIO()
    book = xlsxwriter.Workbook(output, {"in_memory": True})
    sheet = book.add_worksheet("Deals")
    columns = [{"header": name} for name in HEADERS]
    sheet.add_table("A1:G8", {"columns": columns, "total_row": True})
    book.close()
    assert _append(output.getvalue(), 7, {1: "x"}).appended_rows == (8,)
    before = edited(output.getvalue(), {SHEET: (b"<pageMargins", rule)})
    with pytest.raises(Refused, match="refers to it"):
        _append(before, 7, {1: "x"})


def test_a_comment_on_the_totals_row_holds_it() -> None:
    before = edited(rich_book(totals=True), {"xl/comments1.xml": (b'ref="A2"', b'ref="A8"')})
    with pytest.raises(Refused, match="comment"):
        _append(before, 7, {1: "x"})
