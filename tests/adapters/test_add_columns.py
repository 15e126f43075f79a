"""Columns added right of a table: room, look, Excel tables, and every other byte as it was."""

from __future__ import annotations

import io
import json
import random
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
from openpyxl.worksheet.worksheet import Worksheet
from patch_support import CHECKER, changed_members, edited, grid, plain_book
from small_packages import parts, sheet, zipped

from adapters.changes import AddColumns, AppendRow, NewColumn, SetCell
from adapters.errors import Refused
from adapters.excel.backend import ExcelBackend
from adapters.excel.writing.patch import patch_package

NEW = (
    NewColumn("SWOT strengths", 18),
    NewColumn("投标截止日期", 12, "yyyy-mm-dd"),
    NewColumn("Tender result", 14, "", ("won", 'lost & "gone"')),
)
ONE = NEW[:1]
REAL = Path(__file__).parents[3] / "shared" / "data" / "real"


def adding(
    last_column: int,
    last_row: int,
    *,
    header: int = 1,
    top: int = 0,
    new: tuple[NewColumn, ...] = ONE,
) -> AddColumns:
    return AddColumns("Deals", header, top or header, last_row, 1, last_column, new)


def added(data: bytes, change: AddColumns) -> bytes:
    return patch_package(data, [change]).data


def opened(data: bytes) -> Workbook:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(io.BytesIO(data))


def findings(before: bytes, after: bytes, cells: str, folder: Path) -> list[str]:
    """What the independent checker finds beside the headers, widths, lists and formats."""
    if not CHECKER.exists():
        return []
    (folder / "before.xlsx").write_bytes(before)
    (folder / "after.xlsx").write_bytes(after)
    command = [sys.executable, CHECKER, folder / "before.xlsx", folder / "after.xlsx"]
    command += ["--allow-cells", cells, "--require-raw", "--allow-new-styles", "--json"]
    command += ["--allow-style-change"]  # the header takes the look of the one beside it
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    expected = re.compile("cols|dataValidation|numFmts|dimension|xl/tables/")
    return [text for _, text in json.loads(done.stdout)["errors"] if not expected.search(text)]


def made(write: object, **options: object) -> bytes:
    output = io.BytesIO()
    with xlsxwriter.Workbook(output, dict(options)) as book:
        write(book, book.add_worksheet("Deals"))  # type: ignore[operator]
    return output.getvalue()


def table_book(*, totals: bool = False, rows: int = 4) -> bytes:
    """An Excel table whose last column is calculated, with a filter and a list of choices."""

    def write(book: xlsxwriter.Workbook, page: xlsxwriter.worksheet.Worksheet) -> None:
        look = book.add_format({"italic": True, "bg_color": "#112233"})
        columns = [
            {"header": "Deal", "header_format": look},
            {"header": "Amount", "header_format": look},
            {"header": "Twice", "formula": "=[@Amount]*2", "header_format": look},
        ]
        if totals:
            columns[1]["total_function"] = "sum"
        about = {"name": "DealsTable", "columns": columns, "total_row": totals}
        page.add_table(0, 0, rows + totals, 2, about)
        for row in range(1, rows + 1):
            page.write_row(row, 0, [f"D-{row}", row * 100])
        page.data_validation("A2:A5", {"validate": "list", "source": ["a", "b"]})
        page.set_column("C:C", 20, None, {"hidden": True})

    return made(write)


def page_of(data: bytes) -> Worksheet:
    found: Worksheet = opened(data)["Deals"]
    return found


def test_headers_stand_right_of_the_table_and_look_like_it(tmp_path: Path) -> None:
    before = plain_book()
    after = added(before, adding(7, 6, new=NEW))
    assert findings(before, after, "Deals!H1:J1", tmp_path) == []
    assert changed_members(before, after) == {
        "xl/sharedStrings.xml",
        "xl/styles.xml",
        "xl/worksheets/sheet1.xml",
    }
    page = page_of(after)
    assert [page.cell(1, column).value for column in (8, 9, 10)] == [c.header for c in NEW]
    assert page.dimensions == "A1:J6"
    assert page.column_dimensions["H"].width == pytest.approx(18.71, abs=0.01)
    assert page.column_dimensions["I"].number_format == "yyyy-mm-dd"
    (rule,) = page.data_validations.dataValidation
    assert str(rule.sqref) == "J2:J1048576"
    assert rule.formula1 == '"won,lost & ""gone"""'


