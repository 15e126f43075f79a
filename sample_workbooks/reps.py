"""The people of the story: twelve reps in three teams, their targets and how they have been doing.

Amounts are in units of a plain dollar book; each workbook scales them to its own currency.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from salestui.model.period import add_months
from sample_workbooks import AS_OF

FIRST_MONTH = date(2025, 6, 1)
LAST_TARGET_MONTH = date(2026, 12, 1)


class Habit(StrEnum):
    """How a rep works, as far as it shows in a pipeline."""

    STEADY = "steady"
    STAR = "star"
    QUARTER_END = "closes pile up in the last days of a quarter"
    NEGLECT = "leaves deals lying"
    EARLY_ONLY = "opens many deals and moves none forward"
    NEW = "new hire"


@dataclass(frozen=True, slots=True)
class Rep:
    """One rep.

    Attributes:
        team, region: indexes into the vocabulary.
        quota: target of 2026.
        size: usual amount of a deal.
        win_rate: share won of the deals closed.
        open_deals: deals open on the day of the story.
        attainment: share of target won in each of ``QUARTERS``.
    """

    team: int
    region: int
    habit: Habit
    joined: date
    quota: int
    size: int
    win_rate: float
    open_deals: int
    attainment: tuple[float, ...]


QUARTERS = (
    (date(2025, 6, 1), date(2025, 6, 30)),
    (date(2025, 7, 1), date(2025, 9, 30)),
    (date(2025, 10, 1), date(2025, 12, 31)),
    (date(2026, 1, 1), date(2026, 3, 31)),
    (date(2026, 4, 1), date(2026, 6, 30)),
    (date(2026, 7, 1), date(2026, 9, 30)),
    (date(2026, 10, 1), date(2026, 12, 31)),
)
"""The book starts in June 2025; of the last quarter only the days up to ``AS_OF`` have passed."""

REPS = (
    # The team that is ahead: one star, two solid, one who has just started.
    Rep(0, 0, Habit.STAR, date(2021, 3, 1), 900_000, 72_000, 0.64, 9,
        (1.20, 1.24, 1.31, 1.22, 1.34, 1.27, 1.13)),
    Rep(0, 0, Habit.STEADY, date(2022, 5, 16), 720_000, 66_000, 0.56, 7,
        (0.92, 1.05, 1.10, 0.97, 1.08, 1.10, 0.79)),
    Rep(0, 1, Habit.STEADY, date(2020, 9, 7), 660_000, 60_000, 0.55, 7,
        (1.00, 0.96, 1.07, 1.02, 1.01, 1.12, 0.72)),
    Rep(0, 1, Habit.NEW, date(2026, 8, 17), 420_000, 38_000, 0.34, 4,
        (0.00, 0.00, 0.00, 0.00, 0.00, 0.00, 0.58)),
    # The team that is about on pace, with one who always closes in the last days.
    Rep(1, 1, Habit.QUARTER_END, date(2019, 2, 11), 780_000, 74_000, 0.58, 8,
        (1.00, 1.02, 1.06, 0.99, 1.03, 1.04, 0.14)),
    Rep(1, 1, Habit.STEADY, date(2023, 1, 9), 600_000, 58_000, 0.53, 7,
        (0.95, 0.93, 1.01, 0.94, 1.00, 0.98, 0.63)),
    Rep(1, 2, Habit.STEADY, date(2021, 10, 18), 600_000, 62_000, 0.54, 6,
        (1.00, 1.00, 1.03, 0.91, 0.97, 1.02, 0.66)),
    Rep(1, 2, Habit.STEADY, date(2023, 7, 3), 540_000, 54_000, 0.51, 6,
        (0.86, 0.90, 0.96, 0.92, 0.95, 0.93, 0.61)),
    # The team that is behind, and the two reps who are why.
    Rep(2, 2, Habit.NEGLECT, date(2020, 4, 20), 720_000, 68_000, 0.45, 11,
        (1.00, 0.98, 0.92, 0.80, 0.66, 0.53, 0.16)),
    Rep(2, 3, Habit.EARLY_ONLY, date(2024, 3, 11), 600_000, 52_000, 0.40, 18,
        (0.90, 0.88, 0.81, 0.73, 0.61, 0.56, 0.18)),
    Rep(2, 3, Habit.STEADY, date(2022, 8, 22), 600_000, 60_000, 0.55, 6,
        (1.00, 0.95, 1.02, 0.94, 0.98, 0.96, 0.62)),
    Rep(2, 3, Habit.STEADY, date(2021, 6, 14), 540_000, 56_000, 0.54, 6,
        (0.95, 1.00, 0.98, 0.91, 0.96, 1.01, 0.64)),
)  # fmt: skip

MOVED, MOVED_FROM, MOVED_ON = 11, 1, date(2026, 7, 1)
"""The rep who changed the team, from which one, and the first day in the present one."""

TARGET_SEASON = (0.07, 0.055, 0.09, 0.075, 0.08, 0.09, 0.07, 0.065, 0.09, 0.085, 0.10, 0.13)
"""Share of a year's target in each month."""

WIN_SEASON = (0.75, 0.32, 1.3, 0.8, 0.9, 1.3, 0.8, 0.75, 1.3, 0.95, 1.15, 1.8)
"""How readily customers sign in each month, 1 on average."""

_RAMP = {date(2026, 9, 1): 0.3, date(2026, 10, 1): 0.5, date(2026, 11, 1): 0.75}
"""Part of the target a new hire is given in the first months."""

_GROWTH = 1.1


def team_on(rep: int, day: date) -> int:
    """The team in which a rep, by place in ``REPS``, was on a day."""
    return MOVED_FROM if rep == MOVED and day < MOVED_ON else REPS[rep].team


@cache
def months() -> tuple[date, ...]:
    """First days of the months that have targets."""
    found = [FIRST_MONTH]
    while found[-1] < LAST_TARGET_MONTH:
        found.append(add_months(found[-1], 1))
    return tuple(found)


def monthly_target(rep: Rep, month: date) -> float:
    """A rep's target in the month of that first day, not rounded; 0 before the rep was counted."""
    share = rep.quota * TARGET_SEASON[month.month - 1]
    if rep.habit is Habit.NEW:
        return 0.0 if month < min(_RAMP) else share * _RAMP.get(month, 1.0)
    return share if month.year == AS_OF.year else share / _GROWTH
