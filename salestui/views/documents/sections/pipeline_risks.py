"""What may cost the period its target: deals that slip or stand still, gaps in the data."""

from __future__ import annotations

from salestui.i18n import _
from salestui.metrics.attention import Kind
from salestui.views.attention_rows import kind_name
from salestui.views.documents.document import (
    Block,
    Column,
    Figures,
    Form,
    Line,
    Notes,
    Row,
    Section,
    Table,
)
from salestui.views.documents.ground import Ground
from salestui.views.documents.needing import no_stages
from salestui.views.documents.sections.standing import told_kpis
from salestui.views.states import State

_SHOWN = ("coverage", "rotting", "undated", "undated_value", "age_mean")
_OF_DEALS = (Kind.CLOSE_PASSED, Kind.STEP_OVERDUE, Kind.ROTTING, Kind.NO_STEP, Kind.UNDATED)


def risks(ground: Ground) -> Section:
    """The figures that tell of it, why deals need attention, and what the data lacks."""
    title = _("Risks")
    if needs := no_stages(ground.present.inputs):
        return Section("risks", title, needs=needs)
    counts = ground.view.figures.attention.counts
    blocks: list[Block] = [Figures(told_kpis(ground.view, _SHOWN))]
    kinds = [kind for kind in _OF_DEALS if counts.get(kind)]
    if kinds:
        columns = (Column("why", _("Why")), Column("deals", _("Deals"), Form.COUNT, bar=True))
        late = (Kind.CLOSE_PASSED, Kind.STEP_OVERDUE)
        rows = tuple(
            Row((kind_name(kind), counts[kind]), State.LATE if kind in late else State.WARNING)
            for kind in kinds
        )
        blocks.append(Table("pressing", _("Open deals that need attention"), columns, rows))
    if ground.view.quality:
        lines = tuple(
            Line(_("{kind}: {n}").format(kind=name, n=f"{n:,}")) for name, n in ground.view.quality
        )
        blocks.append(Notes(lines))
    return Section("risks", title, tuple(blocks))
