"""What a panel needs that has nothing to show."""

from __future__ import annotations

import polars as pl

from salestui.i18n import _
from salestui.metrics.kept import Kept
from salestui.metrics.standstill import keeps


def needs_sheet(kept: Kept) -> str:
    """The sheet that a workbook without deals lacks; empty where it has one."""
    return _("needs a pipeline sheet: m maps one") if kept is Kept.NOTHING else ""


def needs_stages(kept: Kept) -> str:
    """What tells open deals from others and is not kept; empty where it is."""
    if kept is Kept.ORDERS:
        return _("needs a column of stages on the pipeline sheet")
    return needs_sheet(kept)


def needs(kept: Kept, facts: pl.DataFrame, column: str, no_column: str) -> str:
    """Why no deal is shown by a column: no sheet of them, none at all, none in the focus, or no
    column.

    Args:
        kept: what the workbook keeps of deals.
        facts: those of the whole book.
        no_column: what to say where the book does not keep the column.
    """
    if sheet := needs_sheet(kept):
        return sheet
    if facts.is_empty():
        return _("needs deals: 2 opens the pipeline, n adds one there")
    if keeps(facts, column):
        return _("no deal is in what is looked at: esc clears the filter")
    return no_column
