"""``salestui costs`` and the profit and loss of ``salestui deal``, by hand, in both languages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from spending_books import BOOKS, ENGLISH
from written_books import in_order, told, write

from salestui.cli.exits import Exit
from salestui.i18n import set_language

Capsys = pytest.CaptureFixture[str]
AT = ("--as-of", "2026-11-21", "--period", "2026-Q4")


@pytest.fixture(params=["en", "zh"])
def book(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    return write(tmp_path / "costs.xlsx", BOOKS[request.param])


def report(capsys: Capsys, book: Path, *more: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(told(capsys, "costs", book, *AT, "--json", *more))
    return found


def lines(found: dict[str, Any]) -> dict[str, tuple[float | None, ...]]:
    keys = ("cost", "budget", "spent", "variance")
    return {line["key"]: tuple(line[k] for k in keys) for line in found["lines"]}


@pytest.mark.inventory(79)
def test_row_79_costs_and_budgets_per_stage(book: Path, capsys: Capsys) -> None:
    """The cost without a stage was spent on a deal that was in its present stage already."""
    found = report(capsys, book, "--by", "stage")
    assert lines(found) == {
        "proposal": (800, 600, 800, 200),
        "won": (5000, None, None, None),
        "": (300, None, None, None),
    }
    assert found["figures"]["variance"] == 200
    [over] = [o for o in found["overruns"] if o["budget"] == 600]
    assert (over["over"], over["share"]) == (200, pytest.approx(1 / 3))
    assert over["reasons"] in (["guests stayed"], ["客户多住两晚"])
    unsaid = [o for o in found["overruns"] if not o["reasons"]]
    assert [(o["budget"], o["spent"]) for o in unsaid] == [(4000, 5000)]


@pytest.mark.inventory(80)
def test_row_80_budgets_by_team_over_their_own_period(book: Path, capsys: Capsys) -> None:
    """The quarter's budget of a team is part of its year's; that is counted over the year."""
    found = report(capsys, book, "--by", "team")
    east, west = (
        line for line in found["lines"] if line["key"] in ("East", "华东", "West", "华西")
    )
    if east["budget"] == 4000:
        east, west = west, east
    assert (east["cost"], east["budget"], east["spent"]) == (1100, 100_000, 2100)
    assert (west["cost"], west["budget"], west["spent"]) == (5000, 4000, 5000)
    assert west["used"] == pytest.approx(1.25)
    assert found["figures"]["cost"] == 6100
    assert found["figures"]["cost_ratio"] == pytest.approx(6100 / 2_000_000)
    assert found["note"]


def test_by_deal_rep_type_and_campaign(book: Path, capsys: Capsys) -> None:
    costs = {by: lines(report(capsys, book, "--by", by)) for by in
             ("deal", "rep", "type", "campaign")}  # fmt: skip
    assert costs["deal"]["#0"] == (800, 600, 800, 200)
    assert costs["deal"]["#1"][:2] == (5000, None)
    assert sorted(v[0] for v in costs["rep"].values()) == [300, 800, 5000]
    assert {k: v[0] for k, v in costs["type"].items()} == {
        "demo": 5000, "hospitality": 800, "promotion": 300
    }  # fmt: skip
    assert sorted(v for k, v in costs["campaign"].items() if k) == [(300, 500, 300, -200)]
    reasons = report(capsys, book, "--by", "rep")["reasons"]
    assert set(reasons) == {"budget", "spent", "variance", "used"}


def test_the_months_and_what_is_after_the_day(book: Path, capsys: Capsys) -> None:
    months = {m["month"]: m["cost"] for m in report(capsys, book)["months"]}
    assert {k: v for k, v in months.items() if v} == {
        "2026-09": 1000, "2026-10": 800, "2026-11": 5300
    }  # fmt: skip


def test_as_text_in_both_languages(book: Path, capsys: Capsys) -> None:
    assert "n/a" in told(capsys, "costs", book, *AT)
    said = told(capsys, "costs", book, *AT, "--by", "stage", "--lang", "en")
    assert in_order(said, "By stage", "Costs", "Variance", "over", "Overruns", "no reason given")
    set_language("en")


def test_a_book_without_costs_says_how_to_add_them(tmp_path: Path, capsys: Capsys) -> None:
    bare = write(tmp_path / "bare.xlsx", {"Pipeline": ENGLISH["Pipeline"]})
    said = told(capsys, "costs", bare, *AT, code=Exit.UNREADABLE)
    assert "salestui sheet" in said and "costs" in said


@pytest.mark.inventory(62)
def test_row_62_profit_and_loss_of_a_deal(book: Path, capsys: Capsys) -> None:
    """The draft contract counts for nothing, nor does the payment after the day."""
    for deal, contract, revenue in (("D-2", 2_100_000, None), ("D-1", None, 900_000)):
        told_of = json.loads(told(capsys, "deal", book, deal, "--json"))["profit"]
        figures = told_of["figures"]
        assert figures["revenue"] == (contract or revenue)
        quantity = 9 if contract else 3
        assert figures["product_cost"] == quantity * 200_000
        assert figures["gross"] == figures["revenue"] - figures["product_cost"]
        assert figures["result"] == figures["gross"] - figures["selling_cost"]
        assert figures["deal_cost_ratio"] == figures["selling_cost"] / figures["revenue"]
        assert figures["cash"] == figures["received"] - figures["selling_cost"]
        assert not told_of["reasons"]
    text = told(capsys, "deal", book, "D-2", "--lang", "en")
    assert in_order(text, "Profit and loss", "Revenue", "2,100,000", "contracts in force: 1",
                    "Product cost", "1,800,000", "Margin", "300,000", "Selling costs",
                    "Result after costs", "Received so far")  # fmt: skip
    set_language("en")
