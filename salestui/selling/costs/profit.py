"""One deal's contracts, product, costs and payments, for its profit and loss."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import polars as pl

from salestui.book.edits import Value
from salestui.book.links import referred, referring
from salestui.book.state import BookState
from salestui.mapping.table import ID
from salestui.metrics.costs.profit import DealMoney
from salestui.metrics.costs.selecting import named_currencies, to_date
from salestui.model.entities import entity as entity_of
from salestui.model.spending import Spending
from salestui.selling.contracts.account import Account, contract_account, deal_account

_IN_FORCE = frozenset(("signed", "effective", "fulfilled", "filed"))
_DAYS = ("signed", "effective", "fulfilled", "filed")


def deal_money(state: BookState, deal: int, spending: Spending, as_of: date) -> DealMoney:
    """What the workbook keeps of a deal's money, up to a day.

    Args:
        spending: of the same state.
    """
    contracts = contracts_of(state, deal)
    costs = None if spending.costs is None else costs_of(spending.costs, deal, as_of)
    of_contracts = [contract_account(state, row) for row in contracts]
    holding = [_holds(state.entities["contracts"].values(row)) for row in contracts]
    in_force = [a for a, holds in zip(of_contracts, holding, strict=True) if holds]
    # The account of a deal with one contract is that contract's: it is not to be counted twice.
    own = deal_account(state, deal)
    accounts = list({(a.entity, a.row): a for a in (*of_contracts, own)}.values())
    named = {name for account in accounts for name in account.currencies}
    named |= {_currency(state, "contracts", row) for row in contracts}
    named |= {_currency(state, "deals", deal), *named_currencies(costs)}
    paid = None
    if state.rows("payments") is not None:
        paid = sum(_paid(account, as_of) for account in accounts)
    product = referred(state, "deals", deal, "product")
    return DealMoney(
        contracts=tuple(a.in_force for a in in_force if a.in_force is not None),
        amount=_number(state, "deals", deal, "amount"),
        product=product is not None,
        unit_cost=None if product is None else _number(state, "products", product, "cost"),
        quantity=_number(state, "deals", deal, "quantity"),
        costs=None if costs is None else float(costs["amount"].sum()),
        received=paid,
        currencies=tuple(sorted(named - {""})),
    )


def costs_of(costs: pl.DataFrame, deal: int, as_of: date) -> pl.DataFrame:
    """The costs of a deal up to a day, the latest first; those without a date are the last."""
    own = to_date(costs.filter(pl.col("deal_row") == deal), as_of)
    return own.sort("date", descending=True, nulls_last=True, maintain_order=True)


def contracts_of(state: BookState, deal: int) -> list[int]:
    """The contracts that name a deal."""
    found = referring(state, "deals", deal, "contracts", "deal")
    return found[ID].to_list() if ID in found.columns else []


def _holds(contract: Mapping[str, Value]) -> bool:
    """Whether a contract is in force: by its status, without one by its dates."""
    field, text = entity_of("contracts").field("status"), contract.get("status")
    code = field.code(text) if field is not None and isinstance(text, str) else ""
    return code in _IN_FORCE if code else any(contract.get(name) for name in _DAYS)


def _paid(account: Account, as_of: date) -> float:
    return float(to_date(account.receipts, as_of)["amount"].sum())


def _currency(state: BookState, entity: str, row: int) -> str:
    rows = state.entities[entity]
    text = rows.value(row, "currency") if rows.layout.column("currency") is not None else None
    return text.strip().upper() if isinstance(text, str) else ""


def _number(state: BookState, entity: str, row: int, name: str) -> float | None:
    rows = state.entities[entity]
    value = rows.value(row, name) if rows.layout.column(name) is not None else None
    return float(value) if isinstance(value, int | float) else None
