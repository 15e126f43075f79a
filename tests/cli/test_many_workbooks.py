"""Commands that look at several workbooks: the sums of what each of them says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from team_books import team_files
from written_books import told

from salestui.cli.exits import Exit
from salestui.cli.main import main
from sample_workbooks import SAMPLES, sample

ADDITIVE = ("actual", "target", "open_pipeline", "weighted", "commit", "best_case")
LOOK = ("--as-of", "2026-11-21", "--period", "2026-Q4", "--json")


def data(capsys: pytest.CaptureFixture[str], *arguments: object) -> dict[str, object]:
    assert main([str(a) for a in arguments]) == Exit.OK
    found = json.loads(capsys.readouterr().out)
    assert isinstance(found, dict)
    return found


def kpis(found: dict[str, object]) -> dict[str, float | None]:
    figures = found["kpis"]
    assert isinstance(figures, dict)
    return {key: figure["value"] for key, figure in figures.items()}


def counts(found: dict[str, object]) -> dict[str, int]:
    known = found["counts"]
    assert isinstance(known, dict)
    return known


def test_figures_are_the_sums_of_each_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = team_files(tmp_path)
    both = kpis(data(capsys, "kpi", *paths, *LOOK))
    parts = [kpis(data(capsys, "kpi", path, *LOOK)) for path in paths]
    for key in ADDITIVE:
        assert both[key] == pytest.approx(sum(part[key] or 0 for part in parts)), key
    assert both["attainment"] == pytest.approx((both["actual"] or 0) / (both["target"] or 1))


def test_books_with_different_playbooks_add_up_too(
    capsys: pytest.CaptureFixture[str],
) -> None:
    paths = [sample("zh", name) for name in SAMPLES]
    both = data(capsys, "kpi", *paths, *LOOK)
    parts = [data(capsys, "kpi", path, *LOOK) for path in paths]
    for key in ADDITIVE:
        assert kpis(both)[key] == pytest.approx(sum(kpis(p)[key] or 0 for p in parts)), key
    for key in ("deals", "won", "lost", "open"):
        assert counts(both)[key] == sum(counts(part)[key] for part in parts)


def test_each_row_says_its_workbook(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = data(capsys, "deals", *team_files(tmp_path), "--json", "--where", "workbook=west")
    rows = found["rows"]
    assert isinstance(rows, list)
    assert {(row["_book"], row["_sheet"]) for row in rows} == {("west", "[west]Deals")}
    assert [row["id"] for row in rows] == ["D-001 · west", "D-004", "D-005"]


def test_the_team_that_is_behind_may_be_a_workbook(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = data(capsys, "kpi", *team_files(tmp_path), *LOOK, "--scope", "team:east")
    assert (kpis(found)["actual"], kpis(found)["target"]) == (100_000, 400_000)


@pytest.mark.parametrize(
    "command",
    ["kpi", "targets", "forecast", "performance", "channels", "load", "projects", "structure",
     "due", "check", "deals"],
)  # fmt: skip
def test_every_look_takes_several(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    ended = main([command, *map(str, team_files(tmp_path)), "--json"])
    said = capsys.readouterr()
    assert ended in (Exit.OK, Exit.PROBLEMS), said.err
    assert json.loads(said.out) is not None


@pytest.mark.parametrize("command", ["collections", "campaigns", "costs"])
def test_looks_that_need_a_sheet_take_several(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    paths = [tmp_path / "one.xlsx", tmp_path / "two.xlsx"]
    for path in paths:
        path.write_bytes(sample("en").read_bytes())
    look = ("--as-of", "2026-11-21", "--json")
    assert set(data(capsys, command, *paths, *look)) == set(data(capsys, command, paths[0], *look))


def test_a_report_takes_several(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = told(capsys, "report", "weekly", *team_files(tmp_path), "--as-of", "2026-11-21")
    assert "east + west" in text


def test_words_behind_options_are_workbooks_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    east, west = team_files(tmp_path)
    found = data(capsys, "kpi", east, *LOOK, west)
    assert kpis(found)["actual"] == 130_000


def test_who_is_missing_is_said_and_the_others_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    east, west = team_files(tmp_path)
    text = told(capsys, "kpi", east, tmp_path / "gone.xlsx", west, "--as-of", "2026-11-21")
    assert "gone is left out" in text
    assert "130,000" in text


@pytest.mark.parametrize("command", ["map", "snapshot", "log"])
def test_what_is_of_one_workbook_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    with pytest.raises(SystemExit) as left:
        main([command, *map(str, team_files(tmp_path))])
    assert left.value.code == Exit.USAGE
    assert "one workbook at a time" in capsys.readouterr().err


def test_kept_days_are_of_one_workbook(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths = team_files(tmp_path)
    text = told(capsys, "kpi", *paths, "--since", "monday", code=Exit.USAGE)
    assert "one workbook at a time" in text


def test_the_same_twice_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    east, _west = team_files(tmp_path)
    assert "named twice" in told(capsys, "kpi", east, east, code=Exit.FAILED)
