"""The changes that come with a contract's next step, and with its changes."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from salestui.book.edits import Value
from salestui.book.state import BookState
from salestui.selling.changes import Cell, Changes, choice_text, is_writable
from salestui.selling.contracts.lifecycle import DAYS, TERMINATED, ContractMove, Missing


def step_changes(
    state: BookState,
    move: ContractMove,
    today: date,
    *,
    done: Collection[Missing] = (),
    reason: str = "",
    reviewer: str = "",
) -> Changes:
    """Everything that changes with a contract's state; fields without a column stay out.

    Args:
        done: what was missing and is done, as of today.
        reason: why it goes on although something is missing, or why it is terminated; it is
            written under the contract's notes.
        reviewer: who is asked to review it.
    """
    row, rows = move.contract, state.entities["contracts"]
    wanted: dict[str, Value] = {"status": choice_text(state, "contracts", "status", move.after)}
    wanted |= {missing.column: today for missing in done if missing.can_tick}
    if reviewer and move.after == "review":
        wanted["reviewer"] = reviewer
    day = DAYS.get(move.after, "")
    if day and rows.layout.column(day) is not None and rows.value(row, day) is None:
        wanted[day] = today
    cells: list[Cell] = [
        ("contracts", row, name, value)
        for name, value in wanted.items()
        if is_writable(state, "contracts", row, name)
    ]
    if reason:
        cells += _noted(state, move, today, reason)
    return Changes(tuple(cells))


def needs_reason(move: ContractMove) -> bool:
    """Whether a step is only taken for a reason: the end of a contract before it is fulfilled."""
    return move.after == TERMINATED


def _noted(state: BookState, move: ContractMove, today: date, reason: str) -> list[Cell]:
    if not is_writable(state, "contracts", move.contract, "notes"):
        return []
    rows = state.entities["contracts"]
    before = rows.value(move.contract, "status") if rows.layout.column("status") else None
    after = choice_text(state, "contracts", "status", move.after)
    way = f"{before} → {after}" if before else after
    held = rows.held(move.contract, "notes")
    line = f"{today.isoformat()} {way}: {reason}"
    text = f"{held.rstrip()}\n{line}" if isinstance(held, str) and held.strip() else line
    return [("contracts", move.contract, "notes", text)]


def decision_cells(
    state: BookState, change: int, who: str, today: date, *, approved: bool
) -> Changes:
    """What approving a change of a contract writes, or rejecting it."""
    code = "approved" if approved else "rejected"
    values: dict[str, Value] = {
        "status": choice_text(state, "contract_changes", "status", code),
        "approved_by": who,
        "approved_on": today,
    }
    return Changes(
        tuple(
            ("contract_changes", change, name, value)
            for name, value in values.items()
            if is_writable(state, "contract_changes", change, name)
        )
    )
