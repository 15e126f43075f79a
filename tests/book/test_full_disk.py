"""A disk without room for the journal, a real limit: told, edits go on, nothing lacks after it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from adapters.registry import open_workbook
from salestui.book.book import Book
from salestui.book.reading import Settings
from sample_workbooks import AS_OF, sample

pytestmark = [
    pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning"),
    pytest.mark.skipif(os.name == "nt", reason="files have no such limit there"),
]


def test_edits_made_without_room_are_in_the_journal_once_there_is_room(tmp_path: Path) -> None:
    path, state = tmp_path / "team.xlsx", tmp_path / "state"
    path.write_bytes(sample("en").read_bytes())
    driver = Path(__file__).with_name("full_disk.py")
    command = [sys.executable, "-W", "ignore", driver, path, state]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    full, again = done.stdout.splitlines()
    assert "the journal cannot be written" in full
    assert again == "room again"
    book = Book(open_workbook(str(path), state), Settings(AS_OF), state / "journals")
    try:
        book.load()
        book.recover()
        amounts = book.state.entities["deals"].frame["amount"].to_list()
        assert amounts[:200] == [1000.5 + row for row in range(200)]
        assert (amounts[200], book.state.pending_count) == (5.0, 201)
    finally:
        book.close()
