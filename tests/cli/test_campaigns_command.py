"""``salestui campaigns``, held against a database that adds the same rows up."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from salestui.cli.main import main

Rows = Sequence[Sequence[Any]]

DEALS = [
    ["Deal ID", "Deal", "Customer", "Stage", "Amount", "Owner", "Created", "Closed on",
     "Marketing campaign"],
    ["D-1", "A", "Acme", "Won", 900.0, "Ann", date(2026, 9, 1), date(2026, 10, 5), "Autumn fair"],
    ["D-2", "B", "Boreal", "Won", 500.0, "Bob", date(2026, 9, 3), date(2026, 11, 5), None],
    ["D-3", "C", "Cobalt", "Lost", 700.0, "Bob", date(2026, 9, 3), date(2026, 11, 6),
     "autumn FAIR"],
    ["D-4", "D", "Dune", "Won", 80.0, "Bob", date(2026, 9, 3), date(2026, 12, 24), "Autumn fair"],
    ["D-5", "E", "Elm", "Negotiation", 60.0, "Bob", date(2026, 9, 3), None, "Gift cards"],
]  # fmt: skip
CAMPAIGNS = [
    ["Campaign", "Campaign type", "Target group", "Channel", "Start", "End", "Budget", "Spent",
     "Leads", "Status"],
    ["Autumn fair", "experience", "builders", "Fair", date(2026, 9, 1), date(2026, 10, 31), 400.0,
     999.0, 50, "finished"],
    ["Gift cards", "reward", "owners", "Mail", date(2026, 11, 1), date(2026, 12, 31), None, 120.0,
     8, "running"],
    ["Spring sale", "promotion", "all", "Mail", date(2026, 3, 1), date(2026, 3, 31), 50.0, 40.0,
     None, "finished"],
    ["Dropped", "promotion", "all", "Mail", date(2026, 11, 1), date(2026, 11, 30), 50.0, 0.0, None,
     "cancelled"],
]  # fmt: skip
LEADS = [
    ["Lead ID", "Created", "Channel", "Company", "Contact", "Status", "Converted to",
     "Marketing campaign"],
    ["L-1", date(2026, 9, 2), "Fair", "Boreal", "Rae", "converted", "D-2", "Autumn fair"],
    ["L-2", date(2026, 9, 2), "Fair", "Fir", "Sam", "new", None, "Autumn fair"],
]  # fmt: skip
COSTS = [
    ["Date", "Deal", "Marketing campaign", "Cost type", "Cost"],
    [date(2026, 9, 10), None, "Autumn fair", "Promotion", 300.0],
    [date(2026, 10, 10), None, "Autumn fair", "Travel", 150.0],
    [date(2026, 12, 10), None, "Autumn fair", "Travel", 77.0],
    [date(2026, 10, 10), "D-1", None, "Travel", 31.0],
]  # fmt: skip

FOURTH_QUARTER = ("--period", "2026-Q4", "--as-of", "2026-11-21")


def write(path: Path, sheets: dict[str, Rows]) -> str:
    with xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"}) as book:
        for title, rows in sheets.items():
            sheet = book.add_worksheet(title)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return str(path)


@pytest.fixture
def path(tmp_path: Path) -> str:
    sheets = {"Pipeline": DEALS, "Campaigns": CAMPAIGNS, "Leads": LEADS, "Costs": COSTS}
    return write(tmp_path / "team.xlsx", sheets)


def _database() -> sqlite3.Connection:
    made = sqlite3.connect(":memory:")
    for name, rows in (("deals", DEALS), ("campaigns", CAMPAIGNS), ("leads", LEADS),
                       ("costs", COSTS)):  # fmt: skip
        head = ", ".join(f'"{title}"' for title in rows[0])
        made.execute(f"create table {name} ({head})")
        marks = ", ".join("?" * len(rows[0]))
        texts = [[v.isoformat() if isinstance(v, date) else v for v in row] for row in rows[1:]]
        made.executemany(f"insert into {name} values ({marks})", texts)
    return made


_ASKED = """
select c.campaign,
  coalesce((select sum(cost) from costs k where lower(k."Marketing campaign") = lower(c.campaign)
            and k."Date" <= '2026-11-21'), c.spent),
  coalesce(nullif((select count(*) from leads l
                   where lower(l."Marketing campaign") = lower(c.campaign)), 0), c.leads, 0),
  (select coalesce(sum(d.amount), 0) from deals d
   left join leads l on l."Converted to" = d."Deal ID"
   where lower(coalesce(d."Marketing campaign", l."Marketing campaign")) = lower(c.campaign)
   and d.stage = 'Won' and d."Closed on" <= '2026-11-21')
from campaigns c
where c.status <> 'cancelled' and c."Start" <= '2026-12-31' and c."End" >= '2026-10-01'
"""


@pytest.mark.inventory(83, 84)
def test_campaigns_are_what_a_database_makes_of_the_same_rows(
    path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["campaigns", path, *FOURTH_QUARTER, "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    expected = {
        name: (spent, leads, value, (value - spent) / spent if spent else None)
        for name, spent, leads, value in _database().execute(_ASKED)
    }
    assert set(expected) == {"Autumn fair", "Gift cards"}
    shown = {
        c["campaign"]: (c["spent"], c["leads"], c["value"], c["return"]) for c in data["campaigns"]
    }
    assert shown == expected
    assert data["figures"]["return"] == pytest.approx((1400 - 570) / 570)
    assert data["figures"]["over"] == 1
    assert [c["over"] for c in data["campaigns"]] == [0.0, 50.0]
    by_type = {line["code"]: (line["spent"], line["share"]) for line in data["by_type"]}
    assert by_type == {"experience": (450.0, 450 / 570), "reward": (120.0, 120 / 570)}
    assert {line["code"] for line in data["by_channel"]} == {"Fair", "Mail"}


def test_what_has_no_meaning_says_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bare = [CAMPAIGNS[0], ["Word of mouth", "reward", None, None, None, None, None, None, None,
                           None]]  # fmt: skip
    path = write(tmp_path / "bare.xlsx", {"Pipeline": DEALS, "Campaigns": bare})
    assert main(["campaigns", path, *FOURTH_QUARTER]) == 0
    text = capsys.readouterr().out
    assert "n/a (no campaign has a budget)" in text
    assert "n/a (neither costs nor the campaign say what was spent)" in text


def test_several_currencies_are_not_added_up(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    costs = [[*COSTS[0], "Currency"], *([*row, "EUR"] for row in COSTS[1:])]
    deals = [[*DEALS[0], "Currency"], *([*row, "USD"] for row in DEALS[1:])]
    sheets = {"Pipeline": deals, "Campaigns": CAMPAIGNS, "Leads": LEADS, "Costs": costs}
    path = write(tmp_path / "mixed.xlsx", sheets)
    assert main(["campaigns", path, *FOURTH_QUARTER, "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["figures"]["return"] is None
    assert "EUR" in data["reasons"]["return"] and "USD" in data["reasons"]["return"]


def test_without_the_sheet_it_says_how_to_add_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path / "plain.xlsx", {"Pipeline": DEALS})
    assert main(["campaigns", path]) != 0
    assert "salestui sheet" in capsys.readouterr().err


@pytest.mark.inventory(83)
def test_money_spent_without_a_budget_is_named_with_its_cell(
    path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["check", path, "--json"])
    found = json.loads(capsys.readouterr().out)
    cells = {p["where"]: p["message"] for p in found if p["code"].startswith("campaign")}
    assert cells == {"Campaigns!G3": "Gift cards spent 120 without a budget."}
