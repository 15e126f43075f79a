"""Changes of a 100,000 x 20 sheet with 100,000 formulas, against inflating and deflating
that sheet and nothing else.

The peer is the least any writer of a compressed package must do: read the sheet, pack it again.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable
from itertools import count
from time import perf_counter

import pytest
from bulk_workbook import bulk_workbook

from adapters.changes import AppendRow, Change, DeleteRow, SetCell
from adapters.excel.writing.memory import SaveMemory
from adapters.excel.writing.patch import patch_package

ROWS, COLUMNS = 100_000, 20
SHEET = "xl/worksheets/sheet1.xml"
TIMES_THE_PEER = {
    "one cell": 2.0,
    "one row": 3.0,
    "an amount": 3.0,
    "1,000 cells": 2.9,
    "10,000 cells": 5.0,  # each in a row of its own; four on a quiet machine
}
"""A row and an amount have a formula computed: the engine's process takes a third of the peer."""
TIMES_TO_DELETE = 5  # with a formula in each of the rows that move up; three when it is quiet
TIMES_FASTER = 3  # a later save than the first; five times and more on a quiet machine


@pytest.fixture(scope="module")
def book() -> bytes:
    return bulk_workbook().read_bytes()


def _peer(book: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        content = archive.read(SHEET)
    packer = zlib.compressobj(1, zlib.DEFLATED, -15)
    packer.compress(content)
    packer.flush()


def _best_seconds(run: Callable[[], object], rounds: int = 5) -> float:
    best = float("inf")
    for _ in range(rounds):
        start = perf_counter()
        run()
        best = min(best, perf_counter() - start)
    return best


CHANGES: dict[str, list[Change]] = {
    "one cell": [SetCell("Deals", 50_000, 3, "changed")],
    "one row": [AppendRow("Deals", ROWS + 1, 1, COLUMNS, {1: "new", 5: 1000.0, 6: 0.5})],
    "an amount": [SetCell("Deals", 50_000, 5, 777.0)],
    "1,000 cells": [SetCell("Deals", 97 * n + 2, 3, f"changed {n}") for n in range(1000)],
    "10,000 cells": [
        SetCell("Deals", 9 * n + 2, 3 + n % 2, n if n % 2 else f"changed {n}")
        for n in range(10_000)
    ],
}


@pytest.mark.benchmark(group="save")
def test_the_least_possible(benchmark, book: bytes) -> None:
    benchmark.pedantic(_peer, (book,), rounds=5)


@pytest.mark.benchmark(group="save")
@pytest.mark.parametrize("name", CHANGES)
def test_save(benchmark, book: bytes, name: str) -> None:
    peer = _best_seconds(lambda: _peer(book))
    done = benchmark.pedantic(patch_package, (book, CHANGES[name]), rounds=5)
    assert not done.stale
    if name in TIMES_THE_PEER:
        best = benchmark.stats.stats.min
        peer = max(peer, _best_seconds(lambda: _peer(book)))  # the machine may be busier by now
        assert best <= TIMES_THE_PEER[name] * peer, f"{best:.2f} s against {peer:.2f} s"


@pytest.mark.benchmark(group="save")
def test_second_and_later_saves(benchmark, book: bytes) -> None:
    first = _best_seconds(lambda: patch_package(book, CHANGES["one cell"], SaveMemory()), rounds=3)
    memory, turns = SaveMemory(), count()
    saved = patch_package(book, CHANGES["one cell"], memory).data

    def save() -> None:
        nonlocal saved
        turn = next(turns)
        change = SetCell("Deals", 2 + 9973 * turn % ROWS, 3, f"turn {turn}")
        saved = patch_package(saved, [change], memory).data

    benchmark.pedantic(save, rounds=10)
    best = benchmark.stats.stats.min
    benchmark.extra_info["times as fast as the first"] = round(first / best, 1)
    assert best * TIMES_FASTER <= first, f"{best:.2f} s after {first:.2f} s"


@pytest.mark.benchmark(group="save")
def test_deleted_rows(benchmark) -> None:
    book = bulk_workbook().read_bytes()
    deletes = [DeleteRow("Deals", row, 1, COLUMNS) for row in (500, 60_000)]
    done = benchmark.pedantic(patch_package, (book, deletes), rounds=3)
    assert done.removed == (True, True)
    best = benchmark.stats.stats.min
    peer = _best_seconds(lambda: _peer(book))
    assert best <= TIMES_TO_DELETE * peer, f"{best:.2f} s against {peer:.2f} s"
