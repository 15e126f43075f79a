"""A visitor as understood from a line: who has the number already, and the row that is written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from salestui.book.edits import Value
from salestui.book.state import BookState
from salestui.mapping.phones import phone_of
from salestui.model.entities import entity as entity_of
from salestui.model.folding import folded
from salestui.model.playbook import by_name
from salestui.selling.changes import Changes, choice_text, language
from salestui.selling.floor.frames import register_of
from salestui.selling.floor.visit_line import Known, VisitLine, cut_visit


@dataclass(frozen=True, slots=True)
class Before:
    """An earlier registration of the same number."""

    row: int
    name: str
    agent: str
    on: date | None


@dataclass(frozen=True)
class Register:
    """A state of a book with what is looked up at each key; made once, by ``register``.

    Attributes:
        first: the first registration of each telephone number.
        agents: everybody who may have received a visitor, by folded name.
    """

    state: BookState
    known: Known
    first: dict[str, Before]
    agents: dict[str, str]


@dataclass(frozen=True, slots=True)
class Visit:
    """A line understood.

    Attributes:
        agent: as the team writes the name; ``stranger`` where nobody is called so.
        before: the first registration of the number; None for a new one.
    """

    line: VisitLine
    on: date
    kind: str
    agent: str
    stranger: bool
    before: Before | None

    @property
    def contested(self) -> bool:
        """Whether somebody else registered the number first."""
        agent = self.before.agent if self.before is not None else ""
        return bool(agent) and folded(agent) != folded(self.agent)

    @property
    def enough(self) -> bool:
        """Whether it tells whom it is about."""
        return bool(self.line.name or self.line.phone)


def register(state: BookState) -> Register:
    """Make a book ready for lines: known words, numbers, agents."""
    known = register_of(state)
    first: dict[str, Before] = {}
    if known is not None:
        told = known.first.select("phone", "_id", "name", "agent", "date")
        first = {p: Before(row, name or "", who or "", on) for p, row, name, who, on in told.rows()}
    field = entity_of("visitors").field("kind")
    kinds = {
        folded(text): choice.code
        for choice in (field.choices if field is not None else ())
        for text in (choice.code, choice.en, choice.zh, *choice.aliases)
    }
    spoken = language(state)
    channels = {n: c.labels[spoken] for n, c in by_name(state.playbook.lists.channels).items()}
    channels |= _used(state, (("visitors", "channel"),))
    layouts = _used(state, (("visitors", "layout"), ("units", "layout")))
    agents = _used(state, (("units", "agent"), ("visitors", "agent"), ("members", "name")))
    return Register(state, Known(kinds, layouts, channels), first, agents)


def _used(state: BookState, columns: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The texts of some columns by what they are folded; those of later columns hold."""
    found: dict[str, str] = {}
    for entity, column in columns:
        frame = state.live(entity)
        if frame is not None and frame.schema.get(column) == pl.String:
            texts = frame[column].drop_nulls().unique(maintain_order=True).to_list()
            found |= {folded(text): text.strip() for text in texts if text.strip()}
    return found


def understood_visit(book: Register, text: str, today: date, agent: str = "") -> Visit:
    """Understand a line.

    Args:
        agent: who receives the visitor where the line names nobody.
    """
    line = cut_visit(text, book.known, today)
    who, stranger = _agent(book, line.agent or agent)
    before = book.first.get(phone_of(line.phone)) if line.phone else None
    if before is not None and not text.strip().startswith(line.name or " "):
        said = " ".join(filter(None, (line.name, line.feedback)))
        line = replace(line, name="", feedback=said)  # who has a number is known by it
    again = before is not None and folded(before.agent) == folded(who)
    kind = line.kind or ("return" if again else "visit")
    return Visit(line, line.on or today, kind, who, stranger, before)


def _agent(book: Register, name: str) -> tuple[str, bool]:
    """The one agent whose name it is, or begins so; else the name as typed."""
    if not name:
        return "", False
    bare = folded(name)
    if bare in book.agents:
        return book.agents[bare], False
    near = {text for key, text in book.agents.items() if key.startswith(bare)}
    return (near.pop(), False) if len(near) == 1 else (name, True)


def visit_changes(state: BookState, visit: Visit) -> Changes:
    """The row of a visitor; new ones are marked so."""
    line = visit.line
    status = "" if visit.before is not None else choice_text(state, "visitors", "status", "new")
    values: dict[str, Value] = {
        "date": visit.on, "kind": choice_text(state, "visitors", "kind", visit.kind),
        "name": line.name or (visit.before.name if visit.before is not None else ""),
        "phone": line.phone, "agent": visit.agent, "channel": line.channel,
        "referred_by": line.referred_by, "layout": line.layout, "area": line.area,
        "budget": line.budget, "feedback": line.feedback, "status": status,
        "next_date": line.due,
    }  # fmt: skip
    return Changes((), (("visitors", {n: v for n, v in values.items() if v not in (None, "")}),))
