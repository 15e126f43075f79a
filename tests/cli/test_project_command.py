"""``salestui project`` on the sample workbooks of sales projects."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from salestui.cli.exits import Exit
from salestui.cli.main import main
from sample_workbooks import sample

NAMES = {"en": "Bank twin data centre", "zh": "银行双活数据中心"}
SECTIONS = {
    "phases", "start", "team", "elements", "tasks", "talks", "checks", "risks", "weekly", "due",
    "documents", "closing",
}  # fmt: skip


def projects(language: str) -> str:
    """The sample workbook of sales projects."""
    path = Path(sample(language)).with_name(f"sales_projects_{language}.xlsx")
    assert path.exists()
    return str(path)


@pytest.mark.inventory(86, 87, 88, 89, 90, 92, 93, 94, 96, 97)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_project_is_printed_with_all_its_sections(
    language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["project", projects(language), NAMES[language], "--as-of", "2026-11-22"]
    assert main([*arguments, "--json"]) == Exit.OK
    report = json.loads(capsys.readouterr().out)
    assert set(report["sections"]) == SECTIONS
    sections = report["sections"]
    assert len(sections["team"]["lines"]) == 9
    assert len(sections["elements"]["lines"]) == 12
    assert all(line["texts"][2] for line in sections["elements"]["lines"])
    scores = [line["texts"][1].split()[0] for line in sections["risks"]["lines"]]
    assert scores == ["5×4=20", "3×5=15", "3×4=12"]
    assert [line["done"] for line in sections["start"]["lines"]] == [True] * 5
    due = {line["texts"][0]: line["texts"][1] for line in sections["due"]["lines"]}
    assert list(due.values()) == ["2026-04-28", "2026-11-27", "2026-12-18", "2027-01-17"]
    assert main([*arguments, "--lang", language]) == Exit.OK
    text = capsys.readouterr().out
    assert NAMES[language] in text
    assert "5×4=20" in text


def test_an_unknown_project_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["project", projects("en"), "no such project"]) == Exit.USAGE
    assert "no such project" in capsys.readouterr().err
