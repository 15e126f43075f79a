"""From process start: to the first paint, and to the full dashboard of 100,000 deals.

Each measured process ends itself at the moment that counts, so its lifetime is the time.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import pytest
from bulk_workbook import bulk_workbook
from pytest_benchmark.fixture import BenchmarkFixture

FIRST_PAINT_TIMES_BARE = 1.35
DASHBOARD_TIMES_READ = 2.5

BARE = """
import os
from textual.app import App
class Bare(App):
    def on_mount(self):
        self.call_after_refresh(os._exit, 0)
Bare().run(headless=True, size=(120, 40))
"""

SALES = """
import os
from datetime import date
from pathlib import Path
from adapters.registry import open_workbook
from salestui.book.opening import Opening
from salestui.config import Config
workbook = open_workbook({path!r}, Path({state!r}))
from salestui.ui.app import SalesApp
class Timed(SalesApp):
    def on_mount(self):
        {when}
    def look(self):
        if self.book_screen is not None and getattr(self.book_screen, "view", None) is not None:
            self.call_after_refresh(os._exit, 0)
Timed(Opening(workbook, date(2026, 11, 21)), Config()).run(headless=True, size=(120, 40))
"""
AT_FIRST_PAINT = "self.call_after_refresh(os._exit, 0)"
AT_DASHBOARD = "self.set_interval(0.005, self.look)"

READ = """
import polars as pl
assert pl.read_excel({path!r}, sheet_name="Deals", engine="calamine").height == 100_000
"""
OPENPYXL = """
import openpyxl
openpyxl.load_workbook({path!r})
"""


@pytest.fixture
def places(tmp_path: Path) -> dict[str, str]:
    return {"path": str(bulk_workbook()), "state": str(tmp_path)}


def python(code: str) -> float:
    """Seconds that a new process takes for ``code``."""
    start = perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True, stderr=subprocess.DEVNULL, timeout=300)
    return perf_counter() - start


def beside(benchmark: BenchmarkFixture, ours: str, peer: str, rounds: int) -> float:
    """The ratio of the best times of ours and of its peer, run in turns."""
    peers: list[float] = []
    measure: Callable[[], None] = lambda: peers.append(python(peer))  # noqa: E731
    benchmark.pedantic(python, (ours,), setup=measure, rounds=rounds, warmup_rounds=1)
    benchmark.extra_info["peer"] = min(peers)
    return float(benchmark.stats.stats.min / min(peers))


def test_first_paint(benchmark: BenchmarkFixture, places: dict[str, str]) -> None:
    ours = SALES.format(when=AT_FIRST_PAINT, **places)
    ratio = beside(benchmark, ours, BARE, rounds=9)
    assert ratio <= FIRST_PAINT_TIMES_BARE, f"{ratio:.2f} times a bare app"


def test_the_full_dashboard(benchmark: BenchmarkFixture, places: dict[str, str]) -> None:
    ours = SALES.format(when=AT_DASHBOARD, **places)
    ratio = beside(benchmark, ours, READ.format(**places), rounds=5)
    assert ratio <= DASHBOARD_TIMES_READ, f"{ratio:.2f} times reading the sheet"


def test_peak_memory_is_under_half_of_openpyxl(places: dict[str, str]) -> None:
    """The peak of the dashboard and its reader together, against openpyxl's load."""
    ours = _peak(SALES.format(when=AT_DASHBOARD, **places))
    peer = _peak(OPENPYXL.format(**places))
    assert ours <= peer / 2, f"{ours} KiB against {peer} KiB"


def _peak(code: str) -> int:
    """KiB of resident memory at the peak of a process, the sum with its largest child."""
    script = (
        "import resource, subprocess, sys\n"
        f"subprocess.run([sys.executable, '-c', {code!r}], check=True, stderr=-3)\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    run = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    return int(run.stdout)
