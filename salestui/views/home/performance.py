"""Who leads and who is last, by points of the scorecard."""

from __future__ import annotations

from salestui.i18n import _, joined
from salestui.metrics.scorecard.people import Kind
from salestui.views.home.area import AreaRow, AreaView, Asked, Opens, told
from salestui.views.performance.view import BoardRow, card_title, performance

_TOP, _BOTTOM = 3, 3


def performance_area(asked: Asked) -> AreaView:
    """The first and the last three reps with a place. Blocks."""
    view = performance(asked.present, Kind.REP, asked.style)
    placed = [row for row in view.rows if row.place]
    if not placed:
        reason = next((row.reason for row in view.rows if row.reason), "")
        return AreaView((), needs=view.needs or reason)
    last = placed[max(_TOP, len(placed) - _BOTTOM) :]
    title = card_title(view)
    rows = tuple(_row(row, title) for row in (*placed[:_TOP], *last))
    return AreaView(rows, note=f"{len(placed):,}")


def _row(row: BoardRow, title: str) -> AreaRow:
    return AreaRow(
        key=row.name,
        label=f"{row.place} {row.label}",
        value=row.score,
        opens=Opens("performance", name=row.name),
        said=joined(filter(None, (row.grade, row.change))),
        severity=row.tone,
        told=told(
            _("points of the scorecard: each line's weight x its score, added up"),
            joined(filter(None, (title, row.score, row.grade, row.change))),
        ),
    )
