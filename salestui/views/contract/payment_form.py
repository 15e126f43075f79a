"""The fields of a payment that is to be entered, and what was typed into them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from salestui.book.edits import Value
from salestui.book.state import BookState
from salestui.i18n import _
from salestui.mapping.input import Rejected, parse_input
from salestui.mapping.layout import Column
from salestui.selling.contracts.account import Account
from salestui.selling.contracts.paying import Draft, first_open, proposed_amount
from salestui.views.cells import column_title, exact_text
from salestui.views.choices import choices

FIELDS = ("date", "amount", "kind", "method", "received_by", "notes")
"""What is asked, in this order, where the sheet has a column for it."""


@dataclass(frozen=True, slots=True)
class FormField:
    """A field: its title, the text that it begins with, and what may be typed."""

    name: str
    title: str
    text: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """What a payment is for, before anything is typed.

    Attributes:
        plan: the plan line that it is to close; None for the open ones in order.
        kind: how the workbook writes the kind that it is taken for; empty for the plan line's.
    """

    account: Account
    plan: int | None = None
    kind: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed; ``draft`` is None while ``wrong`` says why, by field."""

    draft: Draft | None
    wrong: Mapping[str, str]


def payment_fields(state: BookState, asked: Asked, today: date) -> tuple[FormField, ...]:
    """The fields with what is likely: today, what the line lacks that is to be paid next, its kind.

    Raises:
        KeyError: the book has no payments.
    """
    line = first_open(asked.account) if asked.plan is None else asked.plan
    begins: dict[str, Value] = {
        "date": today,
        "amount": proposed_amount(asked.account, line),
        "kind": asked.kind or _line_kind(state, line),
    }
    found = []
    for name in FIELDS:
        column = _column(state, name)
        if column is not None:
            text = exact_text(column, begins.get(name))
            offered = tuple(choices(state, "payments", column)) if name != "notes" else ()
            found.append(FormField(name, column_title(column), text, offered))
    return tuple(found)


def typed(state: BookState, asked: Asked, texts: Mapping[str, str], today: date) -> Typed:
    """Understand what was typed, as a cell of the sheet would."""
    values: dict[str, Value] = {}
    wrong: dict[str, str] = {}
    for name, text in texts.items():
        column = _column(state, name)
        if column is None:
            continue
        parsed = parse_input(column, text, today)
        if isinstance(parsed, Rejected):
            parts = {part: _(value) for part, value in parsed.parts}
            wrong[name] = f"{_(parsed.reason)} {_(parsed.hint)}".strip().format(**parts)
        else:
            values[name] = parsed.value
    amount, day = values.get("amount"), values.get("date", today)
    if "amount" not in wrong and (not isinstance(amount, float) or amount == 0):
        wrong["amount"] = _("Write the amount; a refund is negative.")
    if "date" not in wrong and not isinstance(day, date):
        wrong["date"] = _("Write the day it was received.")
    if wrong or not isinstance(amount, float) or not isinstance(day, date):
        return Typed(None, wrong)
    told = {name: str(values.get(name) or "") for name in FIELDS[2:]}
    return Typed(Draft(amount, day, plan=asked.plan, unit=asked.unit, **told), wrong)


def _column(state: BookState, name: str) -> Column | None:
    column = state.entities["payments"].layout.column(name)
    there = column is not None and column.position is not None and not column.calculated
    return column if there else None


def _line_kind(state: BookState, plan: int | None) -> Value:
    rows = state.rows("payment_plan")
    if rows is None or plan is None or rows.layout.column("kind") is None:
        return None
    return rows.value(plan, "kind")
