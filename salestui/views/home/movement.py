"""What moved since last Monday, in short."""

from __future__ import annotations

from dataclasses import replace

from salestui import i18n
from salestui.i18n import _
from salestui.metrics.history.definitions import history_definition
from salestui.views.home.area import AreaRow, AreaView, Asked, Opens, told
from salestui.views.past.looking_back import look_back, start_day
from salestui.views.past.movement import movement_view, not_kept


def movement_area(asked: Asked) -> AreaView:
    """The bars of the waterfall that have deals. Blocks on files."""
    present = asked.present
    if asked.archive is None:
        return AreaView((), needs=not_kept().needs)
    start = start_day("monday", present.as_of, present.period, present.state.fiscal_start)
    view = movement_view(look_back(asked.archive, present, start or present.as_of), asked.style)
    if view.needs:
        return AreaView((), needs=view.needs)
    rows = tuple(
        AreaRow(
            key=row.key,
            label=row.label,
            value=row.money,
            opens=Opens("movement"),
            said=_("{n} deals").format(n=row.count),
            severity=row.severity,
            told=told(i18n.label(history_definition(row.key).formulas)),
        )
        for row in view.rows
        if row.whole or view.deals.get(row.key)
    )
    if len(rows) == 2:  # start and end alone
        rows = tuple(replace(row, said=_("nothing moved")) for row in rows)
    return AreaView(rows, note=view.since)
