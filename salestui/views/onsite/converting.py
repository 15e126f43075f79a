"""What a visitor would become, in words."""

from __future__ import annotations

from salestui.book.state import BookState
from salestui.i18n import _
from salestui.mapping.phones import phone_of
from salestui.selling.floor.registering import Before, Register
from salestui.selling.floor.visitors import Visitor, visitor_at
from salestui.views.onsite.registering import first_came


def visitor_of(book: Register, row: int) -> tuple[Visitor, Before | None]:
    """A visitor, and the earlier registration of the number; who came first has the credit."""
    plain = visitor_at(book.state, row)
    before = book.first.get(phone_of(plain.phone)) if plain.phone else None
    if before is None or before.row == row:
        return plain, None
    return visitor_at(book.state, row, before.agent), before


def made_text(state: BookState, found: Visitor) -> str:
    """What is made."""
    whose = found.agent or _("nobody")
    deal = _("Deal {name}, stage {stage}, of {agent}.").format(
        name=found.deal, stage=found.stage, agent=whose
    )
    if found.customer is not None:
        known = state.title_of("customers", found.customer)
        return f"{deal} " + _("The customer is known: {name}.").format(name=known)
    if state.rows("customers") is None:
        return deal
    return f"{deal} " + _("New customer: {name}.").format(name=found.name or found.phone)


def warning_text(found: Visitor, before: Before | None) -> str:
    """Who had the number first, where that is somebody else's row."""
    if before is not None:
        return first_came(before, contested=bool(before.agent))
    if found.phone:
        return ""
    return _("Without a telephone number nobody can tell who came first.")
