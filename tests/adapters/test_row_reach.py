"""Whether a formula may change with cells of other rows, or certainly does not."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter
from small_packages import saved, sheet, workbook

from adapters.contents import ColumnKind, ReadRequest
from adapters.excel.backend import ExcelBackend
from adapters.excel.reading.rowreach import OWN_TABLE, Reach, RowReach


@pytest.mark.parametrize(
    ("text", "row", "reach"),
    [
        ("E5*F5", 5, {b"E", b"F"}),
        ("$E55*0.5+55", 55, {b"E"}),
        ("SUM(B5:D5)", 5, {b"B", b"C", b"D"}),
        ('IF(A5="x9",1E3,TRUE)', 5, {b"A"}),
        ("IF(A5=&quot;Won&quot;,B5,0)", 5, {b"A", b"B"}),
        ("[@Amount]*DealsTable[[#This Row],[Won]]", 5, {b"[amount]", b"[won]"}),
        ("TODAY()-[@[Close date]]", 5, {b"[close date]"}),
        ("SUM([@[Jan]:[Dec]])+SUM(T[[#This Row],[Jan]:[Dec]])", 5, {OWN_TABLE}),
        ("COUNTA(T[[#This Row]])", 5, {OWN_TABLE}),
        ("1+1", 5, set()),
        ("E4*F5", 5, None),
        ("E55", 5, None),
        ("E15", 5, None),
        ("$E$5", 5, None),
        ("SUM(E$2:E5)", 5, None),
        ("SUM(E:E)", 5, None),
        ("SUM(5:5)", 5, None),
        ("Rates!B5*E5", 5, None),
        ("'Q1 5'!B5", 5, None),
        ("E5*Rate", 5, None),
        ("SUMIFS(Deals[Amount],Deals[Owner],[@Owner])", 5, None),
        ("OFFSET(E5,1,0)", 5, None),
        ("_xlfn.XLOOKUP(A5,Names,B5)", 5, None),
        ("SUM(B5:INDEX(C5,1))", 5, None),
        ("A5#", 5, None),
    ],
)
def test_what_a_formula_reads_of_its_row(text: str, row: int, reach: set[bytes] | None) -> None:
    expected: Reach = None if reach is None else frozenset(reach)
    looking = RowReach()
    for _ in range(2):  # the second time it is remembered
        assert looking.of(text.encode(), b"%d" % row) == expected


def _local(folder: Path, columns: str, *rows: str) -> dict[str, bool]:
    data = workbook(sheet("".join(rows)))
    kinds = {ord(letter) - 64: ColumnKind.NUMBER for letter in columns}
    book = ExcelBackend.open(str(saved(folder, data)), folder)
    try:
        name = book.outline().sheets[0].name
        (found,) = book.read([ReadRequest(name, 1, len(rows), kinds)])
    finally:
        book.close()
    return {chr(64 + cells.column): cells.local for cells in found.formulas}


def _row(number: int, **cells: str) -> str:
    inner = "".join(
        f'<c r="{letter}{number}"><f>{text}</f><v>1</v></c>' for letter, text in cells.items()
    )
    return f'<row r="{number}">{inner}</row>'


def test_columns_over_a_running_total_are_as_far_as_it(tmp_path: Path) -> None:
    rows = [_row(n, B=f"SUM(A$1:A{n})", C=f"B{n}*2", D=f"A{n}*2", E=f"C{n}+D{n}") for n in (1, 2)]
    found = _local(tmp_path, "ABCDE", *rows)
    assert found == {"B": False, "C": False, "D": True, "E": False}


def test_a_helper_column_outside_the_table_may_be_anything(tmp_path: Path) -> None:
    assert _local(tmp_path, "AB", _row(1, B="A1*2"), _row(2, B="Z2*2")) == {"B": False}


def test_shared_formulas_are_followed_in_their_own_column_only(tmp_path: Path) -> None:
    rows = (
        '<row r="1"><c r="B1"><f t="shared" ref="B1:C2" si="0">A1*2</f><v>1</v></c></row>',
        '<row r="2"><c r="B2"><f t="shared" si="0"/><v>1</v></c>'
        '<c r="C2"><f t="shared" si="0"/><v>1</v></c>'
        '<c r="D2"><f t="array" ref="D2:D3">A2*2</f><v>1</v></c></row>',
    )
    assert _local(tmp_path, "ABCD", *rows) == {"B": True, "C": False, "D": False}


def test_columns_named_as_the_tables_are_followed_by_their_names(tmp_path: Path) -> None:
    path = tmp_path / "table.xlsx"
    this = "Deals[[#This Row],[{}]]".format
    with xlsxwriter.Workbook(str(path)) as book:
        made = book.add_worksheet("Deals")
        book.define_name("AsOf", "=Deals!$Z$1")
        made.add_table(0, 0, 3, 4, {
            "name": "Deals",
            "columns": [
                {"header": "Amount"},
                {"header": "Share"},
                {"header": "Weighted", "formula": f"={this('Amount')}*{this('Share')}"},
                {"header": "Age (d)", "formula": f"=AsOf-{this('Amount')}"},
                {"header": "Late", "formula": f"={this('Age (d)')}>9"},
            ],
        })  # fmt: skip
    book = ExcelBackend.open(str(path), tmp_path)
    try:
        kinds = dict.fromkeys(range(1, 6), ColumnKind.NUMBER)
        (found,) = book.read([ReadRequest("Deals", 2, 4, kinds)])
    finally:
        book.close()
    local = {cells.column: cells.local for cells in found.formulas}
    assert local == {3: True, 4: False, 5: False}
