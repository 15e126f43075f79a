"""Contracts, plans and payments that cannot be right, each told at its cell."""

from __future__ import annotations

from datetime import date

import pytest
from contract_books import state_of
from test_checks import NO_TARGETS, places, table

from salestui.book.checks.checking import checked
from salestui.i18n import _
from salestui.mapping.layout import Problem
from salestui.mapping.problems import sentence
from salestui.mapping.table import EntityTable
from salestui.model.playbook import playbook

TODAY = date(2026, 12, 9)
DAY = date
pytestmark = pytest.mark.inventory(57, 59)


def found(*tables: EntityTable) -> list[Problem]:
    known = {t.layout.entity.name: t for t in tables}
    return list(checked(known, NO_TARGETS, playbook("b2b"), TODAY))


def said(problem: Problem) -> str:
    return sentence(problem.message, problem.parts, _)


def contracts(*rows: tuple[object, ...]) -> EntityTable:
    return table("contracts", ["no", "name", "amount"], list(rows))


def test_a_payment_larger_than_its_contract_is_told_at_the_one_that_goes_beyond() -> None:
    payments = table(
        "payments",
        ["id", "date", "contract", "amount"],
        [
            ("P1", DAY(2026, 5, 1), "C-1", 60.0),
            ("P2", DAY(2026, 3, 1), "c-1", 50.0),  # paid before P1
            ("P3", DAY(2026, 6, 1), "C-1", 1.0),
            ("P4", DAY(2026, 6, 1), "Valves", 8.0),
            ("P5", DAY(2026, 6, 2), "Valves", -3.0),
            ("P6", DAY(2026, 6, 3), "Valves", 4.0),
        ],
    )
    problems = found(contracts(("C-1", "Press", 100.0), ("C-2", "Valves", 10.0)), payments)
    assert places(problems) == [("payment-beyond-contract", "Payments!D2")]
    assert "C-1 was paid 110, more than its amount of 100" in said(problems[0])


def test_approved_changes_raise_what_may_be_paid_and_planned() -> None:
    both = contracts(("C-1", "Press", 100.0))
    columns = ["contract", "change", "amount", "status"]
    changes = table(
        "contract_changes", columns,
        [("C-1", "more", 20.0, "已批准"), ("C-1", "much more", 500.0, "requested")],
    )  # fmt: skip
    payments = table("payments", ["date", "contract", "amount"], [(TODAY, "C-1", 120.0)])
    plan = table("payment_plan", ["id", "contract", "amount"], [("L", "C-1", 120.0)])
    assert found(both, changes, payments, plan) == []
    assert places(found(both, payments, plan)) == [
        ("payment-beyond-contract", "Payments!C2"), ("plan-not-contract", "Payment_Plan!C2"),
    ]  # fmt: skip


def test_a_plan_that_does_not_sum_to_its_contract_unless_a_line_has_no_amount() -> None:
    plan = table(
        "payment_plan",
        ["id", "contract", "amount"],
        [("1", "C-1", 30.0), ("2", "C-1", 60.0), ("1", "C-2", 5.0), ("2", "C-2", None)],
    )
    problems = found(contracts(("C-1", "Press", 100.0), ("C-2", "Valves", 10.0)), plan)
    assert places(problems) == [("plan-not-contract", "Payment_Plan!C2")]
    assert "C-1 sums to 90, its amount with changes is 100" in said(problems[0])


def test_amounts_in_another_currency_than_the_contract_are_not_held_against_it() -> None:
    columns = ["no", "amount", "currency"]
    one = table("contracts", columns, [("C-1", 100.0, "USD")])
    payments = table(
        "payments", ["date", "contract", "amount", "currency"],
        [(TODAY, "C-1", 700.0, "CNY"), (TODAY, "C-1", 100.0, "usd")],
    )  # fmt: skip
    assert found(one, payments) == []


def test_what_names_a_contract_that_is_not_there() -> None:
    payments = table("payments", ["date", "contract", "amount"], [(TODAY, "C-9", 1.0)])
    plan = table("payment_plan", ["id", "contract", "amount"], [("L", "C-8", 1.0)])
    orders = table("deliveries", ["id", "contract"], [("O", "C-7"), ("P", "press")])
    problems = found(contracts(("C-1", "Press", 100.0)), payments, plan, orders)
    assert places(problems) == [
        ("unknown-contract", "Payments!B2"), ("unknown-contract", "Payment_Plan!B2"),
        ("unknown-contract", "Deliveries!B2"),
    ]  # fmt: skip
    assert found(payments) == []


