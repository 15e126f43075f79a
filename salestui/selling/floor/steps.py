"""The steps of the subscription workflow: from which states of a unit, and what each needs."""

from __future__ import annotations

from dataclasses import dataclass

from salestui.model.entities import entity as entity_of

AVAILABLE, HELD, SUBSCRIBED, SIGNED, WITHDRAWN = (
    "available", "held", "subscribed", "signed", "withdrawn",
)  # fmt: skip
STATES = (AVAILABLE, HELD, SUBSCRIBED, SIGNED, WITHDRAWN)
"""The codes of ``units.status``, in the order of a sale."""

TAKEN = (HELD, SUBSCRIBED, SIGNED)
"""The states in which a unit is somebody's."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step.

    Attributes:
        code: of ``unit_log.step``.
        of: codes of the states that a unit may be in.
        to: the state that it gets; empty leaves it as it is.
        claims: whether it makes the unit somebody's, so that the first deposit decides.
        needs: what has to be told: ``customer``, ``amount``, ``supervisor``, ``reason``.
        items: codes of the playbook's checklist that are done with it.
    """

    code: str
    of: tuple[str, ...]
    to: str = ""
    claims: bool = False
    needs: tuple[str, ...] = ()
    items: tuple[str, ...] = ()


_FOR_SALE = (AVAILABLE, HELD)

STEPS: tuple[Step, ...] = (
    Step("register", _FOR_SALE, needs=("customer",), items=("register",)),
    Step("introduce", _FOR_SALE, needs=("customer",), items=("model", "show-flat")),
    Step("check", _FOR_SALE, needs=("customer",), items=("control",)),
    Step("quote", _FOR_SALE, needs=("customer",), items=("price-sheet",)),
    Step("hold", (AVAILABLE, HELD), HELD, claims=True, needs=("customer",), items=("control",)),
    Step("deposit", (AVAILABLE, HELD), SUBSCRIBED, claims=True, needs=("customer", "amount"),
         items=("control", "deposit")),
    Step("top-up", (SUBSCRIBED,), needs=("amount",), items=("deposit",)),
    Step("subscription", (SUBSCRIBED,), items=("subscription",)),
    Step("review", (SUBSCRIBED,), needs=("supervisor",), items=("unsold",)),
    Step("sign", (SUBSCRIBED,), SIGNED, items=("sign",)),
    Step("enter", (SUBSCRIBED, SIGNED), items=("enter",)),
    Step("follow", (HELD, SUBSCRIBED, SIGNED), items=("date",)),
    Step("mortgage", (SUBSCRIBED, SIGNED), items=("papers",)),
    Step("release", TAKEN, AVAILABLE, needs=("reason",), items=("why", "free")),
    Step("withdraw", (AVAILABLE,), WITHDRAWN, needs=("reason",)),
    Step("relist", (WITHDRAWN,), AVAILABLE),
)  # fmt: skip
"""All of them, in the order of the workflow."""

_BY_CODE = {step.code: step for step in STEPS}
_ONCE = ("subscription", "review", "mortgage")


def step_of(text: str) -> Step | None:
    """The step that a code or a word in either language means; None for none."""
    field = entity_of("unit_log").field("step")
    code = field.code(text) if field is not None else ""
    return _BY_CODE.get(code or "")


def steps_from(state: str, done: frozenset[str] = frozenset()) -> tuple[Step, ...]:
    """The steps that may follow, the ones that lead on before the ones that lead back.

    Args:
        state: code of the unit's state.
        done: codes of the steps that were done for the present holder.
    """
    return tuple(
        step
        for step in STEPS
        if state in step.of
        and not (step.code in _ONCE and step.code in done)
        and (step.code != "sign" or "review" in done)
    )
