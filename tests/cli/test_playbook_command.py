"""The command that shows, checks and copies playbooks."""

from __future__ import annotations

from pathlib import Path

import pytest

from salestui.cli.exits import Exit
from salestui.cli.main import main
from salestui.locations import playbooks_dir
from salestui.model.playbook import builtin_file


def test_shows_stages_gates_and_lists(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["playbook", "project-sales", "--lang", "zh"]) == Exit.OK
    shown = capsys.readouterr().out
    assert "■ 概念交流  20%" in shown
    assert "◆ 立项评审" in shown
    assert main(["playbook", "--list"]) == Exit.OK
    assert "real-estate" in capsys.readouterr().out


def test_a_copy_is_edited_checked_and_used(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["playbook", "--copy", "b2b"]) == Exit.OK
    path = playbooks_dir() / "b2b.toml"
    assert path.read_bytes() == builtin_file("b2b")
    assert main(["playbook", "--check", str(path)]) == Exit.OK
    assert main(["playbook", "--copy", "b2b"]) == Exit.UNWRITABLE
    text = path.read_text(encoding="utf-8").replace("probability = 0.5", "probability = 0.05")
    path.write_text(text, encoding="utf-8")
    capsys.readouterr()
    assert main(["playbook", "--check", str(path)]) == Exit.PROBLEMS
    assert "stages.proposal.probability" in capsys.readouterr().out


def test_a_faulty_playbook_is_told_by_check_and_breaks_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = playbooks_dir()
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "mine.toml").write_text("name = ", encoding="utf-8")
    assert main(["new", str(tmp_path / "a.xlsx")]) == Exit.OK
    capsys.readouterr()
    assert main(["check", str(tmp_path / "a.xlsx")]) == Exit.PROBLEMS
    assert "mine.toml: error [playbook-unreadable]" in capsys.readouterr().out
    assert main(["playbook", "nowhere"]) == Exit.USAGE
    assert "mine.toml" in capsys.readouterr().err
