"""The rows of the book that campaigns are judged by."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from salestui.book.state import BookState
from salestui.mapping.choice_codes import coded
from salestui.mapping.table import ID
from salestui.metrics.campaigns.report import AMOUNTS, BROUGHT, CAMPAIGNS, Sources
from salestui.model.entities import entity as entity_of
from salestui.selling.reference_links import ReferenceLinks


def campaign_sources(state: BookState, facts: pl.DataFrame) -> Sources | None:
    """What campaigns are judged by; None where the book has no sheet of them.

    Args:
        facts: deals, see ``metrics.facts.SCHEMA``.
    """
    frame = state.live("campaigns")
    if frame is None:
        return None
    links = ReferenceLinks(state)
    return Sources(
        campaigns=_typed(_with_codes(frame), CAMPAIGNS),
        costs=_amounts(links, "costs"),
        budgets=_amounts(links, "budgets"),
        leads=_of_campaigns(links, "leads"),
        deals=_deals(links, facts),
    )


def _with_codes(frame: pl.DataFrame) -> pl.DataFrame:
    for name in ("type", "status"):
        field = entity_of("campaigns").field(name)
        if field is not None and frame.schema.get(name) == pl.String:
            frame = frame.with_columns(coded(frame[name], field).alias(name))
    return frame


def _typed(frame: pl.DataFrame, schema: Mapping[str, pl.DataType]) -> pl.DataFrame:
    """These columns, blank where the sheet has none."""
    return frame.select(
        (
            pl.col(name).cast(kind, strict=False) if name in frame.columns else pl.lit(None, kind)
        ).alias(name)
        for name, kind in schema.items()
    )


def _of_campaigns(links: ReferenceLinks, source: str) -> pl.DataFrame:
    """``_id`` of the rows of a sheet that name a campaign, and ``campaign``."""
    return links.of(source, "campaign").drop_nulls("to").rename({"to": "campaign"})


def _amounts(links: ReferenceLinks, source: str) -> pl.DataFrame:
    frame = links.state.live(source)
    if frame is None:
        return pl.DataFrame(schema=AMOUNTS)
    named = _of_campaigns(links, source)
    rows = frame.drop("campaign", strict=False).with_columns(pl.col(ID).cast(pl.Int64))
    return _typed(rows.join(named, on=ID, maintain_order="left"), AMOUNTS)


def _deals(links: ReferenceLinks, facts: pl.DataFrame) -> pl.DataFrame:
    """Deals by the campaign that they name, else by that of the first lead they came out of."""
    own = _of_campaigns(links, "deals")
    became = links.of("leads", "converted_deal").drop_nulls("to")
    through = became.join(_of_campaigns(links, "leads"), on=ID, maintain_order="left")
    through = through.select(pl.col("to").alias(ID), "campaign")
    through = through.unique(ID, keep="first", maintain_order=True)
    met = pl.concat([own, through.join(own, on=ID, how="anti")])
    deals = facts.with_columns(pl.col("status").cast(pl.String))
    return _typed(deals.join(met, on=ID, maintain_order="left"), BROUGHT)
