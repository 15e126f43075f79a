"""Targets: revenue by rep as the story has it, and what else the team has set itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sample_workbooks.optional.telling import Telling
from sample_workbooks.reps import REPS, Habit, months, team_on

_QUARTER = date(2026, 10, 1)
_AMBITIOUS = 2
"""The team whose goal of new customers is more than its reps' together."""
_CALLS = 4
_UNIT = 52_000
"""A unit's usual price in a plain dollar book."""
_SATISFIED = 0.85


@dataclass(frozen=True, slots=True)
class Goal:
    """One target: of a rep, else a team, else the whole company; ``kind`` is the cell's format."""

    metric: str
    month: date
    value: float
    kind: str
    rep: int | None = None
    team: int | None = None


def goals(telling: Telling) -> list[Goal]:
    """All targets; those of revenue come first."""
    revenue = [
        Goal("revenue", month, value, "money", rep=rep)
        for (rep, month), value in sorted(
            telling.story.targets.items(), key=lambda item: (item[0][1], item[0][0])
        )
    ]
    return revenue + [goal for month in months() for goal in _others(telling, month)]


def _others(telling: Telling, month: date) -> Iterator[Goal]:
    if month.year < _QUARTER.year:
        return
    counted = [rep for rep in range(len(REPS)) if (rep, month) in telling.story.targets]
    for rep in counted:
        new = REPS[rep].habit is Habit.NEW
        yield Goal("new customers", month, 2 if new else 1, "integer", rep=rep)
        yield Goal("activities", month, 2 * _CALLS if new else _CALLS, "integer", rep=rep)
        if month >= _QUARTER:
            yield Goal("satisfaction", month, _SATISFIED, "percent", rep=rep)
    for team in range(len(telling.names.teams)):
        own = [rep for rep in counted if team_on(rep, month) == team]
        whole = sum(2 if REPS[rep].habit is Habit.NEW else 1 for rep in own)
        if month >= _QUARTER and team == _AMBITIOUS:
            whole += 2
        yield Goal("new customers", month, whole, "integer", team=team)
        money = sum(telling.story.targets[rep, month] for rep in own)
        units = round(money / (_UNIT * telling.scale))
        yield Goal("units", month, units, "integer", team=team)
    yield Goal("satisfaction", month, _SATISFIED, "percent")
