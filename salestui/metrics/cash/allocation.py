"""Which plan lines the payments of an account close: the one rule that everything builds on.

An *account* is what plan lines and payments meet under: a contract, else a deal (``accounts``).
A payment closes the line that it names; what is left of it, and one that names none, closes the
open lines of its account in the order of their due days. A refund opens lines again: that which
it names, else the last due first. What no line takes is kept apart, never lost: for each payment
``amount = sum of its shares + over``.

Inside, amounts are whole ten-thousandths: sums of them are exact, in any order.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import polars as pl

LINES: dict[str, pl.DataType] = {
    "_id": pl.Int64(), "account": pl.String(), "due": pl.Date(), "amount": pl.Float64(),
}  # fmt: skip
"""Plan lines; more columns are ignored. Without a positive amount a line takes nothing."""

RECEIPTS: dict[str, pl.DataType] = {
    "_id": pl.Int64(), "account": pl.String(), "plan": pl.Int64(), "date": pl.Date(),
    "time": pl.String(), "amount": pl.Float64(),
}  # fmt: skip
"""Payments; ``plan``: the ``_id`` of the line that one names. Those without a day come first."""

_PARTS = 10_000
_LIMIT = 1e24
_Whole = type[pl.Int64] | type[pl.Int128]
"""What holds the parts: the wide one takes longer, and only absurd amounts need it."""


class Apart(StrEnum):
    """Why a payment closes nothing of a plan."""

    NO_PLAN = "no plan"
    UNPLACED = "unplaced"


@dataclass(frozen=True, slots=True)
class Allocation:
    """What became of the payments.

    Attributes:
        shares: ``payment``, ``line``, ``amount``: how much of a payment is in a line, in the order
            of payments; negative where a refund opened it again.
        lines: every line's ``_id``, ``received``, ``unpaid`` (null without an amount), and
            ``settled``: the day of the last payment in a line that is paid in full.
        payments: every payment's ``_id``, ``account``, ``amount``, ``allocated``, ``over`` (what no
            line took) and ``apart`` (``Apart``; empty where its account has a plan).
    """

    shares: pl.DataFrame
    lines: pl.DataFrame
    payments: pl.DataFrame


def allocate(lines: pl.DataFrame, receipts: pl.DataFrame) -> Allocation:
    """Allocate payments over plan lines. To ask how things stood on a day, give those until then.

    Args:
        lines: the columns of ``LINES``.
        receipts: the columns of ``RECEIPTS``; without an amount they are left out,
            as are amounts that nobody can count (beyond 1e24).
    """
    whole = _whole(lines["amount"], receipts["amount"])
    plan = _plan(lines, whole)
    paid = _paid(receipts, plan, whole)
    holding = plan.filter(pl.col("parts") > 0)
    named = _named(paid, holding)
    spread = _spread(named.filter(pl.col("rest") != 0), _segments(holding, named))
    taken = named.select("place", payment="_id", line="plan", parts="held")
    shares = pl.concat([taken, spread]).filter(pl.col("parts") != 0)
    by = shares.group_by("place", "payment", "line", maintain_order=True)
    shares = by.agg(pl.col("parts").sum()).sort("place", maintain_order=True)
    return Allocation(
        shares.select("payment", "line", amount=_amount("parts")),
        _lines(plan, shares, paid),
        _payments(paid, shares),
    )


def _plan(lines: pl.DataFrame, whole: _Whole) -> pl.DataFrame:
    """The lines by due day, with their accounts numbered: texts take longer to compare."""
    plan = lines.select(LINES.keys()).with_row_index("row").sort("due", "_id", nulls_last=True)
    return plan.with_columns(at=_number(plan["account"], plan["account"]), parts=_parts(whole))


def _paid(receipts: pl.DataFrame, plan: pl.DataFrame, whole: _Whole) -> pl.DataFrame:
    """Payments as they came in; one that names a line is of that line's account."""
    known = plan.select(plan="_id", planned="account")
    paid = (
        receipts.select(RECEIPTS.keys())
        .filter(_countable())
        .sort("date", "time", "_id", nulls_last=False)
        .join(known, on="plan", how="left", maintain_order="left")
        .with_columns(account=pl.coalesce("planned", "account"), parts=_parts(whole))
        .with_row_index("place")
    )
    return paid.with_columns(at=_number(paid["account"], plan["account"]))


def _named(paid: pl.DataFrame, holding: pl.DataFrame) -> pl.DataFrame:
    """The payments with ``held``: what stays in the line that one names, and the ``rest``."""
    limits = holding.select(plan="_id", limit="parts")
    naming = _running(paid.join(limits, on="plan"), "plan", "parts")
    before, limit = pl.col("until") - pl.col("parts"), pl.col("limit")
    held = naming.select("place", held=pl.col("until").clip(0, limit) - before.clip(0, limit))
    return (
        paid.join(held, on="place", how="left", maintain_order="left")
        .with_columns(pl.col("held").fill_null(0))
        .with_columns(rest=pl.col("parts") - pl.col("held"))
    )


