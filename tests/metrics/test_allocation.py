"""Payments over plan lines: the rule by hand, and against one payment after another."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import date, timedelta

import polars as pl
import pytest

from salestui.metrics.cash.allocation import LINES, RECEIPTS, Allocation, allocate

DAY = date(2026, 3, 1)
pytestmark = pytest.mark.inventory(59)


def _lines(*rows: tuple[int, str | None, int | None, float | None]) -> pl.DataFrame:
    dated = [(i, a, None if d is None else DAY + timedelta(d), m) for i, a, d, m in rows]
    return pl.DataFrame(dated, schema=LINES, orient="row")


def _paid(*rows: tuple[int, str | None, int | None, int | None, float | None]) -> pl.DataFrame:
    dated = [
        (i, a, p, None if d is None else DAY + timedelta(d), None, m) for i, a, p, d, m in rows
    ]
    return pl.DataFrame(dated, schema=RECEIPTS, orient="row")


def _received(found: Allocation) -> dict[int, float]:
    return dict(found.lines.select("_id", "received").iter_rows())


def test_a_payment_closes_lines_in_the_order_of_their_due_days() -> None:
    found = allocate(
        _lines((1, "a", 30, 100.0), (2, "a", 10, 50.0), (3, "a", None, 20.0)),
        _paid((1, "a", None, 0, 120.0)),
    )
    assert _received(found) == {1: 70.0, 2: 50.0, 3: 0.0}
    assert found.shares.rows() == [(1, 2, 50.0), (1, 1, 70.0)]
    assert dict(found.lines.select("_id", "settled").iter_rows()) == {1: None, 2: DAY, 3: None}


def test_a_payment_closes_the_line_it_names_and_what_is_left_of_it_the_next() -> None:
    found = allocate(_lines((1, "a", 10, 50.0), (2, "a", 30, 100.0)), _paid((7, None, 2, 0, 130.0)))
    assert _received(found) == {1: 30.0, 2: 100.0}
    assert found.payments.row(0, named=True) == {
        "_id": 7, "account": "a", "amount": 130.0, "allocated": 130.0, "over": 0.0, "apart": "",
    }  # fmt: skip


def test_what_no_line_takes_is_kept_apart() -> None:
    found = allocate(
        _lines((1, "a", 10, 50.0)),
        _paid((1, "a", None, 0, 60.0), (2, "b", None, 0, 5.0), (3, None, None, 0, 7.0)),
    )
    assert found.payments.select("allocated", "over", "apart").rows() == [
        (50.0, 10.0, ""), (0.0, 5.0, "no plan"), (0.0, 7.0, "unplaced"),
    ]  # fmt: skip


def test_a_refund_takes_back_what_was_too_much_then_the_last_due() -> None:
    lines = _lines((1, "a", 10, 50.0), (2, "a", 30, 100.0))
    paid = [(1, "a", None, 0, 170.0), (2, "a", None, 5, -60.0)]
    assert _received(allocate(lines, _paid(*paid))) == {1: 50.0, 2: 60.0}
    assert _received(allocate(lines, _paid(*paid, (3, "a", 1, 6, -20.0)))) == {1: 50.0, 2: 40.0}
    named = [(1, "a", 1, 0, 50.0), (2, "a", 2, 1, 80.0), (3, "a", None, 2, -30.0)]
    assert _received(allocate(lines, _paid(*named))) == {1: 50.0, 2: 50.0}
    assert _received(allocate(lines, _paid(*named, (4, "a", 1, 3, -20.0)))) == {1: 30.0, 2: 50.0}


def test_a_refund_of_more_than_was_paid_leaves_the_lines_open() -> None:
    found = allocate(_lines((1, "a", 10, 50.0)), _paid((1, "a", None, 0, -60.0)))
    assert found.lines.row(0) == (1, 0.0, 50.0, None)
    assert found.payments["over"].to_list() == [-60.0]


def test_lines_without_a_positive_amount_take_nothing() -> None:
    found = allocate(
        _lines((1, "a", 1, None), (2, "a", 2, -30.0), (3, "a", 3, 0.0), (4, "a", 4, 9.0)),
        _paid((1, "a", None, 0, 20.0), (2, "a", 1, 1, 5.0), (3, "a", None, None, None)),
    )
    assert found.lines.select("received", "unpaid").rows() == [
        (0.0, None), (0.0, 0.0), (0.0, 0.0), (9.0, 0.0),
    ]  # fmt: skip
    assert found.payments["over"].sum() == 16.0


def test_thirds_add_up_exactly() -> None:
    found = allocate(
        _lines(*((i, "a", i, 33_333.33) for i in range(3)), (3, "a", 4, 0.01)),
        _paid((1, "a", None, 0, 100_000.0)),
    )
    assert found.lines["unpaid"].to_list() == [0.0] * 4
    assert found.payments["over"].to_list() == [0.0]


def test_nothing_at_all() -> None:
    found = allocate(_lines(), _paid())
    assert found.lines.is_empty() and found.payments.is_empty() and found.shares.is_empty()
    assert allocate(_lines((1, "a", 1, 5.0)), _paid()).lines["unpaid"].to_list() == [5.0]
    assert allocate(_lines(), _paid((1, "a", None, 0, 5.0))).payments["over"].to_list() == [5.0]


def _one_after_another(lines: pl.DataFrame, paid: pl.DataFrame) -> dict[int, float]:
    """Where a named line is full the money goes on to the first open one, as it comes in."""
    accounts: dict[str, list[tuple[int, int]]] = defaultdict(list)
    size, got, whose = {}, {}, {}
    for row, account, _due, amount in lines.sort("due", "_id", nulls_last=True).iter_rows():
        size[row], got[row], whose[row] = round(amount), 0, account
        accounts[account].append((row, round(amount)))
    for _row, account, plan, _day, _time, amount in paid.sort("date", "_id").iter_rows():
        left, own = round(amount), accounts[whose[plan] if plan is not None else account]
        for row in ([plan] if plan is not None else []) + [row for row, _size in own]:
            taken = min(left, size[row] - got[row])
            got[row] += taken
            left -= taken
    return got


@pytest.mark.parametrize("seed", range(5))
def test_the_order_in_which_payments_name_lines_does_not_matter(seed: int) -> None:
    rng = random.Random(seed)
    lines = _lines(
        *((i, f"a{i // 5}", rng.randrange(90), float(rng.randrange(1, 100))) for i in range(200))
    )
    paid = _paid(
        *(
            (i, f"a{rng.randrange(40)}", rng.randrange(200) if i % 3 == 0 else None,
             rng.randrange(90), float(rng.randrange(1, 120)))
            for i in range(150)
        )
    )  # fmt: skip
    found = allocate(lines, paid)
    assert _received(found) == _one_after_another(lines, paid)
    shares = found.shares.group_by("payment").agg(pl.col("amount").sum())
    whole = found.payments.join(shares, left_on="_id", right_on="payment", how="left")
    assert whole["allocated"].to_list() == whole["amount_right"].fill_null(0.0).to_list()
    assert (whole["amount"] - whole["over"] - whole["allocated"]).abs().max() == 0.0
    in_lines = found.shares.group_by("line").agg(pl.col("amount").sum())
    assert dict(in_lines.iter_rows()) == {k: v for k, v in _received(found).items() if v}


@pytest.mark.parametrize("huge", [1e15, 5e14, 1e20, -1e20])
def test_huge_payments_are_allocated_like_others(huge: float) -> None:
    lines = _lines((1, "a", 0, 100.0), (2, "a", 1, 50.0), (3, "b", 0, 30.0))
    found = allocate(lines, _paid(*((i, "a", None, 0, huge) for i in range(4)),
                                  (9, "b", 3, 0, 12.34)))  # fmt: skip
    assert _received(found) == ({1: 100.0, 2: 50.0} if huge > 0 else {1: 0.0, 2: 0.0}) | {3: 12.34}
    whole = found.payments["allocated"] + found.payments["over"]
    assert whole.to_list() == pytest.approx([huge] * 4 + [12.34], rel=1e-12)


def test_an_amount_that_nobody_can_count_is_as_none() -> None:
    lines = _lines((1, "a", 0, 100.0), (2, "a", 1, 1e300))
    found = allocate(lines, _paid((1, "a", None, 0, 1e300), (2, "a", None, 0, 40.0)))
    assert _received(found) == {1: 40.0, 2: 0.0}
    assert found.payments["_id"].to_list() == [2]
