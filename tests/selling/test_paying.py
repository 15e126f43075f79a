"""What a payment does before it is entered, and that what it writes agrees with the allocation."""

from __future__ import annotations

from datetime import date

import pytest
from contract_books import TODAY, sheets, state_of, workbook
from hypothesis import given, settings
from hypothesis import strategies as st

from salestui.book.book import Book
from salestui.book.reading import Settings
from salestui.selling.changes import edits_of
from salestui.selling.contracts.account import contract_account, deal_account
from salestui.selling.contracts.numbering import next_number
from salestui.selling.contracts.paying import Draft, entry

pytestmark = pytest.mark.inventory(59)


def test_an_earlier_day_is_allocated_first_and_only_what_is_more_is_told_as_over() -> None:
    state = state_of()
    account = contract_account(state, 0)
    worked = entry(state, account, Draft(80_000, date(2026, 6, 1)))
    assert {paid.line: paid.amount for paid in worked.lines} == {1: 60_000, 2: 15_000}
    assert worked.over == 5_000
    assert worked.beyond == 5_000
    assert worked.owed == -5_000


def test_a_refund_of_too_much_is_not_warned_of() -> None:
    grid = sheets()["Payments"]
    grid[1][5] = 200_000
    grid[1][3] = None
    state = state_of(more={"Payments": grid})
    worked = entry(state, contract_account(state, 0), Draft(-50_000, TODAY))
    assert worked.beyond == 0
    assert worked.lines == ()
    assert worked.over == -50_000


def test_a_payment_is_in_the_currency_of_its_account_where_others_are_in_another_one() -> None:
    plan = [
        ["Plan line", "Deal", "Due", "Amount due", "Currency"],
        ["1", "Robot", TODAY, 60.0, "USD"], ["2", "Valve", TODAY, 8.0, "CNY"],
    ]  # fmt: skip
    paid = [["Payment no", "Received on", "Deal", "Amount received", "Currency"]]
    book = {"Payment plan": plan, "Payments": paid}
    state = state_of("Contracts", "Contract changes", "Deliveries", more=book)  # type: ignore[arg-type]
    worked = entry(state, deal_account(state, 1), Draft(60.0, TODAY))
    assert [(p.line, p.closes) for p in worked.lines] == [(0, True)]
    assert worked.changes.rows[0][1]["currency"] == "USD"


def test_a_line_that_says_otherwise_than_the_payments_is_told_and_set_right() -> None:
    grid = sheets()["Payment plan"]
    grid[2][7] = 10_000
    state = state_of(more={"Payment plan": grid})
    (paid,) = entry(state, contract_account(state, 0), Draft(20_000, TODAY)).lines
    assert paid.told == 10_000
    cells = entry(state, contract_account(state, 0), Draft(20_000, TODAY)).changes.cells
    assert ("payment_plan", 1, "received", 20_000) in cells


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        (["P-001", "P-009"], "P-010"),
        (["P-2", None, "note"], "P-3"),
        (["9", "P-9", "8"], "10"),  # 8 was last, 9 is taken
        ([None, "x"], "first"),
    ],
)
def test_numbers_go_on_after_the_last_one(numbers: list[str | None], expected: str) -> None:
    grid = [["Payment no", "Received on", "Contract", "Amount received"]]
    grid += [[n, TODAY, "C-2026-01", 1] for n in numbers]  # type: ignore[list-item]
    state = state_of(more={"Payments": grid})  # type: ignore[dict-item]
    assert next_number(state, "payments", "first") == expected


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(-40_000, 90_000).filter(bool), min_size=1, max_size=5))
def test_received_and_settled_always_agree_with_the_payments(amounts: list[int]) -> None:
    """Whatever is entered one after the other: each line says what the allocation gives it."""
    book = Book(workbook(), Settings(TODAY))
    book.load()
    for amount in amounts:
        account = contract_account(book.state, 0)
        worked = entry(book.state, account, Draft(float(amount), TODAY))
        book.apply("paid", edits_of(book.state, worked.changes, book.new_rows))
    account = contract_account(book.state, 0)
    rows = book.state.entities["payment_plan"]
    for line, received, unpaid in account.allocation.lines.select(
        "_id", "received", "unpaid"
    ).iter_rows():
        assert (rows.value(line, "received") or 0.0) == pytest.approx(received)
        assert (rows.value(line, "settled") is not None) == (unpaid == 0)
    assert account.received == 30_000 + sum(amounts)
    codes = {p.code for p in book.state.findings}
    assert not codes & {"plan-out-of-step", "plan-line-out-of-step"}
