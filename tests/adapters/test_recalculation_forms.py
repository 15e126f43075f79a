"""Every kind of formula that reads an edited cell has its new result, or none at all."""

from __future__ import annotations

import io
import sys
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter
from patch_support import edited, grid, members, rich_book

from adapters.changes import SetCell
from adapters.excel.recalculation import engine
from adapters.excel.writing.patch import Patched, patch_package

SHEET = "xl/worksheets/sheet1.xml"


def _book(
    formulas: dict[str, tuple[str, object]],
    *,
    names: dict[str, str] | None = None,
    table: bool = False,
    from_1904: bool = False,
    saved: datetime | None = None,
) -> bytes:
    """S: B2:C4 holds 1 to 6, A2:A4 are a, b, a; ``formulas`` with results by cell of S."""
    output = io.BytesIO()
    book = xlsxwriter.Workbook(output, {"in_memory": True, "date_1904": from_1904})
    if saved is not None:
        book.set_properties({"created": saved})
    sheet = book.add_worksheet("S")
    other = book.add_worksheet("Other")
    sheet.write_row("A1", ["Who", "Amount", "More"])
    for row in range(3):
        sheet.write_row(row + 1, 0, ["aba"[row], row * 2 + 1, row * 2 + 2])
    if table:
        columns = [{"header": name} for name in ("Who", "Amount", "More")]
        sheet.add_table("A1:C4", {"name": "Deals", "columns": columns})
    for name, meaning in (names or {}).items():
        book.define_name(name, meaning)
    for place, (formula, result) in formulas.items():
        target, _, cell = place.rpartition("!")
        (other if target else sheet).write_formula(cell, formula, None, result)
    book.close()
    return output.getvalue()


def _after(before: bytes, value: float = 10) -> Patched:
    """B2 edited."""
    return patch_package(before, [SetCell("S", 2, 2, value)])


def _e2(data: bytes, sheet: str = "S") -> object:
    return grid(data, sheet, formulas=False).get((2, 5))


@pytest.mark.parametrize(
    ("formula", "old", "new"),
    [
        ("=SUM(Amounts)", 9, 18),
        ("=Factor*2", 2, 20),
        ("=SUM(Deals[Amount])", 9, 18),
        ("=Deals[[#This Row],[Amount]]+Deals[[#This Row],[More]]", 3, 12),
        ('=SUMIFS(B:B,A:A,"a")', 6, 15),
        ("=SUM(Deals[[Amount]:[More]])", 21, 30),
    ],
)
def test_names_and_tables(formula: str, old: float, new: float) -> None:
    names = {"Amounts": "=S!$B$2:$B$4", "S!Factor": "=S!$B$2"}
    done = _after(_book({"E2": (formula, old)}, names=names, table=True))
    assert ("S", 2, 5) in {*done.recalculated, *done.stale}
    assert _e2(done.data) in (new, None)
    assert "#This Row" in formula or _e2(done.data) == new


def test_sums_on_another_sheet() -> None:
    book = _book({"Other!E2": ('=SUMIFS(S!B:B,S!A:A,"a")', 6), "Other!F2": ("=E2*2", 12)})
    done = _after(book)
    assert _e2(done.data, "Other") == 15
    assert grid(done.data, "Other", formulas=False)[2, 6] == 30


def test_days_count_from_1904_where_the_workbook_does() -> None:
    days = {"E2": ("=YEAR(B2)", 1904), "F2": ("=B2+1", 2)}
    done = _after(_book(days, from_1904=True), 44_000)
    assert _e2(done.data) in (2024, None)  # 2020 would be counted from 1900
    assert grid(done.data, "S", formulas=False)[2, 6] == 44_001


def test_an_array_over_several_cells_loses_all_its_results() -> None:
    output = io.BytesIO()
    book = xlsxwriter.Workbook(output, {"in_memory": True})
    sheet = book.add_worksheet("S")
    sheet.write_column("B2", [1, 2])
    sheet.write_array_formula("E2:E3", "{=B2:B3*2}", None, 2)
    sheet.write_number("E3", 4)
    book.close()
    done = _after(output.getvalue())
    assert {(2, 5), (3, 5)}.isdisjoint(grid(done.data, "S", formulas=False))
    assert b"B2:B3*2" in members(done.data)[SHEET]


def test_a_what_if_table_is_never_left_as_it_was() -> None:
    table = b'<f t="dataTable" ref="E2:E3" dt2D="0" dtr="0" r1="H1"/><v>7</v>'
    before = edited(_book({"E2": ("=B2*7", 7)}), {SHEET: (b"<f>B2*7</f><v>7</v>", table)})
    done = _after(before)
    assert ("S", 2, 5) in done.stale
    assert _e2(done.data) is None
    assert table.partition(b"<v>")[0] in members(done.data)[SHEET]


def test_days_that_pass_keep_their_results_from_save_to_save() -> None:
    then = datetime(2026, 1, 5, 12)
    serial = (then.date() - date(1899, 12, 30)).days
    book = _book({"E2": ("=TODAY()-B2", serial - 1)}, saved=then)
    today = (date.today() - date(1899, 12, 30)).days
    for value in (10, 20):
        book = _after(book, value).data
        assert _e2(book) in (today - value, today + 1 - value)  # midnight may pass meanwhile


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for the engine is a shell script")
@pytest.mark.parametrize("script", ["exec sleep 60", "kill -9 $$", "echo nonsense", "exit 3"])
def test_a_save_succeeds_whatever_becomes_of_the_engine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    stand_in = tmp_path / "engine"
    stand_in.write_text(f"#!/bin/sh\n{script}\n")
    stand_in.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(stand_in))
    monkeypatch.setattr(engine, "PATIENCE", 0.5)
    done = patch_package(rich_book(), [SetCell("Deals", 3, 4, 1000)])
    assert ("Lists", 1, 3) in done.stale
    assert not done.recalculated
    assert (1, 3) not in grid(done.data, "Lists", formulas=False)
    assert b'fullCalcOnLoad="1"' in members(done.data)["xl/workbook.xml"]
    assert grid(done.data, "Deals")[3, 4] == 1000
