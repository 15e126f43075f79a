"""``salestui edit BOOK 'D-1.stage=Won'`` in scripts: names, values, all or none, plan and run."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from salestui.cli.exits import Exit
from salestui.cli.main import main

DEALS: Sequence[Sequence[object]] = (
    ("Deal ID", "Deal", "Customer", "Stage", "Amount", "Probability", "Close date", "Weighted"),
    ("D-1", "Cloud", "Acme", "Proposal", 1000, 0.5, date(2026, 12, 1), "=E2*F2"),
    ("D-2", "ERP", "中建三局", "Negotiation", 2000, 0.75, date(2026, 12, 2), "=E3*F3"),
)
CUSTOMERS: Sequence[Sequence[object]] = (
    ("Customer ID", "Customer", "Tier", "Region"),
    ("C-1", "Acme", "B", "East"),
    ("C-2", "中建三局", "A", "华东"),
)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "team.xlsx"
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as made:
        for title, rows in {"Deals": DEALS, "Customers": CUSTOMERS}.items():
            sheet = made.add_worksheet(title)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return path


def edited(capsys: pytest.CaptureFixture[str], *arguments: object) -> Any:
    assert main(["edit", *map(str, arguments), "--json"]) == Exit.OK
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize(
    ("edit", "where", "value"),
    [
        ("D-1.amount=1.2m", "Deals!E2", 1_200_000),
        ("d-1.金额=1.2e6", "Deals!E2", 1_200_000),
        ("D-1.合同额=35万", "Deals!E2", 350_000),
        ("D-1.deal value=7", "Deals!E2", 7),
        ("D-1.Close date=2026-12-31", "Deals!G2", "2026-12-31"),
        ("D-1.probability=40%", "Deals!F2", 0.4),
        ("Cloud.amount=3", "Deals!E2", 3),
        ("C-1.tier=A", "Customers!C2", "A"),
        ("c-2.客户级别=C", "Customers!C3", "C"),
        ("中建三局.region=华北", "Customers!D3", "华北"),
        ("D-1.customer==1+1", "Deals!C2", "=1+1"),
    ],
)
def test_rows_by_key_or_name_and_fields_in_both_languages(
    book: Path, capsys: pytest.CaptureFixture[str], edit: str, where: str, value: object
) -> None:
    (cell,) = edited(capsys, book, edit)["cells"]
    assert (cell["where"], cell["value"]) == (where, value)
    sheet, place = where.split("!")
    found = openpyxl.load_workbook(book)[sheet][place]
    assert found.data_type != "f"
    held = found.value
    assert (held.date().isoformat() if found.is_date else held) == value


def test_several_edits_of_several_sheets_at_once(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = edited(capsys, book, "D-1.amount=5", "C-1.tier=A", "Deals!B3=SAP", "D-2.amount=6")
    assert {c["where"] for c in found["cells"]} == {
        "Deals!E2", "Deals!E3", "Deals!B3", "Customers!C2",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ("D-1.amount=lots", Exit.USAGE),
        ("D-9.amount=1", Exit.USAGE),
        ("D-1.colour=red", Exit.USAGE),
        ("D-2.stage=Negotiatoin", Exit.USAGE),
        ("D-2.stage=Lost", Exit.USAGE),  # why is not said
        ("D-2.weighted=3", Exit.REFUSED),
        ("Nowhere!A1=3", Exit.REFUSED),
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_all_or_none(
    book: Path, capsys: pytest.CaptureFixture[str], wrong: str, code: Exit, first: bool
) -> None:
    before = book.read_bytes()
    edits = [wrong, "D-1.amount=5"] if first else ["D-1.amount=5", wrong]
    assert main(["edit", str(book), *edits]) == code
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("salestui: ")
    assert book.read_bytes() == before


@pytest.mark.parametrize(
    "edits",
    [
        ("D-1.amount=5", "C-1.tier=A"),
        ("D-1.stage=Negotiation", "--reason", "the boss says so"),
        ("D-2.stage=Lost", "--reason", "price"),
        ("D-1.stage=Proposal",),
    ],
)
def test_a_dry_run_prints_the_same_as_the_run(
    book: Path, capsys: pytest.CaptureFixture[str], edits: tuple[str, ...]
) -> None:
    before = book.read_bytes()
    planned = edited(capsys, book, *edits, "--dry-run")
    assert book.read_bytes() == before
    done = edited(capsys, book, *edits)
    changed = book.read_bytes() != before
    assert (planned.pop("written"), done.pop("written")) == (False, changed)
    assert planned.pop("backup") is None
    assert (done.pop("backup") is not None) == changed == bool(planned["cells"])
    assert planned == done


def test_a_formula_is_replaced_only_on_purpose(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (cell,) = edited(capsys, book, "D-1.weighted=3", "--over-formula")["cells"]
    assert (cell["where"], cell["value"]) == ("Deals!H2", 3)


def test_a_stage_of_the_team_s_own_is_kept_though_the_playbook_lacks_it(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edited(capsys, book, "Deals!D2=On hold")
    (cell, *_more) = edited(capsys, book, "D-2.stage=On hold")["cells"]
    assert (cell["where"], cell["value"]) == ("Deals!D3", "On hold")
