"""Which sheet is what, and which column is which field."""

from __future__ import annotations

import subprocess
import sys
from datetime import date, datetime

import pytest
from made_sheets import codes, recognised, sheet, table

from adapters.addresses import CellRange
from adapters.contents import CellValue
from adapters.outlines import ListValidation
from salestui.mapping.layout import Layout
from salestui.model.fields import FieldType

DEALS = ["Deal ID", "Customer", "Stage", "Amount", "Close date", "Rep"]
DEAL: list[CellValue] = ["D-1", "Acme", "Won", 100, date(2026, 3, 5), "Ann"]


def names(layout: Layout, entity: str = "deals") -> dict[str, int | None]:
    """Column positions by name."""
    return {c.name: c.position for c in layout.tables[entity].columns}


def test_a_plain_english_pipeline() -> None:
    layout = recognised(sheet("Pipeline", [DEALS, DEAL, DEAL]))
    assert names(layout) == {
        "id": 1, "customer": 2, "stage": 3, "amount": 4, "expected_close": 5, "owner": 6,
    }  # fmt: skip
    found = layout.tables["deals"]
    assert (found.header_row, found.first_row, found.last_row) == (1, 2, 3)
    assert (found.first_column, found.last_column) == (1, 6)
    assert layout.problems == ()


def test_a_chinese_pipeline_below_a_title_with_columns_in_another_order() -> None:
    rows: list[list[CellValue]] = [
        ["华东区商机清单", None, None, None, None],
        [None, "制表人：张三", None, None, None],
        [],
        [None, "负责人", "商机金额（万元）", "销售阶段", "客户名称"],
        [None, "李四", 35, "谈判", "宏达"],
    ]
    found = recognised(sheet("商机表", rows)).tables["deals"]
    assert found.header_row == 4
    assert [c.name for c in found.columns] == ["owner", "amount", "stage", "customer"]
    assert found.first_column == 2
    amount = found.column("amount")
    assert amount is not None
    assert amount.scale == 1e4


@pytest.mark.parametrize("above", [0, 5, 29])
def test_the_header_is_found_within_thirty_rows(above: int) -> None:
    rows: list[list[CellValue]] = [["Report of the week"]] * above + [[*DEALS], DEAL]
    assert recognised(sheet("Deals", rows)).tables["deals"].header_row == above + 1


def test_the_header_is_not_looked_for_further_down() -> None:
    rows: list[list[CellValue]] = [["Report"]] * 30 + [[*DEALS], DEAL]
    assert "deals" not in recognised(sheet("Deals", rows)).tables


def test_a_sales_list_without_stages_is_a_pipeline() -> None:
    header: list[CellValue] = [
        "销售日期", "销售区域", "销售渠道", "销售订单", "品牌", "售价", "销售数量",
    ]  # fmt: skip
    row: list[CellValue] = [datetime(2020, 1, 1), "上海", "天猫", "1-2", "八匹马", 99, 83]
    assert names(recognised(sheet("Sheet1", [header, row]))) == {
        "expected_close": 1, "region": 2, "source": 3, "id": 4, "product": 5, "unit_price": 6,
        "quantity": 7,
    }  # fmt: skip


def test_each_sheet_serves_the_entity_it_fits_best() -> None:
    layout = recognised(
        sheet("accounts", [["account", "sector", "office_location"], ["Acme", "IT", "Oslo"]]),
        sheet("sales_teams", [["sales_agent", "manager", "regional_office"], ["Ann", "Bo", "W"]]),
        sheet("products", [["product", "series", "sales_price"], ["GTX", "G", 5]]),
        sheet("targets", [["period", "manager", "target"], ["2017-Q1", "Bo", 9]]),
        sheet("sales_pipeline", [DEALS, DEAL]),
    )
    assert {name: t.sheet for name, t in layout.tables.items()} == {
        "deals": "sales_pipeline", "customers": "accounts", "targets": "targets",
        "members": "sales_teams", "products": "products",
    }  # fmt: skip
    assert names(layout, "targets") == {"period": 1, "team": 2, "target": 3}
    assert names(layout, "members") == {"name": 1, "manager": 2, "region": 3}


def test_a_second_list_of_deals_is_part_of_the_first() -> None:
    layout = recognised(sheet("Old", [DEALS, DEAL]), sheet("Deals", [DEALS, DEAL]))
    assert [part.sheet for part in layout.tables["deals"].parts] == ["Old", "Deals"]
    assert layout.problems == ()


