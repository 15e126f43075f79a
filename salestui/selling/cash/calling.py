"""Whom to call at a customer's about a payment."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import polars as pl

from salestui.book.state import BookState
from salestui.mapping.table import ID
from salestui.model.folding import folded
from salestui.selling.customers.rows import owned
from salestui.selling.reference_links import ReferenceLinks

_PAYS = ("finance", "financial", "accounting", "accountant", "accounts", "treasur", "财务", "会计",
         "应付", "资金")  # fmt: skip
"""Parts of positions and departments whose people pay."""


@dataclass(frozen=True, slots=True)
class Call:
    """A person with a telephone number; either may be empty."""

    name: str
    phone: str


def whom_to_call(state: BookState, customers: Collection[int]) -> Mapping[int, Call]:
    """For each of these customers (``_id``) the person to call, where anybody is known.

    Who is in finance comes before others, who has a number before those without; else the sheet's
    order. Without contacts it is whom the customer's own row names.
    """
    found = {row: _own(state, row) for row in customers}
    for row, contacts in _contacts(state, customers).items():
        people = [_person(state, contact) for contact in contacts]
        _pays, best = min(people, key=lambda p: (not p[1].phone, not p[0]))
        if best.phone or not found[row].phone:
            found[row] = best
    return {row: call for row, call in found.items() if call.name or call.phone}


def _contacts(state: BookState, customers: Collection[int]) -> Mapping[int, list[int]]:
    """The contacts of each customer."""
    if state.rows("contacts") is None:
        return {}
    of = owned(ReferenceLinks(state), "contacts").filter(pl.col("to").is_in(list(customers)))
    grouped = of.sort(ID).group_by("to", maintain_order=True).agg(ID)
    return dict(grouped.rows())


def _person(state: BookState, contact: int) -> tuple[bool, Call]:
    """A contact, and whether it is one who pays."""
    place = folded(_text(state, "contacts", contact, "position"))
    place += folded(_text(state, "contacts", contact, "department"))
    names = (_text(state, "contacts", contact, name) for name in ("name", "phone"))
    return any(part in place for part in _PAYS), Call(*names)


def _own(state: BookState, customer: int) -> Call:
    """Whom the customer's own row names."""
    if customer not in state.entities["customers"].positions:
        return Call("", "")
    return Call(*(_text(state, "customers", customer, name) for name in ("contact", "phone")))


def _text(state: BookState, entity: str, row: int, name: str) -> str:
    rows = state.entities[entity]
    value = rows.value(row, name) if rows.layout.column(name) is not None else None
    return " ".join(value.split()) if isinstance(value, str) else ""
