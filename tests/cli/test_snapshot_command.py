"""``snapshot`` and the figures of kept days on the command line."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from salestui.book.snapshots.store import SnapshotStore
from salestui.cli.exits import Exit
from salestui.cli.main import main
from salestui.locations import snapshots_dir
from sample_workbooks import sample

TODAY = date.today()
EARLIER = TODAY - timedelta(days=3)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    copied = tmp_path / "team.xlsx"
    copied.write_bytes(sample("en").read_bytes())
    return copied


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    capsys.readouterr()
    assert main([*arguments, "--json"]) == Exit.OK
    return json.loads(capsys.readouterr().out)


def keep_earlier(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Keep today's state as that of an earlier day."""
    kept = Path(told(capsys, "snapshot", str(path))["path"])
    kept.rename(kept.with_name(EARLIER.isoformat() + kept.name[10:]))


def test_a_day_is_kept_and_listed(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, "snapshot", str(path), "--list") == []
    kept = told(capsys, "snapshot", str(path))
    assert kept["day"] == TODAY.isoformat() and not kept["damaged"]
    assert told(capsys, "snapshot", str(path), "--list") == [kept]
    assert main(["snapshot", str(path), "--list"]) == Exit.OK
    assert f"{kept['deals']} deals" in capsys.readouterr().out
    Path(kept["path"]).write_bytes(b"")
    assert main(["snapshot", str(path), "--list"]) == Exit.OK
    assert "is damaged and left out" in capsys.readouterr().err
    (damaged,) = told(capsys, "snapshot", str(path), "--list")
    assert damaged["damaged"] and damaged["deals"] is None


def test_kpi_tells_the_movement_since_a_kept_day(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keep_earlier(path, capsys)
    report = told(capsys, "kpi", str(path), "--since", EARLIER.isoformat(), "--period", "all")
    moved = report["movement"]
    assert moved["since"] == EARLIER.isoformat() and moved["residual"] == 0
    assert moved["start"] == moved["end"] and moved["start"]["deals"] > 0
    assert [s["key"] for s in moved["steps"]][:2] == ["new", "reopened"]
    assert set(report["history"]) == {
        "slip_rate", "pushes", "forecast_accuracy", "forecast_wape", "forecast_bias"}  # fmt: skip
    assert main(["kpi", str(path), "--since", EARLIER.isoformat()]) == Exit.OK
    assert "Pipeline movement · since" in capsys.readouterr().out


def test_kpi_without_a_kept_day_says_so(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = told(capsys, "kpi", str(path), "--since", "monday")
    assert report["movement"]["since"] is None
    assert report["movement"]["reason"] == "no earlier day is kept"
    assert "movement" not in told(capsys, "kpi", str(path))


def test_kpi_of_a_kept_day(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    keep_earlier(path, capsys)
    day = EARLIER.isoformat()
    then = told(capsys, "kpi", str(path), "--snapshot", day)
    assert then["as_of"] == day
    assert then["kpis"] == told(capsys, "kpi", str(path), "--as-of", day)["kpis"]
    assert main(["kpi", str(path), "--snapshot", "2020-01-01"]) == Exit.USAGE
    assert f"The last days kept are {day}." in capsys.readouterr().err


def test_a_day_that_is_none(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["kpi", str(path), "--since", "someday"]) == Exit.USAGE
    assert "'someday' is no day to begin from." in capsys.readouterr().err


def test_a_folder_that_cannot_be_written(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    snapshots_dir().parent.mkdir(parents=True, exist_ok=True)
    snapshots_dir().write_text("no folder")
    assert main(["snapshot", str(path)]) == Exit.UNWRITABLE
    assert "could not be kept" in capsys.readouterr().err
    assert SnapshotStore(snapshots_dir(), str(path)).kept() == ()
