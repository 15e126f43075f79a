"""The rows of the book that belong to customers, however they name them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import polars as pl

from salestui.book.folds import folded_text
from salestui.book.links import links as reference_links
from salestui.book.state import BookState
from salestui.mapping.choice_codes import coded
from salestui.mapping.frame_columns import column_of
from salestui.mapping.table import ID
from salestui.metrics.costs.selecting import in_period, named_currencies, to_date
from salestui.metrics.customers.channels import LEADS
from salestui.metrics.customers.loyalty import Loyalty, loyalty
from salestui.metrics.customers.market import Sources as MarketSources
from salestui.model.entities import entity as entity_of
from salestui.model.period import Period, PeriodKind
from salestui.selling.reference_links import ReferenceLinks


def customer_key(row: int) -> str:
    """The text that stands for a customer's row in figures."""
    return f"#{row}"


def orders(links: ReferenceLinks, facts: pl.DataFrame) -> pl.DataFrame:
    """Won deals with whose they are, see ``metrics.customers.loyalty.ORDERS``.

    A customer that is on no sheet is known by its folded name.
    """
    won = facts.filter(pl.col("status") == "won").select(ID, "closed", "amount")
    keys = _deal_customers(links)
    return won.join(keys, on=ID, how="left", maintain_order="left").select(
        ID, "customer", "closed", "amount"
    )


def _deal_customers(links: ReferenceLinks) -> pl.DataFrame:
    """``_id`` of each live deal, and ``customer``: the text that stands for its customer."""
    live, folds = links.state.live("deals"), links.state.folds
    if live is None or live.schema.get("customer") != pl.String:
        return pl.DataFrame(schema={ID: pl.Int64, "customer": pl.String})
    met = links.of("deals", "customer")
    ids = folds.same(("deals", ID), live[ID])
    texts = folds.of(("deals", "customer"), live["customer"])

    def make() -> pl.DataFrame:
        told = pl.DataFrame({ID: ids.cast(pl.Int64), "text": texts})
        whole = told.join(met, on=ID, how="left", maintain_order="left")
        key = pl.coalesce(pl.format("#{}", "to"), "text")
        return whole.select(ID, customer=key)

    return folds.made(("deals", "customer", "keys"), (met, ids, texts), make)


def referred_customers(links: ReferenceLinks) -> pl.DataFrame | None:
    """``customer`` keys of those that somebody referred; None where that is not kept.

    Of whom the sheet of customers says so, and whose deal came out of a lead that was referred.
    """
    said = folded_text("referred_by").is_not_null()
    found: list[pl.DataFrame] = []
    frame = links.state.live("customers")
    if frame is not None and frame.schema.get("referred_by") == pl.String:
        found.append(frame.filter(said).select(customer=pl.format("#{}", ID)))
    leads = links.state.live("leads")
    if leads is not None and leads.schema.get("referred_by") == pl.String:
        made = links.of("leads", "converted_deal").drop_nulls("to")
        made = made.join(leads.filter(said).select(ID), on=ID, how="semi").select(pl.col("to"))
        whose = _deal_customers(links).rename({ID: "to"})
        found.append(whose.join(made, on="to", how="semi").select("customer").drop_nulls())
    return pl.concat(found).unique() if found else None


def lead_rows(state: BookState) -> pl.DataFrame | None:
    """Leads in the columns of ``metrics.channels.LEADS``; None where the book has no such sheet."""
    frame = state.live("leads")
    if frame is None:
        return None
    field = entity_of("leads").field("status")
    status = pl.Series("status", [None] * frame.height, dtype=pl.String)
    if field is not None and frame.schema.get("status") == pl.String:
        status = coded(frame["status"], field)
    plain = frame.select(
        pl.col(ID).cast(pl.Int64),
        *(
            column_of(frame, name, kind).alias(name)
            for name, kind in LEADS.items()
            if name in ("source", "created", "cost")
        ),
        status.alias("status"),
    )
    met = reference_links(state, "leads", "converted_deal").select(ID, deal="to")
    return plain.join(met, on=ID, how="left", maintain_order="left").select(
        pl.col(name).cast(kind) for name, kind in LEADS.items()
    )


def lead_costs(leads: pl.DataFrame | None, period: Period) -> float | None:
    """What the leads of a period cost; None where none of them carries a cost."""
    if leads is None:
        return None
    if period.kind is not PeriodKind.ALL:
        leads = leads.filter(pl.col("created").is_between(period.start, period.end))
    costs = leads["cost"].drop_nulls()
    return float(costs.sum()) if costs.len() else None


