"""Section D, activities and offers: each row through the headless commands or the app."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from advance_books import english
from deal_books import full
from written_books import in_order, told, write

Capsys = pytest.CaptureFixture[str]
TODAY = "2026-12-09"


@pytest.fixture
def deal(tmp_path: Path) -> Path:
    return write(tmp_path / "deal.xlsx", full().sheets)


@pytest.mark.inventory(51)
def test_row_51_an_activity_in_one_line(deal: Path, capsys: Capsys) -> None:
    told(capsys, "note", deal, "visit Press demo ok next offer +3d", "--as-of", TODAY)
    assert in_order(told(capsys, "deal", deal, "Press"), "Activities · 3", "2026-12-09  Visit")
    assert "2026-12-12  Press  offer" in told(capsys, "due", deal, "--as-of", TODAY)


@pytest.mark.inventory(52)
def test_row_52_what_is_overdue_comes_first(deal: Path, capsys: Capsys) -> None:
    said = told(capsys, "due", deal, "--as-of", TODAY)
    assert in_order(said, "Overdue    2026-12-02", "Overdue    2026-12-05  Press  call",
                    "This week  2026-12-10")  # fmt: skip


@pytest.mark.inventory(53)
def test_row_53_versions_of_a_proposal(deal: Path, capsys: Capsys) -> None:
    said = told(capsys, "deal", deal, "Press")
    assert in_order(said, "v2  formal       2026-12-01  2026-12-02  2026-12-06",
                    "v1  preliminary  2026-11-01  2026-11-02")  # fmt: skip


@pytest.mark.inventory(54)
def test_row_54_list_price_discount_and_net(deal: Path, capsys: Capsys) -> None:
    said = told(capsys, "deal", deal, "Press")
    assert "850,000 ≠ 800,000" in said  # 1,000,000 less 20 %
    assert in_order(said, "Q1 1  1,000,000  10.0%  900,000", "draft")


@pytest.mark.inventory(55)
def test_row_55_a_tender_with_number_deadline_bond_and_result(deal: Path, capsys: Capsys) -> None:
    assert in_order(told(capsys, "deal", deal, "Press"), "Tender no        T-77", "2026-12-02")
    assert "tender deadline" in told(capsys, "due", deal, "--as-of", TODAY)


@pytest.mark.inventory(56)
def test_row_56_negotiation_is_a_stage_and_a_log(tmp_path: Path, capsys: Capsys) -> None:
    path = write(tmp_path / "team.xlsx", english("Gates", "Checklist").sheets)
    why = ("--reason", "the customer asked for terms")
    told(capsys, "edit", path, "D-1.stage=Negotiation", *why)
    assert openpyxl.load_workbook(path)["Pipeline"]["D2"].value == "Negotiation"
    logged = ("note", path, "negotiation Press price agreed", "--as-of", TODAY, "--add-sheet")
    told(capsys, *logged)
    found = json.loads(told(capsys, "deal", path, "Press", "--json"))
    lines = found["sections"]["activities"]["lines"]
    assert any("Negotiation" in text for line in lines for text in line["texts"])
