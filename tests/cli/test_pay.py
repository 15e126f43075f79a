"""``salestui pay`` and ``salestui contract`` as a script sees them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from contract_books import sheets

from salestui.cli import pay_command
from salestui.cli.exits import Exit
from salestui.cli.main import main
from salestui.views.contract.paying import PaymentPreview
from sample_workbooks import sample

DAY = ["--as-of", "2026-12-09"]


def workbook(folder: Path, *without: str) -> Path:
    path = folder / "team.xlsx"
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
        for name, rows in sheets().items():
            if name not in without:
                sheet = book.add_worksheet(name)
                for number, values in enumerate(rows):
                    sheet.write_row(number, 0, values)
    return path


def rows_of(path: Path, sheet: str) -> list[tuple[object, ...]]:
    book = openpyxl.load_workbook(path, read_only=True)
    found = [tuple(row) for row in book[sheet].iter_rows(values_only=True)]
    book.close()
    return found


@pytest.mark.inventory(59)
def test_a_payment_is_written_with_the_lines_it_closes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = workbook(tmp_path)
    asked = ["pay", str(path), "C-2026-01", "70000", *DAY, "--by", "Max", "--kind", "Progress"]
    assert main([*asked, "--json"]) == Exit.OK
    told = json.loads(capsys.readouterr().out)
    assert told["written"]
    assert told["owed"] == 5_000
    assert [(line["amount"], line["closed"]) for line in told["lines"]] == [
        (60_000, True), (10_000, False),
    ]  # fmt: skip
    paid = rows_of(path, "Payments")[-1]
    assert (paid[0], paid[2], paid[4], paid[5], paid[7]) == (
        "P-002", "C-2026-01", "progress", 70_000, "Max",
    )  # fmt: skip
    lines = rows_of(path, "Payment plan")
    assert lines[2][7] == 60_000
    assert str(lines[2][8]).startswith("2026-12-09")
    assert lines[3][7] == 10_000


def test_what_is_odd_is_refused_until_it_is_insisted_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = workbook(tmp_path)
    before = path.read_bytes()
    assert main(["pay", str(path), "C-2026-01", "900000", *DAY]) == Exit.REFUSED
    assert "825,000 more than the 105,000 agreed" in capsys.readouterr().err
    assert main(["pay", str(path), "C-2026-01", "900000", *DAY, "--dry-run"]) == Exit.OK
    assert path.read_bytes() == before
    assert main(["pay", str(path), "C-2026-01", "900000", *DAY, "--anyway"]) == Exit.OK
    assert len(rows_of(path, "Payments")) == 3


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["C-9", "5"], "no contract and no deal 'C-9'"),
        (["C-2026-01", "much"], "much"),
        (["C-2026-01", "5", "--plan", "L-9"], "no plan line 'L-9'"),
        (["C-2026-01", "5", "--date", "someday"], "someday"),
    ],
)
def test_what_cannot_be_meant_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    path = workbook(tmp_path)
    assert main(["pay", str(path), *arguments, *DAY]) == Exit.USAGE
    assert said in capsys.readouterr().err


def test_a_workbook_without_payments_says_how_to_add_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = workbook(tmp_path, "Payments")
    assert main(["pay", str(path), "C-2026-01", "5", *DAY]) != Exit.OK
    assert "salestui sheet" in capsys.readouterr().err


def test_a_deal_without_a_contract_and_a_contract_without_a_plan_are_paid(tmp_path: Path) -> None:
    path = workbook(tmp_path, "Payment plan")
    assert main(["pay", str(path), "Robot", "1000", *DAY]) == Exit.OK
    assert main(["pay", str(path), "Valves", "8000", *DAY]) == Exit.OK
    assert [row[5] for row in rows_of(path, "Payments")[1:]] == [30_000, 1_000, 8_000]


@pytest.mark.inventory(57)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_contract_is_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    path = workbook(tmp_path)
    asked = ["contract", str(path), "C-2026-01", *DAY, "--lang", language]
    assert main([*asked, "--json"]) == Exit.OK
    told = json.loads(capsys.readouterr().out)
    assert told["figures"]["open"] == 75_000
    assert told["figures"]["overdue"] == 60_000
    assert main(asked) == Exit.OK
    assert "L-2" in capsys.readouterr().out
    assert main(["contract", str(path), "C-9", *DAY]) == Exit.USAGE


def test_a_payment_into_a_sample_changes_nothing_but_its_cells(tmp_path: Path) -> None:
    source = sample("en", "sales-projects")
    path = tmp_path / "team.xlsx"
    path.write_bytes(source.read_bytes())
    before = {name: rows_of(path, name) for name in openpyxl.load_workbook(path).sheetnames}
    assert main(["pay", str(path), "C-2026-09", "500000", "--date", "2026-11-20", *DAY]) == Exit.OK
    after = {name: rows_of(path, name) for name in openpyxl.load_workbook(path).sheetnames}
    changed = {name for name in before if before[name] != after[name]}
    assert changed <= {"Payments", "Payment plan", "Overview"}
    assert after["Payments"][: len(before["Payments"])] == before["Payments"]
    assert after["Payments"][-1][7] == 500_000


@pytest.mark.inventory(59)
def test_two_payments_entered_at_once_both_count_and_have_their_own_numbers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workbook(tmp_path)
    preview, others = pay_command.payment_preview, ["10000", "5000"]

    def while_another_pays(*told: Any) -> PaymentPreview:
        """What is worked out is old by the time it is to be written."""
        seen = preview(*told)
        if others:
            assert main(["pay", str(path), "C-2026-01", others.pop(), *DAY]) == Exit.OK
        return seen

    monkeypatch.setattr(pay_command, "payment_preview", while_another_pays)
    assert main(["pay", str(path), "C-2026-01", "20000", *DAY]) == Exit.OK
    assert "25,000 still unpaid" in capsys.readouterr().out
    paid = [(row[0], row[5]) for row in rows_of(path, "Payments")[2:]]
    assert sorted(paid, key=str) == [("P-002", 10_000), ("P-003", 5_000), ("P-004", 20_000)]
    assert rows_of(path, "Payment plan")[2][7] == 35_000
