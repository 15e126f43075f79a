"""A sheet that is added: listed where sheets are listed, and every other byte as it was."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
import warnings
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from good_packages import good_packages
from openpyxl.workbook import Workbook
from patch_support import CHECKER, changed_members, edited, members, plain_book, rich_book
from small_packages import parts, sheet, zipped

from adapters.changes import AddSheet, AppendRow, DeleteRow, NewColumn, SetCell
from adapters.errors import Refused
from adapters.excel.adding.names import table_name
from adapters.excel.backend import ExcelBackend
from adapters.excel.ooxml.parts import Package, rels_name
from adapters.excel.writing.patch import patch_package

COLUMNS = (
    NewColumn("Date", 12, "yyyy-mm-dd"),
    NewColumn("客户", 20),
    NewColumn("Amount", 14, "¥#,##0.00"),
    NewColumn("Type", 10, "", ("call", 'visit & "demo"')),
    NewColumn("Share", 0, "0%"),
)
TITLE = "Activities 活动"
DAY = date(2026, 3, 5)
REAL = Path(__file__).parents[3] / "shared" / "data" / "real"


def added(data: bytes, like: tuple[str, int, int] | None = None) -> bytes:
    return patch_package(data, [AddSheet(TITLE, COLUMNS, like)]).data


def opened(data: bytes) -> Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(io.BytesIO(data))


def findings(before: bytes, after: bytes, folder: Path) -> set[tuple[str, str]]:
    """What the independent checker finds, without what says that there is one more sheet."""
    if not CHECKER.exists():
        return set()
    (folder / "before.xlsx").write_bytes(before)
    (folder / "after.xlsx").write_bytes(after)
    command = [sys.executable, CHECKER, folder / "before.xlsx", folder / "after.xlsx"]
    command += ["--require-raw", "--allow-new-styles", "--json", "--max", "400"]
    command += ["--allow-parts", r"^docProps/app\.xml$"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    listed = re.compile("sheet list changed|<sheets> changed|^entry added|-> .'numFmts'")
    errors = json.loads(done.stdout)["errors"]
    return {
        (kind, text) for kind, text in errors if kind != "part added" and not listed.search(text)
    }


def may_change(data: bytes) -> set[str]:
    """The parts that list sheets, formats and texts."""
    package = Package(data)
    kinds = ("styles", "sharedStrings")
    found = {part for kind in kinds for part in package.related(package.workbook_part, kind)}
    found |= set(package.related("", "extended-properties"))
    return found | {"[Content_Types].xml", package.workbook_part, rels_name(package.workbook_part)}


@pytest.mark.parametrize("name", sorted(good_packages()))
def test_every_other_byte_stays(name: str, tmp_path: Path) -> None:
    before = good_packages()[name]
    after = added(before)
    (new,) = members(after).keys() - members(before).keys()
    assert changed_members(before, after) - may_change(before) == {new}
    assert findings(before, after, tmp_path) == set()


@pytest.mark.parametrize("name", ["maven_crm.xlsx", "zh_2020_sales.xlsx"])
def test_in_workbooks_from_elsewhere(name: str, tmp_path: Path) -> None:
    if not (REAL / name).exists():
        pytest.skip("the workbook is not at hand")
    before = (REAL / name).read_bytes()
    after = added(before)
    assert findings(before, after, tmp_path) == set()
    assert opened(after).sheetnames == [*opened(before).sheetnames, TITLE]


def test_the_sheet_is_headed_frozen_filtered_and_formatted() -> None:
    made = opened(added(plain_book()))
    page = made[TITLE]
    assert [cell.value for cell in page[1]] == [column.header for column in COLUMNS]
    assert all(cell.font.b for cell in page[1])
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == "A1:E1"
    assert page.column_dimensions["A"].width == pytest.approx(12.71, abs=0.01)
    assert page.column_dimensions["A"].number_format == "yyyy-mm-dd"
    assert page.column_dimensions["C"].number_format == "¥#,##0.00"
    assert page.column_dimensions["E"].number_format == "0%"
    (rule,) = page.data_validations.dataValidation
    assert (str(rule.sqref), rule.formula1) == ("D2:D1048576", '"call,visit & ""demo"""')
    assert not rule.showErrorMessage
    assert made.active.title == "Deals"


