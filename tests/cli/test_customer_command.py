"""``salestui customer`` and ``salestui channels``."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from salestui.cli.main import main

PIPELINE = [
    ["Deal", "Customer", "Stage", "Amount", "Owner", "Created", "Expected Close", "Source"],
    ["A", "Acme Ltd", "Won", 1000, "Ann", date(2026, 9, 1), date(2026, 10, 5), "Website"],
    ["B", "Boreal", "Negotiation", 500, "Bob", date(2026, 9, 3), date(2026, 12, 5), "Exhibition"],
]
CUSTOMERS = [
    ["Customer", "Industry", "Region", "Owner", "Relationship"],
    ["Acme Ltd", "IT", "East", "Ann", "3"],
    ["Boreal", "Retail", "West", "Bob", None],
]


@pytest.fixture
def path(tmp_path: Path) -> str:
    file = tmp_path / "team.xlsx"
    with xlsxwriter.Workbook(file, {"default_date_format": "yyyy-mm-dd"}) as book:
        for title, rows in (("Pipeline", PIPELINE), ("Customers", CUSTOMERS)):
            sheet = book.add_worksheet(title)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return str(file)


@pytest.mark.inventory(35, 37, 47)
def test_a_customer_as_text_and_as_json(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["customer", path, "acme ltd", "--as-of", "2026-11-21"]) == 0
    text = capsys.readouterr().out
    assert text.startswith("Acme Ltd\n")
    assert "! no contact is known" in text
    assert main(["customer", path, "Acme Ltd", "--as-of", "2026-11-21", "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["figures"]["bought"] == 1000
    assert data["figures"]["csat"] is None
    assert data["missing_sheets"][0] == "contacts"
    assert main(["customer", path, "Nobody"]) != 0


@pytest.mark.inventory(23)
def test_channels_as_text_and_as_json(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["channels", path, "--period", "2026", "--as-of", "2026-11-21"]
    assert main(arguments) == 0
    assert "Website" in capsys.readouterr().out
    assert main([*arguments, "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert {c["channel"]: (c["deals"], c["won"], c["value"]) for c in data["channels"]} == {
        "web": (1, 1, 1000.0), "exhibition": (1, 0, 0.0),
    }  # fmt: skip
    assert data["figures"]["new_customers"] == 1
