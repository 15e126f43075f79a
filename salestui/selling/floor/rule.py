"""First deposit wins: whose a unit is when somebody else wants it too.

What decides is the moment of the deposit, not the order of typing. A deposit that was paid before
the holder's takes his place, even where it is typed later, once a supervisor confirms it with his
name; so does a deposit where the holder only holds. What is signed stays signed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from adapters.errors import Refused
from salestui.i18n import N_
from salestui.selling.floor.steps import HELD, SIGNED, SUBSCRIBED
from salestui.selling.floor.unit import Unit, same


class Ruling(StrEnum):
    """What becomes of a claim."""

    FREE = "free"
    OWN = "own"
    LAPSED = "lapsed"
    EARLIER = "earlier"
    TAKEN = "taken"
    SOLD = "sold"


class UnitTaken(Refused):
    """The unit is somebody else's: ``holder``, since ``since``; nothing was written.

    Attributes:
        confirmable: whether a supervisor's name would let the claim win.
    """

    def __init__(self, message: str, hint: str, unit: Unit, *, confirmable: bool = False) -> None:
        since = said_moment(unit.since)
        super().__init__(
            message, hint, unit=unit.name, holder=unit.holder or "?", since=since,
            agent=unit.agent or "?",
        )  # fmt: skip
        self.unit, self.confirmable = unit, confirmable
        self.holder, self.since = unit.holder, since


@dataclass(frozen=True, slots=True)
class Wish:
    """Who wants the unit.

    Attributes:
        deposit: whether with a deposit, paid at ``at``; else only to hold it from then on.
        supervisor: who confirms that it goes before the present holder; empty for nobody.
    """

    customer: str
    at: datetime
    deposit: bool
    supervisor: str = ""


def ruling(unit: Unit, wish: Wish) -> Ruling:
    """Whose the unit is, if this claim is made: ``EARLIER`` needs the supervisor's word."""
    if unit.state == SIGNED:
        return Ruling.SOLD
    if unit.state not in (HELD, SUBSCRIBED) or not unit.holder:
        return Ruling.FREE
    if same(unit.holder, wish.customer):
        return Ruling.OWN
    before = unit.deposited
    until = unit.days.get("hold_until")
    if before is None and until is not None and until < wish.at.date():
        return Ruling.LAPSED
    if wish.deposit and (before is None or _earlier(wish.at, before)):
        return Ruling.EARLIER
    return Ruling.TAKEN


def _earlier(at: datetime, before: datetime) -> bool:
    """Whether a moment is the earlier one; told to the minute, not within the other's minute."""
    return at < (before if at.second else before.replace(second=0))


def check_claim(unit: Unit, wish: Wish) -> Ruling:
    """The ruling, where the claim may be made.

    Raises:
        UnitTaken: it may not, or only with a supervisor's name.
    """
    found = ruling(unit, wish)
    nothing = N_("Nothing was written. Offer the customer another unit.")
    if found is Ruling.SOLD:
        raise UnitTaken(N_("{unit} is sold: {holder} signed for it."), nothing, unit)
    if found is Ruling.TAKEN and unit.deposited is not None:
        raise UnitTaken(
            N_("{unit} is taken: {holder} paid the deposit on {since} (with {agent})."),
            nothing, unit,
        )  # fmt: skip
    if found is Ruling.TAKEN:
        raise UnitTaken(
            N_("{unit} is held for {holder} since {since} (by {agent})."),
            N_("Nothing was written. A deposit takes it, once a supervisor confirms."), unit,
        )  # fmt: skip
    if found is Ruling.EARLIER and not wish.supervisor:
        raise UnitTaken(
            N_("{unit} is with {holder} since {since} (with {agent}); your deposit goes before."),
            N_("Nothing was written. It takes effect with the name of the supervisor who confirms "
               "it; the other one gets his deposit back."),
            unit, confirmable=True,
        )  # fmt: skip
    return found


def said_moment(moment: datetime | None) -> str:
    """A moment as it is written, without a time of day that nobody told."""
    if moment is None:
        return "?"
    if moment.time() == datetime.min.time():
        return moment.date().isoformat()
    return f"{moment:%Y-%m-%d %H:%M:%S}" if moment.second else f"{moment:%Y-%m-%d %H:%M}"
