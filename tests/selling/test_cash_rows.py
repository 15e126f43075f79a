"""Where plan lines and payments of a book meet, and what is never guessed."""

from __future__ import annotations

from datetime import date

import pytest
from cash_books import CHINESE, ENGLISH, TODAY, cash_book
from fakes import Grid

from salestui.book.state import BookState
from salestui.mapping.input import Rejected
from salestui.metrics.cash import reasons
from salestui.metrics.cash.collection import Collection, collection
from salestui.metrics.cash.figures import collection_figures
from salestui.metrics.figure import Figure
from salestui.metrics.reasons import MIXED_CURRENCIES
from salestui.model.focus import EVERYTHING
from salestui.model.period import parse_period
from salestui.selling.cash.promising import pays_for, promise_changes
from salestui.selling.cash.rows import cash_rows
from salestui.selling.following.following_up import FollowUp, done, postponed
from salestui.selling.following.followups import Source, follow_ups
from salestui.views.followups import follow_ups_view
from salestui.views.inputs import inputs_of

pytestmark = pytest.mark.inventory(59)


def _with(name: str, *rows: list[object]) -> dict[str, Grid]:
    return {**ENGLISH, name: [ENGLISH[name][0], *rows]}  # type: ignore[list-item]


def _seen(state: BookState, text: str = "2026") -> Collection:
    period = parse_period(text)
    assert period is not None
    return collection(cash_rows(state), inputs_of(state), EVERYTHING, period, TODAY)


def _figures(state: BookState, text: str = "2026") -> dict[str, Figure]:
    seen = _seen(state, text)
    return collection_figures(seen, seen.whole)


def _accounts(state: BookState, entity: str) -> dict[int, str | None]:
    rows = cash_rows(state)
    frame = rows.lines if entity == "payment_plan" else rows.receipts
    return dict(frame.select("_id", "account").iter_rows())


def test_a_contract_is_found_by_its_number_its_name_its_deal_or_its_customer() -> None:
    paid = _with(
        "Payments",
        ["R-1", TODAY, "c-1", None, None, None, 1.0, None],
        ["R-2", TODAY, "Robot contract", None, None, None, 1.0, None],
        ["R-3", TODAY, None, "Line", None, None, 1.0, None],
        ["R-4", TODAY, None, None, "Beta", None, 1.0, None],
        ["R-5", TODAY, None, "Kiln", None, None, 1.0, None],
        ["R-6", TODAY, None, None, "Acme Works", None, 1.0, None],  # two contracts
        ["R-7", TODAY, None, None, None, None, 1.0, None],
        ["R-8", TODAY, None, None, None, "P-4", 1.0, None],
        ["R-9", TODAY, None, "Oven", None, None, 1.0, None],  # one more was terminated
        ["R-10", TODAY, "C-9", None, None, None, 1.0, None],
    )
    assert list(_accounts(cash_book(paid).state, "payments").values()) == [
        "contract:0", "contract:1", "contract:2", "contract:2", "deal:4", None, None,
        "contract:1", "contract:3", "contract~c9",
    ]  # fmt: skip


def test_line_numbers_that_begin_anew_are_meant_within_their_contract() -> None:
    rows = cash_rows(cash_book(CHINESE).state)
    assert rows.receipts["plan"].to_list() == [0, None]
    assert rows.receipts["rep"].to_list() == ["张伟", "张伟"]
    plan: list[list[object]] = [
        ["1", "C-1", None, None, date(2026, 1, 1), 100.0, None, None, None],
        ["1", "C-2", None, None, date(2026, 1, 1), 100.0, None, None, None],
        ["7", "C-2", None, None, date(2026, 1, 1), 100.0, None, None, None],
    ]
    paid: list[list[object]] = [
        ["R-1", TODAY, "C-2", None, None, "1", 5.0, None],
        ["R-2", TODAY, None, None, None, "1", 5.0, None],  # whose?
        ["R-3", TODAY, "C-1", None, None, "7", 5.0, None],  # not one of C-1's
        ["R-4", TODAY, None, None, None, "7", 5.0, None],
    ]
    state = cash_book({**_with("Payment plan", *plan), "Payments": _with("Payments", *paid)[
        "Payments"]}).state  # fmt: skip
    found = cash_rows(state).receipts.select("plan", "account").rows()
    assert found == [(1, "contract:1"), (None, None), (None, "contract:0"), (2, "contract:1")]
    assert pays_for(state, 2, 1, None) == {"plan": "7"}
    assert pays_for(state, 1, 1, None) == {"contract": "C-2"}


def test_without_payments_the_plan_says_what_was_received() -> None:
    head = [*ENGLISH["Payment plan"][0], "Received so far", "Settled on"]
    said: list[list[object]] = [
        [*ENGLISH["Payment plan"][1], None, date(2026, 6, 12)],
        [*ENGLISH["Payment plan"][2], 150.0, None],
        [*ENGLISH["Payment plan"][3], None, None],
    ]
    sheets: dict[str, Grid] = {**ENGLISH, "Payment plan": [head, *said]}  # type: ignore[list-item]
    figures = _figures(cash_book(sheets, "Payments").state)
    assert figures["receivable"].value == 550.0
    assert [n.text for n in figures["receivable"].notes] == [reasons.SAID]
    assert figures["received"].value == 300.0  # the other 150 have no day
    assert [n.text for n in figures["received"].notes] == [reasons.SAID, reasons.SAID_UNDATED]
    assert figures["overpaid"].reason is not None


