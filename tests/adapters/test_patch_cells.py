"""Setting and clearing cells: what is meant arrives, nothing else moves."""

from __future__ import annotations

import io
from datetime import date, datetime, time

import fastexcel
import openpyxl
import pytest
from patch_support import (
    assert_lossless,
    changed_members,
    edited,
    grid,
    members,
    plain_book,
    rich_book,
)

from adapters.changes import ClearRow, SetCell
from adapters.contents import CellValue
from adapters.errors import Refused
from adapters.excel.writing.patch import patch_package

SHEET = "xl/worksheets/sheet1.xml"
TEXTS = "xl/sharedStrings.xml"
WORKBOOK = "xl/workbook.xml"


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("Won", "Won"),
        ("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"),
        ("+1 -2 @x", "+1 -2 @x"),
        ("<b>&\"'</b> ]]>", "<b>&\"'</b> ]]>"),
        (" two  blanks\nand a line\t", " two  blanks\nand a line\t"),
        ("华东 😀", "华东 😀"),
        (12, 12),
        (-0.1, -0.1),
        (1e300, 1e300),
        (True, True),
        (False, False),
        (None, None),
        ("", None),
    ],
)
def test_a_value_is_read_back_by_others(tmp_path, value: CellValue, read: object) -> None:
    before = plain_book()
    after = patch_package(before, [SetCell("Deals", 3, 4, value)]).data
    found = grid(after, "Deals")
    assert found.pop((3, 4), None) == read
    kept = grid(before, "Deals")
    del kept[3, 4]
    assert found == kept
    texts = {TEXTS} if isinstance(read, str) else set()
    assert changed_members(before, after) == {SHEET} | texts
    assert_lossless(before, after, tmp_path, "Deals!D3", "--allow-recalc")


def test_text_like_a_formula_is_text_for_calamine() -> None:
    after = patch_package(plain_book(), [SetCell("Deals", 2, 1, "=1+1")]).data
    frame = fastexcel.read_excel(after).load_sheet("Deals").to_polars()
    assert frame["Deal"][0] == "=1+1"


def test_control_characters_and_escapes_survive() -> None:
    text = "a\rb\x01c_x0041_d_x005F_"
    after = patch_package(plain_book(), [SetCell("Deals", 2, 1, text)]).data
    stored = "a_x000D_b_x0001_c_x005F_x0041_d_x005F_x005F_<"
    assert stored in members(after)[TEXTS].decode()
    frame = fastexcel.read_excel(after).load_sheet("Deals").to_polars()
    assert frame["Deal"][0] == text


@pytest.mark.parametrize(
    ("value", "read", "shown"),
    [
        (date(2026, 3, 4), datetime(2026, 3, 4), "mm-dd-yy"),
        (datetime(2026, 3, 4, 15, 30), datetime(2026, 3, 4, 15, 30), "m/d/yy h:mm"),
        (time(8, 30), time(8, 30), "h:mm:ss"),
    ],
)
def test_a_date_in_a_plain_cell_gets_a_date_format(tmp_path, value, read, shown) -> None:
    before = plain_book()
    after = patch_package(
        before, [SetCell("Deals", 2, 1, value), SetCell("Deals", 3, 1, value)]
    ).data
    cell = openpyxl.load_workbook(io.BytesIO(after))["Deals"]["A2"]
    assert cell.value == read
    assert cell.number_format == shown
    assert changed_members(before, after) == {SHEET, "xl/styles.xml"}
    allow = ("--allow-new-styles", "--allow-style-change")
    assert_lossless(before, after, tmp_path, "Deals!A2:A3", *allow)
    again = patch_package(after, [SetCell("Deals", 4, 1, value)]).data
    assert members(again)["xl/styles.xml"] == members(after)["xl/styles.xml"]


def test_a_date_keeps_the_date_format_of_its_cell(tmp_path) -> None:
    before = plain_book()
    after = patch_package(before, [SetCell("Deals", 2, 7, date(1900, 2, 28))]).data
    cell = openpyxl.load_workbook(io.BytesIO(after))["Deals"]["G2"]
    assert cell.number_format == "yyyy-mm-dd"
    assert b">59<" in members(after)[SHEET]
    assert changed_members(before, after) == {SHEET}
    assert_lossless(before, after, tmp_path, "Deals!G2")


