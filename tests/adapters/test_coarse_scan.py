"""The quick look says that nothing depends on an edit only where nothing does."""

from __future__ import annotations

import io

import pytest
import xlsxwriter
from patch_support import edited, grid, rich_book

from adapters.changes import SetCell
from adapters.excel.ooxml.parts import Package
from adapters.excel.recalculation.coarsescan import Reach, reach_of, texts_of
from adapters.excel.recalculation.dependents import changed_area, dependents
from adapters.excel.recalculation.formulaindex import formulas_of
from adapters.excel.recalculation.meaning import cell_sheets, meaning_of
from adapters.excel.writing.memory import SaveMemory
from adapters.excel.writing.patch import patch_package

SHEET = "xl/worksheets/sheet1.xml"


def _book(*formulas: str) -> bytes:
    output = io.BytesIO()
    book = xlsxwriter.Workbook(output, {"in_memory": True})
    first = book.add_worksheet("S")
    for name in ("Q1", "Q 1", "Q 2"):
        book.add_worksheet(name)
    book.define_name("Rate", "=S!$B$1")
    book.define_name("'Q1'!Here", "='Q1'!$C$3")
    for row, formula in enumerate(formulas):
        first.write_formula(row, 9, formula, None, 1)
    book.close()
    return output.getvalue()


def _reaches(data: bytes, sheet: str, row: int, column: int) -> tuple[bool, bool]:
    """Whether a formula may depend on a cell by the quick look, and by the full search."""
    package = Package(data)
    meaning, changed = meaning_of(package), changed_area([(sheet, row, column)])
    sheets = {e.name: package.sheet_xml(e.part) for e in cell_sheets(package)}
    found = {name: texts_of(xml) for name, xml in sheets.items()}
    texts = {name: held for name, held in found.items() if held is not None}
    quick = len(texts) < len(found) or reach_of(texts, meaning, changed) is not Reach.NOWHERE
    full = {name: formulas_of(xml) for name, xml in sheets.items()}
    return quick, bool(dependents(full, meaning, changed))


@pytest.mark.parametrize(
    "formula",
    [
        "=B1*2",
        "=SUM(B:B)",
        "=SUM(A1:C1)",
        "=SUM(1:1)",
        "=Rate",
        "=Rate&A1",
        "=INDIRECT(A1)",
        "=SUM(A1:\nB1)",
        "=SUM(\nB1)",
        "=NoSuchName",
        '=IF(A1="B1","C",B9)',
        "='S'!B1",
    ],
)
def test_what_reads_the_column_is_seen(formula: str) -> None:
    data = _book("=A1", formula, "=A2")
    quick, full = _reaches(data, "S", 1, 2)
    assert quick
    assert full or formula == '=IF(A1="B1","C",B9)'  # the quick look goes by columns


@pytest.mark.parametrize(
    "formula", ["=A1*2", '=IF(A1="B1",1,2)', "='Q 1'!B1", "=SUM(C:D)", "=LOG10(A1)&TRUE"]
)
def test_what_reads_other_columns_is_passed_over(formula: str) -> None:
    assert _reaches(_book("=A1", formula), "S", 1, 2) == (False, False)


def test_sheets_that_differ_in_a_number_are_told_apart() -> None:
    data = _book("='Q 1'!B1", "='Q 2'!B1", "='Q1'!C1")
    assert _reaches(data, "Q 2", 1, 2) == (True, True)
    assert _reaches(data, "Q1", 1, 3) == (True, True)
    assert _reaches(data, "Q1", 1, 2) == (False, False)


def test_formulas_shared_between_columns_take_a_closer_look() -> None:
    shared = b'<f t="shared" ref="J1:K1" si="0">A1</f>'
    data = edited(_book("=A1"), {SHEET: (b"<f>A1</f>", shared)})
    assert _reaches(data, "S", 1, 2)[0]


def test_saves_in_a_row_know_the_formulas_of_the_one_before() -> None:
    memory, book = SaveMemory(), rich_book()
    for turn in range(3):
        book = patch_package(book, [SetCell("Deals", 2 + turn, 2, f"Bo {turn}")], memory).data
        assert (2, 6) in grid(book, "Deals", formulas=False)
    done = patch_package(book, [SetCell("Deals", 2, 4, 1000)], memory)
    assert ("Deals", 2, 6) in {*done.recalculated, *done.stale}
