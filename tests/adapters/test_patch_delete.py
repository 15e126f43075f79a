"""Rows taken out of a sheet, with everything that refers to them; and emptied where unsure."""

from __future__ import annotations

import html
import io
import re
import warnings

import openpyxl
import pytest
import xlsxwriter
from good_packages import good_packages
from openpyxl.formula.translate import Translator
from patch_support import (
    HEADERS,
    changed_members,
    edited,
    grid,
    members,
    pivoted_book,
    plain_book,
    rich_book,
)

from adapters.changes import AppendRow, Change, DeleteRow, SetCell
from adapters.errors import Refused
from adapters.excel.deleting.rowshift import RowShift, UncertainError
from adapters.excel.deleting.shift_filled import FilledFormulas
from adapters.excel.deleting.shift_formulas import FormulaShift
from adapters.excel.deleting.shift_sheet import without_rows
from adapters.excel.ooxml.sheetxml import SheetXml
from adapters.excel.writing.patch import Patched, patch_package

SHEET = "xl/worksheets/sheet1.xml"


def _delete(data: bytes, *rows: int, sheet: str = "Deals", last: int = 7) -> Patched:
    return patch_package(data, [DeleteRow(sheet, row, 1, last) for row in rows])


def _model(data: bytes, *gone: int) -> dict[tuple[int, int], object]:
    """The sheet's cells without some rows, by plain counting; formulas of one row moved along."""
    found = {}
    for (row, column), value in grid(data, "Deals").items():
        if row in gone:
            continue
        new = row - sum(g < row for g in gone)
        moved = value
        if isinstance(value, str) and value.startswith("=") and "[" not in value:
            moved = Translator(value, f"A{row}").translate_formula(f"A{new}")
        found[new, column] = moved
    return found


def _why(patched: Patched) -> str:
    return " ".join(warning.sentence() for warning in patched.warnings)


@pytest.mark.parametrize("rows", [(3,), (2,), (6,), (2, 4, 6), (3, 4), (2, 3, 4, 5)])
def test_rows_below_move_up(rows: tuple[int, ...]) -> None:
    before = plain_book()
    done = _delete(before, *rows)
    assert done.removed == (True,) * len(rows)
    assert done.warnings == ()
    assert grid(done.data, "Deals") == _model(before, *rows)
    values = grid(done.data, "Deals", formulas=False)
    assert {v for (_, c), v in values.items() if c == 6} == {"Weighted"} | {
        (row - 1) * 50 for row in range(2, 7) if row not in rows
    }, "what a row computes for itself stays known"
    sheet = openpyxl.load_workbook(io.BytesIO(done.data))["Deals"]
    assert sheet.dimensions == f"A1:G{6 - len(rows)}"
    assert changed_members(before, done.data) <= {SHEET, "xl/workbook.xml", *_CHAIN}
    assert b'fullCalcOnLoad="1"' in members(done.data)["xl/workbook.xml"]


_CHAIN = {"xl/calcChain.xml", "[Content_Types].xml", "xl/_rels/workbook.xml.rels"}


def test_row_heights_and_formats_move_with_their_rows() -> None:
    before = plain_book()
    sheet = openpyxl.load_workbook(io.BytesIO(_delete(before, 3).data))["Deals"]
    assert sheet.row_dimensions[5].height == 24
    assert sheet["G5"].number_format == "yyyy-mm-dd"


def test_a_row_that_has_no_cells_goes_too() -> None:
    before = patch_package(plain_book(), [SetCell("Deals", 9, 1, "far")]).data
    done = _delete(before, 8)
    assert done.removed == (True,)
    assert grid(done.data, "Deals")[8, 1] == "far"


