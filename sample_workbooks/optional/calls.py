"""The year's activities: what was done for which deal, how it went, and what comes next."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from sample_workbooks import AS_OF
from sample_workbooks.optional.people import chains
from sample_workbooks.optional.telling import Row, Telling
from sample_workbooks.reps import REPS, Habit
from sample_workbooks.rows import CustomerRow, DealRow
from sample_workbooks.story import working_day

_YEAR = date(2026, 1, 1)
_CLOSED_SINCE = date(2026, 5, 1)
_TYPES = (
    ("call", "message", "visit", "meeting", "knowledge"),
    ("visit", "demo", "technical", "call", "meeting"),
    ("presentation", "technical", "reference-visit", "company-tour", "message"),
    ("negotiation", "meeting", "call", "executive-visit", "message"),
)
"""By open stage: what is done in it."""
_AFTER = ("service", "follow-up", "customer-event")
_OUTCOMES = {"ok": 6, "neutral": 4, "bad": 1, "missed": 1}
_GAPS = {Habit.STAR: 11, Habit.NEGLECT: 34, Habit.EARLY_ONLY: 30, Habit.QUARTER_END: 3}
"""Days between two activities with a deal; most reps take some three weeks."""
_USUAL_GAP = 21

_STEPS = (
    (-9, 8), (-6, 8), (-3, 9), (-2, 2), (-1, 6), (0, 0), (0, 5), (0, 10), (1, 1), (2, 4),
    (2, 7), (3, 3), (4, 11), (5, 0), (6, 9), (9, 2), (12, 6), (16, 10),
)  # fmt: skip
"""When what was agreed with customers is due, in days from the story's, and the rep's."""


def activities(telling: Telling) -> list[Row]:
    """Everything done, by date."""
    draw = telling.random("activities")
    people = {chain.customer.name: chain.met for chain in chains(telling)}
    rows = []
    for row in telling.rows.deals:
        if row.deal.open or (row.deal.closed and row.deal.closed >= _CLOSED_SINCE):
            rows += list(_of_deal(telling, draw, row, people.get(row.customer, ())))
    rows += list(_agreed(telling))
    rows += list(_afterwards(telling, draw))
    return sorted(rows, key=lambda r: (str(r["date"]), str(r["owner"]), str(r["customer"])))


def _of_deal(
    telling: Telling, draw: Random, row: DealRow, people: tuple[str, ...]
) -> Iterator[Row]:
    for day in _days(draw, row):
        stage = _stage_on(row, day)
        kind = _TYPES[stage][draw.randrange(len(_TYPES[stage]))]
        yield {
            "date": day,
            "type": telling.label(telling.playbook.lists.activity_types, kind),
            "deal": telling.deal(row),
            "customer": row.customer,
            "contact": people[draw.randrange(len(people))] if people else None,
            "owner": row.rep,
            "outcome": _outcome(telling, draw),
            "next_action": telling.text(f"next {stage}", draw.randrange(99)),
            "next_date": min(working_day(day + timedelta(days=draw.randint(4, 12))), AS_OF),
            "done": telling.flag(value=True),
            "notes": telling.text(f"said {stage}", draw.randrange(99))
            if draw.random() < 0.45
            else None,
        }


def _days(draw: Random, row: DealRow) -> list[date]:
    """The days on which something was done, the last one the deal's last activity."""
    habit = REPS[row.deal.rep].habit
    deal = row.deal
    last = deal.last_activity
    begun = max(deal.created, _YEAR)
    if habit is Habit.QUARTER_END:
        # Nothing for weeks, then everything at the end.
        if deal.stage < 3 and deal.open:
            return [last] if deal.stage == 2 else []
        begun = max(begun, deal.stage_entered if deal.open else last - timedelta(days=24))
    gap = _GAPS.get(habit, _USUAL_GAP) * (1 if deal.open else 2)
    spread = min(gap // 3, 6)
    found = [last]
    while True:
        earlier = working_day(
            found[-1] - timedelta(days=gap + draw.randint(-spread // 2, spread)), back=True
        )
        if earlier < begun:
            return sorted(found)
        found.append(earlier)


def _stage_on(row: DealRow, day: date) -> int:
    """The open stage a deal was in: those before the present one took the same time each."""
    deal = row.deal
    if deal.open and day >= deal.stage_entered:
        return deal.stage
    stages = deal.stage if deal.open else 4
    if REPS[deal.rep].habit is Habit.QUARTER_END and not deal.open:
        return 3
    passed = (day - deal.created).days / max((deal.stage_entered - deal.created).days, 1)
    return max(0, min(int(passed * stages), stages - 1))


def _outcome(telling: Telling, draw: Random) -> str:
    code = draw.choices(tuple(_OUTCOMES), tuple(_OUTCOMES.values()))[0]
    return telling.label(telling.playbook.lists.outcomes, code)


def _agreed(telling: Telling) -> Iterator[Row]:
    """What is still to be done for customers: overdue, on the day of the story, and soon."""
    used: set[str] = set()
    for number, (days, rep) in enumerate(_STEPS):
        customer = _customer(telling, rep, used)
        used.add(customer.name)
        kind = ("follow-up", "call", "visit", "message")[number % 4]
        due = AS_OF + timedelta(days=days)
        yield {
            "date": min(customer.customer.last_contact, due - timedelta(days=5)),
            "type": telling.label(telling.playbook.lists.activity_types, kind),
            "customer": customer.name,
            "owner": telling.rep(rep),
            "outcome": telling.label(telling.playbook.lists.outcomes, "ok"),
            "next_action": telling.text("agreed", number),
            "next_date": due if days == 0 else working_day(due, back=days < 0),
            "done": telling.flag(value=False),
        }


def _customer(telling: Telling, rep: int, used: set[str]) -> CustomerRow:
    bought = {row.customer for row in telling.won}
    return max(
        (
            c
            for c in telling.rows.customers
            if c.customer.rep == rep and c.name in bought and c.name not in used
        ),
        key=lambda c: (c.customer.last_contact, c.id),
    )


def _afterwards(telling: Telling, draw: Random) -> Iterator[Row]:
    """What is done for customers that have bought."""
    for number, row in enumerate(telling.won[:36]):
        assert row.deal.closed is not None
        day = working_day(row.deal.closed + timedelta(days=draw.randint(12, 40)))
        latest = telling.customer_of[row.customer].customer.last_contact
        if day > latest:
            continue
        yield {
            "date": day,
            "type": telling.label(telling.playbook.lists.activity_types, _AFTER[number % 3]),
            "deal": telling.deal(row),
            "customer": row.customer,
            "owner": row.rep,
            "outcome": _outcome(telling, draw),
            "done": telling.flag(value=True),
            "notes": telling.text("said after", number),
        }
