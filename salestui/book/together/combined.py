"""The states of several books as one state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeVar

import polars as pl

from salestui.book.edits import Value as CellValue
from salestui.book.folds import Folds
from salestui.book.reading import NO_TARGETS
from salestui.book.rows import Overlay, Rows
from salestui.book.state import BookState
from salestui.book.together.homes import home_of
from salestui.book.together.layouts import OwnTable, joined_layout, sheet_name
from salestui.book.together.showing import Showing
from salestui.book.together.telling_apart import marked
from salestui.mapping.layout import BOOK, SHEET, Layout, Problem, TableLayout
from salestui.mapping.table import ID, ROW, EntityTable
from salestui.model.playbook import Playbook, with_texts

_Base = tuple[tuple[EntityTable, ...], EntityTable]
Key = TypeVar("Key")
Value = TypeVar("Value")


@dataclass(frozen=True)
class RolledState(BookState):
    """The books at one moment, as one.

    Attributes:
        showings: the books, in the order in which they were named.
        notes: what is to be known of the roll-up as a whole.
        bases: the joined tables, with those that each was made of; for the next state.
    """

    showings: tuple[Showing, ...] = field(default=(), compare=False, repr=False)
    notes: tuple[Problem, ...] = ()
    bases: Mapping[str, _Base] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """Those of all books, and what is to be known of them together."""
        return (*self.notes, *(p for showing in self.showings for p in showing.problems))

    @cached_property
    def findings(self) -> tuple[Problem, ...]:
        """Those of all books; one book's rows are never held against another's."""
        return tuple(p for showing in self.showings for p in showing.findings)

    def of_row(self, _entity: str, row: int) -> BookState:
        """The state with the playbook of the row's book, which knows the stages as shown here."""
        marking, own = (showing := self._showing(row)).member.marking, showing.state.playbook
        if own == self.playbook:
            return self
        meant = {t: stage.code for t in marking.stages if (stage := own.stage(t)) is not None}
        told = {marked(text, marking.label): code for text, code in meant.items()}
        return replace(self, playbook=with_texts(own, told))

    def _showing(self, row: int) -> Showing:
        """The book of a row."""
        place, _own = self.showings[0].member.numbering.whose(row)
        return next(s for s in self.showings if s.member.place == place)

    def placing(self, entity: str, values: Mapping[str, CellValue]) -> Mapping[str, CellValue]:
        """The values with the sheet of the book that they name."""
        home = home_of(self.showings, entity, values)
        return values if home is None else {**values, SHEET: home}

    def company_scope(self, _target: int) -> tuple[str, str]:
        """A company's target in one of the books is its team's, else the workbook's."""
        return self._showing(_target).whole


def combined(
    showings: Sequence[Showing],
    playbook: Playbook,
    before: RolledState | None,
    *,
    number: int,
    title: str,
    notes: tuple[Problem, ...] = (),
) -> RolledState:
    """The state of books that are shown together.

    Args:
        before: the state before, of which what did not change is taken.
    """
    first = showings[0].state
    names = dict.fromkeys(name for showing in showings for name in showing.rows)
    known = {} if before is None else before.bases
    bases: dict[str, _Base] = {}
    entities: dict[str, Rows] = {}
    for name in names:
        held = [showing for showing in showings if name in showing.rows]
        bases[name] = _base(name, held, known.get(name))
        old = None if before is None else before.entities.get(name)
        entities[name] = _rows(name, held, bases[name][1], before, old)
    long = [showing.targets for showing in showings]
    return RolledState(
        number=number,
        title=title,
        location=" ".join(showing.state.location for showing in showings),
        token=" ".join(showing.state.token for showing in showings),
        read_at=max(showing.state.read_at for showing in showings),
        today=first.today,
        fiscal_start=first.fiscal_start,
        layout=Layout({name: base.layout for name, (_parts, base) in bases.items()}, ()),
        playbook=_kept(playbook, before),
        entities=entities,
        targets=_targets(long, before),
        conflicts=tuple(s.conflict(c) for s in showings for c in s.state.conflicts),
        stale=frozenset((e, s.row(r)) for s in showings for e, r in s.state.stale),
        protected=_protected(showings),
        doubted=_merged(s.doubted for s in showings),
        folds=Folds() if before is None else before.folds,
        showings=tuple(showings),
        notes=notes,
        bases=bases,
    )


