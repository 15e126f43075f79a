"""The names that occur in a book: its teams, reps, regions and products."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from salestui.mapping.layout import BOOK

_SOURCES = {
    "team": (("members", "team"), ("members", "manager"), ("deals", "team")),
    "rep": (("members", "name"), ("deals", "owner")),
    "region": (("members", "region"), ("deals", "region")),
    "product": (("products", "name"), ("deals", "product")),
}


def scope_names(frames: Mapping[str, pl.DataFrame]) -> Mapping[str, tuple[str, ...]]:
    """The names by dimension, sorted; a dimension without names is empty.

    Args:
        frames: rows by entity name.
    """
    return {dimension: _names(frames, sources) for dimension, sources in _SOURCES.items()}


def _names(
    frames: Mapping[str, pl.DataFrame], sources: tuple[tuple[str, str], ...]
) -> tuple[str, ...]:
    found: set[str] = set()
    for entity, column in sources:
        frame = frames.get(entity)
        if frame is not None and frame.schema.get(column) == pl.String:
            found.update(frame[column].drop_nulls().unique().to_list())
            if (entity, column) == ("members", "team") and BOOK not in frame.columns:
                break  # managers stand in for teams only where no team is kept
    return tuple(sorted(found))
