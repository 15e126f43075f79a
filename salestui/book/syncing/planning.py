"""The three-way merge of two workbooks: what each gets, and what waits for the user's word.

A cell that changed on one side goes to the other. One that changed on both to different values, a
row removed on one side and changed on the other, and a cell that would replace a formula are
conflicts: written nowhere. Without a base (the first sync, a new column) a blank cell takes what
the other side has; cells that both sides hold and that differ are conflicts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from salestui.book.align import comparable
from salestui.book.edits import NOT_CALCULATED, Value
from salestui.book.rows import Rows
from salestui.book.state import row_title
from salestui.book.syncing.agreement import Agreement, Base, Never, Spot
from salestui.book.syncing.sharing import LeftOut, cells_apart, left_out, shared_columns
from salestui.book.syncing.sides import Side
from salestui.book.syncing.wishes import End, Wish
from salestui.book.taking_back import same
from salestui.mapping.layout import SHEET, Column


class Done(StrEnum):
    """What happens to a row or a cell."""

    SET = "set"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Change:
    """What one side gets: a value, a whole row, or a row's removal.

    Attributes:
        row: the shared identity.
        column: of a cell; None for whole rows, which have ``values``.
    """

    end: End
    done: Done
    entity: str
    row: int
    title: str
    key: str
    column: Column | None = None
    before: Value = None
    after: Value = None
    values: Mapping[str, Value] = field(default_factory=dict)


class Clash(StrEnum):
    """What stands in the way of a cell."""

    CHANGED = "changed"
    REMOVED_HERE = "removed here"
    REMOVED_THERE = "removed there"
    FORMULA_HERE = "formula here"
    FORMULA_THERE = "formula there"


@dataclass(frozen=True, slots=True)
class SyncConflict:
    """A cell that is written nowhere. ``base``: what both held last; NEVER where nothing."""

    clash: Clash
    entity: str
    row: int
    title: str
    key: str
    column: Column
    base: Value | Never
    here: Value
    there: Value


@dataclass(frozen=True)
class SyncPlan:
    """What a sync writes.

    Attributes:
        withheld: what would change a side that is not to be written.
        kept: the cells that stay different, with what both held last.
    """

    changes: tuple[Change, ...]
    conflicts: tuple[SyncConflict, ...]
    withheld: tuple[Change, ...]
    left_out: tuple[LeftOut, ...]
    kept: Mapping[Spot, Value | Never]

    def of(self, end: End) -> tuple[Change, ...]:
        """What one side gets."""
        return tuple(change for change in self.changes if change.end is end)


def planned_sync(sides: Mapping[End, Side], agreed: Agreement, wish: Wish) -> SyncPlan:
    """Compare the sides with what they had agreed on."""
    here, there = sides[End.HERE].entities, sides[End.THERE].entities
    changes: list[Change] = []
    conflicts: list[SyncConflict] = []
    kept: dict[Spot, Value | Never] = {}
    for name in here:
        if name in there:
            rows = {End.HERE: here[name], End.THERE: there[name]}
            found = _Compared(name, rows, Base(agreed, name), wish)
            changes += found.changes
            conflicts += found.conflicts
            kept |= found.kept
    writes = wish.direction.writes
    tables = ({name: rows.base for name, rows in side.items()} for side in (here, there))
    return SyncPlan(
        tuple(c for c in changes if writes(c.end)),
        tuple(conflicts),
        tuple(c for c in changes if not writes(c.end)),
        tuple(left_out(*tables)),
        kept,
    )


class _Compared:
    """One entity on both sides."""

    def __init__(self, name: str, sides: Mapping[End, Rows], base: Base, wish: Wish) -> None:
        self._name, self._sides, self._base, self._wish = name, sides, base, wish
        self._columns = shared_columns(sides[End.HERE].base, sides[End.THERE].base)
        self.changes: list[Change] = []
        self.conflicts: list[SyncConflict] = []
        self.kept: dict[Spot, Value | Never] = {}
        for row, column in cells_apart(sides[End.HERE], sides[End.THERE], self._columns):
            self._cell(row, column)
        for end, rows in sides.items():
            others = sides[end.other].base_positions
            for row in (row for row in rows.base_positions if row not in others):
                self._lone(end, row)

    def _cell(self, row: int, name: str) -> None:
        if all(rows.has_formula(row, self._column(e, name)) for e, rows in self._sides.items()):
            return  # each has its own result
        values = {end: rows.value(row, name) for end, rows in self._sides.items()}
        base = self._base.value(row, name)
        spot = self._name, row, name
        source = _source(values, base)
        if source is None and self._preferred is not None:
            source = self._preferred
        if source is None:
            self._conflict(Clash.CHANGED, spot, base, values)
            return
        target = source.other
        column = self._column(target, name)
        if self._sides[target].has_formula(row, column):
            clash = Clash.FORMULA_HERE if target is End.HERE else Clash.FORMULA_THERE
            self._conflict(clash, spot, base, values)
            return
        if not self._wish.direction.writes(target):
            self.kept[spot] = base
        before, after = values[target], self._sides[source].held(row, name)
        about = self._name, row, *self._called(target, row)
        self.changes.append(Change(target, Done.SET, *about, column, before, after))

    @property
    def _preferred(self) -> End | None:
        """Whose word holds, as far as the other side may be written."""
        word = self._wish.prefer
        return word if word is not None and self._wish.direction.writes(word.other) else None

    def _lone(self, end: End, row: int) -> None:
        """A row that only one side has: new there, or removed from the other."""
        if not self._base.knows(row):
            self._add(end.other, row)
            return
        touched = self._touched(end, row)
        if not touched or self._preferred is end.other:
            rows = self._sides[end]
            about = self._name, row, *self._called(end, row)
            self.changes.append(Change(end, Done.REMOVED, *about, values=rows.values(row)))
        elif self._preferred is end:
            self._add(end.other, row)
        else:
            clash = Clash.REMOVED_THERE if end is End.HERE else Clash.REMOVED_HERE
            for name, base in touched.items():
                now = self._sides[end].value(row, name)
                values: dict[End, Value] = {end: now, end.other: None}
                self._conflict(clash, (self._name, row, name), base, values)

    def _touched(self, end: End, row: int) -> dict[str, Value | Never]:
        """The cells of a row that changed since the sides agreed, with what they held."""
        rows = self._sides[end]
        own = self._base.sides.get(end)
        names = comparable(own.base, rows.base) if own is not None else self._columns
        bases = {name: self._base.own(end, row, name) for name in names}
        return {
            name: base
            for name, base in bases.items()
            if not rows.has_formula(row, self._column(end, name))
            and (isinstance(base, Never) or not same(base, rows.value(row, name)))
        }

    def _add(self, target: End, row: int) -> None:
        source = self._sides[target.other]
        values = {name: source.held(row, name) for name in self._columns}
        values = {n: v for n, v in values.items() if v is not None and v != NOT_CALCULATED}
        if source.layout.parts:
            values[SHEET] = source.value(row, SHEET)
        about = self._name, row, *self._called(target.other, row)
        self.changes.append(Change(target, Done.ADDED, *about, values=values))

    def _conflict(
        self, clash: Clash, spot: Spot, base: Value | Never, values: Mapping[End, Value]
    ) -> None:
        _entity, row, name = spot
        end = End.HERE if row in self._sides[End.HERE].base_positions else End.THERE
        sides = values[End.HERE], values[End.THERE]
        about = self._name, row, *self._called(end, row), self._column(end, name)
        self.conflicts.append(SyncConflict(clash, *about, base, *sides))
        self.kept[spot] = base

    def _column(self, end: End, name: str) -> Column:
        column = self._sides[end].layout.column(name)
        assert column is not None, "it is one of the columns of both"
        return column

    def _called(self, end: End, row: int) -> tuple[str, str]:
        """A row's title and key."""
        rows = self._sides[end]
        key = rows.value(row, rows.layout.entity.key)
        return row_title(rows, row), "" if key is None else str(key)


def _source(values: Mapping[End, Value], base: Value | Never) -> End | None:
    """Which side's value goes to the other; None where both changed."""
    here, there = values[End.HERE], values[End.THERE]
    if isinstance(base, Never):
        blank = here in (None, ""), there in (None, "")
        return None if not any(blank) else End.THERE if blank[0] else End.HERE
    if same(here, base):
        return End.THERE
    return End.HERE if same(there, base) else None


def settled_spots(changes: Iterable[Change]) -> dict[Spot, Value]:
    """The cells that changes make the same on both sides, with what they hold then."""
    found: dict[Spot, Value] = {}
    for change in changes:
        if change.column is not None:
            found[change.entity, change.row, change.column.name] = change.after
        found |= {(change.entity, change.row, name): v for name, v in change.values.items()}
    return found
