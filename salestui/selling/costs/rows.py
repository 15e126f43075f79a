"""Costs and budgets of a book as figures need them."""

from __future__ import annotations

from salestui.book.links import links
from salestui.book.spending_rows import People, Sheets, spending_of
from salestui.book.state import BookState
from salestui.metrics.inputs import Inputs
from salestui.model.spending import Spending


def spending(state: BookState, inputs: Inputs) -> Spending:
    """The costs and budgets of a state; worked out again only where something of it changed.

    Args:
        inputs: made from the same state.
    """
    costs, budgets = state.live("costs"), state.live("budgets")
    if costs is None and budgets is None:
        return Spending(None, None)
    met = {name: links(state, name, "deal") for name in ("costs", "budgets")}
    facts, people = inputs.facts, inputs.people

    def make() -> Spending:
        owners = People(
            facts.select(deal_row="_id", seller="rep", deal_team="team"),
            people.select(rep="name", rep_team="team"),
        )
        sheets = Sheets(costs, budgets, met)
        return spending_of(sheets, owners, state.playbook, state.fiscal_start)

    deals, members = state.live("deals"), state.live("members")
    parts = (costs, budgets, deals, members, state.playbook, state.fiscal_start, state.today)
    return state.folds.made(("costs", "spending"), parts, make)
