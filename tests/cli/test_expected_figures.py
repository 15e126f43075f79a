"""``salestui kpi --json`` on real workbooks gives the figures of an independent SQL engine.

The table of expected figures lies beside the workbooks; it is read here, so nothing is copied.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from salestui.cli.main import main

REAL = Path(__file__).parents[2].parent / "shared" / "data" / "real"
pytestmark = pytest.mark.skipif(not REAL.exists(), reason="the real workbooks are not here")

Kpi = Callable[..., dict[str, Any]]


@pytest.fixture(scope="module")
def expected() -> dict[str, list[float]]:
    rows = re.findall(r"^\| (.+?) \| (.+?) \|$", (REAL / "EXPECTED.md").read_text(), re.MULTILINE)
    numbers = re.compile(r"-?\d+(?:\.\d+)?")
    return {figure: [float(n) for n in numbers.findall(value)] for figure, value in rows}


@pytest.fixture
def kpi(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Kpi:
    def run(book: str, **look: str) -> dict[str, Any]:
        copy = tmp_path / book
        shutil.copyfile(REAL / book, copy)
        options = [part for k, v in look.items() for part in (f"--{k.replace('_', '-')}", v)]
        assert main(["kpi", str(copy), "--json", *options]) == 0
        report: dict[str, Any] = json.loads(capsys.readouterr().out)
        return report

    return run


def values(report: dict[str, Any], *keys: str) -> list[float]:
    return [report["kpis"][key]["value"] for key in keys]


def test_the_whole_book(expected: dict[str, list[float]], kpi: Kpi) -> None:
    report = kpi("maven_crm.xlsx", period="all")
    stages = report["counts"]["by_stage"]
    found = [stages[s] for s in ("Won", "Lost", "Engaging", "Prospecting")]
    assert found == expected["deals won / lost / engaging / prospecting"]
    assert values(report, "actual") == expected["revenue won"]
    assert values(report, "average_deal", "median_deal") == pytest.approx(
        expected["average / median won deal"], abs=1e-4
    )
    assert values(report, "win_rate") == pytest.approx(
        expected["win rate W/(W+L), whole book"], abs=1e-7
    )
    assert values(report, "cycle_mean") == pytest.approx(
        expected["mean cycle of won deals, days"], abs=1e-4
    )
    assert report["kpis"]["win_rate_value"]["value"] is None
    assert report["kpis"]["win_rate_value"]["reason"]


def test_every_quarter(expected: dict[str, list[float]], kpi: Kpi) -> None:
    rows = {k: v for k, v in expected.items() if re.match(r"2017-Q\d: won", k)}
    assert len(rows) == 4
    for figure, numbers in rows.items():
        report = kpi("maven_crm.xlsx", period=figure[:7])
        found = [
            report["counts"]["won"],
            report["counts"]["lost"],
            *values(report, "actual", "attainment"),
        ]
        assert found == pytest.approx(numbers, abs=1e-6)
        target = float(figure.rsplit(" ", 1)[1])
        assert values(report, "target") == [target]


@pytest.mark.parametrize(("dimension", "listing"), [("team", "by_team"), ("rep", "by_rep")])
def test_every_team_and_the_best_reps(
    expected: dict[str, list[float]], kpi: Kpi, dimension: str, listing: str
) -> None:
    pattern = re.compile(rf"{dimension} (.+): won / lost / revenue")
    rows = {m[1]: v for k, v in expected.items() if (m := pattern.fullmatch(k))}
    assert rows
    lines = {line["name"]: line for line in kpi("maven_crm.xlsx", period="all")[listing]}
    for name, numbers in rows.items():
        line = lines[name]
        assert [line["won"], line["lost"], line["actual"]] == numbers
    name, numbers = next(iter(rows.items()))
    report = kpi("maven_crm.xlsx", period="all", scope=f"{dimension}:{name}")
    counts = report["counts"]
    assert [counts["won"], counts["lost"], *values(report, "actual")] == numbers


def test_attainment_of_every_team(expected: dict[str, list[float]], kpi: Kpi) -> None:
    pattern = re.compile(r"2017-Q4 attainment of (.+) \(target 500000\)")
    rows = {m[1]: v for k, v in expected.items() if (m := pattern.fullmatch(k))}
    assert len(rows) == 6
    lines = {line["name"]: line for line in kpi("maven_crm.xlsx", period="2017-Q4")["by_team"]}
    for name, numbers in rows.items():
        assert [lines[name]["attainment"]] == pytest.approx(numbers, abs=1e-6)
        assert lines[name]["target"] == 500_000


def test_in_the_middle_of_a_quarter(expected: dict[str, list[float]], kpi: Kpi) -> None:
    report = kpi("maven_crm.xlsx", period="2017-Q4", as_of="2017-11-15")
    figure = next(k for k in expected if k.startswith("2017-Q4 as of 2017-11-15"))
    found = values(report, "actual", "expected", "pace", "gap", "required_per_day")
    assert found == pytest.approx(expected[figure], abs=1e-4)
    assert values(report, "run_rate") == pytest.approx(expected["same: run rate"], abs=1e-4)


def test_what_is_missing_is_counted(expected: dict[str, list[float]], kpi: Kpi) -> None:
    quality = kpi("maven_crm.xlsx", period="all")["data_quality"]
    for figure, key in {
        "reps in sales_teams without any deal (shown, with 0)": "reps_without_deals",
        "deals with no account": "deals_without_customer",
        "deals whose product is not in products (GTXPro)": "deals_with_unknown_product",
    }.items():
        assert [quality[key]] == expected[figure]


def test_a_chinese_list_of_orders(expected: dict[str, list[float]], kpi: Kpi) -> None:
    report = kpi("zh_2020_sales.xlsx", period="all", lang="zh")
    assert [report["counts"]["deals"]] == expected["rows"]
    assert values(report, "actual") == expected["total of 售价 x 销售数量"]
