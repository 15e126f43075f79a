"""Reports as Excel workbooks: what Excel demands, what they compute, and how they are told."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from excel_package import faults
from openpyxl.worksheet.worksheet import Worksheet
from report_documents import AS_OF, CHECKS, TEAMS, whole

from salestui.i18n import set_language
from salestui.reports.excel.workbook import workbook
from salestui.views.documents.document import (
    Chart,
    ChartKind,
    Check,
    Checklist,
    Column,
    Derived,
    Document,
    Facts,
    Figures,
    Form,
    Line,
    Notes,
    Operation,
    Row,
    Section,
    Table,
    Told,
    Total,
)
from salestui.views.states import State

# openpyxl tells that it keeps no sparklines and no newer data bars.
pytestmark = pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")

NASTY = '=HYPERLINK("http://x.example","x")&[a]#\'@|\n\x00\ud800_x0041_<b>/\\*?:'


def hostile() -> Document:
    """Every text of a document is one that a spreadsheet could stumble over."""
    columns = (
        Column("a", NASTY),
        Column("b", NASTY, Form.MONEY, Total.SUM),
        Column("c", NASTY.upper(), Form.MONEY, Total.SUM),
        Column("d", "SORT(x)", Form.SHARE, derived=Derived(Operation.QUOTIENT, "b", "c")),
        Column("e", "", Form.TREND),
    )
    rows = (
        Row((NASTY, 1.0, 4.0, 0.25, (1.0, 2.0)), State.LATE),
        Row(("-1+1", 2.0, 0.0, None, ()), State.OK),
        Row(("http://x.example", None, 3.0, None, (None,))),
    )
    table = Table(NASTY, NASTY, columns, rows)
    charts = tuple(
        Chart(kind, f"Well!A1 {NASTY}", NASTY, "a", ("b", "c"), NASTY) for kind in ChartKind
    )
    told = Told(NASTY, NASTY, Form.MONEY, 1.5, NASTY, State.LATE, NASTY, (NASTY,), NASTY)
    blocks = (
        Figures((told, told)),
        Facts(((NASTY, NASTY),)),
        Notes((Line(NASTY, State.LATE),)),
        Checklist((Check(NASTY, None, (NASTY,)),)),
        table,
        *charts,
        replace(table, name="1", rows=()),
        replace(table, name="A1", left_out=3),
        Checklist(()),
    )
    sections = (
        Section("1", NASTY, blocks),
        Section("1", NASTY, blocks, needs=NASTY),
        Section("history", "History", (Notes((Line("x" * 40_000),)),)),
        Section("", "'" * 40, (Notes(()),)),
        Section("none", NASTY, needs=NASTY),
    )
    summary = (Line(NASTY), Line("长" * 300, State.WARNING))
    return Document(NASTY, NASTY, NASTY * 20, NASTY, AS_OF, NASTY, summary, sections, "zh", '¥"')


def written(document: Document, folder: Path) -> Path:
    path = folder / "report.xlsx"
    path.write_bytes(workbook(document))
    return path


@pytest.fixture
def book(tmp_path: Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(written(whole(), tmp_path), data_only=True)


def row_of(sheet: Worksheet, first: str) -> tuple[object, ...]:
    found = next(r for r in sheet.iter_rows(values_only=True) if r[1] == first)
    return found[1:]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_excel_finds_nothing_to_repair(language: str, tmp_path: Path) -> None:
    set_language(language)
    assert faults(written(whole(language=language), tmp_path)) == []


def test_no_text_makes_excel_repair(tmp_path: Path) -> None:
    assert faults(written(hostile(), tmp_path)) == []


def test_no_text_becomes_a_formula_or_leads_elsewhere(tmp_path: Path) -> None:
    with zipfile.ZipFile(written(hostile(), tmp_path)) as package:
        parts = {n: package.read(n).decode() for n in package.namelist() if n.endswith("ml")}
    formulas = [f for text in parts.values() for f in re.findall(r"<f>([^<]*)</f>", text)]
    assert formulas
    assert not [f for f in formulas if f.startswith("HYPERLINK")]
    assert not [name for name, text in parts.items() if 'TargetMode="External"' in text]


def test_an_empty_report_is_its_cover(tmp_path: Path) -> None:
    nothing = replace(whole(), sections=(), summary=())
    path = written(nothing, tmp_path)
    assert faults(path) == []
    assert openpyxl.load_workbook(path).sheetnames == ["Summary"]


def test_the_same_document_gives_the_same_bytes() -> None:
    assert workbook(whole()) == workbook(whole())


def test_a_sheet_for_each_section_that_tells_something(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == [
        "Summary",
        "Where we stand",
        "By team",
        "Pipeline stages bridge",
        "Collections",
        "Checklist",
        "Chart data",
    ]
    texts = {c.value for row in book["Summary"].iter_rows() for c in row if c.value}
    assert {"Weekly report", "East China · Q4 2026", "2026-10-15", "deals.xlsx"} <= texts
    assert "No sheet of campaigns: add one." in texts
    links = {cell.hyperlink.location for row in book["Summary"] for cell in row if cell.hyperlink}
    assert links == {
        f"'{name}'!A1" if " " in name else f"{name}!A1" for name in book.sheetnames[1:]
    }


def test_small_sections_share_a_sheet_and_are_found_from_the_cover(tmp_path: Path) -> None:
    small = [Section(f"s{n}", f"Part {n}", (CHECKS,)) for n in range(1, 9)]
    path = written(replace(whole(), sections=tuple(small)), tmp_path)
    assert faults(path) == []
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Summary", "Part 1 +4", "Part 6 +2"]
    links = {c.value: c.hyperlink.location for row in book["Summary"] for c in row if c.hyperlink}
    for title, place in links.items():
        sheet, _cell, row = place.rpartition("!A")
        assert book[sheet.strip("'")].cell(int(row), 2).value == title


def test_cells_hold_the_raw_values(book: openpyxl.Workbook) -> None:
    sheet = book["By team"]
    for row in TEAMS.rows:
        found = list(row_of(sheet, str(row.cells[0])))
        for column, value, cell in zip(TEAMS.columns, row.cells, found, strict=False):
            if column.form is Form.TREND:
                continue
            if value is None:
                assert cell == ("n/a" if column.form is not Form.DAY else None)
            elif isinstance(value, date):
                assert cell == datetime(value.year, value.month, value.day)
            else:
                assert cell == (value if value != "" else None) or cell == pytest.approx(value)


def test_figures_have_names_and_the_cover_shows_their_cells(tmp_path: Path) -> None:
    path = written(whole(), tmp_path)
    formulas, values = openpyxl.load_workbook(path), openpyxl.load_workbook(path, data_only=True)
    where = values.defined_names["kpi_actual"].attr_text
    sheet, cell = where.replace("$", "").split("!")
    assert values[sheet.strip("'")][cell].value == 18_421_350.0
    found = [c for row in formulas["Summary"] for c in row if str(c.value).startswith("=")]
    assert f"={where}" in [c.value for c in found]
    shown = [values["Summary"][c.coordinate].value for c in found]
    assert shown == [18_421_350.0, 24_000_000.0, 0.7675, 0.94, 72_452.1, 52.4, 1205, "n/a"]


def test_what_follows_from_other_columns_is_a_formula(tmp_path: Path) -> None:
    path = written(whole(), tmp_path)
    formulas, values = openpyxl.load_workbook(path), openpyxl.load_workbook(path, data_only=True)
    sheet = formulas["By team"]
    assert row_of(sheet, "East")[3:5] == (
        "=IFERROR(teams_teams[[#This Row],[Actual]]-teams_teams[[#This Row],"
        "[Target '[plan'] '#1]],\"n/a\")",
        "=IFERROR(teams_teams[[#This Row],[Actual]]/teams_teams[[#This Row],"
        "[Target '[plan'] '#1]],\"n/a\")",
    )
    totals = row_of(sheet, "Sum")
    assert totals[1] == "=SUBTOTAL(109,teams_teams[Actual])"
    assert "#Totals" in str(totals[4])
    shown = row_of(values["By team"], "Sum")
    assert shown[1:5] == (18_421_350, 24_000_000, -5_578_650, pytest.approx(0.7675562))


def test_a_cell_that_does_not_follow_stays_what_it_was_told(tmp_path: Path) -> None:
    odd = Row(("Odd", 10.0, 5.0, 4.0, None, (), "", None))
    table = replace(TEAMS, rows=(TEAMS.rows[0], odd))
    path = written(replace(whole(), sections=(Section("t", "T", (table,)),)), tmp_path)
    assert row_of(openpyxl.load_workbook(path)["T"], "Odd")[3:5] == (4.0, "n/a")


def test_rows_left_out_are_told_and_nothing_adds_up(tmp_path: Path) -> None:
    table = replace(TEAMS, left_out=7)
    path = written(replace(whole(), sections=(Section("t", "T", (table,)),)), tmp_path)
    texts = [r[1] for r in openpyxl.load_workbook(path)["T"].iter_rows(values_only=True)]
    assert "7 more are not listed." in texts
    assert "Sum" not in texts


def test_a_total_of_products_is_the_sum_of_its_own_cells(tmp_path: Path) -> None:
    columns = (
        Column("name", "Name"),
        Column("weight", "Weight", Form.SHARE, Total.SUM),
        Column("score", "Score", Form.POINTS),
        Column("points", "Points", Form.POINTS, Total.SUM,
               Derived(Operation.PRODUCT, "weight", "score")),
    )  # fmt: skip
    rows = (Row(("A", 0.4, 90.0, 36.0)), Row(("B", 0.6, 50.0, 30.0)))
    section = Section("t", "T", (Table("t", "T", columns, rows),))
    path = written(replace(whole(), sections=(section,)), tmp_path)
    formulas = openpyxl.load_workbook(path)["T"]
    assert "*" in str(row_of(formulas, "A")[3])
    assert row_of(formulas, "Sum")[1:] == (
        "=SUBTOTAL(109,t_t[Weight])", None, "=SUBTOTAL(109,t_t[Points])",
    )  # fmt: skip
    assert row_of(openpyxl.load_workbook(path, data_only=True)["T"], "Sum")[3] == 66


def test_every_kind_of_chart_is_native_and_tells_what_it_shows(tmp_path: Path) -> None:
    path = written(whole(), tmp_path)
    book = openpyxl.load_workbook(path)
    kinds = [type(chart).__name__ for sheet in book for chart in sheet._charts]
    assert kinds == ["LineChart", "BarChart", "BarChart", "BarChart", "BarChart", "BarChart"]
    with zipfile.ZipFile(path) as package:
        drawn = "".join(
            package.read(n).decode() for n in package.namelist() if "drawings/drawing" in n
        )
        charts = [package.read(n).decode() for n in package.namelist() if "charts/chart" in n]
    assert 'descr="South is ahead, West far behind."' in drawn
    assert all("<c:f>" in chart and "<a:t>" in chart for chart in charts)


def test_trends_are_sparklines_of_values_on_the_sheet_of_data(tmp_path: Path) -> None:
    path = written(whole(), tmp_path)
    with zipfile.ZipFile(path) as package:
        sheet = package.read("xl/worksheets/sheet3.xml").decode()
    ranges = re.findall(r"<xm:f>'Chart data'!([^<]*)</xm:f>", sheet)
    data = openpyxl.load_workbook(path)["Chart data"]
    found = [[cell.value for cell in data[cells][0]] for cells in ranges]
    assert found == [[1, 3, 2, 5], [2, None, 4, 6], [9, 3, 2, 1]]


def test_sheets_are_ready_to_print(book: openpyxl.Workbook) -> None:
    for sheet in book:
        assert sheet.page_setup.paperSize == 9
        assert sheet.page_setup.fitToHeight == 0
        assert "&P" in sheet.oddFooter.right.text
    team = book["By team"]
    assert team.print_title_rows == "$6:$6"
    assert team.freeze_panes == "C7"


def test_the_formats_are_those_of_the_book_and_the_language(tmp_path: Path) -> None:
    set_language("zh")
    path = written(whole("¥", "zh"), tmp_path)
    book = openpyxl.load_workbook(path)
    formats = {c.number_format for row in book.worksheets[0] for c in row}
    assert '"¥"0\\.0,"万";-"¥"0\\.0,"万"' in formats
    team = next(sheet for sheet in book if any(t == "teams_teams" for t in sheet.tables))
    assert {c.number_format for c in team["C"]} >= {'"¥"#,##0;-"¥"#,##0'}


def _recomputed(path: Path, folder: Path) -> Path:
    """The workbook as LibreOffice computes it from formulas without any results."""
    bare = folder / "bare.xlsx"
    with zipfile.ZipFile(path) as whole_, zipfile.ZipFile(bare, "w") as out:
        for name in whole_.namelist():
            data = whole_.read(name)
            if "/worksheets/sheet" in name and name.endswith(".xml"):
                data = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", data)
            out.writestr(name, data)
    home = (folder / "profile").as_uri()
    command = ["soffice", f"-env:UserInstallation={home}", "--headless", "--convert-to", "xlsx"]
    subprocess.run(
        [*command, "--outdir", str(folder / "out"), str(bare)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return folder / "out" / "bare.xlsx"


@pytest.mark.filterwarnings("ignore:Unable to read chart")  # as LibreOffice writes it
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("make", [whole, hostile])
def test_another_program_computes_what_is_written_beside_the_formulas(
    make: object, tmp_path: Path
) -> None:
    path = written(make(), tmp_path)
    formulas = openpyxl.load_workbook(path)
    said = openpyxl.load_workbook(path, data_only=True)
    found = openpyxl.load_workbook(_recomputed(path, tmp_path), data_only=True)
    compared = 0
    for n, sheet in enumerate(formulas.worksheets):
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    expected = said.worksheets[n][cell.coordinate].value
                    value = found.worksheets[n][cell.coordinate].value
                    assert value == pytest.approx(expected), (
                        sheet.title,
                        cell.coordinate,
                        cell.value,
                    )
                    compared += 1
    assert compared > 20


def test_the_workbook_is_a_zip_that_openpyxl_reads_with_charts() -> None:
    book = openpyxl.load_workbook(BytesIO(workbook(whole())))
    assert sum(len(sheet._charts) for sheet in book) == 6


def test_a_checklist_is_chosen_from_a_list_and_counted(tmp_path: Path) -> None:
    path = written(replace(whole(), sections=(Section("c", "C", (CHECKS,)),)), tmp_path)
    sheet = openpyxl.load_workbook(path)["C"]
    (rule,) = sheet.data_validations.dataValidation
    assert (str(rule.sqref), rule.formula1) == ("B7:B9", '"done,not done,not said"')
    assert str(sheet["B5"].value).startswith("=SUBSTITUTE(SUBSTITUTE(")
    assert openpyxl.load_workbook(path, data_only=True)["C"]["B5"].value == "1 of 3 done"


def test_a_column_of_which_nothing_is_known_has_no_total(tmp_path: Path) -> None:
    rows = tuple(Row((n, 5.0, None, None, None, (), "", None)) for n in ("A", "B"))
    section = Section("t", "T", (replace(TEAMS, rows=rows),))
    path = written(replace(whole(), sections=(section,)), tmp_path)
    assert faults(path) == []
    assert row_of(openpyxl.load_workbook(path)["T"], "Sum")[1:5] == (
        "=SUBTOTAL(109,t_teams[Actual])",
        None,
        None,
        None,
    )
