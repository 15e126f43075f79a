"""A deal's tasks as a plan over time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from salestui.book.links import referring
from salestui.book.state import BookState
from salestui.mapping.table import ID
from salestui.model.folding import folded


@dataclass(frozen=True, slots=True)
class Task:
    """One task.

    Attributes:
        start, due: either stands for the other where one is missing; both None without dates.
        progress: 0 to 1; 1 once it is done.
        depth: 0, or how many tasks it is part of, one in another.
    """

    row: int
    title: str
    owner: str
    start: date | None
    due: date | None
    done: date | None
    progress: float
    milestone: bool
    depth: int

    def is_late(self, today: date) -> bool:
        """Whether it is due before today and not done."""
        return self.done is None and self.due is not None and self.due < today


@dataclass(frozen=True, slots=True)
class Plan:
    """The tasks, those that are part of another below it, else by date; the days they span."""

    tasks: tuple[Task, ...]
    first: date | None
    last: date | None


def plan_of(state: BookState, deal: int, today: date) -> Plan:
    """The plan of a deal. While anything is open, it spans today too."""
    rows = referring(state, "deals", deal, "tasks").to_dicts()
    tasks = tuple(_ordered([_task(row) for row in rows], _parents(rows)))
    days = [day for t in tasks for day in (t.start, t.due, t.done) if day is not None]
    if days and any(t.done is None for t in tasks):
        days.append(today)
    return Plan(tasks, min(days, default=None), max(days, default=None))


def _task(row: Mapping[str, object]) -> Task:
    start, due, done = (_day(row.get(name)) for name in ("start", "due", "done"))
    progress = row.get("progress")
    told = float(progress) if isinstance(progress, int | float) else 0.0
    number = row[ID]
    return Task(
        row=number if isinstance(number, int) else -1,
        title=_text(row, "task"),
        owner=_text(row, "owner"),
        start=start or due,
        due=due or start,
        done=done,
        progress=1.0 if done is not None else min(max(told, 0.0), 1.0),
        milestone=row.get("milestone") is True,
        depth=0,
    )


def _parents(rows: Sequence[Mapping[str, object]]) -> dict[int, int]:
    """By row, the row that it is part of; a task is never part of itself."""
    names: dict[str, int] = {}
    for row in rows:
        for name in ("id", "task"):
            if text := folded(_text(row, name)):
                names.setdefault(text, _number(row))
    found = {_number(row): names.get(folded(_text(row, "parent"))) for row in rows}
    return {row: above for row, above in found.items() if above is not None and above != row}


def _ordered(tasks: list[Task], parents: Mapping[int, int]) -> list[Task]:
    tasks.sort(key=lambda t: (t.start is None, t.start or date.max, t.due or date.max, t.row))
    below: dict[int | None, list[Task]] = {}
    for task in tasks:
        below.setdefault(parents.get(task.row), []).append(task)
    found: list[Task] = []
    seen: set[int] = set()

    def add(task: Task, depth: int) -> None:
        if task.row in seen:
            return
        seen.add(task.row)
        found.append(replace(task, depth=depth))
        for part in below.get(task.row, ()):
            add(part, depth + 1)

    for task in below.get(None, ()):
        add(task, 0)
    for task in tasks:  # those that are part of each other in a circle
        add(task, 0)
    return found


def _number(row: Mapping[str, object]) -> int:
    number = row[ID]
    return number if isinstance(number, int) else -1


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None


def _text(row: Mapping[str, object], name: str) -> str:
    value = row.get(name)
    return value if isinstance(value, str) else ""
