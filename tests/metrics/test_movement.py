"""Pipeline movement, slip rate and accuracy: by hand, and against plain loops on random books."""

from __future__ import annotations

import math
import random
from collections import Counter
from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from witness import BOOK, DEAL_TYPES, random_deals

from salestui.metrics import reasons
from salestui.metrics.history.accuracy import Group, accuracy, rated
from salestui.metrics.history.movement import STEPS, Movement, Step, movement
from salestui.metrics.history.pairing import pairs
from salestui.metrics.history.past import Past
from salestui.metrics.history.slippage import slippage
from salestui.metrics.inputs import gather
from salestui.metrics.select import in_focus
from salestui.model.focus import EVERYTHING, Focus
from salestui.model.period import ALL_TIME, Period, parse_period

D = date.fromisoformat
Q4 = parse_period("2026-Q4")
assert Q4 is not None
START, NOW, OVER = D("2026-10-01"), D("2026-11-21"), D("2026-12-31")
IN_Q4, IN_Q1 = D("2026-12-10"), D("2027-02-10")


def day(when: date, rows: list[dict[str, Any]], lineage: str = "") -> Past:
    full = [{"_id": n, **row} for n, row in enumerate(rows)]
    frame = pl.DataFrame(full, schema=DEAL_TYPES)
    return Past(when, gather(frame, BOOK), lineage)


def deal(id: str, amount: float | None = 100.0, **more: Any) -> dict[str, Any]:
    base = {"id": id, "name": f"Deal {id}", "owner": "Ana", "stage": "Proposal",
            "amount": amount, "expected_close": IN_Q4}  # fmt: skip
    return base | more


def bars(found: Movement) -> dict[str, tuple[float, int]]:
    return {bar.step.value: (bar.money, bar.deals) for bar in found.bars if bar.deals}


def test_every_kind_of_movement_by_hand() -> None:
    then = day(START, [
        deal("same"), deal("up"), deal("down"), deal("won"), deal("lost"), deal("lost0"),
        deal("out"), deal("undated"), deal("gone"),
        deal("in", expected_close=IN_Q1), deal("back", stage="Lost"),
    ])  # fmt: skip
    now = day(NOW, [
        deal("same"), deal("up", 130.0), deal("down", 60.0),
        deal("won", 120.0, stage="Won", closed=NOW), deal("lost", stage="Lost"),
        deal("lost0", 0.0, stage="Lost"), deal("out", 90.0, expected_close=IN_Q1),
        deal("undated", expected_close=None), deal("in", 150.0), deal("back", 70.0),
        deal("new", 40.0),
    ])  # fmt: skip
    found = movement(then, now, EVERYTHING, Q4)
    assert found.start.value == 900
    assert bars(found) == {
        "new": (40, 1),
        "reopened": (100, 1),
        "pulled_in": (100, 1),
        "increased": (30 + 20 + 50, 3),
        "decreased": (-40 - 10 - 30, 3),
        "pushed_out": (-90 - 100, 2),
        "won": (-120, 1),
        "lost": (-200, 2),
        "removed": (-100, 1),
    }
    assert found.end.value == 100 + 130 + 60 + 150 + 70 + 40
    assert found.residual == 0
    assert (found.start_deals, found.end_deals) == (9, 6)


def test_a_deal_that_changes_its_owner_leaves_one_and_comes_to_the_other() -> None:
    then, now = day(START, [deal("a", 100.0)]), day(NOW, [deal("a", 120.0, owner="Bob")])
    ana, bob = Focus((("rep", "Ana"),)), Focus((("rep", "Bob"),))
    assert bars(movement(then, now, ana, Q4)) == {"increased": (20, 1), "owner_change": (-120, 1)}
    assert bars(movement(then, now, bob, Q4)) == {"increased": (20, 1), "owner_change": (100, 1)}
    assert bars(movement(then, now, EVERYTHING, Q4)) == {"increased": (20, 1)}


def test_a_win_that_was_never_in_the_pipeline_is_told_apart() -> None:
    then = day(START, [deal("a")])
    now = day(NOW, [deal("a"), deal("b", stage="Won", closed=NOW)])
    found = movement(then, now, EVERYTHING, Q4)
    assert bars(found) == {}
    assert [n.filled(str) for n in found.notes] == ["won without having been in it at the start: 1"]


