"""What the changes of stages tell: of each deal, and the stays in stages that are over."""

from __future__ import annotations

import polars as pl

from salestui.book.state import BookState
from salestui.metrics.history.field_changes import identified
from salestui.metrics.history.stage_history import TOLD, told_by_history
from salestui.metrics.history.stage_stays import STAYS, finished_stays


def told_of(state: BookState, changes: pl.DataFrame | None) -> pl.DataFrame:
    """See ``metrics.stage_history.TOLD``.

    Args:
        changes: of the stage, see ``metrics.history.field_changes.merged``; None before read.
    """
    deals = state.live("deals")
    if changes is None or deals is None or "stage" not in deals.columns:
        return pl.DataFrame(schema=TOLD)
    return told_by_history(changes, identified(deals), state.playbook)


def stays_of(state: BookState, changes: pl.DataFrame | None) -> pl.DataFrame:
    """See ``metrics.stage_stays``.

    Args:
        changes: of the stage, see ``metrics.history.field_changes.merged``; None before read.
    """
    deals = state.live("deals")
    if changes is None or deals is None:
        return pl.DataFrame(schema=STAYS)
    return finished_stays(changes, identified(deals), state.playbook)
