"""``salestui forecast`` on the sample workbook."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from salestui.cli.main import main
from sample_workbooks import sample

pytestmark = pytest.mark.inventory(67)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "team.xlsx"
    path.write_bytes(sample("en").read_bytes())
    return path


def test_the_forecast_as_a_table_and_as_json(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["forecast", str(book), "--as-of", "2026-11-21"]) == 0
    out = capsys.readouterr().out
    assert "2026-Q4" in out and "Best case" in out and "Hannah Lindqvist" in out
    assert main(["forecast", str(book), "--as-of", "2026-11-21", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    lines = {tuple(line["path"]): line for line in report["lines"]}
    teams = [figures["figures"]["landing"] for path, figures in lines.items() if len(path) == 1]
    assert lines[()]["figures"]["landing"] == pytest.approx(sum(teams))
    assert lines[()]["figures"]["low"] < lines[()]["figures"]["high"]
    assert lines[()]["figures"]["override"] < lines[()]["figures"]["landing"]
    assert main(["kpi", str(book), "--as-of", "2026-11-21", "--json"]) == 0
    kpis = json.loads(capsys.readouterr().out)["kpis"]
    assert lines[()]["figures"]["landing"] == pytest.approx(kpis["landing"]["value"])


def test_a_team_alone_in_chinese(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    scope = ["--scope", "team:Growth", "--as-of", "2026-11-21"]
    assert main(["forecast", str(book), *scope, "--lang", "zh"]) == 0
    out = capsys.readouterr().out
    assert "承诺" in out and "Julian Frost" in out and "Hannah" not in out
    julian = next(line for line in out.splitlines() if "Julian Frost" in line)
    assert julian.split().count("–") == 2  # the manager says nothing of his deals
    assert main(["forecast", str(book), "--scope", "team:Nobody"]) == 2
