"""How homes are sold on site: how long a unit is held, and what is due when after a deposit."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from salestui.i18n import N_
from salestui.model.playbook.faults import Fault, strange
from salestui.model.playbook.paying import PayWay, way_faults
from salestui.model.playbook.stages import ChecklistItem


class Floor(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The rules of inventory control, where a unit says nothing else.

    Attributes:
        hold_hours: a unit is held so long without a deposit.
        deposit: what is to be paid to subscribe, in the base currency; 0 = any sum is enough.
        top_up_days: from a deposit in part to the rest of it.
        signing_days: from the deposit to the contract.
        loan_paper_days: from the contract to the papers for the bank.
        review_gate: code of the gate at which the supervisor reviews a subscription; empty for
            none.
        priced, subscribed, contracted: codes of the stages that a deal is in once its unit has a
            price, a deposit, a contract; empty leaves the deal where it is.
        ways: how buyers may pay.
        agent_discount: of the list price, what an agent may give beyond that of the way of paying.
        site: what is made ready on site before visitors come.
    """

    hold_hours: int = 24
    deposit: float = 0.0
    top_up_days: int = 3
    signing_days: int = 7
    loan_paper_days: int = 15
    review_gate: str = ""
    priced: str = ""
    subscribed: str = ""
    contracted: str = ""
    ways: tuple[PayWay, ...] = ()
    agent_discount: float = 0.0
    site: tuple[ChecklistItem, ...] = ()


def floor_faults(floor: Floor, stages: list[str], gates: list[str]) -> Iterator[Fault]:
    """Everything that is wrong with the rules.

    Args:
        stages, gates: the codes that the playbook has.
    """
    for name in ("hold_hours", "top_up_days", "signing_days", "loan_paper_days"):
        if getattr(floor, name) <= 0:
            yield _number(f"floor.{name}", N_("Write a number above 0."))
    if floor.deposit < 0:
        yield _number("floor.deposit", N_("Write a sum, 0 where any is enough."))
    yield from way_faults(floor.ways, floor.agent_discount)
    yield from strange("floor.review_gate", filter(None, [floor.review_gate]), gates)
    for name in ("priced", "subscribed", "contracted"):
        yield from strange(f"floor.{name}", filter(None, [getattr(floor, name)]), stages)


def _number(key: str, hint: str) -> Fault:
    return Fault("playbook-wrong-value", key, N_("This number cannot be right."), hint)
