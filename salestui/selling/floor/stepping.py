"""What a step of the workflow writes, all of it as one group: unit, log, payment, deal, gate."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from salestui.book.edits import Value
from salestui.book.state import BookState
from salestui.model.entities import entity as entity_of
from salestui.model.folding import folded
from salestui.selling.changes import Cell, Changes, choice_text, is_writable, reference_text
from salestui.selling.floor.asking import (
    Ask,
    check_cells,
    check_order,
    check_sheets,
    check_told,
    wish_of,
)
from salestui.selling.floor.dealing import Sale, deal_changes, deal_of, new_deal
from salestui.selling.floor.people import customer_text, new_customer
from salestui.selling.floor.rule import Ruling, check_claim
from salestui.selling.floor.steps import AVAILABLE, HELD, SIGNED, SUBSCRIBED, WITHDRAWN
from salestui.selling.floor.unit import LogLine, Unit, paid_by, same, unit_at
from salestui.selling.floor.writing import Entry, gate_rows, log_row, note, payment_changes

_CLEARED = ("holder", "agent", "deal", "hold_until", "subscribed", "top_up_by", "sign_by",
            "signed", "price", "way", "mortgage_by", "mortgage_done")  # fmt: skip


def step_changes(state: BookState, row: int, ask: Ask) -> Changes:
    """Everything that a step writes.

    Raises:
        UnitTaken: somebody else has the unit.
        Refused: the step cannot be done now, or something is not told.
    """
    check_sheets(state)
    unit = unit_at(state, row)
    ask = replace(ask, customer=customer_text(state, ask.customer or unit.holder),
                  agent=ask.agent or unit.agent)  # fmt: skip
    before = Changes()
    if ask.step.claims:
        check_told(unit, ask)
        found = check_claim(unit, wish_of(ask))
        if found is Ruling.OWN and _is_done(unit, ask):
            return Changes()
        if found in (Ruling.EARLIER, Ruling.LAPSED):
            before, unit = _displaced(state, unit, ask, found)
    check_order(unit, ask)
    check_told(unit, ask)
    check_cells(state, unit, ask)
    return before + _done(state, unit, ask)


def _displaced(state: BookState, unit: Unit, ask: Ask, why: Ruling) -> tuple[Changes, Unit]:
    """The present holder gives way: told in the log, his deposit listed for refund."""
    paid = paid_by(state, unit)
    back = next((sum_ for who, sum_ in paid.items() if same(who, unit.holder)), 0.0)
    why_not = note(state, "lapsed")
    if why is Ruling.EARLIER:
        moment = f"{ask.at:%Y-%m-%d %H:%M}"
        why_not = note(state, "earlier").format(customer=ask.customer, moment=moment)
    if back > 0:
        why_not += note(state, "refund").format(amount=f"{back:,.0f}")
    by = ask.supervisor or ask.agent
    gone = Entry("release", unit.holder, by, ask.now, note=why_not)
    changes = Changes(_cleared(state, unit), (log_row(state, unit, gone),))
    if unit.deal is not None and why is Ruling.EARLIER:
        lost = _lost_stage(state)
        sale = Sale(unit.holder, unit.agent, by, ask.now.date(), lost, loss_reason=why_not)
        changes += deal_changes(state, unit, unit.deal, sale)
    free = replace(unit, state=AVAILABLE, holder="", agent="", deal=None, log=(), agreed=None)
    return changes, free


def _cleared(state: BookState, unit: Unit) -> tuple[Cell, ...]:
    """The unit's cells without its sale."""
    names = (n for n in _CLEARED if is_writable(state, "units", unit.row, n))
    return tuple(("units", unit.row, name, None) for name in names)


def _done(state: BookState, unit: Unit, ask: Ask) -> Changes:
    """The step itself, once nothing speaks against it."""
    code = ask.step.code
    customer = ask.customer
    deal = None if code == "relist" else deal_of(state, unit, customer)
    called, changes = _deal_part(state, unit, ask, deal)
    cells = _unit_cells(state, unit, ask, called)
    by = ask.supervisor if code == "review" else ask.agent
    entries = [Entry(code, customer, by, ask.at, called, ask.amount, ask.reason)]
    if code == "deposit":
        late = note(state, "late") if ask.now.date() > ask.at.date() else ""
        entries.append(Entry("enter", customer, ask.agent, ask.now, called, note=late))
    rows = [log_row(state, unit, entry) for entry in entries]
    rows += gate_rows(state, ask, called)
    changes += payment_changes(state, unit, ask, deal, called)
    written = tuple(
        ("units", unit.row, name, value)
        for name, value in cells.items()
        if is_writable(state, "units", unit.row, name)
    )
    return Changes(written, tuple(rows)) + changes + new_customer(state, ask.customer, ask.phone,
                                                                  ask.agent)  # fmt: skip