def test_the_table_its_rules_chart_comment_and_sparkline_follow() -> None:
    before = rich_book()
    done = _delete(before, 4)
    assert done.removed == (True,), _why(done)
    found = members(done.data)
    sheet = found[SHEET].decode()
    assert set(re.findall(r'ref="(A1:[^"]*)"', found["xl/tables/table1.xml"].decode())) == {"A1:G6"}
    assert set(re.findall(r'sqref="([^"]*)"', sheet)) == {"C2:C6", "B2:B6", "D2:D6", "E2:E6"}
    assert re.findall(r"<xm:sqref>([^<]*)<", sheet) == ["D2:D6", "J2"]
    assert re.findall(r"<xm:f>([^<]*)<", sheet)[-1] == "Deals!D2:D6"
    assert b"Deals!$D$2:$D$6" in found["xl/charts/chart1.xml"]
    assert b'ref="A2"' in found["xl/comments1.xml"]
    assert grid(done.data, "Lists")[1, 3] == "=SUM(Deals!D2:D6)"
    known = grid(done.data, "Lists", formulas=False).get((1, 3))
    assert known in (None, 1800), "its old result would be wrong"
    assert grid(done.data, "Deals") == _model(before, 4)


def test_comments_below_move_with_their_boxes() -> None:
    before = edited(rich_book(), {"xl/comments1.xml": (b'ref="A2"', b'ref="A6"')})
    before = edited(
        before, {"xl/drawings/vmlDrawing1.vml": (b"<x:Row>1</x:Row>", b"<x:Row>5</x:Row>")}
    )
    done = _delete(before, 3, 4)
    found = members(done.data)
    assert done.removed == (True, True), _why(done)
    assert b'ref="A4"' in found["xl/comments1.xml"]
    assert b"<x:Row>3</x:Row>" in found["xl/drawings/vmlDrawing1.vml"]


def test_a_row_with_a_comment_is_emptied() -> None:
    done = _delete(rich_book(), 2, 5)
    assert done.removed == (False, True)
    assert "rows of Deals: 2): a comment" in _why(done)
    after = grid(done.data, "Deals")
    assert not [cell for cell in after if cell[0] == 2]
    assert after[5, 1] == "D-5"


def _book_with(build) -> bytes:
    output = io.BytesIO()
    book = xlsxwriter.Workbook(output, {"in_memory": True})
    sheet = book.add_worksheet("Deals")
    sheet.write_row(0, 0, HEADERS)
    for row in range(1, 10):
        sheet.write_row(row, 0, [f"D-{row}", "Ann", "Lead", row * 100, 0.5])
    build(book, sheet)
    book.close()
    return output.getvalue()


def test_references_from_everywhere_follow() -> None:
    def build(book, sheet) -> None:
        other = book.add_worksheet("It's 2")
        other.write_formula("A1", '=SUM(Deals!$D$2:$D$10)+COUNTIF(Deals!C:C,"D2")', None, 1)
        other.write_formula("A2", "=Deals!D9*2", None, 2)
        other.write_formula("A3", "=D9", None, 3)
        other.write_formula("A4", '=SUMIFS(Deals!D2:D10,Deals!B2:B10,"Ann")', None, 4)
        sheet.write_formula("J1", "=SUM(D2:D10)&'It''s 2'!D9", None, "x")
        sheet.write_formula("J12", "=AVERAGE($D$8:D$10)", None, 9)
        book.define_name("Amounts", "=Deals!$D$2:$D$10")
        book.define_name("Rate", "='It''s 2'!$D$9")
        sheet.print_area("A1:G10")
        sheet.repeat_rows(0)
        sheet.autofilter("A1:G10")
        sheet.set_h_pagebreaks([8])
        sheet.write_url("B9", "https://example.com/", string="Ann")
        sheet.write_url("B5", "https://example.com/5", string="Ann")
        sheet.ignore_errors({"number_stored_as_text": "A2:A10"})

    before = _book_with(build)
    done = _delete(before, 4, 5)
    assert done.removed == (True, True), _why(done)
    other = grid(done.data, "It's 2")
    assert other[1, 1] == '=SUM(Deals!$D$2:$D$8)+COUNTIF(Deals!C:C,"D2")'
    assert [other[row, 1] for row in (2, 3)] == ["=Deals!D7*2", "=D9"]
    assert other[4, 1] == '=SUMIFS(Deals!D2:D8,Deals!B2:B8,"Ann")'
    deals = grid(done.data, "Deals")
    assert deals[1, 10] == "=SUM(D2:D8)&'It''s 2'!D9"
    assert deals[10, 10] == "=AVERAGE($D$6:D$8)"
    values = grid(done.data, "It's 2", formulas=False)
    assert values.get((1, 1)) != 1, "the old result of a sum over a removed row would be wrong"
    assert values.get((4, 1)) != 4
    book = openpyxl.load_workbook(io.BytesIO(done.data))
    assert book.defined_names["Amounts"].attr_text == "Deals!$D$2:$D$8"
    assert book.defined_names["Rate"].attr_text == "'It''s 2'!$D$9"
    sheet = book["Deals"]
    assert sheet.print_area == "'Deals'!$A$1:$G$8"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.auto_filter.ref == "A1:G8"
    assert [item.id for item in sheet.row_breaks.brk] == [6]
    assert sheet["B7"].hyperlink.target == "https://example.com/"
    assert sheet["B5"].hyperlink is None
    assert b'sqref="A2:A8"' in members(done.data)[SHEET]


