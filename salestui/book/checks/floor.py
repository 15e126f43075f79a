"""What cannot be right on the sales floor: a unit with two holders, sold twice, had by nobody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import polars as pl

from salestui.book.checks.findings import Kind, listed
from salestui.book.folds import folded_text
from salestui.i18n import N_
from salestui.mapping.choice_codes import coded
from salestui.mapping.frame_columns import column_of
from salestui.mapping.layout import Problem
from salestui.mapping.table import ID, ROW, EntityTable
from salestui.model.entities import entity as entity_of
from salestui.model.playbook import Playbook

TWO_HOLDERS = Kind(
    "two-holders",
    "error",
    N_("{text} has two holders: {holder} here, {other} in another row."),
    N_("One unit is one row: leave that of who paid the deposit first."),
)
TWO_DEALS = Kind(
    "two-deals-of-unit",
    "error",
    N_("{text} is in two deals that are not lost: of {holder} here, and of {other}."),
    N_("Close the deal of who does not have the unit as lost."),
)
NOT_OF_HOLDER = Kind(
    "deposit-not-of-holder",
    "warning",
    N_("{who} paid a deposit for {text}, which he does not have."),
    N_("Write the refund as a payment below 0, or correct the unit's holder."),
)
SOLD_TWICE = Kind(
    "unit-sold-twice",
    "error",
    N_("{text} was signed a second time, without a release since {before}."),
    N_("Log the release between the two, or take one of them out."),
)
NO_HOLDER = Kind(
    "unit-without-holder",
    "error",
    N_("{text} is taken, but by nobody."),
    N_("Write who has it, or set it free."),
)
NO_SIGNED_DAY = Kind(
    "signed-without-date",
    "error",
    N_("{text} is signed, but on no day, so the sale counts in no period."),
    N_("Write the day on which it was signed."),
)
UNKNOWN_UNIT = Kind(
    "unknown-unit",
    "warning",
    N_("{text} is not in the sheet {sheet}."),
    N_("Write the unit's number as there, or add it there."),
)
HOLD_EXPIRED = Kind(
    "hold-expired",
    "warning",
    N_("{text} was held until {day}; anybody may take it now."),
    N_("Take the deposit, or set it free."),
)
CLAIM_IN_FUTURE = Kind(
    "claim-in-future",
    "error",
    N_("This is dated {day}, which is still to come, so it says nothing about who came first."),
    N_("Write the day on which it was."),
)

_TAKEN = ("held", "subscribed", "signed")


def floor_problems(
    tables: Mapping[str, EntityTable], playbook: Playbook, today: date | None
) -> Iterator[Problem]:
    """Everything the checks find about units and their log.

    Args:
        today: days after it are still to come; without one nothing is late or too early.
    """
    units, log = tables.get("units"), tables.get("unit_log")
    if units is not None and units.frame.schema.get("unit") == pl.String:
        yield from _units(units, today)
        if (deals := tables.get("deals")) is not None:
            yield from _deals(deals, playbook)
        if (payments := tables.get("payments")) is not None:
            yield from _deposits(payments, units)
    if log is not None and log.frame.schema.get("unit") == pl.String:
        yield from _log(log, units, today)


def _units(units: EntityTable, today: date | None) -> Iterator[Problem]:
    frame = units.frame.select(
        ID,
        text="unit",
        key=folded_text("unit"),
        status=_codes(units, "status"),
        holder=column_of(units.frame, "holder", pl.String),
        who=_folded(units, "holder"),
        until=column_of(units.frame, "hold_until", pl.Date),
        signed=column_of(units.frame, "signed", pl.Date),
    )
    taken = frame.filter(pl.col("status").is_in(_TAKEN))
    if column := units.layout.column("holder"):
        unread = [row for (row, name) in units.unread if name == "holder"]
        nobody = taken.filter(pl.col("who").is_null() & ~pl.col(ID).is_in(unread))
        yield from listed(NO_HOLDER, units, column, nobody.select(ID, "text"))
        held = frame.drop_nulls(["key", "who"])
        yield from listed(TWO_HOLDERS, units, column, _clashing(held, "who"))
    if column := units.layout.column("signed"):
        unread = [row for (row, name) in units.unread if name == "signed"]
        undated = frame.filter(
            (pl.col("status") == "signed") & pl.col("signed").is_null() & ~pl.col(ID).is_in(unread)
        )
        yield from listed(NO_SIGNED_DAY, units, column, undated.select(ID, "text"))
    column = units.layout.column("hold_until")
    if column is not None and today is not None:
        late = frame.filter((pl.col("status") == "held") & (pl.col("until") < today))
        hits = late.select(ID, "text", day=pl.col("until").cast(pl.String))
        yield from listed(HOLD_EXPIRED, units, column, hits)


def _deals(deals: EntityTable, playbook: Playbook) -> Iterator[Problem]:
    """Deals of different customers about one unit, neither of them lost."""
    column = deals.layout.column("unit")
    if column is None or deals.frame.schema.get("unit") != pl.String:
        return
    stages = column_of(deals.frame, "stage", pl.String)
    lost = [
        text
        for text in deals.frame.select(stage=stages)["stage"].drop_nulls().unique().to_list()
        if (stage := playbook.stage(text)) is not None and stage.kind == "lost"
    ]
    frame = deals.frame.filter(deals.frame["unit"].is_not_null()).select(
        ID,
        text="unit",
        key=folded_text("unit"),
        holder=column_of(deals.frame, "customer", pl.String),
        who=_folded(deals, "customer"),
        lost=stages.is_in(lost).fill_null(value=False),
    )
    kept = frame.filter(~pl.col("lost")).drop_nulls(["key", "who"])
    yield from listed(TWO_DEALS, deals, column, _clashing(kept, "who"))


def _clashing(frame: pl.DataFrame, who: str) -> pl.DataFrame:
    """Rows of one ``key`` with different ``who``, each with one of the others' ``holder``."""
    first = frame.unique("key", keep="first", maintain_order=True)
    clash = frame.join(first.select("key", _who=who, other="holder"), on="key")
    later = clash.filter(pl.col(who) != pl.col("_who"))
    firsts = first.join(
        later.unique("key", keep="first", maintain_order=True).select(
            "key", other=pl.col("holder")
        ),
        on="key",
    )
    columns = (ID, "text", "holder", "other")
    return pl.concat([firsts.select(columns), later.select(columns)])


