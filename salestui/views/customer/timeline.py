"""What happened with a customer, newest first; and its deals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import polars as pl

from salestui.book.links import referring
from salestui.book.rows import Rows
from salestui.book.state import BookState
from salestui.i18n import _, joined
from salestui.mapping.table import ID
from salestui.selling.customers.rows import rows_of
from salestui.selling.reference_links import ReferenceLinks
from salestui.views.cells import value_text
from salestui.views.formats import Style
from salestui.views.names import entity_name

_LISTED = 200
_TOLD = {
    "activities": ("type", "contact", "outcome", "next_action"),
    "surveys": ("kind", "score", "answer"),
    "service": ("type", "issue", "status"),
}


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened: a row of a sheet with its day."""

    day: date
    kind: str
    text: str
    entity: str
    row: int


@dataclass(frozen=True, slots=True)
class DealOf:
    """A deal of the customer; ``status`` is of ``metrics.facts.STATUS``."""

    row: int
    title: str
    stage: str
    money: str
    day: str
    rep: str
    status: str


def timeline(
    links: ReferenceLinks, facts: pl.DataFrame, customer: int, style: Style
) -> tuple[Happening, ...]:
    """Activities, surveys, service cases and deals won, the newest first."""
    found = [h for name in _TOLD for h in _rows(links, name, customer)]
    found += _won(links.state, facts, customer, style)
    return tuple(sorted(found, key=lambda h: h.day, reverse=True)[:_LISTED])


def deals_of(
    state: BookState, facts: pl.DataFrame, customer: int, style: Style
) -> tuple[DealOf, ...]:
    """The open deals, then those won, lost and others; the largest first."""
    order = {"open": 0, "won": 1, "lost": 2, "unknown": 3}
    found = []
    for fact in _facts(state, facts, customer).iter_rows(named=True):
        day = fact["closed"] or fact["expected_close"]
        amount = fact["amount"]
        line = DealOf(
            fact[ID],
            state.title_of("deals", fact[ID]),
            fact["stage"] or "",
            "" if amount is None else style.money(amount),
            "" if day is None else day.isoformat(),
            fact["rep"] or "",
            fact["status"],
        )
        found.append((order[fact["status"]], -(amount or 0.0), line))
    return tuple(line for _order, _amount, line in sorted(found, key=lambda f: f[:2])[:_LISTED])


def _facts(state: BookState, facts: pl.DataFrame, customer: int) -> pl.DataFrame:
    deals = referring(state, "customers", customer, "deals")
    return facts.filter(pl.col(ID).is_in(deals[ID].to_list() if ID in deals.columns else []))


def _won(state: BookState, facts: pl.DataFrame, customer: int, style: Style) -> Iterator[Happening]:
    won = _facts(state, facts, customer).filter(pl.col("status") == "won").drop_nulls("closed")
    for fact in won.iter_rows(named=True):
        title = state.title_of("deals", fact[ID])
        money = "" if fact["amount"] is None else style.money(fact["amount"])
        yield Happening(fact["closed"], _("deal won"), joined((title, money)), "deals", fact[ID])


def _rows(links: ReferenceLinks, name: str, customer: int) -> Iterator[Happening]:
    rows = links.state.rows(name)
    if rows is None or rows.live.schema.get("date") != pl.Date:
        return
    wanted = rows_of(links, name, customer)
    dated = rows.live.filter(pl.col(ID).is_in(wanted)).drop_nulls("date").select(ID, "date")
    for row, day in dated.sort("date", descending=True).head(_LISTED).rows():
        yield Happening(day, entity_name(name), joined(_told(rows, name, row)), name, row)


def _told(rows: Rows, name: str, row: int) -> Iterator[str]:
    for field in _TOLD[name]:
        column = rows.layout.column(field)
        if column is not None:
            text = value_text(column, rows.value(row, field))
            if field == "score" and text:
                best = rows.value(row, "scale")
                text += f"/{best:g}" if isinstance(best, float) else ""
            yield text
