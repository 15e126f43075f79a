"""Good workbooks of many makers, as the ground for mutations."""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path

import openpyxl
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.worksheet.table import Table
from patch_support import plain_book, rich_book
from small_packages import MAIN, shared, sheet, workbook

import sample_workbooks


def _sample() -> bytes:
    return (Path(sample_workbooks.__file__).parent / "sales_team_zh.xlsx").read_bytes()


def _openpyxl_book() -> bytes:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "Deals"
    page.append(["Deal", "Amount", "Share"])
    for row in range(2, 9):
        page.append([f"D-{row}", row * 100, f"=B{row}/SUM(B$2:B$8)"])
    page.add_table(Table(displayName="T", ref="A1:C8"))
    page["A2"].comment = Comment("note", "me")
    page.merge_cells("F1:G2")
    book.create_sheet("Other").append(["x", True, 1.5])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _formula_book() -> bytes:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    page = book.add_worksheet("Deals")
    page.write_row(0, 0, ["A", "B", "C"])
    for row in range(1, 8):
        page.write_row(row, 0, [row, row * 2])
        page.write_formula(row, 2, f"=A{row + 1}+B{row + 1}", None, row * 3)
    page.write_array_formula("E2:E4", "{=A2:A4*2}", None, 2)
    page.write_dynamic_array_formula("G2", "=UNIQUE(A2:A4)", None, 1)
    page.write_rich_string("I2", "plain ", book.add_format({"bold": True}), "bold")
    page.merge_range("K1:L2", "merged")
    page.autofilter("A1:C8")
    page.print_area("A1:C8")
    book.define_name("Amounts", "=Deals!$A$2:$A$8")
    book.close()
    return stream.getvalue()


def _hand_made() -> bytes:
    shared_formula = '<f t="shared" si="0"/>'
    rows = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c>'
        '<c r="B1" t="inlineStr"><is><t>Sum</t></is></c></row>'
        '<row r="2"><c r="A2"><v>1</v></c>'
        '<c r="B2"><f t="shared" ref="B2:B4" si="0">A2*2</f><v>2</v></c></row>'
        f'<row r="3"><c r="A3"><v>2</v></c><c r="B3">{shared_formula}<v>4</v></c></row>'
        f'<row r="4"><c r="A4" s="1"><v>45000</v></c><c r="B4">{shared_formula}<v>6</v></c></row>'
    )
    return workbook(sheet(rows), sheet('<row><c t="b"><v>1</v></c></row>'), strings=shared("Head"))


def _prefixed() -> bytes:
    page = (
        f'<x:worksheet xmlns:x="{MAIN}"><x:dimension ref="A1:B2"/><x:sheetData><x:row r="1">'
        '<x:c r="A1" t="str"><x:v>Head</x:v></x:c></x:row><x:row r="2"><x:c r="A2"><x:v>1</x:v>'
        "</x:c></x:row></x:sheetData></x:worksheet>"
    )
    return workbook(page)


@lru_cache(maxsize=1)
def good_packages() -> dict[str, bytes]:
    """The packages by name; small, so that thousands of mutations take seconds."""
    return {
        "plain": plain_book(),
        "rich": rich_book(macros=True),
        "totals": rich_book(totals=True),
        "openpyxl": _openpyxl_book(),
        "formulas": _formula_book(),
        "hand-made": _hand_made(),
        "prefixed": _prefixed(),
        "sample": _sample(),
    }
