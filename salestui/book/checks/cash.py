"""What cannot be right in payments and their plan: too much, out of step, or still to come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import polars as pl

from salestui.book.checks.contracts import names_of, referred
from salestui.book.checks.findings import Kind, listed
from salestui.i18n import N_
from salestui.mapping.choice_codes import coded
from salestui.mapping.frame_columns import column_of
from salestui.mapping.layout import Problem
from salestui.mapping.table import ID, EntityTable
from salestui.model.entities import entity as entity_of

TOO_MUCH = Kind(
    "payment-beyond-contract",
    "warning",
    N_("With this payment {text} was paid {paid}, more than its amount of {amount}."),
    N_("Correct the payment or the contract, or log the change that explains it."),
)
PLAN_SUM = Kind(
    "plan-not-contract",
    "warning",
    N_("The plan of {text} sums to {sum}, its amount with changes is {amount}."),
    N_("Change the plan's amounts, or log the change that explains it."),
)
IN_FUTURE = Kind(
    "payment-in-future",
    "warning",
    N_("This payment is dated {day}, which is still to come."),
    N_("Correct the day; what is expected belongs into the payment plan."),
)
DEPOSIT_IN_FUTURE = Kind(
    "deposit-in-future",
    "error",
    N_("This deposit is dated {day}, which is still to come, so it holds nothing yet."),
    N_("Write the day on which it was paid."),
)
OUT_OF_STEP = Kind(
    "plan-out-of-step",
    "info",
    N_("The plan of {text} says {said} received, the payments say {paid}; the payments count."),
    N_("Correct the payments, or what the plan says was received."),
)
LINE_OUT_OF_STEP = Kind(
    "plan-line-out-of-step",
    "info",
    N_("{text} says {said} received, the payments for it say {paid}; the payments count."),
    N_("Correct the payments, or what the plan says was received."),
)

_CENT = 0.005


def cash_problems(tables: Mapping[str, EntityTable], today: date | None) -> Iterator[Problem]:
    """Everything the checks find in payments and payment plans.

    Args:
        today: days after it are still to come; without one none are.
    """
    payments, plan = tables.get("payments"), tables.get("payment_plan")
    if payments is not None and today is not None:
        yield from _future(payments, today)
    contracts = tables.get("contracts")
    known = None if contracts is None else names_of(contracts, ("no", "name"))
    worth = None
    if contracts is not None and known is not None:
        worth = _worth(contracts, tables.get("contract_changes"), known)
    if known is not None and worth is not None:
        paid = None if payments is None else _of_contracts(payments, known, worth)
        lines = None if plan is None else _of_contracts(plan, known, worth)
        if payments is not None and paid is not None:
            yield from _too_much(payments, paid)
        if plan is not None and lines is not None:
            yield from _sums(plan, lines)
            if paid is not None:
                yield from _out_of_step(plan, lines, paid)
    if plan is not None and payments is not None:
        yield from _line_out_of_step(plan, payments)


def _worth(
    contracts: EntityTable, changes: EntityTable | None, known: pl.DataFrame
) -> pl.DataFrame | None:
    """``to`` (the ``_id``), ``title``, ``amount`` with approved changes and ``currency``; None
    where contracts carry no amounts.
    """
    frame = contracts.frame
    if frame.schema.get("amount") != pl.Float64:
        return None
    names = [n for n in ("no", "name") if frame.schema.get(n) == pl.String]
    worth = frame.select(
        to=pl.col(ID).cast(pl.Int64),
        title=pl.coalesce(*names) if names else pl.lit("?"),
        amount="amount",
        currency=_currency(frame),
    ).drop_nulls("amount")
    if changes is None or changes.frame.schema.get("amount") != pl.Float64:
        return worth
    if changes.frame.schema.get("contract") != pl.String:
        return worth
    agreed, field = changes.frame, entity_of("contract_changes").field("status")
    if field is not None and agreed.schema.get("status") == pl.String:
        agreed = agreed.filter(
            (coded(agreed["status"], field) == "approved").fill_null(value=False)
        )
    to = referred(changes, "contract").join(known, on="fold").select(ID, "to")
    added = agreed.select(ID, "amount").join(to, on=ID).group_by("to").agg(
        change=pl.col("amount").sum()
    )  # fmt: skip
    return worth.join(added, on="to", how="left", maintain_order="left").with_columns(
        amount=pl.col("amount") + pl.col("change").fill_null(0.0)
    )


def _future(payments: EntityTable, today: date) -> Iterator[Problem]:
    column, frame = payments.layout.column("date"), payments.frame
    if column is None or frame.schema.get("date") != pl.Date:
        return
    late = frame.filter(pl.col("date") > today)
    field = entity_of("payments").field("kind")
    deposit = pl.Series([False] * late.height, dtype=pl.Boolean)
    if field is not None and late.schema.get("kind") == pl.String:
        deposit = (coded(late["kind"], field) == "deposit").fill_null(value=False)
    for kind, hits in (
        (DEPOSIT_IN_FUTURE, late.filter(deposit)),
        (IN_FUTURE, late.filter(~deposit)),
    ):
        yield from listed(kind, payments, column, hits.select(ID, day="date"))


def _too_much(payments: EntityTable, paid: pl.DataFrame) -> Iterator[Problem]:
    """The payments that take what was paid beyond a contract's amount, in order of their days."""
    column = payments.layout.column("amount")
    if column is None:
        return
    day = payments.frame.select(ID, day=column_of(payments.frame, "date", pl.Date))
    total = pl.col("paid").cum_sum().over("to")
    ordered = paid.join(day, on=ID).sort("day", ID, nulls_last=False)
    beyond = ordered.with_columns(total=total).filter(
        (pl.col("total") > pl.col("amount") + _CENT) & (pl.col("paid") > 0)
    )
    hits = beyond.unique("to", keep="first", maintain_order=True)
    yield from listed(
        TOO_MUCH, payments, column,
        hits.select(ID, text="title", paid=_shown("total"), amount=_shown("amount")),
    )  # fmt: skip


