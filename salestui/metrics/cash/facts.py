"""Contracts, plan lines and payments in fixed shapes, whatever columns the workbook keeps."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import polars as pl

from salestui.metrics.cash.allocation import LINES, RECEIPTS, Allocation, allocate

_WHOSE: dict[str, pl.DataType] = {
    "contract": pl.Int64(), "deal": pl.Int64(), "customer_row": pl.Int64(),
    "customer": pl.String(), "rep": pl.String(), "currency": pl.String(),
}  # fmt: skip

CONTRACTS: dict[str, pl.DataType] = {
    "_id": pl.Int64(), "account": pl.String(), "title": pl.String(), "state": pl.String(),
    "signed": pl.Date(), "amount": pl.Float64(), "deal": pl.Int64(), "customer_row": pl.Int64(),
    "customer": pl.String(), "rep": pl.String(), "currency": pl.String(), "counts": pl.Boolean(),
}  # fmt: skip
"""Contracts. ``state`` a code; ``amount`` with the approved changes; ``counts``: it is signed, and
not terminated, so that what is planned under it is owed. ``signed``: else the day it took effect.
"""

PLAN: dict[str, pl.DataType] = {
    **LINES, **_WHOSE, "title": pl.String(), "kind": pl.String(), "condition": pl.String(),
    "invoiced": pl.Date(), "promised": pl.Date(), "promise": pl.String(), "signed": pl.Date(),
    "counts": pl.Boolean(),
}  # fmt: skip
"""Plan lines. ``signed`` and ``counts`` of the contract, true where there is none; ``customer`` and
``rep`` of the line, else of its contract, its deal, its customer."""

MONEY_IN: dict[str, pl.DataType] = {**RECEIPTS, **_WHOSE, "unit": pl.Int64(), "kind": pl.String()}
"""Payments, each with whose it is in the same way. What the plan itself says was received, where
the workbook has no payments, is a payment of the line whose ``_id`` it has."""

PLACES = ("team", "region", "product", "stage", "stage_code", "status")
"""What ``placed`` adds of each row's deal, so that a focus can be held against it."""


@dataclass(frozen=True, eq=False)
class CashRows:
    """All that the workbook keeps of money owed and paid.

    Attributes:
        contracts, lines, receipts: in the columns of ``CONTRACTS``, ``PLAN``, ``MONEY_IN``.
        has_contracts, has_plan, has_payments: whether there are such sheets.
        currencies: those that are named, where they are of several.
        said: receipts are what the plan says was received.
        by_day: what ``receivable.allocation_on`` found for days that were asked for.
    """

    contracts: pl.DataFrame
    lines: pl.DataFrame
    receipts: pl.DataFrame
    has_contracts: bool
    has_plan: bool
    has_payments: bool
    currencies: tuple[str, ...] = ()
    said: bool = False
    by_day: dict[date, Allocation] = field(default_factory=dict)

    @cached_property
    def allocation(self) -> Allocation:
        """Which lines all payments close, whatever their days."""
        return allocate(self.lines, self.receipts)


def placed(rows: pl.DataFrame, facts: pl.DataFrame, teams: pl.DataFrame) -> pl.DataFrame:
    """The rows with the columns of ``PLACES``: those of their deal, else of their rep.

    Args:
        facts: see ``metrics.facts.SCHEMA``.
        teams: ``rep``, ``team`` and ``region`` of each rep.
    """
    deals = facts.select(pl.col("_id").alias("deal"), *PLACES)
    told = rows.join(deals, on="deal", how="left", maintain_order="left")
    told = told.join(teams, on="rep", how="left", maintain_order="left", suffix="_of_rep")
    return told.with_columns(
        pl.coalesce(name, f"{name}_of_rep").alias(name) for name in ("team", "region")
    ).drop("team_of_rep", "region_of_rep")
