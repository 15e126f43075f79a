"""One book's state as the roll-up shows it: rows numbered anew, names told apart, its own name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import polars as pl

from salestui.book.edits import Value
from salestui.book.merge import Difference
from salestui.book.names import scope_names
from salestui.book.rows import Overlay, Rows
from salestui.book.state import BookState, Conflict
from salestui.book.together.layouts import Renamed, sheet_name, shown_problem
from salestui.book.together.numbering import Numbering
from salestui.book.together.telling_apart import (
    PEOPLE,
    PRODUCTS,
    TEAMS,
    Marking,
    Names,
    spaces_of,
)
from salestui.mapping.layout import BOOK, SHEET, Problem
from salestui.mapping.table import ID, EntityTable
from salestui.model.entities import entity as entity_of

WORKBOOK = "workbook"
"""The scope of targets that a book with teams sets for itself as a whole."""

CURRENCY = "currency"
_WITH_TEAM = ("deals", "members")
_SPACES = {"rep": PEOPLE, "team": TEAMS, "product": PRODUCTS}


@dataclass(frozen=True)
class Member:
    """A book of the roll-up, and how it is told from the others.

    Attributes:
        place: its place among them.
        label: its name.
        currency: the currency of its amounts, where the books' differ; empty where they do not.
        renamed: by entity, its columns that have another name in the roll-up.
        names: what it calls things, by space, see ``telling_apart``.
    """

    place: int
    label: str
    marking: Marking
    numbering: Numbering
    currency: str = ""
    renamed: Mapping[str, Renamed] = field(default_factory=dict)
    names: Mapping[str, Names] = field(default_factory=dict)

    def same(self, other: Member) -> bool:
        """Whether rows are shown alike."""
        return (self.place, self.label, self.currency, self.renamed, self.marking) == (
            other.place,
            other.label,
            other.currency,
            other.renamed,
            other.marking,
        )


class Showing:
    """A state of one book as it is shown; what did not change is that of the state before."""

    def __init__(self, member: Member, state: BookState, before: Showing | None = None) -> None:
        self.member, self.state = member, state
        self.teamless = not scope_names({n: r.live for n, r in state.entities.items()})["team"]
        alike = before is not None and before.teamless == self.teamless
        known = before if alike and before is not None and member.same(before.member) else None
        self._bases: Mapping[str, tuple[EntityTable, EntityTable]]
        self._bases = {} if known is None else known._bases
        self.rows: Mapping[str, Rows] = {
            name: known.rows[name]
            if known is not None and known.state.entities.get(name) is rows
            else self._shown(name, rows)
            for name, rows in state.entities.items()
        }
        if known is not None:
            self._keep(known)

    def _keep(self, before: Showing) -> None:
        """What was worked out of the same things is not worked out again."""
        for name in ("targets", "doubted"):
            if name in vars(before) and getattr(before.state, name) is getattr(self.state, name):
                vars(self)[name] = getattr(before, name)

    # -- rows --------------------------------------------------------------------------------

    def _shown(self, entity: str, rows: Rows) -> Rows:
        held = self._bases.get(entity)
        if held is None or held[0] is not rows.base:
            held = rows.base, self._table(entity, rows.base)
            self._bases = {**self._bases, entity: held}
        base = held[1]
        unchanged = rows.frame is rows.base.frame
        frame = base.frame if unchanged else self.frame(entity, rows.frame, rows)
        return Rows(base, frame, self._overlay(entity, rows))

    def frame(self, entity: str, frame: pl.DataFrame, rows: Rows) -> pl.DataFrame:
        """Rows of an entity as they are shown."""
        member = self.member
        shown = member.numbering.numbered(member.place, frame)
        shown = member.marking.frame(entity, shown, self.state)
        sheet = pl.lit(sheet_name(member.label, rows.layout.sheet))
        if SHEET in frame.columns:
            sheet = pl.lit(sheet_name(member.label, "")) + pl.col(SHEET)
        shown = shown.with_columns(sheet.alias(SHEET), pl.lit(member.label).alias(BOOK))
        if self.teamless and entity in _WITH_TEAM:
            shown = _filled(shown, "team", member.label)
        if member.currency and entity_of(entity).field(CURRENCY) is not None:
            shown = _filled(shown, CURRENCY, member.currency)
        return shown.rename(dict(self.renamed(entity)), strict=False)

    def renamed(self, entity: str) -> Renamed:
        """The columns of an entity that have another name here."""
        return self.member.renamed.get(entity, {})

    def _table(self, entity: str, table: EntityTable) -> EntityTable:
        names = self.renamed(entity)
        return EntityTable(
            layout=table.layout,
            frame=self.frame(entity, table.frame, Rows(table, table.frame)),
            unread={self._cell(entity, *cell): text for cell, text in table.unread.items()},
            inherited={names.get(n, n): self._ids(ids) for n, ids in table.inherited.items()},
            formulas=self._formulas(entity, table),
            distant=frozenset(names.get(n, n) for n in table.distant),
            padded={self._cell(entity, *cell): text for cell, text in table.padded.items()},
        )

    def _formulas(self, entity: str, table: EntityTable) -> dict[str, frozenset[int]]:
        """The cells with formulas, row by row: what is calculated here may not be in all books."""
        whole = frozenset(table.frame[ID]) if table.frame.height else frozenset()
        found = {n: self._ids(ids) for n, ids in table.formulas.items()}
        found |= {c.name: self._ids(whole) for c in table.layout.columns if c.calculated}
        return {self.renamed(entity).get(n, n): ids for n, ids in found.items()}

    def _overlay(self, entity: str, rows: Rows) -> Overlay:
        now = rows.overlay
        if not now:
            return now
        cells = {
            self._cell(entity, row, column): self.value(entity, column, value)
            for (row, column), value in now.cells.items()
        }
        label = self.member.label
        for row in now.added:
            told = now.cells.get((row, SHEET))
            sheet = sheet_name(label, str(told) if told else rows.layout.sheet)
            cells |= {(self.row(row), SHEET): sheet, (self.row(row), BOOK): label}
        added = tuple(self.row(row) for row in now.added)
        return Overlay(cells, added, self._ids(now.deleted))

    # -- single things -----------------------------------------------------------------------

    def row(self, own: int) -> int:
        """The identity here of a row of the book."""
        return self.member.numbering.shown(self.member.place, own)

    def _ids(self, rows: Iterable[int]) -> frozenset[int]:
        return frozenset(self.row(row) for row in rows)

    def _cell(self, entity: str, row: int, column: str) -> tuple[int, str]:
        return self.row(row), self.renamed(entity).get(column, column)

    def value(self, entity: str, column: str, value: Value) -> Value:
        """A value of the book as it is shown."""
        if column == SHEET:
            return sheet_name(self.member.label, str(value))
        return self.member.marking.value(entity, column, value)

    def conflict(self, told: Conflict) -> Conflict:
        """A conflict of the book as it is shown."""
        row, column = self._cell(told.entity, told.row, told.column)
        values = [
            self.value(told.entity, told.column, v) for v in (told.base, told.mine, told.theirs)
        ]
        base, mine, theirs = values
        return replace(told, row=row, column=column, base=base, mine=mine, theirs=theirs)

    def difference(self, entity: str, told: Difference) -> Difference:
        """What others changed in the book, as it is shown."""
        return replace(
            told,
            added=tuple(self.row(row) for row in told.added),
            removed=tuple(self.row(row) for row in told.removed),
            cells=tuple(self._cell(entity, *cell) for cell in told.cells),
        )

    def changes_of_deals(self, name: str, changes: pl.DataFrame) -> pl.DataFrame:
        """Changes of a field of its deals as shown, see ``metrics.history.field_changes``."""
        marking = self.member.marking
        columns = [marking.series("deals", pl.col("deal"), changes["deal"])]
        if changes.schema["before"] == pl.String:
            space = spaces_of("deals").get(name, "")
            columns += [marking.series(space, pl.col(n), changes[n]) for n in ("before", "after")]
        return changes.with_columns(columns)

    # -- the state as a whole ----------------------------------------------------------------

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """Its problems, with the places that they have here."""
        return self._placed(self.state.problems)

    @cached_property
    def findings(self) -> tuple[Problem, ...]:
        """What cannot be right in it, with the places that they have here."""
        return self._placed(self.state.findings)

    def _placed(self, problems: Iterable[Problem]) -> tuple[Problem, ...]:
        label = self.member.label
        return tuple(shown_problem(label, p, self.renamed(p.entity)) for p in problems)

    @cached_property
    def doubted(self) -> dict[tuple[str, int, str], Value]:
        """What its cells with a problem held when they were read."""
        return {
            (entity, *self._cell(entity, row, column)): self.value(entity, column, value)
            for (entity, row, column), value in self.state.doubted.items()
        }

    @property
    def whole(self) -> tuple[str, str]:
        """The scope of targets that it sets for itself as a whole."""
        return "team" if self.teamless else WORKBOOK, self.member.label

    @cached_property
    def targets(self) -> pl.DataFrame:
        """Its targets in the long form, and ``book``: its name, ``currency``: that of its amounts.

        What it sets for itself as a whole is of its team where it has none, else of the workbook.
        """
        member, frame = self.member, self.state.targets
        own = member.numbering.numbered(member.place, frame)
        kind = pl.when(pl.col("scope_type") == "company").then(pl.lit(self.whole[0]))
        scope = pl.col("scope")
        for name, space in _SPACES.items():
            marked = member.marking.series(space, scope, frame["scope"])
            scope = pl.when(pl.col("scope_type") == name).then(marked).otherwise(scope)
        names = dict(self.renamed("targets"))
        return own.with_columns(
            scope=pl.when(pl.col("scope_type") == "company")
            .then(pl.lit(self.whole[1]))
            .otherwise(scope),
            scope_type=kind.otherwise("scope_type"),
            column=pl.col("column").replace(names) if names else pl.col("column"),
            book=pl.lit(member.label),
            currency=pl.lit(member.currency),
        )


def _filled(frame: pl.DataFrame, name: str, text: str) -> pl.DataFrame:
    """The frame with a text where a column is blank, or missing."""
    if frame.schema.get(name) != pl.String:
        return frame.with_columns(pl.lit(text).alias(name))
    blank = pl.col(name).is_null() | (pl.col(name).str.strip_chars() == "")
    return frame.with_columns(pl.when(blank).then(pl.lit(text)).otherwise(name).alias(name))
