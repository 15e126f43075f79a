"""Units by state, with the deadlines that have passed and the deposits to be given back."""

from __future__ import annotations

from salestui.i18n import _
from salestui.selling.floor.steps import STATES
from salestui.views.floor.grid import SYMBOLS, floor_view, state_name
from salestui.views.home.area import AreaRow, AreaView, Asked, Opens, without_sheet
from salestui.views.states import State

_LISTED = 5


def floor_area(asked: Asked) -> AreaView:
    """How many units are in each state, then those that are late. Blocks."""
    present = asked.present
    if present.state.rows("units") is None:
        return without_sheet("units")
    view = floor_view(present.state, present.as_of)
    total = sum(view.counts.values())
    if not total:
        return AreaView((), needs=view.needs)
    rows = [
        AreaRow(
            key=code,
            label=f"{SYMBOLS[code]} {state_name(code)}",
            value=f"{view.counts[code]:,}",
            opens=Opens("floor"),
            bar=view.counts[code] / total,
            told=_("units in this state now"),
        )
        for code in STATES
        if view.counts.get(code)
    ]
    late = [cell for cell in view.cells if cell.late]
    rows += [
        AreaRow(
            key=f"late:{cell.row}",
            label=cell.name,
            value="!",
            opens=Opens("floor", row=cell.row),
            said=_("{holder}: a deadline has passed").format(holder=cell.holder or cell.agent),
            severity=State.LATE,
        )
        for cell in late[:_LISTED]
    ]
    note = _("{n} late").format(n=f"{len(late):,}") if late else ""
    return AreaView(tuple(rows), note=note)
