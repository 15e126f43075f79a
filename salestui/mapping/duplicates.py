"""Rows that share the key that should tell them apart."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from adapters.addresses import a1
from salestui.mapping import problems
from salestui.mapping.doubts import LISTED
from salestui.mapping.layout import SHEET, Problem
from salestui.mapping.table import ROW, EntityTable


def duplicates(table: EntityTable) -> Iterator[Problem]:
    """Rows that share their key. People who moved (same name, another start) are no duplicates."""
    layout, frame = table.layout, table.frame
    key = layout.column(layout.entity.key)
    if key is None:
        return
    parts = [key.name, *(["joined"] if "joined" in frame.columns else [])]
    known = frame.filter(pl.col(key.name).is_not_null())
    sheet = pl.col(SHEET) if SHEET in frame.columns else pl.lit(layout.sheet).alias(SHEET)
    repeated = known.filter(pl.struct(parts).is_duplicated())
    shared = repeated.select(sheet, ROW, key.name, *parts[1:])
    if shared.is_empty():
        return
    if shared.height > known.height / 2:
        yield problems.key_repeats(layout, key, shared.height)
        return
    groups: dict[tuple[object, ...], list[tuple[str, int]]] = {}
    listed = [(s, row, text, (text, *rest)) for s, row, text, *rest in shared.iter_rows()]
    for own, row, _, name in listed:
        groups.setdefault(name, []).append((own, row))
    for own, row, text, name in listed[:LISTED]:
        others = [_place(place, own) for place in groups[name] if place != (own, row)]
        part = layout.on(own)
        yield problems.duplicate_key(part, part.column(key.name) or key, row, text, others)
    if rest := listed[LISTED:]:
        own, row, *_ = rest[0]
        part = layout.on(own)
        yield problems.more_duplicates(part, part.column(key.name) or key, row, len(rest))


def _place(place: tuple[str, int], sheet: str) -> str:
    """Another row as seen from a row of ``sheet``."""
    own, row = place
    return str(row) if own == sheet else a1(own, row, 1).replace("!A", "!")
