"""What became of a batch where others changed rows in the moment before it arrived.

The service knows rows by their number alone. Where rows moved after they were looked at, a value
may stand in another row, a new row elsewhere than meant, and another row may be gone. What was
held before tells, row by row: a row is known by its other cells, wherever it is now.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from adapters.addresses import a1
from adapters.errors import N_, Notice
from adapters.google.pulled import Json, Pull, PulledSheet
from adapters.google.writing.cells import Norm, norm
from adapters.google.writing.operations import Batch, Insert, Put, Remove
from adapters.google.writing.service import Seen
from adapters.google.writing.witnesses import witnessed

_UNKNOWN = N_("{where}: rows were moved by others just then; a value here may have been lost.")
_GONE = N_("{where}: rows were moved by others just then; a row here may have been taken out.")

Key = tuple[Norm, ...]


@dataclass(slots=True)
class Findings:
    """What is to be done after others interfered.

    Attributes:
        repairs: operations on the spreadsheet as it is now that take out what is in a wrong place
            and give back what was overwritten.
        undone: whether something of the batch is not where it should be.
        notices: what could not be told for certain.
    """

    puts: list[Put] = field(default_factory=list)
    inserts: list[Insert] = field(default_factory=list)
    removes: list[Remove] = field(default_factory=list)
    undone: bool = False
    notices: list[Notice] = field(default_factory=list)

    @property
    def repairs(self) -> Batch:
        """The repairs in one batch."""
        return Batch(tuple(self.puts), tuple(self.inserts), tuple(self.removes))


def examined(held: Pull, meant: Pull, now: Pull, batch: Batch, seen: Seen) -> Findings:
    """Compare what was held before a batch, what was meant, and what is there now.

    Args:
        seen: what the answer to the batch told, if there was one.
    """
    found = Findings()
    for id_ in {op.sheet for ops in (batch.puts, batch.inserts, batch.removes) for op in ops}:
        sheets = [
            next((s for s in pull.sheets if s.id == id_), None) for pull in (held, meant, now)
        ]
        before, after, present = sheets
        if before is None or after is None or present is None:
            found.undone = True
            continue
        _Sheet((before, after, present), batch, seen, found).examine()
    return found


def _by_id(pull: Pull, id_: int) -> PulledSheet | None:
    return next((sheet for sheet in pull.sheets if sheet.id == id_), None)


class _Sheet:
    """One sheet before, as meant, and now."""

    def __init__(
        self,
        sheets: tuple[PulledSheet, PulledSheet, PulledSheet],
        batch: Batch,
        seen: Seen,
        found: Findings,
    ) -> None:
        self.held, self.meant, self.now = held, meant, now = sheets
        self.batch, self.seen, self.found = batch, seen, found
        self.columns = tuple(
            sorted({*held.values, *meant.values, *now.values} - {*held.formulas, *now.formulas})
        )
        self.touched = {row: cols for (id_, row), cols in batch.touched().items() if id_ == held.id}

    def examine(self) -> None:
        """Each operation in turn."""
        for columns, rows in self._by_columns().items():
            self._examine_puts(columns, rows)
        for insert in self.batch.inserts:
            if insert.sheet == self.held.id:
                self._examine_insert(insert)
        self._examine_removes()

    def _by_columns(self) -> dict[frozenset[int], list[int]]:
        found: dict[frozenset[int], list[int]] = {}
        for row, columns in self.touched.items():
            found.setdefault(frozenset(columns), []).append(row)
        return found

    def _key(self, sheet: PulledSheet, row: int, columns: tuple[int, ...]) -> Key:
        return tuple(norm(sheet.cell(row, column)) for column in columns)

    def _keys(self, sheet: PulledSheet, columns: tuple[int, ...]) -> dict[Key, list[int]]:
        found: dict[Key, list[int]] = {}
        for row in range(1, _length(sheet) + 1):
            found.setdefault(self._key(sheet, row, columns), []).append(row)
        return found

    def _examine_puts(self, columns: frozenset[int], rows: list[int]) -> None:
        """Rows of which the same columns were put: known by all others."""
        mine = tuple(sorted(columns & {*self.columns}))
        others = tuple(column for column in self.columns if column not in columns)
        before, present = self._keys(self.held, others), self._keys(self.now, others)
        if not mine or not others:
            return
        for key in {self._key(self.held, row, others) for row in rows}:
            if any(part is not None for part in key):
                self._examine_group(mine, before[key], present.get(key, []), (before, present))
            else:
                self._examine_blank(mine, [row for row in before[key] if row in rows])

    def _examine_group(
        self,
        mine: tuple[int, ...],
        then: list[int],
        there: list[int],
        keys: tuple[dict[Key, list[int]], dict[Key, list[int]]],
    ) -> None:
        """Rows with the same other cells; mostly one."""
        was = Counter(self._key(self.held, row, mine) for row in then)
        wanted = Counter(self._meant(row, mine) for row in then)
        has = Counter(self._key(self.now, row, mine) for row in there)
        missing, surplus = wanted - has, has - wanted
        if not missing:
            return
        sent = Counter(self._meant(row, mine) for row in then if row in self.touched)
        arrived = not missing & sent
        if arrived and surplus and not surplus - was:
            self._swap(mine, there, missing, surplus)
            return
        if not arrived and not there and self._edited_otherwise(mine, sent, keys):
            return
        self.found.undone = True
        if arrived:
            return
        for value in (missing & sent).elements():
            self._take_back(mine, value, keys)

    def _meant(self, row: int, columns: tuple[int, ...]) -> Key:
        final = self.batch.final(self.held.id, row, columns[0], columns[0])
        gone = any(r.sheet == self.held.id and r.row == row for r in self.batch.removes)
        return self._key(self.held, row, columns) if gone else self._key(self.meant, final, columns)

    def _swap(
        self, mine: tuple[int, ...], there: list[int], missing: Counter[Key], surplus: Counter[Key]
    ) -> None:
        """Two rows that differ in nothing else: the other one was hit, so this takes its value."""
        for old, new in zip(surplus.elements(), missing.elements(), strict=False):
            row = next(row for row in there if self._key(self.now, row, mine) == old)
            source = next(
                (
                    r
                    for r in range(1, _length(self.held) + 1)
                    if self._key(self.held, r, mine) == new
                ),
                0,
            )
            self._put(row, {column: self.held.cell(source, column) for column in mine})

    def _edited_otherwise(
        self,
        mine: tuple[int, ...],
        sent: Counter[Key],
        keys: tuple[dict[Key, list[int]], dict[Key, list[int]]],
    ) -> bool:
        """Whether rows hold what was sent whose other cells somebody changed as well."""
        before, present = keys
        for key, rows in present.items():
            for row in rows:
                if key not in before and self._key(self.now, row, mine) in sent:
                    like = max((_likeness(key, k) for k in self._own_keys(mine, before)), default=0)
                    return like * 2 > sum(part is not None for part in key)
        return False

    def _own_keys(self, mine: tuple[int, ...], before: dict[Key, list[int]]) -> Iterator[Key]:
        for key, rows in before.items():
            if any(row in self.touched and set(mine) <= self.touched[row] for row in rows):
                yield key

    def _take_back(
        self,
        mine: tuple[int, ...],
        value: Key,
        keys: tuple[dict[Key, list[int]], dict[Key, list[int]]],
    ) -> None:
        """Find the row that was hit instead, and give it back what it held."""
        before, present = keys
        unknown: list[int] = []
        for key, rows in present.items():
            hit = [row for row in rows if self._key(self.now, row, mine) == value]
            if not hit:
                continue
            then = before.get(key, [])
            if not then:
                unknown += hit
            elif all(self._key(self.held, row, mine) != value for row in then):
                if any(row in self.touched and self._meant(row, mine) == value for row in then):
                    continue
                if len(then) == 1 and len(hit) == 1:
                    old = {column: self.held.cell(then[0], column) for column in mine}
                    self._put(hit[0], old)
                    return
                unknown += hit
        if len(unknown) != 1:
            return
        source = self._changed_from(self._key_of(present, unknown[0]), before, present)
        if source:
            self._put(unknown[0], {column: self.held.cell(source, column) for column in mine})
        else:
            self._take_out(mine, unknown[0])

    def _key_of(self, present: Mapping[Key, list[int]], row: int) -> Key:
        return next(key for key, rows in present.items() if row in rows)

    def _changed_from(
        self, key: Key, before: Mapping[Key, list[int]], present: Mapping[Key, list[int]]
    ) -> int:
        """The one row that was held, is not there as it was, and is much like this one."""
        gone = ((other, rows) for other, rows in before.items() if other not in present)
        like = [rows for other, rows in gone if _are_alike(key, other)]
        return like[0][0] if len(like) == 1 and len(like[0]) == 1 else 0

    def _take_out(self, mine: tuple[int, ...], row: int) -> None:
        """Ours is in a row that was not there before: what it held there nobody knows."""
        self._put(row, dict.fromkeys(mine))
        if any(norm(self.now.cell(row, c)) is not None for c in self.columns if c not in mine):
            self.found.notices.append(self._notice(_UNKNOWN, row, mine[0]))

    def _examine_blank(self, mine: tuple[int, ...], rows: list[int]) -> None:
        """Rows that held nothing else: what was sent must be there as often as meant."""
        sent = Counter(self._meant(row, mine) for row in rows)
        blank = (None,) * len(mine)
        sent.pop(blank, None)
        there = self._keys(self.now, mine)
        then = self._keys(self.held, mine)
        for value, count in sent.items():
            arrived = [row for row in there.get(value, []) if self._is_bare(row, mine)]
            already = [row for row in then.get(value, []) if row not in self.touched]
            if len(arrived) >= count + sum(self._was_bare(row, mine) for row in already):
                continue
            self.found.undone = True
            others = tuple(column for column in self.columns if column not in mine)
            keys = self._keys(self.held, others), self._keys(self.now, others)
            self._take_back(mine, value, keys)

    def _is_bare(self, row: int, mine: tuple[int, ...]) -> bool:
        return all(norm(self.now.cell(row, c)) is None for c in self.columns if c not in mine)

    def _was_bare(self, row: int, mine: tuple[int, ...]) -> bool:
        return all(norm(self.held.cell(row, c)) is None for c in self.columns if c not in mine)

    def _put(self, row: int, values: Mapping[int, Json]) -> None:
        self.found.puts += [Put(self.held.id, row, c, value) for c, value in values.items()]

    def _examine_insert(self, insert: Insert) -> None:
        """New rows are whole wherever they are; they must only stand at their table."""
        below = {
            self._key(self.held, row, self.columns)
            for row in range(
                insert.after + 1, max(map(len, self.held.values.values()), default=0) + 1
            )
        }
        own = {self._new_key(row) for row in insert.rows}
        inside = [c for c in self.columns if insert.first <= c <= insert.last]
        blank = (None,) * len(self.columns)
        for key, rows in self._keys(self.now, self.columns).items():
            if key not in own or key == blank:
                continue
            for row in rows[self._times(key) :] if self._times(key) else rows:
                above = row - 1
                while above and self._key(self.now, above, self.columns) in own:
                    above -= 1
                over = self._key(self.now, above, self.columns) if above else blank
                bare = all(norm(self.now.cell(above, c)) is None for c in inside)
                if bare or (over in below and above > 0):
                    self.found.undone = True
                    misplaced = Remove(self.held.id, row, insert.first, insert.last)
                    self.found.removes += witnessed(self.now, [misplaced])

    def _new_key(self, row: Mapping[int, Json]) -> Key:
        return tuple(norm(row.get(column)) for column in self.columns)

    def _times(self, key: Key) -> int:
        """How often a row like this was there before."""
        return len(self._keys(self.held, self.columns).get(key, ()))

    def _examine_removes(self) -> None:
        """Rows that were to go must be gone; others that went in their place come back."""
        removes = [r for r in self.batch.removes if r.sheet == self.held.id]
        if not removes:
            return
        before, present = (self._keys(s, self.columns) for s in (self.held, self.now))
        expected = Counter({key: len(rows) for key, rows in before.items()})
        for row in (*(remove.row for remove in removes), *self.touched):
            expected[self._key(self.held, row, self.columns)] -= 1
        missed = [
            remove
            for remove in removes
            if self._missed(remove, is_there=self._stays(remove, expected, present))
        ]
        if not missed:
            return
        self.found.undone = True
        blank = (None,) * len(self.columns)
        missing = [
            row
            for key, rows in before.items()
            if key != blank and len(present.get(key, [])) < expected[key]
            for row in rows[: expected[key] - len(present.get(key, []))]
            if not any(_are_alike(key, new) for new in present if new not in before)
        ]
        between = [row for row in self._taken(removes) if row in missing]
        if len(missing) > len(missed) and len(between) != len(missed):
            number = self.batch.raised(self.held.id, missed[0].row)
            self.found.notices.append(self._notice(_GONE, number, missed[0].first))
            return
        for row in missing if len(missing) <= len(missed) else between:
            self._bring_back(row, removes[0])

    def _stays(
        self, remove: Remove, expected: Counter[Key], present: Mapping[Key, list[int]]
    ) -> bool:
        key = self._own_key(remove)
        return len(present.get(key, [])) > max(expected[key], 0)

    def _own_key(self, remove: Remove) -> Key:
        return self._key(self.held, remove.row, self.columns)

    def _missed(self, remove: Remove, *, is_there: bool) -> bool:
        """Whether another row went; where nothing tells, whether the one that was meant stays."""
        hits = zip(self.batch.removed_upwards(), self.seen.hits, strict=False)
        row = self.batch.lowered(remove.sheet, remove.row, remove.first, remove.last)
        known = {(other.sheet, other.row): hit for other, hit in hits}
        hit = known.get((remove.sheet, row))
        return is_there if hit is None else not hit

    def _taken(self, removes: list[Remove]) -> Iterator[int]:
        """Rows that were held between those that were seen above and below what was taken out."""
        columns = tuple(column for column in self.columns if column not in self._put_columns())
        keys = self._keys(self.held, columns)
        targets = {remove.row for remove in removes}
        for number in {
            self.batch.raised(self.held.id, remove.row)
            for remove in self.batch.removed_upwards()
            if remove.sheet == self.held.id
        }:
            above, below = (
                keys.get(key, []) if (key := self._seen_key(row, columns)) is not None else []
                for row in (number - 1, number)
            )
            if len(above) == len(below) == 1:
                yield from (row for row in range(above[0] + 1, below[0]) if row not in targets)
            elif len(above) == 1 and above[0] + 1 not in targets:
                yield above[0] + 1

    def _put_columns(self) -> set[int]:
        """Columns that the batch puts: their cells do not tell a row."""
        return {column for columns in self.touched.values() for column in columns}

    def _seen_key(self, row: int, columns: tuple[int, ...]) -> Key | None:
        """A row directly after the batch; None where it is not known or blank."""
        cells = (self.seen.rows or {}).get((self.held.id, row))
        return tuple(norm(cells.get(column)) for column in columns) if cells else None

    def _bring_back(self, victim: int, remove: Remove) -> None:
        """Insert a row again as it was held."""
        values = {c: self.held.cell(victim, c) for c in self.columns}
        row = {c: value for c, value in values.items() if norm(value) is not None}
        computed = frozenset(c for c, rows in self.held.formulas.items() if victim in rows)
        after = self._predecessor(victim)
        has = frozenset(c for c in computed if after in self.now.formulas.get(c, ()))
        at_end = after >= self.now.rows
        bounds = remove.first, remove.last
        insert = Insert(self.held.id, after, *bounds, (row,), formulas=has, last_of_grid=at_end)
        self.found.inserts.append(insert)

    def _predecessor(self, victim: int) -> int:
        """Where the nearest row above it is now."""
        present = self._keys(self.now, self.columns)
        for row in range(victim - 1, 0, -1):
            places = present.get(self._key(self.held, row, self.columns), [])
            if len(places) == 1:
                return places[0]
        return max(1, min(victim - 1, self.now.rows))

    def _notice(self, message: str, row: int, column: int) -> Notice:
        return Notice(message, {"where": a1(self.now.title, row, column)})


def _length(sheet: PulledSheet) -> int:
    """The last row that holds anything."""
    return max(map(len, sheet.values.values()), default=0)


def _are_alike(one: Key, other: Key) -> bool:
    """Whether two rows are one that somebody changed: most of what is filled is the same."""
    filled = sum(a is not None or b is not None for a, b in zip(one, other, strict=True))
    return 2 * _likeness(one, other) > filled


def _likeness(one: Key, other: Key) -> int:
    """In how many filled cells two rows agree."""
    return sum(a == b and a is not None for a, b in zip(one, other, strict=True))
