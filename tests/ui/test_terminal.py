from __future__ import annotations

import os
import pty
import sys
import time
from pathlib import Path
from subprocess import Popen, TimeoutExpired

import pytest

from salestui.ui.terminal import is_gone
from sample_workbooks import sample

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="terminals of their own kind")


def test_a_terminal_is_there_until_it_is_closed() -> None:
    ours, theirs = pty.openpty()
    assert not is_gone(theirs)
    os.close(ours)
    assert is_gone(theirs)
    os.close(theirs)


def test_the_program_ends_with_its_terminal(tmp_path: Path) -> None:
    book = tmp_path / "team.xlsx"
    book.write_bytes(sample("en").read_bytes())
    ours, theirs = pty.openpty()
    places = {"SALESTUI_STATE": str(tmp_path / "state"), "SALESTUI_CONFIG": str(tmp_path / "none")}
    program = Popen(
        [sys.executable, "-m", "salestui.cli", "open", str(book)],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, **places, "TERM": "xterm-256color"},
        start_new_session=True,  # no signal tells it: that is what the test is about
    )
    os.close(theirs)
    os.set_blocking(ours, False)
    painted = b""
    patience = time.monotonic() + 60
    while b"salestui" not in painted and b"team" not in painted and time.monotonic() < patience:
        time.sleep(0.1)
        try:
            painted += os.read(ours, 65536)
        except BlockingIOError:
            continue
    os.close(ours)
    try:
        program.wait(timeout=60)
    except TimeoutExpired:
        program.kill()
        raise
