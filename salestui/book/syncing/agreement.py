"""What two workbooks had in common when they were synced last: the base of the three-way merge.

Each side's table is kept as it was, under identities that both sides share, so that each is
aligned with itself: rows are found again after sorts, whether or not the table has a key. Where
the two differed all the same (a conflict, a change that was not to be written), the value that
they had last agreed on is kept beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from salestui.book.edits import Value
from salestui.book.rows import Rows, opened
from salestui.book.syncing.sharing import shared_columns
from salestui.book.syncing.wishes import End
from salestui.mapping.table import ID, EntityTable

Spot = tuple[str, int, str]
"""Entity, shared row identity and column; the column of a whole row is empty."""


class Never:
    """The base of a cell that the two never agreed on."""


NEVER: Final = Never()


@dataclass(frozen=True)
class Agreement:
    """The base of a pair of workbooks.

    Attributes:
        tables: by side and entity, as they were, rows under shared identities. A row that only
            one has was removed from the other since they agreed.
        apart: the cells in which the two differed, with what they had agreed on before.
    """

    tables: Mapping[End, Mapping[str, EntityTable]]
    apart: Mapping[Spot, Value | Never] = field(default_factory=dict)

    @property
    def next_row(self) -> int:
        """The first identity that no row has."""
        found = [
            int(str(t.frame[ID].max()))
            for tables in self.tables.values()
            for t in tables.values()
            if t.frame.height
        ]
        return max(found, default=-1) + 1


NOTHING = Agreement({End.HERE: {}, End.THERE: {}})
"""Before the first sync."""


class Base:
    """One entity of an agreement, for looking values up."""

    def __init__(self, agreement: Agreement, entity: str) -> None:
        self._entity = entity
        self._apart = agreement.apart
        tables = {end: held.get(entity) for end, held in agreement.tables.items()}
        self.sides: Mapping[End, Rows] = {e: opened(t) for e, t in tables.items() if t is not None}
        self._columns: frozenset[str] = frozenset()
        if len(self.sides) == 2:
            both = (self.sides[End.HERE].base, self.sides[End.THERE].base)
            self._columns = frozenset(shared_columns(*both))

    def knows(self, row: int) -> bool:
        """Whether a row was on both sides once."""
        return any(row in rows.base_positions for rows in self.sides.values())

    def value(self, row: int, column: str) -> Value | Never:
        """What both sides held last."""
        spot = self._entity, row, column
        if spot in self._apart:
            return self._apart[spot]
        held_by_both = len(self.sides) == 2 and all(
            row in rows.base_positions for rows in self.sides.values()
        )
        if column not in self._columns or not held_by_both:
            return NEVER
        return self.sides[End.HERE].value(row, column)

    def own(self, end: End, row: int, column: str) -> Value | Never:
        """What the two agreed on, else what that side held itself."""
        spot = self._entity, row, column
        if spot in self._apart:
            return self._apart[spot]
        rows = self.sides.get(end)
        known = rows is not None and row in rows.base_positions
        return rows.value(row, column) if rows is not None and known else NEVER
