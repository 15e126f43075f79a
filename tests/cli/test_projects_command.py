"""``salestui projects`` on the sample of sales projects, in both languages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from written_books import in_order, told

from sample_workbooks import sample

Capsys = pytest.CaptureFixture[str]
AT = ("--as-of", "2026-11-21")
STORY = {
    "en": ("Bank twin data centre", "Airport operations platform", "Hospital network"),
    "zh": ("银行双活数据中心", "机场运行管理平台", "医院园区网络"),
}


@pytest.fixture(params=["en", "zh"])
def book(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, str]:
    path = tmp_path / "projects.xlsx"
    path.write_bytes(sample(request.param, "sales-projects").read_bytes())
    return path, request.param


@pytest.mark.inventory(86, 87, 91, 92, 94, 95, 98)
def test_the_samples_story_is_found(book: tuple[Path, str], capsys: Capsys) -> None:
    path, language = book
    bank, airport, hospital = STORY[language]
    found = json.loads(told(capsys, "projects", path, *AT, "--lang", language, "--json"))
    projects = {p["project"]: p for p in found["projects"]}
    causes = {name: {r["cause"] for r in p["reasons"]} for name, p in projects.items()}
    assert {"cost", "risk", "risk_action"} <= causes[bank] and projects[bank]["phase"] == "monitor"
    assert projects[airport]["report_days_late"] == 15 and "report" in causes[airport]
    assert projects[airport]["last_report"] == "2026-10-30"
    assert "director" in causes[hospital] and projects[hospital]["director"] is None
    counted = {name: figure["value"] for name, figure in found["figures"].items()}
    healths = [p["health"] for p in found["projects"]]
    for name in ("red", "amber", "green"):
        assert counted[name] == healths.count(name)
    reported = [p for p in found["projects"] if p["reports_due"]]
    on_time, due = (sum(p[k] for p in reported) for k in ("reports_on_time", "reports_due"))
    assert counted["report_compliance"] == pytest.approx(on_time / due)
    assert counted["no_director"] == 1
    assert all({d["type"] for d in p["documents"]} >= {"planning-report", "operation-checklist",
                                                       "summary-report"}
               for p in found["projects"])  # fmt: skip


@pytest.mark.inventory(91, 99)
def test_as_text_and_narrowed(book: tuple[Path, str], capsys: Capsys) -> None:
    path, language = book
    said = told(capsys, "projects", path, *AT, "--lang", language)
    assert in_order(said, "■", *STORY[language], "●")
    assert told(capsys, "projects", path, *AT, "--scope", "rep:Nobody", code=2)


def test_without_projects_it_says_what_is_needed(tmp_path: Path, capsys: Capsys) -> None:
    path = tmp_path / "plain.csv"
    path.write_text("Deal ID,Deal,Stage,Amount\nA,Small,Proposal,10\n", "utf-8")
    assert "no deal runs as a project" in told(capsys, "projects", path, *AT)
