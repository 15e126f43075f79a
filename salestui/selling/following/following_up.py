"""Marking follow-ups as done and putting them off, as changes that undo takes back as one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from salestui.book.edits import Value
from salestui.book.state import BookState
from salestui.selling.changes import Changes, choice_text, is_writable
from salestui.selling.following.followups import Source

_DAYS = {
    Source.ACTIVITY: "next_date",
    Source.DEAL: "next_date",
    Source.TENDER: "tender_deadline",
    Source.TASK: "due",
    Source.CUSTOMER: "next_contact",
    Source.CADENCE: "next_contact",
    Source.LEAD: "next_date",
    Source.COACHING: "follow_up",
    Source.HOLD: "hold_until",
    Source.TOP_UP: "top_up_by",
    Source.SIGNING: "sign_by",
    Source.LOAN_PAPERS: "mortgage_by",
    Source.VISITOR: "next_date",
    Source.PAYMENT: "due",
    Source.PROMISE: "promised",
    Source.DELIVERY: "due",
    Source.RISK: "due",
    Source.GATE: "due",
    Source.DOCUMENT: "due",
}
"""The field that holds the day of each kind; that of a weekly report and of a contract, which is
to be signed when its deal closes, is worked out, and where a contract ends is agreed.
"""

_NOTHING = Changes()


@dataclass(frozen=True, slots=True)
class FollowUp:
    """One follow-up: what of a row of ``followups.SCHEMA`` changes need."""

    source: Source
    entity: str
    row: int
    due: date
    deal: int | None = None


def day_field(source: Source) -> str:
    """The field that holds a follow-up's day; empty where it is worked out."""
    return _DAYS.get(source, "")


def done(state: BookState, item: FollowUp, on: date) -> Changes:
    """Say that it was done on a day; empty where the workbook has no cell that can say so.

    An activity's step is marked, or loses its day where nothing can be marked; the same step of
    its deal goes with it. A deal's own step goes. A customer was contacted on that day. Loan papers
    are in on that day. A risk is closed, a document has that day. A tender's deadline is settled by
    its result alone, a gate by its decision, a report by a new one; a hold, a deposit and a signing
    by what is done with the unit; what is owed, by a payment; a contract by its next step.
    """
    found = _set(state, item.entity, item.row, _done_values(state, item, on))
    return found + _same_step(state, item, None) if found.cells else _NOTHING


def postponed(state: BookState, item: FollowUp, day: date) -> Changes:
    """Put it off to a day; empty where the workbook has no cell for the day.

    What is owed stays due when it was: the day is the one that payment is now promised for.
    """
    field = "promised" if item.source is Source.PAYMENT else day_field(item.source)
    found = _set(state, item.entity, item.row, {field: day} if field else {})
    return found + _same_step(state, item, day) if found.cells else _NOTHING


def _set(state: BookState, entity: str, row: int, values: Mapping[str, Value]) -> Changes:
    """Values for the cells that a row has."""
    return Changes(
        tuple(
            (entity, row, name, value)
            for name, value in values.items()
            if is_writable(state, entity, row, name)
        )
    )


def _done_values(state: BookState, item: FollowUp, on: date) -> Mapping[str, Value]:
    match item.source:
        case Source.TENDER | Source.HOLD | Source.TOP_UP | Source.SIGNING:
            return {}
        case Source.GATE | Source.REPORT | Source.PAYMENT | Source.PROMISE:
            return {}
        case Source.CONTRACT | Source.ENDING:
            return {}
        case Source.DELIVERY:
            arrived = choice_text(state, "deliveries", "status", "delivered")
            return {"status": arrived, "delivered": on}
        case Source.RISK:
            return {"status": choice_text(state, "risks", "status", "closed"), "closed": on}
        case Source.DOCUMENT:
            return {"date": on}
        case Source.LOAN_PAPERS:
            return {"mortgage_done": on}
        case Source.ACTIVITY | Source.COACHING if is_writable(state, item.entity, item.row, "done"):
            return {"done": True}
        case Source.TASK:
            return {"done": on}
        case Source.CUSTOMER | Source.CADENCE:
            return {"last_contact": on, "next_contact": None}
        case Source.DEAL:
            return {"next_step": None, "next_date": None}
        case _:
            return {day_field(item.source): None}


def _same_step(state: BookState, item: FollowUp, day: date | None) -> Changes:
    """The same for the deal of an activity, where the deal's own next step is of the same day."""
    deals = state.rows("deals")
    if item.source is not Source.ACTIVITY or deals is None or item.deal is None:
        return _NOTHING
    if deals.value(item.deal, "next_date") != item.due:
        return _NOTHING
    values = {"next_date": day} if day else {"next_step": None, "next_date": None}
    return _set(state, "deals", item.deal, values)
