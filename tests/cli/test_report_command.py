"""``salestui report``: kinds, options, files, and what is refused."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from written_books import told, write

from salestui.cli.exits import Exit
from salestui.views.documents.kinds import KINDS
from sample_workbooks import SAMPLES, sample

pytestmark = pytest.mark.inventory(76)

AS_OF = ("--as-of", "2026-11-21")


@pytest.fixture
def team(tmp_path: Path) -> Path:
    path = tmp_path / "team.xlsx"
    path.write_bytes(sample("en").read_bytes())
    return path


@pytest.fixture
def projects(tmp_path: Path) -> Path:
    path = tmp_path / "projects.xlsx"
    path.write_bytes(sample("en", SAMPLES[1]).read_bytes())
    return path


def test_kinds_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    out = told(capsys, "report")
    assert all(kind.name in out for kind in KINDS)
    listed = json.loads(told(capsys, "report", "--json"))
    assert [one["kind"] for one in listed] == [kind.name for kind in KINDS]


def test_a_month_is_reviewed_where_no_period_is_asked_for(
    team: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "· 2026-11 ·" in told(capsys, "report", "monthly", team, *AS_OF)
    assert "· 2026 Q3 ·" in told(capsys, "report", "monthly", team, *AS_OF, "--period", "2026-Q3")
    assert "· 2026 Q4 ·" in told(capsys, "report", "weekly", team, *AS_OF)


def test_an_old_book_is_reviewed_in_its_last_month(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    deals = (
        ("Deal", "Owner", "Stage", "Amount", "Closed on", "Created"),
        ("One", "Ann", "Won", 100, date(2024, 2, 5), date(2024, 1, 5)),
    )
    path = write(tmp_path / "old.xlsx", {"Pipeline": deals})
    assert "· 2024-02 ·" in told(capsys, "report", "monthly", path, *AS_OF)


def test_json_is_a_format_as_others_are(
    team: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = json.loads(told(capsys, "report", "weekly", team, *AS_OF, "--format", "json"))
    by_name, by_option = tmp_path / "week.json", tmp_path / "week.txt"
    told(capsys, "report", "weekly", team, *AS_OF, "-o", by_name)
    told(capsys, "report", "weekly", team, *AS_OF, "--json", "-o", by_option)
    for path in (by_name, by_option):
        assert json.loads(path.read_text(encoding="utf-8")) == report


def test_json_is_the_document(team: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = json.loads(told(capsys, "report", "weekly", team, *AS_OF, "--json"))
    assert report["kind"] == "weekly" and report["as_of"] == "2026-11-21"
    kpis = json.loads(told(capsys, "kpi", team, *AS_OF, "--json"))["kpis"]
    section = next(one for one in report["sections"] if one["name"] == "standing")
    figures = next(block for block in section["blocks"] if block["block"] == "figures")
    for figure in figures["figures"]:
        assert figure["value"] == pytest.approx(kpis[figure["key"]]["value"])
    assert "…" not in json.dumps(report["summary"], ensure_ascii=False)


@pytest.mark.inventory(17, 94, 95)
def test_the_week_of_one_project(projects: Path, capsys: pytest.CaptureFixture[str]) -> None:
    deal = ("--deal", "Bank twin data centre")
    report = json.loads(told(capsys, "report", "weekly", projects, *deal, *AS_OF, "--json"))
    assert report["about"] == "Bank twin data centre"
    sections = {one["name"]: one for one in report["sections"]}
    assert list(sections) == ["project", "reported", "gates", "tasks", "risks", "next"]
    found = json.loads(told(capsys, "projects", projects, *AS_OF, "--json"))["projects"]
    known = next(one for one in found if one["project"] == "Bank twin data centre")
    text = " ".join(line["text"] for line in report["summary"])
    assert known["health"] in text and known["reasons"][0]["said"] in text
    facts = dict(sections["reported"]["blocks"][0]["pairs"])
    assert facts["Report date"] == known["last_report"]
    risks = sections["risks"]["blocks"][0]
    scores = [row["cells"][1] for row in risks["rows"]]
    assert len(scores) == known["risks"]["open"] and scores == sorted(scores, reverse=True)


@pytest.mark.inventory(94)
def test_a_project_without_sheets_says_how_to_add_them(
    team: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = told(capsys, "report", "weekly", team, "--deal", "Danforth: Atlas Core rollout", *AS_OF)
    assert "salestui sheet PATH weekly\\_reports" in said
    assert "salestui sheet PATH risks" in said


def test_what_is_refused(team: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "weekly" in told(capsys, "report", "daily", team, code=Exit.USAGE)
    told(capsys, "report", "weekly", code=Exit.USAGE)
    said = told(capsys, "report", "monthly", team, "--deal", "x", code=Exit.USAGE)
    assert "--deal" in said
    told(capsys, "report", "weekly", team, "--deal", "nothing of this name", code=Exit.USAGE)
    said = told(capsys, "report", "appraisal", team, "--scope", "rep:Nobody", code=Exit.USAGE)
    assert "Nobody" in said
    told(capsys, "report", "weekly", team, "-o", "report.odt", code=Exit.USAGE)


def test_a_file_is_never_replaced_unasked(
    team: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "week.md"
    asked = ("report", "weekly", team, *AS_OF, "-o", out)
    assert "week.md" in told(capsys, *asked)
    first = out.read_text(encoding="utf-8")
    assert first.startswith("# Weekly report")
    out.write_text("mine", encoding="utf-8")
    told(capsys, *asked, code=Exit.UNWRITABLE)
    assert out.read_text(encoding="utf-8") == "mine"
    told(capsys, *asked, "--force")
    assert out.read_text(encoding="utf-8") == first


@pytest.mark.inventory(70, 74)
def test_who_only_manages_others_has_a_sheet_too(
    team: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ("appraisal", team, *AS_OF, "--scope", "rep:Renee Caldwell", "--json")
    report = json.loads(told(capsys, "report", *asked))
    card = next(one for one in report["sections"] if one["name"] == "card_1")
    found = json.loads(
        told(capsys, "performance", team, *AS_OF, "--by", "manager", "--json")
    )["standings"]  # fmt: skip
    own = next(one for one in found if one["name"] == "Renee Caldwell")
    lines = next(block for block in card["blocks"] if block.get("name") == "lines")
    place = [column["name"] for column in lines["columns"]].index("adds")
    assert [row["cells"][place] for row in lines["rows"]] == [x["points"] for x in own["lines"]]


HEADERS = (
    "Deal ID", "Deal", "Owner", "Stage", "Amount", "Probability", "Close date", "Closed on",
    "Created",
)  # fmt: skip


@pytest.mark.inventory(67, 68)
def test_kept_days_tell_what_moved(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, today = tmp_path / "book.xlsx", date.today()

    def day(days: int) -> date:
        return today + timedelta(days=days)

    def book(*rows: tuple[object, ...]) -> None:
        write(path, {"Pipeline": [HEADERS, *((*row, day(-50)) for row in rows)]})

    looked = ("--period", f"{day(-1)}..{day(60)}", "--as-of", day(20), "--json")
    book(
        ("A", "Alpha", "Ann", "Proposal", 100, 0.5, day(30), None),
        ("B", "Beta", "Bob", "Proposal", 200, 0.5, day(31), None),
        ("C", "Gamma", "Bob", "Proposal", 300, 0.5, day(32), None),
    )
    told(capsys, "snapshot", path)
    book(
        ("A", "Alpha", "Ann", "Won", 150, 1, day(30), day(19)),
        ("B", "Beta", "Bob", "Proposal", 200, 0.5, day(800), None),
        ("C", "Gamma", "Bob", "Proposal", 350, 0.5, day(32), None),
        ("D", "Delta", "Ann", "Lead", 70, 0.1, day(33), None),
    )
    found = json.loads(told(capsys, "kpi", path, *looked, "--since", "period"))
    for kind, since in (("weekly", "monday"), ("monthly", "period")):
        report = json.loads(told(capsys, "report", kind, path, *looked))
        history = json.loads(told(capsys, "kpi", path, *looked, "--since", since))
        blocks = tables(report, "movement")
        steps = {row["cells"][0]: row["cells"][1:] for row in blocks["steps"]["rows"]}
        for step in history["movement"]["steps"]:
            if step["label"] in steps:
                assert steps[step["label"]] == [step["deals"], step["money"]]
        assert steps["Pushed out"] == [1, -200] and steps["New"] == [1, 70]
        spans = [row["cells"][1:] for row in blocks["waterfall"]["rows"]]
        assert spans[-1] == [0, 420] and spans[-2][1] == 420
        moved = {(row["cells"][0], row["cells"][1]) for row in blocks["moved"]["rows"]}
        assert {("Won", "Alpha"), ("Pushed out", "Beta"), ("New", "Delta")} <= moved
    pack = json.loads(told(capsys, "report", "forecast", path, *looked))
    figures = section_of(pack, "slips")["blocks"][0]["figures"]
    known = {one["key"]: one["value"] for one in figures}
    assert known == {key: found["history"][key]["value"] for key in ("slip_rate", "pushes")}
    slipped = [(row["cells"][0], row["cells"][3]) for row in tables(pack, "slips")["slips"]["rows"]]
    assert slipped == [("Beta", "slipped")]


def section_of(report: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in report["sections"] if one["name"] == name)
    return found


def tables(report: dict[str, Any], section: str) -> dict[str, dict[str, Any]]:
    blocks = section_of(report, section)["blocks"]
    return {block["name"]: block for block in blocks if block["block"] == "table"}


@pytest.mark.parametrize("command", [("report", "weekly"), ("deals",), ("picture",)])
def test_what_stops_the_file_is_told_before_the_workbook_is_read(
    command: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    taken = tmp_path / f"mine.{'svg' if command == ('picture',) else 'csv'}"
    if command[0] == "report":
        taken = taken.with_suffix(".md")
    taken.write_text("mine")
    folder = tmp_path / taken.with_stem("folder").name
    folder.mkdir()
    missing = tmp_path / "missing.xlsx"
    for output, said in (
        (taken, "exists already"),
        (folder, "Is a directory"),
        (tmp_path / "nowhere" / taken.name, "No such file"),
    ):
        assert said in told(capsys, *command, missing, "-o", output, code=Exit.UNWRITABLE)
    assert taken.read_text() == "mine"
