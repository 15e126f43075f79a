"""Figures of workbooks that hold a part only: exact where the data is there, else null and why."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from partial_books import AS_OF, ORDERS, PIPELINE, TARGETS, partial_book

from salestui.cli.main import main

Kpi = Callable[[str], dict[str, Any]]
OF_TARGETS = {"target", "expected"}
OF_STAGES = (
    "landing", "landing_low", "landing_high", "commit", "best_case", "open_pipeline", "weighted",
    "coverage", "undated", "undated_value", "win_rate", "win_rate_value", "win_rate_cohort",
    "cohort_open", "velocity", "age_mean", "age_median", "rotting",
)  # fmt: skip


@pytest.fixture
def kpi(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Kpi:
    def run(name: str) -> dict[str, Any]:
        book, as_of = partial_book(tmp_path, name), AS_OF.isoformat()
        look = ("--as-of", as_of, "--period", "2026-Q4")
        assert main(["kpi", str(book), "--json", *look]) == 0
        report: dict[str, Any] = json.loads(capsys.readouterr().out)
        assert all((k["value"] is None) == bool(k["reason"]) for k in report["kpis"].values())
        assert main(["kpi", str(book), *look]) == 0
        assert "n/a" in capsys.readouterr().out
        return report

    return run


def value(report: dict[str, Any], key: str) -> float | None:
    found: float | None = report["kpis"][key]["value"]
    return found


def quarter_target() -> float:
    return float(sum(row[2] for row in TARGETS[1:] if isinstance(row[2], int)))


def test_only_customers_have_no_figures(kpi: Kpi) -> None:
    report = kpi("customers")
    for key, figure in report["kpis"].items():
        reason = "the workbook has no targets" if key in OF_TARGETS else "needs a pipeline sheet"
        assert (figure["value"], figure["reason"]) == (None, reason), key
    counts = report["counts"]
    assert counts == {"deals": 0, "won": None, "lost": None, "open": None, "by_stage": {}}


def test_only_targets_have_targets(kpi: Kpi) -> None:
    report = kpi("targets")
    assert value(report, "target") == quarter_target()
    gone = (AS_OF - AS_OF.replace(month=10, day=1)).days + 1
    assert value(report, "expected") == pytest.approx(quarter_target() * gone / 92)
    others = {k: f for k, f in report["kpis"].items() if k not in OF_TARGETS}
    assert {f["reason"] for f in others.values()} == {"needs a pipeline sheet"}
    assert {x["name"]: x["target"] for x in report["by_rep"]} == {"Ann": 3000, "Bob": 1500}
    assert all(x["actual"] is x["won"] is x["open_value"] is None for x in report["by_rep"])


def test_orders_and_targets_tell_attainment_but_nothing_of_stages(kpi: Kpi) -> None:
    report = kpi("orders and targets")
    actual = sum(float(str(row[4])) for row in ORDERS[1:] if str(row[5]) >= "2026-10-01")
    assert value(report, "actual") == actual
    assert value(report, "attainment") == actual / quarter_target()
    assert value(report, "gap") == quarter_target() - actual
    assert value(report, "average_deal") == actual / 2
    for key in OF_STAGES:
        assert value(report, key) is None
        assert "column of stages" in report["kpis"][key]["reason"]
    assert {x["name"]: x["actual"] for x in report["by_rep"]} == {"Ann": 1000, "Bob": 250}
    assert all(x["win_rate"] is x["open_value"] is None for x in report["by_rep"])
    assert report["counts"]["won"] == 2


def test_a_pipeline_alone_has_all_but_targets(kpi: Kpi) -> None:
    report = kpi("pipeline")
    assert value(report, "actual") == PIPELINE[1][4]
    assert value(report, "open_pipeline") == PIPELINE[2][4]
    assert value(report, "win_rate") == 0.5
    for key in ("target", "attainment", "pace", "gap", "coverage"):
        assert report["kpis"][key]["reason"] == "the workbook has no targets"


def test_a_pipeline_without_rows_has_sold_nothing_yet(kpi: Kpi) -> None:
    report = kpi("empty pipeline")
    assert value(report, "actual") == value(report, "open_pipeline") == 0
    assert value(report, "win_rate") is None
    assert report["counts"]["won"] == report["counts"]["open"] == 0
