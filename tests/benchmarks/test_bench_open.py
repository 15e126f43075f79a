"""Opening a workbook of many sheets: what each further sheet costs, against polars reading all.

The workbooks: the English sample with all its optional sheets, the same without them, and one of
sixty sheets of which most are nobody's table. Times are of the parent process's own work (CPU):
the worker that reads the file runs beside it.
"""

from __future__ import annotations

import shutil
import warnings
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from time import process_time

import openpyxl
import polars as pl
import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from adapters.outlines import Outline
from adapters.registry import open_workbook
from salestui.book.reading import Reading, Settings, read_book
from salestui.mapping.recognise import recognise
from salestui.model.entities import CORE, OPTIONAL

ROUNDS = 5
TODAY = date(2026, 11, 22)
SAMPLE = Path(__file__).parents[2] / "sample_workbooks" / "sales_team_en.xlsx"

TIMES_THE_CORE_SHEETS = 5
"""All 27 sheets take at most so many times what the 6 core ones take."""

MILLISECONDS_A_SHEET = 20
"""So long at most one sheet is looked at to know whose table it is; the first time it is read."""


def _sample() -> openpyxl.Workbook:
    with warnings.catch_warnings():  # a validation of the newer form is left out
        warnings.simplefilter("ignore", UserWarning)
        return openpyxl.load_workbook(BytesIO(SAMPLE.read_bytes()))


@pytest.fixture(scope="module")
def core(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample without the sheets of optional entities."""
    path = tmp_path_factory.mktemp("core") / "core.xlsx"
    book = _sample()
    optional = {name for entity in OPTIONAL for name in (entity.en, *entity.sheet_aliases)}
    for name in optional & set(book.sheetnames):
        del book[name]
    assert len(book.sheetnames) > len(CORE)
    book.save(path)
    return path


@pytest.fixture(scope="module")
def sixty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with notes, lists and sums of the team's own, to sixty sheets."""
    path = tmp_path_factory.mktemp("sixty") / "sixty.xlsx"
    book = _sample()
    for number in range(60 - len(book.sheetnames)):
        sheet = book.create_sheet(f"Own {number}")
        sheet.append(["Machine", "Hours", "Operator", "Shift", "Litres", "Checked on", "Remark"])
        for row in range(200):
            sheet.append([f"M{row}", row, "Ann", "early", row * 1.5, TODAY, f"no. {row}"])
    book.save(path)
    return path


def _outline(path: Path, folder: Path) -> Outline:
    book = open_workbook(str(shutil.copy(path, folder)), folder)
    try:
        return book.outline()
    finally:
        book.close()


def _opened(path: Path, folder: Path) -> Reading:
    book = open_workbook(str(shutil.copy(path, folder)), folder)
    try:
        return read_book(book, Settings(TODAY))
    finally:
        book.close()


def _peer(path: Path) -> dict[str, pl.DataFrame]:
    return pl.read_excel(path.read_bytes(), sheet_id=0, engine="calamine", raise_if_empty=False)


def _least(work: Callable[[], object]) -> float:
    """The least CPU time of a few rounds, in seconds."""
    times = []
    for _ in range(ROUNDS):
        start = process_time()
        work()
        times.append(process_time() - start)
    return min(times)


@pytest.mark.benchmark(group="open")
def test_polars_reads_all_sheets(benchmark: BenchmarkFixture) -> None:
    assert len(benchmark.pedantic(_peer, (SAMPLE,), rounds=ROUNDS, warmup_rounds=1)) > 20


@pytest.mark.benchmark(group="open")
def test_the_sample_with_all_its_sheets(
    benchmark: BenchmarkFixture, core: Path, tmp_path: Path
) -> None:
    few = _least(lambda: _opened(core, tmp_path))
    found = benchmark.pedantic(_opened, (SAMPLE, tmp_path), rounds=ROUNDS, warmup_rounds=1)
    assert len(found.tables) > 20
    many = _least(lambda: _opened(SAMPLE, tmp_path))
    assert many <= TIMES_THE_CORE_SHEETS * few, f"{many:.2f} s against {few:.2f} s"


@pytest.mark.benchmark(group="open")
def test_sixty_sheets_recognised(benchmark: BenchmarkFixture, sixty: Path, tmp_path: Path) -> None:
    outline = _outline(sixty, tmp_path)
    layout = benchmark.pedantic(recognise, (outline, TODAY), rounds=ROUNDS, warmup_rounds=1)
    assert len(layout.found) == 60
    best = _least(lambda: recognise(outline, TODAY))
    assert best * 1000 <= MILLISECONDS_A_SHEET * 60, f"{best * 1000 / 60:.1f} ms a sheet"
