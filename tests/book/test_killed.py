"""A dashboard killed at any step loses no edit, writes none twice, leaves a whole workbook."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from killed_dashboard import AMOUNT, GONE, NEW, ROW

from adapters.registry import open_workbook
from salestui.book.book import Book
from salestui.book.reading import Settings
from sample_workbooks import AS_OF, sample

pytestmark = [
    pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning"),
    pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL"),
]

DRIVER = Path(__file__).with_name("killed_dashboard.py")


class Killed:
    """One run of the dashboard that was killed before a step; 0 for none."""

    def __init__(self, folder: Path, step: int) -> None:
        folder.mkdir()
        self.path, self.state = folder / "team.xlsx", folder / "state"
        self.path.write_bytes(sample("en").read_bytes())
        command = [sys.executable, "-W", "ignore", DRIVER, self.path, self.state, str(step)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == (-signal.SIGKILL if step else 0), done.stderr
        lines = done.stdout.splitlines()
        self.edited = [line.split()[1] for line in lines if line.startswith("edited")]
        self.steps = [line for line in lines if line.startswith("step")]

    def next_dashboard(self) -> Book:
        """The next start, going on with what was left."""
        book = Book(open_workbook(str(self.path), self.state), Settings(AS_OF), self._journals)
        book.load()
        book.recover()
        return book

    @property
    def _journals(self) -> Path:
        return self.state / "journals"


def names_of(path: Path) -> list[object]:
    book = openpyxl.load_workbook(path, read_only=True)
    rows = book["Deals"].iter_rows(2, min_col=2, max_col=2, values_only=True)
    names = [row[0] for row in rows]
    book.close()
    return names


def check_edits(book: Book, edited: Iterable[str], before: pl.DataFrame) -> None:
    """Each edit that was shown holds, once."""
    live = book.state.live("deals")
    assert live is not None
    keys = before["id"]
    if "set" in edited:
        assert live.filter(pl.col("id") == keys[ROW])["amount"].to_list() == [AMOUNT]
    if "add" in edited:
        assert live.filter(pl.col("name") == NEW).height == 1
    if "delete" in edited:
        assert live.filter(pl.col("id") == keys[GONE]).is_empty()
    rest = set(keys) - {keys[GONE]}
    assert rest <= set(live["id"])
    assert live.filter(pl.col("name") == NEW).height <= 1


@pytest.fixture(scope="module")
def before() -> pl.DataFrame:
    book = Book(open_workbook(str(sample("en")), Path()), Settings(AS_OF))
    frame = book.load().entities["deals"].frame
    book.close()
    return frame


def test_at_every_step(tmp_path: Path, before: pl.DataFrame) -> None:
    whole = Killed(tmp_path / "whole", 0)
    old, new = sample("en").read_bytes(), whole.path.read_bytes()
    assert old != new
    assert len(whole.steps) > 8
    seen = set()
    for step in range(1, len(whole.steps) + 1):
        run = Killed(tmp_path / f"step{step}", step)
        found = run.path.read_bytes()
        assert found in (old, new), whole.steps[step - 1]
        seen.add(found == new)
        book = run.next_dashboard()
        try:
            check_edits(book, run.edited, before)
            if found == new:
                assert book.state.pending_count == 0
            book.save()
            assert not book.state.pending_count
            check_edits(book, run.edited, before)
        finally:
            book.close()
        assert names_of(run.path).count(NEW) == ("add" in run.edited)
    assert seen == {False, True}


@pytest.mark.parametrize("after", [False, True])
def test_while_others_change_the_workbook_before_the_next_start(
    tmp_path: Path, before: pl.DataFrame, after: bool
) -> None:
    whole = Killed(tmp_path / "whole", 0)
    commits = [i for i, s in enumerate(whole.steps, 1) if "replace" in s]
    run = Killed(tmp_path / "run", commits[-1] + (1 if after else 0))
    assert (run.path.read_bytes() == whole.path.read_bytes()) == after
    swap_rows(run.path)
    book = run.next_dashboard()
    try:
        check_edits(book, run.edited, before)
        assert (book.state.pending_count == 0) == after
        book.save()
        check_edits(book, run.edited, before)
    finally:
        book.close()
    names = names_of(run.path)
    assert (names.count(NEW), names.count("Theirs")) == (1, 1)


def swap_rows(path: Path) -> None:
    """Another program lets two rows change places and renames one."""
    theirs = openpyxl.load_workbook(path)
    sheet = theirs["Deals"]
    for column in range(1, sheet.max_column + 1):
        upper, lower = sheet.cell(ROW + 2, column), sheet.cell(ROW + 22, column)
        if not str(upper.value).startswith("="):
            upper.value, lower.value = lower.value, upper.value
    sheet.cell(2, 2).value = "Theirs"
    theirs.save(path)
