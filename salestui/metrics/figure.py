"""The value every metric returns: a number, or none and the reason why."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

Part = str | int | tuple[str, ...]
"""What fills a placeholder; several words are shown joined by plus signs."""


class Note(NamedTuple):
    """A sentence in English with named placeholders, and what fills them."""

    text: str
    parts: tuple[tuple[str, Part], ...] = ()

    def filled(self, translated: Callable[[str], str]) -> str:
        """The sentence with its words and those of its parts translated."""
        return translated(self.text).format(
            **{name: _shown(part, translated) for name, part in self.parts}
        )


def _shown(part: Part, translated: Callable[[str], str]) -> str:
    if isinstance(part, int):
        return f"{part:,}"
    words = (part,) if isinstance(part, str) else part
    return " + ".join(translated(w) if w else "" for w in words)


def note(text: str, **parts: Part) -> Note:
    """A note from a text and the values of its placeholders."""
    return Note(text, tuple(sorted(parts.items())))


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure.

    Attributes:
        value: finite; None exactly where ``reason`` says why there is none.
        notes: what a reader must know to trust the value, such as a target that covers a part of
            the period only.

    Raises:
        ValueError: a value that is not finite, a missing reason, or both value and reason.
    """

    value: float | None
    reason: Note | None = None
    notes: tuple[Note, ...] = ()

    def __post_init__(self) -> None:
        if (self.value is None) is (self.reason is None):
            raise ValueError("a figure has either a value or a reason for having none")
        if self.value is not None and not math.isfinite(self.value):
            raise ValueError(f"{self.value} is no figure")

    def noted(self, *notes: Note | None) -> Figure:
        """This figure with further notes; None is ignored."""
        added = tuple(n for n in notes if n is not None and n not in self.notes)
        return Figure(self.value, self.reason, self.notes + added)


def na(reason: Note | str, *notes: Note) -> Figure:
    """A figure that has no meaning here, and why."""
    return Figure(None, reason if isinstance(reason, Note) else Note(reason), notes)


def ratio(numerator: Figure, denominator: Figure, zero: Note | str) -> Figure:
    """``numerator / denominator``; the first reason met where either is missing or zero divides."""
    notes = numerator.notes + tuple(n for n in denominator.notes if n not in numerator.notes)
    for part in (numerator, denominator):
        if part.reason is not None:
            return Figure(None, part.reason, notes)
    assert numerator.value is not None and denominator.value is not None
    if denominator.value == 0:
        return Figure(None, zero if isinstance(zero, Note) else Note(zero), notes)
    return Figure(numerator.value / denominator.value, None, notes)
