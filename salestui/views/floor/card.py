"""One unit in words: prices, holder, deposit, deadlines, and what was done with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from salestui import i18n
from salestui.book.state import BookState
from salestui.i18n import _
from salestui.model.entities import entity as entity_of
from salestui.selling.floor.rule import said_moment
from salestui.selling.floor.steps import Step, steps_from
from salestui.selling.floor.taking import refunds
from salestui.selling.floor.unit import LogLine, Unit, unit_at
from salestui.selling.floor.words import step_word
from salestui.views.floor.grid import SYMBOLS, state_name
from salestui.views.formats import Style
from salestui.views.states import State

_WATCHED = {"held": ("hold_until",), "subscribed": ("top_up_by", "sign_by"),
            "signed": ("mortgage_by",)}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the card."""

    label: str
    value: str
    severity: State = State.NEUTRAL


@dataclass(frozen=True, slots=True)
class UnitCard:
    """One unit.

    Attributes:
        steps: codes of the steps that may follow.
        log: a line per row of the unit log, the latest first.
        refunds: who is to get a deposit back, and how much.
    """

    unit: Unit
    title: str
    facts: tuple[Fact, ...]
    steps: tuple[str, ...]
    log: tuple[str, ...]
    refunds: tuple[tuple[str, float], ...]


def unit_card(state: BookState, row: int, as_of: date, style: Style) -> UnitCard:
    """The card of a unit.

    Raises:
        KeyError: the book has no units.
    """
    unit = unit_at(state, row)
    back = tuple(refunds(state, unit))
    steps = tuple(step.code for step in steps_from(unit.state, unit.done) if _leads_on(unit, step))
    facts = [
        *_plain_facts(state, unit, style),
        *_deposit(unit, style),
        *_deadlines(unit, as_of, style),
        *(
            Fact(_("To be refunded"), f"{who} {style.exact_money(amount)}", State.WARNING)
            for who, amount in back
        ),
    ]
    name = state_name(unit.state) if unit.state else unit.said
    title = f"{unit.name} · {SYMBOLS[unit.state]} {name}"
    log = tuple(log_text(line, style) for line in reversed(unit.log))
    return UnitCard(unit, title, tuple(facts), steps, log, back)


def log_text(line: LogLine, style: Style) -> str:
    """A row of the unit log: when, what, for whom, by whom."""
    amount = "" if line.amount is None else style.exact_money(line.amount)
    what = str(step_word(line.step)) if line.step else "?"
    by = _("by {name}").format(name=line.agent) if line.agent else ""
    parts = (said_moment(line.moment), what, line.customer, amount, by, line.notes)
    return "  ".join(part for part in parts if part)


def _leads_on(unit: Unit, step: Step) -> bool:
    """Whether a step still has something to do: a deposit lacks, the entry was not made."""
    if step.code == "top-up":
        return unit.lacking > 0
    return step.code != "enter" or "enter" not in unit.done


def _plain_facts(state: BookState, unit: Unit, style: Style) -> list[Fact]:
    rows = state.entities["units"]
    found: list[Fact] = []
    for name in ("area", "layout"):
        value = rows.value(unit.row, name)
        if value not in (None, "") and isinstance(value, str | float | int):
            text = value if isinstance(value, str) else f"{value:g} m²"
            found.append(Fact(_label(name), text))
    for name, price in (("list", unit.listed), ("price", unit.agreed)):
        if price is not None:
            found.append(Fact(_label(name), style.exact_money(price)))
    if unit.holder:
        found.append(Fact(_label("holder"), unit.holder))
    if unit.agent:
        found.append(Fact(_label("agent"), unit.agent))
    if unit.since is not None and unit.holder:
        found.append(Fact(_("Taken"), said_moment(unit.since)))
    return found


def _deposit(unit: Unit, style: Style) -> list[Fact]:
    if not unit.holder:
        return [Fact(_label("deposit"), style.exact_money(unit.required))] if unit.required else []
    text = _("{paid} of {required}").format(
        paid=style.exact_money(unit.received), required=style.exact_money(unit.required)
    )
    return [Fact(_("Deposit"), text, State.WARNING if unit.lacking else State.OK)]


def _deadlines(unit: Unit, as_of: date, style: Style) -> list[Fact]:
    found = []
    for name in _WATCHED.get(unit.state, ()):
        day = unit.days.get(name)
        if day is None or (name == "mortgage_by" and unit.days.get("mortgage_done") is not None):
            continue
        left = (day - as_of).days
        if left < 0:
            said = _("{days} late").format(days=style.days(-left))
        else:
            said = _("today") if not left else _("{days} left").format(days=style.days(left))
        severity = State.LATE if left < 0 else State.WARNING if left <= 1 else State.NEUTRAL
        found.append(Fact(_label(name), f"{day.isoformat()} · {said}", severity))
    for name in ("signed", "mortgage_done"):
        day = unit.days.get(name)
        if day is not None:
            found.append(Fact(_label(name), day.isoformat(), State.OK))
    return found


def _label(name: str) -> str:
    field = entity_of("units").field(name)
    return i18n.label(field.labels) if field is not None else name
