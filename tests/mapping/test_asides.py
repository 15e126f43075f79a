"""Rows of units, notes and counts are no deals; rows of which little is known still are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from layout_files import DEALS, HEADER, figures, made, reading

from adapters.contents import CellValue

Row = Sequence[CellValue]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "team.xlsx"


def left_out(path: Path) -> list[str]:
    return [p.where for p in reading(path).problems if p.code == "no-record"]


@pytest.mark.parametrize(
    ("units", "scale"),
    [(("元", "%", "天"), 1), (("万元", "%", "日"), 1e4), (("$", "%", "days"), 1)],
)
def test_units_right_below_the_header(path: Path, units: Row, scale: float) -> None:
    header = ["商机编号", "客户名称", "阶段", "金额", "赢率", "周期", "预计成交日期"]
    rows = [
        ["D-1", "甲", "赢单", 1000, 50, 30, date(2026, 10, 5)],
        ["D-2", "乙", "谈判", 3000, 50, 30, date(2026, 10, 9)],
    ]
    made(path, {"A1": [header, [None, None, None, *units], *rows]})
    found = figures(path)
    assert found["counts"]["deals"] == 2
    assert found["kpis"]["actual"]["value"] == 1000 * scale
    assert found["kpis"]["average_deal"]["value"] == 1000 * scale
    assert left_out(path) == ["Sheet1!A2"]
    assert [p.code for p in reading(path).problems if p.severity == "error"] == []


@pytest.mark.parametrize(
    "below",
    [
        [["Note: figures are preliminary."], ["Source: CRM export"]],
        [[], ["* excludes renewals"]],
        [["Figures exclude renewals"]],
        [[None, "数据截止2026年11月"]],
        [[None, None, None, None, "注：金额含税"]],
        [["Count", "4 deals"]],
        [["Count", 4]],
        [["笔数：", None, None, None, 4]],
        [["Total", None, None, None, 15000], ["共 4 笔"]],
        [[], ["Total", None, None, None, 15000], ["Count", 4], [], ["Prepared by Bo"]],
    ],
)
def test_notes_and_counts_below_the_rows(path: Path, below: list[Row]) -> None:
    made(path, {"A1": [HEADER, *DEALS, *below]})
    found = figures(path)
    assert found["counts"]["deals"] == 4
    assert found["kpis"]["actual"]["value"] == 3000
    assert found["kpis"]["average_deal"]["value"] == 1500
    told = [p for p in reading(path).problems if p.code in ("no-record", "totals-row")]
    assert len(told) == sum(any(row) for row in below)
    assert [p.code for p in reading(path).problems if p.severity == "error"] == []


@pytest.mark.parametrize(
    "row",
    [
        ["D-5"],
        [None, "Notes Inc"],
        [None, "Bank of China"],
        ["D-5", "Count Dracula Ltd"],
        [None, "上海某某信息科技股份有限公司"],
        [None, None, "East"],
        [None, None, None, None, 4],
    ],
)
def test_a_deal_of_which_little_is_known_stays_one(path: Path, row: Row) -> None:
    made(path, {"A1": [HEADER, *DEALS, row]})
    assert figures(path)["counts"]["deals"] == 5
    assert left_out(path) == []


def test_a_remark_among_the_rows_is_a_row(path: Path) -> None:
    """Only what stands at the end is taken for a remark: between deals it may be one."""
    made(path, {"A1": [HEADER, *DEALS[:2], ["* to be named"], *DEALS[2:]]})
    assert figures(path)["counts"]["deals"] == 5
