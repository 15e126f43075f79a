"""The way of a contract, from draft to file: the step that comes next and what it lacks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from salestui.book.links import referring
from salestui.book.state import BookState
from salestui.mapping.table import ID
from salestui.model.entities import entity as entity_of
from salestui.selling.contracts.account import CENT, contract_account
from salestui.selling.contracts.fulfilling import OPEN, delivery_state

STEPS = ("draft", "review", "signed", "effective", "fulfilled", "filed")
"""Codes of ``contracts.status`` in their order."""

TERMINATED = "terminated"

DAYS = {
    "draft": "drafted", "signed": "signed", "effective": "effective",
    "fulfilled": "fulfilled", "filed": "filed",
}  # fmt: skip
"""The field that holds the day of a step; a review has a day once it is passed."""

_NEEDS: Mapping[str, tuple[str, ...]] = {
    "review": ("amount",),
    "signed": ("reviewer", "reviewed"),
    "effective": ("signed",),
    "fulfilled": ("effective",),
    "filed": ("signed", "place"),
}


class Lack(StrEnum):
    """The kinds of what can be missing."""

    FIELD = "field"
    DELIVERY = "delivery"
    PAYMENT = "payment"


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that a contract lacks for a step.

    Attributes:
        entity, row: whose ``column`` is to be filled, or the row that is not finished.
        amount: what is still owed, of ``PAYMENT``.
        dated: whether the field is a day.
    """

    kind: Lack
    entity: str
    row: int
    column: str = ""
    amount: float = 0.0
    dated: bool = False

    @property
    def can_tick(self) -> bool:
        """Whether it is put right by saying that it was done today."""
        return self.dated


@dataclass(frozen=True, slots=True)
class ContractMove:
    """A contract that is to get another state.

    Attributes:
        before, after: codes of ``contracts.status``; ``before`` is empty where nothing tells it.
        missing: what it lacks; empty for ways back and for its termination.
        unkept: fields that the step needs and the sheet has no columns for.
    """

    contract: int
    before: str
    after: str
    missing: tuple[Missing, ...] = ()
    unkept: tuple[str, ...] = ()


def contract_state(state: BookState, contract: int) -> str:
    """The code of a contract's state; without a status that of its latest step with a day."""
    rows = state.entities["contracts"]
    field = entity_of("contracts").field("status")
    text = rows.value(contract, "status") if rows.layout.column("status") else None
    code = field.code(text) if field is not None and isinstance(text, str) else ""
    if code:
        return code
    told = {**DAYS, "review": "reviewed"}
    return next(
        (step for step in reversed(STEPS) if step in told and _day(state, contract, told[step])), ""
    )


def next_step(state: BookState, contract: int) -> str:
    """The code of the step after the present one; empty where none follows."""
    now = contract_state(state, contract)
    if now == TERMINATED:
        return ""
    place = STEPS.index(now) + 1 if now in STEPS else 0
    return STEPS[place] if place < len(STEPS) else ""


def contract_move(state: BookState, contract: int, after: str) -> ContractMove:
    """What a contract lacks for another state: all that the steps on the way there ask for."""
    before = contract_state(state, contract)
    if after not in STEPS or (before in STEPS and STEPS.index(after) <= STEPS.index(before)):
        return ContractMove(contract, before, after)
    start = STEPS.index(before) + 1 if before in STEPS else 0
    entered = STEPS[start : STEPS.index(after) + 1]
    fields = dict.fromkeys(name for step in entered for name in _NEEDS.get(step, ()))
    rows = state.entities["contracts"]
    unkept = tuple(name for name in fields if rows.layout.column(name) is None)
    missing = [
        Missing(Lack.FIELD, "contracts", contract, name, dated=name in _DATED)
        for name in fields
        if name not in unkept and rows.value(contract, name) in (None, "")
    ]
    if "fulfilled" in entered:
        missing += _unfulfilled(state, contract)
    return ContractMove(contract, before, after, tuple(missing), unkept)


_DATED = frozenset({"reviewed", *DAYS.values()})


def _unfulfilled(state: BookState, contract: int) -> Iterator[Missing]:
    """Deliveries under way, and money that is still owed."""
    found = referring(state, "contracts", contract, "deliveries", "contract")
    for row in found[ID].to_list() if ID in found.columns else ():
        if delivery_state(state, row) in OPEN:
            yield Missing(Lack.DELIVERY, "deliveries", row)
    owed = contract_account(state, contract).owed
    if owed is not None and owed > CENT:
        yield Missing(Lack.PAYMENT, "contracts", contract, amount=owed)


def _day(state: BookState, contract: int, name: str) -> date | None:
    rows = state.entities["contracts"]
    value = rows.value(contract, name) if rows.layout.column(name) is not None else None
    return value if isinstance(value, date) else None
