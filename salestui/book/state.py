"""What the book is at one moment, as one consistent value that screens and figures share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property

import polars as pl

from salestui.book.checks.checking import checked
from salestui.book.edits import Value
from salestui.book.folds import Folds
from salestui.book.rows import Rows
from salestui.book.settling import Doubted, unsettled
from salestui.book.together.numbering import STEP
from salestui.mapping.layout import Column, Layout, Problem
from salestui.model.playbook import Playbook


class ConflictKind(StrEnum):
    """What happened to a pending edit's cell on the other side."""

    CHANGED = "changed"
    ROW_GONE = "row gone"
    COLUMN_GONE = "column gone"
    DELETED = "deleted here"


@dataclass(frozen=True, slots=True)
class Conflict:
    """A pending edit that meets another change of the same cell, or of its row.

    ``base`` is what both started from; ``theirs`` is what the workbook holds now. ``held``: all
    values of a row that is gone, so that it can come back whole. Of a row that I delete and they
    changed, each cell that they changed is one; ``mine`` is None then.
    """

    kind: ConflictKind
    entity: str
    row: int
    column: str
    title: str
    base: Value
    mine: Value
    theirs: Value
    held: Mapping[str, Value] = field(default_factory=dict)


class ChangeKind(StrEnum):
    """How a row or a cell differs from the workbook."""

    SET = "set"
    ADDED = "added"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class PendingChange:
    """One line of the review before saving. ``column`` is empty for whole rows."""

    kind: ChangeKind
    entity: str
    row: int
    title: str
    column: str = ""
    before: Value = None
    after: Value = None


@dataclass(frozen=True)
class BookState:
    """The book at one moment.

    Attributes:
        number: grows with every change of anything.
        entities: the rows by entity name; an entity that the workbook lacks is absent.
        targets: long form, see ``salestui.mapping.targets.targets_long``.
        conflicts: pending edits that wait for the user's word.
        stale: rows whose calculated columns may be out of date until Excel recalculates.
        doubted: what the cells that ``read_problems`` name held when they were read.
        protected: the sheets that Excel lets nobody change without taking their protection away.
        folds: what was worked out of texts, for all states of the book.
    """

    number: int
    title: str
    location: str
    token: str
    read_at: datetime
    today: date
    fiscal_start: int
    layout: Layout
    playbook: Playbook
    entities: Mapping[str, Rows]
    targets: pl.DataFrame
    read_problems: tuple[Problem, ...] = ()
    target_problems: tuple[Problem, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    stale: frozenset[tuple[str, int]] = frozenset()
    undo_label: str = ""
    redo_label: str = ""
    protected: frozenset[str] = frozenset()
    doubted: Doubted = field(default_factory=dict)
    folds: Folds = field(default_factory=Folds, compare=False, repr=False)

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that could not be understood, or only with a doubt, and no edit settled."""
        return self.unsettled((*self.read_problems, *self.target_problems))

    def unsettled(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        """Those of an earlier state's problems that no edit has settled since."""
        return unsettled(self.entities, self.doubted, problems)

    @cached_property
    def findings(self) -> tuple[Problem, ...]:
        """What was understood and cannot be right, see ``checks``; worked out when asked for."""
        tables = {
            name: replace(rows.base, frame=rows.live, unread=rows.unread)
            for name, rows in self.entities.items()
        }
        return checked(tables, self.targets, self.playbook, self.today)

    @property
    def all_problems(self) -> tuple[Problem, ...]:
        """The problems and the findings: the one list that ``check`` and the dialog show."""
        return (*self.problems, *self.findings)

    @cached_property
    def doubts(self) -> int:
        """How many of all problems deserve a look: all but mere remarks."""
        return sum(p.severity != "info" for p in self.all_problems)

    @cached_property
    def is_pending(self) -> bool:
        """Whether anything was edited that is not in the workbook yet."""
        return any(rows.overlay for rows in self.entities.values())

    def is_approximate(self, entity: str, row: int, column: Column) -> bool:
        """Whether a cell is calculated, and from cells that were or may have been edited since."""
        rows = self.entities[entity]
        if not rows.has_formula(row, column):
            return False
        behind = row in rows.edited or (entity, row) in self.stale
        return behind or (self.is_pending and column.name in rows.base.distant)

    def has_approximate(self, entity: str, column: str) -> bool:
        """Whether any cell of a column that counts is approximate."""
        rows = self.entities.get(entity)
        known = rows.layout.column(column) if rows is not None else None
        if rows is None or known is None:
            return False
        if self.is_pending and column in rows.base.distant:
            return True
        behind = rows.edited | {row for name, row in self.stale if name == entity}
        return any(
            rows.has_formula(row, known) for row in behind if row not in rows.overlay.deleted
        )

    @property
    def present(self) -> Mapping[str, Rows]:
        """The entities that the workbook has a sheet for now; edits of another one wait."""
        return {name: rows for name, rows in self.entities.items() if name in self.layout.tables}

    def rows(self, entity: str) -> Rows | None:
        """The rows of an entity, if the workbook has a sheet for it."""
        return self.entities.get(entity)

    def live(self, entity: str) -> pl.DataFrame | None:
        """The rows of an entity that count, as a frame."""
        rows = self.entities.get(entity)
        return None if rows is None else rows.live

    def of_row(self, _entity: str, _row: int) -> BookState:
        """The state with the playbook that holds for a row."""
        return self

    def placing(self, _entity: str, values: Mapping[str, Value]) -> Mapping[str, Value]:
        """The values of a new row, with its place where they alone do not tell it."""
        return values

    def company_scope(self, _target: int) -> tuple[str, str]:
        """Whose a target is, by its row, of which the sheet says that it is the company's."""
        return "company", ""

    def title_of(self, entity: str, row: int) -> str:
        """A row's short name: its title field, or its place in the sheet."""
        return row_title(self.entities[entity], row)

    def pending(self) -> Iterator[PendingChange]:
        """Everything that saving would write, by entity and row."""
        for name, rows in self.entities.items():
            yield from _pending(name, rows)

    @property
    def pending_count(self) -> int:
        """How many lines the review has."""
        return sum(
            len(r.overlay.added)
            + len(r.overlay.deleted)
            + sum(
                row not in r.overlay.deleted and row in r.base_positions
                for row, _ in r.overlay.cells
            )
            for r in self.entities.values()
        )


def row_title(rows: Rows, row: int) -> str:
    """The short name of a row."""
    for name in rows.layout.entity.title:
        value = rows.value(row, name)
        if isinstance(value, str) and value and rows.layout.column(name) is not None:
            return value
    return f"#{row % STEP + 1}"


def _pending(name: str, rows: Rows) -> Iterator[PendingChange]:
    overlay = rows.overlay
    for row in overlay.added:
        yield PendingChange(ChangeKind.ADDED, name, row, row_title(rows, row))
    for row in sorted(overlay.deleted):
        yield PendingChange(ChangeKind.DELETED, name, row, row_title(rows, row))
    skip = overlay.deleted.union(overlay.added)
    for (row, column), after in sorted(overlay.cells.items(), key=lambda item: item[0]):
        if row not in skip:
            before = rows.base_value(row, column)
            title = row_title(rows, row)
            yield PendingChange(ChangeKind.SET, name, row, title, column, before, after)