def test_figures_say_which_sheet_they_need() -> None:
    figures = _figures(cash_book(ENGLISH, "Payments", "Payment plan", "Contracts").state)
    needed = {key: f.reason.text for key, f in figures.items() if f.reason is not None}
    assert needed["receivable"] == reasons.NO_PLAN
    assert needed["rate_due"] == needed["received"] == reasons.NO_PAYMENTS
    assert needed["rate_contract"] == reasons.NO_CONTRACTS
    assert set(needed) == set(figures)


def test_currencies_are_neither_added_nor_allocated_across() -> None:
    head = [*ENGLISH["Payments"][0], "Currency"]
    paid = [[*row, "USD" if row[0] == "R-1" else "EUR"] for row in ENGLISH["Payments"][1:]]
    plan = [[*ENGLISH["Payment plan"][0], "Currency"]]
    plan += [[*row, "EUR"] for row in ENGLISH["Payment plan"][1:]]
    sheets: dict[str, Grid] = {**ENGLISH, "Payments": [head, *paid], "Payment plan": plan}
    state = cash_book(sheets).state
    figures = _figures(state)
    reasons_said = {f.reason.text for f in figures.values() if f.reason is not None}
    assert MIXED_CURRENCIES in reasons_said and figures["receivable"].value is None
    allocated = cash_rows(state).allocation
    # the dollars of R-1 close none of the plan; the 150 of R-2 open P-1 first
    assert allocated.payments.filter(allocated.payments["_id"] == 0)["apart"].to_list() == [
        "no plan"
    ]
    assert allocated.lines["received"].to_list()[:2] == [100.0, 0.0]


def test_what_is_beyond_a_denominator_is_said_apart() -> None:
    figures = _figures(cash_book().state, "2026-04")
    assert figures["rate_due"].value == 1.0
    assert [n.text for n in figures["rate_due"].notes] == [reasons.BEYOND]
    contract = _figures(cash_book().state, "2026-H1")["rate_contract"]
    assert contract.value == 700 / 1400  # 450 for a contract of 400, 300 for one of 1,000
    assert [n.text for n in contract.notes] == [reasons.BEYOND]


def test_a_period_that_is_over_is_told_as_it_ended() -> None:
    seen = _seen(cash_book().state, "2026-06")
    assert seen.as_of == date(2026, 6, 30)
    # Press owes 400 and 300 by then, Robot is not signed; Kiln's line has no contract
    assert seen.whole.receivable == 1000.0


def test_approved_changes_raise_a_contract() -> None:
    changes: Grid = [
        ["Date", "Contract", "Kind of change", "Change", "Effect on amount", "Status"],
        [TODAY, "C-1", "Scope", "more", 200.0, "Approved"],
        [TODAY, "C-1", "Scope", "even more", 900.0, "Requested"],
    ]
    rows = cash_rows(cash_book({**ENGLISH, "Contract changes": changes}).state)
    assert rows.contracts["amount"].to_list() == [1200.0, 600.0, 400.0, 500.0, 200.0]


def test_what_is_owed_is_followed_up_until_it_is_paid() -> None:
    state = cash_book().state
    found = follow_ups(state, TODAY).select("source", "row", "days").rows()
    assert found[:3] == [("payment", 1, 99), ("promise", 3, 4), ("promise", 7, 0)]
    item = FollowUp(Source.PAYMENT, "payment_plan", 1, date(2026, 9, 1), 0)
    assert done(state, item, TODAY).cells == ()
    later = date(2026, 12, 20)
    assert postponed(state, item, later).cells == (("payment_plan", 1, "promised", later),)
    view = follow_ups_view(state, EVERYTHING, TODAY)
    whys = [row.why for rows in view.rows.values() for row in rows]
    assert "Payment plan: Promised for is 2026-12-05" in whys


def test_a_promise_is_a_day_and_what_was_said() -> None:
    state = cash_book().state
    changes = promise_changes(state, 1, "+3d after the audit", TODAY)
    assert not isinstance(changes, Rejected)
    assert [cell[2:] for cell in changes.cells] == [
        ("promised", date(2026, 12, 12)), ("promise", "after the audit"),
    ]  # fmt: skip
    taken_back = promise_changes(state, 3, "", TODAY)
    assert not isinstance(taken_back, Rejected)
    assert [cell[3] for cell in taken_back.cells] == [None, None]
    assert isinstance(promise_changes(state, 1, "soon", TODAY), Rejected)


def test_what_is_owed_is_named_once_with_readable_money() -> None:
    head = ENGLISH["Payment plan"][0]
    line = [None, "C-1", None, "Final", date(2026, 9, 1), 1234567.0, None, None, None]
    named = [["C-1/2", *line[1:]], ["P-3", *line[1:]]]
    state = cash_book({**ENGLISH, "Payment plan": [head, *named]}, "Payments").state
    whats = follow_ups(state, TODAY).filter(source="payment")["what"].to_list()
    assert whats == ["C-1/2 1,234,567", "C-1 P-3 1,234,567"]
