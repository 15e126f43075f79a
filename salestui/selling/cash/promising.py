"""What a customer promises to pay: for when, and in what words; and how a plan line is named."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from salestui.book.links import row_named
from salestui.book.state import BookState
from salestui.mapping.input import Rejected, parse_input
from salestui.selling.changes import Changes, reference_text

PROMISE = ("promised", "promise")
"""The fields of the plan that hold a promise."""


def promise_changes(state: BookState, line: int, text: str, today: date) -> Changes | Rejected:
    """What is written for a promise as it was typed: a day, then what was said.

    Args:
        text: ``+3d after the board meets``; the day in any way that cells take. Empty text takes
            the promise back.

    Raises:
        KeyError: the plan has no column for the promised day.
    """
    column = state.entities["payment_plan"].column(line, "promised")
    if column is None:
        raise KeyError("promised")
    day, _space, said = text.strip().partition(" ")
    parsed = parse_input(column, day, today)
    if isinstance(parsed, Rejected):
        return parsed
    return Changes(
        (
            ("payment_plan", line, "promised", parsed.value),
            ("payment_plan", line, "promise", said.strip() or None),
        )
    )


def pays_for(
    state: BookState, line: int, contract: int | None, deal: int | None
) -> Mapping[str, str]:
    """By what a plan line can be named so that no other is meant.

    Numbers of lines often begin anew in each contract; then its contract is named, else its deal.
    """
    plan = reference_text(state, "payment_plan", line)
    if plan and row_named(state, "payment_plan", plan) == line:
        return {"plan": plan}
    if contract is not None:
        return {"contract": reference_text(state, "contracts", contract)}
    return {} if deal is None else {"deal": reference_text(state, "deals", deal)}
