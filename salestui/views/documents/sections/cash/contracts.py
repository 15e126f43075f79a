"""What is owed contract by contract."""

from __future__ import annotations

from typing import Any

from salestui.book.state import BookState
from salestui.i18n import _
from salestui.metrics.cash.by_contract import by_contract
from salestui.metrics.cash.collection import Collection
from salestui.views.documents.document import Column, Form, Row, Section, Total
from salestui.views.documents.sections.listing import listed
from salestui.views.states import State


def contracts(seen: Collection, state: BookState) -> Section:
    """Those that owe anything, who is overdue with most first."""
    title = _("By contract")
    found = by_contract(seen)
    if found.is_empty():
        return Section("by_contract", title)
    columns = (
        Column("contract", _("Contract")),
        Column("customer", _("Customer")),
        Column("amount", _("Amount"), Form.MONEY, Total.SUM),
        Column("received", _("Received so far"), Form.MONEY, Total.SUM),
        Column("unpaid", _("Unpaid"), Form.MONEY, Total.SUM),
        Column("overdue", _("Overdue"), Form.MONEY, Total.SUM, bar=True),
        Column("due", _("Next due"), Form.DAY),
        Column("rep", _("Rep")),
    )
    rows = [_row(row, state) for row in found.iter_rows(named=True)]
    return Section("by_contract", title, (listed("by_contract", title, columns, rows),))


def _row(row: dict[str, Any], state: BookState) -> Row:
    name = row["title"]
    if row["contract"] is None:
        deal = row["deal"]
        name = _("without a contract") if deal is None else state.title_of("deals", deal)
    cells = (
        name or "", row["customer"] or "", row["amount"], row["received"], row["unpaid"],
        row["overdue"], row["next_due"], row["rep"] or "",
    )  # fmt: skip
    return Row(cells, State.LATE if row["overdue"] else State.NEUTRAL)
