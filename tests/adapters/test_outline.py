"""The structure of workbooks, without reading their cells."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from openpyxl.utils.datetime import from_excel
from small_packages import MAIN, OFFICE, parts, shared, sheet, workbook, zipped

from adapters.addresses import CellRange
from adapters.errors import NotAWorkbook
from adapters.excel.archive.snapshot import Snapshot, read_snapshot
from adapters.excel.reading.outline import HEAD_ROWS
from adapters.excel.reading.session import Session
from adapters.excel.reading.sheetscan import SheetScan
from adapters.excel.reading.strings import shared_strings
from adapters.outlines import Outline, SheetOutline, TableOutline

REAL = Path(__file__).parents[2].parent / "shared" / "data" / "real"


def outline_of(data: bytes, tmp_path: Path) -> Outline:
    path = tmp_path / "book.xlsx"
    path.write_bytes(data)
    return Session(read_snapshot(path, patience=0), preload=False).outline


def written(fill: Callable[[Any], None], **options: object) -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, **options})
    fill(book)
    book.close()
    return stream.getvalue()


def only(data: bytes, tmp_path: Path) -> SheetOutline:
    (found,) = outline_of(data, tmp_path).sheets
    return found


def test_values_of_the_first_rows_have_their_types(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        page = book.add_worksheet("Deals")
        formats = {
            code: book.add_format({"num_format": code})
            for code in (
                "yyyy-mm-dd",
                "yyyy/m/d h:mm",
                'yyyy"年"m"月"d"日"',
                "h:mm",
                "[h]:mm",
                "0%",
            )
        }
        page.write_row(0, 0, ["客户", "Amount", True, 2.5, 7])
        page.write_datetime(1, 0, datetime(2026, 3, 4), formats["yyyy-mm-dd"])
        page.write_datetime(1, 1, datetime(2026, 3, 4, 8, 30), formats["yyyy/m/d h:mm"])
        page.write_datetime(1, 2, datetime(2026, 3, 4), formats['yyyy"年"m"月"d"日"'])
        page.write_datetime(1, 3, time(8, 30), formats["h:mm"])
        page.write_number(1, 4, 1.5, formats["[h]:mm"])
        page.write_number(2, 0, 0.25, formats["0%"])
        page.write_formula(2, 1, "=1/0", None, "#DIV/0!")
        page.write_formula(2, 2, '="a"&"b"', None, "ab")
        page.write_rich_string(2, 3, "a", book.add_format({"bold": True}), "b", "c")

    found = only(written(fill), tmp_path)
    assert found.head == (
        ("客户", "Amount", True, 2.5, 7),
        (date(2026, 3, 4), datetime(2026, 3, 4, 8, 30), date(2026, 3, 4), time(8, 30), 1.5),
        (0.25, "#DIV/0!", "ab", "abc", None),
    )
    assert type(found.head[0][2]) is bool
    assert (found.last_row, found.last_column) == (3, 5)


def test_dates_may_count_from_1904(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        page = book.add_worksheet()
        page.write_datetime(0, 0, datetime(2026, 3, 4), book.add_format({"num_format": 14}))

    assert only(written(fill, date_1904=True), tmp_path).head == ((date(2026, 3, 4),),)


@pytest.mark.parametrize("serial", [1, 59, 61, 45000])
def test_early_serials_are_what_openpyxl_says(serial: int, tmp_path: Path) -> None:
    rows = f'<row r="1"><c r="A1" s="1"><v>{serial}</v></c></row>'
    expected = from_excel(serial)
    assert isinstance(expected, datetime)
    assert only(workbook(sheet(rows)), tmp_path).head == ((expected.date(),),)


def test_tables_with_their_header_and_totals_rows(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        page = book.add_worksheet()
        columns = [{"header": "Deal"}, {"header": "Amount", "total_function": "sum"}]
        page.add_table("B3:C6", {"name": "Deals", "columns": columns, "total_row": True})
        page.add_table("F1:F4", {"name": "Plain", "header_row": False})

    assert only(written(fill), tmp_path).tables == (
        TableOutline("Deals", CellRange(3, 2, 6, 3), 1, 1, ("Deal", "Amount")),
        TableOutline("Plain", CellRange(1, 6, 4, 6), 0, 0, ("Column1",)),
    )


def _lists(book: Any) -> None:
    page = book.add_worksheet("Deals")
    lists = book.add_worksheet("My lists")
    lists.write_column("A1", ["Lead", "Won", None, "Lost", "Won"])
    lists.write_row("C1", [1, 2.5, True])
    lists.add_table("F1:F4", {"name": "Stages", "columns": [{"header": "Stage name"}]})
    lists.write_column("F2", ["One", "Two", "Three"])
    page.write_column("H1", ["x", "y"])
    book.define_name("Choices", "='My lists'!$A$1:$A$5")
    book.define_name("Again", "=Choices")
    sources: list[object] = [
        ["a", "b c", "d"],
        "='My lists'!$A$1:$A$5",
        "=$H$1:$H$2",
        "=Choices",
        "=Again",
        '=INDIRECT("Stages[Stage name]")',
        "='My lists'!$C$1:$E$1",
        "=OFFSET($H$1,0,0,2,1)",
        "='No such'!$A$1:$A$5",
    ]
    for column, source in enumerate(sources):
        page.data_validation(1, column, 99, column, {"validate": "list", "source": source})
    page.data_validation("Z2:Z9", {"validate": "integer", "criteria": ">", "value": 0})


def test_lists_of_choices_are_resolved(tmp_path: Path) -> None:
    deals = outline_of(written(_lists), tmp_path).sheets[0]
    assert [(list(found.ranges), found.choices) for found in deals.validations] == [
        ([CellRange(2, 1, 100, 1)], ("a", "b c", "d")),
        ([CellRange(2, 2, 100, 2)], ("Lead", "Won", "Lost")),
        ([CellRange(2, 3, 100, 3)], ("x", "y")),
        ([CellRange(2, 4, 100, 4)], ("Lead", "Won", "Lost")),
        ([CellRange(2, 5, 100, 5)], ("Lead", "Won", "Lost")),
        ([CellRange(2, 6, 100, 6)], ("One", "Two", "Three")),
        ([CellRange(2, 7, 100, 7)], ("1", "2.5", "TRUE")),
    ]


def test_lists_of_choices_in_the_form_of_excel_2010(tmp_path: Path) -> None:
    extension = (
        '<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" '
        'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" '
        'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">'
        '<x14:dataValidations count="1"><x14:dataValidation type="list">'
        "<x14:formula1><xm:f>S2!$A$1:$A$2</xm:f></x14:formula1>"
        "<xm:sqref>C2:C9 E2</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>"
    )
    choices = sheet(
        '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
        '<row r="2"><c r="A2" t="inlineStr"><is><t>two</t></is></c></row>'
    )
    data = workbook(sheet("", extension), choices, strings=shared("one"))
    (found,) = outline_of(data, tmp_path).sheets[0].validations
    assert found.ranges == (CellRange(2, 3, 9, 3), CellRange(2, 5, 2, 5))
    assert found.choices == ("one", "two")


def test_a_name_that_refers_to_itself_is_no_list(tmp_path: Path) -> None:
    after = (
        '<dataValidations count="1"><dataValidation type="list" sqref="A1">'
        "<formula1>Loop</formula1></dataValidation></dataValidations>"
    )
    names = '<definedName name="Loop">Loop</definedName>'
    assert only(workbook(sheet("", after), names=names), tmp_path).validations == ()


def test_visibility_protection_formulas_and_formats(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        money = book.add_format({"num_format": "#,##0.00 [$¥-804]"})
        page = book.add_worksheet("Shown")
        page.write_row(0, 0, ["Deal", "Amount", "Total", "Note"])
        for row in range(1, 4):
            page.write_string(row, 0, "x")
            page.write_number(row, 1, row, money)
            page.write_formula(row, 2, f"=B{row + 1}*2", None, row * 2)
            page.write_blank(row, 3, None, book.add_format({"num_format": "@"}))
        page.protect("secret")
        book.add_worksheet("Hidden").hide()
        book.add_worksheet("Deep").very_hidden()
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=Shown!$B$2:$B$4"})
        book.add_chartsheet("Chart").set_chart(chart)

    sheets = outline_of(written(fill), tmp_path).sheets
    assert [(found.name, found.visible, found.protected) for found in sheets] == [
        ("Shown", True, True),
        ("Hidden", False, False),
        ("Deep", False, False),
    ]
    assert sheets[0].formula_columns == {3}
    assert sheets[0].column_formats == {2: "#,##0.00 [$¥-804]", 3: "General", 4: "@"}
    assert (sheets[1].last_row, sheets[1].last_column, sheets[1].head) == (0, 0, ())


def test_only_the_first_rows_are_in_the_head(tmp_path: Path) -> None:
    def fill(book: Any) -> None:
        page = book.add_worksheet()
        for row in range(3, 500):
            page.write_number(row, 2, row + 1)
        page.write_string(300, 30, "wide")
        page.write_blank(600, 60, None, book.add_format({"bold": True}))

    found = only(written(fill), tmp_path)
    assert (found.last_row, found.last_column) == (500, 31)
    assert len(found.head) == HEAD_ROWS
    assert found.head[2] == (None,) * 31
    assert [row[2] for row in found.head] == [None] * 3 + list(range(4, HEAD_ROWS + 1))


ROWS = (
    '<row r="2"><c r="B2" s="1"><v>45000</v></c><c r="C2" t="b"><v>1</v></c></row>'
    '<row r="4"><c r="D4" t="inlineStr"><is><t>a&lt;b</t></is></c></row>'
)


def test_coloured_text_within_a_cell(tmp_path: Path) -> None:
    run = '<r><rPr><color rgb="FFFF0000"/><charset val="134"/></rPr><t>red</t></r>'
    rows = "".join(
        f'<row r="{row}"><c r="A{row}"><v>1</v></c>'
        f'<c r="C{row}" t="inlineStr"><is>{run}</is></c></row>'
        for row in (1, 60, 61)
    )
    scan = SheetScan(sheet(rows).encode(), HEAD_ROWS)
    scan.complete()
    assert (scan.last_row, scan.last_column) == (61, 3)
    assert [cell.text for cell in scan.head] == ["1", "red"]


def _prefixed(xml: str) -> str:
    for tag in ("worksheet", "sheetData", "row", "c", "v", "is", "t"):
        for old, new in ((f"<{tag}>", f"<x:{tag}>"), (f"<{tag} ", f"<x:{tag} ")):
            xml = xml.replace(old, new)
        xml = xml.replace(f"</{tag}>", f"</x:{tag}>")
    return xml.replace('xmlns="', 'xmlns:x="')


UNUSUAL = {
    "plain": sheet(ROWS),
    "prefix": _prefixed(sheet(ROWS)),
    "single quotes": sheet(ROWS.replace('"', "'")),
    "other order of attributes": sheet(ROWS.replace('r="B2" s="1"', 's="1" r="B2"')),
    "no addresses": sheet(
        '<row r="2"><c/><c s="1"><v>45000</v></c><c t="b"><v>1</v></c></row>'
        '<row/><row><c r="D4" t="inlineStr"><is><t>a&lt;b</t></is></c></row>'
    ),
    "character data": sheet(ROWS.replace("a&lt;b", "<![CDATA[a<b]]>")),
    "comments": sheet("<!-- <row> -->" + ROWS + '<!-- <c r="ZZ9"> -->'),
    "strict": sheet(ROWS)
    .replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main")
    .replace(OFFICE, "http://purl.oclc.org/ooxml/officeDocument/relationships"),
}


@pytest.mark.parametrize("form", UNUSUAL)
def test_the_form_of_the_xml_does_not_matter(form: str, tmp_path: Path) -> None:
    found = only(workbook(UNUSUAL[form]), tmp_path)
    assert (found.last_row, found.last_column) == (4, 4)
    assert found.head[1] == (None, date(2023, 3, 15), True, None)
    assert found.head[3] == (None, None, None, "a<b")


def test_utf_16_and_escaped_characters(tmp_path: Path) -> None:
    content: dict[str, str | bytes] = dict(
        parts(sheet('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'), strings=shared("甲_x000D_乙"))
    )
    xml = str(content["xl/worksheets/sheet1.xml"]).replace("UTF-8", "UTF-16")
    content["xl/worksheets/sheet1.xml"] = xml.encode("utf-16")
    assert only(zipped(content), tmp_path).head == (("甲\r乙",),)


def test_a_signed_workbook_is_noted(tmp_path: Path) -> None:
    content = parts(sheet(ROWS))
    content["_rels/.rels"] = content["_rels/.rels"].replace(
        "</Relationships>",
        '<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/package/2006/'
        'relationships/digital-signature/origin" Target="_xmlsignatures/origin.sigs"/>'
        "</Relationships>",
    )
    assert "signed" in outline_of(zipped(content), tmp_path).notes[0].sentence()


@pytest.mark.parametrize("name", ["maven_crm.xlsx", "zh_2020_sales.xlsx"])
def test_real_workbooks_agree_with_openpyxl(name: str) -> None:
    path = REAL / name
    if not path.exists():
        pytest.skip("the shared real workbooks are not here")
    found = Session(read_snapshot(path), preload=False).outline
    book = openpyxl.load_workbook(path, read_only=True)
    assert [page.name for page in found.sheets] == book.sheetnames
    for page in found.sheets:
        rows = book[page.name].iter_rows(max_row=HEAD_ROWS, max_col=page.last_column)
        expected = [[_plain(cell.value) for cell in row] for row in rows]
        assert [list(row) for row in page.head] == expected
        assert page.last_row == sum(1 for _ in book[page.name].iter_rows())
    book.close()


def _plain(value: object) -> object:
    is_day = isinstance(value, datetime) and value.time() == time()
    return value.date() if is_day and isinstance(value, datetime) else value


def test_a_snapshot_is_not_needed_on_disk(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(workbook(sheet(ROWS)))
    snapshot: Snapshot = read_snapshot(path)
    path.unlink()
    assert Session(snapshot, preload=False).outline.revision == snapshot.revision


RICH = "<si><r><rPr><b/></rPr><t>a</t></r><r><t xml:space='preserve'> b</t></r></si>"
STRINGS = {
    "plain": shared("x", "y").replace("</sst>", RICH + "<si/><si><t>z</t></si></sst>"),
    "prefixed": _prefixed(shared("x", "y").replace("</sst>", RICH + "<si/><si><t>z</t></si></sst>"))
    .replace("sst", "x:sst")
    .replace("<si", "<x:si")
    .replace("</si", "</x:si")
    .replace("<r>", "<x:r>")
    .replace("</r>", "</x:r>"),
    "commented": shared("x", "y").replace(
        "</sst>", "<!-- <si> -->" + RICH + "<si/><si><t>z</t></si></sst>"
    ),
}


@pytest.mark.parametrize("form", STRINGS)
def test_shared_strings_are_found_in_any_form(form: str) -> None:
    found = shared_strings(STRINGS[form].encode(), {0, 2, 3, 4, 99})
    assert found == {0: "x", 2: "a b", 3: "", 4: "z"}


def test_phonetic_hints_are_no_text() -> None:
    hint = '<si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></si>'
    xml = shared().replace("</sst>", hint + "</sst>")
    assert shared_strings(xml.encode(), {0}) == {0: "東京"}


def test_a_total_among_typed_numbers_makes_no_formula_column(tmp_path: Path) -> None:
    path = tmp_path / "totals.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Targets")
        sheet.write_row(0, 0, ["Rep", "Jan", "Total", "Doubled"])
        for row in range(1, 6):
            sheet.write_row(row, 0, [f"Rep {row}", row * 100])
            sheet.write_formula(row, 2, f"=B{row + 1}", None, row * 100)
            sheet.write_formula(row, 3, f"=2*B{row + 1}", None, row * 200)
        sheet.write_row(6, 0, ["Total"])
        sheet.write_formula(6, 1, "=SUM(B2:B6)", None, 1500)
    (outline,) = Session(read_snapshot(path), preload=False).outline.sheets
    assert outline.formula_columns == {3, 4}


def test_missing_texts_or_formats_are_damage_not_blank_cells(tmp_path: Path) -> None:
    path = tmp_path / "whole.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Deals")
        sheet.write_string(0, 0, "Deal")
        sheet.write_datetime(1, 0, datetime(2026, 1, 1), book.add_format({"num_format": 14}))
    for missing in ("xl/sharedStrings.xml", "xl/styles.xml"):
        damaged = tmp_path / "damaged.xlsx"
        with zipfile.ZipFile(path) as old, zipfile.ZipFile(damaged, "w") as new:
            for name in old.namelist():
                if name != missing:
                    new.writestr(name, old.read(name))
        with pytest.raises(NotAWorkbook, match="missing in the file"):
            Session(read_snapshot(damaged), preload=False)
