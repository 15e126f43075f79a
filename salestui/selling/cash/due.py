"""Plan lines to be followed up: by the day that was promised, else by the day they fall due."""

from __future__ import annotations

from datetime import date

import polars as pl

from salestui.book.state import BookState
from salestui.mapping.table import ID
from salestui.metrics.cash.receivable import allocation_on, owed_on
from salestui.selling.cash.rows import cash_rows


def promises_and_payments_due(state: BookState, as_of: date) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Lines that are not paid: those promised for a day, and those of which no day was promised.

    Both in the columns of ``following.due_rows``.
    """
    owed = _owed(state, as_of)
    promised = pl.col("promised").is_not_null()
    return _shaped(owed.filter(promised), "promised"), _shaped(owed.filter(~promised), "due")


def _owed(state: BookState, as_of: date) -> pl.DataFrame:
    cash = cash_rows(state)
    owed = owed_on(cash, allocation_on(cash, as_of), as_of).filter(pl.col("unpaid") > 0)
    lost = pl.col("contract").is_null() & pl.col("deal").is_in(_lost(state)).fill_null(value=False)
    titles = cash.contracts.select(contract=ID, of="title")
    return owed.filter(~lost).join(titles, on="contract", how="left", maintain_order="left")


def _lost(state: BookState) -> list[int]:
    deals = state.live("deals")
    if deals is None or deals.schema.get("stage") != pl.String:
        return []
    names = deals["stage"].drop_nulls().unique().to_list()
    lost = [n for n in names if (stage := state.playbook.stage(n)) and stage.kind == "lost"]
    found: list[int] = deals.filter(pl.col("stage").is_in(lost))[ID].to_list()
    return found


def _shaped(owed: pl.DataFrame, day: str) -> pl.DataFrame:
    unpaid = pl.col("unpaid").round(0).cast(pl.Int64).cast(pl.String)
    # Thousands set apart; the pattern goes from the right, which regular expressions here cannot.
    digits = unpaid.str.reverse().str.replace_all(r"(\d{3})", "${1},").str.reverse()
    amount = digits.str.strip_prefix(",")
    named = pl.col("title").str.starts_with(pl.col("of")).fill_null(value=False)
    contract = pl.when(~named).then(pl.col("of"))
    return owed.drop_nulls(day).select(
        row=ID,
        entity=pl.lit("payment_plan"),
        what=pl.concat_str(contract, "title", amount, separator=" ", ignore_nulls=True),
        who="customer",
        due=day,
        rep="rep",
        deal="deal",
    )
