"""Every report of a 100,000-deal workbook, against the time that reading the workbook takes.

The workbook has all sheets: contracts, payments, costs, projects, risks, follow-ups.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import perf_counter

import pytest
from bulk_workbook import AS_OF, bulk_workbook
from document_books import KINDS, Read, made, read_path
from pytest_benchmark.fixture import BenchmarkFixture

from salestui.reports.formats import TEXTS
from salestui.reports.formats import made as handed_over
from salestui.views.documents.building import build

ROUNDS = 3
MEGABYTE = 1_000_000


@pytest.fixture(scope="module")
def loaded() -> tuple[Read, float]:
    """The workbook, and the seconds that reading it took."""
    path: Path = bulk_workbook(selling=True, cash=True)
    start = perf_counter()
    read = read_path(path, AS_OF)
    return read, perf_counter() - start


def _least(work: Callable[[], object]) -> float:
    """The least time of a few rounds, in seconds."""
    times = []
    for _ in range(ROUNDS):
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return min(times)


@pytest.mark.benchmark(group="reports")
@pytest.mark.parametrize("kind", KINDS)
def test_a_report_takes_no_longer_than_reading_the_workbook(
    benchmark: BenchmarkFixture, loaded: tuple[Read, float], kind: str
) -> None:
    read, load = loaded
    period = "2026-11" if kind == "monthly" else "2026-Q4"
    document, basis = made(kind, read, period=period)
    benchmark.pedantic(partial(build, kind, basis), rounds=ROUNDS)
    best = _least(partial(build, kind, basis))
    for form in TEXTS:
        content = handed_over(document, form)
        assert len(content) < MEGABYTE
        best += _least(partial(handed_over, document, form)) / len(TEXTS)
    assert best <= load, f"{best:.1f} s against {load:.1f} s"
