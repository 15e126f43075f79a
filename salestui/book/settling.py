"""Which problems of a reading still stand after edits, and after saving them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

import polars as pl

from salestui.book.edits import Unread, Value
from salestui.book.rows import Rows, opened
from salestui.book.spaces import SPACES_AROUND, spaced
from salestui.mapping.layout import SHEET, Problem
from salestui.mapping.table import ID, ROW

Doubted = Mapping[tuple[str, int, str], Value]
"""What cells with a problem held when they were read, by entity, row identity and column."""

_Place = tuple[str, int]
"""Sheet and sheet row."""


def doubted_cells(entities: Mapping[str, Rows], problems: Iterable[Problem]) -> Doubted:
    """The cells that problems of a reading name, as that reading had them."""
    found: dict[tuple[str, int, str], Value] = {}
    for name, mine in _by_entity(entities, problems).items():
        read = opened(entities[name].base)
        ids = _identities(read, mine)
        for problem in mine:
            if (row := ids.get(_place(problem))) is not None:
                found[name, row, problem.column] = read.value(row, problem.column)
    return found


def unsettled(
    entities: Mapping[str, Rows], doubted: Doubted, problems: Iterable[Problem]
) -> tuple[Problem, ...]:
    """The problems without those that edits have settled; undone, they stand again.

    One that suggests a value is settled once no cell of its column holds the other one; one of a
    single cell once that holds another value that is understood, or its row is to go.
    """
    problems = tuple(problems)
    grouped = _by_entity(entities, problems)
    ids = {name: _identities(entities[name], mine) for name, mine in grouped.items()}

    @lru_cache
    def values(name: str, column: str) -> frozenset[Value]:
        live = entities[name].live
        return frozenset(live[column].unique()) if column in live.columns else frozenset()

    def stands(problem: Problem) -> bool:
        name, column = problem.entity, problem.column
        if problem.code == SPACES_AROUND and name in entities:
            return bool(spaced(entities[name], problem))
        row = ids.get(name, {}).get(_place(problem))
        if row is None or (name, row, column) not in doubted:
            return True
        before = doubted[name, row, column]
        if problem.suggestion:
            return before in values(name, column)
        if any(part == "count" for part, _ in problem.parts):
            return True  # of several cells, of which this is the first
        rows = entities[name]
        now = rows.value(row, column)
        return row not in rows.overlay.deleted and (now == before or isinstance(now, Unread))

    return tuple(problem for problem in problems if stands(problem))


def _by_entity(
    entities: Mapping[str, Rows], problems: Iterable[Problem]
) -> dict[str, list[Problem]]:
    """The problems of cells by entity."""
    found: dict[str, list[Problem]] = {}
    for problem in problems:
        if problem.row is not None and problem.column and problem.entity in entities:
            found.setdefault(problem.entity, []).append(problem)
    return found


def _identities(rows: Rows, problems: Iterable[Problem]) -> dict[_Place, int]:
    """The identities of the rows that problems name, by place."""
    wanted = {problem.row for problem in problems}
    frame = rows.base.frame.filter(pl.col(ROW).is_in(list(wanted)))
    sheets = frame[SHEET] if SHEET in frame.columns else [rows.layout.sheet] * frame.height
    return dict(zip(zip(sheets, frame[ROW], strict=True), frame[ID], strict=True))


def _place(problem: Problem) -> _Place:
    return problem.sheet, problem.row or 0
