"""Formulas that change by themselves or read other workbooks are told; templates open."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from layout_files import DEALS, HEADER, figures, reading

from adapters.excel.backend import ExcelBackend


def with_formula(path: Path, formula: str, *, template: bool = False) -> Path:
    """Deals whose first amount is a formula with the stored result 1000."""
    import xlsxwriter

    book = xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet("Deals")
    sheet.write_row(0, 0, HEADER)
    for number, row in enumerate(DEALS, start=1):
        sheet.write_row(number, 0, row)
    if formula:
        sheet.write_formula("E2", formula, None, 1000)
    book.close()
    if template:
        loaded = openpyxl.load_workbook(path)
        loaded.template = True
        loaded.save(path)
    return path


@pytest.mark.parametrize(
    ("formula", "code"),
    [
        ("=ROUND(TODAY()/45,0)", "volatile-formula"),
        ("=OFFSET(E3,0,0)/2", "volatile-formula"),
        ("='[1]List'!B2", "external-link"),
    ],
)
def test_what_is_shown_of_them_counts_and_is_told(tmp_path: Path, formula: str, code: str) -> None:
    path = with_formula(tmp_path / "team.xlsx", formula)
    assert figures(path)["kpis"]["actual"]["value"] == 3000
    told = [p for p in reading(path).problems if "formula" in p.code or "link" in p.code]
    assert [(p.code, p.where, p.severity) for p in told] == [(code, "Deals!E2", told[0].severity)]
    assert dict(told[0].parts)["cells"] == "E2"


def test_a_template_is_read_as_any_workbook(tmp_path: Path) -> None:
    path = with_formula(tmp_path / "team.xltx", "", template=True)
    kinds = openpyxl.load_workbook(path).mime_type
    assert kinds.endswith("template.main+xml")
    assert ExcelBackend.claims(str(path))
    assert figures(path)["kpis"]["actual"]["value"] == 3000
    assert figures(path)["counts"]["deals"] == 4
