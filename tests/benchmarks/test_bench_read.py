"""Outline and typed cells of 100,000 x 20 through the worker, against polars reading the sheet.

Ours starts a process, tells every cell that is not of its column's kind, and loses none; the peer
infers the types within the process.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from time import perf_counter

import polars as pl
import pytest
from bulk_workbook import bulk_workbook
from pytest_benchmark.fixture import BenchmarkFixture

from adapters.contents import CellValue, ColumnKind, ReadRequest, SheetData
from adapters.registry import open_workbook

TIMES_THE_PEER = 2
ROUNDS = 5


@pytest.fixture(scope="module")
def path() -> Path:
    return bulk_workbook()


def _kind(value: CellValue) -> ColumnKind:
    if isinstance(value, date):
        return ColumnKind.DATETIME
    return ColumnKind.NUMBER if isinstance(value, int | float) else ColumnKind.TEXT


def _ours(path: Path, state: Path) -> SheetData:
    book = open_workbook(str(path), state)
    try:
        deals = book.outline().sheets[0]
        columns = {
            column: next((_kind(v) for v in values[1:] if v is not None), ColumnKind.TEXT)
            for column, values in enumerate(zip(*deals.head, strict=True), 1)
        }
        (data,) = book.read([ReadRequest(deals.name, 2, deals.last_row, columns)])
    finally:
        book.close()
    return data


def _peer(path: Path) -> pl.DataFrame:
    return pl.read_excel(path, sheet_name="Deals", engine="calamine")


@pytest.mark.benchmark(group="read")
def test_polars_reads_the_sheet(benchmark: BenchmarkFixture, path: Path) -> None:
    assert benchmark.pedantic(_peer, (path,), rounds=ROUNDS, warmup_rounds=1).height == 100_000


@pytest.mark.benchmark(group="read")
def test_outline_and_cells(benchmark: BenchmarkFixture, path: Path, tmp_path: Path) -> None:
    peer = float("inf")

    def measure_peer() -> None:  # between our rounds, as the machine may be busier by now
        nonlocal peer
        start = perf_counter()
        _peer(path)
        peer = min(peer, perf_counter() - start)

    data = benchmark.pedantic(
        lambda: _ours(path, tmp_path),
        setup=measure_peer,
        rounds=ROUNDS,
        warmup_rounds=1,
    )
    assert data.frame.height == 100_000
    assert data.misfits == ()
    assert data.frame["E"].sum() == _peer(path)["Amount"].sum()
    best = benchmark.stats.stats.min
    assert best <= TIMES_THE_PEER * peer, f"{best:.2f} s against {peer:.2f} s"
