"""What the user wants of a sync."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

LABEL = "sync"
"""What the edits of a sync are called in the history."""


class End(StrEnum):
    """One of the two workbooks: the first that was named, or the second."""

    HERE = "here"
    THERE = "there"

    @property
    def other(self) -> End:
        """The other of the two."""
        return End.THERE if self is End.HERE else End.HERE


class Direction(StrEnum):
    """Which of the two is written: both, only the second, only the first."""

    BOTH = "both"
    PUSH = "push"
    PULL = "pull"

    def writes(self, end: End) -> bool:
        """Whether one of the two may be written."""
        return self is Direction.BOTH or (self is Direction.PUSH) == (end is End.THERE)


@dataclass(frozen=True, slots=True)
class Wish:
    """How to sync.

    Attributes:
        prefer: whose word holds where both changed; None leaves these cells as they are.
        certain: go on where many rows are gone, or hardly any row is on both sides.
    """

    direction: Direction = Direction.BOTH
    prefer: End | None = None
    certain: bool = False
