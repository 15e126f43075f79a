"""Orders on their way: confirmed, shipped, delivered, accepted; what is late, what falls due."""

from __future__ import annotations

import re
from datetime import date

from salestui.book.edits import Value
from salestui.book.links import referred, referring
from salestui.book.state import BookState
from salestui.mapping.table import ID
from salestui.model.entities import entity as entity_of
from salestui.selling.changes import Changes, choice_text, is_writable

STEPS = ("new", "confirmed", "shipped", "delivered", "accepted")
"""Codes of ``deliveries.status`` in their order; each but the first has a day of its own."""

OPEN = frozenset(STEPS[:-1])
"""The states of what the customer has not accepted yet."""

_ARRIVED = ("delivered", "accepted")
_ACCEPTANCE = re.compile(r"accept|验收|交付确认", re.IGNORECASE)


def delivery_state(state: BookState, row: int) -> str:
    """The code of a delivery's state: its status, else its latest step with a day."""
    rows = state.entities["deliveries"]
    field = entity_of("deliveries").field("status")
    text = rows.value(row, "status") if rows.layout.column("status") else None
    code = field.code(text) if field is not None and isinstance(text, str) else ""
    if code:
        return code
    return next((step for step in reversed(STEPS[1:]) if _day(state, row, step)), STEPS[0])


def next_delivery_step(state: BookState, row: int) -> str:
    """The code of the step after the present one; empty where none follows."""
    now = delivery_state(state, row)
    place = STEPS.index(now) + 1 if now in STEPS else len(STEPS)
    return STEPS[place] if place < len(STEPS) else ""


def days_late(state: BookState, row: int, as_of: date) -> int:
    """How many days after its due day something arrived, or has not arrived by a day; 0 for none.

    What was cancelled is not late.
    """
    due, now = _day(state, row, "due"), delivery_state(state, row)
    if due is None or now == "cancelled":
        return 0
    arrived = min(filter(None, (_day(state, row, name) for name in _ARRIVED)), default=None)
    if arrived is None and now in _ARRIVED:
        return 0
    return max(((arrived or as_of) - due).days, 0)


def delivery_changes(
    state: BookState, row: int, after: str, today: date, report: str = ""
) -> Changes:
    """What a step writes: its status, its day, and the report of an acceptance."""
    rows = state.entities["deliveries"]
    wanted: dict[str, Value] = {"status": choice_text(state, "deliveries", "status", after)}
    if rows.layout.column(after) is not None and rows.value(row, after) is None:
        wanted[after] = today
    if report:
        wanted["report"] = report
    return Changes(
        tuple(
            ("deliveries", row, name, value)
            for name, value in wanted.items()
            if is_writable(state, "deliveries", row, name)
        )
    )


def awaiting_acceptance(state: BookState, delivery: int) -> tuple[int, ...]:
    """The undated plan lines of the delivery's contract whose condition speaks of acceptance.

    They may be due once it is accepted; nobody but the user knows whether they are.
    """
    contract = referred(state, "deliveries", delivery, "contract")
    if contract is None:
        return ()
    found = referring(state, "contracts", contract, "payment_plan", "contract")
    return tuple(
        int(line[ID])
        for line in found.to_dicts()
        if _ACCEPTANCE.search(str(line.get("condition") or ""))
        and line.get("due") is None
        and line.get("settled") is None
    )


def _day(state: BookState, row: int, name: str) -> date | None:
    rows = state.entities["deliveries"]
    value = rows.value(row, name) if rows.layout.column(name) is not None else None
    return value if isinstance(value, date) else None
