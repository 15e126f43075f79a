"""New rows that belong to a deal: what is known of them beforehand, and ticking them off."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from salestui.book.edits import Value
from salestui.book.state import BookState
from salestui.model.entities import entity as entity_of
from salestui.selling.advancing.conditions import owner_of
from salestui.selling.changes import Cell, NewRow, is_writable, language, reference_text

_OWNERS = ("owner", "rep", "author", "requested_by", "reviewer", "covered_by")
_TODAY = {"activities": "date", "proposals": "date", "documents": "date", "quotes": "date",
          "gates": "date", "tasks": "start", "deal_team": "from", "costs": "date"}  # fmt: skip


def new_row(
    state: BookState, deal: int, entity: str, today: date, given: Mapping[str, Value] | None = None
) -> NewRow:
    """A row of an entity that belongs to a deal: the deal, its customer, its owner, today.

    Args:
        given: goes before all that.
    """
    deals = state.entities["deals"]
    values: dict[str, Value] = {}
    for field in entity_of(entity).fields:
        if field.refers == "deals" and field.name == "deal":
            values["deal"] = reference_text(state, "deals", deal)
        elif field.name == "customer" and deals.layout.column("customer") is not None:
            values["customer"] = deals.value(deal, "customer")
        elif field.name in _OWNERS and entity != "gates":
            values[field.name] = owner_of(state, deal)
    if entity in _TODAY:
        values[_TODAY[entity]] = today
    return entity, {n: v for n, v in {**values, **(given or {})}.items() if v not in (None, "")}


def criteria_rows(state: BookState, deal: int) -> Iterator[NewRow]:
    """A row for each criterion of the playbook, with its weight."""
    called, spoken = reference_text(state, "deals", deal), language(state)
    for known in state.playbook.lists.criteria:
        weighed: dict[str, Value] = {"weight": known.weight}
        yield "criteria", {"deal": called, "criterion": known.labels[spoken], **weighed}


def tick_cells(
    state: BookState, deal: int, entity: str, row: int, today: date, *, done: bool
) -> list[Cell]:
    """What ticking an item of the checklist or a task off writes, or taking the tick away."""
    values: dict[str, Value]
    if entity == "tasks":
        values = {"done": today if done else None}
    else:
        by = owner_of(state, deal)
        values = {"done_on": today if done else None, "done_by": by if done else None}
    return [
        (entity, row, name, value)
        for name, value in values.items()
        if is_writable(state, entity, row, name)
    ]
