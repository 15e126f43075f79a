"""Sheets whose rows stand on the other sheets of their table too: roll-ups, copies, backups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from salestui.mapping.periods import Year
from salestui.mapping.sheet_names import period_named
from salestui.mapping.table import ID, ROW, EntityTable

_MOSTLY = 0.9
"""From this share of its rows on that stand elsewhere, a sheet holds nothing of its own."""

_TELLING = 3
"""So many columns must be on all sheets for rows to be compared."""


def repeating(parts: Sequence[EntityTable]) -> Mapping[int, int]:
    """Which parts are not to be counted, by their place, with the number of rows that repeat.

    Sheets named after different periods or people are no copies of each other: there, equal rows
    are different sales.
    """
    shared = _common_columns(parts)
    if len(shared) < _TELLING:
        return {}
    hashes = [part.frame.select(pl.struct(shared).hash().alias("h"))["h"] for part in parts]
    named = [_is_named(part) for part in parts]
    within = _Within(hashes, named)
    if not any(within.share(i) for i in range(len(parts))):
        return {}
    gone: dict[int, int] = {}
    by_size = sorted(range(len(parts)), key=lambda i: (-hashes[i].len(), -i))
    for i in by_size:  # sums of several sheets, the greatest first
        others = within.comparable(i, gone)
        single = max((within.count(i, [j]) for j in others), default=0)
        if within.covered(i, others) and single < _MOSTLY * hashes[i].len():
            gone[i] = within.count(i, others)
    for i in sorted(by_size, key=lambda i: (hashes[i].len(), named[i], -i)):  # copies
        larger = [j for j in within.comparable(i, gone) if hashes[j].len() >= hashes[i].len()]
        if i not in gone and any(within.covered(i, [j]) for j in larger):
            gone[i] = max(within.count(i, [j]) for j in larger)
    return gone


class _Within:
    """Counts the rows of a part that stand in others."""

    def __init__(self, hashes: Sequence[pl.Series], named: Sequence[bool]) -> None:
        self._hashes, self._named = hashes, named
        places = [pl.repeat(i, h.len(), dtype=pl.Int32, eager=True) for i, h in enumerate(hashes)]
        rows = pl.DataFrame({"h": pl.concat(hashes), "part": pl.concat(places)})
        many = rows.unique().filter(pl.col("h").is_duplicated())
        self._elsewhere = many["h"].unique()

    def share(self, part: int) -> bool:
        """Whether so many rows of a part stand in any other one that it may be left out."""
        rows = self._hashes[part]
        found = rows.is_in(self._elsewhere.implode()).sum() if rows.len() else 0
        return found > 0 and found >= _MOSTLY * rows.len()

    def comparable(self, part: int, gone: Mapping[int, int]) -> list[int]:
        """The other parts that it may be a copy of."""
        return [
            j
            for j in range(len(self._hashes))
            if j != part and j not in gone and not (self._named[part] and self._named[j])
        ]

    def count(self, part: int, others: Sequence[int]) -> int:
        """How many rows of a part stand in any of the others."""
        if not others or not self.share(part):
            return 0
        there = pl.concat([self._hashes[j] for j in others]).unique()
        return int(self._hashes[part].is_in(there.implode()).sum())

    def covered(self, part: int, others: Sequence[int]) -> bool:
        """Whether a part has next to nothing that the others have not."""
        found = self.count(part, others)
        return found > 0 and found >= _MOSTLY * self._hashes[part].len()


def _common_columns(parts: Sequence[EntityTable]) -> list[str]:
    first = parts[0].frame.columns
    every = set(first).intersection(*(part.frame.columns for part in parts))
    return [name for name in first if name in every and name not in (ID, ROW)]


def _is_named(part: EntityTable) -> bool:
    """Whether the sheet is named after a period or a person."""
    told = any(column.given for column in part.layout.columns)
    return told or period_named(part.layout.sheet, 1, Year(2000)) is not None