def _segments(holding: pl.DataFrame, named: pl.DataFrame) -> pl.DataFrame:
    """The lines of all accounts laid end to end on one axis, from ``lo`` to ``hi``.

    Of each account first what named payments closed, then what is open, both by due day.
    """
    kept = named.group_by(pl.col("plan").alias("_id")).agg(kept=pl.col("held").sum())
    whole = holding.drop_nulls("at").join(
        kept.drop_nulls("_id"), on="_id", how="left", maintain_order="left"
    )
    closed = pl.col("kept").fill_null(0)
    parts = [
        whole.select("at", line="_id", size=closed, closed=closed),
        whole.select("at", line="_id", size=pl.col("parts") - closed, closed=closed * 0),
    ]
    laid = pl.concat(parts).filter(pl.col("size") > 0).sort("at", maintain_order=True)
    end = pl.col("size").cum_sum()
    return laid.with_columns(lo=end - pl.col("size"), hi=end)


def _spread(pool: pl.DataFrame, segments: pl.DataFrame) -> pl.DataFrame:
    """What payments that name no line, in order, put into the lines of their account.

    The sum paid so far is a place on the account's part of the axis, from where its open lines
    begin. Each payment moves it: up over the lines that it closes, down over those that a refund
    opens. What goes beyond the account's part no line takes.
    """
    spans = segments.group_by("at").agg(
        base=pl.col("lo").min(), top=pl.col("hi").max(), closed=pl.col("closed").sum()
    )
    until = pl.col("base") + pl.col("closed") + pl.col("until")
    moves = _running(pool.join(spans, on="at"), "at", "rest").with_columns(
        before=(until - pl.col("rest")).clip("base", "top"), after=until.clip("base", "top")
    )
    moves = moves.filter(pl.col("before") != pl.col("after")).select(
        "place", payment="_id", sign=pl.col("rest").sign(),
        low=pl.min_horizontal("before", "after"), high=pl.max_horizontal("before", "after"),
    )  # fmt: skip
    first = segments["hi"].search_sorted(moves["low"], side="right")
    last = segments["hi"].search_sorted(moves["high"], side="left")
    met = moves.with_columns(segment=pl.int_ranges(first, last + 1)).explode("segment")
    at = met["segment"]
    met = met.with_columns(segments["line"].gather(at), segments["lo"].gather(at),
                           segments["hi"].gather(at))  # fmt: skip
    inside = pl.min_horizontal("high", "hi") - pl.max_horizontal("low", "lo")
    return met.select("place", "payment", "line", parts=inside * pl.col("sign"))


def _running(frame: pl.DataFrame, by: str, column: str) -> pl.DataFrame:
    """The rows with ``until``: the sum of a column so far, of those that are alike in ``by``."""
    total = pl.col(column).cum_sum()
    begins = (pl.col(by) != pl.col(by).shift()).fill_null(value=True)
    before = pl.when(begins).then(total - pl.col(column)).forward_fill()
    return frame.sort(by, "place").with_columns(until=total - before)


def _lines(plan: pl.DataFrame, shares: pl.DataFrame, paid: pl.DataFrame) -> pl.DataFrame:
    told = shares.join(paid.select("place", "date"), on="place").group_by("line")
    sums = told.agg(got=pl.col("parts").sum(), last=pl.col("date").max())
    whole = plan.join(sums, left_on="_id", right_on="line", how="left")
    whole = whole.sort("row").with_columns(pl.col("got").fill_null(0))
    holds = pl.col("parts") > 0
    open_ = pl.when(holds).then(pl.col("parts") - pl.col("got")).when(~holds).then(0)
    return whole.with_columns(open=open_).select(
        "_id",
        received=_amount("got"),
        unpaid=_amount("open"),
        settled=pl.when(holds & (pl.col("open") == 0)).then("last"),
    )


def _payments(paid: pl.DataFrame, shares: pl.DataFrame) -> pl.DataFrame:
    sums = shares.group_by("place").agg(taken=pl.col("parts").sum())
    whole = paid.join(sums, on="place", how="left", maintain_order="left").with_columns(
        pl.col("taken").fill_null(0)
    )
    apart = (
        pl.when(pl.col("account").is_null())
        .then(pl.lit(str(Apart.UNPLACED)))
        .when(pl.col("at").is_null())
        .then(pl.lit(str(Apart.NO_PLAN)))
        .otherwise(pl.lit(""))
    )
    return whole.with_columns(left=pl.col("parts") - pl.col("taken")).select(
        "_id", "account", "amount", allocated=_amount("taken"), over=_amount("left"), apart=apart
    )


def _number(accounts: pl.Series, planned: pl.Series) -> pl.Series:
    """Numbers for the names of accounts that have a plan."""
    known = planned.drop_nulls().unique(maintain_order=True)  # the same numbers in each call
    numbers = pl.int_range(known.len(), dtype=pl.UInt32, eager=True)
    return accounts.replace_strict(known, numbers, default=None, return_dtype=pl.UInt32)


def _whole(*amounts: pl.Series) -> _Whole:
    total = sum(float(a.filter(a.abs() < _LIMIT).abs().sum()) for a in amounts)
    return pl.Int64 if total * _PARTS < 2**62 else pl.Int128


def _countable() -> pl.Expr:
    return pl.col("amount").abs() < _LIMIT


def _parts(whole: _Whole) -> pl.Expr:
    amount = pl.when(_countable()).then("amount")
    return (amount * _PARTS).round().cast(whole)


def _amount(column: str) -> pl.Expr:
    return pl.col(column) / _PARTS
