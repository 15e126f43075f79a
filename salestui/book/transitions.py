"""From one state of the book to the next, without any file and without any lock."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

import polars as pl

from adapters.changes import Commit
from adapters.protocol import Workbook
from salestui.book.changes import Plan, after_commit
from salestui.book.edits import AddRow, DeleteRow, Edit, SetField
from salestui.book.labels import sharing
from salestui.book.merge import is_pending
from salestui.book.reading import Reading, Settings, long_targets
from salestui.book.rows import Rows
from salestui.book.shifting import gone_rows, moved_problems, moved_row, moved_up
from salestui.book.state import BookState, ChangeKind, Conflict, ConflictKind, PendingChange
from salestui.mapping.layout import Problem


def state_of(
    workbook: Workbook,
    settings: Settings,
    reading: Reading,
    entities: Mapping[str, Rows],
    *,
    number: int,
    read_at: datetime,
) -> BookState:
    """The state after a reading; ``entities`` are its rows with what is pending on top."""
    targets, target_problems = _targets(entities, settings.fiscal_start)
    return BookState(
        number=number,
        title=workbook.title,
        location=workbook.location,
        token=reading.token,
        read_at=read_at,
        today=settings.today,
        fiscal_start=settings.fiscal_start,
        layout=reading.layout,
        playbook=reading.playbook,
        entities=entities,
        targets=targets,
        read_problems=reading.problems,
        target_problems=target_problems,
        protected=frozenset(s.name for s in reading.outline.sheets if s.protected),
    )


def _targets(
    entities: Mapping[str, Rows], fiscal_start: int
) -> tuple[pl.DataFrame, tuple[Problem, ...]]:
    tables = {n: replace(r.base, frame=r.live) for n, r in entities.items()}
    return long_targets(tables, fiscal_start)


def following(before: BookState, state: BookState) -> BookState:
    """``state`` as the successor of ``before``: numbered, its targets and conflicts in step.

    Conflicts whose edit is gone go with it.
    """
    conflicts = tuple(
        _with_mine(c, state.entities[c.entity])
        for c in state.conflicts
        if is_pending(c, state.entities[c.entity])
    )
    if before.entities.get("targets") is not state.entities.get("targets"):
        targets, problems = _targets(state.entities, state.fiscal_start)
        state = replace(state, targets=targets, target_problems=problems)
    return replace(state, number=before.number + 1, conflicts=conflicts)


def _with_mine(conflict: Conflict, rows: Rows) -> Conflict:
    """The conflict with what is pending now: it may have been edited again."""
    mine = rows.overlay.cells.get((conflict.row, conflict.column))
    if conflict.kind is ConflictKind.DELETED or mine == conflict.mine:
        return conflict
    return replace(conflict, mine=mine)


def edited(state: BookState, edits: Sequence[Edit]) -> BookState:
    """The state with the edits on top of its rows."""
    entities = dict(state.entities)
    for name in dict.fromkeys(e.entity for e in edits):
        entities[name] = entities[name].applied([e for e in edits if e.entity == name])
    return replace(state, entities=entities)


def saved(state: BookState, plan: Plan, commit: Commit) -> BookState:
    """The state once a plan is in the workbook; what was edited meanwhile stays pending."""
    gone = gone_rows(plan.changes, commit.removed)
    places = dict(zip(plan.appends, commit.appended_rows, strict=True))
    for added, (sheet, place) in plan.filled.items():
        places[added] = moved_row(gone, sheet, place)
    entities = {name: moved_up(rows, gone) for name, rows in state.entities.items()}
    stale = set(state.stale)
    for name, done in plan.written.items():
        rows_at = {row: place for (e, row), place in places.items() if e == name}
        entities[name] = after_commit(entities[name], done, rows_at)
        if commit.formulas is None and any(c.calculated for c in entities[name].layout.columns):
            stale |= {(name, row) for row, _ in done.cells}
    return replace(
        state,
        entities=entities,
        token=commit.revision.token,
        stale=frozenset(stale),
        read_problems=tuple(moved_problems(state.read_problems, gone)),
    )


def behind(state: BookState, commit: Commit) -> bool:
    """Whether a commit changed results of formulas that the rows of the state hold."""
    changed = {(sheet, column) for sheet, _, column in commit.formulas or ()}
    layouts = [on for rows in state.entities.values() for on in rows.layout.sheets]
    return any((on.sheet, column.position) in changed for on in layouts for column in on.columns)


def reverting(state: BookState, changes: Iterable[PendingChange]) -> list[Edit]:
    """The edits that take single pending changes back."""
    edits: list[Edit] = []
    for change in changes:
        rows = state.entities[change.entity]
        values = rows.values(change.row)
        match change.kind:
            case ChangeKind.ADDED:
                edits.append(DeleteRow(change.entity, change.row, values))
            case ChangeKind.DELETED:
                edits.append(AddRow(change.entity, change.row, values))
            case ChangeKind.SET:
                before = rows.base_value(change.row, change.column)
                for row, column in dict(sharing(rows, [(change.row, change.column, before)])):
                    now, value = rows.held(row, column), rows.base_value(row, column)
                    edits.append(SetField(change.entity, row, column, now, value))
    return edits