def test_no_movement_without_stages_or_in_two_currencies() -> None:
    orders = Past(START, gather(pl.DataFrame({"_id": [1], "amount": [5.0]}), BOOK))
    none = movement(orders, orders, EVERYTHING, Q4)
    assert none.reason is not None and none.reason.text == reasons.NO_STAGES
    then = pl.DataFrame({"_id": [1], "stage": ["Lead"], "amount": [5.0], "currency": ["EUR"]})
    now = then.with_columns(currency=pl.lit("USD"))
    mixed = movement(Past(START, gather(then, BOOK)), Past(NOW, gather(now, BOOK)), EVERYTHING, Q4)
    assert mixed.reason is not None and mixed.reason.text == reasons.MIXED_CURRENCIES
    assert mixed.start.value is None and mixed.bars == ()


def test_deals_without_a_key_are_paired_by_row_then_content_then_name() -> None:
    plain = {"id": None, "customer": None}
    then = day(START, [deal("x") | plain, deal("x") | plain, deal("y") | plain])
    now = day(NOW, [deal("y", 130.0) | plain, deal("x") | plain, deal("x") | plain])
    found = movement(then, now, EVERYTHING, Q4)
    assert bars(found) == {"increased": (30, 1)}
    same = pairs(then.facts, now.facts, same_rows=True)
    assert sorted(same.rows()) == [(0, 0), (1, 1), (2, 2)]


def test_two_ids_are_two_deals_whatever_they_are_called() -> None:
    then, now = day(START, [deal("a", name="X")]), day(NOW, [deal("b", name="X")])
    assert bars(movement(then, now, EVERYTHING, Q4)) == {"new": (100, 1), "removed": (-100, 1)}


# -- against plain loops -------------------------------------------------------------------------


def rolled(deals: pl.DataFrame, seed: int) -> pl.DataFrame:
    """The same book later: any cell that matters may have changed, rows are gone and new."""
    r = random.Random(seed)
    rows = []
    for row in deals.to_dicts():
        if r.random() < 0.05:
            continue
        if r.random() < 0.3:
            row["amount"] = r.choice([None, 0.0, r.uniform(1, 9e4)])
        if r.random() < 0.3:
            row["stage"] = r.choice(["Lead", "Won", "Lost", None, "Proposal"])
        if r.random() < 0.3:
            row["expected_close"] = r.choice([None, D("2024-01-01") + timedelta(r.randrange(760))])
        if r.random() < 0.1:
            row["owner"] = r.choice(["Ana", "Bob", None])
        rows.append(row)
    extra = random_deals(seed + 1, 40).with_columns(
        pl.col("_id") + 1_000_000, id=pl.concat_str(pl.lit("new-"), "id")
    )
    late = pl.DataFrame(rows, schema=DEAL_TYPES)
    return pl.concat([late, extra]).sample(fraction=1, shuffle=True, seed=seed)


