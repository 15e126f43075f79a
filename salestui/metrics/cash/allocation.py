"""Which plan lines the payments of an account close: the one rule that everything builds on.

An *account* is what plan lines and payments meet under: a contract, else a deal (``accounts``).
A payment closes the line that it names; what is left of it, and one that names none, closes the
open lines of its account in the order of their due days. A refund opens lines again: that which
it names, else the last due first. What no line takes is kept apart, never lost: for each payment
``amount = sum of its shares + over``.
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

CENT = 0.005
"""Less than this is nothing: what adding up amounts leaves behind."""

_DUST = 1e-6


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
        receipts: the columns of ``RECEIPTS``; without an amount they are left out.
    """
    plan = lines.select(LINES.keys()).sort("due", "_id", nulls_last=True)
    holding = plan.filter(pl.col("amount") > 0)
    paid = _ordered(receipts, plan)
    named = _named(paid, holding)
    pool = named.filter((pl.col("rest") != 0) & pl.col("account").is_not_null())
    shares = pl.concat(
        [
            named.select("place", payment="_id", line="plan", amount="held"),
            _spread(pool, _segments(holding, named)),
        ]
    ).filter(pl.col("amount").abs() > _DUST)
    shares = (
        shares.group_by("place", "payment", "line", maintain_order=True)
        .agg(pl.col("amount").sum())
        .sort("place", maintain_order=True)
    )
    return Allocation(
        shares.select("payment", "line", "amount"),
        _lines(lines, shares, paid),
        _payments(paid, shares, plan),
    )


def _ordered(receipts: pl.DataFrame, plan: pl.DataFrame) -> pl.DataFrame:
    """Payments as they came in; one that names a line is of that line's account."""
    known = plan.select(plan="_id", planned="account")
    return (
        receipts.select(RECEIPTS.keys())
        .filter(pl.col("amount").is_finite())
        .sort("date", "time", "_id", nulls_last=False)
        .join(known, on="plan", how="left", maintain_order="left")
        .with_columns(account=pl.coalesce("planned", "account"))
        .drop("planned")
        .with_row_index("place")
    )


def _named(paid: pl.DataFrame, holding: pl.DataFrame) -> pl.DataFrame:
    """The payments with ``held``: what stays in the line that one names, and the ``rest``."""
    limits = holding.select(plan="_id", limit="amount")
    amount, limit = pl.col("amount"), pl.col("limit")
    until = amount.cum_sum().over("plan")
    held = until.clip(0, limit) - (until - amount).clip(0, limit)
    return (
        paid.join(limits, on="plan", how="left", maintain_order="left")
        .with_columns(held=pl.when(limit.is_not_null()).then(held).otherwise(0.0))
        .with_columns(rest=amount - pl.col("held"))
    )


def _segments(holding: pl.DataFrame, named: pl.DataFrame) -> pl.DataFrame:
    """Each account's lines laid end to end on an axis, see ``_spread``.

    Above zero lies what is open, by due day; below it what named payments closed, the last due
    nearest to zero: a refund that names no line takes it back from there.
    """
    kept = named.group_by(pl.col("plan").alias("_id")).agg(kept=pl.col("held").sum())
    whole = holding.join(kept.drop_nulls("_id"), on="_id", how="left", maintain_order="left")
    whole = whole.with_columns(pl.col("kept").fill_null(0.0)).drop_nulls("account")
    room = pl.col("amount") - pl.col("kept")
    above = whole.select(
        "account", line="_id", lo=room.cum_sum().over("account") - room,
        hi=room.cum_sum().over("account"),
    )  # fmt: skip
    back = pl.col("kept").cum_sum(reverse=True).over("account")
    below = whole.select("account", line="_id", lo=-back, hi=pl.col("kept") - back)
    return (
        pl.concat([below, above])
        .filter(pl.col("hi") - pl.col("lo") > _DUST)
        .sort("account", "lo")
        .with_row_index("segment")
    )


def _spread(pool: pl.DataFrame, segments: pl.DataFrame) -> pl.DataFrame:
    """What payments that name no line, in order, put into the lines of their account.

    The sum paid so far is a place on the account's axis. Each payment moves it: up over the lines
    that it closes, down over those that a refund opens.
    """
    after = pl.col("rest").cum_sum().over("account")
    moves = pool.with_columns(after=after, before=after - pl.col("rest")).select(
        "place", "account", "rest", payment="_id",
        low=pl.min_horizontal("before", "after"), high=pl.max_horizontal("before", "after"),
    )  # fmt: skip
    first = segments.group_by("account").agg(first=pl.col("segment").min())
    moves = moves.join(first, on="account")
    moves = _reached(moves, segments, "low", "start", touching=True)
    moves = _reached(moves, segments, "high", "end", touching=False)
    start = pl.coalesce("start", "first")
    met = (
        moves.drop_nulls("end")
        .with_columns(segment=pl.int_ranges(start, pl.col("end") + 1, dtype=pl.UInt32))
        .explode("segment")
        .join(segments.drop("account"), on="segment", maintain_order="left")
    )
    inside = pl.min_horizontal("high", "hi") - pl.max_horizontal("low", "lo")
    return met.select(
        "place", "payment", "line", amount=inside.clip(lower_bound=0) * pl.col("rest").sign()
    )


def _reached(
    moves: pl.DataFrame, segments: pl.DataFrame, end: str, name: str, *, touching: bool
) -> pl.DataFrame:
    """The moves with the last segment of their account that begins before one of their ends."""
    begins = segments.select("account", lo="lo", **{name: "segment"}).sort("lo")
    return moves.sort(end).join_asof(
        begins, left_on=end, right_on="lo", by="account", strategy="backward",
        allow_exact_matches=touching, check_sortedness=False,
    ).drop("lo", strict=False)  # fmt: skip


def _lines(lines: pl.DataFrame, shares: pl.DataFrame, paid: pl.DataFrame) -> pl.DataFrame:
    days = paid.select("place", "date")
    told = shares.join(days, on="place", maintain_order="left").group_by("line")
    sums = told.agg(received=pl.col("amount").sum(), last=pl.col("date").max())
    amount = pl.col("amount")
    unpaid = pl.when(amount > 0).then(amount - pl.col("received")).when(amount <= 0).then(0.0)
    return (
        lines.select("_id", "amount")
        .join(sums, left_on="_id", right_on="line", how="left", maintain_order="left")
        .with_columns(pl.col("received").fill_null(0.0))
        .with_columns(unpaid=pl.when(unpaid.abs() < CENT).then(0.0).otherwise(unpaid))
        .select(
            "_id",
            "received",
            "unpaid",
            settled=pl.when((pl.col("unpaid") == 0) & (amount > 0)).then("last"),
        )
    )


def _payments(paid: pl.DataFrame, shares: pl.DataFrame, plan: pl.DataFrame) -> pl.DataFrame:
    sums = shares.group_by("place").agg(allocated=pl.col("amount").sum())
    over = pl.col("amount") - pl.col("allocated")
    planned = pl.col("account").is_in(plan["account"].drop_nulls().unique().implode())
    apart = (
        pl.when(pl.col("account").is_null())
        .then(pl.lit(str(Apart.UNPLACED)))
        .when(planned)
        .then(pl.lit(""))
        .otherwise(pl.lit(str(Apart.NO_PLAN)))
    )
    return (
        paid.join(sums, on="place", how="left", maintain_order="left")
        .with_columns(pl.col("allocated").fill_null(0.0))
        .select(
            "_id",
            "account",
            "amount",
            "allocated",
            over=pl.when(over.abs() < CENT).then(0.0).otherwise(over),
            apart=apart,
        )
    )
