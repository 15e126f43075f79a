"""What was collected of what was owed: the sums behind all figures, for a scope and its parts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from functools import cached_property

import polars as pl

from salestui.metrics.cash.facts import CashRows, placed
from salestui.metrics.cash.receivable import allocation_on, owed_on
from salestui.metrics.inputs import Inputs
from salestui.metrics.select import in_focus
from salestui.model.focus import Focus
from salestui.model.period import Period, PeriodKind

DIMENSIONS = ("rep", "team", "customer")
"""By what collections are broken down."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Sums of one scope; amounts unless said otherwise.

    Attributes:
        receivable, overdue: unpaid parts of the lines owed.
        promised, broken: the unpaid parts promised for today or later, and for a day that passed.
        due: amounts of lines that fall due in the period, paid or not.
        opening: unpaid at its start of what was billed before it.
        outstanding: unpaid of what was billed up to the as-of day.
        billed: billed in it, up to the as-of day; ``signed``: contracts signed in it by then.
        signed_received: received under those, of each no more than its amount.
        signed_over: received beyond the amounts of those.
        received: payments of the period, refunds taken off.
        overpaid: paid beyond the plan; ``apart``: payments that no plan line can be found for.
        lines, late_lines, undated, unbilled, unsigned, apart_n, said_undated: how many.
    """

    receivable: float = 0.0
    overdue: float = 0.0
    promised: float = 0.0
    broken: float = 0.0
    due: float = 0.0
    opening: float = 0.0
    outstanding: float = 0.0
    billed: float = 0.0
    signed: float = 0.0
    signed_received: float = 0.0
    signed_over: float = 0.0
    received: float = 0.0
    overpaid: float = 0.0
    apart: float = 0.0
    lines: int = 0
    late_lines: int = 0
    undated: int = 0
    unbilled: int = 0
    unsigned: int = 0
    apart_n: int = 0
    said_undated: int = 0


_COUNTS = frozenset(f.name for f in fields(Tally) if f.type == "int")


@dataclass(frozen=True, eq=False)
class Collection:
    """Money owed and paid in a focus, for a period, as of a day.

    Attributes:
        lines: owed on the day, see ``receivable.owed_on``, with ``opening``, ``billed_on`` and the
            columns of ``facts.PLACES``.
        contracts: those that count, with ``got``: what was received under each by the day.
        receipts: payments until the day, with ``over`` and ``apart`` of the allocation.
        opened: whether what was unpaid at the period's start is worked out.
    """

    cash: CashRows
    period: Period
    as_of: date
    lines: pl.DataFrame
    contracts: pl.DataFrame
    receipts: pl.DataFrame
    opened: bool = True

    @cached_property
    def whole(self) -> Tally:
        """The sums of all of it."""
        return _tally(self._sums(None).row(0, named=True))

    def parts(self, dimension: str) -> Mapping[str | None, Tally]:
        """The sums by rep, team or customer; None holds what names none."""
        rows = self._sums(dimension).iter_rows(named=True)
        return {row.pop(dimension): _tally(row) for row in rows}

    def _sums(self, by: str | None) -> pl.DataFrame:
        known = [by] if by else []
        long = pl.concat(
            [
                self.lines.select(*known, *_line_sums(self.period, self.as_of)),
                self.receipts.select(*known, *_receipt_sums(self)),
                self.contracts.select(*known, *_contract_sums(self)),
            ],
            how="diagonal",
        )
        every = pl.exclude(by).sum() if by else pl.all().sum()
        return long.group_by(by).agg(every) if by else long.select(every)

    def in_period(self, column: str) -> pl.Expr:
        """Whether a day is in the period and has come."""
        return within(column, self.period) & (pl.col(column) <= self.as_of)


def collection(
    cash: CashRows,
    inputs: Inputs,
    focus: Focus,
    period: Period,
    as_of: date,
    *,
    opened: bool = True,
) -> Collection:
    """Look at the money owed and paid; of a period that is over, as it stood at its end.

    Args:
        opened: work out what was unpaid at the period's start, too: the allocation once more.
    """
    if period.kind is not PeriodKind.ALL:
        as_of = min(as_of, period.end)
    found = allocation_on(cash, as_of)
    lines = owed_on(cash, found, as_of).with_columns(
        billed_on=pl.coalesce("invoiced", "due"), opening=pl.lit(0.0)
    )
    if opened and period.kind is not PeriodKind.ALL:
        lines = lines.drop("opening").join(_opening(cash, period, as_of), on="_id",
                                           how="left", maintain_order="left")  # fmt: skip
    over = found.payments.select("_id", "over", "apart")
    receipts = cash.receipts.join(over, on="_id", maintain_order="left")
    teams = inputs.people.select(rep="name", team="team", region="region")

    def seen(rows: pl.DataFrame) -> pl.DataFrame:
        return in_focus(placed(rows, inputs.facts, teams), focus)

    lost = pl.col("contract").is_null() & (pl.col("status") == "lost").fill_null(value=False)
    return Collection(
        cash,
        period,
        as_of,
        seen(lines).filter(~lost),
        seen(_contracts(cash, receipts, as_of)),
        seen(receipts),
        opened,
    )


def within(column: str, period: Period) -> pl.Expr:
    """Whether a day lies in the period; all time takes every day."""
    if period.kind is PeriodKind.ALL:
        return pl.col(column).is_not_null()
    return pl.col(column).is_between(period.start, period.end).fill_null(value=False)


def _opening(cash: CashRows, period: Period, as_of: date) -> pl.DataFrame:
    """``_id`` and ``opening``: what was unpaid, when the period began, of what was billed by then.

    Payments without a day are taken to be in no period: they came before. Of a period that is still
    to come, payments after the as-of day are not known yet.
    """
    day = period.start - timedelta(days=1)
    owed = owed_on(cash, allocation_on(cash, min(day, as_of)), day)
    billed = pl.coalesce("invoiced", "due") <= day
    return owed.filter(billed).select("_id", opening="unpaid")


def _contracts(cash: CashRows, receipts: pl.DataFrame, as_of: date) -> pl.DataFrame:
    got = receipts.drop_nulls("contract").group_by("contract").agg(got=pl.col("amount").sum())
    signed = pl.col("counts") & (pl.col("signed").is_null() | (pl.col("signed") <= as_of))
    return (
        cash.contracts.filter(signed)
        .join(got, left_on="_id", right_on="contract", how="left", maintain_order="left")
        .with_columns(pl.col("got").fill_null(0.0), contract="_id")
    )


def _line_sums(period: Period, as_of: date) -> list[pl.Expr]:
    unpaid, amount, late = pl.col("unpaid"), pl.col("amount"), pl.col("late") > 0
    kept = (pl.col("promised") >= as_of).fill_null(value=False)
    broken = (pl.col("promised") < as_of).fill_null(value=False)
    owed = unpaid > 0
    until_now = (pl.col("billed_on") <= as_of).fill_null(value=False)
    billed = within("billed_on", period) & until_now
    return [
        unpaid.alias("receivable"),
        pl.when(late).then(unpaid).alias("overdue"),
        pl.when(kept).then(unpaid).alias("promised"),
        pl.when(broken).then(unpaid).alias("broken"),
        pl.when(within("due", period)).then(amount).alias("due"),
        pl.col("opening"),
        pl.when(until_now).then(unpaid).alias("outstanding"),
        pl.when(billed).then(amount).alias("billed"),
        owed.cast(pl.Int64).alias("lines"),
        (owed & late).cast(pl.Int64).alias("late_lines"),
        (owed & pl.col("due").is_null()).cast(pl.Int64).alias("undated"),
        (billed & pl.col("invoiced").is_null()).cast(pl.Int64).alias("unbilled"),
    ]


def _receipt_sums(seen: Collection) -> list[pl.Expr]:
    apart, amount = pl.col("apart") != "", pl.col("amount")
    undated = pl.col("date").is_null() & pl.lit(seen.cash.said)
    return [
        pl.when(seen.in_period("date").fill_null(value=False)).then(amount).alias("received"),
        pl.when(~apart).then("over").alias("overpaid"),
        pl.when(apart).then(amount).alias("apart"),
        apart.cast(pl.Int64).alias("apart_n"),
        undated.cast(pl.Int64).alias("said_undated"),
    ]


def _contract_sums(seen: Collection) -> list[pl.Expr]:
    signed = seen.in_period("signed").fill_null(value=False)
    amount, got = pl.col("amount"), pl.col("got")
    taken = pl.min_horizontal(got, amount)
    return [
        pl.when(signed).then(amount).alias("signed"),
        pl.when(signed & amount.is_not_null()).then(taken).alias("signed_received"),
        pl.when(signed & amount.is_not_null()).then(got - taken).alias("signed_over"),
        (signed & amount.is_null()).cast(pl.Int64).alias("unsigned"),
    ]


def _tally(row: Mapping[str, float | None]) -> Tally:
    return Tally(
        **{n: int(v or 0) if n in _COUNTS else float(v or 0.0) for n, v in row.items()}  # type: ignore[arg-type]  # each by its own field
    )
