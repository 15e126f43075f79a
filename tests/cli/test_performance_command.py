"""``salestui performance`` on the sample workbook."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from partial_books import BOOKS, partial_book

from salestui.cli.main import main
from sample_workbooks import sample

pytestmark = pytest.mark.inventory(66, 70, 71, 74)
AS_OF = ["--as-of", "2026-11-21"]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "team.xlsx"
    path.write_bytes(sample("en").read_bytes())
    return path


def test_reps_as_tables_and_as_json(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["performance", str(book), *AS_OF]) == 0
    out = capsys.readouterr().out
    assert "2026-Q4" in out and "Rep's scorecard" in out and "Commission" in out
    assert main(["performance", str(book), *AS_OF, "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["kind"] == "rep" and report["missing"] == "renormalise"
    assert main(["forecast", str(book), *AS_OF, "--json"]) == 0
    lines = {tuple(x["path"]): x["figures"] for x in json.loads(capsys.readouterr().out)["lines"]}
    won = {path[1]: figures["won"] for path, figures in lines.items() if len(path) == 2}
    for standing in report["standings"]:
        revenue = next(x for x in standing["lines"] if x["metric"] == "revenue")
        assert revenue["actual"] == pytest.approx(won[standing["name"]])


def test_teams_with_the_company_last_and_lines_counted_zero(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["performance", str(book), *AS_OF, "--by", "team", "--missing", "zero", "--json"]
    assert main(command) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["standings"][-1]["name"] == "" and report["standings"][-1]["place"] is None
    assert main(["kpi", str(book), *AS_OF, "--json"]) == 0
    kpis = json.loads(capsys.readouterr().out)["kpis"]
    company = report["standings"][-1]["lines"][0]
    assert company["actual"] == pytest.approx(kpis["actual"]["value"])
    assert company["target"] == pytest.approx(kpis["target"]["value"])


def test_managers_and_chinese_and_a_scope(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["performance", str(book), *AS_OF, "--by", "manager", "--lang", "zh"]) == 0
    assert "2026-Q4" in capsys.readouterr().out
    scope = ["--scope", "team:Growth", "--json"]
    assert main(["performance", str(book), *AS_OF, *scope]) == 0
    names = {s["name"] for s in json.loads(capsys.readouterr().out)["standings"]}
    assert "Julian Frost" in names and "Hannah Lindqvist" not in names
    assert main(["performance", str(book), *AS_OF, "--scope", "team:Nobody"]) == 2


@pytest.mark.parametrize("kind", ["rep", "team", "manager"])
@pytest.mark.parametrize("name", sorted(BOOKS))
def test_a_part_of_the_data_gives_a_part_of_the_lines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, kind: str
) -> None:
    path = partial_book(tmp_path, name)
    assert main(["performance", str(path), *AS_OF, "--by", kind, "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert bool(report["standings"]) is not bool(report["reason"])
    for standing in report["standings"]:
        assert (standing["score"] is None) is bool(standing["reason"])
        for line in standing["lines"]:
            assert (line["score"] is None) is bool(line["reason"])
    assert main(["performance", str(path), *AS_OF, "--by", kind, "--period", "all"]) == 0
