"""What others changed between two readings, as edits for the history."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import islice

import polars as pl

from salestui.book.align import comparable
from salestui.book.edits import AddRow, DeleteRow, Edit, SetField, Unread, Value
from salestui.book.journal.named import Named, names_of
from salestui.mapping.table import ID, EntityTable

DETAILED = 2_000
"""Changes of one reading that are kept one by one; more of them are only counted."""

FOLLOWED = 20_000
"""The same for the fields that figures over time are made of."""

_FOLLOWED = {"deals": ("stage", "amount", "expected_close", "owner")}


@dataclass(frozen=True)
class Observation:
    """Two readings with the same identities, and when the later one was made.

    ``since``: when the one before was; None where nobody knows.
    ``changes`` takes a while for many rows, and is worked out once.
    """

    before: Mapping[str, EntityTable]
    after: Mapping[str, EntityTable]
    at: datetime
    since: datetime | None = None

    @cached_property
    def changes(self) -> tuple[Named, ...]:
        """What others changed, those of followed fields first."""
        return self._found[0]

    @property
    def unlisted(self) -> int:
        """How many more changes there were."""
        return self._found[1]

    @cached_property
    def _found(self) -> tuple[tuple[Named, ...], int]:
        compared = [_Compared(n, self.before[n], t) for n, t in self.after.items()
                    if n in self.before and self.before[n] is not t]  # fmt: skip
        listed: list[Named] = []
        total = 0
        for room, followed in ((FOLLOWED, True), (DETAILED, False)):
            left = room
            for one in compared:
                counts, edits = one.found(followed)
                total += counts
                taken = list(islice(edits, left))
                left -= len(taken)
                listed += one.named(taken)
        return tuple(listed), total - len(listed)


class _Compared:
    """One entity before and after."""

    def __init__(self, name: str, before: EntityTable, after: EntityTable) -> None:
        self._name, self._before, self._after = name, before, after
        columns = [c for c in comparable(before, after) if _same_column(before, after, c)]
        important = _FOLLOWED.get(name, ())
        self._columns = {
            True: [c for c in columns if c in important],
            False: [c for c in columns if c not in important],
        }
        keys = before.frame.select(ID), after.frame.select(ID)
        self._gone = before.frame.join(keys[1], on=ID, how="anti")
        self._new = after.frame.join(keys[0], on=ID, how="anti")
        self._both = before.frame.select(ID, *columns).join(
            after.frame.select(ID, *columns), on=ID, suffix="_new"
        )

    def found(self, followed: bool) -> tuple[int, Iterator[Edit]]:
        """How many changes there are, and they themselves; whole rows of deals are followed."""
        changed = {
            c: self._both.filter(_differs(self._both.schema, c)).select(ID, c, f"{c}_new")
            for c in self._columns[followed]
        }
        whole = followed == (self._name in _FOLLOWED)
        rows = self._gone.height + self._new.height if whole else 0
        return sum(f.height for f in changed.values()) + rows, self._edits(changed, whole)

    def _edits(self, changed: Mapping[str, pl.DataFrame], whole: bool) -> Iterator[Edit]:
        name = self._name
        for column, frame in changed.items():
            for row, before, after in frame.iter_rows():
                was = _value(self._before, row, column, before)
                yield SetField(name, row, column, was, _value(self._after, row, column, after))
        if whole:
            for values in self._new.iter_rows(named=True):
                yield AddRow(name, values[ID], self._kept(values))
            for values in self._gone.iter_rows(named=True):
                yield DeleteRow(name, values[ID], self._kept(values))

    def _kept(self, values: Mapping[str, Value]) -> dict[str, Value]:
        names = [n for columns in self._columns.values() for n in columns]
        return {n: values[n] for n in names if values[n] is not None}

    def named(self, edits: list[Edit]) -> list[Named]:
        """The edits with what their rows are called now."""
        rows = {e.row for e in edits if not isinstance(e, DeleteRow)}
        gone = {e.row for e in edits if isinstance(e, DeleteRow)}
        names = names_of(self._after, rows) | names_of(self._before, gone)
        return [Named(e, *names.get(e.row, ("", ""))) for e in edits]


def _same_column(before: EntityTable, after: EntityTable, name: str) -> bool:
    """Whether a name means the column of one header in both; a mapping may have been changed."""
    one, other = before.layout.column(name), after.layout.column(name)
    return one is not None and other is not None and one.header == other.header


def _differs(schema: pl.Schema, name: str) -> pl.Expr:
    """Whether a cell changed; the last digits of a number, which units may cost, say nothing."""
    before, after = pl.col(name), pl.col(f"{name}_new")
    differs = before.ne_missing(after)
    if schema[name] != pl.Float64:
        return differs
    near = (before - after).abs() <= 1e-9 * pl.max_horizontal(before.abs(), after.abs())
    return differs & ~near.fill_null(value=False)


def _value(table: EntityTable, row: int, column: str, value: Value) -> Value:
    if value is None and (text := table.unread.get((row, column))) is not None:
        return Unread(text)
    return value