def test_headers_look_like_those_of_another_sheet() -> None:
    output = io.BytesIO()
    with xlsxwriter.Workbook(output) as book:
        page = book.add_worksheet("Deals")
        page.write("B3", "Deal", book.add_format({"bg_color": "#112233", "italic": True}))
    made = opened(added(output.getvalue(), ("Deals", 3, 2)))
    header = made[TITLE]["A1"]
    assert header.fill.fgColor.rgb == "FF112233"
    assert header.font.i


def test_where_the_team_uses_tables_it_is_one() -> None:
    before = rich_book()
    after = added(before, ("Deals", 1, 1))
    (table,) = opened(after)[TITLE].tables.values()
    assert (table.name, table.ref) == ("Activities_活动", "A1:E2")
    assert table.column_names == [column.header for column in COLUMNS]
    assert (
        table.tableStyleInfo.name
        == opened(before)["Deals"].tables["DealsTable"].tableStyleInfo.name
    )
    assert opened(after)[TITLE].auto_filter.ref is None
    rows = [SetCell(TITLE, 2, 1, DAY), AppendRow(TITLE, 2, 1, 5, {1: DAY, 3: 5}, 2)]
    page = opened(patch_package(after, rows).data)[TITLE]
    assert page.tables[table.name].ref == "A1:E3"
    assert page["A3"].number_format == "yyyy-mm-dd"


@pytest.mark.parametrize("like", [None, ("Deals", 1, 1)])
def test_it_takes_rows_below_its_headers_in_the_formats_of_its_columns(
    like: tuple[str, int, int] | None,
) -> None:
    append = AppendRow(TITLE, 1, 1, 5, {1: DAY, 2: "x", 3: 2.5, 5: 0.5}, 2, grow=True)
    done = patch_package(plain_book(), [AddSheet(TITLE, COLUMNS, like), append, append])
    assert done.appended_rows == (2, 3)
    page = opened(done.data)[TITLE]
    for row in (2, 3):
        assert page.cell(row, 1).value.date() == DAY
        assert [page.cell(row, column).number_format for column in (1, 3, 5)] == [
            "yyyy-mm-dd",
            "¥#,##0.00",
            "0%",
        ]
        assert not page.cell(row, 2).font.b
    assert page.auto_filter.ref == "A1:E3"