def _deposits(payments: EntityTable, units: EntityTable) -> Iterator[Problem]:
    """Deposits that were paid by others than the unit's holder, and not given back."""
    column = payments.layout.column("customer")
    if column is None or payments.frame.schema.get("unit") != pl.String:
        return
    if payments.frame.schema.get("customer") != pl.String:
        return
    deposits = payments.frame.filter(
        (_codes(payments, "kind") == "deposit") & payments.frame["unit"].is_not_null()
    )
    paid = deposits.select(
        ID,
        text="unit",
        key=folded_text("unit"),
        who="customer",
        payer=folded_text("customer"),
        amount=column_of(payments.frame, "amount", pl.Float64),
    ).drop_nulls(["key", "payer"])
    held = paid.with_columns(left=pl.col("amount").sum().over("key", "payer"))
    held = held.filter((pl.col("left") > 0) & (pl.col("amount") > 0))
    whose = units.frame.select(key=folded_text("unit"), holder=_folded(units, "holder")).drop_nulls(
        "key"
    )
    met = held.join(whose, on="key").filter(pl.col("payer").ne_missing(pl.col("holder")))
    own = held.join(whose, left_on=["key", "payer"], right_on=["key", "holder"], how="semi")
    hits = met.filter(~pl.col(ID).is_in(own[ID].implode())).unique(ID, maintain_order=True)
    yield from listed(NOT_OF_HOLDER, payments, column, hits.select(ID, "text", "who"))


def _log(log: EntityTable, units: EntityTable | None, today: date | None) -> Iterator[Problem]:
    frame = log.frame.select(
        ID,
        ROW,
        text="unit",
        key=folded_text("unit"),
        day=column_of(log.frame, "date", pl.Date),
        time=column_of(log.frame, "time", pl.String),
        step=_codes(log, "step"),
    )
    known = None if units is None else units.frame.select(key=folded_text("unit"))["key"]
    column = log.layout.column("unit")
    if units is not None and known is not None and known.count() and column is not None:
        strange = frame.drop_nulls("key").filter(~pl.col("key").is_in(known.implode()))
        sheet = units.layout.sheet
        yield from listed(UNKNOWN_UNIT, log, column, strange.select(ID, "text"), sheet=sheet)
    if column := log.layout.column("step"):
        yield from listed(SOLD_TWICE, log, column, _sold_twice(frame))
    column = log.layout.column("date")
    if column is not None and today is not None:
        early = frame.filter((pl.col("day") > today) & pl.col("step").is_in(["hold", "deposit"]))
        hits = early.select(ID, day=pl.col("day").cast(pl.String))
        yield from listed(CLAIM_IN_FUTURE, log, column, hits)


def _sold_twice(frame: pl.DataFrame) -> pl.DataFrame:
    """Signings of a unit that was signed before and not released since."""
    told = frame.filter(pl.col("step").is_in(["sign", "release", "relist"])).drop_nulls("key")
    told = told.sort("day", "time", ROW, nulls_last=True, maintain_order=True)
    before = told.with_columns(
        last=pl.col("step").shift(1).over("key"), before=pl.col("day").shift(1).over("key")
    )
    again = before.filter((pl.col("step") == "sign") & (pl.col("last") == "sign"))
    return again.select(ID, "text", before=pl.col("before").cast(pl.String).fill_null("?"))


def _codes(table: EntityTable, name: str) -> pl.Series:
    field = entity_of(table.layout.entity.name).field(name)
    if field is None or table.frame.schema.get(name) != pl.String:
        return pl.Series(name, [None] * table.frame.height, dtype=pl.String)
    return coded(table.frame[name], field)


def _folded(table: EntityTable, name: str) -> pl.Expr:
    there = table.frame.schema.get(name) == pl.String
    return folded_text(name) if there else pl.lit(None, pl.String)
