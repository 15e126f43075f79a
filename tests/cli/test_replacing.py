"""Commands that write files: over none unless forced, and never over the workbook itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from salestui.cli.creating import destination
from salestui.cli.exits import Exit
from salestui.cli.main import main
from sample_workbooks import sample


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "team.xlsx"
    path.write_bytes(sample("en").read_bytes())
    return path


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "list.csv"
    path.write_text("Deal ID,Stage,Amount\nD-1,Won,3\n", encoding="utf-8")
    return path


def writers(book: Path, text: Path, target: Path) -> dict[str, list[str]]:
    return {
        "new": ["new", str(target)],
        "convert": ["convert", str(text), "-o", str(target)],
        "export": ["export", str(book), "-o", str(target)],
        "deals": ["deals", str(book), "-o", str(target), "--limit", "2"],
        "report": ["report", "weekly", str(book), "-o", str(target)],
    }


@pytest.mark.parametrize("name", ["new", "convert", "export", "deals", "report"])
def test_a_file_that_is_there_is_replaced_only_by_force(
    book: Path, text: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    target = tmp_path / "out.xlsx"
    target.write_bytes(b"ours")
    command = writers(book, text, target)[name]
    assert main(command) == Exit.UNWRITABLE
    said = capsys.readouterr()
    assert said.out == ""
    assert "--force" in said.err
    assert target.read_bytes() == b"ours"
    assert main([*command, "--force"]) == Exit.OK
    assert target.read_bytes().startswith(b"PK")
    assert sorted(p.name for p in tmp_path.iterdir() if p.is_file()) == [
        "list.csv", "out.xlsx", "team.xlsx",
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["export", "deals", "report"])
def test_the_workbook_is_never_replaced_by_what_is_made_of_it(
    book: Path, text: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    before = book.read_bytes()
    assert main([*writers(book, text, book)[name], "--force"]) == Exit.UNWRITABLE
    assert "is the workbook itself" in capsys.readouterr().err
    assert book.read_bytes() == before


def test_json_says_what_was_written(
    book: Path, text: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, target in {"new": "a.xlsx", "convert": "b.xlsx", "export": "c.xlsx"}.items():
        path = tmp_path / target
        assert main([*writers(book, text, path)[name], "--json"]) == Exit.OK
        said = json.loads(capsys.readouterr().out)
        assert str(path) in (said.get("output"), said.get("path"))


def test_a_failure_leaves_the_file_that_was_there(tmp_path: Path) -> None:
    target = tmp_path / "out.xlsx"
    target.write_bytes(b"ours")
    with pytest.raises(RuntimeError), destination(target, force=True) as path:
        path.write_bytes(b"half")
        raise RuntimeError
    assert target.read_bytes() == b"ours"
    assert [p.name for p in tmp_path.iterdir()] == ["out.xlsx"]
