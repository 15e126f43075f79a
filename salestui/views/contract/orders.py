"""What is delivered under a contract, and what was changed in it."""

from __future__ import annotations

from datetime import date

from salestui.book.links import referring
from salestui.book.state import BookState
from salestui.i18n import _, label
from salestui.model.entities import entity as entity_of
from salestui.selling.contracts.fulfilling import STEPS, days_late, delivery_state
from salestui.views.deal.lines import (
    DealLine,
    DealSection,
    absent,
    none_yet,
    row_of,
    shown,
    title_of,
)
from salestui.views.formats import Style
from salestui.views.states import State

_DECIDED = {"approved": (State.OK, "✓"), "rejected": (State.NEUTRAL, "✗")}


def delivery_step_name(step: str) -> str:
    """A state of deliveries by its code, in the interface's language."""
    field = entity_of("deliveries").field("status")
    choice = field.choice(step) if field is not None else None
    return step if choice is None else label(choice.labels)


def deliveries_section(state: BookState, of: tuple[str, int], as_of: date) -> DealSection:
    """The deliveries of a contract or a deal in the order in which they are due, with what is late.

    Args:
        of: the entity and the row that they are of.
    """
    title = _("Deliveries")
    if missing := absent(state, "deliveries"):
        return DealSection("deliveries", title, (), "", "deliveries", absent=True, nothing=missing)
    frame = referring(state, *of, "deliveries")
    if "due" in frame.columns:
        frame = frame.sort("due", nulls_last=True, maintain_order=True)
    lines = tuple(_delivery(state, row_of(row), row, as_of) for row in frame.to_dicts())
    late = sum(line.state is State.LATE for line in lines)
    done = sum(line.state is State.OK for line in lines)
    notes = [f"{done}/{len(lines)}"] if lines else []
    if late:
        notes.append(_("{n} overdue").format(n=late))
    names = ("id", "product", "due", "status", "report")
    return DealSection(
        "deliveries", title, lines, " · ".join(notes), "deliveries", nothing=none_yet(),
        columns=tuple(title_of("deliveries", name) for name in names),
    )  # fmt: skip


def _delivery(state: BookState, number: int, row: dict[str, object], as_of: date) -> DealLine:
    step, late = delivery_state(state, number), days_late(state, number, as_of)
    day = row.get(step) if step in STEPS else None
    told = " ".join(
        filter(None, (delivery_step_name(step), day.isoformat() if isinstance(day, date) else ""))
    )
    how, mark = State.NEUTRAL, "○"
    if step == "accepted":
        how, mark = State.OK, "✓"
    elif step in ("delivered", "cancelled"):
        mark = "◐" if step == "delivered" else "✗"
    elif late:
        how, mark = State.LATE, "!"
    cells = (
        shown("deliveries", "id", row.get("id")),
        shown("deliveries", "product", row.get("product")),
        shown("deliveries", "due", row.get("due")),
        told,
        _("{n} d late").format(n=f"{late:,}") if late else "",
        shown("deliveries", "report", row.get("report")),
    )
    return DealLine(f"delivery:{number}", cells, "deliveries", number, "status", how, mark)


def changes_section(state: BookState, contract: int, style: Style) -> DealSection:
    """The changes of a contract, the latest first; only the approved ones count."""
    title = _("Changes")
    if missing := absent(state, "contract_changes"):
        return DealSection(
            "changes", title, (), "", "contract_changes", absent=True, nothing=missing
        )
    frame = referring(state, "contracts", contract, "contract_changes", "contract")
    if "date" in frame.columns:
        frame = frame.sort("date", descending=True, nulls_last=True, maintain_order=True)
    lines = tuple(_change(row, style) for row in frame.to_dicts())
    waiting = sum(line.mark == "?" for line in lines)
    note = _("{n} to approve").format(n=waiting) if waiting else str(len(lines) or "")
    names = ("change", "kind", "amount", "status", "approved_by")
    return DealSection(
        "changes", title, lines, note, "contract_changes", nothing=none_yet(),
        columns=tuple(title_of("contract_changes", name) for name in names), right=(2,),
    )  # fmt: skip


def _change(row: dict[str, object], style: Style) -> DealLine:
    field, said = entity_of("contract_changes").field("status"), row.get("status")
    code = field.code(said) if field is not None and isinstance(said, str) else ""
    how, mark = _DECIDED.get(code, (State.WARNING, "?"))
    amount = row.get("amount")
    cells = (
        shown("contract_changes", "change", row.get("change"))
        or shown("contract_changes", "date", row.get("date")),
        shown("contract_changes", "kind", row.get("kind")),
        style.exact_money(amount) if isinstance(amount, float) else "",
        shown("contract_changes", "status", said),
        shown("contract_changes", "approved_by", row.get("approved_by")),
    )
    number = row_of(row)
    return DealLine(f"change:{number}", cells, "contract_changes", number, "", how, mark)
