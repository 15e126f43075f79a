"""Several unusual things at once: the figures are exact all the same, and nothing is silent."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from layout_files import DEALS, HEADER, figures, made, opened, put, reading, stored
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from adapters.contents import CellValue

Grid = list[list[CellValue]]

QUARTERS: Grid = [
    ["Rep", "Q1", "Q2", "H1", "Q3", "Q4", "H2", "Total"],
    ["Ann", 1, 2, 3, 4, 500, 504, 507],
    ["Bo", 1, 2, 3, 4, 700, 704, 707],
    ["Total", 2, 4, 6, 8, 1200, 1208, 1214],
]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "team.xlsx"


def unsettled(path: Path) -> list[str]:
    """The problems of a workbook that are more than remarks."""
    return [p.code for p in reading(path).problems if p.severity != "info"]


def targets(path: Path) -> dict[str, float]:
    """The targets of the fourth quarter by rep."""
    return {line["name"]: line["target"] for line in figures(path)["by_rep"]}


@pytest.mark.parametrize("merged", [True, False])
def test_headers_of_two_rows_in_ten_thousands_beside_targets_per_quarter(
    path: Path, merged: bool
) -> None:
    groups: Grid = [["商机", None, None, "进展", None, None, "人员"]]
    names = ["商机编号", "客户名称", "区域", "阶段", "金额(万元)", "预计成交日期", "负责人"]
    rows = [[*row[:4], row[4] / 1e4, *row[5:]] for row in DEALS if isinstance(row[4], int)]
    blocks: dict[str, Sequence[Sequence[CellValue]]] = {
        "A1": [["2026年销售台账"]],
        "C5": [*groups, names, *rows],
        "L5": [["2026年销售目标"], ["负责人", *QUARTERS[0][1:]], *QUARTERS[1:]],
    }
    merges = ["C5:E5", "F5:H5", *(["L5:S5"] if merged else [])]
    made(path, blocks, merges=merges)
    assert figures(path)["kpis"]["actual"]["value"] == 3000
    assert targets(path) == {"Ann": 500, "Bo": 700}
    assert unsettled(path) == []


@pytest.mark.parametrize("rows", [4, 26, 32])
def test_targets_per_quarter_below_the_deals(path: Path, rows: int) -> None:
    more = [[f"E-{n}", "Acme", "East", "Negotiation", 1, None, "Bo"] for n in range(4, rows)]
    title = f"B{5 + rows}"
    made(path, {"B2": [HEADER, *DEALS, *more], title: [["2026 Targets"], *QUARTERS]})
    assert targets(path) == {"Ann": 500, "Bo": 700}
    assert figures(path)["counts"]["deals"] == rows
    assert unsettled(path) == []


@pytest.mark.parametrize("height", [60, 1500])
def test_tables_far_below_each_other_are_read_and_edited(path: Path, height: int) -> None:
    """Blank rows within the deals cut nothing; rows of targets take no part in them."""
    many = [
        [f"E-{n}", "Acme", "East", "Closed Won", 10, date(2026, 10, 5), "Bo"] if n % 25 else []
        for n in range(1, height + 1)
    ]
    at = height + 8
    made(path, {"B2": [HEADER, *many], f"B{at - 2}": [["2026 Targets"]], f"B{at}": QUARTERS})
    deals = height - height // 25
    found = figures(path)
    assert found["counts"]["deals"] == deals
    assert found["kpis"]["actual"]["value"] == 10 * deals
    assert found["kpis"]["target"]["value"] == 1200
    assert targets(path) == {"Ann": 500, "Bo": 700}
    assert unsettled(path) == []
    with opened(path) as book:
        frame = book.state.entities["targets"].frame
        book.set_values("edit", "targets", [(int(frame["_id"][1]), "t:2026-Q4", 750.0)])
        book.save()
    assert stored(path, f"G{at + 2}") == 750
    assert targets(path) == {"Ann": 500, "Bo": 750}


def test_three_tables_below_each_other_with_formats_of_their_own(path: Path) -> None:
    many = [[f"E-{n}", "Acme", "East", "Closed Won", 1, "=1+1", "Bo"] for n in range(80)]
    people: Grid = [["Name", "Team", "Active"], ["Ann", "North", "yes"], ["Bo", "South", "yes"]]
    header = [*HEADER[:5], "Score", "Rep"]
    blocks: dict[str, Sequence[Sequence[CellValue]]] = {"A1": [header, *many]}
    made(path, {**blocks, "A88": [["2026 Targets"]], "A90": QUARTERS[:3], "A100": people})
    layouts = {name: t.layout for name, t in reading(path).tables.items()}
    places = {name: (t.header_row, t.last_row) for name, t in layouts.items()}
    assert places["targets"] == (90, 99)
    assert places["members"][0] == 100
    calculated = {
        name: [c.header for c in t.columns if c.calculated] for name, t in layouts.items()
    }
    assert calculated == {"deals": ["Score"], "targets": [], "members": []}


@pytest.mark.parametrize("row", [20, 90])
def test_excel_tables_are_found_wherever_they_stand(path: Path, row: int) -> None:
    def finish(sheet: Worksheet) -> None:
        sheet.add_table(Table(displayName="tblDeals", ref="B3:H7"))
        sheet.add_table(Table(displayName="Targets2026", ref=f"B{row}:I{row + 2}"))

    made(path, {"B3": [HEADER, *DEALS], f"B{row}": QUARTERS[:3]}, finish=finish, title="Data")
    assert targets(path) == {"Ann": 500, "Bo": 700}
    assert unsettled(path) == []
    with opened(path) as book:
        target = book.state.entities["targets"]
        first = int(target.frame["_id"][0])
        book.set_values("edit", "targets", [(first, "t:2026-Q4", 550.0)])
        book.save()
    assert stored(path, f"G{row + 1}", "Data") == 550


def test_a_sheet_per_month_with_other_columns_notes_and_subtotals_under_the_header(
    path: Path,
) -> None:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    order = list(range(len(HEADER)))
    for number, month in enumerate((10, 11, 12)):
        sheet = book.create_sheet(f"2026-{month}")
        random.Random(number).shuffle(order)
        rows = [r for r in DEALS if isinstance(r[5], date) and r[5].month == month]
        total: list[CellValue] = ["SUBTOTAL", None, None, None, len(rows), None, None]
        total[4] = sum(r[4] for r in rows if isinstance(r[4], int))
        put(sheet, "A1", [["Notes of the month"]] * (number + 1))
        grid = [[row[i] for i in order] for row in (HEADER, total, *rows)]
        put(sheet, f"{'BAC'[number]}{number + 4}", grid)
    quota = book.create_sheet("FY26 quota", 0)
    periods = [f"FY26 P{n}" for n in range(1, 13)]
    put(quota, "B3", [["Region", *periods, "FY26 total"], ["East", *[100] * 12, 1200]])
    book.save(path)
    found = figures(path)
    assert found["counts"]["deals"] == 4
    assert found["kpis"]["actual"]["value"] == 3000
    assert found["kpis"]["target"]["value"] == 300
    assert unsettled(path) == []
    assert [p.code for p in reading(path).problems].count("totals-row") == 3


def test_a_total_that_counts_names_under_the_header(path: Path) -> None:
    total: list[CellValue] = [4, None, None, None, 15000, None, None]
    made(path, {"A1": [HEADER, total, *DEALS]})
    assert figures(path)["counts"]["deals"] == 4
    assert [p.where for p in reading(path).problems if p.code == "totals-row"] == ["Sheet1!A2"]


@pytest.mark.parametrize("label", ["合计（元）", "Total (4 deals)", "Sub-total:"])
def test_labels_of_totals_may_say_more_in_brackets(path: Path, label: str) -> None:
    made(path, {"A1": [HEADER, *DEALS, [label, None, None, None, 15000]]})
    assert figures(path)["counts"]["deals"] == 4


@pytest.mark.parametrize("title", ["Pipeline (all amounts in $ thousands)", "Deals, in US$ k"])
def test_a_title_names_the_unit_of_all_money(path: Path, title: str) -> None:
    made(path, {"A1": [[title]], "A3": [HEADER, *DEALS]})
    assert figures(path)["kpis"]["actual"]["value"] == 3_000_000


MONTHLY = {
    "2026 sales targets": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
    "Targets": [202600 + n for n in range(1, 13)],
    "FY26 quota": [f"P{n:02}" for n in range(1, 13)],
    "2026 targets": [f"M{n}" for n in range(1, 13)],
    "Quotas": [f"FY26 P{n}" for n in range(1, 13)],
}


@pytest.mark.parametrize("title", MONTHLY)
def test_months_by_number(path: Path, title: str) -> None:
    values = [10 * n for n in range(1, 13)]
    blocks: dict[str, Sequence[Sequence[CellValue]]] = {
        "A1": [HEADER, *DEALS],
        "L1": [[title], ["Rep", *MONTHLY[title], "Total"], ["Ann", *values, sum(values)]],
    }
    made(path, blocks)
    assert targets(path)["Ann"] == 330
    assert unsettled(path) == []


QUARTER = ["Q4'26", "26Q4", "Q4 FY26"]


@pytest.mark.parametrize("name", QUARTER)
def test_quarters_with_years_of_two_digits(path: Path, name: str) -> None:
    heads = [name.replace("Q4", f"Q{n}") for n in (1, 2, 3, 4)]
    made(path, {"A1": [HEADER, *DEALS], "L1": [["Targets"], ["Rep", *heads], ["Ann", 1, 2, 3, 4]]})
    assert targets(path)["Ann"] == 4


@pytest.mark.parametrize("from_1904", [False, True])
@pytest.mark.parametrize("form", ["FY26 P{n}", "{day}"])
def test_long_targets_by_fiscal_period_or_day_number(
    path: Path, form: str, from_1904: bool
) -> None:
    from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, to_excel

    epoch = CALENDAR_MAC_1904 if from_1904 else CALENDAR_WINDOWS_1900
    rows: Grid = [["Rep", "Period", "Target"]]
    for n in range(1, 13):
        text = form.format(n=n, day=round(to_excel(date(2026, n, 1), epoch)))
        rows.append(["Ann", int(text) if text.isdecimal() else text, 10 * n])
    book = openpyxl.Workbook()
    book.epoch = epoch
    put(book.worksheets[0], "A1", [HEADER, *DEALS])
    put(book.create_sheet("Targets"), "A1", rows)
    book.save(path)
    assert targets(path)["Ann"] == 330
    assert unsettled(path) == []


@pytest.mark.parametrize("header", ["Category", "Product category", "产品类别"])
@pytest.mark.parametrize("long", [True, False])
def test_targets_by_category_are_the_companys_together(path: Path, header: str, long: bool) -> None:
    rows: Grid = [[header, "Period", "Target"], ["Trucks", "2026-Q4", 20], ["Cars", "2026-Q4", 30]]
    if not long:
        rows = [[header, "Q3", "Q4", "Total"], ["Trucks", 1, 20, 21], ["Cars", 2, 30, 32]]
    book = openpyxl.Workbook()
    put(book.worksheets[0], "A1", [HEADER, *DEALS])
    put(book.create_sheet("Targets 2026"), "A1", rows)
    book.save(path)
    assert figures(path)["kpis"]["target"]["value"] == 50
    assert unsettled(path) == []


@pytest.mark.parametrize("label", ["Average", "平均", "Deal average"])
def test_averages_below_a_total_are_no_deals(path: Path, label: str) -> None:
    total: list[CellValue] = ["Total", None, None, None, 15000]
    average: list[CellValue] = [label, None, None, None, 3750]
    made(path, {"A1": [HEADER, *DEALS, total, average]})
    assert figures(path)["counts"]["deals"] == 4
    assert [p.code for p in reading(path).problems].count("totals-row") == 2
