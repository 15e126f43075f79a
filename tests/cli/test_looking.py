"""What commands that only look refuse alike."""

from __future__ import annotations

from pathlib import Path

import pytest
from written_books import told

from salestui.cli.exits import Exit
from sample_workbooks import sample


@pytest.mark.parametrize(
    "command",
    [("kpi",), ("forecast",), ("performance",), ("structure",), ("channels",)],
    ids=lambda command: command[0],
)
def test_whom_the_workbook_does_not_know_is_no_scope(
    command: tuple[str, ...], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "team.xlsx"
    path.write_bytes(sample("en").read_bytes())
    said = told(capsys, *command, path, "--scope", "rep:Nobody", code=Exit.USAGE)
    assert "Nobody" in said
