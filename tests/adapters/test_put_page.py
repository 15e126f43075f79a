"""A sheet of figures in a workbook: put in, made anew, and every other byte as it was."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from good_packages import good_packages
from patch_support import changed_members, edited, members, plain_book
from test_add_sheet import REAL, findings, may_change, opened

from adapters.changes import AddSheet, Look, NewColumn, PageCell, PutPage
from adapters.errors import Refused
from adapters.excel.writing.patch import patch_package

HARM = '=1+1 <&> "x" _x0041_'
MARK = "_page"
ROWS = (
    (PageCell("Summary", look=Look.STRONG),),
    (),
    (PageCell("Team", look=Look.HEADER), PageCell("Won", look=Look.HEADER)),
    (PageCell(HARM), PageCell(1200.5, format="#,##0")),
    (PageCell("West"), PageCell(300, format="#,##0"), None, PageCell(date(2026, 3, 5))),
    (PageCell("Total"), PageCell(1500.5, "SUM(B4:B5)", "#,##0", Look.STRONG)),
    (PageCell("Share"), PageCell("n/a", 'IFERROR(B4/0,"n/a")', "0%")),
)
PAGE = PutPage("Figures 汇总", MARK, ROWS, (24.0, 12.0), ("Deals", 1, 1))


def put(data: bytes, page: PutPage = PAGE) -> bytes:
    return patch_package(data, [page]).data


def values(data: bytes, title: str = PAGE.title) -> list[tuple[object, ...]]:
    book = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    return list(book[title].iter_rows(values_only=True))


def unexpected(before: bytes, after: bytes, folder: Path) -> set[tuple[str, str]]:
    """What the checker finds, without what says that there is one more sheet and name."""
    return {(k, t) for k, t in findings(before, after, folder) if "definedNames" not in t}


@pytest.mark.parametrize("name", sorted(good_packages()))
def test_every_other_byte_stays(name: str, tmp_path: Path) -> None:
    before = good_packages()[name]
    after = put(before)
    (new,) = members(after).keys() - members(before).keys()
    assert changed_members(before, after) - may_change(before) == {new}
    assert unexpected(before, after, tmp_path) == set()
    assert opened(after).sheetnames[-1] == PAGE.title


@pytest.mark.parametrize("name", ["maven_crm.xlsx", "zh_2020_sales.xlsx"])
def test_in_workbooks_from_elsewhere(name: str, tmp_path: Path) -> None:
    if not (REAL / name).exists():
        pytest.skip("the workbook is not at hand")
    before = (REAL / name).read_bytes()
    after = put(before)
    assert unexpected(before, after, tmp_path) == set()
    assert values(after)[3][:2] == (HARM, 1200.5)


def test_cells_hold_values_and_formulas_with_their_results() -> None:
    after = put(plain_book())
    page = opened(after)[PAGE.title]
    assert page["A4"].data_type == "s"
    assert [page[c].value for c in ("B6", "B7")] == ["=SUM(B4:B5)", '=IFERROR(B4/0,"n/a")']
    found = values(after)
    assert found[3][:2] == (HARM, 1200.5)
    assert found[4][3].date() == date(2026, 3, 5)
    assert (found[5][1], found[6][1]) == (1500.5, "n/a")
    assert page["B4"].number_format == "#,##0"
    assert page.column_dimensions["A"].width == pytest.approx(24.71, abs=0.01)
    assert page.sheet_properties.pageSetUpPr.fitToPage


def test_cells_look_like_those_of_another_sheet() -> None:
    output = io.BytesIO()
    with xlsxwriter.Workbook(output) as book:
        deals = book.add_worksheet("Deals")
        deals.write("A1", "Deal", book.add_format({"bg_color": "#112233", "italic": True}))
        deals.write("A2", "x", book.add_format({"font_name": "Arial", "font_size": 9}))
    page = opened(put(output.getvalue()))[PAGE.title]
    assert page["A3"].fill.fgColor.rgb == "FF112233"
    assert (page["B4"].font.name, page["B4"].font.sz, page["B4"].font.b) == ("Arial", 9, False)
    assert (page["B6"].font.name, page["B6"].font.b) == ("Arial", True)


def test_it_is_found_again_by_its_mark_under_another_name() -> None:
    first = put(plain_book())
    renamed = edited(
        first,
        {
            "xl/workbook.xml": (
                "Figures 汇总".encode(),
                b"Bob's",
            )
        },
    )
    renamed = edited(renamed, {"xl/workbook.xml": (b"'Bob's'!", b"'Bob''s'!")})
    again = put(renamed, replace(PAGE, rows=((PageCell("new"),),)))
    assert members(again).keys() == members(renamed).keys()
    assert opened(again).sheetnames == opened(renamed).sheetnames
    assert values(again, "Bob's") == [("new",)]
    listed = {n for n in changed_members(renamed, again) if "styles" not in n}
    strings = {"xl/sharedStrings.xml", "xl/workbook.xml"}
    assert listed - strings == {"xl/worksheets/sheet3.xml"}


def test_a_mark_whose_sheet_is_gone_is_not_given_twice() -> None:
    lost = edited(put(plain_book()), {"xl/workbook.xml": (b"!$A$1</def", b"x!$A$1</def")})
    again = opened(put(lost, replace(PAGE, title="Second")))
    assert again.sheetnames[-1] == "Second"
    assert list(again.defined_names) == [MARK]


def test_what_others_put_on_it_is_not_lost() -> None:
    first = put(plain_book())
    parts = {**members(first)}
    relation = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        b'relationships/drawing" Target="../drawings/drawing9.xml"/></Relationships>'
    )
    import zipfile

    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
        archive.writestr("xl/worksheets/_rels/sheet3.xml.rels", relation)
    with pytest.raises(Refused, match="more than was written"):
        put(output.getvalue())


def test_a_name_that_is_taken_is_refused() -> None:
    with pytest.raises(Refused, match="already"):
        put(plain_book(), replace(PAGE, title="deals"))


def test_it_is_put_in_with_other_changes() -> None:
    sheet = AddSheet("Notes", (NewColumn("What"),))
    done = patch_package(plain_book(), [PAGE, sheet])
    assert opened(done.data).sheetnames[-2:] == ["Notes", PAGE.title]