def _sums(plan: EntityTable, lines: pl.DataFrame) -> Iterator[Problem]:
    """Plans, all of whose lines have an amount, that sum to another one than the contract's."""
    column = plan.layout.column("amount")
    if column is None:
        return
    sums = lines.group_by("to", maintain_order=True).agg(
        pl.col(ID).first(),
        pl.col("title", "amount").first(),
        sum=pl.col("paid").sum(),
        whole=pl.col("paid").is_not_null().all(),
    )
    off = (pl.col("sum") - pl.col("amount")).abs() > _CENT
    hits = sums.filter(pl.col("whole") & off)
    yield from listed(
        PLAN_SUM, plan, column,
        hits.select(ID, text="title", sum=_shown("sum"), amount=_shown("amount")),
    )  # fmt: skip


def _out_of_step(plan: EntityTable, lines: pl.DataFrame, paid: pl.DataFrame) -> Iterator[Problem]:
    """Contracts of which the plan says otherwise than the payments how much was received.

    Where nothing is said in the plan, nothing is out of step; what is paid beyond the plan is in
    no line of it.
    """
    column = plan.layout.column("received")
    if column is None or plan.frame.schema.get("received") != pl.Float64:
        return
    told = lines.join(plan.frame.select(ID, "received"), on=ID, maintain_order="left")
    said = told.group_by("to", maintain_order=True).agg(
        pl.col(ID).filter(pl.col("received") > 0).last(),
        pl.col("title").first(),
        said=pl.col("received").sum(),
        planned=pl.col("paid").sum(),
    )
    sums = paid.group_by("to").agg(pl.col("paid").sum())
    both = (
        said.drop_nulls(ID)
        .join(sums, on="to", how="left")
        .with_columns(paid=pl.min_horizontal(pl.col("paid").fill_null(0.0).clip(0), "planned"))
    )
    hits = both.filter((pl.col("said") - pl.col("paid")).abs() > _CENT)
    yield from listed(
        OUT_OF_STEP, plan, column,
        hits.select(ID, text="title", said=_shown("said"), paid=_shown("paid")),
    )  # fmt: skip


def _line_out_of_step(plan: EntityTable, payments: EntityTable) -> Iterator[Problem]:
    """Lines that say less than the payments that name them, by a number that no other line has.

    Numbers are compared as they are written: folding each of them would take too long. A refund
    that names no line may have opened any line of its contract again.
    """
    column, field = plan.layout.column("received"), "plan"
    kept = plan.frame.schema.get("received") == pl.Float64
    kept &= plan.frame.schema.get("id") == pl.String
    kept &= payments.frame.schema.get(field) == pl.String
    if column is None or not kept or payments.frame.schema.get("amount") != pl.Float64:
        return
    frame = plan.frame.select(
        ID, "received", text="id", limit=column_of(plan.frame, "amount", pl.Float64)
    )
    numbers = frame.drop_nulls("text").unique("text", keep="none", maintain_order=True)
    taken_back = payments.frame.filter((pl.col("amount") < 0) & pl.col(field).is_null())
    if _names_contracts(plan) and _names_contracts(payments):
        whose = plan.frame.select(ID, "contract")
        again = whose.join(taken_back.select("contract"), on="contract", how="semi")
        numbers = numbers.join(again, on=ID, how="anti")
    named = payments.frame.select(text=field, paid="amount").drop_nulls()
    sums = named.group_by("text").agg(pl.col("paid").sum())
    told = numbers.drop_nulls("received").join(sums, on="text", maintain_order="left")
    both = told.with_columns(paid=pl.min_horizontal("paid", "limit"))
    hits = both.filter(pl.col("received") < pl.col("paid") - _CENT)
    yield from listed(
        LINE_OUT_OF_STEP, plan, column,
        hits.select(ID, "text", said=_shown("received"), paid=_shown("paid")),
    )  # fmt: skip


def _of_contracts(
    table: EntityTable, known: pl.DataFrame, worth: pl.DataFrame
) -> pl.DataFrame | None:
    """``_id``, ``paid`` (its amount), and its contract's ``to``, ``title`` and ``amount``, of rows
    that name a contract and are in no other currency than it.
    """
    frame = table.frame
    if frame.schema.get("contract") != pl.String or frame.schema.get("amount") != pl.Float64:
        return None
    own = frame.select(ID, paid="amount", own=_currency(frame))
    to = referred(table, "contract").join(known, on="fold", maintain_order="left").select(ID, "to")
    met = own.join(to, on=ID, maintain_order="left").join(worth, on="to", maintain_order="left")
    same = pl.col("own").is_null() | pl.col("currency").is_null()
    return met.filter(same | (pl.col("own") == pl.col("currency")))


def _names_contracts(table: EntityTable) -> bool:
    return table.frame.schema.get("contract") == pl.String


def _currency(frame: pl.DataFrame) -> pl.Expr:
    if frame.schema.get("currency") != pl.String:
        return pl.lit(None, pl.String)
    return pl.col("currency").str.strip_chars().str.to_uppercase().replace("", None)


def _shown(name: str) -> pl.Expr:
    return pl.col(name).round(2).cast(pl.String).str.strip_suffix(".0").alias(name)
