"""Units for JSON, with plain numbers and days."""

from __future__ import annotations

from datetime import date

from salestui.book.state import BookState
from salestui.selling.floor.rule import said_moment
from salestui.selling.floor.unit import Ledger, Unit, unit_at
from salestui.views.floor.card import UnitCard
from salestui.views.floor.grid import FloorView


def units_data(view: FloorView, state: BookState, as_of: date) -> dict[str, object]:
    """The grid: states counted, and every unit that is shown."""
    ledger = Ledger(state)
    return {
        "as_of": as_of.isoformat(),
        "counts": {code or "unknown": count for code, count in sorted(view.counts.items())},
        "units": [
            {
                "building": building.name,
                "floor": floor.name,
                "late": cell.late,
                **unit_data(unit_at(state, cell.row, ledger)),
            }
            for building in view.buildings
            for floor in building.floors
            for cell in floor.cells
        ],
    }


def unit_data(unit: Unit) -> dict[str, object]:
    """One unit; its state is a code, ``unknown`` where the cell means none of them."""
    return {
        "unit": unit.name,
        "state": unit.state or "unknown",
        "holder": unit.holder or None,
        "agent": unit.agent or None,
        "since": None if unit.since is None else said_moment(unit.since),
        "list": unit.listed,
        "price": unit.agreed,
        "deposit": {"required": unit.required, "received": unit.received},
        **{name: None if day is None else day.isoformat() for name, day in unit.days.items()},
    }


def card_data(card: UnitCard) -> dict[str, object]:
    """One unit with its log, what may follow, and what is to be refunded."""
    return {
        **unit_data(card.unit),
        "next": list(card.steps),
        "refunds": [{"customer": who, "amount": amount} for who, amount in card.refunds],
        "log": [
            {
                "at": None if line.moment is None else said_moment(line.moment),
                "step": line.step or None,
                "customer": line.customer or None,
                "agent": line.agent or None,
                "amount": line.amount,
                "notes": line.notes or None,
            }
            for line in card.unit.log
        ],
    }
