"""What is due on the sales floor: holds, deposits, signings, loan papers, visitors.

Each function gives ``row``, ``entity``, ``who``, ``due``, ``rep`` and perhaps ``what``, as
``selling.following.due_rows`` does; an empty frame where the workbook has no such sheet or column.
"""

from __future__ import annotations

from datetime import date

import polars as pl

from salestui.book.folds import folded_text
from salestui.book.state import BookState
from salestui.mapping.choice_codes import coded
from salestui.mapping.frame_columns import bare_text
from salestui.mapping.table import ID
from salestui.metrics.floor.frames import SOLD
from salestui.model.entities import entity as entity_of
from salestui.selling.reference_links import ReferenceLinks

_NOTHING = pl.DataFrame(
    schema={
        "row": pl.Int64, "entity": pl.String, "what": pl.String, "who": pl.String,
        "due": pl.Date, "rep": pl.String,
    }
)  # fmt: skip


def holds(state: BookState) -> pl.DataFrame:
    """Units held without a deposit, by the day until which they are."""
    return _units(state, "hold_until", pl.col("_status") == "held")


def top_ups(links: ReferenceLinks, as_of: date) -> pl.DataFrame:
    """Units whose deposit is not paid in full, by the day by which it has to be.

    A unit tells what is required, else the playbook does. Without a sheet of payments nobody can
    say what came in: every subscribed unit with such a day is listed then.
    """
    state = links.state
    open_ones = _units(state, "top_up_by", pl.col("_status").is_in(["held", SOLD[0]]))
    if open_ones.is_empty():
        return open_ones
    lacking = deposits(links, as_of).filter(pl.col("paid") < pl.col("required"))
    return open_ones.join(lacking.select(row=ID), on="row", how="semi")


def signings(state: BookState) -> pl.DataFrame:
    """Subscribed units, by the day by which the contract has to be signed."""
    return _units(state, "sign_by", pl.col("_status") == SOLD[0])


def loan_papers(state: BookState) -> pl.DataFrame:
    """Sold units whose loan papers are not in, by the day by which they have to be."""
    frame = state.live("units")
    missing = pl.col("_status").is_in(SOLD)
    if frame is not None and frame.schema.get("mortgage_done") == pl.Date:
        missing &= pl.col("mortgage_done").is_null()
    return _units(state, "mortgage_by", missing)


def visitors(state: BookState) -> pl.DataFrame:
    """Visitors who have neither bought nor turned away, by the day of the next step."""
    frame = state.live("visitors")
    if frame is None or frame.schema.get("next_date") != pl.Date:
        return _NOTHING
    over = _codes(frame, "visitors").is_in(["subscribed", "lost"]).fill_null(value=False)
    return frame.filter(~over & frame["next_date"].is_not_null()).select(
        row=pl.col(ID).cast(pl.Int64),
        entity=pl.lit("visitors"),
        what=pl.coalesce(bare_text(frame, "feedback"), bare_text(frame, "layout")),
        who=pl.concat_str([bare_text(frame, "name"), bare_text(frame, "phone")], separator=" ",
                          ignore_nulls=True),
        due="next_date",
        rep=bare_text(frame, "agent"),
    )  # fmt: skip


def deposits(links: ReferenceLinks, as_of: date) -> pl.DataFrame:
    """``_id`` of each unit, ``required`` deposit, and ``paid``: what came in for it by a day.

    ``paid`` is below every sum where the workbook has no payments of units.
    """
    state = links.state
    units = state.live("units")
    if units is None:
        return pl.DataFrame(schema={ID: pl.Int64, "required": pl.Float64, "paid": pl.Float64})
    own = pl.col("deposit") if units.schema.get("deposit") == pl.Float64 else pl.lit(None)
    asked = units.select(
        pl.col(ID).cast(pl.Int64),
        required=pl.coalesce(own.cast(pl.Float64), pl.lit(state.playbook.method.floor.deposit)),
    )
    paid = _paid(links, as_of)
    if paid is None:
        return asked.with_columns(paid=pl.lit(-1.0))
    return asked.join(paid, on=ID, how="left", maintain_order="left").with_columns(
        pl.col("paid").fill_null(0.0)
    )


def _paid(links: ReferenceLinks, as_of: date) -> pl.DataFrame | None:
    """``_id`` of units and the sum of their holders' deposits; None where none can be told."""
    payments = links.state.live("payments")
    if payments is None or payments.schema.get("amount") != pl.Float64:
        return None
    if payments.schema.get("unit") != pl.String:
        return None
    if payments.schema.get("date") == pl.Date:
        payments = payments.filter((pl.col("date") <= as_of).fill_null(value=True))
    kinds = _codes(payments, "payments", "kind")
    payments = payments.filter((kinds == "deposit").fill_null(value=True)).select(
        pl.col(ID).cast(pl.Int64), "amount", payer=_folded(payments, "customer")
    )
    units = links.state.live("units")
    assert units is not None
    holders = units.select(to=pl.col(ID).cast(pl.Int64), holder=_folded(units, "holder"))
    whose = links.of("payments", "unit").drop_nulls("to")
    sums = payments.join(whose, on=ID).join(holders, on="to")
    own = (pl.col("payer") == pl.col("holder")).fill_null(value=True)
    return sums.filter(own).group_by(pl.col("to").alias(ID)).agg(paid=pl.col("amount").sum())


def _units(state: BookState, day: str, wanted: pl.Expr) -> pl.DataFrame:
    """Units of some states (``_status``, a code) by one of their days."""
    frame = state.live("units")
    if frame is None or frame.schema.get(day) != pl.Date:
        return _NOTHING
    frame = frame.with_columns(_codes(frame, "units").alias("_status"))
    return frame.filter(wanted.fill_null(value=False) & pl.col(day).is_not_null()).select(
        row=pl.col(ID).cast(pl.Int64),
        entity=pl.lit("units"),
        who=pl.concat_str([bare_text(frame, "unit"), bare_text(frame, "holder")], separator=" ",
                          ignore_nulls=True),
        due=day,
        rep=bare_text(frame, "agent"),
    )  # fmt: skip


def _codes(frame: pl.DataFrame, entity: str, name: str = "status") -> pl.Series:
    field = entity_of(entity).field(name)
    if field is None or frame.schema.get(name) != pl.String:
        return pl.Series(name, [None] * frame.height, dtype=pl.String)
    return coded(frame[name], field)


def _folded(frame: pl.DataFrame, column: str) -> pl.Expr:
    known = frame.schema.get(column) == pl.String
    return folded_text(column) if known else pl.lit(None, pl.String)