@pytest.mark.parametrize(
    ("formula", "reason"),
    [
        ("=Deals!D5", "means exactly"),
        ("=SUM(Deals!D5:D5)", "means exactly"),
        ('=INDIRECT("Deals!D5")', "INDIRECT"),
        ('=INDIRECT("Deals!D"&ROW())', "INDIRECT"),
    ],
)
def test_what_would_break_is_emptied_and_said(formula: str, reason: str) -> None:
    def build(book, _sheet) -> None:
        book.add_worksheet("Other").write_formula("B2", formula, None, 1)

    before = _book_with(build)
    done = _delete(before, 5)
    assert done.removed == (False,)
    assert reason in _why(done)
    assert "Other!B2" in _why(done)
    assert grid(done.data, "Deals") == {
        cell: value for cell, value in grid(before, "Deals").items() if cell[0] != 5
    }


def test_an_indirect_name_of_a_column_does_not_hold_rows() -> None:
    def build(book, _sheet) -> None:
        book.add_worksheet("Other").write_formula("B2", '=SUM(INDIRECT("Deals!D:D"))', None, 1)

    assert _delete(_book_with(build), 5).removed == (True,)


def test_something_beside_the_table_holds_the_row() -> None:
    done = _delete(_book_with(lambda _book, sheet: sheet.write("J5", "note")), 5, 6)
    assert done.removed == (False, True)
    assert "beside the table (Deals!J5)" in _why(done)
    assert grid(done.data, "Deals")[5, 10] == "note"


def test_merged_cells_hold_their_rows_and_others_move() -> None:
    def build(_book, sheet) -> None:
        sheet.merge_range("A4:A5", "group")
        sheet.merge_range("J9:K10", "below")

    done = _delete(_book_with(build), 3, 5)
    assert done.removed == (True, False)
    assert "merged cells" in _why(done)
    merged = openpyxl.load_workbook(io.BytesIO(done.data))["Deals"].merged_cells.ranges
    assert {str(cells) for cells in merged} == {"A3:A4", "J8:K9"}


def test_macros_hold_every_row() -> None:
    done = _delete(rich_book(macros=True), 3, 4)
    assert done.removed == (False, False)
    [warning] = done.warnings
    assert "rows of Deals: 3, 4): the workbook holds macros" in warning.sentence()


def test_a_protected_sheet_keeps_its_rows() -> None:
    done = _delete(_book_with(lambda _book, sheet: sheet.protect()), 3)
    assert done.removed == (False,)
    assert "protected" in _why(done)


def test_a_table_keeps_one_row_and_its_totals() -> None:
    done = _delete(rich_book(2, totals=True), 2, 3)
    assert done.removed == (False, True)
    assert grid(done.data, "Deals")[3, 1] == "Total"
    assert b'ref="A1:G3"' in members(done.data)["xl/tables/table1.xml"]


def test_charts_and_pictures_below_move_and_those_across_shrink() -> None:
    def build(book, sheet) -> None:
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=Deals!$D$2:$D$10", "categories": "=Deals!$A$2:$A$10"})
        sheet.insert_chart("J2", chart)
        below = book.add_chart({"type": "line"})
        below.add_series({"values": "=Deals!$D$2:$D$4"})
        sheet.insert_chart("A30", below, {"object_position": 2})

    done = _delete(_book_with(build), 6)
    assert done.removed == (True,), _why(done)
    found = members(done.data)
    rows = [
        int(n) for n in re.findall(rb"<xdr:row>(\d+)</xdr:row>", found["xl/drawings/drawing1.xml"])
    ]
    assert rows == [1, 14, 28, 42]
    assert b"Deals!$A$2:$A$9" in found["xl/charts/chart1.xml"]
    assert b"Deals!$D$2:$D$4" in found["xl/charts/chart2.xml"]
    held = _delete(_book_with(build), 2)
    assert held.removed == (False,), "the chart begins in that row"
    assert "begins or ends" in _why(held)


