"""What the engine is given: the dependent formulas, and as constants the cells they read."""

from __future__ import annotations

import io

import pytest
import xlsxwriter
from patch_support import edited, grid, replaced

from adapters.changes import SetCell
from adapters.excel.recalculation import engine, recalc
from adapters.excel.recalculation.engine_wire import Job, Results
from adapters.excel.writing import patch
from adapters.excel.writing.patch import patch_package

SHEET = "xl/worksheets/sheet1.xml"
ROWS = 300


def _book() -> bytes:
    output = io.BytesIO()
    book = xlsxwriter.Workbook(output, {"in_memory": True})
    sheet, sums = book.add_worksheet("S"), book.add_worksheet("Sums")
    for row in range(1, ROWS + 1):
        sheet.write_row(row, 0, [row, 2, "note"])
        sheet.write_formula(row, 3, f"=A{row + 1}*B{row + 1}", None, row * 2)
    total = ROWS * (ROWS + 1)
    sums.write_formula("A1", "=SUM(S!D:D)", None, total)
    book.close()
    return output.getvalue()


def _given(book: bytes, change: SetCell) -> tuple[bytes, list[bytes]]:
    """The workbook after a change, and the workbooks that the engine got for it."""
    given: list[bytes] = []

    def compute(jobs: list[Job], books: list[bytes]) -> list[Results]:
        given.extend(books)
        return engine.computed(jobs, books)

    def recalculated(*args: object) -> object:
        return recalc.recalculated(*args, compute=compute)  # type: ignore[arg-type]

    with replaced.object(patch, "recalculated", recalculated):
        return patch_package(book, [change]).data, given


def test_a_sum_of_a_column_brings_that_column_alone() -> None:
    after, (now, then) = _given(_book(), SetCell("S", 11, 1, 1000))
    assert grid(after, "S", formulas=False)[11, 4] == 2000
    assert grid(after, "Sums", formulas=False)[1, 1] == ROWS * (ROWS + 1) - 20 + 2000
    cells = grid(then, "S")
    assert cells[11, 4] == "=A11*B11"
    assert cells[12, 4] == 22, "a formula that stays stands there as its result"
    assert all(column != 3 for _, column in cells)
    assert grid(now, "S")[11, 1] == 1000


@pytest.mark.parametrize("row", [11, 300])
def test_shared_formulas_stand_there_with_their_own_text(row: int) -> None:
    book = _book()
    owner = b'<f t="shared" ref="D2:D301" si="0">A2*B2</f>'
    book = edited(book, {SHEET: (b"<f>A2*B2</f>", owner)})
    follower = b'<f t="shared" si="0"/>'
    book = edited(book, {SHEET: (b"<f>A%d*B%d</f>" % (row, row), follower)})
    after, (now, _) = _given(book, SetCell("S", row, 1, 1000))
    assert grid(after, "S", formulas=False)[row, 4] == 2000
    assert grid(now, "S")[row, 4] == f"=A{row}*B{row}"
