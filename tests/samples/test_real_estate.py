"""The story of the launch, found with a second reader in either language."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import timedelta
from itertools import pairwise

import pytest
from sample_rows import Pages, Row

from sample_workbooks import AS_OF, LANGUAGES
from sample_workbooks.estate.campaigns import LIGHT_BOXES
from sample_workbooks.estate.cast import AGENTS, CARELESS
from sample_workbooks.estate.homes import DEPOSIT, FOUR

HOMES = 120


@pytest.fixture(scope="module", params=LANGUAGES)
def pages(request: pytest.FixtureRequest) -> Pages:
    return Pages("real-estate", request.param)


def units(pages: Pages) -> dict[str, Row]:
    return {row["unit"]: row for row in pages.rows("units")}


def state(pages: Pages, row: Row) -> str:
    return pages.code("units", "status", row["status"])


def step(pages: Pages, row: Row) -> str:
    return pages.code("unit_log", "step", row["step"])


def deposits(pages: Pages) -> Counter[str]:
    found: Counter[str] = Counter()
    for row in pages.rows("payments"):
        if pages.code("payments", "kind", row["kind"]) == "deposit":
            found[row["unit"], row["customer"]] += row["amount"]
    return found


def test_one_building_sells_well_and_one_layout_does_not(pages: Pages) -> None:
    signed: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for row in pages.rows("units"):
        for about in (row["building"], row["layout"]):
            every[about] += 1
            signed[about] += state(pages, row) == "signed"
    share = {about: signed[about] / every[about] for about in every}
    assert sum(every[building] for building in "ABC") == HOMES
    assert share["A"] > 0.75
    assert 0.3 < share["B"] < 0.6
    assert share["C"] < 0.15
    four = FOUR[pages.language == "zh"]
    assert min((about for about in share if about not in "ABC"), key=share.__getitem__) == four
    assert share[four] < 0.2


def test_prices_are_worked_out(pages: Pages) -> None:
    for row in pages.rows("units"):
        assert row["list"] == round(row["area"] * row["unit_price"])
    for row in pages.rows("quotes"):
        assert row["net"] == pytest.approx(row["list"] * (1 - row["discount"]))


def test_two_deposits_were_not_topped_up_in_time(pages: Pages) -> None:
    paid, late = deposits(pages), []
    for row in pages.rows("units"):
        in_part = state(pages, row) == "subscribed" and paid[row["unit"], row["holder"]] < DEPOSIT
        if in_part and row["top_up_by"] < AS_OF:
            late.append(row["unit"])
    assert late == ["B-0302", "C-0601"]
    assert paid["C-0402", units(pages)["C-0402"]["holder"]] == DEPOSIT


def test_a_contract_is_to_be_signed_today(pages: Pages) -> None:
    waiting = [r for r in pages.rows("units") if state(pages, r) == "subscribed"]
    assert [r["unit"] for r in waiting if r["sign_by"] == AS_OF] == ["B-0503"]


def test_loan_papers_are_overdue(pages: Pages) -> None:
    late = [
        row["unit"]
        for row in pages.rows("units")
        if row["mortgage_by"] and row["mortgage_by"] < AS_OF and row["mortgage_done"] is None
    ]
    assert late == ["B-0403"]


def test_a_hold_has_ended(pages: Pages) -> None:
    held = [row for row in pages.rows("units") if state(pages, row) == "held"]
    assert {r["unit"]: r["hold_until"] < AS_OF for r in held} == {"A-1004": True, "C-0203": False}


def test_a_released_home_was_sold_again(pages: Pages) -> None:
    log = [row for row in pages.rows("unit_log") if row["unit"] == "A-0502"]
    steps = [step(pages, row) for row in log]
    first, second = (n for n, code in enumerate(steps) if code == "deposit")
    assert first < steps.index("release") < second
    owner = units(pages)["A-0502"]["holder"]
    assert log[second]["customer"] == owner != log[first]["customer"]
    assert deposits(pages)["A-0502", log[first]["customer"]] == 0


def test_no_other_home_has_two_deposits_without_a_release(pages: Pages) -> None:
    paid: defaultdict[str, set[str]] = defaultdict(set)
    for row in pages.rows("unit_log"):
        if step(pages, row) == "deposit":
            paid[row["unit"]].add(row["customer"])
    assert [unit for unit, who in paid.items() if len(who) > 1] == ["A-0502"]


def test_the_log_agrees_with_the_units(pages: Pages) -> None:
    last: dict[str, str] = {}
    for row in pages.rows("unit_log"):
        if step(pages, row) in ("hold", "subscription", "sign", "release", "withdraw"):
            last[row["unit"]] = step(pages, row)
    states = {"hold": "held", "subscription": "subscribed", "sign": "signed",
              "release": "available", "withdraw": "withdrawn"}  # fmt: skip
    for unit, row in units(pages).items():
        expected = states[last[unit]] if unit in last else "available"
        assert state(pages, row) == expected, unit


def test_a_phone_stands_twice_with_two_agents(pages: Pages) -> None:
    entries: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in pages.rows("visitors"):
        entries[row["phone"]].add((row["name"], row["agent"]))
    double = [who for who in entries.values() if len(who) > 1]
    assert len(double) == 1
    assert len({agent for _, agent in double[0]}) == 2
    assert 150 <= len(pages.rows("visitors")) <= 190


def test_one_agent_leaves_the_register_blank(pages: Pages) -> None:
    blank: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for row in pages.rows("visitors"):
        every[row["agent"]] += 1
        blank[row["agent"]] += row["budget"] is None
    careless = AGENTS[CARELESS][pages.language == "zh"]
    assert max(every, key=lambda agent: blank[agent] / every[agent]) == careless
    assert blank[careless] / every[careless] > 0.6


def test_buyers_bring_buyers(pages: Pages) -> None:
    referrer = {r["name"]: r["referred_by"] for r in pages.rows("customers") if r["referred_by"]}

    def length(who: str) -> int:
        return 1 + length(referrer[who]) if who in referrer else 0

    choosing = units(pages)["C-0203"]["holder"]
    assert length(choosing) == 3
    assert len(referrer) > 15


def test_the_light_boxes_brought_visitors_and_no_sale(pages: Pages) -> None:
    boxes = LIGHT_BOXES[pages.language == "zh"]
    told = [row for row in pages.rows("deals") if row["campaign"] == boxes]
    signed = {row["deal"] for row in pages.rows("contracts")}
    assert len(told) > 10
    assert not [row for row in told if row["name"] in signed]
    spent = sum(row["amount"] for row in pages.rows("costs") if row["campaign"] == boxes)
    planned = next(row for row in pages.rows("campaigns") if row["name"] == boxes)
    assert spent == planned["spend"] > planned["budget"]


def test_contracts_and_payments_agree(pages: Pages) -> None:
    owed: Counter[str] = Counter()
    for row in pages.rows("payment_plan"):
        owed[row["contract"]] += row["amount"]
    paid: Counter[str] = Counter()
    late = set()
    for row in pages.rows("payments"):
        paid[row["plan"]] += row["amount"]
    for row in pages.rows("payment_plan"):
        assert row["received"] == paid[row["id"]]
        open_sum = row["amount"] - row["received"]
        if open_sum and row["due"] < AS_OF - timedelta(days=14) and row["contract"]:
            late.add(row["contract"])
    for row in pages.rows("contracts"):
        assert owed[row["no"]] == row["amount"]
    assert len(late) == 2


def test_times_decide_between_deposits_of_a_day(pages: Pages) -> None:
    times = [row["time"] for row in pages.rows("payments")]
    assert all(len(time) == 5 and time[2] == ":" for time in times)


def test_targets_belong_to_phases(pages: Pages) -> None:
    phases = {row["name"]: (row["from"], row["to"]) for row in pages.rows("phases")}
    ends = sorted(phases.values())
    pairs = pairwise(ends)
    assert all(one[1] + timedelta(days=1) == two[0] for one, two in pairs)
    for row in pages.rows("targets"):
        first, last = phases[row["phase"]]
        assert f"{first:%Y-%m}" <= row["period"] <= f"{last:%Y-%m}"


def test_the_summary_adds_up(pages: Pages) -> None:
    design = pages.told.designs[pages.language]
    lines = {row[0]: row for row in pages.values[design.summary].iter_rows(values_only=True)}
    for building in "ABC":
        rows = [r for r in pages.rows("units") if r["building"] == building]
        signed = sum(state(pages, row) == "signed" for row in rows)
        assert lines[building][4] == signed
        assert lines[building][6:8] == (40, pytest.approx(signed / 40))