def test_pivot_sources_follow() -> None:
    done = _delete(pivoted_book(), 3)
    assert b'ref="A1:G5"' in members(done.data)["xl/pivotCache/pivotCacheDefinition1.xml"]


def _shared(text: str, last: int = 6) -> bytes:
    """The book with one shared formula in column F, owned by F2."""
    before = plain_book()
    sheet = members(before)[SHEET].decode()
    for row in range(2, last + 1):
        body = (
            f'<f t="shared" ref="F2:F{last}" si="0">{text}</f>'
            if row == 2
            else '<f t="shared" si="0"/>'
        )
        sheet = sheet.replace(f"<f>D{row}*E{row}</f>", body)
    return edited(before, {SHEET: (members(before)[SHEET], sheet.encode())})


@pytest.mark.parametrize("row", [2, 4, 6])
@pytest.mark.parametrize("text", ["D2*E2", "D2/SUM(D$2:D$6)", "SUM(D$2:D2)", "$D2*My_rate"])
def test_shared_formulas_stay_shared(text: str, row: int) -> None:
    before = _shared(text)
    done = _delete(before, row)
    assert done.removed == (True,), _why(done)
    assert members(done.data)[SHEET].count(b't="shared"') == 4
    after = grid(done.data, "Deals")
    for place, old in enumerate(r for r in range(2, 7) if r != row):
        expected = text
        if "D$6" in text:
            expected = text.replace("D$6", "D$5")
        moved = Translator("=" + expected, "F2").translate_formula(f"F{place + 2}")
        assert after[place + 2, 6] == moved, old


def test_shared_formulas_that_read_other_rows_are_written_out() -> None:
    before = _shared("SUM(D2:D3)")
    done = _delete(before, 4)
    assert done.removed == (True,), _why(done)
    after = grid(done.data, "Deals")
    assert [after[row, 6] for row in range(2, 6)] == [
        "=SUM(D2:D3)", "=SUM(D3:D3)", "=SUM(D4:D5)", "=SUM(D5:D6)",
    ]  # fmt: skip
    held = _delete(_shared("D1+D2"), 4)
    assert held.removed == (False,), "the row below means it"


def test_single_array_formulas_move_and_larger_ones_hold() -> None:
    def build(_book, sheet) -> None:
        sheet.write_array_formula("F9", "{=SUM(D9*E9)}", None, 400)

    done = _delete(_book_with(build), 3)
    assert b'<f t="array" ref="F8">SUM(D8*E8)</f>' in members(done.data)[SHEET], _why(done)

    def across(_book, sheet) -> None:
        sheet.write_array_formula("F2:F5", "{=D2:D5*2}", None, 1)

    held = _delete(_book_with(across), 8)
    assert held.removed == (True,)
    with pytest.raises(Exception, match="array formula"):
        _delete(_book_with(across), 3)


@pytest.mark.parametrize("row", [2, 5, 10])
def test_rules_with_formulas_go_on_meaning_their_own_row(row: int) -> None:
    def build(book, sheet) -> None:
        rule = {"type": "formula", "criteria": "=$D2>$L$1", "format": book.add_format({"bold": 1})}
        sheet.conditional_format("A2:G10", rule)
        sheet.data_validation("D2:D10", {"validate": "custom", "value": "=D2>COUNT($D$2:$D$10)"})

    done = _delete(_book_with(build), row)
    assert done.removed == (True,), _why(done)
    sheet = members(done.data)[SHEET].decode()
    assert '<conditionalFormatting sqref="A2:G9">' in sheet
    assert "<formula>$D2&gt;$L$1</formula>" in sheet
    assert 'sqref="D2:D9"' in sheet
    assert "<formula1>D2&gt;COUNT($D$2:$D$9)</formula1>" in sheet