def test_scientific_numbers_are_no_date_format() -> None:
    before = edited(plain_book(), {"xl/styles.xml": (b"yyyy-mm-dd", b"0.00E+00")})
    after = patch_package(before, [SetCell("Deals", 2, 7, date(2026, 1, 1))]).data
    assert openpyxl.load_workbook(io.BytesIO(after))["Deals"]["G2"].number_format == "mm-dd-yy"


def test_dates_count_from_1904_where_the_workbook_does() -> None:
    output = io.BytesIO()
    book = openpyxl.Workbook()
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    book.active["A1"] = datetime(2020, 1, 1)
    book.save(output)
    after = patch_package(output.getvalue(), [SetCell("Sheet", 1, 1, date(1904, 1, 2))]).data
    assert openpyxl.load_workbook(io.BytesIO(after))["Sheet"]["A1"].value == datetime(1904, 1, 2)
    with pytest.raises(Refused, match="1904"):
        patch_package(output.getvalue(), [SetCell("Sheet", 1, 1, date(1903, 1, 2))])


def test_cells_and_rows_that_were_not_there(tmp_path) -> None:
    before = plain_book()
    changes = [
        SetCell("Deals", 40, 12, "far"),
        SetCell("Deals", 2, 10, 5),
        SetCell("Deals", 20, 1, 1),
    ]
    after = patch_package(before, changes).data
    found = grid(after, "Deals")
    assert (found[40, 12], found[2, 10], found[20, 1]) == ("far", 5, 1)
    assert openpyxl.load_workbook(io.BytesIO(after))["Deals"].dimensions == "A1:L40"
    assert_lossless(before, after, tmp_path, "Deals!L40,Deals!J2,Deals!A20", "--allow-extend")


@pytest.mark.parametrize("form", [b"<sheetData/>", b"<sheetData />", b"<sheetData></sheetData>"])
def test_the_first_cell_of_an_empty_sheet(tmp_path, form: bytes) -> None:
    output = io.BytesIO()
    openpyxl.Workbook().save(output)
    before = edited(output.getvalue(), {SHEET: (b"<sheetData></sheetData>", form)})
    after = patch_package(before, [SetCell("Sheet", 3, 2, "first")]).data
    assert grid(after, "Sheet") == {(3, 2): "first"}
    assert_lossless(before, after, tmp_path, "Sheet!B3", "--allow-extend")


def test_a_new_cell_takes_the_format_of_its_row_or_column() -> None:
    output = io.BytesIO()
    book = openpyxl.Workbook()
    book.active["A1"] = 1
    book.save(output)
    sheet = members(output.getvalue())[SHEET]
    old = sheet[sheet.index(b"<sheetData>") : sheet.index(b"</sheetData>")]
    new = (
        b'<cols><col min="3" max="4" width="9" style="1"/></cols>'
        b'<sheetData><row r="1" s="2" customFormat="1"/>'
    )
    styles = members(output.getvalue())["xl/styles.xml"]
    old_formats = styles[styles.index(b"<cellXfs") : styles.index(b"</cellXfs>")]
    formats = b'<cellXfs count="3">' + b"".join(
        b'<xf numFmtId="%d" fontId="0" fillId="0" borderId="0"/>' % n for n in (0, 9, 10)
    )
    book = {SHEET: (old, new), "xl/styles.xml": (old_formats, formats)}
    before = edited(output.getvalue(), book)
    after = patch_package(before, [SetCell("Sheet", 1, 3, 7), SetCell("Sheet", 2, 3, 8)]).data
    sheet = openpyxl.load_workbook(io.BytesIO(after))["Sheet"]
    assert (sheet["C1"].number_format, sheet["C2"].number_format) == ("0.00%", "0%")


def test_a_formula_is_replaced_only_on_purpose(tmp_path) -> None:
    before = plain_book()
    with pytest.raises(Refused, match="formula") as refused:
        patch_package(before, [SetCell("Deals", 2, 6, 1.0)])
    assert refused.value.where == "Deals!F2"
    after = patch_package(before, [SetCell("Deals", 2, 6, 1.0, over_formula=True)]).data
    assert grid(after, "Deals")[2, 6] == 1
    assert "xl/calcChain.xml" not in members(after)
    assert_lossless(before, after, tmp_path, "Deals!F2")


