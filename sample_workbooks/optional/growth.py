"""What is done for the people of the team: training, coaching, and how they are appraised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sample_workbooks import AS_OF
from sample_workbooks.optional.telling import Row, Telling, days_ago
from sample_workbooks.reps import REPS
from sample_workbooks.story import working_day

_COURSES = (
    # topic, hours, days ago, who took part
    ("product", 4.0, 291, tuple(range(12))),
    ("skills", 8.0, 247, (1, 2, 5, 6, 7, 9, 10, 11)),
    ("market", 2.0, 205, (0, 4, 8, 10)),
    ("communication", 3.0, 163, (5, 7, 9, 11)),
    ("role play", 2.0, 121, (8, 9, 10, 11)),
    ("service", 2.0, 86, (1, 6, 11)),
    ("product", 6.0, 88, (3,)),
    ("questions", 3.0, 74, (3, 9)),
    ("workshop", 6.0, 45, tuple(range(12))),
    ("role play", 2.0, 23, (3, 9)),
    ("skills", 4.0, 16, (4, 8)),
)
_RESULTS = (2, 0, 1)


@dataclass(frozen=True, slots=True)
class Talk:
    """A coaching talk: with whom, days ago, the follow-up in days from the story's day."""

    rep: int
    ago: int
    follow_up: int
    done: bool
    key: int | None = None


_TALKS = (
    Talk(8, 96, -66, True), Talk(9, 88, -58, True), Talk(7, 70, -49, True), Talk(4, 58, -30, True),
    Talk(8, 40, -12, False, 4), Talk(9, 33, -5, False), Talk(3, 26, 2, False, 7),
    Talk(5, 19, 0, False, 6), Talk(4, 12, 6, False, 0), Talk(9, 10, 10, False),
    Talk(3, 5, 16, False), Talk(0, 4, 24, False, 1),
)  # fmt: skip


def training(telling: Telling) -> list[Row]:
    """Who learned what, and how it went."""
    rows: list[Row] = []
    for number, (topic, hours, ago, reps) in enumerate(_COURSES):
        day = days_ago(ago)
        for rep in reps:
            if REPS[rep].joined > day:
                continue
            rows.append(
                {
                    "date": day,
                    "member": telling.rep(rep),
                    "topic": telling.choice("training", "topic", topic),
                    "course": telling.text("courses", number),
                    "hours": hours,
                    "trainer": telling.text("trainers", number),
                    "result": telling.text("results", _RESULTS[(rep + number) % 3]),
                }
            )
    return rows


def coaching(telling: Telling) -> list[Row]:
    """What managers saw, what was agreed, and when it is looked at again."""
    return [
        {
            "date": days_ago(talk.ago),
            "member": telling.rep(talk.rep),
            "coach": telling.manager(talk.rep),
            "deal": None if talk.key is None else telling.deal(telling.keys[talk.key]),
            "topic": telling.text("coaching topics", number),
            "observation": telling.text("observations", number),
            "agreed": telling.text("agreements", number),
            "follow_up": AS_OF if not talk.follow_up else _day(talk.follow_up),
            "done": telling.flag(value=talk.done),
        }
        for number, talk in enumerate(_TALKS)
    ]


def _day(days: int) -> date:
    return working_day(AS_OF + timedelta(days=days), back=days < 0)


_WEIGHTS = {3: (10, 10, 30, 20, 10, 20), 9: (25, 15, 15, 15, 15, 15)}
"""Of two reps: weights of the playbook's measures that are their own, in percent."""
_COST_TARGET = 0.04
_COSTS = {3: 0.052, 9: 0.071}


def scorecards(telling: Telling) -> list[Row]:
    """The measures that are not as the playbook has them: a new hire, and one who is behind."""
    rows: list[Row] = []
    card = telling.playbook.scorecard("rep")
    measures = () if card is None else card.measures
    for rep, weights in _WEIGHTS.items():
        for measure, weight in zip(measures, weights, strict=True):
            row: Row = {
                "member": telling.rep(rep),
                "period": "2026-Q4",
                "metric": measure.labels[telling.language],
                "weight": weight / 100,
            }
            if measure.code == "cost":
                row |= {
                    "target": _COST_TARGET,
                    "actual": _COSTS[rep],
                    "floor": 0.5,
                    "notes": telling.text("scorecard notes", 0),
                }
            if measure.code == "new-customers" and rep == 3:
                row |= {"cap": 1.2, "notes": telling.text("scorecard notes", 1)}
            rows.append(row)
    rows.append(
        {
            "member": telling.rep(9),
            "period": "2026-Q4",
            "metric": telling.text("own measure", 0),
            "weight": 0.0,
            "method": telling.choice("scorecards", "method", "manual"),
            "score": 55,
            "notes": telling.text("scorecard notes", 2),
        }
    )
    return rows
