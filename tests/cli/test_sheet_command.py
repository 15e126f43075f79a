"""``sheet``: what is on which sheet, and the one that lacks."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from partial_books import partial_book

from salestui.cli.exits import Exit
from salestui.cli.main import main


def test_the_sheets_are_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(partial_book(tmp_path, "pipeline"))
    assert main(["sheet", path, "--json"]) == Exit.OK
    found = json.loads(capsys.readouterr().out)
    assert found["deals"] == ["Pipeline"]
    assert found["customers"] == []
    assert main(["sheet", path]) == Exit.OK
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["customers", "Customers", "-"] in lines


def test_the_missing_one_is_added(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(partial_book(tmp_path, "pipeline"))
    assert main(["sheet", path, "customers", "--headers", "zh", "--json"]) == Exit.OK
    told = json.loads(capsys.readouterr().out)
    assert (told["entity"], told["sheet"]) == ("customers", "客户")
    assert openpyxl.load_workbook(path)["客户"]["A1"].value == told["columns"][0]
    assert main(["sheet", path, "customers"]) == Exit.REFUSED
    assert "already" in capsys.readouterr().err


def test_the_sentence_names_sheet_and_columns(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(partial_book(tmp_path, "pipeline"))
    assert main(["sheet", path, "products"]) == Exit.OK
    assert "Added the sheet Products with the columns Product" in capsys.readouterr().out


def test_what_no_workbook_keeps_is_a_usage_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(partial_book(tmp_path, "pipeline"))
    assert main(["sheet", path, "nonsense"]) == Exit.USAGE
    assert "customers" in capsys.readouterr().err


def test_columns_are_added_to_a_sheet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(partial_book(tmp_path, "pipeline"))
    asked = ["sheet", path, "deals", "--column", "strengths", "--column", "threats"]
    assert main(asked) == Exit.OK
    assert "Added to Pipeline: SWOT strengths, SWOT threats." in capsys.readouterr().out
    header = [cell.value for cell in openpyxl.load_workbook(path)["Pipeline"][1]]
    assert header[-2:] == ["SWOT strengths", "SWOT threats"]
    assert main([*asked, "--column", "need", "--headers", "zh", "--json"]) == Exit.OK
    told = json.loads(capsys.readouterr().out)
    assert told == {
        "path": path,
        "entity": "deals",
        "sheets": ["Pipeline"],
        "added": ["客户需求"],
        "warnings": [],
    }
    assert main(asked) == Exit.OK
    assert "already" in capsys.readouterr().out


def test_what_is_no_field_is_a_usage_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(partial_book(tmp_path, "pipeline"))
    assert main(["sheet", path, "deals", "--column", "nonsense"]) == Exit.USAGE
    assert "strengths" in capsys.readouterr().err
    assert main(["sheet", path, "--column", "strengths"]) == Exit.USAGE


def test_no_room_for_a_column_is_refused_with_the_cell(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = partial_book(tmp_path, "pipeline")
    made = openpyxl.load_workbook(path)
    made["Pipeline"]["J2"] = "Legend"
    made.save(path)
    asked = ["sheet", str(path), "deals", "--column", "strengths", "--column", "threats"]
    assert main(asked) == Exit.REFUSED
    assert "Pipeline!J2" in capsys.readouterr().err
