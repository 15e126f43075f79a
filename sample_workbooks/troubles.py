"""What is in the pipeline on the day of the story, and what has gone wrong in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain

from sample_workbooks import AS_OF
from sample_workbooks.records import Customer, Deal, Setting, Story
from sample_workbooks.reps import REPS, Habit
from sample_workbooks.story import Teller, numbered, working_day

_STAGES = {
    Habit.STEADY: (0, 1, 2, 1, 3, 2, 0),
    Habit.STAR: (3, 2, 1, 3, 2, 0, 2, 1, 3),
    Habit.QUARTER_END: (3, 2, 3, 2, 3, 1, 2, 0),
    Habit.NEGLECT: (2, 1, 3, 2, 1, 2, 3, 0, 1, 2, 0),
    Habit.EARLY_ONLY: (0, 0, 1, 0, 0, 1, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0),
    Habit.NEW: (0, 1, 0, 2),
}
"""The stages of a rep's open deals, in turn."""

_BIG = 420_000


def tell(setting: Setting) -> Story:
    """The whole story of a setting."""
    teller = Teller(setting)
    targets = teller.targets()
    closed = teller.closed_deals(targets)
    opened = chain.from_iterable(_open_deals(teller, rep) for rep in range(len(REPS)))
    deals = numbered(_helped([*closed, *opened]))
    return Story(tuple(_seen(c, deals) for c in teller.customers), deals, targets)


def _helped(deals: list[Deal]) -> list[Deal]:
    """The first deal of who never moves any forward was won by a colleague."""
    early = next(n for n, rep in enumerate(REPS) if rep.habit is Habit.EARLY_ONLY)
    first = min(
        (d for d in deals if d.won and d.rep == early), key=lambda d: (d.created, d.flavour)
    )
    return [replace(d, rep=early + 1) if d is first else d for d in deals]


def _seen(customer: Customer, deals: Sequence[Deal]) -> Customer:
    """The customer with the contacts that its deals speak of."""
    own = [d for d in deals if d.customer == customer.index]
    if not own:
        return customer
    planned = [d.next_date for d in own if d.open and d.next_date]
    return replace(
        customer,
        last_contact=max(d.last_activity for d in own),
        next_contact=min(planned, default=customer.next_contact),
    )


def _open_deals(teller: Teller, rep: int) -> Iterator[Deal]:
    habit = REPS[rep].habit
    stages = _STAGES[habit]
    for number in range(REPS[rep].open_deals):
        deal = teller.open_deal(rep, stages[number % len(stages)])
        if habit is Habit.NEGLECT:
            yield _neglected(teller, deal, number)
        elif habit is Habit.EARLY_ONLY:
            yield _stalled(teller, deal, number)
        elif habit is Habit.QUARTER_END and number == 0:
            yield _at_risk(teller, deal)
        elif habit is Habit.NEW and number == 0:
            yield replace(deal, expected=None)
        else:
            yield _everyday(teller, deal, number)


def _at_risk(teller: Teller, deal: Deal) -> Deal:
    """The quarter hangs on this one, and nobody has called since October."""
    return replace(
        deal,
        amount=round(_BIG * teller.setting.scale / 10_000) * 10_000,
        product=0,
        probability=teller.setting.probabilities[3],
        created=date(2026, 4, 20),
        expected=date(2026, 12, 18),
        stage_entered=date(2026, 10, 12),
        last_activity=date(2026, 10, 30),
        next_date=date(2026, 11, 6),
        competitor=0,
        big=True,
    )


def _neglected(teller: Teller, deal: Deal, number: int) -> Deal:
    """Seven of the eleven lie still; of these five were to be signed long ago."""
    if number >= 7:
        return deal
    silent = 64 + 8 * number + teller.random.randint(0, 5)
    rotten = _silent(deal, silent)
    next_date = AS_OF - timedelta(days=silent - 12) if number % 2 == 0 else None
    rotten = replace(rotten, next_date=next_date and working_day(next_date, back=True))
    if number < 5:
        missed = AS_OF - timedelta(days=9 + 11 * number)
        return replace(rotten, expected=working_day(missed, back=True))
    return rotten


def _stalled(teller: Teller, deal: Deal, number: int) -> Deal:
    """Opened by the dozen: some without a date, some never called again."""
    if number in (2, 7, 12):
        return replace(deal, expected=None)
    if number in (4, 9):
        return replace(_silent(deal, 66 + teller.random.randint(0, 20)), next_date=None)
    return deal


def _everyday(teller: Teller, deal: Deal, number: int) -> Deal:
    """What also happens to good reps now and then, told by rep so that it is the same each time."""
    late = timedelta(days=2 + teller.random.randint(0, 8))
    match (deal.rep, number):
        case (1, 3) | (5, 2) | (7, 1) | (10, 0) | (0, 5):
            return replace(deal, next_date=working_day(AS_OF - late, back=True))
        case (2, 4) | (6, 2) | (11, 4):
            return replace(deal, expected=working_day(AS_OF - late, back=True))
        case (7, 3) | (10, 3) | (5, 5):
            return _silent(deal, 61 + teller.random.randint(0, 9))
        case (1, 1) | (6, 0):
            return _stuck(deal, 52)
    return deal


def _silent(deal: Deal, days: int) -> Deal:
    """Nothing has happened for that many days."""
    last = working_day(AS_OF - timedelta(days=days), back=True)
    entered = working_day(last - timedelta(days=6), back=True)
    created = min(deal.created, working_day(entered - timedelta(days=20 + 15 * deal.stage)))
    return replace(deal, created=created, stage_entered=entered, last_activity=last)


def _stuck(deal: Deal, days: int) -> Deal:
    """Talked about every week and still in the same stage."""
    entered = working_day(AS_OF - timedelta(days=days), back=True)
    created = min(deal.created, working_day(entered - timedelta(days=20 + 15 * deal.stage)))
    return replace(deal, created=created, stage_entered=entered)