def test_payments_and_deposits_dated_in_the_future() -> None:
    payments = table(
        "payments",
        ["date", "kind", "amount"],
        [
            (DAY(2026, 12, 10), "定金", 5.0),
            (DAY(2026, 12, 24), "final", 5.0),
            (TODAY, "deposit", 5.0),
        ],
    )
    problems = found(payments)
    assert places(problems) == [
        ("deposit-in-future", "Payments!A2"), ("payment-in-future", "Payments!A3"),
    ]  # fmt: skip
    assert problems[0].severity == "error"


def test_days_out_of_order_and_signed_without_a_day() -> None:
    columns = ["no", "amount", "status", "signed", "effective", "filed"]
    one = table(
        "contracts",
        columns,
        [
            ("C-1", 1.0, "已生效", DAY(2026, 5, 2), DAY(2026, 5, 1), None),
            ("C-2", 1.0, "signed", None, None, None),
            ("C-3", 1.0, "draft", None, None, None),
            ("C-4", 1.0, "filed", DAY(2026, 5, 2), DAY(2026, 5, 2), DAY(2026, 4, 30)),
        ],
    )
    problems = found(one)
    assert places(problems) == [
        ("contract-days-out-of-order", "Contracts!E2"),
        ("contract-days-out-of-order", "Contracts!F5"),
        ("contract-signed-without-day", "Contracts!D3"),
    ]
    assert "Effective from of C-1 is 2026-05-01, before Signed on on 2026-05-02" in said(
        problems[0]
    )


@pytest.mark.inventory(58, 61)
def test_deliveries_accepted_before_they_came() -> None:
    columns = ["id", "shipped", "delivered", "accepted"]
    days = DAY(2026, 5, 3), DAY(2026, 5, 2), DAY(2026, 5, 1)
    orders = table("deliveries", columns, [("O-1", *days), ("O-2", *reversed(days))])
    assert places(found(orders)) == [
        ("contract-days-out-of-order", "Deliveries!C2"),
        ("contract-days-out-of-order", "Deliveries!D2"),
    ]


def test_a_contract_without_a_deal_or_of_one_that_is_not_there() -> None:
    deals = table("deals", ["id", "name"], [("D-1", "Press")])
    rows = [("C-1", "press", 1.0), ("C-2", None, 1.0), ("C-3", "D-9", 1.0)]
    problems = found(deals, table("contracts", ["no", "deal", "amount"], rows))
    assert places(problems) == [
        ("contract-without-deal", "Contracts!B3"), ("contract-unknown-deal", "Contracts!B4"),
    ]  # fmt: skip


def test_a_plan_that_says_otherwise_than_the_payments_is_told_once_payments_were_changed() -> None:
    both = contracts(("C-1", "Press", 100.0))
    columns = ["id", "contract", "amount", "received"]
    plan = table("payment_plan", columns, [("L-1", "C-1", 40.0, 40.0), ("L-2", "C-1", 60.0, None)])
    paid = ["date", "contract", "plan", "amount"]
    fits = table("payments", paid, [(TODAY, "C-1", None, 40.0)])
    assert found(both, plan, fits) == []
    less = table("payments", paid, [(TODAY, "C-1", None, 25.0)])
    problems = found(both, plan, less)
    assert places(problems) == [("plan-out-of-step", "Payment_Plan!D2")]
    assert problems[0].severity == "info"
    assert "says 40 received, the payments say 25" in said(problems[0])
    named = table("payments", paid, [(TODAY, "C-1", "L-1", 40.0)])
    low = table("payment_plan", columns, [("L-1", "C-1", 40.0, 10.0), ("L-2", "C-1", 60.0, 30.0)])
    assert places(found(both, low, named)) == [("plan-line-out-of-step", "Payment_Plan!D2")]


def test_the_book_tells_them_with_sheet_and_cell() -> None:
    state = state_of(more={
        "Payments": [["Payment no", "Received on", "Contract", "Amount received", "Payment type"],
                     ["P-1", DAY(2026, 12, 24), "C-2026-02", 9_000, "Deposit"]],
    })  # fmt: skip
    told = {p.code: p.where for p in state.all_problems}
    assert told["deposit-in-future"] == "Payments!B2"
    assert told["payment-beyond-contract"] == "Payments!D2"
