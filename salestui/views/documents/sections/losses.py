"""Why deals were lost in a period, and where those that were won came from."""

from __future__ import annotations

import polars as pl

from salestui.i18n import _
from salestui.metrics.currencies import currencies
from salestui.metrics.select import LOST, WON, closed_to_date, in_focus
from salestui.metrics.standstill import keeps
from salestui.views.documents.document import (
    Block,
    Chart,
    ChartKind,
    Column,
    Form,
    Line,
    Notes,
    Row,
    Section,
    Table,
    Total,
)
from salestui.views.documents.ground import Ground
from salestui.views.documents.needing import no_stages

MOST = 12
"""Reasons, and sources, that are listed."""


def losses(ground: Ground) -> Section:
    """The deals closed in the period by loss reason and by source."""
    title, present = _("Why we win and lose"), ground.present
    if needs := no_stages(present.inputs):
        return Section("losses", title, needs=needs)
    closed = in_focus(present.inputs.facts, present.focus).filter(
        closed_to_date(present.period, present.as_of)
    )
    if closed.is_empty():
        nothing = Line(_("No deal was won or lost in this period."))
        return Section("losses", title, (Notes((nothing,)),))
    if len(currencies(closed)) > 1:
        closed = closed.with_columns(amount=pl.lit(None, pl.Float64))
    facts = present.inputs.facts
    blocks: list[Block] = []
    if keeps(facts, "loss_reason"):
        blocks += _reasons(closed.filter(LOST))
    if keeps(facts, "source"):
        blocks.append(_sources(closed))
    if not blocks:
        needs = _("Needs a column Loss reason or Source on the pipeline sheet.")
        return Section("losses", title, needs=needs)
    return Section("losses", title, tuple(blocks))


def _reasons(lost: pl.DataFrame) -> tuple[Block, ...]:
    title = _("Why deals were lost")
    if lost.is_empty():
        return (Notes((Line(_("No deal was lost in this period.")),)),)
    found = _counted(lost, "loss_reason").sort(
        "deals", "amount", descending=True, nulls_last=True, maintain_order=True
    )
    rows = tuple(
        Row((name or _("(none)"), deals, deals / lost.height, amount if priced else None))
        for name, deals, amount, priced in found.head(MOST)
        .select("loss_reason", "deals", "amount", "priced")
        .iter_rows()
    )
    columns = (
        Column("reason", _("Loss reason")),
        Column("deals", _("Deals"), Form.COUNT, Total.SUM, bar=True),
        Column("share", _("Share"), Form.SHARE),
        Column("amount", _("Amount"), Form.MONEY, Total.SUM),
    )
    table = Table("reasons", title, columns, rows, max(found.height - MOST, 0))
    says = _("How many deals were lost for each reason.")
    chart = Chart(ChartKind.COLUMNS, title, "reasons", "reason", ("deals",), says)
    return (chart, table)


def _counted(deals: pl.DataFrame, by: str) -> pl.DataFrame:
    """Deals by a column: how many, their amount, and how many have one."""
    amount = pl.col("amount")
    return deals.group_by(by, maintain_order=True).agg(
        deals=pl.len(),
        amount=amount.sum(),
        priced=amount.count(),
        won=WON.sum(),
        lost=LOST.sum(),
        brought=amount.filter(WON).sum(),
    )


def _sources(closed: pl.DataFrame) -> Table:
    title = _("Won and lost by source")
    found = _counted(closed, "source").sort("brought", "won", descending=True, maintain_order=True)
    columns = (
        Column("source", _("Source")),
        Column("won", _("Won"), Form.COUNT, Total.SUM),
        Column("lost", _("Lost"), Form.COUNT, Total.SUM),
        Column("win_rate", _("Win rate"), Form.SHARE),
        Column("amount", _("Amount won"), Form.MONEY, Total.SUM, bar=True),
    )
    rows = tuple(
        Row(
            (
                row["source"] or _("(none)"),
                row["won"],
                row["lost"],
                row["won"] / row["deals"],
                row["brought"] if row["priced"] else None,
            )
        )
        for row in found.head(MOST).iter_rows(named=True)
    )
    return Table("sources", title, columns, rows, max(found.height - MOST, 0))
