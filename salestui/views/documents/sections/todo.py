"""What needs somebody: deals that slip or stand still, gates passed by, whatever is due."""

from __future__ import annotations

from salestui.i18n import _, joined
from salestui.metrics.attention import Attention, merged
from salestui.selling.today import needed_today
from salestui.views.attention_rows import attention_panel
from salestui.views.documents.document import (
    Column,
    Form,
    Line,
    Notes,
    Row,
    Section,
    Table,
)
from salestui.views.documents.ground import Ground
from salestui.views.documents.needing import no_stages, sentence
from salestui.views.states import State

MOST = 15
"""Things that are listed, the most pressing first."""


def due_today(ground: Ground) -> Attention:
    """What is due beside deals that slip. Takes a while."""
    present = ground.present
    return needed_today(present.state, present.inputs, present.focus, present.as_of)


def todo(ground: Ground, further: Attention | None) -> Section:
    """The dashboard's list of what needs attention.

    Args:
        further: see ``due_today``.
    """
    title = _("What needs attention")
    figures = ground.view.figures
    panel = attention_panel(figures, ground.style, further)
    if not panel.rows:
        if needs := no_stages(ground.present.inputs):
            return Section("todo", title, needs=needs)
        return Section("todo", title, (Notes((Line(sentence(panel.nothing), State.OK),)),))
    alerts = merged(figures.attention, further).alerts
    columns = (
        Column("what", _("About")),
        Column("why", _("Why")),
        Column("rep", _("Rep")),
        Column("stage", _("Stage")),
        Column("amount", _("Amount"), Form.MONEY),
        Column("urgent", _("Urgency")),
    )
    rows = tuple(
        Row(
            (
                row.title,
                row.reason,
                row.rep,
                row.stage,
                alert.amount,
                _("urgent") if row.severity is State.LATE else _("soon"),
            ),
            row.severity,
        )
        for row, alert in zip(panel.rows[:MOST], alerts, strict=False)
    )
    counts = joined(_("{kind}: {n}").format(kind=kind, n=f"{n:,}") for kind, n in panel.counts)
    table = Table("todo", title, columns, rows, max(panel.total - len(rows), 0))
    return Section("todo", title, (Notes((Line(counts),)), table))
