"""``salestui report`` of a sales project and of collections, as files and on standard output."""

from __future__ import annotations

from pathlib import Path

import pytest
from documents_told import assert_tables
from written_books import told

from salestui.cli.exits import Exit
from sample_workbooks import AS_OF, sample

NAMES = {"en": "Bank twin data centre", "zh": "银行双活数据中心"}
DAY = ("--as-of", AS_OF.isoformat())


@pytest.mark.inventory(17, 61, 94)
@pytest.mark.parametrize("kind", ["planning", "checklist", "summary"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_project_is_handed_over_as_a_file(
    language: str, kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, target = sample(language, "sales-projects"), tmp_path / f"{kind}.md"
    options = ("--deal", NAMES[language], "--lang", language, "-o", target, *DAY)
    told(capsys, "report", kind, path, *options)
    text = target.read_text()
    assert NAMES[language] in text
    assert text.count("\n## ") >= 3
    assert_tables(text)
    said = told(capsys, "report", kind, path, *options, code=Exit.UNWRITABLE)
    assert "--force" in said
    assert target.read_text() == text


@pytest.mark.inventory(59, 60)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_collections_list_of_a_rep_is_printed(
    language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = sample(language, "sales-projects")
    rep = {"en": "Noah Fischer", "zh": "倪浩然"}[language]
    text = told(capsys, "report", "collections", path, "--scope", f"rep:{rep}", *DAY)
    assert "C-2026-07" in text
    assert "C-2026-09" not in text  # another rep's
    assert_tables(text)


def test_a_project_report_needs_its_deal(capsys: pytest.CaptureFixture[str]) -> None:
    said = told(capsys, "report", "planning", sample("en"), code=Exit.USAGE)
    assert "--deal" in said
