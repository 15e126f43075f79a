"""What scripts do to the streams: pipes that end, files that are full, no terminal, any locale."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from salestui.cli.exits import Exit
from sample_workbooks import sample

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a POSIX shell")

SALESTUI = f"{shlex.quote(sys.executable)} -m salestui.cli"
BOOK = shlex.quote(str(sample("zh")))
NAME = "穗原食品MES制造执行系统扩建项目"
LIST = f"{SALESTUI} deals {BOOK} --columns name --csv"


def shell(command: str, home: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """A command in a shell whose environment is as bare as cron's."""
    bare = {"PATH": os.environ["PATH"], "HOME": str(home), **environment}
    return subprocess.run(
        ["/bin/bash", "-o", "pipefail", "-c", command],
        env=bare,
        capture_output=True,
        check=False,
        stdin=subprocess.DEVNULL,
        cwd=Path(__file__).parents[2],
    )


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("reader", ["head -1", "true"])
def test_a_reader_that_has_seen_enough_ends_it_quietly(
    tmp_path: Path, reader: str, unbuffered: str
) -> None:
    done = shell(f"{LIST} | {reader}", tmp_path, PYTHONUNBUFFERED=unbuffered)
    assert (done.returncode, done.stderr) == (Exit.OK, b"")
    done = shell(f"{SALESTUI} --help | {reader}", tmp_path, PYTHONUNBUFFERED=unbuffered)
    assert (done.returncode, done.stderr) == (Exit.OK, b"")


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_output_that_cannot_be_written_is_told(tmp_path: Path, unbuffered: str) -> None:
    done = shell(f"{LIST} > /dev/full", tmp_path, PYTHONUNBUFFERED=unbuffered)
    assert done.returncode == Exit.FAILED
    assert done.stderr.startswith(b"salestui: The output cannot be written: ")
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("closed", [">&-", "<&- >&- 2>&-", "2>&-"])
def test_streams_that_are_closed_lead_nowhere(tmp_path: Path, closed: str) -> None:
    """Above all not into a file of the workbook, which would get their numbers."""
    book = tmp_path / "team.xlsx"
    book.write_bytes(sample("en").read_bytes())
    command = f"{SALESTUI} edit {shlex.quote(str(book))} 'Deals!E3=77' {closed}"
    done = shell(command, tmp_path)
    assert (done.returncode, done.stderr) == (Exit.OK, b"")
    again = shell(f"{SALESTUI} deals {shlex.quote(str(book))} --where amount=77 --json", tmp_path)
    assert json.loads(again.stdout)["found"] == 1


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LANG": "C", "TERM": "dumb"},
        {"PYTHONIOENCODING": "ascii"},
        {"LANG": "zh_CN.GBK", "NO_COLOR": "1"},
    ],
)
def test_data_is_utf_8_whatever_the_locale(tmp_path: Path, environment: Mapping[str, str]) -> None:
    done = shell(LIST, tmp_path, **environment)
    assert done.returncode == Exit.OK
    assert NAME in done.stdout.decode()
    assert b"\x1b" not in done.stdout + done.stderr
    wrong = shell(f"{SALESTUI} deals {BOOK} --where amuont=1 --lang zh", tmp_path, **environment)
    assert wrong.returncode == Exit.USAGE
    assert "没有字段 amuont" in wrong.stderr.decode()


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="no /proc")
def test_without_a_home_that_can_be_written() -> None:
    home = Path("/proc/none")  # nobody, not even root, makes folders there
    for arguments in (f"kpi {BOOK} --json", f"check {BOOK} --json", f"log {BOOK} --json"):
        done = shell(f"{SALESTUI} {arguments}", home)
        assert done.returncode == Exit.OK, done
        assert isinstance(json.loads(done.stdout), dict | list)


def test_binary_output_goes_into_a_pipe_as_it_is(tmp_path: Path) -> None:
    done = shell(f"{SALESTUI} deals {BOOK} --limit 2 --format xlsx", tmp_path)
    assert done.stdout.startswith(b"PK\x03\x04")
