"""The contract that follows a won deal, with a plan of payments by shares."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from salestui.book.edits import Value
from salestui.book.state import BookState
from salestui.selling.changes import Changes, NewRow, choice_text, language, reference_text
from salestui.selling.contracts.numbering import next_number

SPLITS = ("30/60/10", "30/70", "50/50", "20/30/40/10", "100")
"""What is offered; any other can be typed."""

_PARTS = re.compile(r"[\s/,:+、，：-]+")
_NAMES = {"en": "Contract: {deal}", "zh": "{deal}合同"}
_RETENTION = 0.1


def parse_split(text: str) -> tuple[float, ...]:
    """The shares that a text such as ``30/60/10`` names, as fractions; none where it is no split.

    Shares are above 0 and sum to 100 (or to 1).
    """
    parts = [part.rstrip("%％") for part in _PARTS.split(text.strip()) if part]
    try:
        shares = [float(part) for part in parts]
    except ValueError:
        return ()
    whole = sum(shares)
    if not shares or min(shares) <= 0 or not (abs(whole - 100) < 1e-6 or abs(whole - 1) < 1e-6):
        return ()
    return tuple(share / whole for share in shares)


def split_kinds(shares: Sequence[float]) -> tuple[str, ...]:
    """The code of each payment's kind: advance, progress, final; a small fourth is retained."""
    count = len(shares)
    if count == 1:
        return ("final",)
    if count >= 4 and shares[-1] <= _RETENTION + 1e-9:
        return ("advance", *["progress"] * (count - 3), "final", "retention")
    return ("advance", *["progress"] * (count - 2), "final")


def new_contract(state: BookState, deal: int, today: date, shares: Sequence[float] = ()) -> Changes:
    """The rows of a contract for a deal and of its payment plan; due days are left to the user.

    Args:
        shares: of the amount; none for no plan, which needs a sheet and an amount, too.

    Raises:
        KeyError: the book has no deals or no contracts.
    """
    number = next_number(state, "contracts", f"C-{today.year}-01")
    title = reference_text(state, "deals", deal)
    amount = _held(state, deal, "amount")
    values: dict[str, Value] = {
        "no": number,
        "name": _NAMES[language(state)].format(deal=state.title_of("deals", deal)),
        "deal": title,
        "amount": amount,
        "status": choice_text(state, "contracts", "status", "draft"),
        "drafted": today,
    }
    values |= {name: _held(state, deal, name) for name in ("customer", "owner", "currency")}
    rows: list[NewRow] = [("contracts", _filled(values))]
    if shares and isinstance(amount, float) and "payment_plan" in state.entities:
        belongs: dict[str, Value] = {
            "contract": number or values["name"],
            "deal": title,
            "customer": values["customer"],
            "currency": values["currency"],
        }
        if state.entities["contracts"].layout.column("no") is None:
            belongs["contract"] = values["name"]
        rows += _plan(state, belongs, amount, shares)
    return Changes(rows=tuple(rows))


def _plan(
    state: BookState, belongs: dict[str, Value], amount: float, shares: Sequence[float]
) -> list[NewRow]:
    """A line for each share; what rounding leaves goes into the last one."""
    sums = [round(amount * share, 2) for share in shares[:-1]]
    sums.append(round(amount - sum(sums), 2))
    lines: list[NewRow] = []
    for place, (part, kind) in enumerate(zip(sums, split_kinds(shares), strict=True), start=1):
        values: dict[str, Value] = {
            **belongs,
            "id": f"{belongs['contract']}-{place}",
            "kind": choice_text(state, "payment_plan", "kind", kind),
            "amount": part,
        }
        lines.append(("payment_plan", _filled(values)))
    return lines


def _held(state: BookState, deal: int, name: str) -> Value:
    rows = state.entities["deals"]
    return rows.value(deal, name) if rows.layout.column(name) is not None else None


def _filled(values: dict[str, Value]) -> dict[str, Value]:
    return {name: value for name, value in values.items() if value not in (None, "")}
