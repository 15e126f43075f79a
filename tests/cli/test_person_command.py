"""``salestui person`` and ``salestui structure``."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from fakes import Grid
from people_books import write

from salestui.cli.main import main


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return str(write(tmp_path / "people.xlsx"))


LOOK = ("--as-of", "2026-11-21", "--period", "2026-Q4")


@pytest.mark.inventory(20, 68, 72, 75)
def test_a_rep_as_text_and_as_json(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["person", path, "bob", *LOOK]) == 0
    text = capsys.readouterr().out
    assert text.startswith("Bob, North, Rep, N\n")
    assert "6 of 6 open deals (100%)" in text
    assert "Presses" in text
    assert main(["person", path, "Ann", *LOOK, "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["figures"]["attainment"]["value"] == pytest.approx(2100 / 3000)
    assert data["funnel"]["strongest"] == "lead > qualified"
    assert [t["title"] for t in data["training"]] == ["Presses", "Negotiating"]
    assert data["tasks"][0]["title"] == "Engineering"
    assert main(["person", path, "Nobody", *LOOK]) != 0


@pytest.mark.inventory(73)
def test_structures_as_text_and_as_json(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["structure", path, *LOOK]) == 0
    assert "North" in capsys.readouterr().out
    arguments = ["structure", path, "--as-of", "2026-11-21", "--period", "2026", "--by", "matrix"]
    assert main([*arguments, "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    units = {(u["axis"], u["name"]): u for u in data["units"]}
    assert units["team", "South"]["actual"] == 5700.0
    assert units["matrix_manager", "Ann"]["headcount"] == 1
    assert data["company"]["headcount"] == 4
    assert data["in_several_units"] == ["Bob"]


@pytest.mark.inventory(73)
def test_the_check_names_what_is_wrong_in_the_team(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows: Grid = [
        ["Member", "Team", "Manager", "From", "To"],
        ["Ann", "North", "Ann", date(2026, 1, 1), date(2026, 8, 1)],
        ["Ann", "South", "Ann", date(2026, 7, 1), None],
        ["Cy", "North", "Bob", None, date(2026, 6, 1)],
        ["Bob", "North", "Cy", None, None],
    ]
    main(["check", str(write(tmp_path / "bad.xlsx", Team=rows))])
    told = capsys.readouterr().out
    for cell, code in (
        ("Team!C3", "manages-himself"),
        ("Team!C4", "managers-in-circle"),
        ("Team!D3", "two-places-at-once"),
        ("Targets!", "target-of-leaver"),  # Cy's of the fourth quarter
    ):
        assert any(cell in line and code in line for line in told.splitlines()), (cell, told)
    assert main(["structure", str(tmp_path / "bad.xlsx"), *LOOK]) == 0
    assert "North" in capsys.readouterr().out
