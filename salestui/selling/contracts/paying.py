"""A payment before it is entered: which plan lines it closes, what it leaves, what it writes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import polars as pl

from salestui.book.edits import Value
from salestui.book.state import BookState
from salestui.mapping.table import ID
from salestui.metrics.cash.allocation import RECEIPTS, Allocation, allocate
from salestui.selling.changes import (
    Cell,
    Changes,
    choice_text,
    is_writable,
    reference_text,
)
from salestui.selling.contracts.account import CENT, Account
from salestui.selling.contracts.numbering import next_number

_FRESH = 2**62
"""The identity of the payment that is not entered yet: the last one of its day."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A payment as it is typed.

    Attributes:
        amount: negative for a refund.
        plan: the line that it is for; None lets it close lines in order of their due days.
        kind, method: as they are to be written.
    """

    amount: float
    day: date
    kind: str = ""
    method: str = ""
    received_by: str = ""
    notes: str = ""
    plan: int | None = None
    unit: str = ""
    time: str = ""


@dataclass(frozen=True, slots=True)
class LinePaid:
    """What a payment does to one plan line.

    Attributes:
        amount: how much of the payment goes into it; negative where a refund opens it again.
        unpaid: what the line then still lacks.
        told: what its sheet says was received, where that is not what payments said before.
    """

    line: int
    amount: float
    unpaid: float
    told: float | None = None

    @property
    def closes(self) -> bool:
        """Whether nothing of it is left to be paid."""
        return abs(self.unpaid) < CENT


@dataclass(frozen=True, slots=True)
class Entry:
    """A payment with all that it brings about.

    Attributes:
        lines: what it does to plan lines, in the order in which it fills them.
        over: how much more no line takes; 0 where there is no plan.
        planned: whether there is a plan at all.
        owed: what is still to be paid afterwards, negative where too much was; None where neither
            an amount nor a plan tells.
        beyond: by how much all payments then exceed the amount in force; 0 where they do not, and
            of a refund.
        changes: what is written.
    """

    lines: tuple[LinePaid, ...]
    over: float
    planned: bool
    owed: float | None
    beyond: float
    changes: Changes


def entry(state: BookState, account: Account, draft: Draft) -> Entry:
    """Work out what a payment does; nothing is written."""
    after = _with(account, draft)
    lines = tuple(_paid(state, account, after))
    planned = not account.lines.is_empty()
    over = _over(after) - _over(account.allocation) if planned else 0.0
    owed = None if account.owed is None else account.owed - draft.amount
    whole = account.in_force
    beyond = 0.0 if whole is None else account.received + draft.amount - whole
    cells = [cell for paid in lines for cell in _line_cells(state, paid.line, after)]
    row = "payments", _row(state, account, draft)
    changes = Changes(tuple(cells), (row,))
    exceeds = draft.amount > 0 and beyond > CENT
    return Entry(lines, over, planned, owed, beyond if exceeds else 0.0, changes)


def _over(found: Allocation) -> float:
    return float(found.payments["over"].sum())


def _with(account: Account, draft: Draft) -> Allocation:
    """The allocation as it is once the payment is entered."""
    keys = dict(account.lines.select(ID, "account").iter_rows())
    if draft.plan is not None:
        key = keys.get(draft.plan)
    else:  # it is written in the only currency of its account, so it meets those lines
        key = next(iter(keys.values()), None) if len(account.currencies) < 2 else None
    fresh = {
        "_id": _FRESH, "account": key or account.key, "plan": draft.plan, "date": draft.day,
        "time": draft.time or None, "amount": draft.amount,
    }  # fmt: skip
    receipts = account.receipts.select(RECEIPTS.keys())
    return allocate(account.lines, pl.concat([receipts, pl.DataFrame([fresh], schema=RECEIPTS)]))


def _paid(state: BookState, account: Account, after: Allocation) -> Iterator[LinePaid]:
    """The lines whose receipts become others, by their due days."""
    was = dict(account.allocation.lines.select(ID, "received").iter_rows())
    rows = state.rows("payment_plan")
    order = account.lines.sort("due", ID, nulls_last=True).select(ID)
    now = order.join(after.lines, on=ID, maintain_order="left")
    for line, received, unpaid in now.select(ID, "received", "unpaid").iter_rows():
        change = received - was.get(line, 0.0)
        if abs(change) < CENT or rows is None:
            continue
        told = rows.value(line, "received") if rows.layout.column("received") else None
        apart = isinstance(told, float) and abs(told - was.get(line, 0.0)) >= CENT
        yield LinePaid(
            line, change, unpaid or 0.0, told if apart and isinstance(told, float) else None
        )


def _line_cells(state: BookState, line: int, after: Allocation) -> Iterator[Cell]:
    """``received`` and ``settled`` of a plan line, kept in step for those who read the sheet."""
    found = after.lines.filter(pl.col(ID) == line).row(0, named=True)
    values: dict[str, Value] = {"received": found["received"], "settled": found["settled"]}
    for name, value in values.items():
        if is_writable(state, "payment_plan", line, name):
            yield "payment_plan", line, name, value


def _row(state: BookState, account: Account, draft: Draft) -> dict[str, Value]:
    """The row of payments: what it belongs to, then what was typed."""
    values: dict[str, Value] = {
        **_belonging(state, account),
        "id": next_number(state, "payments", f"P-{draft.day.year}-001"),
        "date": draft.day,
        "time": draft.time,
        "unit": draft.unit,
        "kind": draft.kind or _kind_of(state, draft.plan),
        "amount": draft.amount,
        "method": draft.method,
        "received_by": draft.received_by,
        "notes": draft.notes,
    }
    if draft.plan is not None:
        values["plan"] = reference_text(state, "payment_plan", draft.plan)
    if len(account.currencies) == 1:
        values["currency"] = account.currencies[0]
    return {name: value for name, value in values.items() if value not in (None, "")}


def _belonging(state: BookState, account: Account) -> dict[str, Value]:
    """Contract, deal and customer of an account, as its own row names them."""
    rows = state.entities[account.entity]
    names = ("contract", "deal", "customer")
    values: dict[str, Value] = {
        n: rows.value(account.row, n) for n in names if rows.layout.column(n) is not None
    }
    own = {"contracts": "contract", "deals": "deal"}.get(account.entity)
    if own is not None:
        values[own] = reference_text(state, account.entity, account.row)
    return values


def _kind_of(state: BookState, plan: int | None) -> Value:
    rows = state.rows("payment_plan")
    if rows is None or plan is None or rows.layout.column("kind") is None:
        return None
    return rows.value(plan, "kind")


def first_open(account: Account) -> int | None:
    """The plan line that is to be paid next; None where none is open."""
    due = account.lines.select(ID, "due").join(account.allocation.lines, on=ID)
    left = due.filter(pl.col("unpaid") > CENT).sort("due", ID, nulls_last=True)
    return None if left.is_empty() else int(left[ID][0])


def proposed_amount(account: Account, line: int | None) -> float | None:
    """What a payment is likely to be: what the line lacks, without one all that is owed."""
    lacks = dict(account.allocation.lines.select(ID, "unpaid").iter_rows())
    if line is not None and (unpaid := lacks.get(line)):
        return float(unpaid)
    return account.owed if account.owed is not None and account.owed > CENT else None


def written_choice(state: BookState, field: str, code: str) -> str:
    """A kind of payment or a method, as the workbook writes it; empty without a column for it."""
    rows = state.rows("payments")
    if rows is None or rows.layout.column(field) is None:
        return ""
    return choice_text(state, "payments", field, code)
