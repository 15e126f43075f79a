"""``make demo-sheets``: the dashboard on the local service, with a colleague, until it is left."""

from __future__ import annotations

import os
import pty
import select
import sys
import time
from pathlib import Path
from subprocess import Popen

import pytest
from sheets_server.demo import DEALS, colleague
from sheets_server.running import running
from sheets_server.sheet import Sheet
from sheets_server.uploading import uploaded

from sample_workbooks import sample

ROOT = Path(__file__).parents[2]
PATIENCE = 90.0


@pytest.mark.parametrize("lang", sorted(DEALS))
def test_the_colleague_changes_an_amount_now_and_then(lang: str) -> None:
    title, amount, _ = DEALS[lang]
    with running() as service:
        book = uploaded(service.server, sample(lang))
        store = service.server.store

        def sheet() -> Sheet:
            found = store.book(book).sheet_named(title)
            assert found is not None
            return found

        before = sheet()
        with colleague(service, book, lang, 0.01):
            end = time.monotonic() + PATIENCE
            while store.files[book].version < 4 and time.monotonic() < end:
                time.sleep(0.01)
    old, new = (
        {(row, column): cell.value for row, column, cell in one.filled()}
        for one in (before, sheet())
    )
    changed = {column for (row, column), value in new.items() if old[row, column] != value}
    header = {value: column for (_, column), value in reversed(old.items())}
    assert changed == {header[amount]}


@pytest.mark.skipif(sys.platform == "win32", reason="terminals of their own kind")
def test_the_dashboard_opens_and_all_ends_with_it(tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    places = {"SALESTUI_CONFIG": str(tmp_path / "none"), "TMPDIR": str(tmp_path)}
    screen = {"TERM": "xterm-256color", "LINES": "40", "COLUMNS": "120"}
    program = Popen(
        [sys.executable, "-m", "sheets_server.demo"],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=ROOT,
        env={**os.environ, **places, **screen, "PYTHONPATH": "tests"},
        start_new_session=True,
    )
    os.close(theirs)
    try:
        painted, end = b"", time.monotonic() + PATIENCE
        while b"data " not in painted and time.monotonic() < end:  # how old it is
            painted += _read(ours)
        assert b"data " in painted
        os.write(ours, b"\x11")  # ctrl+q
        while program.poll() is None and time.monotonic() < end:
            painted += _read(ours)
        assert program.poll() == 0, painted[-2000:]
    finally:
        program.kill()
        program.wait()
        os.close(ours)
    assert not list(tmp_path.glob("salestui-demo-*"))


def _read(terminal: int) -> bytes:
    if not select.select([terminal], [], [], 0.1)[0]:
        return b""
    try:
        return os.read(terminal, 65_536)
    except OSError:  # nobody holds the other end any more
        return b""
