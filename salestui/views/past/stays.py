"""The stays in stages that are over, from the changes of stages."""

from __future__ import annotations

import polars as pl

from salestui.book.state import BookState
from salestui.metrics.history.field_changes import identified
from salestui.metrics.history.stage_stays import STAYS, finished_stays


def stays_of(state: BookState, changes: pl.DataFrame | None) -> pl.DataFrame:
    """See ``metrics.stage_stays``.

    Args:
        changes: of the stage, see ``metrics.field_changes.merged``; None before they are read.
    """
    deals = state.live("deals")
    if changes is None or deals is None:
        return pl.DataFrame(schema=STAYS)
    return finished_stays(changes, identified(deals), state.playbook)
