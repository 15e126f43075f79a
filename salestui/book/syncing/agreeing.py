"""What two workbooks agree on once a sync has written them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import polars as pl

from salestui.book.edits import Value
from salestui.book.rereading import renumbered
from salestui.book.rows import opened
from salestui.book.state import BookState
from salestui.book.syncing.agreement import NEVER, Agreement, Base, Never, Spot
from salestui.book.syncing.applying import Applied
from salestui.book.syncing.planning import Change, SyncPlan, settled_spots
from salestui.book.syncing.sharing import cells_apart, shared_columns
from salestui.book.syncing.sides import Side
from salestui.book.syncing.wishes import End
from salestui.mapping.table import ID, EntityTable


def what_came(plan: SyncPlan, done: Mapping[End, Applied], before: Agreement) -> SyncPlan:
    """The plan as it was carried out: what was refused, or held back, is kept as it was."""
    changes: list[Change] = []
    kept = dict(plan.kept)
    for change in plan.changes:
        result = done[change.end]
        name = change.column.name if change.column is not None else ""
        spot = change.entity, change.row, name
        if (change.entity, change.row) not in result.failed and spot not in result.held:
            changes.append(change)
        elif name:
            kept[spot] = Base(before, change.entity).value(change.row, name)
    return replace(plan, changes=tuple(changes), kept=kept)


def side_now(state: BookState, own: Mapping[str, Mapping[int, int]]) -> Side:
    """A side as it is once it was written; rows that others added meanwhile are left out.

    Args:
        own: by entity and shared identity, the rows' identities in the book.
    """
    entities = {}
    for name, rows in state.entities.items():
        shared = {row: one for one, row in own.get(name, {}).items()}
        table = _part(rows.base, shared)
        column = pl.col(ID).replace_strict(shared, return_dtype=pl.Int64)
        frame = table.frame.with_columns(column) if shared else table.frame
        entities[name] = opened(renumbered(table, frame))
    return Side(entities, own)


def _part(table: EntityTable, rows: Iterable[int]) -> EntityTable:
    """Some of the rows."""
    wanted = set(rows)
    unread, padded = (
        {cell: text for cell, text in found.items() if cell[0] in wanted}
        for found in (table.unread, table.padded)
    )
    frame = table.frame.filter(pl.col(ID).is_in(list(wanted)))
    return replace(table, frame=frame, unread=unread, padded=padded, inherited={}, formulas={})


def agreement_after(
    before: Agreement, sides: Mapping[End, Side], plan: SyncPlan, now: Mapping[End, Side]
) -> Agreement:
    """The agreement to keep.

    Rows that only one side has are part of it where both had them once; a table that one side
    lacks stays as it was kept. A cell that differs all the same, as others wrote meanwhile, keeps
    what the sync had made of it.

    Args:
        sides: as they were compared; ``now``: as they are since, under the same identities.
        plan: what was done, see ``SyncPlan``; without what could not be written.
    """
    tables: dict[End, dict[str, EntityTable]] = {
        end: dict(held) for end, held in before.tables.items()
    }
    made = settled_spots(plan.changes)
    here, there = now[End.HERE].entities, now[End.THERE].entities
    shared = here.keys() & there.keys()
    apart = {spot: base for spot, base in before.apart.items() if spot[0] not in shared}
    for name in shared:
        both = here[name].base_positions.keys() & there[name].base_positions.keys()
        bases = (held[name] for held in before.tables.values() if name in held)
        once = both.union(*(base.frame[ID] for base in bases))
        for end, side in now.items():
            tables[end][name] = _part(side.entities[name].base, once)
        columns = shared_columns(here[name].base, there[name].base)
        for row, column in cells_apart(here[name], there[name], columns):
            apart[name, row, column] = _last((name, row, column), plan, made, sides)
        alone = once - both
        apart |= {s: base for s, base in plan.kept.items() if s[0] == name and s[1] in alone}
    return Agreement(tables, apart)


def _last(
    spot: Spot, plan: SyncPlan, made: Mapping[Spot, Value], sides: Mapping[End, Side]
) -> Value | Never:
    """What both sides held last in a cell in which they differ now."""
    if spot in plan.kept:
        return plan.kept[spot]
    if spot in made:
        return made[spot]
    name, row, column = spot
    for side in sides.values():
        if row in side.entities[name].base_positions:
            return side.entities[name].value(row, column)
    return NEVER
