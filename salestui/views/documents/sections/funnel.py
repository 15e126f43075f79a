"""The funnel: what is open in each stage, and how much of it goes on to the next."""

from __future__ import annotations

from salestui.i18n import _
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
)
from salestui.views.documents.ground import Ground
from salestui.views.documents.needing import no_stages
from salestui.views.funnel_rows import shown_stages
from salestui.views.names import dimension_title


def funnel(ground: Ground) -> Section:
    """The stages as the dashboard's panel lists them."""
    title, view = _("Funnel"), ground.view
    if not view.funnel.rows:
        needs = no_stages(ground.present.inputs) or _("No open deal is in what is looked at.")
        return Section("funnel", title, needs=needs)
    stages = shown_stages(view.figures)
    columns = (
        Column("stage", dimension_title("stage")),
        Column("deals", _("Deals"), Form.COUNT),
        Column("value", _("Amount"), Form.MONEY, bar=True),
        Column("weighted", _("Weighted"), Form.MONEY),
        Column("conversion", _("Of the stage before"), Form.SHARE),
        Column("standing", _("Standing")),
    )
    rows = []
    for row, stage in zip(view.funnel.rows, stages, strict=True):
        is_open = stage.status == "open"
        priced = stage.without_amount < stage.deals or not stage.deals
        cells = (
            row.name,
            stage.deals,
            stage.value if priced else None,
            stage.weighted if is_open and priced else None,
            stage.conversion,
            row.word or (_("open") if is_open else _("won in the period")),
        )
        rows.append(Row(cells, row.severity))
    table = Table("funnel", title, columns, tuple(rows))
    series = "value" if any(stage.value for stage in stages) else "deals"
    says = _("What is open from the first stage to the last, then what was won in the period.")
    blocks: list[Block] = [
        Chart(ChartKind.FUNNEL, title, "funnel", "stage", (series,), says),
        table,
    ]
    if view.funnel.note:
        blocks.append(Notes((Line(view.funnel.note),)))
    return Section("funnel", title, tuple(blocks))
