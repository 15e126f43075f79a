"""When customers were contacted last, and when they are to be contacted again."""

from __future__ import annotations

from datetime import date

import polars as pl

from salestui.mapping.choice_codes import coded
from salestui.mapping.frame_columns import column_of
from salestui.mapping.table import ID
from salestui.model.entities import entity as entity_of
from salestui.model.playbook import Playbook
from salestui.model.playbook.naming import named
from salestui.selling.customers.rows import owned
from salestui.selling.reference_links import ReferenceLinks

_GIVEN_UP = ("lost", "dormant")
"""Codes of a customer's status: only a day that was agreed on counts."""


def contacts_due(links: ReferenceLinks, as_of: date, customer: int | None = None) -> pl.DataFrame:
    """Customers by the day on which they are to be contacted.

    That is the agreed day, unless they were contacted on or after it; else so many days after the
    last contact as their cadence says. Customers that are lost or dormant, or that nobody contacted
    yet, have none by cadence.

    Args:
        customer: the row of the only one that is asked for; None for all.

    Returns:
        ``row``, ``entity``, ``who``, ``due``, ``rep``, ``cadence`` (days; null where a day was
        agreed) and ``last``.
    """
    frame = links.state.live("customers")
    if frame is None:
        return pl.DataFrame(schema={"row": pl.Int64, "cadence": pl.Int64})
    if customer is not None:
        frame = frame.filter(pl.col(ID) == customer)
    frame = frame.with_columns(pl.col(ID).cast(pl.Int64))
    frame = frame.join(last_contacts(links, as_of, customer), on=ID, how="left")
    agreed = pl.lit(None, pl.Date)
    if frame.schema.get("next_contact") == pl.Date:
        met = (pl.col("last") >= pl.col("next_contact")).fill_null(value=False)
        agreed = pl.when(~met).then(pl.col("next_contact"))
    every = pl.when(~_given_up(frame)).then(_cadence(frame, links.state.playbook))
    frame = frame.with_columns(agreed=agreed, every=every)
    by_cadence = pl.col("last") + pl.duration(days="every")
    return frame.select(
        row=ID,
        entity=pl.lit("customers"),
        who=column_of(frame, "name", pl.String),
        due=pl.coalesce("agreed", by_cadence),
        rep=column_of(frame, "owner", pl.String),
        cadence=pl.when(pl.col("agreed").is_null()).then(pl.col("every")),
        last="last",
    )


def last_contacts(links: ReferenceLinks, as_of: date, customer: int | None = None) -> pl.DataFrame:
    """``_id`` of each customer and ``last``: the later of its own column and its activities.

    Activities in which no customer takes part do not count, nor do days after ``as_of``.

    Args:
        customer: the row of the only one that is asked for; None for all.
    """
    frame = links.state.live("customers")
    if frame is None:
        return pl.DataFrame(schema={ID: pl.Int64, "last": pl.Date})
    told = frame.select(pl.col(ID).cast(pl.Int64), last=column_of(frame, "last_contact", pl.Date))
    seen = _from_activities(links, customer).rename({"to": ID, "date": "last"})
    if customer is not None:
        told = told.filter(pl.col(ID) == customer)
    whole = pl.concat([told, seen.select(ID, "last")])
    past = pl.col("last").filter(pl.col("last") <= as_of)
    return whole.group_by(ID, maintain_order=True).agg(last=past.max())


def _from_activities(links: ReferenceLinks, customer: int | None) -> pl.DataFrame:
    """``to`` (a customer) and ``date`` of the activities in which one took part."""
    frame = links.state.live("activities")
    if frame is None or frame.schema.get("date") != pl.Date:
        return pl.DataFrame(schema={"to": pl.Int64, "date": pl.Date})
    whose = owned(links, "activities")
    if customer is not None:
        whose = whose.filter(pl.col("to") == customer)
    wanted = [name for name in (ID, "date", "type") if name in frame.columns]
    told = frame.select(wanted).cast({ID: pl.Int64}).join(whose, on=ID)
    if told.schema.get("type") == pl.String:
        kinds = links.state.playbook.lists.activity_types
        names = told["type"].drop_nulls().unique().to_list()
        inside = [n for n in names if (kind := named(kinds, n)) and not kind.touch]
        told = told.filter(~pl.col("type").is_in(inside).fill_null(value=False))
    return told.select("to", "date")


def _given_up(frame: pl.DataFrame) -> pl.Expr:
    """Whether nobody is to contact a customer by cadence any more."""
    field = entity_of("customers").field("status")
    if field is None or frame.schema.get("status") != pl.String:
        return pl.lit(value=False)
    return pl.lit(coded(frame["status"], field)).is_in(_GIVEN_UP).fill_null(value=False)


def _cadence(frame: pl.DataFrame, playbook: Playbook) -> pl.Expr:
    """After how many days a customer is contacted again: its own, else by tier."""
    days = pl.lit(None, pl.Int64)
    if frame.schema.get("tier") == pl.String:
        tiers = playbook.lists.cadence
        texts = frame["tier"].drop_nulls().unique().to_list()
        known = {text: tier.days for text in texts if (tier := named(tiers, text))}
        if known:
            days = pl.col("tier").replace_strict(known, default=None, return_dtype=pl.Int64)
    if frame.schema.get("cadence_days") == pl.Float64:
        own = pl.col("cadence_days").cast(pl.Int64, strict=False)
        days = pl.when(own.is_between(1, 3_650)).then(own).otherwise(days)
    return days
