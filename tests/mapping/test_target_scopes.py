"""Whose targets they are: names as headers, labels before the periods."""

from __future__ import annotations

import pytest
from made_sheets import codes, read, recognised, sheet

from adapters.contents import CellValue
from salestui.mapping.target_scopes import says_only_targets, scope_named
from salestui.mapping.targets import targets_long

Rows = list[list[CellValue]]


def named(rows: Rows, name: str = "Targets") -> list[str]:
    """The columns of the targets' table; none where there is no such table."""
    table = recognised(sheet(name, rows)).tables.get("targets")
    return [c.name for c in table.columns] if table else []


def test_names_are_columns_and_totals_are_none() -> None:
    rows: Rows = [["月份", "张伟", "李娜", "合计"], ["2026-01", 1, 2, 3], ["2026-02", 4, 5, 9]]
    assert named(rows, "目标") == ["period", "t:张伟", "t:李娜", "x:合计"]
    assert named(rows, "业绩") == []


@pytest.mark.parametrize(
    "rows",
    [
        [["Month", "Ann", "Total"], ["2026-01", 1, 1], ["2026-02", 4, 4]],  # one name
        [["Month", "Ann", "Bo"], ["2026-01", "x", "y"], ["2026-02", "z", "a"]],  # no numbers
        [["Item", "Ann", "Bo"], ["Rent", 1, 2], ["Food", 4, 5]],  # no periods
        [["Month", "Revenue", "Quantity"], ["2026-01", 1, 2], ["2026-02", 4, 5]],  # fields
    ],
)
def test_what_is_no_table_of_names_stays_none(rows: Rows) -> None:
    assert not [name for name in named(rows) if name.startswith("t:")]


def test_a_long_table_keeps_its_columns() -> None:
    rows: Rows = [["Month", "Rep", "Target", "Stretch", "Base"], ["2026-01", "Ann", 1, 2, 3]]
    assert named(rows) == ["period", "rep", "target", "x:Stretch", "x:Base"]


def test_names_over_target_and_actual() -> None:
    rows: Rows = [
        ["Month", "Ann", None, "Bo", None],
        [None, "Target", "Actual", "Target", "Actual"],
        ["2026-01", 1, 2, 3, 4],
        ["2026-02", 5, 6, 7, 8],
    ]
    table = read({"Targets": rows})["targets"]
    found, notes = targets_long(table, 1, {"rep": ("Ann", "Bo")})
    assert found.select("scope", "target").rows() == [
        ("Ann", 1.0), ("Bo", 3.0), ("Ann", 5.0), ("Bo", 7.0),
    ]  # fmt: skip
    assert notes == ()


def test_a_column_whose_name_nobody_has_is_one_problem() -> None:
    rows: Rows = [["Month", "Ann", "Bo"], ["2026-01", 1, 2], ["2026-02", 3, None]]
    table = read({"Targets": rows})["targets"]
    found, notes = targets_long(table, 1, {"rep": ("Ann",)})
    assert found.select("scope_type", "scope", "target").rows() == [
        ("rep", "Ann", 1.0),
        ("rep", "Ann", 3.0),
    ]
    assert codes(notes) == [("no-scope", "Targets!C1")]
    assert dict(notes[0].parts) == {"header": "Bo", "count": "1"}


def test_labels_before_months_say_whose_row_it_is() -> None:
    rows: Rows = [[None, "2026-01", "2026-02"], ["Target", 1, 2], ["Ann", 3, 4], ["Actual", 5, 6]]
    table = read({"2026 targets": rows})["targets"]
    found, notes = targets_long(table, 1, {"rep": ("Ann",)})
    assert found.select("scope_type", "scope", "target").rows() == [
        ("company", "", 1.0),
        ("company", "", 2.0),
        ("rep", "Ann", 3.0),
        ("rep", "Ann", 4.0),
    ]
    assert [code for code, _ in codes(notes)] == ["no-scope"]


@pytest.mark.parametrize(
    "text", ["Target", "Sales target", "目标", "2026年度销售目标", "Company goal"]
)
def test_labels_of_the_companys_targets(text: str) -> None:
    assert says_only_targets(text)


@pytest.mark.parametrize("text", ["Ann", "Ann target", "Target Corp", "目标(万元)", "Actual", ""])
def test_other_labels(text: str) -> None:
    assert not says_only_targets(text)


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("Ann", "Ann"),
        ("张伟目标(万元)", "张伟"),
        ("Target - East", "East"),
        ("Target", ""),
        ("12", ""),
    ],
)
def test_names_in_headers(header: str, name: str) -> None:
    assert scope_named(header) == name
