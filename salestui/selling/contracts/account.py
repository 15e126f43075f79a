"""What is to be paid under one contract, or one deal without a contract, and what was paid."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import polars as pl

from salestui.book.links import referring, row_named
from salestui.book.state import BookState
from salestui.mapping.table import ID
from salestui.metrics.cash.allocation import Allocation, allocate
from salestui.metrics.cash.facts import CashRows
from salestui.model.folding import folded
from salestui.selling.cash.rows import cash_rows

CENT = 0.005
"""Less than this is nothing: what adding up amounts leaves behind."""


@dataclass(frozen=True)
class Account:
    """Plan lines and payments that belong together, see ``selling.cash.accounts``.

    Attributes:
        key: its name, which a new payment is of, too.
        entity, row: the contract or the deal that it is about; of any other account the first of
            its plan lines.
        lines, receipts: see ``metrics.cash.facts``.
        signed: the contract's amount, or the deal's; None where it has none.
        changes: sum of the approved changes of the contract.
    """

    key: str
    entity: str
    row: int
    lines: pl.DataFrame
    receipts: pl.DataFrame
    signed: float | None = None
    changes: float = 0.0

    @property
    def currencies(self) -> tuple[str, ...]:
        """All that its rows name."""
        named = pl.concat([self.lines["currency"], self.receipts["currency"]])
        return tuple(sorted(named.drop_nulls().unique().to_list()))

    @property
    def in_force(self) -> float | None:
        """The amount with its approved changes."""
        return None if self.signed is None else self.signed + self.changes

    @cached_property
    def allocation(self) -> Allocation:
        """Which lines the payments close."""
        return allocate(self.lines, self.receipts)

    @property
    def received(self) -> float:
        """The sum of all payments, refunds taken off."""
        return float(self.receipts["amount"].sum())

    @property
    def owed(self) -> float | None:
        """What is still to be paid: of the amount in force, else of the plan; None for neither."""
        whole = self.planned if self.in_force is None else self.in_force
        return None if whole is None else whole - self.received

    @property
    def planned(self) -> float | None:
        """The sum of the plan; None without one."""
        return None if self.lines.is_empty() else float(self.lines["amount"].sum())


def contract_account(state: BookState, contract: int) -> Account:
    """The account of a contract.

    Raises:
        KeyError: the book has no contracts.
    """
    rows, amount = cash_rows(state), _amount(state, "contracts", contract)
    own = rows.contracts.filter(pl.col(ID) == contract)
    with_changes = own["amount"].to_list()
    changes = (with_changes or [None])[0]
    added = 0.0 if changes is None or amount is None else changes - amount
    key = (own["account"].to_list() or [""])[0]
    lines, receipts = _belonging(rows, pl.col("contract") == contract)
    return Account(key, "contracts", contract, lines, receipts, amount, added)


def deal_account(state: BookState, deal: int) -> Account:
    """The account of what names a deal that has no contract; of its only contract otherwise.

    Raises:
        KeyError: the book has no deals.
    """
    if len(signed := contracts_of(state, deal)) == 1:
        return contract_account(state, signed[0])
    key = f"deal:{deal}"
    begins = pl.col("account").str.split("|").list.first() == key
    lines, receipts = _belonging(cash_rows(state), begins)
    return Account(key, "deals", deal, lines, receipts, _amount(state, "deals", deal))


def line_account(state: BookState, line: int) -> Account:
    """The account that a plan line belongs to; the line alone where it belongs to none.

    Raises:
        KeyError: the book has no payment plan.
    """
    rows = cash_rows(state)
    own = rows.lines.filter(pl.col(ID) == line).row(0, named=True)
    if own["contract"] is not None:
        return contract_account(state, own["contract"])
    key = own["account"]
    if key is None:
        lines, receipts = rows.lines.filter(pl.col(ID) == line), rows.receipts
        return Account("", "payment_plan", line, lines, receipts.filter(pl.col("plan") == line))
    if key.startswith("deal:") and own["deal"] is not None:
        return deal_account(state, own["deal"])
    lines, receipts = _belonging(rows, pl.col("account") == key)
    return Account(key, "payment_plan", line, lines, receipts)


def account_named(state: BookState, plan: str, contract: str, deal: str) -> Account | None:
    """The account of a plan line, else of a contract, else of a deal, by their keys or names.

    None where no row is called that.
    """
    if plan:
        line = line_named(state, plan, contract)
        return None if line is None else line_account(state, line)
    if contract:
        row = row_named(state, "contracts", contract)
        return None if row is None else contract_account(state, row)
    row = row_named(state, "deals", deal) if deal else None
    return None if row is None else deal_account(state, row)


def line_named(state: BookState, plan: str, contract: str = "") -> int | None:
    """The plan line of that number: within a contract where one is named, since numbers often
    begin anew in each.
    """
    row = row_named(state, "contracts", contract) if contract else None
    if row is not None:
        frame = referring(state, "contracts", row, "payment_plan", "contract")
        if frame.schema.get("id") == pl.String:
            wanted = folded(plan)
            for line, number in frame.select(ID, "id").drop_nulls().iter_rows():
                if folded(number) == wanted:
                    return int(line)
    return row_named(state, "payment_plan", plan)


def contracts_of(state: BookState, deal: int) -> tuple[int, ...]:
    """The contracts that name a deal."""
    found = referring(state, "deals", deal, "contracts", "deal")
    return tuple(found[ID].to_list()) if ID in found.columns else ()


def _belonging(rows: CashRows, whose: pl.Expr) -> tuple[pl.DataFrame, pl.DataFrame]:
    return rows.lines.filter(whose), rows.receipts.filter(whose)


def _amount(state: BookState, entity: str, row: int) -> float | None:
    rows = state.entities[entity]
    held = rows.value(row, "amount") if rows.layout.column("amount") is not None else None
    return float(held) if isinstance(held, float | int) else None
