"""The three failure patterns at their thresholds, by hand."""

from __future__ import annotations

from datetime import date, datetime

import polars as pl
import pytest
from witness import BOOK

from salestui.metrics.facts import deal_facts
from salestui.metrics.history.field_changes import identified, merged
from salestui.metrics.history.stage_stays import STAYS, finished_stays
from salestui.metrics.people.funnel import Ways
from salestui.metrics.people.patterns import (
    NO_ACTIVITIES,
    NO_COSTS,
    NOTHING_SPENT,
    TOO_FEW_COSTS,
    early_spending,
    late_effort,
    new_stories,
)
from salestui.model.spending import COSTS

pytestmark = pytest.mark.inventory(20)

NEW, LATE, SPENDING = BOOK.lists.rep_patterns
NO_STAYS = pl.DataFrame(schema=STAYS)


def _deals(*stages: str, entered: date | None = None) -> pl.DataFrame:
    return pl.DataFrame(
        [
            {"_id": n, "id": f"D{n}", "owner": "Ann", "stage": stage, "stage_entered": entered}
            for n, stage in enumerate(stages)
        ],
        schema={"_id": pl.Int64, "id": pl.String, "owner": pl.String, "stage": pl.String,
                "stage_entered": pl.Date},
    )  # fmt: skip


def _facts(*stages: str, entered: date | None = None) -> pl.DataFrame:
    return deal_facts(_deals(*stages, entered=entered), None, BOOK)


def test_new_stories_are_seen_from_the_threshold_on() -> None:
    found = new_stories(NEW, _facts("Lead", "Qualified", "Lead", "Proposal"), BOOK)
    assert (found.part, found.whole, found.advanced, found.dealt) == (3, 4, 1, 4)
    assert found.share.value == pytest.approx(NEW.threshold)
    assert found.seen
    assert found.rows == (0, 1, 2)
    below = new_stories(NEW, _facts("Lead", "Lead", "Proposal", "Proposal"), BOOK)
    assert not below.seen


def test_new_stories_are_not_told_of_who_brings_deals_home() -> None:
    stages = ["Lead"] * 6 + ["Won"] * 4  # all open ones are new, but 4 of 10 went all the way
    found = new_stories(NEW, _facts(*stages), BOOK)
    assert found.share.value == 1.0
    assert not found.seen
    lost = new_stories(NEW, _facts(*["Lead"] * 6, *["Lost"] * 4), BOOK)
    assert lost.seen  # nobody knows that these went anywhere


def test_too_few_open_deals_tell_nothing() -> None:
    found = new_stories(NEW, _facts("Lead", "Lead", "Lead"), BOOK)
    assert found.share.value is None
    assert not found.seen


def _activities(*rows: tuple[int | None, date]) -> pl.DataFrame:
    return pl.DataFrame(
        [(n + 100, day, deal) for n, (deal, day) in enumerate(rows)],
        schema={"_id": pl.Int64, "date": pl.Date, "deal": pl.Int64},
        orient="row",
    )


MARCH = date(2026, 3, 1)


def test_late_effort_is_inferred_from_the_present_stage_and_its_entry() -> None:
    # deal 0 stands in the last open stage since March, 1 in an early one, 2 is won
    facts = _facts("Negotiation", "Lead", "Won", entered=MARCH)
    told = _activities(
        (0, date(2026, 3, 1)), (0, date(2026, 3, 9)), (0, date(2026, 4, 1)),
        (0, date(2026, 2, 28)),  # before it came there
        (1, date(2026, 3, 9)), (2, date(2026, 3, 9)), (None, date(2026, 3, 9)),
    )  # fmt: skip
    found = late_effort(LATE, told, Ways(facts, NO_STAYS, BOOK))
    assert (found.part, found.whole) == (3, 5)  # the won deal's and that of none are unknown
    assert found.rows == (100, 101, 102)
    assert found.share.value == pytest.approx(3 / 5)
    assert not found.seen
    assert dict(found.share.notes[0].parts) == {"n": 2}


def test_late_effort_follows_the_history() -> None:
    deals = _deals("Won")
    moves = pl.DataFrame(
        [("D0", datetime(2026, 3, 1, 9), "Proposal", "Negotiation", "edit"),
         ("D0", datetime(2026, 4, 1, 9), "Negotiation", "Won", "edit")],
        schema={"deal": pl.String, "at": pl.Datetime("us"), "before": pl.String,
                "after": pl.String, "source": pl.String}, orient="row",
    )  # fmt: skip
    stays = finished_stays(merged([moves], pl.String()), identified(deals), BOOK)
    ways = Ways(deal_facts(deals, None, BOOK), stays, BOOK)
    late = [(0, date(2026, 3, day)) for day in (1, 2, 3, 31)]
    early = [(0, date(2026, 2, 28))]
    found = late_effort(LATE, _activities(*late, *early), ways)
    assert (found.part, found.whole) == (4, 5)
    assert found.seen  # 80% of at least 70%
    after = late_effort(LATE, _activities(*late, *early, (0, date(2026, 4, 1))), ways)
    assert (after.part, after.whole) == (4, 6)
    assert not after.seen


def test_late_effort_needs_activities_and_enough_of_them() -> None:
    ways = Ways(_facts("Negotiation", entered=MARCH), NO_STAYS, BOOK)
    none = late_effort(LATE, None, ways)
    assert none.share.reason is not None
    assert none.share.reason.text == NO_ACTIVITIES
    few = late_effort(LATE, _activities((0, date(2026, 3, 5))), ways)
    assert few.share.value is None
    assert not few.seen


def _costs(*rows: tuple[int | None, str | None, float | None]) -> pl.DataFrame:
    told = [
        {**dict.fromkeys(COSTS), "_id": n, "deal_row": deal, "stage": stage, "amount": amount}
        for n, (deal, stage, amount) in enumerate(rows)
    ]
    return pl.DataFrame(told, schema=COSTS)


def test_early_spending_is_money_before_the_second_stage() -> None:
    costs = _costs((0, "lead", 600.0), (0, "qualified", 100.0), (1, "won", 300.0),
                   (None, "lead", 9e9), (1, None, 9e9), (1, "lead", None))  # fmt: skip
    found = early_spending(SPENDING, costs, BOOK)
    assert found.share.value == pytest.approx(0.6)
    assert (found.part, found.whole, found.entity, found.rows) == (600, 1000, "costs", (0,))
    assert found.seen
    assert dict(found.share.notes[0].parts) == {"n": 3}
    less = early_spending(SPENDING, _costs((0, "lead", 499.0), (0, "won", 251.0),
                                           (0, "won", 250.0)), BOOK)  # fmt: skip
    assert less.share.value == pytest.approx(0.499)
    assert not less.seen


def test_early_spending_is_never_made_up() -> None:
    few = _costs((0, "lead", 600.0), (0, "lead", 100.0), (1, None, 4.0))
    back = _costs((0, "lead", 600.0), (0, "won", -700.0), (1, "won", 4.0))
    for costs, reason in ((None, NO_COSTS), (few, TOO_FEW_COSTS), (back, NOTHING_SPENT)):
        found = early_spending(SPENDING, costs, BOOK)
        assert found.share.reason is not None
        assert found.share.reason.text == reason
        assert not found.seen