def test_a_rule_that_compares_rows_holds_them() -> None:
    def build(book, sheet) -> None:
        rule = {"type": "formula", "criteria": "=$A2=$A1", "format": book.add_format({"bold": 1})}
        sheet.conditional_format("A2:G10", rule)

    done = _delete(_book_with(build), 5)
    assert done.removed == (False,)
    assert "cells of other rows" in _why(done)


def test_a_frozen_row_stays() -> None:
    done = _delete(_book_with(lambda _book, sheet: sheet.freeze_panes(3, 0)), 3, 4)
    assert done.removed == (False, True)


def test_edits_appends_and_deletions_in_one_save() -> None:
    changes: list[Change] = [
        DeleteRow("Deals", 3, 1, 7),
        SetCell("Deals", 5, 1, "edited"),
        AppendRow("Deals", 6, 1, 7, {1: "new", 4: 700}),
        DeleteRow("Deals", 6, 1, 7),
    ]
    done = patch_package(plain_book(), changes)
    assert done.removed == (True, True)
    assert done.appended_rows == (5,)
    after = grid(done.data, "Deals")
    assert [after.get((row, 1)) for row in range(1, 7)] == [
        "Deal", "D-1", "D-3", "edited", "new", None,
    ]  # fmt: skip
    assert after[5, 6] == "=D5*E5"


@pytest.mark.parametrize("name", ["sample", "totals", "prefixed", "plain", "openpyxl"])
def test_books_of_many_makers_lose_their_last_row(name: str) -> None:
    data = good_packages()[name]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of features that openpyxl would lose
        sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
        last = sheet.max_row - (1 if name == "totals" else 0)
        done = patch_package(data, [DeleteRow(sheet.title, last, 1, sheet.max_column)])
        again = openpyxl.load_workbook(io.BytesIO(done.data)).worksheets[0]
    assert done.removed == (True,), _why(done)
    assert again.max_row == sheet.max_row - 1


def _grouped() -> bytes:
    def build(_book, sheet) -> None:
        sheet.merge_range("H4:H6", "East")

    return _book_with(build)


def test_the_label_of_merged_cells_outlives_its_first_row() -> None:
    label = SetCell("Deals", 5, 8, "East")  # what the rows below are to keep
    done = patch_package(_grouped(), [label, DeleteRow("Deals", 4, 1, 8)])
    assert done.removed == (False,)
    after = grid(done.data, "Deals")
    assert after[4, 8] == "East"
    assert (4, 1) not in after


def test_a_hidden_cell_of_merged_ones_says_where_its_value_is() -> None:
    with pytest.raises(Refused, match=r"one value, in Deals!H4, holds for all") as refused:
        patch_package(_grouped(), [SetCell("Deals", 5, 8, "West")])
    assert "Unmerge" in refused.value.hint
    changes = [SetCell("Deals", 4, 8, "West"), SetCell("Deals", 5, 8, "East")]
    with pytest.raises(Refused, match="holds for all"):
        patch_package(_grouped(), changes)
    done = patch_package(_grouped(), [SetCell("Deals", 4, 8, "West")])
    assert grid(done.data, "Deals")[4, 8] == "West"