def test_the_calculation_chain_goes_with_every_mention_of_it(tmp_path) -> None:
    chain = (
        b'<?xml version="1.0"?><calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/'
        b'2006/main"><c r="F2" i="1"/></calcChain>'
    )
    before = _with_calculation_chain(plain_book(), chain)
    kept = patch_package(before, [SetCell("Deals", 2, 1, "x")]).data
    assert "xl/calcChain.xml" in members(kept)
    after = patch_package(before, [ClearRow("Deals", 2, 1, 7)]).data
    found = members(after)
    assert "xl/calcChain.xml" not in found
    assert b"calcChain" not in found["[Content_Types].xml"]
    assert b"calcChain" not in found["xl/_rels/workbook.xml.rels"]
    assert_lossless(before, after, tmp_path, "Deals!A2:G2")


def _with_calculation_chain(data: bytes, chain: bytes) -> bytes:
    import zipfile

    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"
    relation = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain"
    data = edited(
        data,
        {
            "[Content_Types].xml": (
                b"</Types>",
                b'<Override PartName="/xl/calcChain.xml" ContentType="%b"/></Types>' % kind,
            ),
            "xl/_rels/workbook.xml.rels": (
                b"</Relationships>",
                b'<Relationship Id="rId99" Type="%b" Target="calcChain.xml"/></Relationships>'
                % relation,
            ),
        },
    )
    output = io.BytesIO(data)
    with zipfile.ZipFile(output, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/calcChain.xml", chain)
    return output.getvalue()


def test_clearing_a_row_keeps_formats_and_neighbours(tmp_path) -> None:
    before = plain_book()
    after = patch_package(before, [ClearRow("Deals", 3, 2, 6)]).data
    found = grid(after, "Deals")
    assert {key: value for key, value in found.items() if key[0] == 3} == {
        (3, 1): "D-2",
        (3, 7): datetime(2023, 3, 17),
    }
    assert_lossless(before, after, tmp_path, "Deals!B3:F3")


def test_excel_is_asked_to_compute_when_it_opens_the_file() -> None:
    before = plain_book()
    assert b'fullCalcOnLoad="1"' in members(before)[WORKBOOK]
    silent = edited(before, {WORKBOOK: (b' fullCalcOnLoad="1"', b"")})
    settings = members(silent)[WORKBOOK]
    bare = edited(silent, {WORKBOOK: (settings[settings.index(b"<calcPr") :], b"</workbook>")})
    for book in (silent, bare):
        after = patch_package(book, [SetCell("Deals", 2, 1, "x")]).data
        assert changed_members(book, after) == {SHEET, TEXTS, WORKBOOK}
        assert openpyxl.load_workbook(io.BytesIO(after)).calculation.fullCalcOnLoad


def test_several_sheets_at_once(tmp_path) -> None:
    before = plain_book()
    changes = [SetCell("My notes", 1, 1, "new"), SetCell("Deals", 2, 1, "x")]
    after = patch_package(before, changes).data
    assert grid(after, "My notes")[1, 1] == "new"
    assert grid(after, "Deals")[2, 1] == "x"
    assert changed_members(before, after) == {SHEET, TEXTS, "xl/worksheets/sheet2.xml"}
    assert_lossless(before, after, tmp_path, "'My notes'!A1,Deals!A2")


def test_the_last_of_two_changes_of_one_cell_counts() -> None:
    changes = [SetCell("Deals", 2, 1, "one"), SetCell("Deals", 2, 1, "two")]
    assert grid(patch_package(plain_book(), changes).data, "Deals")[2, 1] == "two"


def test_without_a_change_the_bytes_are_the_same() -> None:
    before = plain_book()
    assert patch_package(before, []).data == before
    assert patch_package(before, [ClearRow("Deals", 90, 1, 7)]).data == before


def test_everything_around_survives_an_edit(tmp_path) -> None:
    before = rich_book(macros=True)
    after = patch_package(before, [SetCell("Deals", 4, 3, "Won")]).data
    assert changed_members(before, after) == {SHEET, TEXTS}
    assert len(members(after)) > 20
    assert_lossless(before, after, tmp_path, "Deals!C4")
