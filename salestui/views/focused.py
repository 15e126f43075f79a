"""Which deals the focus of the session leaves, by the same facts that figures count."""

from __future__ import annotations

import polars as pl

from salestui.book.state import BookState
from salestui.mapping.table import ID
from salestui.metrics import facts, select
from salestui.model.focus import Focus


def in_focus(state: BookState, focus: Focus) -> pl.Expr:
    """Whether a row of the deals' frame is in focus; a rep's team may come from the members."""
    rows, members = state.entities["deals"].frame, state.live("members")
    deals = facts.deal_facts(rows, members, state.playbook, state.today)
    return pl.col(ID).is_in(select.in_focus(deals, focus)[ID].to_list())