def test_the_new_sheet_is_read_as_an_outline(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(plain_book())
    workbook = ExcelBackend.open(str(path), tmp_path / "state")
    try:
        workbook.commit([AddSheet(TITLE, COLUMNS)], workbook.outline().revision)
        found = next(s for s in workbook.outline().sheets if s.name == TITLE)
    finally:
        workbook.close()
    assert (found.last_row, found.head) == (1, (tuple(c.header for c in COLUMNS),))
    assert found.validations[0].choices == ("call", 'visit & "demo"')


def test_beside_edits_and_deletions_of_other_sheets() -> None:
    changes = [SetCell("Deals", 3, 4, 80), AddSheet(TITLE, COLUMNS), DeleteRow("Deals", 2, 1, 7)]
    done = patch_package(plain_book(), changes)
    made = opened(done.data)
    assert done.removed == (True,)
    assert made["Deals"]["D2"].value == 80
    assert made.sheetnames == ["Deals", "My notes", TITLE]


def test_twice_gives_two_sheets_with_names_of_their_own() -> None:
    more = AddSheet("Tasks", COLUMNS, ("Deals", 1, 1))
    made = opened(
        patch_package(rich_book(), [AddSheet(TITLE, COLUMNS, ("Deals", 1, 1)), more]).data
    )
    names = [name for page in made.worksheets for name in page.tables]
    ids = [table.id for page in made.worksheets for table in page.tables.values()]
    assert names == ["DealsTable", "Activities_活动", "Tasks"]
    assert len(set(ids)) == 3


def test_macros_names_of_sheets_and_the_open_tab_stay() -> None:
    before = edited(
        rich_book(macros=True),
        {
            "xl/workbook.xml": (
                b"<calcPr",
                b'<definedNames><definedName name="_xlnm.Print_Area" localSheetId="1">'
                b"Lists!$A$1:$C$3</definedName></definedNames><calcPr",
            )
        },
    )
    after = added(before)
    assert "xl/vbaProject.bin" not in changed_members(before, after)
    assert opened(after)["Lists"].print_area == "'Lists'!$A$1:$C$3"
    assert opened(after).active.title == opened(before).active.title


def test_sheets_of_charts_and_hidden_ones_keep_their_places() -> None:
    output = io.BytesIO()
    with xlsxwriter.Workbook(output) as book:
        book.add_worksheet("Deals").write("A1", "x")
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=Deals!$A$1:$A$2"})
        book.add_chartsheet("Picture").set_chart(chart)
        book.add_worksheet("Secret").very_hidden()
    made = opened(added(output.getvalue()))
    assert made.sheetnames == ["Deals", "Picture", "Secret", TITLE]
    assert (made["Secret"].sheet_state, made[TITLE].sheet_state) == ("veryHidden", "visible")


def test_the_properties_count_it_where_they_count_sheets() -> None:
    app = members(added(plain_book()))["docProps/app.xml"].decode()
    assert "<vt:i4>3</vt:i4>" in app
    assert f"<vt:lpstr>My notes</vt:lpstr><vt:lpstr>{TITLE}</vt:lpstr>" in app
    odd = edited(plain_book(), {"docProps/app.xml": (b"<vt:i4>2</vt:i4>", b"<vt:i4>7</vt:i4>")})
    assert "docProps/app.xml" not in changed_members(odd, added(odd))


def test_a_workbook_without_formats_gets_a_plain_sheet() -> None:
    content = parts(sheet('<row r="1"><c r="A1"><v>1</v></c></row>'))
    relations = str(content["xl/_rels/workbook.xml.rels"]).replace("/styles", "/unknown")
    before = zipped({**content, "xl/_rels/workbook.xml.rels": relations})
    after = added(before)
    assert members(after)["xl/styles.xml"] == members(before)["xl/styles.xml"]
    assert opened(after)[TITLE]["B1"].value == "客户"


def test_choices_that_excel_cannot_spell_out_are_left_out() -> None:
    columns = (
        NewColumn("A", choices=("one, two", "three")),
        NewColumn("B", choices=tuple(f"choice number {n}" for n in range(40))),
    )
    after = patch_package(plain_book(), [AddSheet("Lists", columns)]).data
    assert not opened(after)["Lists"].data_validations.dataValidation


@pytest.mark.parametrize(
    "title", ["", "  ", "x" * 32, "a/b", "a[1]", "what?", "'quoted", "DEALS", "history", "a\nb"]
)
def test_a_name_that_excel_does_not_take_is_refused(title: str) -> None:
    with pytest.raises(Refused):
        patch_package(plain_book(), [AddSheet(title, COLUMNS)])


@pytest.mark.parametrize("headers", [(), ("A", "a"), ("A", " "), ("x" * 256,)])
def test_headers_that_cannot_be_told_apart_are_refused(headers: tuple[str, ...]) -> None:
    columns = tuple(NewColumn(header) for header in headers)
    with pytest.raises(Refused):
        patch_package(plain_book(), [AddSheet("New", columns)])


def test_where_the_structure_is_protected_nothing_is_added() -> None:
    guarded = edited(
        plain_book(),
        {"xl/workbook.xml": (b"<bookViews", b'<workbookProtection lockStructure="1"/><bookViews')},
    )
    with pytest.raises(Refused, match="protected"):
        added(guarded)


@pytest.mark.parametrize(
    ("title", "taken", "name"),
    [
        ("活动", (), "活动"),
        ("To do", (), "To_do"),
        ("R1C1", (), "T_R1C1"),
        ("AB12", (), "T_AB12"),
        ("2026", (), "T_2026"),
        ("Tasks", ("tasks", "tasks_2"), "Tasks_3"),
    ],
)
def test_names_of_tables(title: str, taken: tuple[str, ...], name: str) -> None:
    assert table_name(title, taken) == name


def test_sheets_are_numbered_and_named_as_excel_does() -> None:
    after = Package(added(plain_book()))
    entry = after.sheets()[-1]
    assert (entry.name, entry.index, entry.kind) == (TITLE, 2, "worksheet")
    assert entry.part == "xl/worksheets/sheet3.xml"
