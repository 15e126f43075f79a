"""Deals behind a period: those that brought most, and open ones that close in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from salestui.i18n import _
from salestui.metrics.currencies import currencies
from salestui.metrics.forecast.deals import CATEGORIES
from salestui.metrics.select import WON, closed_to_date, in_focus
from salestui.views.documents.document import (
    Column,
    Derived,
    Form,
    Line,
    Notes,
    Operation,
    Row,
    Section,
    Table,
    Total,
)
from salestui.views.documents.ground import Ground
from salestui.views.documents.needing import no_deals
from salestui.views.documents.sections.forecast import column_title, needs_of
from salestui.views.names import dimension_title
from salestui.views.states import State

MOST = 10
"""Deals that are listed of those won."""

_WEIGHTED = Derived(Operation.PRODUCT, "amount", "chance")


def won_deals(ground: Ground) -> Section:
    """The largest deals won in the period."""
    title, present = _("Largest deals won"), ground.present
    if needs := no_deals(present.inputs):
        return Section("won_deals", title, needs=needs)
    found = (
        in_focus(present.inputs.facts, present.focus)
        .filter(WON & closed_to_date(present.period, present.as_of))
        .sort("amount", descending=True, nulls_last=True, maintain_order=True)
    )
    if found.is_empty():
        nothing = Line(_("No deal was won in this period."))
        return Section("won_deals", title, (Notes((nothing,)),))
    # amounts of several currencies do not add up
    total = Total.SUM if len(currencies(found)) < 2 else Total.NONE
    columns = (
        *_names(),
        Column("product", dimension_title("product")),
        Column("closed", _("Closed"), Form.DAY),
        Column("amount", _("Amount"), Form.MONEY, total, bar=True),
    )
    rows = tuple(
        Row((*_named(deal), deal["product"] or "", deal["closed"], deal["amount"]))
        for deal in found.head(MOST).iter_rows(named=True)
    )
    table = Table("won_deals", title, columns, rows, max(found.height - MOST, 0))
    return Section("won_deals", title, (table,))


def due_deals(ground: Ground, most: int) -> Section:
    """The open deals that close in the period, the largest first: what the forecast is made of.

    Args:
        most: how many are listed.
    """
    title = _("Open deals that close in the period")
    if needs := needs_of(ground):
        return Section("due_deals", title, needs=needs)
    found = ground.forecast.figures.deals.filter(~pl.col("won")).sort(
        "amount", descending=True, nulls_last=True, maintain_order=True
    )
    if found.is_empty():
        nothing = Line(_("No open deal closes in this period."))
        return Section("due_deals", title, (Notes((nothing,)),))
    columns = (
        *_names(),
        Column("stage", dimension_title("stage")),
        Column("close", _("Close date"), Form.DAY),
        Column("standing", _("Standing")),
        Column("category", _("Category")),
        Column("amount", _("Amount"), Form.MONEY, Total.SUM, bar=True),
        Column("chance", _("Probability"), Form.SHARE),
        Column("weighted", _("Weighted"), Form.MONEY, Total.SUM, _WEIGHTED),
        Column("manager", column_title("override"), Form.MONEY),
    )
    if found["override"].is_null().all():
        columns = columns[:-1]
    rows = tuple(
        _due(ground, deal, len(columns)) for deal in found.head(most).iter_rows(named=True)
    )
    table = Table("due_deals", title, columns, rows, max(found.height - most, 0))
    return Section("due_deals", title, (table,))


def _due(ground: Ground, deal: Mapping[str, Any], width: int) -> Row:
    late = deal["expected_close"] < ground.present.as_of
    kind = deal["category"] if deal["category"] in CATEGORIES else "pipeline"
    cells = (
        *_named(deal),
        deal["stage"] or "",
        deal["expected_close"],
        _("close date passed") if late else _("due"),
        column_title(kind),
        deal["amount"],
        deal["chance"],
        deal["weighted"],
        deal["override"],
    )
    return Row(cells[:width], State.LATE if late else State.NEUTRAL)


def _names() -> tuple[Column, ...]:
    return (
        Column("deal", _("Deal")),
        Column("customer", _("Customer")),
        Column("rep", dimension_title("rep")),
    )


def _named(deal: Mapping[str, Any]) -> tuple[str, str, str]:
    name = deal["name"] or deal["customer"] or _("(no name)")
    return name, deal["customer"] or "", deal["rep"] or ""