def _deal_part(state: BookState, unit: Unit, ask: Ask, deal: int | None) -> tuple[str, Changes]:
    """What the deal is called, and what changes of it; a deal is made with a claim only."""
    if state.rows("deals") is None:
        return "", Changes()
    floor, code = state.playbook.method.floor, ask.step.code
    stages = {"quote": floor.priced, "hold": floor.priced, "deposit": floor.subscribed,
              "sign": floor.contracted, "release": _lost_stage(state)}  # fmt: skip
    items = ask.step.items
    if code == "deposit" and ask.now.date() == ask.at.date():
        items = (*items, "enter")
    price = ask.price if ask.price is not None else unit.price
    values: list[tuple[str, Value]] = [("amount", price), ("way", ask.way)]
    if code == "deposit":
        values.append(("expected_close", _after(ask.at.date(), floor.signing_days)))
    sale = Sale(
        ask.customer, ask.agent, ask.supervisor or ask.agent, ask.at.date(),
        stages.get(code, ""), items, ask.reason if code == "release" else "",
        tuple((name, value) for name, value in values if value not in (None, "")),
        frozenset({"amount"} if ask.price is not None else set()),
    )  # fmt: skip
    if deal is not None:
        return reference_text(state, "deals", deal), deal_changes(state, unit, deal, sale)
    return new_deal(state, unit, sale) if ask.step.claims else ("", Changes())


def _unit_cells(state: BookState, unit: Unit, ask: Ask, deal: str) -> dict[str, Value]:
    """The unit's cells by field."""
    floor, step, day = state.playbook.method.floor, ask.step, ask.at.date()
    cells: dict[str, Value] = {}
    if step.to:
        cells["status"] = choice_text(state, "units", "status", step.to)
    if step.to in (AVAILABLE, WITHDRAWN):
        return cells | dict.fromkeys(_CLEARED, None)
    if step.claims:
        cells |= {"holder": ask.customer, "agent": ask.agent or None, "deal": deal or None}
    if step.to == HELD:
        cells["hold_until"] = (ask.at + timedelta(hours=floor.hold_hours)).date()
    if step.to == SUBSCRIBED:
        paid = paid_by(state, unit).get(folded(ask.customer), 0.0)
        short = unit.required > paid + (ask.amount or 0.0)
        cells |= {
            "hold_until": None,
            "subscribed": day,
            "top_up_by": _after(day, floor.top_up_days) if short else None,
            "sign_by": _after(day, floor.signing_days),
        }
    if step.code == "top-up" and unit.lacking <= (ask.amount or 0.0):
        cells["top_up_by"] = None
    if step.to == SIGNED:
        loan = _is_loan(ask.way or unit.way)
        by = _after(day, floor.loan_paper_days) if loan else None
        cells |= {"signed": day, "top_up_by": None, "mortgage_by": by}
    if step.code == "mortgage":
        cells["mortgage_done"] = day
    if ask.price is not None:
        cells["price"] = ask.price
    elif step.to == SIGNED and unit.price is not None:
        cells["price"] = unit.price
    if ask.way:
        cells["way"] = ask.way
    return cells


def restored_cells(state: BookState, unit: Unit, line: LogLine | None) -> tuple[Cell, ...]:
    """The unit's cells as a claim in its log says; free where there is none.

    For two claims that arrived at the same moment, the second of which wrote over the first.
    """
    if line is None or line.day is None:
        cells: dict[str, Value] = {
            **dict.fromkeys(_CLEARED), "status": choice_text(state, "units", "status", AVAILABLE),
        }  # fmt: skip
    else:
        floor, held = state.playbook.method.floor, line.step == "hold"
        code = HELD if held else SUBSCRIBED
        short = unit.required > paid_by(state, unit).get(folded(line.customer), 0.0)
        until = (line.moment or datetime.min) + timedelta(hours=floor.hold_hours)
        cells = {
            **dict.fromkeys(_CLEARED),
            "status": choice_text(state, "units", "status", code),
            "holder": line.customer,
            "agent": line.agent or None,
            "deal": line.deal or None,
            "hold_until": until.date() if held else None,
            "subscribed": None if held else line.day,
            "top_up_by": _after(line.day, floor.top_up_days) if short and not held else None,
            "sign_by": None if held else _after(line.day, floor.signing_days),
        }
    return tuple(
        ("units", unit.row, name, value)
        for name, value in cells.items()
        if is_writable(state, "units", unit.row, name)
    )


def _is_done(unit: Unit, ask: Ask) -> bool:
    """Whether the very claim is in the log: a command that is given again after a crash."""
    return any(
        line.step == ask.step.code and line.moment == ask.at.replace(microsecond=0)
        for line in unit.of_holder
    )


def _is_loan(way: str) -> bool:
    field = entity_of("units").field("way")
    return bool(way) and field is not None and field.code(way) == "mortgage"


def _lost_stage(state: BookState) -> str:
    return next((stage.code for stage in state.playbook.stages if stage.kind == "lost"), "")


def _after(day: date, days: int) -> date:
    return day + timedelta(days=days)