def _results(build) -> tuple[bytes, bytes]:
    """A book of ten deals with a second sheet, before and after row 5 (the amount 40) is gone."""
    output = io.BytesIO()
    with xlsxwriter.Workbook(output, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Deals")
        for row in range(1, 11):
            sheet.write_row(row, 0, [f"Deal {row}", row * 10])
            sheet.write_formula(row, 2, f"=B{row + 1}*2", None, row * 20)
        build(book, sheet, book.add_worksheet("Sums"))
    return output.getvalue(), _delete(output.getvalue(), 5, last=3).data


@pytest.mark.parametrize(
    ("formula", "before", "after"),
    [
        ("SUM(Deals!B2:B11)", 550, 510),
        ("SUM(Deals!B2:B5)", 100, 60),
        ("SUM(Deals!B5:B6)", 90, 50),
        ("SUM(Deals!B:B)", 550, 510),
        ("SUM(Amounts)", 550, 510),
        ("SUM(Columned)", 550, 510),
        ("ROW(Deals!A8)", 8, 7),
        ("INDEX(Deals!B6:B9,2)", 60, 60),
        ("Deals!B11+1E1", 110, 110),
        ("SUM(OFFSET(Deals!B2,0,0,5,1))", 150, 170),
        ("MATCH(\"Deal 9\",Deals!A:A,0)", 10, 9),
    ],
)  # fmt: skip
def test_results_that_a_row_was_part_of_are_computed_anew(
    formula: str, before: int, after: int
) -> None:
    def build(book, sheet, sums) -> None:
        book.define_name("Amounts", "=Deals!$B$2:$B$11")
        book.define_name("Columned", "=Deals!$B:$B")
        sums.write_formula(0, 0, "=" + formula, None, before)
        sums.write_formula(1, 0, "=A1+1", None, before + 1)

    _, done = _results(build)
    found = grid(done, "Sums", formulas=False)
    assert found[1, 1] in (after, None)
    assert found[2, 1] in (after + 1, None)
    deals = grid(done, "Deals", formulas=False)
    assert {deals[row, 2] * 2 == deals[row, 3] for row in range(2, 11)} == {True}


def test_formulas_of_their_own_row_are_not_computed_anew() -> None:
    before, _ = _results(lambda *_: None)
    done = _delete(before, 5, last=3)
    assert done.recalculated == done.stale == ()
    assert done.touch.ranges == []


FILLED = (
    "B{n}*2", "IF(B{n}>100,B{n}/B{m},0)", "SUM(B{n}:D{n})", "SUM(B{n}:B{m})", "$B${n}+LOG10(B{m})",
    "Deals!B{n}+Sums!B{n}", "'Deals 2024'!A{n}", "'[1]Deals'!A{n}", 'IF(A{n}="B{m}","x{n}",A{m})',
    "SUM({n}:{m})", "Name{n}", "1E{n}+B0{n}", "T1[[#This Row],[Q{n}]]+B{n}", "A{n}&amp;B{m}",
    "A{n}&#39;", "XFE{n}+ABC1{n}", "Sheet{n}!A{m}", "A{n}:INDEX(A:A,{m})", "A1:A1048576+B{n}",
)  # fmt: skip


@pytest.mark.parametrize("home", ["Deals", "Sums"])
@pytest.mark.parametrize("text", FILLED)
def test_filled_formulas_are_renumbered_as_single_ones_are(text: str, home: str) -> None:
    for seed in (0, 1):
        shift = RowShift("Deals", (5, 20, 21))
        filled = FilledFormulas(home, shift, lambda _: None)
        for number in (3, 4, 6, 12, 19, 22, 200)[:: 1 - 2 * seed]:
            formula = text.format(n=number, m=number + 1 + 8 * seed)
            plain = html.unescape(formula)
            new = filled.moved(formula.encode())
            alone = FormulaShift(home, shift).moved(plain, "")
            assert new is None or html.unescape(new.decode()) == alone


@pytest.mark.parametrize(
    "row",
    [
        b'<row r="7" spans="1:7"><c r="A7" s="7"><v>7</v></c></row>',
        b'<row r="17"><c r="A17"/><c r="B17" t="str"><f>"17"</f><v>17</v></c></row>',
        b'<row r="417" ht="9"><c r="A417"><f>A417</f></c></row>\n',
    ],
)
def test_only_the_numbers_of_rows_and_cells_are_exchanged(row: bytes) -> None:
    data = b"<worksheet><sheetData>%b</sheetData></worksheet>" % row
    sheet = SheetXml(data)
    new = b"".join(without_rows(sheet, RowShift("Deals", (2,)), [], "sheet1"))
    number = sheet.last_row
    expected = re.sub(rb' r="([A-Z]*)%d"' % number, rb' r="\g<1>%d"' % (number - 1), data)
    assert new == expected


@pytest.mark.parametrize("cell", [b'<c r="A8"/>', b"<c/>", b'<c s="7" r="A7"/>'])
def test_cells_that_do_not_say_their_place_hold_all_rows(cell: bytes) -> None:
    data = b'<worksheet><sheetData><row r="7">%b</row></sheetData></worksheet>' % cell
    with pytest.raises(UncertainError):
        without_rows(SheetXml(data), RowShift("Deals", (2,)), [], "sheet1")
