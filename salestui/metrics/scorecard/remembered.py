"""Cards that an edit did not touch, kept from one state of the book to the next."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

Cards = TypeVar("Cards", bound=Mapping[str, object])

_MOST = 100
"""So many boards' periods are kept; looking at many in turn begins anew."""


@dataclass(frozen=True, slots=True)
class MadeOf:
    """All that the cards of a period are made of.

    Attributes:
        things: never changed in place: another one is another thing.
        values: compared as values.
    """

    things: tuple[object, ...]
    values: tuple[object, ...]

    def same(self, other: MadeOf) -> bool:
        """Whether the cards made of both are equal."""
        pairs = zip(self.things, other.things, strict=True)
        return all(a is b for a, b in pairs) and self.values == other.values


class Remembered(Generic[Cards]):
    """The last cards of each kind and period. Any thread may ask it."""

    def __init__(self) -> None:
        self._known: dict[Hashable, tuple[MadeOf, Cards]] = {}

    def cards(self, key: Hashable, made_of: MadeOf, make: Callable[[], Cards]) -> Cards:
        """What ``make`` gives; what it gave last where that was made of the same."""
        known = self._known.get(key)
        if known is not None and known[0].same(made_of):
            return known[1]
        found = make()
        if len(self._known) >= _MOST:
            self._known.clear()
        self._known[key] = made_of, found
        return found
