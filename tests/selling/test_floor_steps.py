"""The steps of a subscription: what follows on what, what each writes, and whose a unit is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from floor_books import CHINESE, ENGLISH, copied, loaded

from adapters.errors import Refused
from salestui.book.book import Book
from salestui.selling.floor.asking import Ask
from salestui.selling.floor.rule import Ruling, UnitTaken, Wish, ruling
from salestui.selling.floor.steps import STEPS, step_of, steps_from
from salestui.selling.floor.taking import do_step, one_unit, refunds
from salestui.selling.floor.unit import LogLine, Unit, unit_at

NOW = datetime(2026, 3, 6, 15, 0)
AT = datetime(2026, 3, 6, 14, 32)


def asked(step: str, **about: Any) -> Ask:
    found = step_of(step)
    assert found is not None
    return Ask(step=found, **{"at": AT, "now": NOW, "agent": "Ann", **about})


def do(book: Book, unit: str, step: str, **about: Any) -> Unit:
    do_step(book, unit, asked(step, **about), step)
    return now(book, unit)


def now(book: Book, unit: str) -> Unit:
    return unit_at(book.state, one_unit(book.state, unit))


def rows(book: Book, entity: str, *names: str) -> list[tuple[object, ...]]:
    frame = book.state.live(entity)
    assert frame is not None
    return frame.select(names).rows()


@pytest.mark.inventory(101)
def test_a_walk_in_takes_a_unit_and_everything_is_written_as_one_group() -> None:
    book = loaded(copied(ENGLISH))
    unit = do(book, "1-101", "deposit", customer="Wang Fang", phone="139", amount=5_000.0)
    assert (unit.state, unit.holder, unit.agent) == ("subscribed", "Wang Fang", "Ann")
    assert unit.days["subscribed"] == date(2026, 3, 6)
    assert unit.days["top_up_by"] == date(2026, 3, 9)  # 5,000 of 20,000: three days
    assert unit.days["sign_by"] == date(2026, 3, 13)
    assert (unit.received, unit.lacking, unit.deposited) == (5_000.0, 15_000.0, AT)
    assert rows(book, "payments", "date", "time", "unit", "customer", "kind", "amount") == [
        (date(2026, 3, 6), "14:32", "1-101", "Wang Fang", "deposit", 5_000.0)
    ]
    assert rows(book, "unit_log", "step", "time", "agent", "deal") == [
        ("deposit", "14:32", "Ann", "1-101 Wang Fang"),
        ("enter", "15:00", "Ann", "1-101 Wang Fang"),
    ]
    deal = rows(book, "deals", "name", "stage", "amount", "owner", "unit", "expected_close")[-1]
    assert deal == ("1-101 Wang Fang", "Subscribed, deposit paid", 1_010_000.0, "Ann", "1-101",
                    date(2026, 3, 13))  # fmt: skip
    assert rows(book, "customers", "name", "phone")[-1] == ("Wang Fang", "139")
    done = [r for r in rows(book, "checklist", "item", "done_by", "done_on") if r[2] is not None]
    assert ("Enter it in inventory control the same day", "Ann", date(2026, 3, 6)) in done
    assert len({r[0] for r in rows(book, "checklist", "item")}) == len(
        rows(book, "checklist", "item")
    )
    assert not book.state.pending_count
    book.undo()
    assert now(book, "1-101").state == "available"
    assert not rows(book, "payments", "unit")
    assert len(rows(book, "deals", "name")) == 2


@pytest.mark.inventory(101)
def test_the_customer_s_own_open_deal_goes_on_and_its_stage_advances() -> None:
    book = loaded(copied(ENGLISH))
    do(book, "1-102", "hold", customer="Li Lei")
    held = now(book, "1-102")
    assert (held.state, held.days["hold_until"]) == ("held", date(2026, 3, 7))  # 24 hours
    assert rows(book, "deals", "name", "stage", "unit", "amount")[0] == (
        "Li Lei looks", "Unit chosen and priced", "1-102", 1_010_000.0,
    )  # fmt: skip
    do(book, "1-102", "deposit", amount=20_000.0)
    assert len(rows(book, "deals", "name")) == 2
    assert rows(book, "deals", "stage")[0] == ("Subscribed, deposit paid",)
    assert now(book, "1-102").days["top_up_by"] is None  # paid in full


@pytest.mark.inventory(101, 103)
def test_signing_needs_the_whole_deposit_and_the_supervisor() -> None:
    book = loaded(copied(ENGLISH))
    do(book, "1-101", "deposit", customer="Li Lei", amount=5_000.0, way="mortgage")
    with pytest.raises(Refused, match="supervisor has not reviewed"):
        do(book, "1-101", "sign")
    with pytest.raises(Refused, match="needs: the supervisor's name"):
        do(book, "1-101", "review")
    do(book, "1-101", "subscription")
    do(book, "1-101", "review", supervisor="Max")
    assert rows(book, "gates", "gate", "reviewer", "decision", "date") == [
        ("Review of the subscription", "Max", "Pass", date(2026, 3, 6))
    ]
    with pytest.raises(Refused, match="15,000 of the deposit of 20,000 is missing"):
        do(book, "1-101", "sign")
    topped = do(book, "1-101", "top-up", amount=15_000.0)
    assert (topped.received, topped.days["top_up_by"]) == (20_000.0, None)
    signed = do(book, "1-101", "sign", price=990_000.0)
    assert (signed.state, signed.days["signed"]) == ("signed", date(2026, 3, 6))
    assert (signed.agreed, signed.days["mortgage_by"]) == (990_000.0, date(2026, 3, 21))
    deal = rows(book, "deals", "stage", "closed", "amount")[0]
    assert deal == ("Contract signed", date(2026, 3, 6), 990_000.0)
    assert do(book, "1-101", "mortgage").days["mortgage_done"] == date(2026, 3, 6)
    with pytest.raises(Refused, match="done already"):
        do(book, "1-101", "mortgage")


def test_a_released_unit_is_free_and_its_deal_lost_with_the_reason() -> None:
    book = loaded(copied(ENGLISH))
    do(book, "1-101", "deposit", customer="Li Lei", amount=20_000.0)
    with pytest.raises(Refused, match="needs: the reason"):
        do(book, "1-101", "release")
    free = do(book, "1-101", "release", reason="no loan")
    assert (free.state, free.holder, free.deal) == ("available", "", None)
    assert not any(free.days.values())
    assert rows(book, "deals", "stage", "loss_reason")[0] == ("Withdrawn", "no loan")
    assert refunds(book.state, free) == [("Li Lei", 20_000.0)]
    again = do(book, "1-101", "deposit", customer="Li Lei", amount=20_000.0,
               at=datetime(2026, 3, 6, 14, 50))  # fmt: skip
    assert again.deposited == datetime(2026, 3, 6, 14, 50)  # not that of the first time


def test_steps_that_do_not_follow_are_refused_in_a_sentence() -> None:
    book = loaded(copied(ENGLISH))
    with pytest.raises(Refused, match="sign cannot follow: 1-101 is available"):
        do(book, "1-101", "sign")
    with pytest.raises(Refused, match="2-102 is withdrawn"):
        do(book, "2-102", "deposit", customer="Li Lei", amount=1.0)
    assert do(book, "2-102", "relist", reason="on sale again").state == "available"
    with pytest.raises(Refused, match="has not come yet"):
        do(book, "1-101", "hold", customer="Li Lei", at=datetime(2026, 3, 6, 15, 1))
    with pytest.raises(Refused, match="more than nothing"):
        do(book, "1-101", "deposit", customer="Li Lei", amount=-5.0)
    with pytest.raises(Refused, match="no unit 9-999"):
        do(book, "9-999", "hold", customer="Li Lei")
    assert not rows(book, "payments", "unit")


@pytest.mark.inventory(101)
def test_a_deposit_entered_on_a_later_day_is_marked() -> None:
    book = loaded(copied(ENGLISH))
    do(book, "1-101", "deposit", customer="Li Lei", amount=20_000.0,
       at=datetime(2026, 3, 5, 18, 10))  # fmt: skip
    assert rows(book, "unit_log", "date", "step", "notes") == [
        (date(2026, 3, 5), "deposit", None),
        (date(2026, 3, 6), "enter", "entered later than the day of the deposit"),
    ]


HOLDER = Unit(0, "1-101", "subscribed", "", "Ann Lee", "Bob", None, (), 0.0, 0.0, None, None, "",
              {"subscribed": date(2026, 3, 5)})  # fmt: skip


@pytest.mark.inventory(102)
@pytest.mark.parametrize(
    ("state", "holder", "at", "deposit", "expected"),
    [
        ("available", "", "2026-03-06 10:00", True, Ruling.FREE),
        ("subscribed", "Ann Lee", "2026-03-06 10:00", True, Ruling.TAKEN),
        ("subscribed", "Ann Lee", "2026-03-05 10:00", True, Ruling.TAKEN),  # no time: his day
        ("subscribed", "Ann Lee", "2026-03-04 10:00", True, Ruling.EARLIER),
        ("subscribed", "Ann Lee", "2026-03-04 10:00", False, Ruling.TAKEN),
        ("subscribed", "ann  lee", "2026-03-06 10:00", True, Ruling.TAKEN),
        ("signed", "Ann Lee", "2026-03-01 10:00", True, Ruling.SOLD),
        ("held", "Ann Lee", "2026-03-06 10:00", True, Ruling.EARLIER),
        ("held", "Ann Lee", "2026-03-06 10:00", False, Ruling.TAKEN),
    ],
)
def test_the_moment_of_the_deposit_decides(
    state: str, holder: str, at: str, deposit: bool, expected: Ruling
) -> None:
    days: dict[str, date | None] = {"subscribed": date(2026, 3, 5)} if state != "held" else {}
    unit = replace(HOLDER, state=state, holder=holder, days=days)
    wish = Wish("Someone else", datetime.fromisoformat(at), deposit)
    assert ruling(unit, wish) is expected
    if holder and state != "signed":
        assert ruling(unit, replace(wish, customer="ANN LEE")) is Ruling.OWN


@pytest.mark.inventory(102)
@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2026-03-05 10:00:00", Ruling.TAKEN),  # told to the minute, and that is his minute
        ("2026-03-05 10:00:07", Ruling.EARLIER),
        ("2026-03-05 10:00:09", Ruling.TAKEN),
        ("2026-03-05 09:59", Ruling.EARLIER),
    ],
)
def test_a_minute_is_not_before_a_moment_within_it(at: str, expected: Ruling) -> None:
    paid = LogLine(1, date(2026, 3, 5), "10:00:08", "deposit", "Ann Lee", "", "", 20_000.0, "")
    unit = replace(HOLDER, state="subscribed", holder="Ann Lee", log=(paid,))
    assert unit.deposited == datetime(2026, 3, 5, 10, 0, 8)
    assert ruling(unit, Wish("Someone else", datetime.fromisoformat(at), deposit=True)) is expected


@pytest.mark.inventory(102)
def test_an_earlier_deposit_typed_later_wins_once_a_supervisor_confirms() -> None:
    book = loaded(copied(ENGLISH))
    do(book, "1-101", "deposit", customer="Li Lei", amount=20_000.0)
    early: dict[str, Any] = {"customer": "Sun Li", "amount": 20_000.0, "agent": "Bob",
                             "at": datetime(2026, 3, 6, 14, 5)}  # fmt: skip
    before = book.state
    with pytest.raises(UnitTaken, match="Li Lei since 2026-03-06 14:32") as caught:
        do(book, "1-101", "deposit", **early)
    assert caught.value.confirmable
    assert book.state.pending_count == 0
    assert book.state.token == before.token
    unit = do(book, "1-101", "deposit", **early, supervisor="Max")
    assert (unit.holder, unit.deposited) == ("Sun Li", datetime(2026, 3, 6, 14, 5))
    log = rows(book, "unit_log", "step", "customer", "agent", "notes")
    assert log[2] == ("release", "Li Lei", "Max",
                      "Sun Li paid the deposit before, on 2026-03-06 14:05; deposit of 20,000 to "
                      "be refunded")  # fmt: skip
    assert refunds(book.state, unit) == [("Li Lei", 20_000.0)]
    assert rows(book, "deals", "customer", "stage")[:2] == [
        ("Li Lei", "Withdrawn"), ("Sun Li", "Subscribed, deposit paid"),
    ]  # fmt: skip
    with pytest.raises(UnitTaken, match="Sun Li paid the deposit on 2026-03-06 14:05"):
        do(book, "1-101", "deposit", customer="Li Lei", amount=20_000.0, supervisor="Max")


@pytest.mark.inventory(102)
def test_a_hold_that_ran_out_gives_way_and_one_that_stands_asks_the_supervisor() -> None:
    book = loaded(copied(ENGLISH))
    with pytest.raises(UnitTaken, match="your deposit goes before"):
        do(book, "2-101", "deposit", customer="Li Lei", amount=20_000.0)
    with pytest.raises(UnitTaken, match="held for Zhao Min"):
        do(book, "2-101", "hold", customer="Li Lei", supervisor="Max")
    late = datetime(2026, 3, 8, 9, 0)
    unit = do(book, "2-101", "hold", customer="Li Lei", at=late, now=late)
    assert (unit.holder, unit.agent) == ("Li Lei", "Ann")
    assert rows(book, "unit_log", "step", "customer", "notes")[0] == (
        "release", "Zhao Min", "the hold has run out",
    )  # fmt: skip


def test_the_same_claim_given_again_writes_nothing_more() -> None:
    book = loaded(copied(ENGLISH))
    do(book, "1-101", "deposit", customer="Li Lei", amount=20_000.0)
    do(book, "1-101", "deposit", customer="Li Lei", amount=20_000.0)
    assert len(rows(book, "payments", "unit")) == 1


def test_edits_that_wait_on_the_unit_come_first() -> None:
    book = loaded(copied(ENGLISH))
    row = one_unit(book.state, "1-101")
    book.set_values("price", "units", [(row, "list", 5.0)])
    with pytest.raises(Refused, match="1-101 has edits that are not saved yet"):
        do(book, "1-101", "hold", customer="Li Lei")
    assert do(book, "1-102", "hold", customer="Li Lei").state == "held"
    assert book.state.pending_count == 1  # the edit still waits, nothing else does


@pytest.mark.inventory(100, 101)
def test_in_a_chinese_workbook_everything_is_written_in_chinese() -> None:
    book = loaded(copied(CHINESE))
    do(book, "1-101", "deposit", customer="李雷", amount=5_000.0, agent="安")
    do(book, "1-101", "review", supervisor="马主管", agent="安")
    assert rows(book, "units", "status", "holder", "deal")[0] == ("已认购", "李雷", "李雷看房")
    assert rows(book, "deals", "stage", "unit")[0] == ("认购定金", "1-101")
    assert rows(book, "unit_log", "step", "agent") == [
        ("交定金", "安"), ("当天录入", "安"), ("主管审核", "马主管"),
    ]  # fmt: skip
    assert rows(book, "payments", "kind", "amount") == [("定金", 5_000.0)]
    assert rows(book, "gates", "gate", "decision") == [("认购审核", "通过")]


def test_without_a_log_nothing_is_written() -> None:
    book = loaded(copied(ENGLISH, "Unit log"))
    with pytest.raises(Refused, match="no sheet for this: unit_log"):
        do(book, "1-101", "hold", customer="Li Lei")
    bare = loaded(copied(ENGLISH, "Payments", "Customers", "Checklist", "Gates"))
    unit = do(bare, "1-101", "deposit", customer="Li Lei", amount=5_000.0)
    assert (unit.received, unit.lacking) == (5_000.0, 15_000.0)  # told by the log alone


def test_every_step_is_a_step_of_the_log_and_every_state_leads_somewhere() -> None:
    assert [step_of(step.code) for step in STEPS] == list(STEPS)
    for state in ("available", "held", "subscribed", "signed", "withdrawn"):
        assert steps_from(state)
    assert [s.code for s in steps_from("subscribed", frozenset({"review"}))] == [
        "top-up", "subscription", "sign", "enter", "follow", "mortgage", "release",
    ]  # fmt: skip


@pytest.mark.inventory(103)
def test_a_deposit_without_a_name_is_the_holder_s_as_for_the_chases() -> None:
    tables = copied(ENGLISH)
    book = loaded(tables)
    do(book, "1-101", "deposit", customer="Wang Fang", amount=5_000.0)
    (row,) = rows(book, "payments", "_id")
    book.set_values("no name", "payments", [(int(str(row[0])), "customer", None)])
    unit = now(book, "1-101")
    assert (unit.received, unit.lacking) == (5_000.0, 15_000.0)
    assert not refunds(book.state, unit)
