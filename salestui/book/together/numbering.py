"""Row identities of several books as one range of numbers, and back."""

from __future__ import annotations

from dataclasses import dataclass, field

import polars as pl

from salestui.mapping.table import ID

STEP = 1_000_000_000
"""Identities of a book are below this; those of the book at place n begin at n times this."""

_NEW = 9_000_000 * STEP
"""Identities given to new rows before it is known which book they go to begin here."""


@dataclass(slots=True)
class Numbering:
    """Which row of which book an identity in the roll-up means."""

    _next: int = _NEW
    _rows: dict[int, tuple[int, int]] = field(default_factory=dict)
    _shown: dict[tuple[int, int], int] = field(default_factory=dict)

    def take(self, count: int) -> range:
        """Identities for new rows; ``settle`` says later whose they are."""
        first = self._next
        self._next += count
        return range(first, self._next)

    def settle(self, shown: int, book: int, row: int) -> None:
        """A new row is that row of the book at that place."""
        self._rows[shown], self._shown[book, row] = (book, row), shown

    def is_open(self, shown: int) -> bool:
        """Whether it is not known yet whose row it is."""
        return shown >= _NEW and shown not in self._rows

    def whose(self, shown: int) -> tuple[int, int]:
        """The place of the book and its own identity of the row.

        Raises:
            KeyError: a new row that is nobody's yet.
        """
        return self._rows[shown] if shown >= _NEW else divmod(shown, STEP)

    def shown(self, book: int, row: int) -> int:
        """The identity in the roll-up of a book's row."""
        return self._shown.get((book, row), book * STEP + row)

    def numbered(self, book: int, frame: pl.DataFrame) -> pl.DataFrame:
        """A book's frame with the identities of the roll-up."""
        ids = frame[ID] + book * STEP
        if own := {book * STEP + r: s for (b, r), s in self._shown.items() if b == book}:
            ids = ids.replace(own)
        return frame.with_columns(ids.alias(ID))
