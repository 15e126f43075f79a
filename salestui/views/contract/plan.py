"""The payment plan of a contract: each line with its due day, and the payments that closed it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import polars as pl

from salestui.book.state import BookState
from salestui.i18n import _, joined
from salestui.mapping.table import ID
from salestui.selling.contracts.account import CENT, Account
from salestui.views.contract.paying import line_title
from salestui.views.deal.lines import DealLine, DealSection, absent, shown, title_of
from salestui.views.formats import Style
from salestui.views.states import State


def plan_section(state: BookState, account: Account, as_of: date, style: Style) -> DealSection:
    """A line per plan line in order of due days, below each what payments put into it; then the
    payments that no line takes.
    """
    title = _("Payment plan")
    if (missing := absent(state, "payment_plan")) and account.receipts.is_empty():
        return DealSection("plan", title, (), "", "payment_plan", absent=True, nothing=missing)
    found = account.allocation
    shares: dict[int, list[tuple[int, float]]] = {}
    for payment, line, amount in found.shares.select("payment", "line", "amount").iter_rows():
        shares.setdefault(line, []).append((payment, amount))
    plan = account.lines.join(found.lines.drop("settled"), on=ID, how="left")
    lines: list[DealLine] = []
    for row in plan.sort("due", ID, nulls_last=True).iter_rows(named=True):
        lines.append(_plan_line(state, row, as_of, style))
        lines += (
            _share(state, row[ID], payment, amount, style)
            for payment, amount in shares.get(row[ID], ())
        )
    lines += _apart(state, account, style)
    left = found.lines["unpaid"].drop_nulls()
    unpaid = int((left > CENT).sum())
    note = _("{n} open").format(n=unpaid) if unpaid else ""
    columns = (
        title_of("payment_plan", "id"), title_of("payment_plan", "due"),
        title_of("payment_plan", "amount"), title_of("payment_plan", "received"),
    )  # fmt: skip
    return DealSection(
        "plan", title, tuple(lines), note, "payment_plan",
        nothing=_("No payment plan: n adds a line, p enters a payment all the same."),
        columns=columns, right=(2, 3),
        about=_(
            "A payment closes the line that it names, then the open lines in order of their due "
            "days; what no line takes is listed apart."
        ),
    )  # fmt: skip


def _plan_line(state: BookState, row: Mapping[str, Any], as_of: date, style: Style) -> DealLine:
    number, due, unpaid = row[ID], row["due"], row["unpaid"]
    amount = row["amount"]
    how, mark, told = State.NEUTRAL, "○", ""
    if unpaid is not None and unpaid <= CENT:
        how, mark = State.OK, "✓"
    elif due is not None and due < as_of:
        days = (as_of - due).days
        how, mark, told = State.LATE, "!", _("{n} d late").format(n=f"{days:,}")
    elif row["received"] > CENT:
        mark = "◐"
    if row["promised"] is not None and how is not State.OK:
        promised = _("promised for {day}").format(day=row["promised"].isoformat())
        told = joined(filter(None, (told, promised)))
    cells = (
        line_title(state, number),
        due.isoformat() if due is not None else row["condition"] or _("no day"),
        "" if amount is None else style.exact_money(amount),
        style.exact_money(row["received"]) if row["received"] else "",
        told,
    )
    return DealLine(f"plan:{number}", cells, "payment_plan", number, "", how, mark)


def _share(state: BookState, line: int, payment: int, amount: float, style: Style) -> DealLine:
    """What one payment put into a line, or took out of it again."""
    if state.rows("payments") is None:  # the plan itself says what was received
        cells = ("  " + _("as the plan says"), "", "", style.exact_money(amount), "")
        return DealLine(f"share:{line}", cells, "payment_plan", line, "received", mark=" ")
    rows = state.entities["payments"]
    day = rows.value(payment, "date")
    how = rows.value(payment, "method") if rows.layout.column("method") else None
    cells = (
        f"  {state.title_of('payments', payment)}",
        day.isoformat() if isinstance(day, date) else "",
        "",
        style.exact_money(amount),
        shown("payments", "method", how),
    )
    mark = "↳" if amount > 0 else "↺"
    return DealLine(f"share:{line}:{payment}", cells, "payments", payment, "", mark=mark)


def _apart(state: BookState, account: Account, style: Style) -> Iterator[DealLine]:
    """Payments, or parts of them, that no line takes."""
    over = account.allocation.payments.filter(pl.col("over").abs() > CENT)
    if over.is_empty() or state.rows("payments") is None:
        return
    planned = not account.lines.is_empty()
    head = _("More than the plan asks for") if planned else _("Payments")
    yield DealLine("apart", (head,), heading=True)
    for payment, amount in over.select(ID, "over").iter_rows():
        line = _share(state, -1, payment, amount, style)
        yield DealLine(
            f"apart:{payment}", line.cells, "payments", payment, "",
            State.WARNING if planned else State.NEUTRAL, "+" if planned else "·",
        )  # fmt: skip
