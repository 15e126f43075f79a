"""New rows that belong to a contract, with what is known of them beforehand."""

from __future__ import annotations

from datetime import date

from salestui.book.edits import Value
from salestui.book.links import referred
from salestui.book.state import BookState
from salestui.model.entities import entity as entity_of
from salestui.selling.changes import Changes, choice_text, reference_text
from salestui.selling.contracts.numbering import next_number

_TODAY = {"contract_changes": "date", "deliveries": "ordered", "documents": "date"}
_STATES = {"contract_changes": "requested", "deliveries": "new"}
_OWNERS = ("owner", "requested_by")
_FIRST = {"deliveries": "O-{year}-001"}


def new_row(state: BookState, contract: int, entity: str, today: date) -> Changes:
    """A plan line, delivery, change or document of a contract.

    Raises:
        KeyError: the book has no contracts.
    """
    contracts = state.entities["contracts"]
    held = contracts.values(contract)
    values: dict[str, Value] = {}
    for field in entity_of(entity).fields:
        if field.name == "contract":
            values["contract"] = reference_text(state, "contracts", contract)
        elif field.name == "deal":
            deal = referred(state, "contracts", contract, "deal")
            given = reference_text(state, "deals", deal) if deal is not None else held.get("deal")
            values["deal"] = given if isinstance(given, str) else None
        elif field.name in ("customer", "currency"):
            values[field.name] = _text(held.get(field.name))
        elif field.name in _OWNERS:
            values[field.name] = _text(held.get("owner"))
    if entity in _TODAY:
        values[_TODAY[entity]] = today
    if entity in _STATES:
        values["status"] = choice_text(state, entity, "status", _STATES[entity])
    if entity == "payment_plan":
        values["id"] = _line_number(state, contract)
    elif entity in _FIRST:
        values["id"] = next_number(state, entity, _FIRST[entity].format(year=today.year))
    return Changes(rows=((entity, {n: v for n, v in values.items() if v not in (None, "")}),))


def _line_number(state: BookState, contract: int) -> str:
    """The number of a further plan line: that of the contract with the next free place."""
    name = reference_text(state, "contracts", contract)
    rows = state.entities["payment_plan"]
    known = set(rows.live["id"].drop_nulls().to_list()) if "id" in rows.live.columns else set()
    numbers = (f"{name}-{place}" for place in range(1, len(known) + 2))
    return next(number for number in numbers if number not in known)


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None
