"""How buyers may pay for a home, and what each way is worth."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from salestui.i18n import N_
from salestui.model.entities.floor import PAY_WAY
from salestui.model.playbook.faults import Fault, strange


class PayWay(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One way of paying; shares are of 1.

    Attributes:
        way: a code of ``units.way``.
        discount: of the list price, that everybody gets who pays so.
        first: of the net price, due with the contract, the deposit included.
        loan: of the net price, that a bank pays.
    """

    way: str
    discount: float = 0.0
    first: float = 1.0
    loan: float = 0.0


def way_faults(ways: tuple[PayWay, ...], agent_discount: float) -> Iterator[Fault]:
    """Everything that is wrong with the ways of paying."""
    codes = [choice.code for choice in PAY_WAY.choices]
    yield from strange("floor.ways", [way.way for way in ways], codes)
    shares = [("floor.agent_discount", agent_discount)]
    for place, way in enumerate(ways, 1):
        names = ("discount", "first", "loan")
        shares += [(f"floor.ways.{place}.{name}", getattr(way, name)) for name in names]
        if way.first + way.loan > 1:
            yield _wrong(f"floor.ways.{place}.loan", N_("First payment and loan are at most 1."))
    for key, share in shares:
        if not 0 <= share <= 1:
            yield _wrong(key, N_("Write a share from 0 to 1."))


def _wrong(key: str, hint: str) -> Fault:
    return Fault("playbook-wrong-value", key, N_("This number cannot be right."), hint)
