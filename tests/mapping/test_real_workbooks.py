"""The workbooks under ``shared/data/real``, through the real adapter."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from adapters.registry import open_workbook
from salestui.mapping.recognise import recognise
from salestui.mapping.requests import read_requests
from salestui.mapping.table import EntityTable
from salestui.mapping.tables import interpreted
from salestui.mapping.targets import targets_long
from salestui.model.entities import CORE

REAL = Path(__file__).parents[2].parent / "shared" / "data" / "real"
SAMPLES = Path(__file__).parents[2] / "sample_workbooks"


def tables(path: Path, state: Path) -> dict[str, EntityTable]:
    if not path.exists():
        pytest.skip(f"{path.name} is not here")
    workbook = open_workbook(str(path), state)
    try:
        outline = workbook.outline()
        layout = recognise(outline, date(2026, 11, 21))
        data = workbook.read(read_requests(layout, outline))
    finally:
        workbook.close()
    return interpreted(layout, data)


def test_a_crm_of_five_sheets(tmp_path: Path) -> None:
    found = tables(REAL / "maven_crm.xlsx", tmp_path)
    assert {name: t.frame.height for name, t in found.items()} == {
        "deals": 8800, "customers": 85, "targets": 24, "members": 35, "products": 7,
    }  # fmt: skip
    assert found["deals"].frame["amount"].sum() == 10005534
    assert found["deals"].frame["stage"].value_counts().height == 4
    assert found["members"].frame["manager"].n_unique() == 6
    frame, problems = targets_long(found["targets"], 1)
    assert problems == ()
    assert frame["target"].sum() == 10500000
    assert set(frame["scope_type"]) == {"team"}
    assert all(t.problems == () for t in found.values())


def test_a_chinese_list_of_orders(tmp_path: Path) -> None:
    deals = tables(REAL / "zh_2020_sales.xlsx", tmp_path)["deals"]
    assert deals.frame.height == 1945
    assert deals.frame["amount"].sum() == 39772087
    assert [p.code for p in deals.problems] == ["key-repeats"]


@pytest.mark.parametrize("name", ["sales_team_en.xlsx", "sales_team_zh.xlsx"])
def test_our_own_samples_are_understood_whole(name: str, tmp_path: Path) -> None:
    found = tables(SAMPLES / name, tmp_path)
    assert set(found) >= {entity.name for entity in CORE}
    assert found["customers"].frame.height == 122
    assert found["members"].frame.height == 18
    assert all(p.severity == "info" for t in found.values() for p in t.problems)
    frame, problems = targets_long(found["targets"], 1)
    assert problems == ()
    assert frame.height > 200
