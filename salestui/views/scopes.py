"""What figures can be narrowed to in this book: the names of teams, reps, regions, products."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from salestui.book.state import BookState

_SOURCES = {
    "team": (("members", "team"), ("members", "manager"), ("deals", "team")),
    "rep": (("members", "name"), ("deals", "owner")),
    "region": (("members", "region"), ("deals", "region")),
    "product": (("products", "name"), ("deals", "product")),
}


def scope_names(state: BookState) -> Mapping[str, tuple[str, ...]]:
    """The names by dimension, sorted; a dimension without names is empty."""
    return {dimension: _names(state, sources) for dimension, sources in _SOURCES.items()}


def _names(state: BookState, sources: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    found: set[str] = set()
    for entity, column in sources:
        frame = state.live(entity)
        if frame is not None and frame.schema.get(column) == pl.String:
            found.update(frame[column].drop_nulls().unique().to_list())
            if column == "team" and entity == "members":
                break  # managers stand in for teams only where no team is kept
    return tuple(sorted(found))
