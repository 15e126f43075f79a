"""What an editor offers for a column: the workbook's list, and names that the book knows."""

from __future__ import annotations

import polars as pl

from salestui.book.links import reference_texts
from salestui.book.state import BookState
from salestui.mapping.layout import Column
from salestui.selling.changes import language
from salestui.views.stages import stage_choices

_USED = frozenset({
    "team", "region", "industry", "source", "loss_reason", "tier", "category", "segment", "type",
    "department", "role", "competitor", "criterion", "metric", "size_band", "status", "topic",
})  # fmt: skip
"""Columns in which the values already in use are offered too."""

_MOST = 2000


def choices(state: BookState, entity: str, column: Column) -> tuple[str, ...]:
    """The texts offered, without repetition; empty where anything may be written."""
    spending = entity in ("costs", "budgets")
    if column.name == "stage" and (entity == "deals" or spending):
        return stage_choices(state, column.choices)
    found = list(column.choices)
    if column.name == "type" and spending:
        spoken = language(state)
        found += [known.labels[spoken] for known in state.playbook.lists.cost_types]
    refers = column.field.refers if column.field else ""
    if refers:
        found += reference_texts(state, refers)
    if column.name == "team":
        found += _texts(state, "members", "team")
    if refers or column.name in _USED:
        found += _texts(state, entity, column.name)
    return tuple(dict.fromkeys(found))[:_MOST]


def _texts(state: BookState, entity: str, column: str) -> list[str]:
    frame = state.live(entity)
    if frame is None or frame.schema.get(column) != pl.String:
        return []
    return sorted(t for t in frame[column].drop_nulls().unique().to_list() if t.strip())
