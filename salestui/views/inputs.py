"""From a state of the book to the inputs of figures."""

from __future__ import annotations

from dataclasses import dataclass

from salestui.book.state import BookState
from salestui.metrics.inputs import Inputs, Options, gather


@dataclass(frozen=True, slots=True)
class Prepared:
    """Inputs together with the state that they were made from."""

    state: BookState
    inputs: Inputs


def prepared(state: BookState, before: Prepared | None = None) -> Prepared:
    """The inputs of a state. After an edit of deals alone, only they are worked out again.

    Args:
        before: what was prepared from this or an earlier state of the same book.
    """
    if before is not None and before.state is state:
        return before
    deals = state.live("deals")
    if before is not None and deals is not None and _only_deals_differ(before.state, state):
        if before.state.live("deals") is deals:  # the edit was of a sheet that these do not look at
            return Prepared(state, before.inputs)
        return Prepared(state, before.inputs.with_deals(deals))
    inputs = gather(
        deals,
        state.playbook,
        members=state.live("members"),
        targets=state.targets,
        products=state.live("products"),
        options=Options(fiscal_start=state.fiscal_start, today=state.today),
    )
    return Prepared(state, inputs)


def inputs_of(state: BookState) -> Inputs:
    """The inputs of a state, from scratch."""
    return prepared(state).inputs


def _only_deals_differ(old: BookState, new: BookState) -> bool:
    same = all(old.rows(name) is new.rows(name) for name in ("members", "products"))
    return same and old.targets is new.targets and old.playbook is new.playbook