def test_cells_of_new_columns_are_shown_as_the_columns_are() -> None:
    after = added(plain_book(), adding(7, 6, new=NEW))
    day = date(2026, 3, 5)
    row = {1: "D-9", 8: "quick", 9: day}
    changes = [SetCell("Deals", 2, 9, day), AppendRow("Deals", 6, 1, 10, row, 2)]
    page = page_of(patch_package(after, changes).data)
    for number in (2, 7):
        assert page.cell(number, 9).value.date() == day
        assert page.cell(number, 9).number_format == "yyyy-mm-dd"
    assert page["H7"].value == "quick"


def test_columns_and_their_first_values_in_one_commit() -> None:
    changes = [SetCell("Deals", 2, 8, "quick"), adding(7, 6), SetCell("Deals", 2, 1, "D-0")]
    found = grid(patch_package(plain_book(), changes).data, "Deals")
    assert (found[1, 8], found[2, 8], found[2, 1]) == ("SWOT strengths", "quick", "D-0")


@pytest.mark.parametrize("totals", [False, True])
def test_an_excel_table_grows(totals: bool, tmp_path: Path) -> None:
    before = table_book(totals=totals)
    last = 6 if totals else 5
    after = added(before, adding(3, 5, new=NEW))
    page = page_of(after)
    table = page.tables["DealsTable"]
    assert table.ref == f"A1:F{last}"
    assert table.autoFilter.ref == "A1:F5"
    assert [column.id for column in table.tableColumns] == [1, 2, 3, 4, 5, 6]
    assert table.column_names == ["Deal", "Amount", "Twice", *(c.header for c in NEW)]
    assert [c.calculatedColumnFormula is None for c in table.tableColumns][2:] == [
        False,
        *[True] * 3,
    ]
    assert page["D1"].font.i
    assert page["D1"].fill.fgColor.rgb == "FF112233"
    assert page.column_dimensions["C"].hidden
    assert not page.column_dimensions["D"].hidden
    assert {str(rule.sqref) for rule in page.data_validations.dataValidation} == {"A2:A5", "F2:F5"}
    assert findings(before, after, "Deals!D1:F1", tmp_path) == []


def test_a_grown_table_takes_rows() -> None:
    after = added(table_book(), adding(3, 5))
    row = AppendRow("Deals", 5, 1, 4, {1: "D-9", 2: 5, 4: "quick"}, 2)
    page = page_of(patch_package(after, [row]).data)
    assert page.tables["DealsTable"].ref == "A1:D6"
    assert [page.cell(6, column).value for column in (1, 2, 4)] == ["D-9", 5, "quick"]
    assert page["C6"].value.startswith("=")


def test_columns_of_another_table_that_stands_apart_stay(tmp_path: Path) -> None:
    def write(book: xlsxwriter.Workbook, page: xlsxwriter.worksheet.Worksheet) -> None:
        page.write_row("A1", ["Deal", "Amount"])
        page.write_row("A2", ["D-1", 5])
        page.write_row("E1", ["Stage", "Count"])

    before = made(write)
    after = added(before, adding(2, 2))
    assert page_of(after)["C1"].value == "SWOT strengths"
    with pytest.raises(Refused, match="Deals!E1: There is no room"):
        added(before, adding(2, 2, new=NEW))


def test_what_stands_right_behind_keeps_columns_out() -> None:
    def write(book: xlsxwriter.Workbook, page: xlsxwriter.worksheet.Worksheet) -> None:
        page.write_row("A1", ["Deal", "Amount"])
        page.write_row("A2", ["D-1", 5])
        page.write("D2", "Legend")

    with pytest.raises(Refused) as refused:
        added(made(write), adding(2, 2))
    assert str(refused.value).startswith("Deals!D2: There is no room")
    assert "Move what stands right" in refused.value.advice()
    assert page_of(added(made(write), adding(2, 1)))["C1"].value == "SWOT strengths"


@pytest.mark.parametrize(
    "thing", ["text", "formula", "merge", "table", "array"], ids=lambda thing: thing
)
def test_nothing_is_written_over(thing: str) -> None:
    def write(book: xlsxwriter.Workbook, page: xlsxwriter.worksheet.Worksheet) -> None:
        for row in range(6):
            page.write_row(row, 0, [f"{row}", row])
        match thing:
            case "text":
                page.write("C5", "note")
            case "formula":
                page.write_formula("C5", "=B5*2")
            case "merge":
                page.merge_range("C5:D6", "")
            case "table":
                page.add_table("C5:D6")
            case "array":
                page.write_array_formula("C5:C6", "{=B5:B6*2}")

    with pytest.raises(Refused, match="no room"):
        added(made(write), adding(2, 6))