def test_a_summary_is_no_pipeline_and_no_targets() -> None:
    summary = sheet("Summary", [["Stage", "Count", "Amount"], ["Won", 3, 100]])
    attainment = sheet("Attainment", [["Rep", "Target", "Actual"], ["Ann", 100, 90]])
    layout = recognised(summary, attainment)
    assert layout.tables == {}


def test_no_pipeline_says_what_was_looked_for_and_what_was_found() -> None:
    layout = recognised(sheet("Inventory", [["Shelf", "Bin"], ["A", 1]]), sheet("Empty", []))
    assert layout.found == (("Inventory", ("Shelf", "Bin")), ("Empty", ()))
    (problem,) = layout.problems
    assert problem.code == "no-pipeline"
    assert "Inventory" in dict(problem.parts)["sheets"]
    assert "阶段" in dict(problem.parts)["headers"]


def test_columns_of_the_team_are_kept_and_typed() -> None:
    header = [*DEALS, "Rival brand", "Margin", "Signed", "Share", "Bonus", "Key", None, "Grade"]
    row = [*DEAL, "Globex", 3.5, date(2026, 1, 1), 0.5, 12, True, "loose", "A"]
    grades = ListValidation((CellRange(2, 14, 99, 14),), ("A", "B"))
    found = recognised(
        sheet("Deals", [header, row], formats={10: "0%", 11: "$#,##0"}, validations=[grades],
              formulas=frozenset({8}))
    ).tables["deals"]  # fmt: skip
    own = {c.name: c.type for c in found.columns if c.name.startswith("x:")}
    assert own == {
        "x:Rival brand": FieldType.TEXT,
        "x:Margin": FieldType.NUMBER,
        "x:Signed": FieldType.DATE,
        "x:Share": FieldType.PERCENT,
        "x:Bonus": FieldType.MONEY,
        "x:Key": FieldType.FLAG,
        "x:M": FieldType.TEXT,
        "x:Grade": FieldType.CHOICE,
    }
    assert [c.name for c in found.columns if c.calculated] == ["x:Margin"]
    unheaded = found.column("x:M")
    assert unheaded is not None
    assert unheaded.header == ""


def test_an_empty_column_without_a_header_is_none() -> None:
    header: list[CellValue] = [*DEALS[:3], None, *DEALS[3:]]
    row: list[CellValue] = [*DEAL[:3], None, *DEAL[3:]]
    found = recognised(sheet("Deals", [header, row])).tables["deals"]
    assert [c.position for c in found.columns] == [1, 2, 3, 5, 6, 7]


def test_duplicate_headers_are_reported_and_the_first_is_the_field() -> None:
    rows = [[*DEALS, "Amount", "Tag", "Tag"], [*DEAL, 5, "a", "b"]]
    layout = recognised(sheet("Deals", rows))
    assert names(layout)["amount"] == 4
    assert names(layout)["x:Amount:2"] == 7
    assert names(layout)["x:Tag"] == 8
    assert names(layout)["x:Tag:2"] == 9
    assert codes(layout.problems) == [
        ("duplicate-header", "Deals!G1"),
        ("duplicate-header", "Deals!I1"),
    ]


def test_of_stage_and_status_the_stage_is_the_stage() -> None:
    rows = [["Status", *DEALS], ["Active", *DEAL]]
    assert names(recognised(sheet("Deals", rows)))["stage"] == 4
    assert "x:Status" in names(recognised(sheet("Deals", rows)))


def test_two_close_dates_are_told_apart() -> None:
    header = ["ID", "Customer", "Amount", "Expected close date", "Close date"]
    row: list[CellValue] = ["1", "Acme", 5, date(2026, 1, 1), date(2026, 1, 2)]
    found = names(recognised(sheet("Deals", [header, row])))
    assert (found["expected_close"], found["closed"]) == (4, 5)


def test_values_decide_where_a_header_may_mean_two_things() -> None:
    header = ["Order no", "Customer", "Sales", "Date"]
    row: list[CellValue] = ["1", "Acme", 120.5, date(2026, 1, 1)]
    assert names(recognised(sheet("Sheet1", [header, row])))["amount"] == 3


@pytest.mark.parametrize(
    ("more", "field"),
    [([], "amount"), (["Quantity"], "unit_price"), (["Quantity", "Amount"], "unit_price")],
)
def test_a_price_beside_a_quantity_is_the_price_of_one(more: list[str], field: str) -> None:
    rows: list[list[CellValue]] = [
        ["ID", "Customer", "Price", *more],
        ["1", "A", 5, *[2] * len(more)],
    ]
    assert names(recognised(sheet("Deals", rows)))[field] == 3


