"""What somebody wants to do with a unit, and whether it may be done now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from math import inf

from adapters.errors import Refused
from salestui.book.state import BookState
from salestui.i18n import N_
from salestui.selling.changes import is_writable
from salestui.selling.floor.rule import UnitTaken, Wish
from salestui.selling.floor.steps import AVAILABLE, WITHDRAWN, Step, steps_from
from salestui.selling.floor.unit import Unit, same
from salestui.selling.floor.words import needs_words, state_word, step_word

_NEEDED = {"units": ("status", "holder"), "unit_log": ("customer",)}
"""Without these columns nobody could tell whose a unit is."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A step that somebody wants to do with a unit.

    Attributes:
        at: when it happened; ``now``: when it is entered.
        customer: empty for the present holder.
        agent: who does it; empty for the unit's agent.
        supervisor: who reviews it, or confirms an earlier deposit; empty for nobody.
        reason: why, or a note.
    """

    step: Step
    at: datetime
    now: datetime
    customer: str = ""
    phone: str = ""
    agent: str = ""
    amount: float | None = None
    price: float | None = None
    way: str = ""
    supervisor: str = ""
    reason: str = ""


def wish_of(ask: Ask) -> Wish:
    """The claim that a step makes."""
    return Wish(ask.customer, ask.at, ask.step.code == "deposit", ask.supervisor)


def check_sheets(state: BookState) -> None:
    """Raise ``Refused`` where the workbook cannot keep what a step writes."""
    for entity in ("units", "unit_log"):
        if state.rows(entity) is None:
            raise Refused(
                N_("The workbook has no sheet for this: {entity}."),
                N_("Add it: salestui sheet BOOK {entity}."), entity=entity,
            )  # fmt: skip
    for entity, needed in _NEEDED.items():
        layout = state.entities[entity].layout
        lacking = [name for name in needed if layout.column(name) is None]
        if lacking:
            raise Refused(
                N_("The sheet {sheet} has no column for: {fields}."),
                N_("Add it: salestui sheet BOOK {entity} {columns}"),
                sheet=layout.sheet, fields=", ".join(lacking), entity=entity,
                columns=" ".join(f"--column {name}" for name in lacking),
            )  # fmt: skip


def check_cells(state: BookState, unit: Unit, ask: Ask) -> None:
    """Raise ``Refused`` where a formula stands in a cell that must say whose the unit is.

    A step that left it out would be in the log, and the unit would stay free for the next one.
    """
    step, rows = ask.step, state.entities["units"]
    wanted = ["status"] if step.to else []
    if step.claims or step.to in (AVAILABLE, WITHDRAWN):
        wanted.append("holder")
    wanted += [name for name, told in (("price", ask.price), ("way", ask.way)) if told]
    for name in wanted:
        column = rows.column(unit.row, name)
        if column is None or is_writable(state, "units", unit.row, name):
            continue
        if column.position is None:
            raise Refused(
                N_("{unit} cannot be written: its sheet has no column {column}."),
                N_("Add the column there first; nothing was written."),
                unit=unit.name, column=column.header,
            )  # fmt: skip
        raise Refused(
            N_("{unit} cannot be written: a formula stands in its cell of {column}."),
            N_("Write a value there in place of the formula first; nothing was written."),
            unit=unit.name, column=column.header,
        )  # fmt: skip


def check_order(unit: Unit, ask: Ask) -> None:
    """Raise ``Refused`` for a step that does not follow on how the unit stands."""
    step = ask.step
    if not unit.state:
        raise Refused(
            N_("{unit} is in a state that is not known: {state}."),
            N_("Correct the cell first; nothing was written."), unit=unit.name, state=unit.said,
        )  # fmt: skip
    if unit.state not in step.of:
        raise Refused(
            N_("{step} cannot follow: {unit} is {state}."), N_("Nothing was written."),
            step=step_word(step.code), unit=unit.name, state=state_word(unit.state),
        )  # fmt: skip
    others = ask.customer and not same(ask.customer, unit.holder)
    if AVAILABLE not in step.of and not step.claims and unit.holder and others:
        raise UnitTaken(
            N_("{unit} is with {holder} since {since} (with {agent})."),
            N_("Nothing was written. This step is done for who has the unit."), unit,
        )  # fmt: skip
    if step.code == "sign":
        _check_signing(unit)
    elif step not in steps_from(unit.state, unit.done):
        raise Refused(
            N_("{step} is done already for {unit}."), N_("Nothing was written."),
            step=step_word(step.code), unit=unit.name,
        )  # fmt: skip


def _check_signing(unit: Unit) -> None:
    if "review" not in unit.done:
        raise Refused(
            N_("{unit} cannot be signed yet: the supervisor has not reviewed the subscription."),
            N_("Do the step review first."), unit=unit.name,
        )  # fmt: skip
    if unit.lacking > 0:
        raise Refused(
            N_("{unit} cannot be signed yet: {lacking} of the deposit of {required} is missing."),
            N_("Do the step top-up first."), unit=unit.name, lacking=f"{unit.lacking:,.0f}",
            required=f"{unit.required:,.0f}",
        )  # fmt: skip


def check_told(unit: Unit, ask: Ask) -> None:
    """Raise ``Refused`` where something that the step needs is not told."""
    told = {"customer": ask.customer, "amount": ask.amount, "supervisor": ask.supervisor,
            "reason": ask.reason}  # fmt: skip
    lacking = [name for name in ask.step.needs if not told[name]]
    if lacking:
        raise Refused(
            N_("{step} needs: {needs}."), N_("Nothing was written."), step=step_word(ask.step.code),
            needs=needs_words(lacking), unit=unit.name,
        )  # fmt: skip
    _check_sums(unit, ask)
    if ask.at > ask.now:
        raise Refused(
            N_("{moment} has not come yet."), N_("Nothing was written."),
            moment=f"{ask.at:%Y-%m-%d %H:%M}",
        )  # fmt: skip


def _check_sums(unit: Unit, ask: Ask) -> None:
    nothing = N_("Nothing was written.")
    if ask.amount is not None and not 0 < ask.amount < inf:
        raise Refused(N_("A deposit is more than nothing."), nothing)
    if ask.price is not None and not 0 < ask.price < inf:
        raise Refused(N_("A price is more than nothing."), nothing)
    price = unit.price if ask.price is None else ask.price
    paid = unit.received if same(unit.holder, ask.customer) else 0.0
    if ask.amount is not None and price is not None and paid + ask.amount > price > 0:
        raise Refused(
            N_("{amount} is more than {unit} costs: {price}, of which {paid} is paid."), nothing,
            unit=unit.name, amount=f"{ask.amount:,.0f}", price=f"{price:,.0f}",
            paid=f"{paid:,.0f}",
        )  # fmt: skip
