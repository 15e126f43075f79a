"""A customer's contracts in a line of its file: how many, what is open, what is overdue."""

from __future__ import annotations

from datetime import date

import polars as pl

from salestui.book.state import BookState
from salestui.i18n import _, joined, ngettext
from salestui.mapping.table import ID
from salestui.metrics.cash.allocation import allocate
from salestui.metrics.currencies import mixed
from salestui.selling.cash.rows import cash_rows
from salestui.views.formats import Style, say
from salestui.views.states import State


def contracts_told(
    state: BookState, customer: int, as_of: date, style: Style
) -> tuple[str, State] | None:
    """The line and how it stands; None where nothing was agreed with the customer."""
    rows = cash_rows(state)
    own = pl.col("customer_row") == customer
    contracts = rows.contracts.filter(own & (pl.col("state") != "terminated").fill_null(value=True))
    lines, receipts = rows.lines.filter(own), rows.receipts.filter(own)
    if contracts.is_empty() and lines.is_empty():
        return None
    count = contracts.height
    told = ngettext("{n} contract", "{n} contracts", count).format(n=f"{count:,}") if count else ""
    named = pl.concat([contracts["currency"], lines["currency"], receipts["currency"]])
    currencies = sorted(named.drop_nulls().unique().to_list())
    if len(currencies) > 1:
        reason = mixed(currencies).reason
        return joined(filter(None, (told, say(reason) if reason else ""))), State.NEUTRAL
    agreed = contracts.filter("counts")
    paid = receipts.filter(pl.col("contract").is_in(agreed[ID].implode()))
    still = float(agreed["amount"].sum()) - float(paid["amount"].sum())
    found = lines.join(allocate(lines, receipts).lines.select(ID, "unpaid"), on=ID)
    late = found.filter(pl.col("counts") & (pl.col("due") < as_of) & (pl.col("unpaid") > 0))
    overdue = float(late["unpaid"].sum())
    parts = [told]
    if not agreed.is_empty():
        parts.append(_("{money} open").format(money=style.money(still)))
    if overdue > 0:
        parts.append(_("{money} overdue").format(money=style.money(overdue)))
    return joined(filter(None, parts)), State.LATE if overdue > 0 else State.NEUTRAL
