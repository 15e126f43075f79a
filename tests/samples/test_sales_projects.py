"""The story of the sales projects, found with a second reader in either language."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import pairwise

import pytest
from sample_rows import Pages, Row

from sample_workbooks import AS_OF, LANGUAGES
from sample_workbooks.projects import cast
from sample_workbooks.projects.deals import BY_KEY
from sample_workbooks.projects.work import checklist

BAND = 2_000_000
"""From this amount on a project has a director; weekly reports are owed from 20 million on."""


@pytest.fixture(scope="module", params=LANGUAGES)
def pages(request: pytest.FixtureRequest) -> Pages:
    return Pages("sales-projects", request.param)


def name(pages: Pages, key: str) -> str:
    return BY_KEY[key].name[pages.language == "zh"]


def of(pages: Pages, table: str, key: str) -> list[Row]:
    return [row for row in pages.rows(table) if row["deal"] == name(pages, key)]


def test_ten_projects_in_three_phases(pages: Pages) -> None:
    phases = Counter(
        pages.code("deals", "project_phase", row["project_phase"]) for row in pages.rows("deals")
    )
    assert phases["plan"] >= 3
    assert phases["monitor"] >= 4
    assert phases["close"] >= 3


def test_gates_are_held_but_the_clouds(pages: Pages) -> None:
    late = [
        row["deal"] for row in pages.rows("gates") if row["date"] is None and row["due"] < AS_OF
    ]
    assert late == [name(pages, "cloud")]
    metro = [row for row in of(pages, "gates", "metro") if row["date"]]
    assert metro
    assert all(row["date"] <= row["due"] for row in metro)


def test_the_bank_overran_its_budget_and_says_why(pages: Pages) -> None:
    spent: Counter[tuple[str, str]] = Counter()
    for row in pages.rows("costs"):
        if row["deal"]:
            spent[row["deal"], row["stage"]] += row["amount"]
    over = {
        row["deal"]
        for row in pages.rows("budgets")
        if row["deal"] and spent[row["deal"], row["stage"]] > row["amount"]
    }
    assert over == {name(pages, "bank"), name(pages, "stadium")}
    reasons = {row["deal"] for row in pages.rows("costs") if row["reason"]}
    assert reasons == over


def test_the_gravest_risk_is_overdue(pages: Pages) -> None:
    rows = pages.rows("risks")
    for row in rows:
        score = int(row["probability"]) * int(row["impact"])
        header = {"en": "Score", "zh": "风险值"}[pages.language]
        assert row[header] == score
    open_ones = [r for r in rows if pages.code("risks", "status", r["status"]) != "closed"]
    gravest = max(open_ones, key=lambda r: int(r["probability"]) * int(r["impact"]))
    assert gravest["deal"] == name(pages, "bank")
    assert gravest["due"] < AS_OF


def test_a_quality_check_failed_and_a_talk_was_not_held(pages: Pages) -> None:
    failed = [
        r["deal"] for r in pages.rows("quality") if pages.code("quality", "result", r["result"])
        == "failed"
    ]  # fmt: skip
    assert failed == [name(pages, "bank")]
    missed = [r["deal"] for r in pages.rows("communications") if r["next_date"] < AS_OF]
    assert missed == [name(pages, "bank")]


def test_reports_come_every_week_but_the_airports(pages: Pages) -> None:
    last: dict[str, date] = {}
    for row in pages.rows("weekly_reports"):
        last[row["deal"]] = max(row["date"], last.get(row["deal"], row["date"]))
    silent = [deal for deal, day in last.items() if AS_OF - day > timedelta(days=7)]
    assert silent == [name(pages, "airport")]
    assert last[name(pages, "airport")] == date(2026, 10, 30)
    days = sorted(row["date"] for row in of(pages, "weekly_reports", "metro"))
    assert all(b - a == timedelta(days=7) for a, b in pairwise(days))


def test_only_the_hospital_has_no_director(pages: Pages) -> None:
    role = {"en": "Project director (PD)", "zh": "项目总监（PD）"}[pages.language]
    led = {row["deal"] for row in pages.rows("deal_team") if row["role"] == role}
    without = [
        r["name"] for r in pages.rows("deals") if r["amount"] > BAND and r["name"] not in led
    ]
    assert without == [name(pages, "hospital")]


def test_the_ports_last_payment_is_late_and_the_promise_broken(pages: Pages) -> None:
    paid: Counter[str] = Counter()
    for row in pages.rows("payments"):
        paid[row["plan"]] += row["amount"]
    late = [
        row
        for row in pages.rows("payment_plan")
        if row["due"] < AS_OF - timedelta(days=14) and paid[row["id"]] < row["amount"]
    ]
    assert [row["deal"] for row in late] == [name(pages, "port")]
    assert late[0]["promised"] < AS_OF
    accepted = of(pages, "deliveries", "port")[0]["accepted"]
    assert accepted < late[0]["due"]


def test_plans_add_up_to_contracts_with_their_changes(pages: Pages) -> None:
    owed: Counter[str] = Counter()
    received: Counter[str] = Counter()
    for row in pages.rows("payment_plan"):
        owed[row["contract"]] += row["amount"]
        received[row["contract"]] += row["received"]
    agreed: Counter[str] = Counter()
    for row in pages.rows("contract_changes"):
        if pages.code("contract_changes", "status", row["status"]) == "approved":
            agreed[row["contract"]] += row["amount"] or 0
    paid: Counter[str] = Counter()
    for row in pages.rows("payments"):
        paid[row["contract"]] += row["amount"]
    for row in pages.rows("contracts"):
        if row["signed"]:
            assert owed[row["no"]] == row["amount"] + agreed[row["no"]]
            assert received[row["no"]] == paid[row["no"]] <= row["amount"]
    waiting = [r for r in pages.rows("contract_changes") if r["approved_on"] is None]
    assert [row["deal"] for row in waiting] == [name(pages, "grid")]


def test_two_people_of_the_backbone_are_not_released(pages: Pages) -> None:
    kept = defaultdict(list)
    for row in pages.rows("deal_team"):
        if row["to"] is None:
            kept[row["deal"]].append(row["member"])
    assert len(kept[name(pages, "backbone")]) == 2
    assert name(pages, "rural") not in kept
    open_items = [r["item"] for r in of(pages, "checklist", "backbone") if r["done_on"] is None]
    assert len(open_items) == 4
    assert all(row["done_on"] for row in of(pages, "checklist", "rural"))
    assert len(of(pages, "checklist", "rural")) == sum(
        row["deal"] == BY_KEY["rural"].name for row in checklist()
    )


def test_papers_reach_the_end_of_their_time(pages: Pages) -> None:
    kept = {r["name"]: r["keep_until"] for r in pages.rows("documents") if r["keep_until"]}
    over = [day for day in kept.values() if day < AS_OF]
    soon = [day for day in kept.values() if AS_OF <= day < AS_OF + timedelta(days=30)]
    assert (len(over), len(soon)) == (1, 1)
    due = [r["deal"] for r in pages.rows("documents") if r["link"] is None]
    assert set(due) == {name(pages, "backbone")}


def test_one_is_promised_to_three_projects_with_more_than_all_his_time(pages: Pages) -> None:
    shares: Counter[str] = Counter()
    running: defaultdict[str, set[str]] = defaultdict(set)
    for row in pages.rows("deal_team"):
        if row["to"] is None:
            shares[row["member"]] += round(row["share"] * 100)
            running[row["member"]].add(row["deal"])
    jonas = cast.JONAS[pages.language == "zh"]
    unreleased = {r["member"] for r in of(pages, "deal_team", "backbone") if r["to"] is None}
    assert {who for who, share in shares.items() if share > 100} == {jonas} | unreleased
    assert shares[jonas] == 130
    assert len(running[jonas]) == 3


def test_one_campaign_paid_for_itself_and_one_has_not(pages: Pages) -> None:
    won = {row["campaign"] for row in pages.rows("deals") if row["closed"] and row["campaign"]}
    spent = {row["campaign"] for row in pages.rows("costs") if row["campaign"]}
    assert len(spent) == 2
    assert len(won) == 1
    assert won < spent


def test_the_summary_adds_up(pages: Pages) -> None:
    design = pages.told.designs[pages.language]
    cells = {row[0]: row for row in pages.values[design.summary].iter_rows(values_only=True)}
    bank = name(pages, "bank")
    spent = sum(row["amount"] for row in of(pages, "costs", "bank"))
    budget = sum(row["amount"] for row in of(pages, "budgets", "bank"))
    assert cells[bank][1:5] == (
        32_000_000,
        budget,
        pytest.approx(spent),
        pytest.approx(spent / budget),
    )
