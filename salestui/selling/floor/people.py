"""The customer behind a claim: found on the sheet of customers, or written there."""

from __future__ import annotations

import polars as pl

from salestui.book.state import BookState
from salestui.mapping.table import ID
from salestui.model.folding import folded
from salestui.selling.changes import Changes, reference_text


def customer_text(state: BookState, name: str) -> str:
    """What other sheets write for a customer of this name."""
    row = _known(state, name)
    return name.strip() if row is None else reference_text(state, "customers", row)


def new_customer(state: BookState, name: str, phone: str, agent: str) -> Changes:
    """The row of a customer whom the sheet does not list yet; nothing without such a sheet."""
    if not name or state.rows("customers") is None or _known(state, name) is not None:
        return Changes()
    values = {"name": name, "phone": phone, "owner": agent}
    return Changes((), (("customers", {n: text for n, text in values.items() if text}),))


def _known(state: BookState, name: str) -> int | None:
    frame = state.live("customers")
    wanted = folded(name) if name.strip() else ""
    if frame is None or not wanted:
        return None
    for column in ("name", "id"):
        if frame.schema.get(column) == pl.String:
            told = frame.select(ID, column).drop_nulls(column).iter_rows()
            for row, text in told:
                if folded(text) == wanted:
                    return int(row)
    return None
