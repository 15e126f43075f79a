"""What customers say and what they ask for after the sale."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from sample_workbooks import AS_OF
from sample_workbooks.optional.people import chains
from sample_workbooks.optional.telling import Row, Telling, days_ago
from sample_workbooks.reps import REPS, Habit
from sample_workbooks.rows import DealRow
from sample_workbooks.story import working_day

_ASKED = 60
_VOICES = 10
_CASES = 38
_TYPES = ("installation", "training", "repair", "feedback", "maintenance", "complaint", "visit")


def surveys(telling: Telling) -> list[Row]:
    """Satisfaction and recommendation asked after sales, and what customers said unasked."""
    people = {chain.customer.name: chain.names for chain in chains(telling)}
    rows = list(_scores(telling, people))
    for number in range(_VOICES):
        row = telling.won[3 * number + 1]
        rows.append(
            {
                "date": days_ago(6 + 27 * number),
                "kind": telling.choice("surveys", "kind", "voice"),
                "customer": row.customer,
                "question": telling.text("questions", 2),
                "answer": telling.text("voices", number),
            }
        )
    return sorted(rows, key=lambda r: (str(r["date"]), str(r["customer"])))


def _scores(telling: Telling, people: dict[str, dict[int, str]]) -> Iterator[Row]:
    draw = telling.random("surveys")
    told = [row for row in telling.won if row.deal.closed and row.deal.closed < days_ago(12)]
    for number, row in enumerate(told[:_ASKED]):
        assert row.deal.closed is not None
        kind, scale = ("nps", 10) if number % 3 == 2 else ("csat", 5)
        day = working_day(row.deal.closed + timedelta(days=draw.randint(9, 34)))
        mood = draw.random() + _mood(row)
        place = 0 if mood > 0.42 else 1 if mood > 0.14 else 2
        score = {"csat": (5, 4, 2), "nps": (9, 8, 5)}[kind][place]
        if place == 0 and kind == "nps" and draw.random() < 0.4:
            score = 10
        names = people.get(row.customer)
        yield {
            "date": min(day, days_ago(1)),
            "kind": telling.choice("surveys", "kind", kind),
            "customer": row.customer,
            "contact": next(iter(names.values())) if names else None,
            "question": telling.text("questions", 1 if kind == "nps" else 0),
            "score": score,
            "scale": scale,
            "answer": telling.text(f"answers {place}", number) if number % 2 == 0 else None,
        }


def _mood(row: DealRow) -> float:
    """Customers of the star are happier, those left lying less so."""
    habit = REPS[row.deal.rep].habit
    return {Habit.STAR: 0.25, Habit.NEGLECT: -0.35, Habit.QUARTER_END: -0.1}.get(habit, 0.05)


def service(telling: Telling) -> list[Row]:
    """Cases of customers that bought; the latest are open."""
    draw = telling.random("service")
    rows: list[Row] = []
    for number in range(_CASES):
        row = telling.won[number * 2 % 70]
        assert row.deal.closed is not None
        after = row.deal.closed + timedelta(days=draw.randint(8, 60))
        day = min(working_day(after), days_ago(1 + number % 9))
        kind = _TYPES[number % len(_TYPES)]
        closed = working_day(day + timedelta(days=draw.randint(1, 11)))
        still = closed >= AS_OF or number in (3, 12)
        status = "closed" if not still else "in progress" if number % 2 else "open"
        rows.append(
            {
                "date": day,
                "customer": row.customer,
                "type": telling.choice("service", "type", kind),
                "issue": telling.text(f"issue {kind}", number // len(_TYPES)),
                "owner": row.rep,
                "status": telling.choice("service", "status", status),
                "solution": None if still else telling.text(f"solved {kind}", number),
                "closed": None if still else closed,
            }
        )
    rows.sort(key=lambda r: (str(r["date"]), str(r["customer"])))
    return [
        {"id": f"{telling.text('case number', 0)}{n:03d}", **row} for n, row in enumerate(rows, 1)
    ]
