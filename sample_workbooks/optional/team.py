"""The team's people: managers, who has left, who has moved, and the reps."""

from __future__ import annotations

from datetime import date, timedelta

from sample_workbooks.optional.telling import Row, Telling
from sample_workbooks.reps import MOVED, MOVED_FROM, MOVED_ON, REPS, Habit

_LEFT = (date(2024, 2, 5), date(2026, 6, 30))
_MANAGER_SINCE = (date(2018, 4, 9), date(2017, 9, 4), date(2019, 1, 14))
_DIRECTOR_SINCE = date(2016, 5, 2)
_FUNCTIONS = (0, 2, 2, 1, 0, 2, 2, 3, 0, 1, 2, 3)
_LINES = (0, 0, 1, 1, 0, 1, 0, 2, 0, 1, 2, 1)
_DOTTED = {2: 1, 5: 0, 6: 2, 8: 1, 10: 0}
"""Reps who also report to the manager of another team, who looks after their product line."""


def members(telling: Telling) -> list[Row]:
    """Everybody, the reps of the present last and in the order of the cast.

    Who is listed twice has moved: the first row, with an end, is where she was.
    """
    director = telling.text("director", 0)
    rows: list[Row] = [
        {"name": director, "role": telling.text("posts", 0), "joined": _DIRECTOR_SINCE}
    ]
    for team, name in enumerate(telling.names.managers):
        rows.append(
            {
                "name": name,
                "team": telling.names.teams[team],
                "manager": director,
                "role": telling.text("posts", 1),
                "joined": _MANAGER_SINCE[team],
                "function": telling.text("functions", 4),
            }
        )
    left = _rep(telling, 9) | {
        "name": telling.text("left", 0),
        "role": telling.text("posts", 2),
        "joined": _LEFT[0],
        "left": _LEFT[1],
        "notes": telling.text("team notes", 0),
    }
    before = _rep(telling, MOVED) | {
        "team": telling.names.teams[MOVED_FROM],
        "manager": telling.names.managers[MOVED_FROM],
        "joined": REPS[MOVED].joined,
        "left": MOVED_ON - timedelta(days=1),
    }
    reps = [_rep(telling, index) for index in range(len(REPS))]
    reps[MOVED] |= {"joined": MOVED_ON, "notes": telling.text("team notes", 1)}
    return [before, *rows, left, *reps]


def _rep(telling: Telling, index: int) -> Row:
    rep, names = REPS[index], telling.names
    role = 2 if rep.habit is Habit.NEW else 0 if rep.joined.year < 2022 else 1
    dotted = _DOTTED.get(index)
    return {
        "name": names.reps[index],
        "team": names.teams[rep.team],
        "manager": names.managers[rep.team],
        "region": names.regions[rep.region],
        "role": names.roles[role],
        "joined": rep.joined,
        "product": list(dict.fromkeys(series for _, series, _ in names.products))[_LINES[index]],
        "function": telling.text("functions", _FUNCTIONS[index]),
        "matrix_manager": None if dotted is None else names.managers[dotted],
    }
