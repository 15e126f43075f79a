"""Deals that slipped out of the period or were pushed to later ones."""

from __future__ import annotations

import polars as pl

from salestui.i18n import _
from salestui.metrics.definitions import Unit
from salestui.views.documents.basis import Basis, told
from salestui.views.documents.document import (
    Block,
    Column,
    Figures,
    Form,
    Line,
    Notes,
    Row,
    Section,
)
from salestui.views.documents.sections.listing import listed
from salestui.views.names import dimension_title
from salestui.views.past.looking_back import Back, look_back
from salestui.views.past.movement import history_kpi, not_kept
from salestui.views.states import State

MOST = 20
"""Deals that are listed."""

_UNITS = {"slip_rate": Unit.PERCENT, "pushes": Unit.COUNT}


def slips(basis: Basis) -> Section:
    """The slip rate and the pushes of the period, and the deals behind them. Blocks on files."""
    title = _("Slipped deals")
    if basis.archive is None:
        return Section("slips", title, needs=not_kept().needs)
    back = look_back(basis.archive, basis.present, basis.present.period.start)
    figures = Figures(
        tuple(
            told(history_kpi(key, back.figures[key], basis.style), back.figures[key].value, unit)
            for key, unit in _UNITS.items()
        )
    )
    blocks: list[Block] = [figures]
    rows = _rows(basis, back)
    if rows:
        blocks.append(listed("slips", title, _columns(), rows, MOST))
    elif back.figures["slip_rate"].value is not None:
        said = Line(_("No deal slipped out of the period so far."), State.OK)
        blocks.append(Notes((said,)))
    return Section("slips", title, tuple(blocks))


def _columns() -> tuple[Column, ...]:
    return (
        Column("deal", _("Deal")),
        Column("customer", _("Customer")),
        Column("rep", dimension_title("rep")),
        Column("standing", _("Standing")),
        Column("close", _("Close date now"), Form.DAY),
        Column("pushed", _("Times pushed"), Form.COUNT),
        Column("amount", _("Amount"), Form.MONEY, bar=True),
    )


def _rows(basis: Basis, back: Back) -> list[Row]:
    """Those that slipped first, the larger ones first; then those that were only pushed."""
    slipped = set(back.slippage.deals)
    facts = basis.present.inputs.facts
    found = facts.filter(pl.col("_id").is_in([*slipped, *back.pushed])).with_columns(
        slipped=pl.col("_id").is_in(list(slipped))
    )
    ordered = found.sort("slipped", "amount", descending=True, nulls_last=True, maintain_order=True)
    return [
        Row(
            (
                deal["name"] or deal["customer"] or _("(no name)"),
                deal["customer"] or "",
                deal["rep"] or "",
                _("slipped") if deal["slipped"] else _("pushed"),
                deal["expected_close"],
                back.pushed.get(deal["_id"], 0),
                deal["amount"],
            ),
            State.LATE if deal["slipped"] else State.WARNING,
        )
        for deal in ordered.iter_rows(named=True)
    ]
