"""``salestui edit`` tells what a deal lacks for its new stage, and writes it all the same."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from advance_books import english

from salestui.cli.main import main


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "team.xlsx"
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as written:
        for name, rows in english().sheets.items():
            sheet = written.add_worksheet(name)
            for place, row in enumerate(rows):
                sheet.write_row(place, 0, row)
    return path


@pytest.mark.inventory(2, 3)
def test_what_is_missing_is_a_warning(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["edit", str(book), "Pipeline!D2=Negotiation"]) == 0
    told = capsys.readouterr().err
    assert "Press → Negotiation: Gate: Offer review: the decision is “Hold”." in told
    assert "Press → Negotiation: Checklist: Ask the boss" in told
    assert openpyxl.load_workbook(book)["Pipeline"]["D2"].value == "Negotiation"


def test_a_way_back_and_other_cells_are_told_nothing(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["edit", str(book), "Pipeline!D2=Lead", "Pipeline!C2=Won", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["warnings"] == []


def test_json_has_the_warnings(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["edit", str(book), "Pipeline!D4=Won", "--dry-run", "--json"]) == 0
    warnings = json.loads(capsys.readouterr().out)["warnings"]
    assert any("Exit criterion" in text for text in warnings)
