"""Targets in one form."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

import pytest
from made_sheets import codes, read

from adapters.contents import CellValue
from salestui.mapping.layout import Problem
from salestui.mapping.table import EntityTable
from salestui.mapping.targets import SCHEMA, targets_long

Found = list[dict[str, object]]


def table(rows: list[list[CellValue]], name: str = "Targets", fiscal_start: int = 1) -> EntityTable:
    return read({name: rows}, fiscal_start=fiscal_start)["targets"]


def long(
    rows: list[list[CellValue]],
    name: str = "Targets",
    fiscal_start: int = 1,
    known: Mapping[str, Collection[str]] | None = None,
) -> tuple[Found, tuple[Problem, ...]]:
    found, problems = targets_long(table(rows, name, fiscal_start), fiscal_start, known)
    assert dict(found.schema) == dict(SCHEMA)
    return found.to_dicts(), problems


def brief(found: Found) -> list[tuple[object, ...]]:
    return [(r["scope_type"], r["scope"], str(r["start"]), r["kind"], r["target"]) for r in found]


def test_a_long_row_is_a_target() -> None:
    found, problems = long(
        [["Period", "Manager", "Target"], ["2017-Q1", "Bo", 250000], ["2017-Q2", "Bo", None]]
    )
    assert found == [
        {"scope_type": "team", "scope": "Bo", "metric": "revenue", "start": date(2017, 1, 1),
         "end": date(2017, 3, 31), "kind": "quarter", "target": 250000.0, "_id": 0,
         "column": "target"}
    ]  # fmt: skip
    assert problems == ()


def test_a_wide_row_is_a_target_per_column() -> None:
    found, problems = long(
        [["Rep", "2026-01", "2026-02", "Total"], ["Ann", 5, None, 5], ["Bo", 6, 7, 13]]
    )
    assert brief(found) == [
        ("rep", "Ann", "2026-01-01", "month", 5.0),
        ("rep", "Bo", "2026-01-01", "month", 6.0),
        ("rep", "Bo", "2026-02-01", "month", 7.0),
    ]
    assert [(r["_id"], r["column"]) for r in found][1:] == [(1, "t:2026-01"), (1, "t:2026-02")]
    assert problems == ()


@pytest.mark.parametrize(
    ("cell", "header", "start", "kind"),
    [
        ("2026-03", "Month", "2026-03-01", "month"),
        ("2026年3月", "月份", "2026-03-01", "month"),
        ("202603", "Period", "2026-03-01", "month"),
        (date(2026, 3, 31), "Month", "2026-03-01", "month"),
        ("2026/3/15", "Month", "2026-03-01", "month"),
        ("2026-Q1", "Period", "2026-01-01", "quarter"),
        ("2026", "Period", "2026-01-01", "year"),
        ("2026上半年", "期间", "2026-01-01", "half"),
    ],
)
def test_periods_in_cells(cell: CellValue, header: str, start: str, kind: str) -> None:
    found, _ = long([[header, "Rep", "Target"], [cell, "Ann", 5]])
    assert brief(found) == [("rep", "Ann", start, kind, 5.0)]


def test_a_year_beside_the_period() -> None:
    found, _ = long(
        [
            ["年度", "月份", "销售员", "目标"],
            [2025, 3, "李四", 5],
            [2026, "4月", "李四", 6],
            [2026, None, "李四", 70],
        ]
    )
    assert brief(found) == [
        ("rep", "李四", "2025-03-01", "month", 5.0),
        ("rep", "李四", "2026-04-01", "month", 6.0),
        ("rep", "李四", "2026-01-01", "year", 70.0),
    ]


def test_bare_numbers_in_a_column_of_quarters() -> None:
    found, _ = long([["Year", "Quarter", "Rep", "Target"], [2026, 3, "Ann", 5]])
    assert brief(found) == [("rep", "Ann", "2026-07-01", "quarter", 5.0)]


def test_each_rows_year_holds_for_its_months() -> None:
    found, problems = long(
        [
            ["Year", "Rep", "Jan", "Feb"],
            [2025, "Ann", 1, 2],
            [2026, "Ann", 3, 4],
            [None, "Bo", 5, 6],
        ]
    )
    assert [r["start"] for r in found] == [
        date(2025, 1, 1), date(2025, 2, 1), date(2026, 1, 1), date(2026, 2, 1),
    ]  # fmt: skip
    assert codes(problems) == [("no-period", "Targets!A4"), ("no-period", "Targets!A4")]


def test_fiscal_quarters_and_months() -> None:
    found, _ = long([["Period", "Rep", "Target"], ["FY27 Q1", "Ann", 5]], fiscal_start=4)
    assert brief(found) == [("rep", "Ann", "2026-04-01", "quarter", 5.0)]
    rows: list[list[CellValue]] = [["Fiscal year", "Rep", "Apr", "Jan"], [2027, "Ann", 1, 2]]
    found, _ = long(rows, fiscal_start=4)
    assert [r["start"] for r in found] == [date(2026, 4, 1), date(2027, 1, 1)]


def test_an_unreadable_period_is_listed_with_its_cell() -> None:
    found, problems = long([["Period", "Rep", "Target"], ["soon", "Ann", 5], [None, "Bo", 6]])
    assert found == []
    assert codes(problems) == [("no-period", "Targets!A2"), ("no-period", "Targets!A3")]


def test_scopes_by_column() -> None:
    found, problems = long(
        [
            ["Period", "Rep", "Team", "Region", "Target"],
            ["2026-01", "Ann", "East", "N", 1],
            ["2026-01", None, "East", None, 2],
            ["2026-01", None, None, "N", 3],
            ["2026-01", None, None, None, 4],
            ["2026-01", None, "公司", None, 5],
        ]
    )
    assert [(r["scope_type"], r["scope"]) for r in found] == [
        ("rep", "Ann"), ("team", "East"), ("region", "N"), ("company", ""), ("company", ""),
    ]  # fmt: skip
    assert problems == ()


def test_scopes_by_type_and_name() -> None:
    found, problems = long(
        [
            ["期间", "范围类型", "对象", "指标", "目标值"],
            ["2026-01", "个人", "李四", "销售额", 1],
            ["2026-01", "团队", "华东", "新客户数", 2],
            ["2026-01", "公司", "某某集团", None, 3],
            ["2026-01", None, "全公司", "客户满意度", 4],
            ["2026-01", None, "region:North", "Units", 5],
            ["2026-01", None, "华南", None, 6],
            ["2026-01", None, "Nobody", None, 7],
        ],
        known={"team": {"华南"}},
    )
    assert [(r["scope_type"], r["scope"], r["metric"]) for r in found] == [
        ("rep", "李四", "revenue"),
        ("team", "华东", "new customers"),
        ("company", "", "revenue"),
        ("company", "", "satisfaction"),
        ("region", "North", "units"),
        ("team", "华南", "revenue"),
    ]
    assert codes(problems) == [("no-scope", "Targets!E8")]


def test_a_combination_cannot_be_a_scope() -> None:
    found, problems = long([["Period", "Region", "Product", "Target"], ["2026-01", "N", "Pump", 1]])
    assert found == []
    assert codes(problems) == [("combined-scope", "Targets!D2")]


def test_scaled_targets_are_in_units() -> None:
    found, _ = long([["月份", "团队", "目标(万元)"], ["2026年1月", "华东", 50]])
    assert found[0]["target"] == 500000.0
    wide, _ = long([["单位：万元"], ["团队", "2026年1月", "2026年2月"], ["华东", 50, "1亿"]])
    assert [r["target"] for r in wide] == [500000.0, 1e8]
