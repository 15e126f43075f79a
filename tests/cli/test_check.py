"""``salestui check`` as a script sees it."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from salestui.cli.exits import Exit
from salestui.cli.main import main
from sample_workbooks import sample

HEADERS = ("Deal ID", "Customer", "Stage", "Amount", "Close date", "Created", "Rep")
DAY, EARLIER = date(2026, 3, 1), date(2026, 1, 1)
GOOD = ("D1", "Acme", "Won", 100, DAY, EARLIER, "Ana Ruiz")


def workbook(path: Path, *deals: tuple[object, ...]) -> Path:
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet("All deals")
        for row, values in enumerate((HEADERS, *deals)):
            sheet.write_row(row, 0, values)
        team = book.add_worksheet("Team")
        for row, values in enumerate((("Rep", "Team"), ("Ana Ruiz", "North"), ("Bo Li", "South"))):
            team.write_row(row, 0, values)
    return path


def test_a_workbook_without_a_problem_is_silent(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = workbook(tmp_path / "good.xlsx", GOOD)
    assert main(["check", str(path)]) == Exit.OK
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == "No problems found.\n"


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    return workbook(
        tmp_path / "faulty.xlsx",
        GOOD,
        ("D2", "Acme", "Sleeping", 100, DAY, EARLIER, "Ana Ruiz"),
        ("D3", "Acme", "Won", "lots", DAY, EARLIER, "Anna Ruiz"),
        ("D4", "Acme", "Won", None, EARLIER, DAY, "Bo Li"),
        ("D1", "Acme", "Won", 5, DAY, EARLIER, "Bo Li"),
        ("D6", "Acme", "Won", 5, DAY, EARLIER, "Bo Li"),
    )


def test_every_problem_is_told_with_its_cell(
    faulty: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = faulty.read_bytes()
    assert main(["check", str(faulty)]) == Exit.PROBLEMS
    said = capsys.readouterr()
    assert said.err == "3 errors, 4 warnings\n"
    lines = said.out.splitlines()
    assert len(lines) == 7
    assert lines[0].startswith("'All deals'!A2: warning [duplicate-id] ")
    assert faulty.read_bytes() == before


def test_json_is_a_stable_array(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(faulty), "--json"]) == Exit.PROBLEMS
    found = json.loads(capsys.readouterr().out)
    keys = ["severity", "code", "where", "sheet", "row", "column", "message", "hint"]
    assert all(list(problem) == keys for problem in found)
    assert [(p["row"], p["column"], p["code"]) for p in found] == [
        (2, "A", "duplicate-id"),
        (3, "C", "unknown-stage"),
        (4, "D", "not-a-number"),
        (4, "G", "unknown-owner"),
        (5, "D", "won-without-amount"),
        (5, "E", "close-before-created"),
        (6, "A", "duplicate-id"),
    ]
    assert {p["sheet"] for p in found} == {"All deals"}
    assert found[3]["hint"] == "Did you mean Ana Ruiz?"


def test_remarks_alone_are_no_problem(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "team.xlsx"
    path.write_bytes(sample("zh").read_bytes())
    assert main(["check", str(path), "--lang", "zh"]) == Exit.OK
    said = capsys.readouterr()
    assert "备注" not in said.out
    assert "[totals-row]" in said.out
    assert said.err.strip()


def test_what_is_no_workbook_has_the_code_of_unreadable_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(tmp_path / "nowhere.xlsx")]) == Exit.UNREADABLE
    assert capsys.readouterr().out == ""