def selling_costs(state: BookState, period: Period, as_of: date) -> float | None:
    """What selling and marketing cost in a period, up to the as-of day.

    The sheet of costs tells it; without one, what the leads of the period cost. None where neither
    carries any.
    """
    frame = state.live("costs")
    if frame is None:
        return lead_costs(lead_rows(state), period)
    known = _typed(frame, _COSTS, needed="amount")
    if known is None:
        return None
    amounts = in_period(to_date(known, as_of), period)["amount"].drop_nulls()
    return float(amounts.sum()) if amounts.len() else None


def cost_currencies(state: BookState) -> list[str]:
    """The currencies that the sheet of costs names."""
    known = _typed(state.live("costs"), _COSTS, needed="amount")
    return named_currencies(known)


def company_loyalty(state: BookState, facts: pl.DataFrame, period: Period, as_of: date) -> Loyalty:
    """The figures of all customers in a period."""
    links = ReferenceLinks(state)
    return loyalty(
        orders(links, facts),
        referred_customers(links),
        selling_costs(state, period, as_of),
        period,
        as_of,
    )


def market_sources(
    state: BookState, facts: pl.DataFrame, period: Period, as_of: date
) -> MarketSources:
    """What the figures beside cost and market are made of."""
    leads = lead_rows(state)
    came = leads
    if came is not None and period.kind is not PeriodKind.ALL:
        came = came.filter(pl.col("created").is_between(period.start, period.end))
    became = pl.col("deal").is_not_null() | (pl.col("status") == "converted").fill_null(value=False)
    return MarketSources(
        facts,
        _typed(state.live("deals"), {"quantity": pl.Float64()}, needed="quantity"),
        _unit_costs(state),
        _typed(state.live("market"), _MARKET, needed="size"),
        selling_costs(state, period, as_of),
        None if came is None else came.height,
        0 if came is None else came.filter(became).height,
    )


_COSTS: dict[str, pl.DataType] = {
    "date": pl.Date(), "amount": pl.Float64(), "currency": pl.String(),
}  # fmt: skip
_MARKET: dict[str, pl.DataType] = {
    "date": pl.Date(), "segment": pl.String(), "region": pl.String(), "product": pl.String(),
    "size": pl.Float64(), "growth": pl.Float64(),
}  # fmt: skip


def _typed(
    frame: pl.DataFrame | None, schema: Mapping[str, pl.DataType], needed: str
) -> pl.DataFrame | None:
    """``_id`` and these columns, blank where the sheet has none; None without the needed one."""
    if frame is None or frame.schema.get(needed) is None:
        return None
    return frame.select(
        pl.col(ID).cast(pl.Int64),
        *(
            (pl.col(n).cast(kind) if n in frame.columns else pl.lit(None, kind)).alias(n)
            for n, kind in schema.items()
        ),
    )


def _unit_costs(state: BookState) -> dict[str, float]:
    frame = _typed(state.live("products"), {"name": pl.String(), "cost": pl.Float64()}, "cost")
    if frame is None:
        return {}
    return dict(frame.select("name", "cost").drop_nulls().iter_rows())


def owned(links: ReferenceLinks, entity: str) -> pl.DataFrame:
    """``_id`` of the live rows of an entity that are a customer's, and ``to``: that customer.

    It is the one that the row names itself, else that of its deal.
    """
    own, deal = links.of(entity, "customer"), links.of(entity, "deal")
    customer = links.of("deals", "customer")

    def make() -> pl.DataFrame:
        direct = own.drop_nulls("to")
        through = deal.drop_nulls("to").rename({"to": "deal"})
        whose = customer.drop_nulls("to").rename({ID: "deal"})
        found = through.join(direct, on=ID, how="anti").join(whose, on="deal").select(ID, "to")
        return pl.concat([direct, found])

    folds = links.state.folds
    return folds.made((entity, "customer", "owned"), (own, deal, customer), make)


def rows_of(links: ReferenceLinks, entity: str, customer: int) -> list[int]:
    """The live rows of an entity that are one customer's."""
    found: list[int] = owned(links, entity).filter(pl.col("to") == customer)[ID].to_list()
    return found


def rows_by_customer(links: ReferenceLinks, entity: str) -> Mapping[int, int]:
    """The customer's row of each live row of an entity, see ``owned``."""
    return dict(owned(links, entity).rows())
