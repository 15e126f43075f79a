"""Draws customers and deals for the cast. Seeded: the same setting always tells the same."""

from __future__ import annotations

from bisect import bisect
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import accumulate
from random import Random

from sample_workbooks import AS_OF
from sample_workbooks.records import FOLLOW_ON, LOST, WON, Customer, Deal, Setting
from sample_workbooks.reps import QUARTERS, REPS, WIN_SEASON, Habit, Rep, monthly_target, months

CUSTOMERS = 120
INDUSTRIES = 8
_ANYBODY = next(rep for rep in REPS if rep.habit is Habit.STEADY)
_PRODUCTS_BY_SIZE = ((0, 0, 1, 2), (0, 1, 1, 3), (1, 3, 4, 5))
_BOOK_BEGUN = date(2025, 3, 3)
_HOLIDAYS = {date(2025, 12, 25), date(2026, 1, 1)} | {
    first + timedelta(days=n)
    for first in (date(2025, 10, 1), date(2026, 2, 16), date(2026, 10, 1))
    for n in range(7)
}


class Teller:
    """Draws the events of one setting."""

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.random = Random(setting.seed)
        self.customers = self._customers()
        self._of_rep: dict[int, list[Customer]] = defaultdict(list)
        for customer in self.customers:
            self._of_rep[customer.rep].append(customer)

    def targets(self) -> dict[tuple[int, date], int]:
        """Target by rep and month, in the book's currency; none before a rep was counted."""
        step = self.setting.target_step
        found = {
            (index, month): round(monthly_target(rep, month) * self.setting.scale / step) * step
            for index, rep in enumerate(REPS)
            for month in months()
        }
        return {key: target for key, target in found.items() if target}

    def closed_deals(self, targets: Mapping[tuple[int, date], int]) -> list[Deal]:
        """The deals won and lost since the book was begun."""
        deals = []
        for index, rep in enumerate(REPS):
            for number, (start, end) in enumerate(QUARTERS):
                due = sum(t for (r, m), t in targets.items() if r == index and start <= m <= end)
                total = due * rep.attainment[number]
                wins = self._wins(rep, total)
                last = min(end, AS_OF - timedelta(days=1))
                days = self._close_days(rep, start, last, len(wins))
                deals += [self._won(index, a, day) for a, day in zip(wins, days, strict=True)]
                losses = self._losses(rep, len(wins))
                days = self._close_days(_ANYBODY, start, last, losses)
                deals += [self._lost(index, day) for day in days]
        return deals

    def open_deal(self, rep: int, stage: int) -> Deal:
        """A deal in good order: talked to lately, with a next step ahead."""
        draw = self.random
        entered = working_day(AS_OF - timedelta(days=draw.randint(4, 26)), back=True)
        created = working_day(entered - timedelta(days=stage * draw.randint(12, 34)), back=True)
        ahead = (118, 88, 56, 26)[stage] + draw.randint(-16, 30)
        expected = AS_OF + timedelta(days=ahead)
        if REPS[rep].habit is Habit.QUARTER_END and stage >= 2:
            expected = date(2026, 12, draw.randint(16, 30))
        chance = self.setting.probabilities[stage]
        if draw.random() < 0.22:
            chance = round(min(max(chance + draw.choice((-0.1, -0.05, 0.05, 0.1)), 0.05), 0.9), 2)
        talked = AS_OF - timedelta(days=draw.randint(1, 15))
        activity = max(entered, working_day(talked, back=True))
        deal = self._deal(rep, stage, self._amount(REPS[rep].size * 1.05), created)
        return replace(
            deal,
            probability=chance,
            expected=working_day(expected),
            stage_entered=entered,
            last_activity=activity,
            next_date=working_day(AS_OF + timedelta(days=draw.randint(2, 17))),
        )

    def _customers(self) -> tuple[Customer, ...]:
        draw = self.random
        juniors = [i for i, rep in enumerate(REPS) if rep.habit is Habit.NEW]
        seniors = [i for i in range(len(REPS)) if i not in juniors]
        reps = juniors * 4
        reps += [seniors[n % len(seniors)] for n in range(CUSTOMERS - len(reps))]
        draw.shuffle(reps)
        found = []
        for index, rep in enumerate(reps):
            tier = draw.choices((0, 1, 2), (20, 45, 55))[0]
            employees = round(draw.lognormvariate((7.2, 6.2, 5.2)[tier], 0.5) / 10) * 10 + 20
            last = AS_OF - timedelta(days=draw.randint(3, (40, 80, 150)[tier]))
            ahead = draw.randint(-6, 45)
            found.append(
                Customer(
                    index=index,
                    industry=index % INDUSTRIES,
                    tier=tier,
                    region=REPS[rep].region if draw.random() < 0.8 else draw.randrange(4),
                    rep=rep,
                    employees=employees,
                    revenue=round(employees * draw.uniform(0.12, 0.3)),
                    last_contact=working_day(last),
                    next_contact=working_day(AS_OF + timedelta(days=ahead))
                    if draw.random() < 0.7
                    else None,
                )
            )
        return tuple(found)

    def _wins(self, rep: Rep, total: float) -> list[int]:
        """Amounts that add up to the total, but for rounding."""
        if not total:
            return []
        usual = total / (rep.size * self.setting.scale)
        count = max(1, round(usual + self.random.uniform(-0.3, 0.3)))
        parts = [self.random.lognormvariate(0, 0.5) for _ in range(count)]
        step = self.setting.amount_step
        return [max(step, round(total * part / sum(parts) / step) * step) for part in parts]

    def _losses(self, rep: Rep, wins: int) -> int:
        """Deals lost beside that many won; where few were won, some were lost all the same."""
        if not wins:
            return 0
        return int(wins * (1 - rep.win_rate) / rep.win_rate + self.random.random())

    def _close_days(self, rep: Rep, start: date, last: date, count: int) -> list[date]:
        """Working days spread by season; late in the month, for some late in the quarter."""
        draw = self.random
        if rep.habit is Habit.QUARTER_END and last < AS_OF - timedelta(days=1):
            ends = [last - timedelta(days=draw.randint(0, 9)) for _ in range(count)]
            return [working_day(day, back=True) for day in ends]
        span = [start + timedelta(days=n) for n in range((last - start).days + 1)]
        span = [day for day in span if working_day(day) == day]
        sums = list(accumulate(WIN_SEASON[d.month - 1] * (0.5 + d.day / 31) for d in span))
        # Evenly spaced from a random start, so that a season shows in a few deals as in many.
        first = draw.random()
        return [span[bisect(sums, (n + first) / count * sums[-1])] for n in range(count)]

    def _won(self, rep: int, amount: int, day: date) -> Deal:
        deal = self._closed(rep, WON, amount, day)
        follow_on = day < date(2026, 4, 1) and self.random.random() < 0.2
        return replace(deal, stage=FOLLOW_ON if follow_on else WON, probability=1.0)

    def _lost(self, rep: int, day: date) -> Deal:
        deal = self._closed(rep, LOST, self._amount(REPS[rep].size * 1.1), day)
        reason = self.random.choices(range(6), (28, 24, 18, 16, 8, 6))[0]
        rival = self.random.randrange(4) if reason in (0, 1) else deal.competitor
        return replace(deal, loss_reason=reason, competitor=rival, probability=0.0)

    def _closed(self, rep: int, stage: int, amount: int, day: date) -> Deal:
        draw = self.random
        usual = self.setting.cycle_days * (amount / self.setting.scale / 60_000) ** 0.25
        created = day - timedelta(days=12 + round(draw.gammavariate(5, usual / 5)))
        created = max(created, _BOOK_BEGUN + timedelta(days=draw.randrange(90)))
        deal = self._deal(rep, stage, amount, min(created, day - timedelta(days=9)))
        promised = working_day(day - timedelta(days=draw.choice((-9, -4, 0, 0, 0, 3, 8, 15, 31))))
        return replace(
            deal,
            expected=max(promised, deal.created + timedelta(days=7)),
            closed=day,
            stage_entered=day,
            last_activity=day,
        )

    def _deal(self, rep: int, stage: int, amount: int, created: date) -> Deal:
        draw = self.random
        own = self._of_rep[rep]
        customer = draw.choices(own, [(5, 3, 1)[c.tier] for c in own])[0]
        size = amount / self.setting.scale
        choice = 0 if size > 80_000 else 1 if size > 35_000 else 2
        created = max(created, REPS[rep].joined + timedelta(days=4))
        return Deal(
            customer=customer.index,
            region=customer.region,
            rep=rep,
            product=draw.choice(_PRODUCTS_BY_SIZE[choice]),
            stage=stage,
            amount=amount,
            probability=0.0,
            created=working_day(created),
            expected=None,
            closed=None,
            stage_entered=created,
            last_activity=created,
            next_date=None,
            source=draw.choices(range(6), (26, 22, 18, 14, 12, 8))[0],
            flavour=draw.randrange(10_000),
            competitor=draw.randrange(4) if draw.random() < 0.35 else None,
            partner=draw.randrange(4) if draw.random() < 0.2 else None,
        )

    def _amount(self, usual: float) -> int:
        step = self.setting.amount_step
        amount = usual * self.setting.scale * self.random.lognormvariate(-0.12, 0.5)
        return max(step * 40, round(amount / step) * step)


def working_day(day: date, *, back: bool = False) -> date:
    """The day itself, or the nearest later (earlier, if ``back``) one on which people work."""
    step = timedelta(days=-1 if back else 1)
    while day.weekday() >= 5 or day in _HOLIDAYS:
        day += step
    return day


def numbered(deals: Sequence[Deal]) -> tuple[Deal, ...]:
    """The deals in the order in which a team would have entered them."""
    return tuple(sorted(deals, key=lambda d: (d.created, d.rep, d.flavour)))
