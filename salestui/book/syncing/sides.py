"""The two workbooks as they are now, their rows under identities that they share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl

from salestui.book.rereading import Identities, aligned_table, numbered, renumbered
from salestui.book.rows import Rows, opened
from salestui.book.syncing.agreement import Agreement
from salestui.book.syncing.pairing import paired
from salestui.book.syncing.wishes import End
from salestui.mapping.table import ID, EntityTable


@dataclass(frozen=True)
class Side:
    """One workbook.

    Attributes:
        entities: its rows under the shared identities.
        own: by entity and shared identity, the identity in the book itself.
    """

    entities: Mapping[str, Rows]
    own: Mapping[str, Mapping[int, int]]


def both_sides(
    here: Mapping[str, EntityTable], there: Mapping[str, EntityTable], agreed: Agreement
) -> Mapping[End, Side]:
    """The sides, each row known again, those that are new on both sides as one paired."""
    identities = Identities()
    identities.take(agreed.next_row)
    now = {
        End.HERE: _known_again(here, agreed.tables[End.HERE], identities),
        End.THERE: _known_again(there, agreed.tables[End.THERE], identities),
    }
    for name in now[End.HERE].keys() & now[End.THERE].keys():
        tables = {end: held[name] for end, held in now.items()}
        for end, table in _joined(tables, name, agreed).items():
            now[end][name] = table
    return {End.HERE: _side(here, now[End.HERE]), End.THERE: _side(there, now[End.THERE])}


def _known_again(
    tables: Mapping[str, EntityTable], bases: Mapping[str, EntityTable], identities: Identities
) -> dict[str, EntityTable]:
    return {
        name: aligned_table(bases[name], table, identities)
        if name in bases
        else numbered(table, identities)
        for name, table in tables.items()
    }


def _joined(
    tables: Mapping[End, EntityTable], name: str, agreed: Agreement
) -> Mapping[End, EntityTable]:
    """The tables with one identity for rows that so far only one of them has, and that are one."""
    here, there = tables[End.HERE], tables[End.THERE]
    ids = here.frame[ID], there.frame[ID]
    lone = (
        ids[0].filter(~ids[0].is_in(ids[1].implode())),
        ids[1].filter(~ids[1].is_in(ids[0].implode())),
    )
    if lone[0].is_empty() or lone[1].is_empty():
        return tables
    base = agreed.tables[End.THERE].get(name)
    known = set(base.frame[ID]) if base is not None else set()
    names: dict[End, dict[int, int]] = {End.HERE: {}, End.THERE: {}}
    for one, other in paired(here, there, lone):
        if other in known:
            names[End.HERE][one] = other
        else:
            names[End.THERE][other] = one
    return {end: _renamed(table, names[end]) for end, table in tables.items()}


def _renamed(table: EntityTable, names: Mapping[int, int]) -> EntityTable:
    if not names:
        return table
    column = pl.col(ID).replace(list(names), list(names.values()))
    return renumbered(table, table.frame.with_columns(column))


def _side(tables: Mapping[str, EntityTable], known: Mapping[str, EntityTable]) -> Side:
    own = {
        name: dict(zip(table.frame[ID], tables[name].frame[ID], strict=True))
        for name, table in known.items()
    }
    return Side({name: opened(table) for name, table in known.items()}, own)
