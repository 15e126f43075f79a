"""Targets in the long and the wide form, and the years they mean."""

from __future__ import annotations

from datetime import date

import pytest
from made_sheets import codes, recognised, sheet

from adapters.contents import CellValue

MONTHS = ["Jan", "Feb", "Mar"]


def wide(header: list[CellValue], name: str = "Targets", **more: object) -> dict[str, str]:
    """Names of the columns by header, for one row of numbers."""
    row: list[CellValue] = ["Ann", *[5] * (len(header) - 1)]
    layout = recognised(sheet(name, [header, row]), **more)  # type: ignore[arg-type]
    return {c.header: c.name for c in layout.tables["targets"].columns}


def test_long_targets() -> None:
    rows: list[list[CellValue]] = [["月份", "销售员", "目标金额(万元)"], ["2026年3月", "李四", 50]]
    found = recognised(sheet("目标", rows)).tables["targets"]
    assert [(c.name, c.scale) for c in found.columns] == [
        ("period", 1.0), ("rep", 1.0), ("target", 1e4),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("headers", "names"),
    [
        (["2026-01", "2026-02"], ["t:2026-01", "t:2026-02"]),
        (["2026年1月", "2026年2月"], ["t:2026-01", "t:2026-02"]),
        (["Jan 2026", "Feb-26"], ["t:2026-01", "t:2026-02"]),
        (["2026-Q1", "2026-Q2"], ["t:2026-Q1", "t:2026-Q2"]),
        ([2026, 2027], ["t:2026", "t:2027"]),
        ([date(2026, 1, 1), date(2026, 2, 1)], ["t:2026-01", "t:2026-02"]),
        (["2026-01 Target", "2026-02 Target"], ["t:2026-01", "t:2026-02"]),
    ],
)
def test_a_column_per_period(headers: list[CellValue], names: list[str]) -> None:
    found = wide(["Rep", *headers])
    assert list(found.values()) == ["rep", *names]


def test_totals_and_subtotals_are_extra_columns() -> None:
    found = wide(["销售", "1月", "2月", "3月", "Q1", "合计", "FY", "全年", "年度目标"], "2026目标")
    assert found == {
        "销售": "rep", "1月": "t:2026-01", "2月": "t:2026-02", "3月": "t:2026-03", "Q1": "x:Q1",
        "合计": "x:合计", "FY": "x:FY", "全年": "x:全年", "年度目标": "x:年度目标",
    }  # fmt: skip


def test_a_quarter_without_its_months_is_a_target() -> None:
    found = wide(["Rep", "2026-01", "2026-02", "2026-03", "2026-Q2"])
    assert found["2026-Q2"] == "t:2026-Q2"


def test_actuals_beside_targets_are_not_counted() -> None:
    found = wide(["Rep", "2026-01 Target", "2026-01 Actual", "2026-02 Target", "2026-02 Actual"])
    assert found["2026-01 Actual"] == "x:2026-01 Actual"
    assert found["2026-02 Target"] == "t:2026-02"


def test_the_year_comes_from_the_sheet_or_a_title() -> None:
    assert wide(["Rep", *MONTHS], "Targets 2025")["Jan"] == "t:2025-01"
    titled = recognised(
        sheet("Targets", [["Targets for 2024"], ["Rep", *MONTHS], ["Ann", 1, 2, 3]])
    )
    assert titled.tables["targets"].columns[1].name == "t:2024-01"
    assert all(p.code != "year-assumed" for p in titled.problems)


def test_the_year_of_one_header_holds_for_the_others() -> None:
    assert wide(["Rep", "2025年1月", "2月"])["2月"] == "t:2025-02"


def test_without_any_year_this_year_is_assumed_and_said() -> None:
    layout = recognised(sheet("Targets", [["Rep", *MONTHS], ["Ann", 1, 2, 3]]))
    assert layout.tables["targets"].columns[1].name == "t:2026-01"
    assert ("year-assumed", "Targets!B1") in codes(layout.problems)


def test_a_column_of_years_decides_row_by_row() -> None:
    layout = recognised(sheet("Targets", [["Year", "Rep", *MONTHS], [2025, "Ann", 1, 2, 3]]))
    columns = layout.tables["targets"].columns
    assert [c.name for c in columns] == ["year", "rep", "t:*-01", "t:*-02", "t:*-03"]
    assert columns[2].period is None
    assert all(p.code != "year-assumed" for p in layout.problems)


def test_months_of_a_fiscal_year_named_in_the_sheet() -> None:
    found = wide(["Rep", "Apr", "Dec", "Jan", "Mar"], "FY27 Targets", fiscal_start=4)
    assert list(found.values())[1:] == ["t:2026-04", "t:2026-12", "t:2027-01", "t:2027-03"]


def test_months_that_run_over_the_end_of_a_year_are_doubtful() -> None:
    layout = recognised(sheet("Targets 2026", [["Rep", "Nov", "Dec", "Jan"], ["Ann", 1, 2, 3]]))
    assert [c.name for c in layout.tables["targets"].columns][1:] == [
        "t:2026-11", "t:2026-12", "t:2027-01",
    ]  # fmt: skip
    assert ("year-assumed", "Targets 2026!B1") in [
        (code, where.replace("'", "")) for code, where in codes(layout.problems)
    ]


def test_numbers_per_month_are_no_targets_unless_something_says_so() -> None:
    layout = recognised(sheet("2026", [["Rep", *MONTHS], ["Ann", 1, 2, 3]]))
    assert "targets" not in layout.tables
    assert ("maybe-targets", "2026") in codes(layout.problems)


def test_long_periods_without_a_year_take_it_from_the_title_or_assume_it() -> None:
    rows: list[list[CellValue]] = [["Month", "Rep", "Target"], ["Mar", "Ann", 5]]
    assert recognised(sheet("Targets 2025", rows)).tables["targets"].year == 2025
    assumed = recognised(sheet("Targets", rows))
    assert assumed.tables["targets"].year == 2026
    assert ("year-assumed", "Targets!A1") in codes(assumed.problems)
    whole: list[list[CellValue]] = [["Month", "Rep", "Target"], ["2026-03", "Ann", 5]]
    assert recognised(sheet("Targets", whole)).tables["targets"].year is None