def looped(
    then: Past, now: Past, focus: Focus, period: Period
) -> tuple[float, float, Counter[str]]:
    """Start, end and money per step, one deal after the other."""

    def inside(row: dict[str, Any] | None, seen: set[int]) -> bool:
        if row is None or row["status"] != "open" or row["_id"] not in seen:
            return False
        due = row["expected_close"]
        return period is ALL_TIME or (due is not None and period.start <= due <= period.end)

    def money(row: dict[str, Any] | None) -> float:
        return (row or {}).get("amount") or 0.0

    seen = [set(in_focus(p.facts, focus)["_id"]) for p in (then, now)]
    old = {row["id"]: row for row in then.facts.to_dicts()}
    new = {row["id"]: row for row in now.facts.to_dicts()}
    sums: Counter[str] = Counter()
    start = end = 0.0
    for key in {*old, *new}:
        a, b = old.get(key), new.get(key)
        was, still = inside(a, seen[0]), inside(b, seen[1])
        if not was and not still:
            continue
        start += money(a) * was
        end += money(b) * still
        before, after = money(a), money(b)
        if was and not still:
            if b is None:
                step, left = "removed", before
            else:
                empty = b["amount"] is None or (b["amount"] == 0 and b["status"] == "lost")
                left = before if empty else after
                ways = {"won": "won", "lost": "lost", "unknown": "removed", "open": "pushed_out"}
                step = ways[b["status"]] if b["_id"] in seen[1] else "owner_change"
            sums[step] -= left
            change = left - before
        elif still and not was:
            if a is None:
                step, came = "new", after
            else:
                empty = a["amount"] is None or (a["amount"] == 0 and a["status"] == "lost")
                came = after if empty else before
                step = "pulled_in" if a["status"] == "open" else "reopened"
                step = step if a["_id"] in seen[0] else "owner_change"
            sums[step] += came
            change = after - came
        else:
            change = after - before
        sums["increased" if change > 0 else "decreased"] += change
    return start, end, sums


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(
    "focus", [EVERYTHING, Focus((("rep", "Ana"),)), Focus((("team", "北区"),))]
)
@pytest.mark.parametrize("name", ["2025-Q1", "2025-06", "all"])
def test_movement_agrees_with_a_loop_and_reconciles(seed: int, focus: Focus, name: str) -> None:
    deals = random_deals(seed, 400)
    period = parse_period(name) or ALL_TIME
    then = Past(D("2025-01-01"), gather(deals, BOOK))
    now = Past(D("2025-03-01"), gather(rolled(deals, seed), BOOK))
    found = movement(then, now, focus, period)
    start, end, sums = looped(then, now, focus, period)
    assert math.isclose(found.start.value or 0, start, abs_tol=1e-3)
    assert math.isclose(found.end.value or 0, end, abs_tol=1e-3)
    assert abs(found.residual) < 1e-3
    for bar in found.bars:
        assert math.isclose(bar.money, sums[bar.step.value], abs_tol=1e-3), bar.step


_AMOUNT = st.none() | st.integers(-500, 500).map(float)
_SIDE = st.none() | st.tuples(
    _AMOUNT,
    st.sampled_from(["Lead", "Won", "Lost", None]),
    st.sampled_from([None, IN_Q4, IN_Q1]),
    st.sampled_from(["Ana", "Bob", None]),
)


@given(
    st.lists(st.tuples(_SIDE, _SIDE), max_size=12),
    st.sampled_from([EVERYTHING, Focus((("rep", "Ana"),))]),
)
def test_any_two_days_reconcile_exactly(deals: list[tuple[Any, Any]], focus: Focus) -> None:
    def side(place: int) -> list[dict[str, Any]]:
        return [
            deal(f"D{n}", both[place][0], stage=both[place][1], expected_close=both[place][2],
                 owner=both[place][3])
            for n, both in enumerate(deals) if both[place] is not None
        ]  # fmt: skip

    found = movement(day(START, side(0)), day(NOW, side(1)), focus, Q4)
    assert found.residual == 0
    listed = Counter(found.deals["step"]) if found.deals.width else Counter()
    for bar in found.bars:
        if bar.step not in (Step.INCREASED, Step.DECREASED):
            assert bar.deals == listed[bar.step.value]
    assert [bar.step for bar in found.bars] == list(STEPS)


# -- slip rate -----------------------------------------------------------------------------------


def test_slip_rate_of_the_worked_example() -> None:
    then = day(START, [deal(f"D{n}") for n in range(10)])
    closed = [deal(f"D{n}", stage="Won" if n else "Lost", closed=NOW) for n in range(4)]
    late = [deal("D4", stage="Won", closed=D("2027-01-05"))]
    rest = [deal(f"D{n}", expected_close=IN_Q1) for n in range(5, 9)]
    found = slippage(then, day(D("2027-01-10"), closed + late + rest), EVERYTHING, Q4)
    assert found.rate.value == pytest.approx(0.6)
    assert (found.due, found.slipped, len(found.deals)) == (10, 6, 5)
    assert "rows that are gone count as slipped: 1" in [n.filled(str) for n in found.rate.notes]


