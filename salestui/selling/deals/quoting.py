"""Quotes: what the net price has to be, and the way of a discount to its approval."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum

from salestui.book.edits import Value
from salestui.book.links import referred, referring
from salestui.book.state import BookState
from salestui.model.entities import QUOTES
from salestui.model.folding import folded
from salestui.model.playbook import named
from salestui.selling.advancing.conditions import owner_of
from salestui.selling.changes import Cell, choice_text, is_writable

_CENT = 0.01


class Step(StrEnum):
    """What can be done about a quote's discount; the values are codes of ``quotes.status``."""

    REQUEST = "requested"
    APPROVE = "approved"
    REJECT = "rejected"


def net_price(row: Mapping[str, object]) -> float | None:
    """List price less discount; None where there is no list price. No discount is none."""
    price, discount = row.get("list"), row.get("discount")
    if not isinstance(price, int | float):
        return None
    less = float(discount) if isinstance(discount, int | float) else 0.0
    return float(price) * (1.0 - less)


def wrong_net(row: Mapping[str, object]) -> bool:
    """Whether the net price told differs from list price less discount by more than a cent.

    Never where no discount is told: it may be blank, or a text that is none.
    """
    told, computed = row.get("net"), net_price(row)
    if not isinstance(told, int | float) or not isinstance(row.get("discount"), int | float):
        return False
    if computed is None:
        return False
    return abs(float(told) - computed) > _CENT


def status_of(row: Mapping[str, object]) -> str:
    """The code of a quote's status; a draft where it has none."""
    field, value = QUOTES.field("status"), row.get("status")
    code = field.code(value) if field is not None and isinstance(value, str) else ""
    return code or "draft"


def steps(row: Mapping[str, object]) -> tuple[Step, ...]:
    """What may come next: drafts and rejected ones are requested, requested ones decided."""
    status = status_of(row)
    if status in ("draft", "rejected"):
        return (Step.REQUEST,)
    return (Step.APPROVE, Step.REJECT) if status == "requested" else ()


def approvers(state: BookState, deal: int) -> tuple[str, ...]:
    """Who may approve a discount: the owner's managers, the nearest first, and those of the
    deal's team in a role that the playbook has decide at a gate. Not the owner himself.
    """
    owner = folded(owner_of(state, deal) or "")
    people = (*_managers(state, deal), *_reviewers(state, deal))
    return tuple({folded(name): name for name in people if folded(name) != owner}.values())


def _managers(state: BookState, deal: int) -> Iterator[str]:
    members = state.rows("members")
    person = referred(state, "deals", deal, "owner")
    seen: set[int] = set()
    while members is not None and person is not None and person not in seen:
        seen.add(person)
        person = referred(state, "members", person, "manager")
        name = None if person is None else members.value(person, "name")
        if isinstance(name, str):
            yield name


def _reviewers(state: BookState, deal: int) -> Iterator[str]:
    deciding = {gate.reviewer for gate in state.playbook.gates}
    for row in referring(state, "deals", deal, "deal_team").to_dicts():
        role = named(state.playbook.lists.roles, row.get("role"))
        if role is not None and role.code in deciding and isinstance(row.get("member"), str):
            yield row["member"]


def step_cells(
    state: BookState, quote: int, step: Step, who: str | None, today: date
) -> list[Cell]:
    """The cells that a step fills; those without a column stay out.

    Args:
        who: requests or decides it.
    """
    values: dict[str, Value] = {"status": choice_text(state, "quotes", "status", step)}
    if step is Step.REQUEST:
        values |= {"requested_by": who, "approved_by": None, "approved_on": None}
    else:
        values |= {"approved_by": who, "approved_on": today}
    return [
        ("quotes", quote, name, value)
        for name, value in values.items()
        if is_writable(state, "quotes", quote, name)
    ]
