"""A deal's contracts: how far each is, what is open of it, what is due next, what is delivered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from salestui.book.links import referring
from salestui.book.state import BookState
from salestui.i18n import _, joined, label
from salestui.mapping.table import ID
from salestui.metrics.cash.contract import CONTRACT_FIGURES
from salestui.metrics.currencies import mixed
from salestui.selling.contracts.account import (
    CENT,
    Account,
    contract_account,
    contracts_of,
    deal_account,
)
from salestui.selling.contracts.fulfilling import days_late, delivery_state
from salestui.selling.contracts.lifecycle import contract_state
from salestui.views.contract.path import step_name
from salestui.views.deal.lines import DealLine, DealSection, absent, title_of
from salestui.views.formats import Style, say
from salestui.views.states import State


def contracts_section(state: BookState, deal: int, as_of: date, style: Style) -> DealSection:
    """A line per contract; what is planned or paid without one stands below them."""
    title = _("Contract & cash")
    if missing := absent(state, "contracts"):
        found = _without(state, deal, as_of, style)
        return DealSection(
            "contracts", title, found, "", "contracts", absent=not found, nothing=missing
        )
    rows = contracts_of(state, deal)
    lines = [_contract(state, row, as_of, style) for row in rows]
    if not rows:
        lines += _without(state, deal, as_of, style)
    late = sum(line.state is State.LATE for line in lines)
    note = joined(
        filter(None, (str(len(rows) or ""), _("{n} overdue").format(n=late) if late else ""))
    )
    open_title = next(label(d.labels) for d in CONTRACT_FIGURES if d.key == "open")
    columns = (
        title_of("contracts", "no"), title_of("contracts", "status"),
        title_of("contracts", "amount"), open_title, _("Next due"), title_of("deliveries", "id"),
    )  # fmt: skip
    return DealSection(
        "contracts", title, tuple(lines), note, "contracts",
        nothing=_("No contract yet: n makes one with its payment plan."), columns=columns,
        right=(2, 3),
        about=_("open = contract amount + approved changes − payments"),
    )  # fmt: skip


def _contract(state: BookState, contract: int, as_of: date, style: Style) -> DealLine:
    account = contract_account(state, contract)
    told = _cash(account, as_of, style)
    step, deliveries = contract_state(state, contract), _deliveries(state, contract, as_of)
    how, mark = State.NEUTRAL, "·"
    if told.late or deliveries.late:
        how, mark = State.LATE, "!"
    elif account.owed is not None and abs(account.owed) < CENT:
        how, mark = State.OK, "✓"
    cells = (
        state.title_of("contracts", contract), step_name(step) if step else "",
        told.agreed, told.owed, told.due, deliveries.text,
    )  # fmt: skip
    return DealLine(f"contract:{contract}", cells, "contracts", contract, "", how, mark)


def _without(state: BookState, deal: int, as_of: date, style: Style) -> tuple[DealLine, ...]:
    """What is planned or paid for a deal that has no contract; none where nothing is."""
    account = deal_account(state, deal)
    if account.lines.is_empty() and account.receipts.is_empty():
        return ()
    told = _cash(account, as_of, style)
    how, mark = (State.LATE, "!") if told.late else (State.NEUTRAL, "·")
    cells = (_("without a contract"), "", told.agreed, told.owed, told.due, "")
    return (DealLine("uncontracted", cells, state=how, mark=mark),)


@dataclass(frozen=True, slots=True)
class _Cash:
    """What an account comes to, in words; ``late``: some of it is overdue."""

    agreed: str
    owed: str
    due: str
    late: bool


def _cash(account: Account, as_of: date, style: Style) -> _Cash:
    if len(account.currencies) > 1:
        said = mixed(account.currencies).reason
        return _Cash("", "", "" if said is None else say(said), late=False)
    agreed, owed = account.in_force, account.owed
    due = account.lines.select(ID, "due").join(account.allocation.lines, on=ID)
    left = due.filter((pl.col("unpaid") > CENT) & pl.col("due").is_not_null()).sort("due", ID)
    text, late = "", False
    if left.height:
        first = left.row(0, named=True)
        days = (as_of - first["due"]).days
        late = days > 0
        text = f"{first['due'].isoformat()} {style.exact_money(first['unpaid'])}"
        if late:
            text += " · " + _("{n} d late").format(n=f"{days:,}")
    return _Cash(
        "" if agreed is None else style.exact_money(agreed),
        "" if owed is None else style.exact_money(owed),
        text,
        late=late,
    )


@dataclass(frozen=True, slots=True)
class _Deliveries:
    """How many of a contract's deliveries are accepted, and how many are late."""

    text: str
    late: int


def _deliveries(state: BookState, contract: int, as_of: date) -> _Deliveries:
    frame = referring(state, "contracts", contract, "deliveries", "contract")
    rows = frame[ID].to_list() if ID in frame.columns else []
    if not rows:
        return _Deliveries("", 0)
    states = [delivery_state(state, row) for row in rows]
    done = sum(step == "accepted" for step in states)
    going = [row for row, step in zip(rows, states, strict=True) if step != "accepted"]
    late = sum(days_late(state, row, as_of) > 0 for row in going)
    text = f"{done}/{len(rows)}"
    return _Deliveries(text + (" · " + _("{n} overdue").format(n=late) if late else ""), late)