def test_while_the_period_runs_only_what_cannot_close_in_it_has_slipped() -> None:
    then = day(START, [deal(f"D{n}") for n in range(4)])
    now = [deal("D0"), deal("D1", stage="Won", closed=NOW), deal("D2", expected_close=IN_Q1),
           deal("D3", expected_close=None)]  # fmt: skip
    assert slippage(then, day(NOW, now), EVERYTHING, Q4).rate.value == 0.5
    assert slippage(then, day(OVER, now), EVERYTHING, Q4).rate.value == 0.75


def test_slip_rate_has_no_meaning() -> None:
    then, now = day(START, [deal("a", expected_close=IN_Q1)]), day(NOW, [])
    late = day(D("2027-01-01"), [])
    cases = {
        reasons.NOTHING_WAS_DUE: slippage(then, now, EVERYTHING, Q4),
        reasons.NO_SNAPSHOT: slippage(None, now, EVERYTHING, Q4),
        reasons.ALL_TIME_LOCK: slippage(then, now, EVERYTHING, ALL_TIME),
        reasons.NOT_BEGUN: slippage(then, day(D("2026-09-01"), []), EVERYTHING, Q4),
        reasons.LOCKED_LATE: slippage(late, day(D("2027-01-02"), []), EVERYTHING, Q4),
    }  # fmt: skip
    for text, found in cases.items():
        assert found.rate.reason is not None and found.rate.reason.text == text


# -- forecast accuracy ---------------------------------------------------------------------------


def test_accuracy_of_the_worked_example() -> None:
    found = rated((Group("Ana", 1_000_000.0, 900_000.0),))
    assert found.accuracy.value == pytest.approx(0.8889, abs=1e-4)
    assert found.bias.value == pytest.approx(1 / 9)


def test_errors_of_reps_do_not_cancel_out_in_the_weighted_error() -> None:
    found = rated((Group("Ana", 150.0, 100.0), Group("Bob", 50.0, 100.0)))
    assert found.accuracy.value == 1 and found.bias.value == 0
    assert found.wape.value == pytest.approx(0.5)


def test_nothing_won_leaves_only_the_weighted_error_if_any() -> None:
    none = rated((Group("Ana", 10.0, 0.0),))
    assert [f.value for f in (none.accuracy, none.wape, none.bias)] == [None, None, None]
    returns = rated((Group("Ana", 10.0, 50.0), Group("Bob", 0.0, -50.0)))
    assert returns.accuracy.value is None and returns.wape.value == pytest.approx(0.9)


def test_accuracy_waits_for_the_end_of_the_period() -> None:
    then = day(START, [deal("a", probability=0.5)])
    found = accuracy(then, day(NOW, []), EVERYTHING, Q4)
    assert found.accuracy.reason is not None
    assert found.accuracy.reason.text == reasons.PERIOD_RUNNING


@pytest.mark.parametrize("seed", range(3))
def test_accuracy_agrees_with_a_loop(seed: int) -> None:
    period = parse_period("2025-Q1")
    assert period is not None
    deals = random_deals(seed, 400)
    then, now = (
        Past(D("2025-01-06"), gather(deals, BOOK)),
        Past(D("2025-04-02"), gather(rolled(deals, seed), BOOK)),
    )
    forecast: Counter[str | None] = Counter()
    actual: Counter[str | None] = Counter()
    for row in then.facts.to_dicts():
        due, closed = row["expected_close"], row["closed"]
        money, chance = row["amount"] or 0.0, row["probability"]
        if row["status"] == "open" and due and period.start <= due <= period.end and chance:
            forecast[row["rep"]] += money * chance
        if row["status"] == "won" and closed and period.start <= closed <= then.day:
            forecast[row["rep"]] += money
    for row in now.facts.to_dicts():
        if row["status"] == "won" and row["closed"] and period.start <= row["closed"] <= period.end:
            actual[row["rep"]] += row["amount"] or 0.0
    f, a = sum(forecast.values()), sum(actual.values())
    found = accuracy(then, now, EVERYTHING, period)
    assert found.accuracy.value == pytest.approx(1 - abs(f - a) / a)
    assert found.bias.value == pytest.approx((f - a) / a)
    names = {*forecast, *actual}
    wrong = sum(abs(forecast[n] - actual[n]) for n in names)
    assert found.wape.value == pytest.approx(wrong / sum(abs(actual[n]) for n in names))
