"""``targets``: the matrix of targets on standard output."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from driving import sample_copy

from salestui.cli.exits import Exit
from salestui.cli.main import main

pytestmark = pytest.mark.inventory(63, 64)

AS_OF = ("--as-of", "2026-11-21")


def test_sums_agree_with_the_cells(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(sample_copy(tmp_path, "zh"))
    assert main(["targets", path, *AS_OF, "--json"]) == Exit.OK
    found = json.loads(capsys.readouterr().out)
    reps = [line for line in found["lines"] if line["scope_type"] == "rep"]
    company = found["lines"][0]
    assert company["target"] == sum(line["target"] or 0 for line in reps) == 58_990_000
    march = sum(line["targets"]["2026-03"] or 0 for line in reps)
    assert company["targets"]["2026-03"] == march
    assert company["children"] is None  # the company has no target of its own


@pytest.mark.inventory(66, 74)
def test_what_teams_are_to_do_and_did_adds_up_to_the_company(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["targets", str(sample_copy(tmp_path)), *AS_OF, "--json"]) == Exit.OK
    company, *lines = json.loads(capsys.readouterr().out)["lines"]
    teams = [line for line in lines if line["scope_type"] == "team"]
    reps = [line for line in lines if line["scope_type"] == "rep"]
    assert len(teams) == 3
    for figure in ("target", "actual"):
        assert company[figure] == pytest.approx(sum(team[figure] or 0 for team in teams))
        assert company[figure] == pytest.approx(sum(rep[figure] or 0 for rep in reps))
    assert main(["kpi", str(sample_copy(tmp_path)), *AS_OF, "--period", "2026", "--json"]) == 0
    kpis = json.loads(capsys.readouterr().out)["kpis"]
    assert company["actual"] == pytest.approx(kpis["actual"]["value"])
    assert company["target"] == pytest.approx(kpis["target"]["value"])


@pytest.mark.inventory(66)
def test_the_table_names_metric_year_and_lines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(sample_copy(tmp_path))
    assert main(["targets", path, *AS_OF, "--metric", "revenue", "--year", "2025"]) == Exit.OK
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "revenue · 2025 · target"
    assert lines[2].split()[0] == "company"
    assert any("Maya Okafor" in line for line in lines)


def test_mistakes_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(sample_copy(tmp_path))
    assert main(["targets", path, "--metric", "happiness"]) == Exit.USAGE
    assert "happiness" in capsys.readouterr().err
    assert main(["targets", path, "--year", "Q3"]) == Exit.USAGE
    assert "Q3" in capsys.readouterr().err