def test_formatted_cells_that_are_empty_are_room_and_keep_their_format() -> None:
    def write(book: xlsxwriter.Workbook, page: xlsxwriter.worksheet.Worksheet) -> None:
        page.write_row("A1", ["Deal", "Amount"])
        page.write_row("A2", ["D-1", 5])
        page.write_blank("C2", None, book.add_format({"bg_color": "#FF0000"}))

    page = page_of(added(made(write), adding(2, 2)))
    assert page["C1"].value == "SWOT strengths"
    assert page["C2"].fill.fgColor.rgb == "FFFF0000"


def test_a_header_of_two_rows_gets_the_lower_one() -> None:
    def write(book: xlsxwriter.Workbook, page: xlsxwriter.worksheet.Worksheet) -> None:
        page.merge_range("A1:A2", "Deal")
        page.merge_range("B1:C1", "2026")
        page.write_row("B2", ["Plan", "Actual"])
        page.write_row("A3", ["D-1", 5, 4])

    before = made(write)
    page = page_of(added(before, adding(3, 3, header=2, top=1)))
    assert (page["D1"].value, page["D2"].value) == (None, "SWOT strengths")
    assert {str(cells) for cells in page.merged_cells.ranges} == {"A1:A2", "B1:C1"}

    def beside(book: xlsxwriter.Workbook, page: xlsxwriter.worksheet.Worksheet) -> None:
        write(book, page)
        page.write("D1", "2027")

    with pytest.raises(Refused, match="Deals!D1: There is no room"):
        added(made(beside), adding(3, 3, header=2, top=1))


def test_ranges_of_columns_are_cut_and_shown() -> None:
    def write(book: xlsxwriter.Workbook, page: xlsxwriter.worksheet.Worksheet) -> None:
        page.write_row("A1", ["Deal", "Amount"])
        page.set_column("A:B", 30)
        page.set_column("C:XFD", 11, book.add_format({"bold": True}), {"hidden": True})

    page = page_of(added(made(write), adding(2, 1, new=NEW)))
    shown = dict(page.column_dimensions.items())
    assert [shown[key].hidden for key in ("C", "D", "E", "F")] == [False, False, False, True]
    assert (shown["F"].min, shown["F"].max) == (6, 16384)
    assert shown["C"].font.b
    assert shown["C"].width == pytest.approx(18.71, abs=0.01)
    assert shown["A"].width == pytest.approx(30.71, abs=0.01)


def test_a_width_that_somebody_chose_stays() -> None:
    def write(book: xlsxwriter.Workbook, page: xlsxwriter.worksheet.Worksheet) -> None:
        page.write_row("A1", ["Deal", "Amount"])
        page.set_column("A:D", 33)

    page = page_of(added(made(write), adding(2, 1)))
    assert page.column_dimensions["C"].width == pytest.approx(33.71, abs=0.01)


def test_filter_and_print_area_stay_and_are_told_of() -> None:
    def write(book: xlsxwriter.Workbook, page: xlsxwriter.worksheet.Worksheet) -> None:
        for row in range(4):
            page.write_row(row, 0, [f"{row}", row])
        page.autofilter("A1:B4")
        page.print_area("A1:B4")
        page.freeze_panes(1, 1)

    done = patch_package(made(write), [adding(2, 4)])
    page = page_of(done.data)
    assert (page.auto_filter.ref, page.freeze_panes) == ("A1:B4", "B2")
    assert page.print_area == "'Deals'!$A$1:$B$4"
    told = [warning.sentence() for warning in done.warnings]
    assert [sentence.split()[1] for sentence in told] == ["filter", "print"]


def test_a_full_sheet_has_no_columns_left() -> None:
    def write(book: xlsxwriter.Workbook, page: xlsxwriter.worksheet.Worksheet) -> None:
        page.write("XFC1", "Deal")
        page.write("XFC2", "D-1")

    before = made(write)
    change = AddColumns("Deals", 1, 1, 2, 16383, 16383, ONE)
    assert page_of(added(before, change))["XFD1"].value == "SWOT strengths"
    with pytest.raises(Refused, match="no columns left"):
        added(before, AddColumns("Deals", 1, 1, 2, 16383, 16383, NEW))


def test_a_protected_sheet_is_refused() -> None:
    def write(book: xlsxwriter.Workbook, page: xlsxwriter.worksheet.Worksheet) -> None:
        page.write_row("A1", ["Deal", "Amount"])
        page.protect()

    with pytest.raises(Refused, match="protected"):
        added(made(write), adding(2, 1))


