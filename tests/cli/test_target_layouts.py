"""Exact figures of targets with names across, and of the company's with months across."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from target_layout_books import Table, book_with_targets

from salestui.cli.main import main

Kpi = Callable[..., dict[str, Any]]
NAMES: Table = (
    ("Month", "Zhang Wei", "Li Na", "Total"),
    ("2026-10", 900, 400, 1300),
    ("2026-11", 800, 600, 1400),
    ("2026-12", 700, 500, 1200),
    ("Total", 2400, 1500, 3900),
)


@pytest.fixture
def kpi(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Kpi:
    def run(rows: Table, name: str = "Targets", **look: str) -> dict[str, Any]:
        path = book_with_targets(tmp_path, rows, name)
        look = {"period": "2026-Q4", **look}
        options = [part for k, v in look.items() for part in (f"--{k}", v)]
        assert main(["kpi", str(path), "--json", "--as-of", "2026-11-21", *options]) == 0
        report: dict[str, Any] = json.loads(capsys.readouterr().out)
        return report

    return run


def target(report: dict[str, Any]) -> object:
    return report["kpis"]["target"]["value"]


def test_reps_across_and_months_down(kpi: Kpi) -> None:
    assert target(kpi(NAMES)) == 3900
    assert target(kpi(NAMES, scope="rep:Li Na")) == 1500
    assert target(kpi(NAMES, scope="rep:Zhang Wei", period="2026-11")) == 800
    assert kpi(NAMES)["kpis"]["attainment"]["value"] == pytest.approx(1500 / 3900)


def test_teams_across_under_a_title_with_true_dates_and_a_unit(kpi: Kpi) -> None:
    rows: Table = (
        ("Targets 2026 (in thousands)",),
        (),
        (None, "East", "West"),
        (date(2026, 10, 1), 1.5, 2),
        (date(2026, 11, 1), 2.5, 3),
    )
    assert target(kpi(rows, "Sheet2", scope="team:East")) == 4000
    assert target(kpi(rows, "Sheet2", scope="team:West", period="2026-11")) == 3000
    assert target(kpi(rows, "Sheet2")) == 9000


def test_headers_that_say_targets_beside_actuals(kpi: Kpi) -> None:
    rows: Table = (
        ("月份", "Zhang Wei目标", "Zhang Wei完成", "Li Na目标", "Li Na完成"),
        ("2026年10月", 900, 1, 400, 2),
        ("2026年11月", 800, 3, 600, 4),
    )
    assert target(kpi(rows, "分解")) == 2700
    assert target(kpi(rows, "分解", scope="rep:Li Na")) == 1000


def test_the_company_beside_reps(kpi: Kpi) -> None:
    rows: Table = (("Month", "Company", "Zhang Wei", "Li Na"), ("2026-Q4", 5000, 900, 400))
    again: Table = (*rows, ("2026-Q3", 1, 1, 1))
    assert target(kpi(again)) == 5000


def test_names_that_nobody_has_are_left_out_and_listed(
    kpi: Kpi, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows: Table = (
        ("Month", "Zhang Wei", "Nobody", "team:East"),
        ("2026-10", 900, 1, 30),
        ("2026-11", 800, 2, 40),
    )
    assert target(kpi(rows, scope="rep:Zhang Wei")) == 1700
    assert target(kpi(rows, scope="team:East")) == 70
    assert main(["check", str(tmp_path / "laid_out.xlsx")]) != 0
    shown = capsys.readouterr().out
    assert "Targets!C1" in shown
    assert "Nobody" in shown
    assert "2 are left out" in shown


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("Sheet2", (("Month", "2026-10", "2026-11"), ("Target", 2000, 2500))),
        ("Sheet2", ((None, "2026-10", "2026-11"), ("目标", 2000, 2500))),
        ("Sheet2", ((None, "2026年10月", "2026年11月"), ("2026销售目标", 2000, 2500))),
        ("Targets", (("2026-10", "2026-11"), (2000, 2500))),
        ("2026", (("月份", "10月", "11月", "合计"), ("销售目标", 2000, 2500, 4500))),
        ("Targets", ((None, "2026-10", "2026-11"), ("Company", 2000, 2500), ("Actual", 9, 9))),
        ("Budget", (("Sales targets 2026",), ("Month", "Oct", "Nov"), ("Target", 2000, 2500))),
    ],
)
def test_the_companys_targets_in_one_row(kpi: Kpi, name: str, rows: Table) -> None:
    assert target(kpi(rows, name)) == 4500


def test_reps_below_a_header_that_names_the_months(kpi: Kpi) -> None:
    rows: Table = (("Month", "2026-10", "2026-11"), ("Zhang Wei", 5, 6), ("Li Na", 7, 8))
    assert target(kpi(rows, scope="rep:Li Na")) == 15
