"""What becomes of a visitor: a customer with a deal, or another agent who takes over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from salestui.book.edits import Value
from salestui.book.folds import folded_text
from salestui.book.state import BookState
from salestui.mapping.choice_codes import coded
from salestui.mapping.phones import phone_key, phone_of
from salestui.mapping.table import ID
from salestui.model.entities import entity as entity_of
from salestui.model.folding import folded
from salestui.selling.changes import (
    Cell,
    Changes,
    NewRow,
    choice_text,
    is_writable,
    language,
    reference_text,
)
from salestui.selling.customers.lead_conversion import filled, stage_text, unused_deal_name

_OVER = ("subscribed", "lost")


@dataclass(frozen=True, slots=True)
class Visitor:
    """A row of the register, and what would be made of it.

    Attributes:
        agent: who has the credit: whoever registered the number first.
        customer: the row of the customer of that number or name; None for a new one.
        deal: what a deal of it will be called; ``stage`` the first, as the workbook writes it.
    """

    row: int
    name: str
    phone: str
    agent: str
    customer: int | None
    deal: str
    stage: str


def open_visitors(state: BookState) -> tuple[tuple[int, str], ...]:
    """Visitors who have neither bought nor turned away, the latest first: row and title."""
    frame, field = state.live("visitors"), entity_of("visitors").field("status")
    if frame is None or field is None:
        return ()
    if frame.schema.get("status") == pl.String:
        over = coded(frame["status"], field).is_in(_OVER).fill_null(value=False)
        frame = frame.filter(~over)
    rows: list[int] = frame[ID].to_list()
    return tuple((row, state.title_of("visitors", row)) for row in reversed(rows))


def visitor_at(state: BookState, row: int, first_agent: str = "") -> Visitor:
    """Look at a visitor before a deal is made of it.

    Args:
        first_agent: who registered the number first; empty for the row's own agent.

    Raises:
        KeyError: the book has no register.
    """
    name, phone, wanted = (_text(state, row, field) for field in ("name", "phone", "layout"))
    first = next((s for s in state.playbook.stages if s.kind == "open"), None)
    spoken = language(state)
    called = " ".join(filter(None, (name or phone, wanted)))
    return Visitor(
        row, name, phone, first_agent or _text(state, row, "agent"),
        _customer(state, name, phone), unused_deal_name(state, called),
        "" if first is None else stage_text(state, first.code, first.labels[spoken]),
    )  # fmt: skip


def conversion_changes(state: BookState, found: Visitor, today: date) -> Changes:
    """The deal of a visitor, with its customer where that is new; he is being followed then."""
    row = found.row
    name = found.name or found.phone
    if found.customer is not None:
        name = reference_text(state, "customers", found.customer)
    budget = state.entities["visitors"].value(row, "budget") if _has(state, "budget") else None
    values: dict[str, Value] = {
        "name": found.deal, "customer": name, "stage": found.stage, "owner": found.agent,
        "amount": budget if isinstance(budget, float) else None,
        "source": _text(state, row, "channel"), "need": _text(state, row, "layout"),
        "created": today, "stage_entered": today, "next_date": _day(state, row, "next_date"),
    }  # fmt: skip
    rows: list[NewRow] = [("deals", filled(values))]
    if found.customer is None and state.rows("customers") is not None:
        rows.append(("customers", filled({
            "name": name, "phone": found.phone, "owner": found.agent,
            "referred_by": _text(state, row, "referred_by"), "last_contact": today,
        })))  # fmt: skip
    said: dict[str, Value] = {
        "status": choice_text(state, "visitors", "status", "following"), "next_date": None,
    }  # fmt: skip
    return Changes(_cells(state, row, said), tuple(rows))


def assign_changes(state: BookState, row: int, agent: str, day: date) -> Changes:
    """Another agent takes a visitor over and talks to him again on a day."""
    said: dict[str, Value] = {
        "agent": agent, "next_date": day,
        "status": choice_text(state, "visitors", "status", "following"),
    }  # fmt: skip
    return Changes(_cells(state, row, said))


def agents(state: BookState) -> tuple[str, ...]:
    """Who may take a visitor over: the team, else everybody who received one."""
    for entity, column in (("members", "name"), ("visitors", "agent")):
        frame = state.live(entity)
        if frame is not None and frame.schema.get(column) == pl.String:
            names = frame[column].drop_nulls().unique(maintain_order=True).to_list()
            if names:
                return tuple(names)
    return ()


def _cells(state: BookState, row: int, said: dict[str, Value]) -> tuple[Cell, ...]:
    return tuple(
        ("visitors", row, field, value)
        for field, value in said.items()
        if is_writable(state, "visitors", row, field)
    )


def _customer(state: BookState, name: str, phone: str) -> int | None:
    """The customer of that number, else of that name."""
    frame = state.live("customers")
    if frame is None:
        return None
    key = phone_of(phone)
    if key and frame.schema.get("phone") == pl.String:
        known = frame.filter(phone_key("phone") == key)
        if known.height:
            return int(known[ID][0])
    if name and not key and frame.schema.get("name") == pl.String:
        known = frame.filter(folded_text("name") == folded(name))
        return int(known[ID][0]) if known.height else None
    return None


def _has(state: BookState, field: str) -> bool:
    return state.entities["visitors"].layout.column(field) is not None


def _text(state: BookState, row: int, field: str) -> str:
    value = state.entities["visitors"].value(row, field) if _has(state, field) else None
    return value.strip() if isinstance(value, str) else ""


def _day(state: BookState, row: int, field: str) -> date | None:
    value = state.entities["visitors"].value(row, field) if _has(state, field) else None
    return value if isinstance(value, date) else None
