"""Cells that were put while others moved rows: what arrived, and what was hit instead.

A row is known by its other cells, wherever it is now.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from adapters.errors import N_
from adapters.google.pulled import Json
from adapters.google.writing.operations import Put
from adapters.google.writing.sides import Key, Sides, are_alike, is_blank

_UNKNOWN = N_("{where}: rows were moved by others just then; a value here may have been lost.")


def examine_puts(sides: Sides) -> None:
    """Find what is not where it should be, and how to repair what was hit instead."""
    together: dict[frozenset[int], list[int]] = {}
    for row, columns in sides.touched.items():
        together.setdefault(frozenset(columns), []).append(row)
    for put, rows in together.items():
        mine = tuple(sorted(put & {*sides.columns}))
        if mine and sides.without(put):
            _SameColumns(sides, mine, sides.without(put)).examine(rows)
        else:  # nothing tells the rows apart
            sides.found.undone = True
            sides.notice(_UNKNOWN, rows[0], min(put))


class _SameColumns:
    """Rows of which the same columns were put, ``mine``."""

    def __init__(self, sides: Sides, mine: tuple[int, ...], others: tuple[int, ...]) -> None:
        self.sides, self.mine, self.others = sides, mine, others
        self.before, self.present = sides.before(others), sides.present(others)

    def examine(self, rows: list[int]) -> None:
        """The rows with the same other cells together; mostly one."""
        for key in {self.sides.was(row, self.others) for row in rows}:
            then = self.before.get(key, [])
            if is_blank(key):
                self._examine_blank(rows, key)
            else:
                self._examine_group(then, self.present.get(key, []))

    def _examine_group(self, then: list[int], there: list[int]) -> None:
        sides, mine = self.sides, self.mine
        was = Counter(sides.was(row, mine) for row in then)
        wanted = Counter(sides.gets(row, mine) for row in then)
        has = Counter(sides.has(row, mine) for row in there)
        missing, surplus = wanted - has, has - wanted
        if not missing:
            return
        sent = Counter(sides.gets(row, mine) for row in then if row in sides.touched)
        arrived = not missing & sent
        if arrived and surplus and not surplus - was:
            self._swap(then, there, missing, surplus)
            return
        if not arrived and not there and (self._stayed(then) or self._changed_otherwise(sent)):
            return
        sides.found.undone = True
        if not arrived:
            for value in (missing & sent).elements():
                self._take_back(value)

    def _swap(
        self, then: list[int], there: list[int], missing: Counter[Key], surplus: Counter[Key]
    ) -> None:
        """Two rows that differ in nothing else: the other one was hit, so this takes its value."""
        free = list(there)
        for old, new in zip(surplus.elements(), missing.elements(), strict=False):
            row = next(row for row in free if self.sides.has(row, self.mine) == old)
            free.remove(row)
            source = next((row for row in then if self.sides.was(row, self.mine) == new), None)
            if source is not None:
                self._give(row, source)

    def _stayed(self, then: list[int]) -> bool:
        """Whether what was sent is where it should be, in a row that others changed there.

        However much they changed: it is none that was held, and its neighbours are the same.
        """
        sides = self.sides
        for row in (row for row in then if row in sides.touched):
            place = sides.place(row)
            around = (place - 1, place + 1)
            if sides.has(place, self.mine) != sides.gets(row, self.mine):
                return False
            if sides.has(place, self.others) in self.before:
                return False
            if any(sides.has(n, self.others) != sides.meant_at(n, self.others) for n in around):
                return False
        return True

    def _changed_otherwise(self, sent: Counter[Key]) -> bool:
        """Whether a row like ours holds what was sent: others changed its other cells."""
        own = [
            key
            for key, rows in self.before.items()
            if any(set(self.mine) <= self.sides.touched.get(row, set()) for row in rows)
        ]
        return any(
            self.sides.has(row, self.mine) in sent and any(are_alike(key, k) for k in own)
            for key, rows in self.present.items()
            if key not in self.before
            for row in rows
        )

    def _examine_blank(self, rows: list[int], key: Key) -> None:
        """Rows that held nothing else: what was sent must be there as often as meant."""
        then = self.before.get(key, [])
        bare = [row for row in rows if self.sides.was(row, self.others) == key]
        meant = Counter(self.sides.gets(row, self.mine) for row in {*bare, *then})
        has = Counter(self.sides.has(row, self.mine) for row in self.present.get(key, []))
        sent = Counter(self.sides.gets(row, self.mine) for row in bare)
        for value, count in ((meant - has) & sent).items():
            if is_blank(value):
                continue
            self.sides.found.undone = True
            for _ in range(count):
                self._take_back(value)

    def _take_back(self, value: Key) -> None:
        """Find the row that was hit instead, and give it back what it held."""
        unknown: list[tuple[Key, int]] = []
        for key, rows in self.present.items():
            hit = [row for row in rows if self.sides.has(row, self.mine) == value]
            then = self.before.get(key, [])
            if not hit or any(self._holds(row, value) for row in then):
                continue
            if len(then) == 1 and len(hit) == 1:
                self._give(hit[0], then[0])
                return
            unknown += [(key, row) for row in hit]
        if len(unknown) != 1:
            return
        ((key, row),) = unknown
        source = self._changed_from(key)
        if source is not None:
            self._give(row, source)
        else:
            self._take_out(row)

    def _holds(self, row: int, value: Key) -> bool:
        """Whether a row held this, or is meant to."""
        sides = self.sides
        put = row in sides.touched and sides.gets(row, self.mine) == value
        return put or sides.was(row, self.mine) == value

    def _changed_from(self, key: Key) -> int | None:
        """The one row that was held, is not there as it was, and is much like this one."""
        gone = ((other, rows) for other, rows in self.before.items() if other not in self.present)
        like = [rows for other, rows in gone if are_alike(key, other)]
        return like[0][0] if len(like) == 1 and len(like[0]) == 1 else None

    def _take_out(self, row: int) -> None:
        """Ours is in a row that was not there before: what it held there nobody knows."""
        self._put(row, dict.fromkeys(self.mine))
        if not is_blank(self.sides.has(row, self.others)):
            self.sides.notice(_UNKNOWN, row, self.mine[0])

    def _give(self, row: int, source: int) -> None:
        """A row as it is now gets what one held."""
        self._put(row, {column: self.sides.held.cell(source, column) for column in self.mine})

    def _put(self, row: int, values: Mapping[int, Json]) -> None:
        id_ = self.sides.held.id
        self.sides.found.puts += [Put(id_, row, column, value) for column, value in values.items()]