def _base(name: str, showings: Sequence[Showing], before: _Base | None) -> _Base:
    """The tables of an entity as one; the very one as before where none of them changed."""
    tables = tuple(showing.rows[name].base for showing in showings)
    if before is not None and _the_same(before[0], tables):
        return before
    own = [OwnTable(s.member.label, s.rows[name].layout, s.renamed(name)) for s in showings]
    layout = joined_layout(own, several_currencies=any(s.member.currency for s in showings))
    joined = EntityTable(
        layout=layout,
        frame=_joined([table.frame for table in tables], layout),
        unread=_merged(table.unread for table in tables),
        inherited=_united(table.inherited for table in tables),
        formulas=_united(table.formulas for table in tables),
        distant=frozenset().union(*(table.distant for table in tables)),
        padded=_merged(table.padded for table in tables),
    )
    return tables, joined


def _rows(
    name: str,
    showings: Sequence[Showing],
    base: EntityTable,
    before: RolledState | None,
    old: Rows | None,
) -> Rows:
    rows = [showing.rows[name] for showing in showings]
    if before is not None and old is not None:
        then = [s.rows[name] for s in before.showings if name in s.rows]
        if base is old.base and _the_same(then, rows):
            return old
    same = all(r.frame is r.base.frame for r in rows)
    frame = base.frame if same else _joined([r.frame for r in rows], base.layout)
    overlay = Overlay(
        _merged(r.overlay.cells for r in rows),
        tuple(row for r in rows for row in r.overlay.added),
        frozenset().union(*(r.overlay.deleted for r in rows)),
    )
    return Rows(base, frame, overlay)


def _joined(frames: Sequence[pl.DataFrame], layout: TableLayout) -> pl.DataFrame:
    """The rows of all books, with the columns of all; null where a book keeps none of a kind."""
    whole = pl.concat(frames, how="diagonal", rechunk=True)
    first = [ID, ROW, *(c.name for c in layout.columns), SHEET, BOOK]
    order = [name for name in dict.fromkeys(first) if name in whole.columns]
    return whole.select(*order, *(n for n in whole.columns if n not in order))


def _targets(long: Sequence[pl.DataFrame], before: RolledState | None) -> pl.DataFrame:
    if before is not None and _the_same([s.targets for s in before.showings], long):
        return before.targets
    rows = [frame for frame in long if frame.height]
    return pl.concat(rows, rechunk=True) if rows else NO_TARGETS


def _protected(showings: Sequence[Showing]) -> frozenset[str]:
    return frozenset(sheet_name(s.member.label, n) for s in showings for n in s.state.protected)


def _kept(playbook: Playbook, before: RolledState | None) -> Playbook:
    """The very playbook as before where it says the same."""
    return before.playbook if before is not None and before.playbook == playbook else playbook


def _merged(parts: Iterable[Mapping[Key, Value]]) -> dict[Key, Value]:
    return {key: value for part in parts for key, value in part.items()}


def _united(parts: Iterable[Mapping[str, frozenset[int]]]) -> dict[str, frozenset[int]]:
    found: dict[str, frozenset[int]] = {}
    for part in parts:
        for name, rows in part.items():
            found[name] = found.get(name, frozenset()) | rows
    return found


def _the_same(before: Sequence[object], now: Sequence[object]) -> bool:
    return len(before) == len(now) and all(a is b for a, b in zip(before, now, strict=True))
