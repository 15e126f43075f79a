"""Layouts as teams have them: found, read with the right figures, and edited in the right cells."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from layout_files import DEALS, HEADER, figures, made, opened, reading, stored

from adapters.contents import CellValue
from salestui.book.reading import Reading
from salestui.book.rows import Rows

CUSTOMERS: list[list[CellValue]] = [
    ["Customer", "Industry", "Tier", "Phone"],
    ["Acme", "Metal", "A", "555-1"],
    ["Bolt", "Wood", "B", "555-2"],
]
TARGETS: list[list[CellValue]] = [["Rep", "Period", "Target"], ["Ann", "2026-Q4", 5000]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "team.xlsx"


def fields(found: Reading, entity: str = "deals") -> dict[str, int | None]:
    return {c.name: c.position for c in found.tables[entity].layout.columns}


def first_id(rows: Rows) -> int:
    return int(rows.frame["_id"][0])


def told(found: Reading) -> list[str]:
    return [p.code for p in found.problems]


def test_a_title_and_notes_above_the_header(path: Path) -> None:
    notes = {"A1": [["Pipeline of the team"]], "A2": [["as of", date(2026, 11, 20), "by Ann"]]}
    found = reading(made(path, {**notes, "A5": [HEADER, *DEALS]}, merges=["A1:G1"]))
    layout = found.tables["deals"].layout
    assert (layout.header_row, layout.first_row, layout.last_row) == (5, 6, 9)
    assert found.tables["deals"].frame["_row"].to_list() == [6, 7, 8, 9]


@pytest.mark.parametrize(("at", "row", "column"), [("A2", 2, 1), ("B5", 5, 2), ("D13", 13, 4)])
def test_a_table_that_begins_elsewhere_is_edited_in_place(
    path: Path, at: str, row: int, column: int
) -> None:
    made(path, {at: [HEADER, *DEALS]})
    kpis = figures(path)
    assert kpis["kpis"]["actual"]["value"] == 3000
    assert kpis["counts"]["open"] == 1
    with opened(path) as book:
        layout = book.state.entities["deals"].layout
        assert (layout.header_row, layout.first_column) == (row, column)
        book.set_values(
            "edit", "deals", [(first_id(book.state.entities["deals"]) + 1, "amount", 2500.0)]
        )
        book.add_rows("new", "deals", [{"id": "D-5", "amount": 7.0}])
        book.save()
    amount = chr(ord("A") + column + 3)
    assert stored(path, f"{amount}{row + 2}") == 2500
    assert stored(path, f"{amount}{row + 5}") == 7
    assert stored(path, f"{amount}{row + 1}") == 1000


def test_names_of_groups_in_merged_cells_above_the_header(path: Path) -> None:
    rows: list[list[CellValue]] = [
        ["客户", None, "商机", None, "负责人"],
        ["名称", "电话", "阶段", "金额", None],
        ["宏达", "139", "赢单", 500, "李四"],
        ["远大", "138", "谈判", 700, "王五"],
    ]
    made(path, {"B3": rows}, merges=["B3:C3", "D3:E3", "F3:F4"])
    found = reading(path)
    assert fields(found) == {"customer": 2, "x:电话": 3, "stage": 4, "amount": 5, "owner": 6}
    layout = found.tables["deals"].layout
    assert (layout.header_row, layout.first_row) == (4, 5)
    with opened(path) as book:
        first = first_id(book.state.entities["deals"])
        edits = [(first, "customer", "宏达集团"), (first + 1, "owner", "赵六")]
        book.set_values("edit", "deals", edits)
        book.save()
    assert (stored(path, "B5"), stored(path, "F6")) == ("宏达集团", "赵六")
    assert (stored(path, "B3"), stored(path, "B4")) == ("客户", "名称")


@pytest.mark.parametrize("merged", [True, False])
def test_targets_of_two_years_side_by_side(path: Path, merged: bool) -> None:
    rows: list[list[CellValue]] = [
        ["销售目标", None, None, None, None],
        [None, 2025, None, 2026, None],
        ["销售", "1月", "2月", "1月", "2月"],
        ["李四", 1, 2, 3, 4],
    ]
    made(path, {"A1": rows}, merges=["B2:C2", "D2:E2"] if merged else [])
    found = reading(path)
    assert fields(found, "targets") == {
        "rep": 1, "t:2025-01": 2, "t:2025-02": 3, "t:2026-01": 4, "t:2026-02": 5,
    }  # fmt: skip
    assert "year-assumed" not in told(found)


def test_targets_and_actuals_below_the_names_of_their_groups(path: Path) -> None:
    rows: list[list[CellValue]] = [
        ["Rep", "Actual", None, "Targets", None],
        [None, "2026-Q3", "2026-Q4", "2026-Q3", "2026-Q4"],
        ["Ann", 1, 2, 3, 4],
    ]
    made(path, {"A1": rows}, merges=["A1:A2", "B1:C1", "D1:E1"])
    assert fields(reading(path), "targets") == {
        "rep": 1, "x:Actual 2026-Q3": 2, "x:Actual 2026-Q4": 3, "t:2026-Q3": 4, "t:2026-Q4": 5,
    }  # fmt: skip


def test_one_group_of_targets_above_quarters(path: Path) -> None:
    rows: list[list[CellValue]] = [
        [None, "Targets", None],
        ["Rep", "2026-Q1", "2026-Q2"],
        ["Ann", 10, 20],
    ]
    made(path, {"A1": rows}, merges=["B1:C1"])
    assert fields(reading(path), "targets") == {"rep": 1, "t:2026-Q1": 2, "t:2026-Q2": 3}


def test_subtotals_of_quarters_between_the_months(path: Path) -> None:
    header: list[CellValue] = [
        "Rep",
        "2026-10",
        "2026-11",
        "2026-12",
        "Q4 2026",
        "Q4 Total",
        "Total",
    ]
    rows: list[list[CellValue]] = [header, ["Ann", 1000, 2000, 3000, 6000, 6000, 6000]]
    made(path, {"A1": [["Targets"]], "A3": rows, "A10": [HEADER, *DEALS]})
    assert figures(path)["kpis"]["target"]["value"] == 6000


TOTAL: list[CellValue] = ["Total", None, None, None, 15000, None, None]
BARE: list[CellValue] = [None, None, None, None, 15000, None, None]


@pytest.mark.parametrize("total", [TOTAL, BARE])
@pytest.mark.parametrize("where", ["above", "below the header", "end", "after a blank row"])
def test_a_row_of_totals_counts_nothing(path: Path, total: list[CellValue], where: str) -> None:
    rows = {
        "above": [total, HEADER, *DEALS],
        "below the header": [HEADER, total, *DEALS],
        "end": [HEADER, *DEALS, total],
        "after a blank row": [HEADER, *DEALS, [], total],
    }[where]
    made(path, {"A1": rows})
    found = reading(path)
    assert found.tables["deals"].frame["id"].to_list() == ["D-1", "D-2", "D-3", "D-4"]
    assert told(found).count("totals-row") == (where != "above")
    assert figures(path)["counts"]["deals"] == 4


def test_rows_of_subtotals_among_the_rows(path: Path) -> None:
    east: list[CellValue] = ["East Total", None, None, None, 3000]
    west: list[CellValue] = [None, None, "West", "小计", 12000]
    rows = [HEADER, *DEALS[:2], east, *DEALS[2:], west, ["总计", None, None, None, 15000]]
    found = reading(made(path, {"A1": rows}))
    assert found.tables["deals"].frame["amount"].sum() == 15000
    assert told(found).count("totals-row") == 3


def test_blank_rows_and_columns_inside(path: Path) -> None:
    rows = [[*row[:2], None, *row[2:5], None, *row[5:]] for row in [HEADER, *DEALS]]
    made(path, {"B2": [*rows[:3], [], [], *rows[3:]]})
    found = reading(path)
    assert found.tables["deals"].frame["_row"].to_list() == [3, 4, 7, 8]
    assert set(fields(found)) == {
        "id", "customer", "region", "stage", "amount", "expected_close", "owner",
    }  # fmt: skip
    assert figures(path)["kpis"]["actual"]["value"] == 3000


@pytest.mark.parametrize("gap", [1, 3])
@pytest.mark.parametrize("lower", [0, 2])
def test_tables_side_by_side(path: Path, gap: int, lower: int) -> None:
    at = {1: "I", 3: "K"}[gap]
    made(path, {"A1": [HEADER, *DEALS], f"{at}{1 + lower}": CUSTOMERS})
    with opened(path) as book:
        rows = book.state.entities
        assert set(rows) == {"deals", "customers"}
        assert (rows["deals"].frame.height, rows["customers"].frame.height) == (4, 2)
        book.set_values("edit", "customers", [(first_id(rows["customers"]), "tier", "C")])
        book.set_values("edit", "deals", [(first_id(rows["deals"]), "amount", 1.0)])
        book.add_rows("new", "customers", [{"name": "Cora"}])
        book.add_rows("new", "deals", [{"id": "D-5"}])
        book.save()
    tier = chr(ord(at) + 2)
    assert stored(path, f"{tier}{2 + lower}") == "C"
    assert stored(path, f"{at}{4 + lower}") == "Cora"
    assert stored(path, "E2") == 1
    assert stored(path, "A6") == "D-5"


@pytest.mark.parametrize("title", [True, False])
def test_tables_below_each_other(path: Path, title: bool) -> None:
    blocks = {"A1": [HEADER, *DEALS], "A10": CUSTOMERS, "A16": [["Targets"]], "A17": TARGETS}
    if title:
        blocks |= {"A9": [["Customers"]]}
    made(path, blocks)
    with opened(path) as book:
        rows = book.state.entities
        assert {n: r.frame["_row"].to_list() for n, r in rows.items()} == {
            "deals": [2, 3, 4, 5], "customers": [11, 12], "targets": [18],
        }  # fmt: skip
        book.set_values("edit", "customers", [(first_id(rows["customers"]), "tier", "C")])
        book.set_values("edit", "deals", [(first_id(rows["deals"]) + 3, "amount", 1.0)])
        book.add_rows("new", "customers", [{"name": "Cora"}])
        book.add_rows("new", "deals", [{"id": "D-5"}])
        book.save()
    assert (stored(path, "C11"), stored(path, "E5")) == ("C", 1)
    assert (stored(path, "A13"), stored(path, "A6")) == ("Cora", "D-5")
    assert stored(path, "A10") == "Customer"
    assert figures(path)["kpis"]["target"]["value"] == 5000


def test_formats_far_away_and_hidden_rows_and_columns(path: Path) -> None:
    from openpyxl.styles import Font
    from openpyxl.worksheet.worksheet import Worksheet

    def finish(sheet: Worksheet) -> None:
        sheet["XEC3"].font = Font(bold=True)
        sheet["A1048576"].font = Font(bold=True)
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["G"].hidden = True

    found = reading(made(path, {"A1": [HEADER, *DEALS]}, finish=finish))
    layout = found.tables["deals"].layout
    assert (layout.last_row, layout.last_column) == (5, 7)
    assert found.tables["deals"].frame["owner"].to_list() == ["Ann", "Bo", "Ann", "Bo"]


def test_excel_tables_say_where_the_data_is(path: Path) -> None:
    from openpyxl.worksheet.table import Table
    from openpyxl.worksheet.worksheet import Worksheet

    def finish(sheet: Worksheet) -> None:
        sheet.add_table(Table(displayName="tblDeals", ref="B3:H7"))
        sheet.add_table(Table(displayName="tblCustomers", ref="I3:L5"))

    made(path, {"B3": [HEADER, *DEALS], "I3": CUSTOMERS, "B8": [["checked by Bo"]]}, finish=finish)
    found = reading(path)
    assert {n: (t.layout.first_column, t.layout.last_row) for n, t in found.tables.items()} == {
        "deals": (2, 7), "customers": (9, 5),
    }  # fmt: skip
    assert found.tables["customers"].frame["tier"].to_list() == ["A", "B"]


GROUPED: list[list[CellValue]] = [
    ["Region", "Team", "Customer", "Stage", "Amount", "Close date"],
    ["East", "A", "Acme", "Closed Won", 1, date(2026, 10, 5)],
    [None, None, "Bolt", "Closed Won", 2, date(2026, 10, 6)],
    [None, "B", "Cora", "Closed Won", 4, date(2026, 10, 7)],
    [None, None, "Dyne", "Closed Won", 8, date(2026, 10, 8)],
    ["West", "A", "Eden", "Closed Won", 16, date(2026, 10, 9)],
    [None, None, "Fuji", "Closed Won", 32, date(2026, 10, 10)],
]
IN_FULL = [("East", "A"), ("East", "A"), ("East", "B"), ("East", "B"), ("West", "A"), ("West", "A")]


@pytest.mark.parametrize("merged", [True, False])
def test_labels_of_groups_hold_for_the_blank_cells_below_them(path: Path, merged: bool) -> None:
    merges = ["A2:A5", "A6:A7", "B2:B3", "B4:B5", "B6:B7"] if merged else []
    made(path, {"A1": GROUPED}, merges=merges)
    found = reading(path)
    assert found.tables["deals"].frame.select("region", "team").rows() == IN_FULL
    labels = [(p.severity, p.where) for p in found.problems if p.code == "group-labels"]
    assert labels == [("info", "Sheet1!A3"), ("info", "Sheet1!B3")]
    regions = {line["name"]: line["actual"] for line in figures(path)["by_region"]}
    assert regions == {"East": 15, "West": 48}


def test_labels_stay_unwritten_until_the_row_that_holds_them_changes(path: Path) -> None:
    made(path, {"A1": GROUPED})
    with opened(path) as book:
        first = first_id(book.state.entities["deals"])
        book.set_values("edit", "deals", [(first + 1, "amount", 3.0)])
        book.save()
        assert [stored(path, f"A{row}") for row in (3, 4, 5, 7)] == [None] * 4
        book.delete_rows("delete", "deals", [first])
        book.set_values("edit", "deals", [(first + 4, "region", "North")])
        book.save()
        kept = book.state.entities["deals"].live.select("region", "team").rows()
    assert kept == [*IN_FULL[1:4], ("North", "A"), ("West", "A")]
    assert reading(path).tables["deals"].frame.select("region", "team").rows() == kept
    assert [stored(path, f"A{row}") for row in range(2, 8)] == [
        "East", None, None, "North", "West", None,
    ]  # fmt: skip


def test_columns_with_gaps_are_no_labels_of_groups(path: Path) -> None:
    rows: list[list[CellValue]] = [
        ["Region", "Customer", "Stage", "Amount", "Next step"],
        ["East", "Acme", "Closed Won", 1, "call"],
        [None, "Bolt", "Closed Won", 2, None],
        ["East", "Cora", "Closed Won", 4, None],
        [None, "Dyne", "Closed Won", 8, "visit"],
    ]
    found = reading(made(path, {"A1": rows}))
    deals = found.tables["deals"].frame
    assert deals["region"].to_list() == ["East", None, "East", None]
    assert deals["next_step"].to_list() == ["call", None, None, "visit"]
    assert "group-labels" not in told(found)


def test_a_table_far_below_is_read_and_no_part_of_the_one_above(path: Path) -> None:
    many = [[f"E-{n}", "Acme", "East", "Closed Won", 1, date(2026, 10, 5), "Bo"] for n in range(60)]
    made(path, {"A1": [HEADER, *many], "A70": [["Customers"]], "A71": CUSTOMERS})
    found = reading(path)
    deals = found.tables["deals"]
    assert (deals.frame.height, deals.layout.last_row) == (60, 69)
    assert found.tables["customers"].layout.header_row == 71
    assert "table-below" not in told(found)
    assert not [p for p in found.problems if p.code.startswith("not-a")]


def test_a_table_right_below_another_is_named(path: Path) -> None:
    many = [[f"E-{n}", "Acme", "East", "Closed Won", 1, date(2026, 10, 5), "Bo"] for n in range(60)]
    targets = [["Rep", "Q1", "Q2", "Q3", "Q4"], ["Ann", 1, 2, 3, 4]]
    found = reading(made(path, {"A1": [HEADER, *many], "A62": targets}))
    assert found.tables["deals"].frame.height == 60
    assert [p.where for p in found.problems if p.code == "table-below"] == ["Sheet1!A62"]


@pytest.mark.parametrize(
    "header",
    [
        ["Customer", "Industry", "Region", "Owner"],
        ["Name", "Team", "Region"],
        ["客户", "行业", "区域", "负责人"],
    ],
)
def test_a_table_of_texts_right_below_another_is_named(path: Path, header: list[str]) -> None:
    many = [[f"E-{n}", "Acme", "East", "Closed Won", 1, date(2026, 10, 5), "Bo"] for n in range(60)]
    texts = [header, *([f"C{n}", "IT", "East", "Ann"] for n in range(1200))]
    found = reading(made(path, {"A1": [HEADER, *many], "A62": texts}))
    assert found.tables["deals"].frame.height == 60
    assert [p.where for p in found.problems if p.code == "table-below"] == ["Sheet1!A62"]


def test_records_with_little_in_them_begin_no_table(path: Path) -> None:
    many = [[f"E-{n}", "Acme", "East", "Closed Won", 1, date(2026, 10, 5), "Bo"] for n in range(60)]
    bare: list[list[CellValue]] = [
        ["Company", None, "Region", None, None, None, None],  # too few texts
        ["Customer", "Acme", "East", "Lead", None, None, "Bo"],  # texts that others have too
        ["Owner", "Partner", "Team", "Prospecting", None, None, "Team"],  # one twice
    ]
    found = reading(made(path, {"A1": [HEADER, *many, *bare]}))
    assert found.tables["deals"].frame.height == 63
    assert "table-below" not in told(found)


def test_a_header_repeated_among_the_rows_is_left_out(path: Path) -> None:
    found = reading(made(path, {"A1": [HEADER, *DEALS[:2], HEADER, *DEALS[2:]]}))
    assert found.tables["deals"].frame["_row"].to_list() == [2, 3, 5, 6]
    assert told(found) == ["header-again"]
    assert figures(path)["kpis"]["actual"]["value"] == 3000
