"""The plans of a project: with whom it talks and how often, and what quality is checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from salestui.book.edits import Value
from salestui.book.state import BookState
from salestui.selling.changes import Cell, choice_text, is_writable
from salestui.selling.projects.records import code, day, number, records, row_id, text


@dataclass(frozen=True, slots=True)
class Talk:
    """A line of the communication plan.

    Attributes:
        every: days between two talks; None where none is told.
        next: as planned, else the last one and so many days; None where neither is told.
    """

    row: int
    audience: str
    what: str
    form: str
    owner: str
    every: int | None
    last: date | None
    next: date | None

    def is_late(self, today: date) -> bool:
        """Whether the next one was to be before today."""
        return self.next is not None and self.next < today


def talks_of(state: BookState, deal: int) -> list[Talk]:
    """The communication plan, the next talk first."""
    found = [_talk(row) for row in records(state, deal, "communications")]
    return sorted(found, key=lambda t: (t.next is None, t.next or date.max, t.row))


def _talk(row: dict[str, object]) -> Talk:
    every = number(row, "frequency")
    days = int(every) if every is not None and every > 0 else None
    last, planned = day(row, "last_date"), day(row, "next_date")
    if last is not None and (planned is None or planned <= last):
        planned = _after(last, days) if days else None
    audience, what, form, owner = (text(row, n) for n in ("audience", "what", "form", "owner"))
    return Talk(row_id(row), audience, what, form, owner, days, last, planned)


def _after(start: date, days: int) -> date:
    """So many days later, on the last day that there is at the latest."""
    return date.fromordinal(min(start.toordinal() + days, date.max.toordinal()))


def held_cells(state: BookState, talk: Talk, today: date) -> list[Cell]:
    """What a talk held today writes: the day, and when the next one is."""
    values: dict[str, Value] = {"last_date": today}
    values["next_date"] = _after(today, talk.every) if talk.every else None
    return _writable(state, "communications", talk.row, values)


@dataclass(frozen=True, slots=True)
class Check:
    """A line of the quality plan; ``result``: open, passed or failed."""

    row: int
    item: str
    standard: str
    owner: str
    due: date | None
    checked: date | None
    result: str

    def is_late(self, today: date) -> bool:
        """Whether it was to be checked before today and is open."""
        return self.result == "open" and self.due is not None and self.due < today


def checks_of(state: BookState, deal: int) -> list[Check]:
    """The quality plan, by the day it is due."""
    found = [_check(row) for row in records(state, deal, "quality")]
    return sorted(found, key=lambda c: (c.due is None, c.due or date.max, c.row))


def _check(row: dict[str, object]) -> Check:
    told = code(row, "quality", "result")
    checked = day(row, "checked")
    result = told or ("passed" if checked is not None else "open")
    item, standard, owner = (text(row, name) for name in ("item", "standard", "owner"))
    return Check(row_id(row), item, standard, owner, day(row, "due"), checked, result)


def checked_cells(state: BookState, row: int, today: date, *, done: bool) -> list[Cell]:
    """What a check that was passed today writes, or taking it back."""
    result = choice_text(state, "quality", "result", "passed" if done else "open")
    values: dict[str, Value] = {"checked": today if done else None, "result": result}
    return _writable(state, "quality", row, values)


def _writable(state: BookState, entity: str, row: int, values: dict[str, Value]) -> list[Cell]:
    return [
        (entity, row, name, value)
        for name, value in values.items()
        if is_writable(state, entity, row, name)
    ]
