"""Section B, leads and market: each row through the headless commands or the app."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from customer_books import ENGLISH
from deal_books import full
from fakes import MemoryWorkbook
from noting import kept
from table_support import table
from written_books import in_order, told, write

Capsys = pytest.CaptureFixture[str]
TODAY = "2026-12-09"
TWELVE = ("客户交流", "市场调研", "媒体信息", "技术支持", "技术交流", "参观展览", "投标",
          "沟通例会", "高层拜访", "销售周报", "需求总结", "经验交流")  # fmt: skip


@pytest.fixture
def customers(tmp_path: Path) -> Path:
    return write(tmp_path / "customers.xlsx", ENGLISH)


@pytest.fixture
def deal(tmp_path: Path) -> Path:
    return write(tmp_path / "deal.xlsx", full().sheets)


@pytest.mark.inventory(21)
def test_row_21_leads_are_kept_followed_and_counted(customers: Path, capsys: Capsys) -> None:
    assert "leads" in told(capsys, "sheet", customers)
    due = told(capsys, "due", customers, "--as-of", TODAY, "--all")
    assert "Dune" in due
    told(capsys, "edit", customers, "L-3.status=Working")
    sheet = openpyxl.load_workbook(customers)["Leads"]
    assert sheet["J4"].value == "working"


@pytest.mark.inventory(22)
async def test_row_22_a_lead_becomes_a_deal_with_its_validation() -> None:
    book = MemoryWorkbook({name: [list(r) for r in rows] for name, rows in ENGLISH.items()})
    async with table("leads", book, size=(160, 40)) as t:
        before = t.book.state.entities["deals"].live.height
        t.to(1, "company")
        t.app.action_look("convert_lead")
        await t.pilot.pause()
        for _ in range(5):
            if t.book.state.entities["deals"].live.height > before:
                break
            await t.press("enter")
        deals = t.book.state.entities["deals"].live
        assert deals["customer"].to_list()[-1] == "Dune"
        assert t.value(1, "status") == "converted"
        assert t.value(1, "converted_deal")


@pytest.mark.inventory(23)
def test_row_23_twelve_channels_with_leads_wins_value_and_cost(
    customers: Path, capsys: Capsys
) -> None:
    said = told(capsys, "channels", customers, "--as-of", TODAY, "--period", "all")
    assert in_order(said, "Leads", "Converted", "Won value", "Cost", "Return")
    assert in_order(said, "Website", "1", "400", "10", "3,900%")
    assert in_order(told(capsys, "playbook", "project-sales", "--lang", "zh"), *TWELVE)


@pytest.mark.inventory(24)
def test_row_24_further_channels_are_known_and_own_ones_stay(
    customers: Path, capsys: Capsys
) -> None:
    said = told(capsys, "channels", customers, "--as-of", TODAY, "--period", "all")
    assert "Friend of a friend" in said
    listed = told(capsys, "playbook", "b2b", "--lang", "zh")
    for channel in ("网络", "商务洽谈", "电话", "邮件", "社交", "广告"):
        assert channel in listed


@pytest.mark.inventory(25)
async def test_row_25_what_a_rep_must_know_is_a_checklist() -> None:
    assert await kept("checklist", "item", "knows our prices") == "knows our prices"


@pytest.mark.inventory(26)
async def test_row_26_a_territory_is_prepared_in_notes() -> None:
    assert await kept("territories", "rivals", "two agents") == "two agents"


@pytest.mark.inventory(27)
async def test_row_27_market_research_is_noted() -> None:
    assert await kept("market", "source", "yearbook") == "yearbook"


@pytest.mark.inventory(28)
def test_row_28_rivals_with_threat_price_and_strength(deal: Path, capsys: Capsys) -> None:
    assert in_order(told(capsys, "deal", deal, "Press"), "Competitors · 1", "Hydra", "high",
                    "850k", "price", "service")  # fmt: skip


@pytest.mark.inventory(29)
async def test_row_29_the_analysis_of_ourselves_is_a_note() -> None:
    assert await kept("deals", "own_analysis", "known in the east") == "known in the east"


@pytest.mark.inventory(30)
async def test_row_30_the_analysis_of_the_environment_is_a_note() -> None:
    assert await kept("deals", "environment_analysis", "slow year") == "slow year"


@pytest.mark.inventory(31)
async def test_row_31_four_cells_of_a_swot() -> None:
    for field in ("strengths", "weaknesses", "openings", "threats"):
        assert await kept("deals", field, field) == field


@pytest.mark.inventory(32)
def test_row_32_segment_and_type_of_a_customer(tmp_path: Path, capsys: Capsys) -> None:
    rows = [["Customer", "Industry", "Region", "Segment", "Customer type"],
            ["Acme", "Steel", "East", "Machines", "Key account"]]  # fmt: skip
    path = write(tmp_path / "segments.xlsx", {"Customers": rows, "Pipeline": ENGLISH["Pipeline"]})
    assert in_order(told(capsys, "customer", path, "Acme"), "Machines", "Key account")


@pytest.mark.inventory(33)
def test_row_33_need_and_budget_are_asked_before_the_gate(deal: Path, capsys: Capsys) -> None:
    assert "press parts" in told(capsys, "deal", deal, "Press")
    listed = told(capsys, "playbook", "eight-stages")
    assert "must be filled: Amount, Close date, Decision maker, Budget confirmed" in listed


@pytest.mark.inventory(34)
def test_row_34_the_voice_of_the_customer(customers: Path, capsys: Capsys) -> None:
    said = told(capsys, "customer", customers, "Acme Ltd", "--as-of", TODAY)
    assert in_order(said, "Satisfaction", "Surveys", "CSAT", "fine")
