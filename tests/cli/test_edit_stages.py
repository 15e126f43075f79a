"""``salestui edit`` tells what a deal lacks for its new stage, and writes it all the same."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from advance_books import chinese, english

from salestui.cli.exits import Exit
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


@pytest.mark.inventory(2, 7)
def test_a_deal_is_named_by_its_key_and_moves_with_all_that_belongs_to_it(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = book.read_bytes()
    asked = ["edit", str(book), "D-1.stage=Negotiation", "Robot.amount=3m"]
    assert main(asked) == Exit.USAGE
    assert "say why with --reason" in capsys.readouterr().err
    assert book.read_bytes() == before
    assert main([*asked, "--dry-run"]) == 0
    assert "Gate: Offer review" in capsys.readouterr().err
    assert main([*asked, "--reason", "year end"]) == 0
    said = capsys.readouterr()
    assert "Gate: Offer review" in said.err
    assert 'Pipeline!D2 = "Negotiation"' in said.out
    whole = openpyxl.load_workbook(book)
    assert whole["Pipeline"]["D2"].value == "Negotiation"
    assert whole["Pipeline"]["L2"].value.date() == date.today()
    assert whole["Pipeline"]["E3"].value == 3_000_000
    assert whole["Pipeline"]["Q2"].value.endswith("Proposal → Negotiation: year end")
    items = [row[3].value for row in whole["Checklist"].iter_rows(min_row=2)]
    assert "Agree on price, payment and delivery" in items


def test_a_lost_deal_needs_a_reason_and_keeps_its_last_stage(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["edit", str(book), "Robot.stage=Lost"]) == Exit.USAGE
    assert "Robot → Lost: why was it lost?" in capsys.readouterr().err
    assert main(["edit", str(book), "Robot.stage=Lost", "Robot.loss_reason=Price"]) == 0
    assert main(["edit", str(book), "D-3.stage=Lost", "--reason", "Budget"]) == 0
    sheet = openpyxl.load_workbook(book)["Pipeline"]
    assert [sheet[f"{c}3"].value for c in "DMN"] == ["Lost", "Price", "Qualified"]
    assert [sheet[f"{c}4"].value for c in "DMN"] == ["Lost", "Budget", "Negotiation"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("D-9.stage=Won", "no row 'D-9'"),
        ("D-1.colour=red", "no column for 'colour'"),
        ("D-1.amount=lots", ""),
    ],
)
def test_rows_fields_and_values_that_are_none(
    book: Path, capsys: pytest.CaptureFixture[str], text: str, words: str
) -> None:
    before = book.read_bytes()
    assert main(["edit", str(book), text]) == Exit.USAGE
    said = capsys.readouterr().err
    assert said.startswith("salestui: ")
    assert words in said
    assert book.read_bytes() == before


@pytest.mark.parametrize("language", ["en", "zh"])
def test_stages_are_named_as_the_workbook_does(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    """Both the one that it is in and the one that would be next, whatever the screen's language."""
    path = tmp_path / "team.xlsx"
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as written:
        for name, rows in chinese().sheets.items():
            sheet = written.add_worksheet(name)
            for place, row in enumerate(rows):
                sheet.write_row(place, 0, row)
    asked = ["edit", str(path), "商机!D2=谈判签约", "--dry-run", "--lang", language]
    assert main(asked) == 0
    said = {"en": "After “信息收集” comes 项目策划.", "zh": "“信息收集”之后应为项目策划。"}[
        language
    ]
    assert said in capsys.readouterr().err