def test_an_excel_table_bounds_the_data() -> None:
    rows: list[list[CellValue]] = [
        ["Deals of the team"],
        [None, *DEALS, None, "Legend", "Colour"],
        [None, *DEAL, None, "late", "red"],
        [None, *DEAL],
        [None, "Total", None, None, 200],
        ["a note far below"],
    ]
    deals = table("tblDeals", (2, 2, 5, 7), totals_rows=1)
    found = recognised(sheet("Sheet1", rows, tables=[deals])).tables["deals"]
    assert (found.header_row, found.first_row, found.last_row) == (2, 3, 4)
    assert (found.first_column, found.last_column) == (2, 7)


def test_a_plain_table_ends_above_an_excel_table_in_the_same_columns() -> None:
    rows: list[list[CellValue]] = [[*DEALS], DEAL, [], ["List", "Item"], ["a", "b"]]
    found = recognised(sheet("Deals", rows, tables=[table("Lists", (4, 1, 5, 2))])).tables["deals"]
    assert found.last_row == 3


def test_a_block_apart_from_the_table_is_not_part_of_it() -> None:
    rows: list[list[CellValue]] = [
        [*DEALS, None, None, "Legend", "Meaning"],
        [*DEAL, None, None, "red", "late"],
    ]
    assert recognised(sheet("Deals", rows)).tables["deals"].last_column == 6


def test_a_header_without_rows_is_an_empty_table() -> None:
    found = recognised(sheet("Deals", [DEALS])).tables["deals"]
    assert (found.first_row, found.last_row) == (2, 1)


def test_choices_come_from_the_workbook_then_from_the_model() -> None:
    stages = ListValidation((CellRange(2, 3, 500, 3),), ("Lead", "Won"))
    header = [*DEALS, "Forecast category"]
    rows = [header, [*DEAL, "Commit"]]
    found = recognised(sheet("Deals", rows, validations=[stages])).tables["deals"]
    stage, category = found.column("stage"), found.column("category")
    assert stage is not None
    assert category is not None
    assert stage.choices == ("Lead", "Won")
    assert "commit" in category.choices


def test_a_hidden_copy_loses_to_the_visible_sheet() -> None:
    layout = recognised(
        sheet("Deals", [DEALS, DEAL], visible=False), sheet("Sheet2", [DEALS, DEAL])
    )
    assert layout.tables["deals"].sheet == "Sheet2"


def test_percent_units_come_from_the_header_unless_the_format_has_them() -> None:
    rows = [[*DEALS, "Probability (%)"], [*DEAL, 35]]
    points = recognised(sheet("Deals", rows)).tables["deals"].column("probability")
    shares = (
        recognised(sheet("Deals", rows, formats={7: "0%"})).tables["deals"].column("probability")
    )
    assert points is not None
    assert shares is not None
    assert (points.percent_scale, shares.percent_scale) == (0.01, 1.0)


@pytest.mark.parametrize(
    ("title", "scale"),
    [
        ("商机表  单位：万元", 1e4),
        ("商机（单位：万元）", 1e4),
        ("2026 (万元)", 1e4),
        ("Pipeline, in $k", 1e3),
        ("All amounts in millions", 1e6),
        ("Pipeline (draft)", 1.0),
    ],
)
def test_titles_name_units(title: str, scale: float) -> None:
    rows: list[list[CellValue]] = [[title], ["Customer", "Stage", "Amount"], ["Acme", "Won", 5]]
    amount = recognised(sheet("Sheet1", rows)).tables["deals"].column("amount")
    assert amount is not None
    assert amount.scale == scale


def test_a_unit_in_a_title_holds_for_all_money_that_names_none() -> None:
    rows: list[list[CellValue]] = [
        ["商机表  单位：万元"],
        ["客户", "阶段", "金额", "合同额(元)", "数量"],
        ["宏达", "赢单", 35, 350000, 2],
    ]
    found = recognised(sheet("Sheet1", rows)).tables["deals"]
    assert {c.name: c.scale for c in found.columns} == {
        "customer": 1.0, "stage": 1.0, "amount": 1e4, "x:合同额(元)": 1.0, "quantity": 1.0,
    }  # fmt: skip


def test_recognising_imports_nothing_heavy() -> None:
    code = (
        "import sys, salestui.mapping.recognise, salestui.mapping.input, salestui.mapping.requests;"
        "print(sorted({'polars', 'openpyxl', 'lxml', 'pyarrow', 'textual'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
