"""The way of a contract as lines: each step with its day and who did it, then what is known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from salestui.book.state import BookState
from salestui.i18n import _, label
from salestui.model.entities import entity as entity_of
from salestui.selling.contracts.lifecycle import (
    DAYS,
    STEPS,
    TERMINATED,
    Lack,
    Missing,
    contract_move,
    contract_state,
    next_step,
)
from salestui.views.cells import column_title, value_text
from salestui.views.deal.lines import DealLine, DealSection, title_of
from salestui.views.formats import Style
from salestui.views.states import State

_DONE, _NOW, _AHEAD, _OVER = "✓", "▶", "·", "✗"
_WAY = frozenset({"status", "reviewer", "reviewed", "no", "amount", "currency", *DAYS.values()})
"""Fields that the path or the figures tell."""


def step_name(step: str) -> str:
    """A state of contracts by its code, in the interface's language."""
    field = entity_of("contracts").field("status")
    choice = field.choice(step) if field is not None else None
    return step if choice is None else label(choice.labels)


def path_section(state: BookState, contract: int, style: Style) -> DealSection:
    """A line per step; the one after the present says what is missing for it."""
    now = contract_state(state, contract)
    rows = state.entities["contracts"]
    held = rows.values(contract)
    reached = STEPS.index(now) if now in STEPS else -1
    lines = []
    for place, step in enumerate(STEPS):
        mark, how = (_DONE, State.NEUTRAL) if place < reached else (_AHEAD, State.NEUTRAL)
        if place == reached:
            mark, how = _NOW, State.OK
        field = DAYS.get(step, "reviewed")
        day = held.get(field)
        who = held.get("reviewer") if step == "review" else None
        cells = (
            step_name(step),
            day.isoformat() if isinstance(day, date) else "",
            who if isinstance(who, str) else "",
        )
        lines.append(DealLine(f"step:{step}", cells, "contracts", contract, field, how, mark))
    if now == TERMINATED:
        name = step_name(TERMINATED)
        lines.append(DealLine("step:terminated", (name, "", ""), state=State.LATE, mark=_OVER))
    after = next_step(state, contract)
    note = " → ".join(step_name(step) for step in (now, after) if step)
    lines += _lacking(state, contract, style)
    columns = (title_of("contracts", "status"), _("Day"), title_of("contracts", "reviewer"))
    return DealSection("path", _("Contract path"), tuple(lines), note, columns=columns)


def _lacking(state: BookState, contract: int, style: Style) -> Iterator[DealLine]:
    """What the next step lacks, a line each."""
    after = next_step(state, contract)
    if not after:
        return
    for place, missing in enumerate(contract_move(state, contract, after).missing):
        text = _("for {step}: {lack}").format(
            step=step_name(after), lack=lack_text(state, missing, style)
        )
        yield DealLine(
            f"lack:{place}", (text,), missing.entity, missing.row, missing.column,
            State.WARNING, "!",
        )  # fmt: skip


def lack_text(state: BookState, missing: Missing, style: Style) -> str:
    """One thing that a contract lacks, as a sentence."""
    if missing.kind is Lack.PAYMENT:
        return _("{money} is still to be paid.").format(money=style.exact_money(missing.amount))
    if missing.kind is Lack.DELIVERY:
        title = state.title_of("deliveries", missing.row)
        return _("{title} is not accepted yet.").format(title=title)
    column = state.entities["contracts"].layout.column(missing.column)
    title = column_title(column) if column else title_of("contracts", missing.column)
    return _("{field} is blank.").format(field=title)


def facts_section(state: BookState, contract: int) -> DealSection:
    """Parties and whatever else the sheet tells of the contract."""
    rows = state.entities["contracts"]
    lines = []
    for column in rows.layout.columns:
        text = value_text(column, rows.value(contract, column.name))
        if column.position is not None and text and column.name not in _WAY:
            cells = (column_title(column), " ".join(text.split()))
            key = f"field:{column.name}"
            lines.append(DealLine(key, cells, "contracts", contract, column.name, mark="·"))
    nothing = _("Nothing else is known of it: e edits the contract.")
    return DealSection("facts", _("Parties and terms"), tuple(lines), nothing=nothing)
