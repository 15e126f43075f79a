"""What a step writes beside the unit's cells: log, payment, decision at the gate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from salestui.book.edits import Value
from salestui.book.state import BookState
from salestui.selling.changes import Changes, NewRow, choice_text, language
from salestui.selling.contracts.account import deal_account
from salestui.selling.contracts.numbering import next_number
from salestui.selling.contracts.paying import Draft, entry
from salestui.selling.floor.asking import Ask
from salestui.selling.floor.unit import Unit


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the unit log; ``step`` is a code."""

    step: str
    customer: str
    agent: str
    at: datetime
    deal: str = ""
    amount: float | None = None
    note: str = ""


def log_row(state: BookState, unit: Unit, entry: Entry) -> NewRow:
    """A row of the unit log as the workbook writes it."""
    at = entry.at
    values: dict[str, Value] = {
        "date": at.date(), "time": said_time(at), "unit": unit.name,
        "step": choice_text(state, "unit_log", "step", entry.step), "customer": entry.customer,
        "deal": entry.deal, "agent": entry.agent, "amount": entry.amount, "notes": entry.note,
    }  # fmt: skip
    return "unit_log", _filled(values)


def payment_changes(
    state: BookState, unit: Unit, ask: Ask, deal: int | None, called: str
) -> Changes:
    """The deposit among the payments, where the workbook keeps them, and the plan in step with it.

    Args:
        deal: the row of the deal; None for one that is made only now, so has no plan.
        called: what the deal is called.
    """
    if ask.step.code not in ("deposit", "top-up") or state.rows("payments") is None:
        return Changes()
    day, kind = ask.at.date(), choice_text(state, "payments", "kind", "deposit")
    own: dict[str, Value] = {"deal": called, "customer": ask.customer}
    if deal is not None and ask.amount is not None:
        draft = Draft(ask.amount, day, kind, received_by=ask.agent, unit=unit.name,
                      time=said_time(ask.at))  # fmt: skip
        found = entry(state, deal_account(state, deal), draft).changes
        rows = tuple((name, {**row, **_filled(own)}) for name, row in found.rows)
        return Changes(found.cells, rows)
    values: dict[str, Value] = {
        "id": next_number(state, "payments", f"P-{day.year}-001"), "date": day,
        "time": said_time(ask.at), **own, "unit": unit.name, "kind": kind, "amount": ask.amount,
        "received_by": ask.agent,
    }  # fmt: skip
    return Changes((), (("payments", _filled(values)),))


def gate_rows(state: BookState, ask: Ask, deal: str) -> list[NewRow]:
    """The supervisor's review as a decision at the playbook's gate."""
    gate = state.playbook.gate(state.playbook.method.floor.review_gate or None)
    passed = next((d for d in state.playbook.lists.decisions if d.allows == "advance"), None)
    if ask.step.code != "review" or not deal or gate is None or passed is None:
        return []
    if state.rows("gates") is None:
        return []
    spoken = language(state)
    return [("gates", {
        "deal": deal, "gate": gate.labels[spoken], "reviewer": ask.supervisor,
        "date": ask.at.date(), "decision": passed.labels[spoken], "reason": ask.reason or None,
    })]  # fmt: skip


def said_time(at: datetime) -> str:
    """The time of day as the log has it: seconds only where they are told."""
    return f"{at:%H:%M:%S}" if at.second else f"{at:%H:%M}"


def note(state: BookState, code: str) -> str:
    """A note that goes into the workbook, in its language, with its placeholders."""
    return _NOTES[code][language(state)]


def _filled(values: dict[str, Value]) -> dict[str, Value]:
    return {name: value for name, value in values.items() if value not in (None, "")}


_NOTES = {
    "late": {"en": "entered later than the day of the deposit", "zh": "未当天录入"},
    "lapsed": {"en": "the hold has run out", "zh": "保留已到期"},
    "earlier": {
        "en": "{customer} paid the deposit before, on {moment}",
        "zh": "{customer} 先交定金（{moment}）",
    },
    "refund": {
        "en": "; deposit of {amount} to be refunded",
        "zh": "；定金 {amount} 应退还",
    },
}
