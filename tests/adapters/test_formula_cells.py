"""Which cells hold formulas, and which of those have no result that can be shown."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from small_packages import saved, sheet, workbook

from adapters.contents import ColumnKind, FormulaCells, FormulaState, ReadRequest
from adapters.excel.backend import ExcelBackend

CALCULATED, UNCALCULATED = FormulaState.CALCULATED, FormulaState.UNCALCULATED
VOLATILE, EXTERNAL = FormulaState.VOLATILE, FormulaState.EXTERNAL


def formulas(
    folder: Path, data: bytes, rows: tuple[int, int], columns: str
) -> tuple[tuple[FormulaCells, ...], list[list[object]]]:
    """The formulas found in the columns (letters A to Z), and the values by column."""
    kinds = {ord(letter) - 64: ColumnKind.NUMBER for letter in columns}
    book = ExcelBackend.open(str(saved(folder, data)), folder)
    try:
        name = book.outline().sheets[0].name
        (found,) = book.read([ReadRequest(name, *rows, kinds)])
    finally:
        book.close()
    runs = tuple(replace(run, local=True) for run in found.formulas)  # see test_row_reach
    return runs, [found.frame[letter].to_list() for letter in columns]


def test_books_of_openpyxl_have_no_results(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for row in range(1, 9):
        page.append([row, f"=A{row}*2"])
    page["B5"] = 7
    sink = io.BytesIO()
    book.save(sink)
    found, values = formulas(tmp_path, sink.getvalue(), (1, 8), "AB")
    assert found == (
        FormulaCells(2, 1, 4, UNCALCULATED),
        FormulaCells(2, 6, 8, UNCALCULATED),
    )
    assert values[1] == [None] * 4 + [7.0] + [None] * 3


def test_a_formula_deep_in_a_column_of_constants_is_found(tmp_path: Path) -> None:
    sink = io.BytesIO()
    book = xlsxwriter.Workbook(sink)
    page = book.add_worksheet()
    for row in range(500):
        page.write_number(row, 0, row)
    page.write_formula(400, 0, "=A1+1", value=1)
    book.close()
    found, values = formulas(tmp_path, sink.getvalue(), (2, 500), "A")
    assert found == (FormulaCells(1, 401, 401, CALCULATED),)
    assert values[0][399] == 1.0


@pytest.mark.parametrize(
    ("cell", "state"),
    [
        ('<c r="A1"><f>B1</f><v>1</v></c>', CALCULATED),
        ('<c r="A1" t="str"><f>B1</f><v></v></c>', CALCULATED),
        ('<c r="A1" t="e"><f>B1</f><v>#DIV/0!</v></c>', CALCULATED),
        ('<c r="A1" t="str"><f>B1</f></c>', UNCALCULATED),
        ('<c r="A1"><f>B1</f><v/></c>', UNCALCULATED),
        ('<c r="A1"><f>B1</f><v></v></c>', UNCALCULATED),
        ('<c r="A1"><f>B1</f>\n<v />\n</c>', UNCALCULATED),
        ('<c r="A1"><f>TODAY()-B1</f><v>1</v></c>', VOLATILE),
        ('<c r="A1"><f>sum(offset(B1,0,0,2,1))</f><v>1</v></c>', VOLATILE),
        ('<c r="A1"><f>MyToday.TODAY()</f><v>1</v></c>', CALCULATED),
        ("""<c r="A1"><f>'[1]Price list'!A1*2</f><v>1</v></c>""", EXTERNAL),
        ('<c r="A1"><f>SUM([12]Q1!A1:A9)</f><v>1</v></c>', EXTERNAL),
        ('<c r="A1"><f>SUM(Sales[2024])+SUM(Sales[[2024]:[2025]])</f><v>1</v></c>', CALCULATED),
    ],
)
def test_what_the_stored_result_is_worth(tmp_path: Path, cell: str, state: FormulaState) -> None:
    data = workbook(sheet(f'<row r="1">{cell}</row>'))
    found, _ = formulas(tmp_path, data, (1, 1), "A")
    assert found == (FormulaCells(1, 1, 1, state),)


def test_members_of_a_shared_formula_are_as_its_master(tmp_path: Path) -> None:
    rows = (
        '<row r="1"><c r="A1"><f t="shared" ref="A1:A3" si="4">NOW()+B1</f><v>1</v></c></row>'
        '<row r="2"><c r="A2"><f t="shared" si="4"/><v>2</v></c></row>'
        '<row r="3"><c r="A3"><f t="shared" si="4"/></c></row>'
    )
    found, _ = formulas(tmp_path, workbook(sheet(rows)), (1, 3), "A")
    assert found == (FormulaCells(1, 1, 2, VOLATILE), FormulaCells(1, 3, 3, UNCALCULATED))
