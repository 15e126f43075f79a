"""The customer's side: the steps in which he decides to buy."""

from __future__ import annotations

from salestui.model.playbook.naming import Named


class BuyerStep(Named, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One step of a customer's purchase.

    Attributes:
        like: code of the step of the playbook's own process that it stands beside; empty for a
            step of that process itself. So one playbook can be told against several ways of buying.
    """

    like: str = ""


class BuyerProcess(Named, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One way in which customers buy.

    Attributes:
        steps: first to last.
    """

    steps: tuple[BuyerStep, ...]
