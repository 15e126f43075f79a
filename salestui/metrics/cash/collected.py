"""What came in and what was to come in, by whom and day: actuals of targets and scorecards."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from salestui.metrics.cash.facts import CashRows, placed
from salestui.metrics.inputs import Inputs

_COLUMNS = ("_id", "day", "rep", "team", "region", "product", "amount")


@dataclass(frozen=True, slots=True, eq=False)
class Collected:
    """Frames with ``_id``, ``day``, ``rep``, ``team``, ``region``, ``product`` and ``amount``.

    Attributes:
        received: payments; ``due``: plan lines that are owed, paid or not, by their due day; None
            where the workbook keeps none.
        said: the payments are what the plan says was received.
        currencies: those that are named, where they are of several.
    """

    received: pl.DataFrame | None = None
    due: pl.DataFrame | None = None
    said: bool = False
    currencies: tuple[str, ...] = ()


def collected(cash: CashRows | None, inputs: Inputs) -> Collected:
    """A payment, and a plan line, is of the rep of its contract, else of its deal or customer."""
    if cash is None:
        return Collected()
    teams = inputs.people.select(rep="name", team="team", region="region")
    received, due = None, None
    if cash.has_payments or cash.said:
        paid = cash.receipts.drop_nulls(["date", "amount"]).rename({"date": "day"})
        received = placed(paid, inputs.facts, teams).select(_COLUMNS)
    if cash.has_plan:
        owed = cash.lines.filter(pl.col("counts") & (pl.col("amount") > 0)).drop_nulls("due")
        seen = placed(owed.rename({"due": "day"}), inputs.facts, teams)
        lost = pl.col("contract").is_null() & (pl.col("status") == "lost").fill_null(value=False)
        due = seen.filter(~lost).select(_COLUMNS)
    return Collected(received, due, cash.said, cash.currencies)