def test_a_table_of_a_query_is_refused() -> None:
    before = edited(
        table_book(), {"xl/tables/table1.xml": (b' ref="', b' tableType="queryTable" ref="')}
    )
    with pytest.raises(Refused, match="query"):
        added(before, adding(3, 5))


@pytest.mark.parametrize("headers", [("twice",), ("A", "a"), ("",), ("x" * 256,)])
def test_headers_that_cannot_be_told_apart_are_refused(headers: tuple[str, ...]) -> None:
    columns = tuple(NewColumn(header) for header in headers)
    with pytest.raises(Refused):
        added(table_book(), adding(3, 5, new=columns))


def test_an_excel_table_within_a_larger_range_is_refused() -> None:
    def write(book: xlsxwriter.Workbook, page: xlsxwriter.worksheet.Worksheet) -> None:
        page.write_row("A1", ["Deal", "Amount"])
        page.add_table("A3:B6")

    with pytest.raises(Refused, match="part of these rows"):
        added(made(write), adding(2, 6))


def test_a_chain_of_texts_in_cells_goes_on(tmp_path: Path) -> None:
    """Sheets by hand: without spans, places, columns or styles, and in single quotes."""
    rows = (
        "<row r='1'><c t='inlineStr'><is><t>Deal</t></is></c></row><row r='2'><c><v>1</v></c></row>"
    )
    before = zipped(parts(sheet(rows)))
    change = AddColumns("S1", 1, 1, 2, 1, 1, NEW)
    after = added(before, change)
    page = opened(after)["S1"]
    assert [cell.value for cell in page[1]] == ["Deal", *(column.header for column in NEW)]
    assert page["A2"].value == 1
    taken = zipped(parts(sheet(rows.replace("</c></row>", "</c><c><v>2</v></c></row>", 2))))
    with pytest.raises(Refused, match="S1!B1"):
        added(taken, change)


def cells_of(data: bytes) -> dict[tuple[str, str], tuple[object, str, object]]:
    """Every cell with value, number format and font of every sheet."""
    return {
        (page.title, cell.coordinate): (
            getattr(cell.value, "text", cell.value),
            cell.number_format,
            cell.font.b,
        )
        for page in opened(data).worksheets
        for row in page.iter_rows()
        for cell in row
        if cell.value is not None or cell.has_style
    }


@pytest.mark.parametrize("name", sorted(good_packages()))
def test_all_other_cells_and_parts_stay(name: str, tmp_path: Path) -> None:
    before = good_packages()[name]
    chance = random.Random(name)
    held = cells_of(before)
    seen = 0
    for page in opened(before).worksheets:
        for _ in range(6):
            row = chance.randint(1, max(1, page.max_row))
            width = chance.randint(1, page.max_column + 2)
            new = NEW[: chance.randint(1, 3)]
            change = AddColumns(page.title, row, row, chance.randint(row, row + 9), 1, width, new)
            try:
                after = added(before, change)
            except Refused:
                continue
            seen += 1
            now = cells_of(after)
            fresh = {key: value[0] for key, value in now.items() if held.get(key) != value}
            assert sorted(map(str, fresh.values())) == sorted(column.header for column in new)
            assert held.keys() <= now.keys()
            told = "'" + page.title.replace("'", "''") + "'"
            where = f"{told}!{row}:{row}"
            assert findings(before, after, where, tmp_path) == []
    assert seen


@pytest.mark.parametrize("name", ["maven_crm.xlsx", "zh_2020_sales.xlsx"])
def test_in_workbooks_from_elsewhere(name: str, tmp_path: Path) -> None:
    if not (REAL / name).exists():
        pytest.skip("the workbook is not at hand")
    before = (REAL / name).read_bytes()
    page = opened(before).worksheets[0]
    change = AddColumns(page.title, 1, 1, page.max_row, 1, page.max_column, NEW)
    after = added(before, change)
    assert findings(before, after, f"'{page.title}'!1:1", tmp_path) == []
    assert [cell.value for cell in opened(after).worksheets[0][1]][-3:] == [c.header for c in NEW]


def test_it_is_read_as_an_outline(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(table_book())
    workbook = ExcelBackend.open(str(path), tmp_path / "state")
    try:
        commit = workbook.commit([adding(3, 5, new=NEW)], workbook.outline().revision)
        found = workbook.outline().sheets[0]
    finally:
        workbook.close()
    assert commit.backup is not None
    assert found.tables[0].headers[3:] == tuple(column.header for column in NEW)
    assert found.last_column == 6
