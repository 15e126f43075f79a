"""``salestui edit``: rows that go, and what follows rows that come."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from salestui.cli.exits import Exit
from salestui.cli.main import main


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "stock.xlsx"
    with xlsxwriter.Workbook(path) as made:
        stock = made.add_worksheet("Stock")
        stock.write_row("A1", ("Item", "Count"))
        for row, item in enumerate(("Nail", "Screw", "Bolt", "Nut"), start=1):
            stock.write_row(row, 0, (item, row))
        other = made.add_worksheet("Other")
        other.write_formula("A1", "=SUM(Stock!B2:B5)", None, 10)
        other.write_formula("A2", "=Stock!B3", None, 2)
    return path


def _items(path: Path) -> list[object]:
    return [cell.value for cell in openpyxl.load_workbook(path)["Stock"]["A"]]


def test_a_row_goes_and_one_that_cannot_is_emptied(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["edit", str(book), "--delete", "Stock!3", "--delete", "stock!4"])
    out, err = capsys.readouterr()
    assert code == Exit.OK
    assert out.splitlines() == ["Stock!A3:B3 emptied", "Stock!A4:B4 removed"]
    assert "rows of Stock: 3" in err
    assert "Other!A2" in err
    assert _items(book) == ["Item", "Nail", None, "Nut"]
    assert openpyxl.load_workbook(book)["Other"]["A1"].value == "=SUM(Stock!B2:B4)"


def test_a_dry_run_says_what_would_go(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = book.read_bytes()
    code = main(["edit", str(book), "--delete", "Stock!5", "--dry-run", "--json"])
    told = json.loads(capsys.readouterr().out)
    assert code == Exit.OK
    assert [(cell["done"], cell["row"]) for cell in told["cells"]] == [("removed", 5)]
    assert book.read_bytes() == before


def test_what_names_no_row_is_a_mistake(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["edit", str(book), "--delete", "Stock!B"]) == Exit.USAGE
    assert "--delete 'Sheet!5'" in capsys.readouterr().err


@pytest.mark.parametrize("grow", [True, False])
def test_formulas_over_the_table_follow_where_asked(
    book: Path, capsys: pytest.CaptureFixture[str], grow: bool
) -> None:
    options = ["--append", "Stock", '{"Item": "Pin", "Count": 5}', *(["--grow"] if grow else [])]
    assert main(["edit", str(book), *options]) == Exit.OK
    formula = openpyxl.load_workbook(book)["Other"]["A1"].value
    assert formula == ("=SUM(Stock!B2:B6)" if grow else "=SUM(Stock!B2:B5)")
    assert ("do not include the new rows" in capsys.readouterr().err) != grow
